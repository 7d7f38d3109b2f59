//! Logs of five thousand lines: the first failure that is one is found, its
//! line is right, its echoes don't take its place, and of two failures that
//! have nothing to do with each other both are named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use why401::input::{Field, Input};
use why401::report::Diagnosis;

/// Where a log comes from: how its innocent lines look.
#[derive(Clone, Copy)]
enum Kind {
    DockerBuild,
    GitLab,
    Actions,
    Kubectl,
}

/// A line that says nothing, as such a log has thousands of.
fn innocent(kind: Kind, number: usize) -> String {
    let tick = number % 60;
    match kind {
        Kind::DockerBuild => match number % 5 {
            0 => format!(
                "#12 {number}.{tick:03} Get:{number} http://deb.example.org stable/main amd64 libfoo{number} all 1.{tick} [12.3 kB]"
            ),
            1 => format!(
                "#12 {number}.{tick:03} Selecting previously unselected package libfoo{number}."
            ),
            2 => {
                format!("#13 {number}.{tick:03} [ {tick}%] Building CXX object src/part_{number}.o")
            }
            3 => format!(
                "#13 {number}.{tick:03} warning: unused variable 'error_{number}' [-Wunused]"
            ),
            _ => format!("#14 {number}.{tick:03} added {number} packages in {tick}s"),
        },
        Kind::GitLab => match number % 4 {
            0 => format!("ok {number} - handles a request that is not authorised"),
            1 => format!("  PASS  tests/unit/login_{number}.spec.js (1.{tick} s)"),
            2 => format!("[{number}/5000] Compiling module acme_{number}"),
            _ => format!("INFO  request to /api/items/{number} took {tick} ms"),
        },
        Kind::Actions => {
            let line = match number % 3 {
                0 => format!("Receiving objects: {tick}% ({number}/5000)"),
                1 => format!("test result: ok. {number} passed; 0 failed; {tick} ignored"),
                _ => format!("::debug::evaluating step {number}"),
            };
            format!(
                "2026-01-02T10:{:02}:{tick:02}.{number:07}Z {line}",
                number / 60 % 60
            )
        }
        Kind::Kubectl => match number % 3 {
            0 => format!(
                "  Normal   Pulled     {tick}m   kubelet  Container image \"registry.k8s.io/pause:3.9\" already present on machine"
            ),
            1 => format!(
                "  Normal   Started    {tick}m   kubelet  Started container sidecar-{number}"
            ),
            _ => format!(
                "    Environment Variables from:  settings-{number}  ConfigMap  Optional: false"
            ),
        },
    }
}

/// A log with lines put into it, by their number from 1.
fn log(kind: Kind, put: &[(usize, &str)]) -> String {
    let mut text = String::new();
    let mut number = 1;
    let mut put = put.iter().peekable();
    while number <= 5000 {
        if let Some((_, lines)) = put.next_if(|(at, _)| *at <= number) {
            let _ = writeln!(text, "{lines}");
            number += lines.lines().count();
        } else {
            let _ = writeln!(text, "{}", innocent(kind, number));
            number += 1;
        }
    }
    text
}

fn explained(error: &str) -> Diagnosis {
    why401::explain(&Input {
        error,
        ..Input::default()
    })
}

/// The line in which an offset of a text stands.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

struct Log {
    name: &'static str,
    kind: Kind,
    /// What is put into it, and at which line.
    put: &'static [(usize, &'static str)],
    /// The first answers that are right.
    first: &'static [&'static str],
    /// The line that the first answer's evidence begins in.
    line: usize,
    /// What must be among the causes, too.
    also: &'static [&'static str],
}

const LOGS: &[Log] = &[
    Log {
        name: "a build on a private base image, told twice",
        kind: Kind::DockerBuild,
        put: &[
            (
                3000,
                "#3 [internal] load metadata for registry.example.com/base/node:20\n#3 ERROR: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Abase%2Fnode%3Apull&service=registry.example.com: 401 Unauthorized",
            ),
            (
                4900,
                "------\n > [internal] load metadata for registry.example.com/base/node:20:\n------\nERROR: failed to solve: registry.example.com/base/node:20: failed to resolve source metadata for registry.example.com/base/node:20: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized",
            ),
        ],
        first: &["not-logged-in"],
        line: 3001,
        also: &[],
    },
    Log {
        name: "a refused login, and the push's echo",
        kind: Kind::GitLab,
        put: &[
            (
                1,
                "Running with gitlab-runner 17.2.0\nPreparing the \"docker\" executor",
            ),
            (
                800,
                "$ echo \"$TOKEN\" | docker login registry.example.com -u ci --password-stdin\nError response from daemon: Get \"https://registry.example.com/v2/\": unauthorized: incorrect username or password",
            ),
            (
                4700,
                "$ docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\ndenied: requested access to the resource is denied",
            ),
            (4990, "ERROR: Job failed: exit code 1"),
        ],
        first: &["wrong-credential"],
        line: 801,
        also: &[],
    },
    Log {
        name: "an empty secret, and the pull's echo",
        kind: Kind::Actions,
        put: &[
            (2, "##[group]Run docker/login-action@v3"),
            (20, "##[error]Username and password required"),
            (
                4800,
                "##[group]Run docker pull registry.example.com/acme/app:1\nError response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials\n##[error]Process completed with exit code 1.",
            ),
        ],
        first: &["ci-secret-empty"],
        line: 20,
        also: &[],
    },
    Log {
        name: "an expired cloud session, and what follows from it",
        kind: Kind::GitLab,
        put: &[
            (1, "Running with gitlab-runner 17.2.0"),
            (
                500,
                "$ aws ecr get-login-password | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com\n\nAn error occurred (ExpiredTokenException) when calling the GetAuthorizationToken operation: The security token included in the request is expired\nError: Cannot perform an interactive login from a non TTY device",
            ),
            (
                4500,
                "$ docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1\nno basic auth credentials",
            ),
        ],
        first: &["credential-helper-failing", "credential-expired"],
        line: 502,
        also: &[],
    },
    Log {
        name: "events of a pod, with their echoes",
        kind: Kind::Kubectl,
        put: &[
            (
                4000,
                "  Warning  Failed     3m    kubelet  Failed to pull image \"registry.example.com/acme/app:1\": failed to pull and unpack image \"registry.example.com/acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": failed to do request: Head \"https://registry.example.com/v2/acme/app/manifests/1\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            ),
            (
                4100,
                "  Warning  Failed     3m    kubelet  Error: ErrImagePull\n  Normal   BackOff    2m    kubelet  Back-off pulling image \"registry.example.com/acme/app:1\"\n  Warning  Failed     2m    kubelet  Error: ImagePullBackOff",
            ),
        ],
        first: &["tls-untrusted-ca"],
        line: 4000,
        also: &[],
    },
    Log {
        name: "a pull secret that isn't there, and the refusal that follows",
        kind: Kind::Kubectl,
        put: &[
            (
                4200,
                "  Warning  FailedToRetrieveImagePullSecret  3m  kubelet  Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.\n  Warning  Failed     3m    kubelet  Failed to pull image \"registry.example.com/acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
            ),
            (
                4300,
                "  Warning  Failed     2m    kubelet  Error: ImagePullBackOff",
            ),
        ],
        first: &["pull-secret-missing"],
        line: 4200,
        also: &[],
    },
    Log {
        name: "a full disk, later a limit",
        kind: Kind::GitLab,
        put: &[
            (1, "Running with gitlab-runner 17.2.0"),
            (
                1000,
                "$ docker pull registry.example.com/acme/big:1\nfailed to register layer: write /usr/lib/libfoo.so: no space left on device",
            ),
            (
                4000,
                "$ docker pull nginx:1.27\nError response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
            ),
        ],
        first: &["local-storage"],
        line: 1001,
        also: &["rate-limited"],
    },
    Log {
        name: "a limit, later a full disk",
        kind: Kind::GitLab,
        put: &[
            (1, "Running with gitlab-runner 17.2.0"),
            (
                1000,
                "$ docker pull nginx:1.27\nError response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
            ),
            (
                4000,
                "$ docker pull registry.example.com/acme/big:1\nfailed to register layer: write /usr/lib/libfoo.so: no space left on device",
            ),
        ],
        first: &["rate-limited"],
        line: 1001,
        also: &["local-storage"],
    },
    Log {
        name: "an unknown authority, later a missing tag",
        kind: Kind::DockerBuild,
        put: &[
            (
                2000,
                "#3 ERROR: failed to do request: Head \"https://registry.example.com/v2/base/node/manifests/20\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            ),
            (
                4500,
                "ERROR: failed to solve: docker.io/library/node:99: failed to resolve source metadata for docker.io/library/node:99: docker.io/library/node:99: not found",
            ),
        ],
        first: &["tls-untrusted-ca"],
        line: 2000,
        also: &["tag-not-found"],
    },
    Log {
        name: "a missing tag, later an unknown authority",
        kind: Kind::DockerBuild,
        put: &[
            (
                2000,
                "ERROR: failed to solve: docker.io/library/node:99: failed to resolve source metadata for docker.io/library/node:99: docker.io/library/node:99: not found",
            ),
            (
                4500,
                "#3 ERROR: failed to do request: Head \"https://registry.example.com/v2/base/node/manifests/20\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            ),
        ],
        first: &["tag-not-found"],
        line: 2000,
        also: &["tls-untrusted-ca"],
    },
    Log {
        name: "a tag that may not be overwritten, later no engine",
        kind: Kind::Actions,
        put: &[
            (
                700,
                "##[group]Run docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1\ntag invalid: The image tag '1' already exists in the 'app' repository and cannot be overwritten because the repository is immutable.\n##[error]Process completed with exit code 1.",
            ),
            (
                4000,
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n##[error]Process completed with exit code 1.",
            ),
        ],
        first: &["tag-immutable"],
        line: 701,
        also: &["daemon-not-running"],
    },
    Log {
        name: "an unresolved host, later a wrong password",
        kind: Kind::GitLab,
        put: &[
            (
                600,
                "Error response from daemon: Get \"https://mirror.example.com/v2/\": dial tcp: lookup mirror.example.com on 192.0.2.53:53: no such host",
            ),
            (
                4100,
                "$ docker login registry.example.com\nError response from daemon: Get \"https://registry.example.com/v2/\": unauthorized: incorrect username or password",
            ),
        ],
        first: &["dns-failure"],
        line: 600,
        also: &["wrong-credential"],
    },
    Log {
        name: "two pods, two reasons",
        kind: Kind::Kubectl,
        put: &[
            (
                1500,
                "  Warning  Failed     9m    kubelet  Failed to pull image \"registry.example.com/acme/app:2\": failed to resolve reference \"registry.example.com/acme/app:2\": registry.example.com/acme/app:2: not found",
            ),
            (
                3500,
                "  Warning  Failed     3m    kubelet  Failed to pull image \"nginx:1.27\": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:0000: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.",
            ),
        ],
        first: &["tag-not-found"],
        line: 1500,
        also: &["rate-limited"],
    },
];

#[test]
fn the_first_failure_is_found_and_the_second_isnt_lost() {
    let mut misses = Vec::new();
    for case in LOGS {
        let text = log(case.kind, case.put);
        let diagnosis = explained(&text);
        let causes: Vec<_> = diagnosis
            .causes
            .iter()
            .map(|cause| (cause.id, cause.confidence))
            .collect();
        let Some(first) = diagnosis.causes.first() else {
            misses.push(format!("{}: no answer", case.name));
            continue;
        };
        let shown = first
            .evidence
            .iter()
            .filter(|evidence| evidence.input == Field::Error && evidence.weight > 0)
            .map(|evidence| line_of(&text, evidence.start))
            .min();
        let listed = diagnosis.lines.iter().any(|line| line.number == case.line);
        if !case.first.contains(&first.id) || shown != Some(case.line) || !listed {
            misses.push(format!(
                "{}: {causes:?}, first seen in line {shown:?} (listed: {listed}); expected {:?} in line {}",
                case.name, case.first, case.line
            ));
        }
        for id in case.also {
            if !causes.iter().any(|(cause, _)| cause == id) {
                misses.push(format!("{}: {causes:?} lack {id}", case.name));
            }
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn lines_are_those_of_the_paste() {
    for case in LOGS {
        let text = log(case.kind, case.put).replace('\n', "\r\n");
        let diagnosis = explained(&text);
        for line in &diagnosis.lines {
            assert_eq!(line.number, line_of(&text, line.start), "{}", case.name);
            assert_eq!(
                line_of(&text, line.start),
                line_of(&text, line.end),
                "{}",
                case.name
            );
        }
    }
}

#[test]
fn the_answer_in_text_names_the_line() {
    let case = &LOGS[1];
    let text = log(case.kind, case.put);
    let written = why401::report::text(&explained(&text));
    assert!(
        written.contains(&format!("(line {})", case.line)),
        "{written}"
    );
}
