//! What everybody who debugs registry logins has to find here, line by line:
//! for each piece of knowledge an input that leads to it, the cause that it is
//! part of, and words that its answer must hold.
//!
//! The numbers are those of the list that the project keeps of what there is to
//! know; each has at least one situation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use why401::input::Input;
use why401::report::{Diagnosis, Finding, ReferenceRead, Step};

/// A situation, and what its answer must hold.
struct Row {
    line: usize,
    error: &'static str,
    image: &'static str,
    config: &'static str,
    /// The cause, which must be among the first three.
    cause: &'static str,
    /// What that cause's answer must hold, each piece.
    holds: &'static [&'static str],
}

const fn row(
    line: usize,
    error: &'static str,
    image: &'static str,
    config: &'static str,
    cause: &'static str,
    holds: &'static [&'static str],
) -> Row {
    Row {
        line,
        error,
        image,
        config,
        cause,
        holds,
    }
}

const HUB_DENIED: &str = "Error response from daemon: pull access denied for acme/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied";
const HUB_WRONG: &str = "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password";
const NO_BASIC: &str = "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials";
const OWN: &str = "registry.example.com/acme/app:1";
const ECR: &str = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1";
const ECR_NO_BASIC: &str = "Error response from daemon: Head \"https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1\": no basic auth credentials";
/// A user name and a made-up secret.
const OWN_LOGIN: &str = r#"{"auths":{"registry.example.com":{"auth":"YWxpY2U6cTlmN0gyeFRvS2E="}}}"#;

const ROWS: &[Row] = &[
    // Logging in.
    row(
        1,
        HUB_WRONG,
        "acme/app:1",
        "",
        "wrong-credential",
        &["docker login", "access token", "not your e-mail"],
    ),
    row(
        1,
        "Username: alice@example.com\nPassword:\nError response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password",
        "",
        "",
        "username-wrong-form",
        &["e-mail"],
    ),
    row(
        1,
        HUB_WRONG,
        "acme/app:1",
        "",
        "wrong-credential",
        &["-p", "history"],
    ),
    row(
        2,
        "$ docker login registry.example.com\nLogin Succeeded\n$ sudo docker pull registry.example.com/acme/app:1\nError response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials",
        OWN,
        "",
        "different-user-config",
        &["sudo", "root", "without sudo"],
    ),
    row(
        3,
        HUB_DENIED,
        "acme/app:1",
        r#"{"auths":{"docker.io":{"auth":"YWxpY2U6cTlmN0gyeFRvS2E="}}}"#,
        "hub-key-mismatch",
        &["https://index.docker.io/v1/"],
    ),
    row(
        4,
        ECR_NO_BASIC,
        ECR,
        "",
        "not-logged-in",
        &[
            "aws ecr get-login-password",
            "--region eu-west-1",
            "--username AWS",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        ],
    ),
    row(
        4,
        "denied: Your authorization token has expired. Reauthenticate and try again.",
        ECR,
        "",
        "credential-expired",
        &["12 hours", "aws ecr get-login-password", "expiresAt"],
    ),
    row(
        5,
        "Error response from daemon: Head \"https://acme.azurecr.io/v2/app/manifests/1\": unauthorized: authentication required",
        "acme.azurecr.io/app:1",
        "",
        "not-logged-in",
        &["az acr login --name acme"],
    ),
    row(
        5,
        "Error response from daemon: Head \"https://acme.azurecr.io/v2/app/manifests/1\": unauthorized: authentication required",
        "acme.azurecr.io/app:1",
        "",
        "not-logged-in",
        &["docker login acme.azurecr.io", "client"],
    ),
    row(
        6,
        "Error response from daemon: Head \"https://europe-west1-docker.pkg.dev/v2/acme/apps/app/manifests/1\": denied: Unauthenticated request. Unauthenticated requests do not have permission \"artifactregistry.repositories.downloadArtifacts\" on resource \"projects/acme/locations/europe-west1/repositories/apps\" (or it may not exist)",
        "europe-west1-docker.pkg.dev/acme/apps/app:1",
        "",
        "not-logged-in",
        &["gcloud auth configure-docker europe-west1-docker.pkg.dev"],
    ),
    row(
        6,
        "ERROR: (gcloud.auth.docker-helper) There was a problem refreshing your current auth tokens: Reauthentication failed.",
        "europe-west1-docker.pkg.dev/acme/apps/app:1",
        "",
        "credential-helper-failing",
        &["gcloud auth login"],
    ),
    row(
        6,
        "Error response from daemon: Head \"https://gcr.io/v2/acme/app/manifests/1\": unauthorized",
        "gcr.io/acme/app:1",
        "",
        "not-logged-in",
        &["gcloud auth configure-docker", "Artifact Registry"],
    ),
    row(
        7,
        "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": unauthorized",
        "ghcr.io/acme/app:1",
        "",
        "not-logged-in",
        &["read:packages"],
    ),
    row(
        7,
        "The push refers to repository [ghcr.io/acme/app]\ndenied: permission_denied: The token provided does not match expected scopes.",
        "ghcr.io/acme/app:1",
        "",
        "insufficient-scope",
        &["write:packages"],
    ),
    row(
        8,
        "Error response from daemon: Head \"https://registry.example.com:5000/v2/acme/app/manifests/1\": no basic auth credentials",
        "registry.example.com:5000/acme/app:1",
        "",
        "not-logged-in",
        &["docker login registry.example.com:5000"],
    ),
    row(
        8,
        NO_BASIC,
        "registry.example.com:5000/acme/app:1",
        OWN_LOGIN,
        "config-key-mismatch",
        &["registry.example.com:5000"],
    ),
    row(
        9,
        "Login Succeeded\nThe push refers to repository [docker.io/acme/app]\ndenied: requested access to the resource is denied",
        "acme/app:1",
        "",
        "wrong-namespace",
        &["login"],
    ),
    row(
        9,
        "$ docker login registry.example.com\nLogin Succeeded\n$ docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\ndenied: requested access to the resource is denied",
        OWN,
        "",
        "no-repository-permission",
        &["login", "push"],
    ),
    // The name.
    row(
        10,
        "Error response from daemon: pull access denied for myapp, repository does not exist or may require 'docker login'",
        "myapp",
        "",
        "missing-registry-host",
        &["docker.io/library/myapp", "ghcr.io/"],
    ),
    row(
        11,
        "The push refers to repository [docker.io/library/app]\ndenied: requested access to the resource is denied",
        "app",
        "",
        "wrong-namespace",
        &["docker tag", "docker push", "user name"],
    ),
    row(
        12,
        HUB_DENIED,
        "acme/app:1",
        "",
        "repository-not-found",
        &["docker manifest inspect", "letter by letter"],
    ),
    row(
        13,
        "Error response from daemon: manifest for acme/app:99 not found: manifest unknown: manifest unknown",
        "acme/app:99",
        "",
        "tag-not-found",
        &["tag"],
    ),
    row(
        13,
        "invalid reference format: repository name (acme/App) must be lowercase",
        "acme/App",
        "",
        "invalid-reference",
        &["acme/app"],
    ),
    row(
        13,
        "Error response from daemon: No such image: acme/app:1",
        "acme/app:1",
        "",
        "image-not-local",
        &["docker image ls"],
    ),
    row(
        13,
        "Error response from daemon: container 4f2b is not running",
        "",
        "",
        "container-not-running",
        &["docker logs"],
    ),
    row(
        13,
        "dockerfile parse error on line 5: unknown instruction: RRUN",
        "",
        "",
        "dockerfile-unknown-instruction",
        &["RUN"],
    ),
    row(
        14,
        NO_BASIC,
        OWN,
        "",
        "not-logged-in",
        &["registry.example.com"],
    ),
    // What is stored.
    row(
        15,
        NO_BASIC,
        OWN,
        r#"{"auths":{"registry.example.com":{}},"credsStore":"desktop"}"#,
        "credential-helper-missing",
        &["credsStore"],
    ),
    row(
        15,
        ECR_NO_BASIC,
        ECR,
        r#"{"auths":{"123456789012.dkr.ecr.eu-west-1.amazonaws.com":{"auth":"QVdTOnNlY3JldA=="}},"credHelpers":{"123456789012.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}"#,
        "credential-helper-shadows",
        &["credHelpers"],
    ),
    row(
        16,
        HUB_DENIED,
        "acme/app:1",
        r#"{"auths":{"docker.io":{"auth":"YWxpY2U6cTlmN0gyeFRvS2E="}}}"#,
        "hub-key-mismatch",
        &["config.json.bak", "docker.io", "docker login"],
    ),
    row(
        17,
        NO_BASIC,
        OWN,
        r#"{"auths":{"registry.example.com":{"auth":"YWxpY2U6cTlmN0gyeFRvS2EK"}}}"#,
        "auth-entry-malformed",
        &["echo", "line break"],
    ),
    row(
        18,
        "WARNING: Error loading config file: /home/acme/.docker/config.json: unexpected end of JSON input",
        "",
        "",
        "config-malformed",
        &["config.json.bak", "{}", "Log in to your registries again"],
    ),
    row(
        18,
        "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": unauthorized: authentication required",
        OWN,
        OWN_LOGIN,
        "wrong-credential",
        &["docker logout registry.example.com"],
    ),
    row(
        18,
        HUB_WRONG,
        "acme/app:1",
        "",
        "wrong-credential",
        &["docker logout"],
    ),
    row(
        19,
        "error getting credentials - err: exit status 1, out: `User interaction is not allowed.`",
        "acme/app:1",
        r#"{"auths":{"https://index.docker.io/v1/":{}},"credsStore":"osxkeychain"}"#,
        "credential-helper-failing",
        &["Keychain Access"],
    ),
    row(
        19,
        "error getting credentials - err: exit status 1, out: `A specified logon session does not exist. It may already have been terminated.`",
        "acme/app:1",
        r#"{"auths":{"https://index.docker.io/v1/":{}},"credsStore":"wincred"}"#,
        "credential-helper-failing",
        &["Credential Manager"],
    ),
    row(
        20,
        "error getting credentials - err: exit status 1, out: `pass not initialized`",
        OWN,
        r#"{"auths":{"registry.example.com":{}},"credsStore":"pass"}"#,
        "credential-helper-failing",
        &[
            "docker-credential-pass list",
            "prints the secret",
            "config.json.bak",
        ],
    ),
    row(
        21,
        "error getting credentials - err: exec: \"docker-credential-ecr-login\": executable file not found in $PATH, out: ``",
        ECR,
        "",
        "credential-helper-missing",
        &["amazon-ecr-credential-helper", "credHelpers"],
    ),
    row(
        21,
        "error getting credentials - err: exec: \"docker-credential-gcloud\": executable file not found in $PATH, out: ``",
        "europe-west1-docker.pkg.dev/acme/apps/app:1",
        "",
        "credential-helper-missing",
        &["gcloud"],
    ),
    row(
        22,
        "WARNING: Error loading config file: /home/acme/.docker/config.json: open /home/acme/.docker/config.json: permission denied",
        "",
        "",
        "different-user-config",
        &["chown", "DOCKER_CONFIG"],
    ),
    row(
        23,
        NO_BASIC,
        OWN,
        r#"{"auths":{"registry.example.com":{}},"credsStore":"pass"}"#,
        "credential-helper-shadows",
        &["docker-credential-pass"],
    ),
    row(
        23,
        "credentials not found in native keychain",
        OWN,
        r#"{"auths":{},"credsStore":"osxkeychain"}"#,
        "not-logged-in",
        &["docker login registry.example.com"],
    ),
    // Tokens and plans.
    row(
        24,
        "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: please use personal access token to login",
        "acme/app:1",
        "",
        "token-required",
        &["token", "no more"],
    ),
    row(
        25,
        "denied: Your authorization token has expired. Reauthenticate and try again.",
        ECR,
        "",
        "credential-expired",
        &["helper"],
    ),
    row(
        25,
        "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: personal access token is expired",
        "acme/app:1",
        "",
        "credential-expired",
        &["token"],
    ),
    row(
        26,
        "denied: requested access to the resource is denied\nYou have reached the maximum number of private repositories of your plan",
        "acme/app:1",
        "",
        "private-repo-limit",
        &["public", "delete", "plan"],
    ),
    row(
        27,
        "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": unexpected status: 403 Forbidden",
        OWN,
        OWN_LOGIN,
        "no-repository-permission",
        &["403"],
    ),
    // Clock.
    row(
        28,
        "failed to decode bearer token: token is not valid yet",
        OWN,
        "",
        "clock-skew",
        &["date -u", "timedatectl", "sntp", "w32tm", "Docker Desktop"],
    ),
    // CI.
    row(
        29,
        "##[group]Run docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\nno basic auth credentials\n##[error]Process completed with exit code 1.",
        "",
        "",
        "ci-login-missing",
        &["docker/login-action", "secrets.", "before"],
    ),
    row(
        29,
        "Running with gitlab-runner 17.2.0\n$ docker push registry.gitlab.com/acme/app:1\nThe push refers to repository [registry.gitlab.com/acme/app]\ndenied: access forbidden\nERROR: Job failed: exit code 1",
        "registry.gitlab.com/acme/app:1",
        "",
        "ci-login-missing",
        &[
            "before_script",
            "$CI_REGISTRY_PASSWORD",
            "$CI_REGISTRY_USER",
            "$CI_REGISTRY",
        ],
    ),
    row(
        30,
        "##[group]Run docker/login-action@v3\n##[error]Username and password required",
        "",
        "",
        "ci-secret-empty",
        &["content isn't shown", "fork"],
    ),
    row(
        30,
        "##[group]Run docker push registry.example.com/acme/app:1\nThe push refers to repository [registry.example.com/acme/app]\nno basic auth credentials\n##[error]Process completed with exit code 1.",
        "",
        "",
        "ci-login-missing",
        &["another job", "Login Succeeded"],
    ),
    row(
        31,
        "##[group]Run docker pull registry.example.com/acme/app:1\nError response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials\n##[error]Process completed with exit code 1.",
        "",
        "",
        "ci-login-missing",
        &["secret store"],
    ),
    row(
        32,
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1: unexpected status from HEAD request: 403 Forbidden",
        "",
        "",
        "node-identity-missing",
        &["execution role", "role"],
    ),
    row(
        32,
        "Warning  Failed  12s  kubelet  Failed to pull image \"123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1\": failed to resolve reference: unexpected status from HEAD request to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1: 403 Forbidden",
        "",
        "",
        "node-identity-missing",
        &["AmazonEC2ContainerRegistryPullOnly"],
    ),
    // Network.
    row(
        33,
        "Error response from daemon: Get \"https://registry.example.com/v2/\": dial tcp 192.0.2.7:443: connect: connection refused",
        OWN,
        "",
        "unreachable",
        &["https://registry.example.com/v2/", "401"],
    ),
    row(
        34,
        "Error response from daemon: Get \"https://registry.example.com/v2/\": proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused",
        OWN,
        "",
        "proxy-interference",
        &[
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "daemon-reload",
            "restart",
        ],
    ),
    row(
        35,
        "Error response from daemon: Get \"https://registry.example.com:5000/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "registry.example.com:5000/acme/app:1",
        "",
        "tls-untrusted-ca",
        &["/etc/docker/certs.d/registry.example.com:5000/ca.crt"],
    ),
    row(
        35,
        "Error response from daemon: Get \"https://registry.example.com:5000/v2/\": http: server gave HTTP response to HTTPS client",
        "registry.example.com:5000/acme/app:1",
        "",
        "http-not-https",
        &["insecure-registries", "Last resort"],
    ),
    row(
        36,
        "ERROR: failed to authorize: failed to fetch anonymous token: Get \"https://auth.docker.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.docker.io\": dial tcp 192.0.2.48:443: i/o timeout",
        "acme/app:1",
        "",
        "unreachable",
        &["auth.docker.io"],
    ),
    // Kubernetes.
    row(
        37,
        "Warning  Failed  12s  kubelet  Failed to pull image \"registry.example.com/acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
        "",
        "",
        "pull-secret-missing",
        &[
            "kubectl create secret docker-registry",
            "--docker-server",
            "imagePullSecrets",
            "service account",
        ],
    ),
    // Debugging.
    row(
        38,
        "ERROR: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized",
        OWN,
        "",
        "wrong-credential",
        &["token service"],
    ),
    row(
        38,
        "ERROR: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized",
        OWN,
        "",
        "not-logged-in",
        &["without a credential"],
    ),
    row(
        39,
        "Error response from daemon: Get \"https://registry.example.com/v2/\": dial tcp 192.0.2.7:443: i/o timeout",
        OWN,
        "",
        "unreachable",
        &["journalctl --unit docker"],
    ),
    row(
        39,
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
        "",
        "",
        "daemon-not-running",
        &["journalctl --unit docker"],
    ),
    row(
        40,
        "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": unauthorized: authentication required",
        OWN,
        OWN_LOGIN,
        "wrong-credential",
        &["/v2/"],
    ),
    row(
        41,
        "Error response from daemon: client version 1.32 is too old. Minimum supported API version is 1.44",
        "",
        "",
        "client-unsupported",
        &["docker version"],
    ),
    // Always.
    row(
        42,
        NO_BASIC,
        OWN,
        "",
        "not-logged-in",
        &[
            "docker manifest inspect",
            "docker pull registry.example.com/acme/app:1",
        ],
    ),
    row(43, NO_BASIC, OWN, "", "not-logged-in", &["Docker Hub"]),
    row(
        43,
        "WARNING: Error loading config file: /home/acme/.docker/config.json: unexpected end of JSON input",
        "",
        "",
        "config-malformed",
        &["without a copy"],
    ),
    row(
        44,
        "Error response from daemon: pull access denied for myapp, repository does not exist or may require 'docker login'",
        "myapp",
        "",
        "missing-registry-host",
        &["in scripts"],
    ),
    row(44, ECR_NO_BASIC, ECR, "", "not-logged-in", &["credHelpers"]),
    row(
        44,
        NO_BASIC,
        OWN,
        r#"{"auths":{"registry.example.com":{"auth":"YWxpY2U6cTlmN0gyeFRvS2E="}},"credHelpers":{"registry.example.com":"pass"}}"#,
        "credential-helper-shadows",
        &["each machine"],
    ),
];

fn explained(row: &Row) -> Diagnosis {
    why401::explain(&Input {
        error: row.error,
        image: row.image,
        config: row.config,
        ..Input::default()
    })
}

/// All that an answer says, one cause's part of it and what stands above.
fn said(diagnosis: &Diagnosis, cause: &Finding) -> String {
    let mut said = vec![diagnosis.headline.clone(), cause.summary.clone()];
    if let Some(credential) = &diagnosis.credential {
        said.extend(credential.explanation.iter().cloned());
    }
    match &diagnosis.reference {
        Some(ReferenceRead::Valid {
            registry,
            repository,
            ..
        }) => said.push(format!("{registry}/{repository}")),
        Some(ReferenceRead::Invalid { error, nearest, .. }) => {
            said.push(error.clone());
            said.extend(nearest.clone());
        }
        None => {}
    }
    said.extend(cause.evidence.iter().map(|evidence| evidence.says.clone()));
    let mut add = |steps: &[Step]| {
        for step in steps {
            said.push(step.text.clone());
            said.extend(step.command.clone());
            said.extend(step.note.clone());
        }
    };
    add(&cause.confirm);
    for fix in &cause.fixes {
        add(&fix.steps);
    }
    add(&cause.verify);
    add(&cause.lasting);
    said.extend(cause.fixes.iter().map(|fix| fix.title.clone()));
    said.extend(cause.avoid.iter().map(|text| text.clone().into_owned()));
    said.join("\n")
}

#[test]
fn each_line_has_a_situation() {
    for line in 1..=44 {
        assert!(ROWS.iter().any(|row| row.line == line), "{line}");
    }
}

#[test]
fn each_line_is_reached() {
    let mut misses = Vec::new();
    for row in ROWS {
        let diagnosis = explained(row);
        let causes: Vec<_> = diagnosis.causes.iter().map(|cause| cause.id).collect();
        let Some(cause) = diagnosis
            .causes
            .iter()
            .take(3)
            .find(|cause| cause.id == row.cause)
        else {
            misses.push(format!("{}: {} isn't in {causes:?}", row.line, row.cause));
            continue;
        };
        let said = said(&diagnosis, cause);
        for piece in row.holds {
            if !said.contains(piece) {
                misses.push(format!(
                    "{}: {} lacks {piece:?}:\n{said}\n",
                    row.line, row.cause
                ));
            }
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}
