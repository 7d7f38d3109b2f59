//! sh, dash, bash, zsh: each value arrives as one argument, byte for byte, or
//! is refused with a word why.

use super::samples::samples;
use super::values::{HOSTILE, all};
use super::{directory, feed};
use why401::fix::{Filling, IMAGE, Shell, Value, env, run, value};

/// Shells, and options that make more characters mean something.
const SHELLS: &[(&str, &[&str])] = &[
    ("sh", &[]),
    ("dash", &[]),
    ("bash", &[]),
    ("bash", &["--posix", "-O", "extglob", "-O", "globstar"]),
    ("bash", &["-o", "history", "-o", "histexpand"]),
    ("zsh", &["-f"]),
    (
        "zsh",
        &[
            "-f",
            "-o",
            "extendedglob",
            "-o",
            "magicequalsubst",
            "-o",
            "rcquotes",
            "-o",
            "globassign",
        ],
    ),
    ("busybox", &["sh"]),
];

#[test]
fn the_list_is_long() {
    assert!(HOSTILE.len() >= 200, "{}", HOSTILE.len());
}

#[test]
fn values_arrive_byte_for_byte() {
    let values = all();
    let none = Filling::default();
    let mut script = String::new();
    let mut expected = Vec::new();
    let mut arrive = |bytes: &str| {
        expected.extend_from_slice(bytes.as_bytes());
        expected.push(0);
    };
    let mut refused = 0;
    for batch in values.chunks(100) {
        let mut command = run("printf").arg("%s\\0");
        for text in batch {
            let stands = if Value::new(text).is_ok() {
                text
            } else {
                refused += 1;
                "YOUR_IMAGE"
            };
            command = command
                .value(text, IMAGE)
                .option("--image=", text, IMAGE)
                .arg(env("FROM_ENV").and("/").and(value(text, IMAGE)));
            arrive(stands);
            arrive(&format!("--image={stands}"));
            arrive(&format!("from env; $(id) */{stands}"));
        }
        let shown = Shell::Posix.render(&command, &none);
        assert!(!shown.text.contains('\n'));
        script.push_str(&shown.text);
        script.push('\n');
    }
    for text in &values {
        let shown = Shell::Posix.render(&run("x").value(text, IMAGE), &none);
        assert_eq!(
            Value::new(text).is_err(),
            !shown.notes.is_empty(),
            "{text:?}"
        );
        assert_eq!(Value::new(text).is_err(), shown.placeholders == [IMAGE]);
    }
    println!("{} values, {refused} refused", values.len());
    for (at, (shell, options)) in SHELLS.iter().enumerate() {
        let dir = directory(&format!("values-{at}"));
        let Some(output) = feed(shell, options, &dir, &script) else {
            continue;
        };
        let first = expected
            .split(|b| *b == 0)
            .zip(output.stdout.split(|b| *b == 0))
            .find(|(a, b)| a != b)
            .map(|(a, b)| {
                (
                    String::from_utf8_lossy(a).into_owned(),
                    String::from_utf8_lossy(b).into_owned(),
                )
            });
        assert_eq!(first, None, "{shell} {options:?}");
        assert_eq!(expected.len(), output.stdout.len(), "{shell} {options:?}");
        assert!(!dir.join("pwned").exists());
        let _ = std::fs::remove_dir_all(dir);
    }
}

#[test]
fn every_kind_of_command_is_well_formed() {
    let dir = directory("forms");
    let none = Filling::default();
    let mut all = String::from("#!/bin/sh\n");
    for (name, command) in samples("registry.example.com:5000") {
        let text = Shell::Posix.render(&command, &none).text;
        let script = format!("{text}\n");
        for shell in ["sh", "dash", "bash", "zsh"] {
            if let Some(output) = feed(shell, &["-n"], &dir, &script) {
                assert!(output.status.success(), "{shell} {name}: {text}");
            }
        }
        all.push_str(&script);
    }
    if let Some(output) = feed("shellcheck", &["-S", "style", "-s", "sh", "-"], &dir, &all) {
        let says = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{says}\n{all}");
    }
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn hostile_values_in_every_kind_of_command_stay_well_formed() {
    let dir = directory("hostile-forms");
    let none = Filling::default();
    let mut script = String::new();
    for host in HOSTILE {
        for (_, command) in samples(host) {
            script.push_str(&Shell::Posix.render(&command, &none).text);
            script.push('\n');
        }
    }
    for shell in ["sh", "bash", "zsh"] {
        if let Some(output) = feed(shell, &["-n"], &dir, &script) {
            let says = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{shell}: {says}");
        }
    }
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn text_is_as_short_as_is_safe() {
    let shown = |command| Shell::Posix.render(&command, &Filling::default()).text;
    assert_eq!(
        shown(run("docker pull").value("registry.example.com:5000/acme/app:1", IMAGE)),
        "docker pull registry.example.com:5000/acme/app:1"
    );
    assert_eq!(shown(run("x").value("it's", IMAGE)), "x 'it'\\''s'");
    assert_eq!(shown(run("x").value("=ls", IMAGE)), "x '=ls'");
    assert_eq!(
        shown(run("x").arg(env("CI_REGISTRY").and("/app:1"))),
        "x \"$CI_REGISTRY/app:1\""
    );
    assert_eq!(
        shown(run("x").arg(env("CI_REGISTRY").and(":latest"))),
        "x \"${CI_REGISTRY}:latest\""
    );
}

#[test]
fn what_is_filled_in_is_checked_too() {
    let mut filling = Filling::default();
    assert!(filling.set(IMAGE, "-x").is_err());
    assert!(filling.set(IMAGE, "a b").is_ok());
    let command = run("docker pull").arg(IMAGE);
    let shown = Shell::Posix.render(&command, &filling);
    assert_eq!(shown.text, "docker pull 'a b'");
    assert!(shown.placeholders.is_empty());
    assert!(filling.set(IMAGE, "a%b").is_ok());
    let shown = Shell::Cmd.render(&command, &filling);
    assert_eq!(shown.text, "docker pull YOUR_IMAGE");
    assert_eq!(shown.notes.len(), 1);
    assert!(filling.set(IMAGE, "").is_ok());
    assert_eq!(
        Shell::Posix.render(&command, &filling).placeholders,
        [IMAGE]
    );
}
