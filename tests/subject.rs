//! Which image, host, operation and tool a pasted text is about, found in the
//! text alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use why401::facts::{Facts, Op, Tool};
use why401::input::Input;

/// Text, image as written there, host, operation, tool.
type Row = (
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Op,
    Tool,
);

const ROWS: &[Row] = &[
    (
        "$ docker pull registry.example.com/acme/app:1\nError response from daemon: unauthorized",
        Some("registry.example.com/acme/app:1"),
        Some("registry.example.com"),
        Op::Pull,
        Tool::Docker,
    ),
    (
        "then i push\ndocker push acme/app:1\nThe push refers to repository [docker.io/acme/app]\ndenied: requested access to the resource is denied",
        Some("acme/app:1"),
        Some("docker.io"),
        Op::Push,
        Tool::Docker,
    ),
    // The tag of the command counts, where the sentence leaves it out.
    (
        "$ docker pull acme/app:1.2\nError response from daemon: pull access denied for acme/app, repository does not exist or may require 'docker login'",
        Some("acme/app:1.2"),
        Some("docker.io"),
        Op::Pull,
        Tool::Docker,
    ),
    // The host counts, where one of two names leaves it out.
    (
        "crictl pull registry.example.com/acme/app:1\npulling image: failed to pull and unpack image \"acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": 401 Unauthorized",
        Some("registry.example.com/acme/app:1"),
        Some("registry.example.com"),
        Op::Pull,
        Tool::Crictl,
    ),
    // Masked parts.
    (
        "Error response from daemon: pull access denied for <account>.dkr.ecr.eu-west-1.amazonaws.com/app, repository does not exist or may require 'docker login'",
        Some("<account>.dkr.ecr.eu-west-1.amazonaws.com/app"),
        Some("<account>.dkr.ecr.eu-west-1.amazonaws.com"),
        Op::Pull,
        Tool::Docker,
    ),
    // A URL alone.
    (
        "Error: unexpected status from HEAD request to https://ghcr.io/v2/acme/app/manifests/1: 401 Unauthorized",
        Some("ghcr.io/acme/app:1"),
        Some("ghcr.io"),
        Op::Unknown,
        Tool::Unknown,
    ),
    // The target of a copy, not its source.
    (
        "$ gcrane copy docker.io/library/nginx:1 registry.example.com/acme/nginx:1\n2026/01/02 10:11:12 Pulling docker.io/library/nginx:1\n2026/01/02 10:11:13 Pushing registry.example.com/acme/nginx:1\nunauthorized",
        Some("registry.example.com/acme/nginx:1"),
        Some("registry.example.com"),
        Op::Push,
        Tool::Crane,
    ),
    // A service's name is no image.
    (
        "$ docker compose pull web\nError response from daemon: manifest unknown",
        None,
        None,
        Op::Pull,
        Tool::Compose,
    ),
    // Words of the sentence are no images.
    (
        "error pulling image configuration: download failed after attempts=6: EOF",
        None,
        None,
        Op::Pull,
        Tool::Unknown,
    ),
    (
        "ERROR: failed to push because we ran out of retries.\nname unknown: Repository \"images\" not found",
        None,
        None,
        Op::Push,
        Tool::Unknown,
    ),
    (
        "failed to push: failed commit on ref \"manifest-sha256:4728\": unexpected status: 400 Bad Request",
        None,
        None,
        Op::Push,
        Tool::Unknown,
    ),
    // The table of a swarm's tasks has the whole name, the error cuts it.
    (
        "7pcl8hwo57ax  shop_app.1  registry.example.com/acme/app:1  node-1  Ready  Rejected 4 seconds ago  \"No such image: registry.exam...\"\n$ docker stack ps shop",
        Some("registry.example.com/acme/app:1"),
        Some("registry.example.com"),
        Op::Unknown,
        Tool::Swarm,
    ),
    // A scanner quotes the engines that it tried.
    (
        "image scan error: unable to find the specified image \"ghcr.io/acme/web:1\" in [\"docker\" \"containerd\" \"podman\" \"remote\"]: no podman socket found",
        Some("ghcr.io/acme/web:1"),
        Some("ghcr.io"),
        Op::Unknown,
        Tool::Unknown,
    ),
];

#[test]
fn the_subject_is_found_in_the_text() {
    let mut misses = Vec::new();
    for &(error, text, host, op, tool) in ROWS {
        let input = Input {
            error,
            ..Input::default()
        };
        let facts = Facts::read(&input);
        let found = (facts.subject.text.as_deref(), facts.host(), facts.tool);
        // What was done is only asked where the row says it.
        let op_fits = op == Op::Unknown || facts.op == op;
        if found != (text, host, tool) || !op_fits {
            misses.push(format!("{error}\n  {found:?} {:?}", facts.op));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn an_address_alone_is_a_host() {
    for host in [
        "10.0.0.15:5000",
        "10.0.0.15",
        "registry.example.com",
        "registry.example.com:5000",
        "localhost:5000",
    ] {
        let input = Input {
            error: "Error response from daemon: unauthorized: authentication required",
            image: host,
            ..Input::default()
        };
        let facts = Facts::read(&input);
        assert_eq!(facts.host(), Some(host));
        assert_eq!(facts.subject.repository, None);
    }
}

#[test]
fn a_mask_is_no_invalid_name() {
    let masked = |error| {
        let input = Input {
            error,
            image: "***/app:1",
            ..Input::default()
        };
        Facts::read(&input).subject.reference.is_none()
    };
    assert!(masked("denied: requested access to the resource is denied"));
    assert!(!masked(
        "ERROR: invalid tag \"***/app:1\": invalid reference format"
    ));
}
