//! What must hold for any text at all. The fuzz targets ask it of what the
//! fuzzer makes up, `tests/hostile.rs` of the corpus with some bytes changed.

use why401::fix::{Command, Filling, IMAGE, run};
use why401::input::{Field, Input, Shell};
use why401::report::{self, Diagnosis};

/// A made-up secret, as it is typed and as a config holds it
/// (`canary:Zx81-canary-9dQ7-secret`).
const SECRET: &str = "Zx81-canary-9dQ7-secret";
const SECRET_AUTH: &str = "Y2FuYXJ5Olp4ODEtY2FuYXJ5LTlkUTctc2VjcmV0";

const SHELLS: [Shell; 3] = [Shell::Posix, Shell::PowerShell, Shell::Cmd];

/// All three inputs: it ends, no part of the answer points beside its input,
/// and every format can be written.
pub fn whole(error: &str, image: &str, config: &str) {
    for shell in SHELLS {
        let diagnosis = explained(error, image, config, shell);
        points_into(&diagnosis, error, image, config);
        written(&diagnosis);
    }
}

/// An error text, also one with a secret on a line of its own.
pub fn error(text: &str) {
    whole(text, "", "");
    let log = format!("$ docker login -u acme -p {SECRET} registry.example.com\n{text}");
    keeps_secret(&explained(&log, "", "", Shell::Posix));
    let log = format!("{text}\nAuthorization: Basic {SECRET_AUTH}\n");
    keeps_secret(&explained(&log, "", "", Shell::Posix));
}

/// An image reference, whatever was said about it.
pub fn reference(text: &str) {
    for error in [
        "",
        "unauthorized",
        "invalid reference format",
        "manifest unknown",
    ] {
        whole(error, text, "");
    }
}

/// A config, also one that holds a secret before anything odd.
pub fn config(text: &str) {
    whole(
        "unauthorized: authentication required",
        "registry.example.com/acme/app:1",
        text,
    );
    for auth in [
        format!(r#""auth":"{SECRET_AUTH}""#),
        format!(r#""username":"acme","password":"{SECRET}""#),
    ] {
        let config = format!(r#"{{"auths":{{"registry.example.com":{{{auth}}}}},"more":{text}}}"#);
        let diagnosis = explained(
            "unauthorized",
            "registry.example.com/acme/app:1",
            &config,
            Shell::Posix,
        );
        keeps_secret(&diagnosis);
        let shown = why401::redact::redacted(&config).text;
        assert!(!holds_secret(&shown), "redacted: {shown}");
    }
}

/// A text as an argument of a command: a POSIX shell splits the line into the
/// same arguments, or the text was refused and its placeholder stands there.
pub fn argument(text: &str) {
    let command: Command = run("printf %s").value(text, IMAGE);
    for shell in SHELLS {
        let line = shell.render(&command, &Filling::default()).text;
        assert!(!line.contains(['\n', '\r', '\0']), "{line:?}");
        if shell == Shell::Posix {
            let words = shlex::split(&line).unwrap_or_default();
            let kept = words == ["printf", "%s", text];
            let refused = words == ["printf", "%s", IMAGE.name()];
            assert!(kept || refused, "{text:?} became {line:?}");
        }
    }
}

fn explained(error: &str, image: &str, config: &str, shell: Shell) -> Diagnosis {
    why401::explain(&Input {
        error,
        image,
        config,
        now: Some(1_800_000_000),
        shell,
        ..Input::default()
    })
}

/// Every span of the answer lies within its input, between characters.
pub fn points_into(diagnosis: &Diagnosis, error: &str, image: &str, config: &str) {
    for evidence in diagnosis.causes.iter().flat_map(|cause| &cause.evidence) {
        let text = match evidence.input {
            Field::Error => error,
            Field::Image => image,
            Field::Config => config,
            Field::None => "",
        };
        let span = evidence.start..evidence.end;
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?}: {}",
            evidence.says
        );
    }
    for line in &diagnosis.lines {
        assert!(
            error.get(line.start..line.end).is_some(),
            "line {}",
            line.number
        );
    }
}

/// Each format of the answer.
fn written(diagnosis: &Diagnosis) -> [String; 3] {
    [
        report::text(diagnosis),
        report::markdown(diagnosis),
        serde_json::to_string(diagnosis).unwrap_or_default(),
    ]
}

fn holds_secret(text: &str) -> bool {
    [SECRET, SECRET_AUTH]
        .iter()
        .any(|secret| text.contains(secret))
}

fn keeps_secret(diagnosis: &Diagnosis) {
    for text in written(diagnosis) {
        assert!(!holds_secret(&text), "{text}");
    }
}
