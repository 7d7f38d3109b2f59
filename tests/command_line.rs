//! The command line: exit codes, formats, and the JSON contract of the README.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn why401(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_why401"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that stops at its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

const ERROR: &[u8] = b"Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials\n";

#[test]
fn an_answer_is_exit_code_0_and_names_the_host() {
    let output = why401(&["--image", "registry.example.com/acme/app:1"], ERROR);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    let first = text.lines().next().unwrap();
    assert!(first.contains("registry.example.com"), "{first}");
    assert!(text.contains("docker login registry.example.com"), "{text}");
}

#[test]
fn nothing_recognised_is_exit_code_3() {
    let output = why401(&[], b"make: *** [all] Error 2\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("I don't know this one."));
}

#[test]
fn wrong_usage_is_exit_code_2_with_a_sentence() {
    for arguments in [
        &["--shell", "fish"][..],
        &["--frobnicate"],
        &["--error", "/no/such/file"],
        &["evaluate"],
    ] {
        let output = why401(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).starts_with("why401: "),
            "{arguments:?}"
        );
    }
}

#[test]
fn json_keeps_the_contract() {
    let folder = std::env::temp_dir().join(format!("why401-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let config = folder.join("config.json");
    let canary = "Y2FuYXJ5OmNhbmFyeS1zZWNyZXQtMTIzNDU2";
    std::fs::write(
        &config,
        format!(r#"{{"auths":{{"https://index.docker.io/v1/":{{"auth":"{canary}"}}}}}}"#),
    )
    .unwrap();
    let arguments = [
        "--format",
        "json",
        "--image",
        "ghcr.io/acme/app:1",
        "--config",
        config.to_str().unwrap(),
    ];
    let output = why401(&arguments, b"unauthorized: authentication required\n");
    std::fs::remove_dir_all(&folder).unwrap();
    let raw = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        !raw.contains(canary) && !raw.contains("canary-secret"),
        "{raw}"
    );
    let answer = json(&output);

    let first = &answer["causes"][0];
    for text in ["id", "title", "likelihood", "summary"] {
        assert!(first[text].is_string(), "{text}");
    }
    let confidence = first["confidence"].as_f64().unwrap();
    assert!((0.0..=1.0).contains(&confidence));
    let evidence = &first["evidence"][0];
    assert!(["error", "image", "config", "none"].contains(&evidence["input"].as_str().unwrap()));
    assert!(evidence["start"].is_u64() && evidence["end"].is_u64() && evidence["weight"].is_i64());
    assert!(evidence["says"].is_string());
    let step = &first["fixes"][0]["steps"][0];
    assert!(first["fixes"][0]["title"].is_string() && step["text"].is_string());
    assert!(
        step["command"]
            .as_str()
            .unwrap()
            .starts_with("docker login ghcr.io")
    );
    for list in ["verify", "avoid", "links"] {
        assert!(first[list].is_array(), "{list}");
    }
    assert_eq!(answer["reference"]["registry"], "ghcr.io");
    assert_eq!(answer["reference"]["repository"], "acme/app");
    assert_eq!(answer["reference"]["tag"], "1");
    assert_eq!(answer["reference"]["from"], "image");
    assert_eq!(answer["credential"]["tool"], "docker");
    assert_eq!(answer["credential"]["outcome"], "missing");
    assert!(answer["credential"]["explanation"].is_array());
    assert!(
        answer["config"]["redacted"]
            .as_str()
            .unwrap()
            .contains("https://index.docker.io/v1/")
    );
    assert!(answer["missing"].is_array());
}

#[test]
fn an_invalid_reference_says_so_in_json() {
    let output = why401(
        &["--format", "json", "--image", "MyApp:1"],
        b"invalid reference format",
    );
    let answer = json(&output);
    assert!(answer["reference"]["error"].is_string(), "{answer}");
    assert_eq!(answer["reference"]["nearest"], "myapp:1");
}

#[test]
fn evidence_stands_where_it_says() {
    let error = String::from_utf8(ERROR.to_vec()).unwrap();
    let output = why401(&["--format", "json"], ERROR);
    for evidence in json(&output)["causes"][0]["evidence"].as_array().unwrap() {
        if evidence["input"] == "error" {
            let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            assert!(!error[at("start")..at("end")].trim().is_empty());
        }
    }
}

#[test]
fn other_shells_quote_their_own_way() {
    let image = "registry.example.com/acme/app:1";
    for shell in ["powershell", "cmd"] {
        let output = why401(&["--shell", shell, "--image", image], ERROR);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("docker login registry.example.com")
        );
    }
}
