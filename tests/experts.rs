//! What experts know and threads find late: it must be said early, in the
//! summary, in the evidence, or in the first thing to look at or to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use why401::input::Input;
use why401::report::{Diagnosis, Step};

/// A situation; the first answers that are right; what the first answer says
/// early, each piece; causes that must not be named first to third.
struct Row {
    knows: &'static str,
    error: &'static str,
    image: &'static str,
    config: &'static str,
    first: &'static [&'static str],
    early: &'static [&'static str],
    never: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        knows: "\"oauth token\": a credential was sent",
        error: "ERROR: failed to solve: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized",
        image: "",
        config: "",
        first: &["wrong-credential", "credential-expired"],
        early: &["was sent a credential", "not \"anonymous token\""],
        never: &["not-logged-in", "ci-login-missing"],
    },
    Row {
        knows: "\"anonymous token\": none was",
        error: "ERROR: failed to solve: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized",
        image: "",
        config: "",
        first: &["not-logged-in"],
        early: &["without a credential"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "a public image refused: a stale login, log out first",
        error: "Error response from daemon: Head \"https://registry-1.docker.io/v2/library/nginx/manifests/1.27\": unauthorized: incorrect username or password",
        image: "nginx:1.27",
        config: "",
        first: &["wrong-credential", "credential-expired"],
        early: &["docker logout", "public"],
        never: &[],
    },
    Row {
        knows: "a public image of ECR refused for an expired token",
        error: "Error response from daemon: denied: Your authorization token has expired. Reauthenticate and try again.",
        image: "public.ecr.aws/docker/library/alpine:3.20",
        config: "",
        first: &["credential-expired"],
        early: &["docker logout public.ecr.aws"],
        never: &[],
    },
    Row {
        knows: "a failed login is the cause, the later denial its echo",
        error: "$ docker login -u acme --password-stdin registry.example.com\nError response from daemon: Get \"https://registry.example.com/v2/\": unauthorized: incorrect username or password\n$ docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\ndenied: requested access to the resource is denied",
        image: "",
        config: "",
        first: &["wrong-credential"],
        early: &["user name or the secret is wrong"],
        never: &[],
    },
    Row {
        knows: "GHCR's denied: denied is a token that it doesn't take",
        error: "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": denied: denied",
        image: "ghcr.io/acme/app:1",
        config: "",
        first: &["wrong-credential", "credential-expired"],
        early: &["\"denied: denied\""],
        never: &["not-logged-in"],
    },
    Row {
        knows: "GHCR's bare unauthorized is a private package asked without a login",
        error: "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": unauthorized",
        image: "ghcr.io/acme/app:1",
        config: "",
        first: &["not-logged-in"],
        early: &["has no credential"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "the scope in a token's URL shows the real repository and actions",
        error: "Error: buildx failed with: ERROR: failed to solve: failed to push master: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Alibrary%2Fmaster%3Apull%2Cpush&service=registry.docker.io: 401 Unauthorized",
        image: "",
        config: "",
        first: &["wrong-namespace"],
        early: &["library/master", "push"],
        never: &[],
    },
    Row {
        knows: "docker login without a host goes to Docker Hub",
        error: "$ docker login\nLogin Succeeded\n$ docker pull registry.example.com/acme/app:1\nError response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials",
        image: "",
        config: "",
        first: &["logged-in-elsewhere", "not-logged-in"],
        early: &["Docker Hub"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "hub.docker.com is no registry",
        error: "Error response from daemon: Get \"https://hub.docker.com/v2/acme/app/manifests/1\": error parsing HTTP 404 response body: invalid character '<' looking for beginning of value",
        image: "hub.docker.com/acme/app:1",
        config: "",
        first: &["wrong-registry-endpoint"],
        early: &["hub.docker.com", "web"],
        never: &[],
    },
    Row {
        knows: "the kubelet doesn't read ~/.docker/config.json",
        error: "Warning  Failed  12s  kubelet  Failed to pull image \"registry.example.com/acme/app:1\": failed to pull and unpack image \"registry.example.com/acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized",
        image: "",
        config: "",
        first: &["pull-secret-missing"],
        early: &["login"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "ctr reads no config at all",
        error: "$ ctr images pull registry.example.com/acme/app:1\nctr: failed to resolve reference \"registry.example.com/acme/app:1\": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials",
        image: "",
        config: r#"{"auths":{"registry.example.com":{"auth":"YWxpY2U6cTlmN0gyeFRvS2E="}}}"#,
        first: &["not-logged-in", "different-user-config"],
        early: &["ctr reads no config"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "an answer to HEAD has no body: ask with GET for the reason",
        error: "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": 403 Forbidden",
        image: "registry.example.com/acme/app:1",
        config: "",
        first: &["no-repository-permission", "network-policy-denied"],
        early: &["HEAD", "no body"],
        never: &[],
    },
    Row {
        knows: "the keychain's message isn't the registry's",
        error: "Error saving credentials: error storing credentials - err: exit status 1, out: `User interaction is not allowed.`",
        image: "",
        config: "",
        first: &["credential-helper-failing"],
        early: &["registry isn't the cause"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "the keychain's own \"not found\" isn't a wrong password",
        error: "error getting credentials - err: exit status 1, out: `The specified item could not be found in the keychain.`",
        image: "registry.example.com/acme/app:1",
        config: r#"{"auths":{"registry.example.com":{}},"credsStore":"osxkeychain"}"#,
        first: &["credential-helper-failing"],
        early: &["registry isn't the cause"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "no space left may be inodes, or the disk of a VM",
        error: "failed to register layer: write /usr/lib/x.so: no space left on device",
        image: "",
        config: "",
        first: &["local-storage"],
        early: &["inodes", "VM"],
        never: &[],
    },
    Row {
        knows: "container actions are pulled before any login step",
        error: "##[group]Pull down action image 'ghcr.io/acme/private-action:1'\n##[command]/usr/bin/docker pull ghcr.io/acme/private-action:1\nError response from daemon: Head \"https://ghcr.io/v2/acme/private-action/manifests/1\": unauthorized\n##[warning]Docker pull failed with exit code 1, back off 5.5 seconds before retry.",
        image: "",
        config: "",
        first: &["ci-login-missing"],
        early: &["before any step"],
        never: &["wrong-credential"],
    },
    Row {
        knows: "a package at GHCR made by hand is opened to the repository in its settings",
        error: "##[group]Run docker push ghcr.io/acme/app:1\nThe push refers to repository [ghcr.io/acme/app]\ndenied: permission_denied: write_package\n##[error]Process completed with exit code 1.",
        image: "",
        config: "",
        first: &["no-repository-permission", "insufficient-scope"],
        early: &["Manage Actions access"],
        never: &[],
    },
    Row {
        knows: "\"may require 'docker login'\" is a fixed prefix: the reason stands behind it",
        error: "Error response from daemon: pull access denied for registry.example.com/acme/app, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
        image: "",
        config: "",
        first: &["credential-expired"],
        early: &["expired"],
        never: &["not-logged-in", "repository-not-found"],
    },
    Row {
        knows: "a prefix that is no advice: at Docker Hub it is printed for a name that isn't there",
        error: "Error response from daemon: pull access denied for ngnix, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
        image: "ngnix",
        config: "",
        first: &["repository-not-found", "missing-registry-host"],
        early: &["docker.io/library/ngnix"],
        never: &["not-logged-in"],
    },
    Row {
        knows: "a login that succeeded proves no right to push",
        error: "Login Succeeded\n$ docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\ndenied: requested access to the resource is denied",
        image: "",
        config: "",
        first: &["no-repository-permission", "insufficient-scope"],
        early: &["login"],
        never: &["not-logged-in", "wrong-credential"],
    },
    Row {
        knows: "a redacted config isn't a broken one",
        error: "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": unauthorized: authentication required",
        image: "registry.example.com/acme/app:1",
        config: "{\n  \"auths\": {\n    \"registry.example.com\": {\n      \"auth\": \"<redacted>\"\n    }\n  }\n}",
        first: &["wrong-credential", "credential-expired"],
        early: &["has a credential"],
        never: &["config-malformed", "auth-entry-malformed"],
    },
];

/// What stands where the reader looks first: the headline, the first cause's
/// summary and evidence, its first step to look and its first way to mend it.
fn early(diagnosis: &Diagnosis) -> String {
    let mut said = vec![diagnosis.headline.clone()];
    if let Some(cause) = diagnosis.causes.first() {
        said.push(cause.summary.clone());
        said.extend(cause.evidence.iter().map(|evidence| evidence.says.clone()));
        let mut add = |step: &Step| {
            said.push(step.text.clone());
            said.extend(step.command.clone());
        };
        cause.confirm.iter().take(1).for_each(&mut add);
        for fix in cause.fixes.iter().take(2) {
            add(&Step {
                text: fix.title.clone(),
                ..fix.steps[0].clone()
            });
            fix.steps.iter().for_each(&mut add);
        }
    }
    said.join("\n")
}

#[test]
fn experts_knowledge_is_said_early() {
    let mut misses = Vec::new();
    for row in ROWS {
        let diagnosis = why401::explain(&Input {
            error: row.error,
            image: row.image,
            config: row.config,
            ..Input::default()
        });
        let causes: Vec<_> = diagnosis
            .causes
            .iter()
            .map(|cause| (cause.id, cause.confidence))
            .collect();
        let first = causes.first().map_or("", |(id, _)| *id);
        if !row.first.contains(&first) {
            misses.push(format!("{}: {causes:?}", row.knows));
            continue;
        }
        let said = early(&diagnosis);
        for piece in row.early.iter().filter(|piece| !said.contains(**piece)) {
            misses.push(format!(
                "{}: {first} lacks {piece:?} in\n{said}\n",
                row.knows
            ));
        }
        for (id, _) in causes
            .iter()
            .filter(|(id, confidence)| *confidence >= 20 && row.never.contains(id))
        {
            misses.push(format!("{}: names {id}: {causes:?}", row.knows));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}
