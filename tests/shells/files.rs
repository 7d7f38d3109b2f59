//! The operations on files, run in a home of their own.

use super::samples::{edits, samples};
use super::values::HOSTILE;
use super::{directory, feed};
use serde_json::{Value as Json, json};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use why401::fix::*;

const SHELLS: [&str; 4] = ["sh", "bash", "dash", "zsh"];

fn jq_is_here() -> bool {
    let here = std::process::Command::new("jq")
        .arg("--version")
        .output()
        .is_ok();
    if !here {
        println!("not here, so not tried: jq");
    }
    here
}

/// Runs the command twice, since each must be safe to repeat.
fn twice(shell: &str, dir: &Path, command: &Command) -> Option<String> {
    let text = Shell::Posix.render(command, &Filling::default()).text;
    let output = feed(shell, &[], dir, &format!("{text}\n{text}\n"))?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn config(dir: &Path, text: &str) -> std::path::PathBuf {
    let real = dir.join("real.json");
    std::fs::create_dir_all(dir.join(".docker")).unwrap();
    std::fs::write(&real, text).unwrap();
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).unwrap();
    let link = dir.join(".docker/config.json");
    let _ = std::fs::remove_file(&link);
    symlink("../real.json", &link).unwrap();
    real
}

fn read(file: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn edits_change_what_they_say_and_nothing_else() {
    if !jq_is_here() {
        return;
    }
    let before = json!({
        "auths": {"docker.io": {"auth": "YWxpY2U6aHVudGVyMg=="}, "ghcr.io": {"auth": "eA=="}},
        "credsStore": "desktop",
        "credHelpers": {"docker.io": "x", "gcr.io": "gcloud"},
        "HttpHeaders": {"X-A": "b"},
    });
    let [auth, other] = [&before["auths"]["docker.io"], &before["auths"]["ghcr.io"]];
    let mut after: [Json; 6] = std::array::from_fn(|_| before.clone());
    after[0].as_object_mut().unwrap().remove("credsStore");
    after[1]["credHelpers"] = json!({"gcr.io": "gcloud"});
    after[2]["auths"] = json!({"ghcr.io": other});
    after[3]["auths"] = json!({"ghcr.io": other, "https://index.docker.io/v1/": auth});
    after[4]["credHelpers"]["docker.io"] = json!("ecr-login");
    after[5]["credsStore"] = json!("osxkeychain");
    for shell in SHELLS {
        let dir = directory(&format!("edits-{shell}"));
        for (change, after) in edits("docker.io").into_iter().zip(&after) {
            let real = config(&dir, &before.to_string());
            if twice(shell, &dir, &edit(DOCKER_CONFIG, change.clone())).is_none() {
                continue;
            }
            assert_eq!(&read(&real), after, "{shell} {change:?}");
            let mode = std::fs::metadata(&real).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            assert!(dir.join(".docker/config.json").is_symlink());
            let left: Vec<_> = std::fs::read_dir(dir.join(".docker")).unwrap().collect();
            assert_eq!(left.len(), 1, "a file was left over");
        }
        let _ = std::fs::remove_dir_all(dir);
    }
}

#[test]
fn a_file_that_can_not_be_read_stays_as_it_is() {
    if !jq_is_here() {
        return;
    }
    let dir = directory("malformed");
    for text in ["{\"auths\":{},}", "{\"auths\":", "[]", "not json"] {
        let real = config(&dir, text);
        for change in edits("docker.io") {
            twice("sh", &dir, &edit(DOCKER_CONFIG, change));
            let now = std::fs::read_to_string(&real).unwrap();
            assert_eq!(now.trim_end(), text);
        }
    }
    let _ = std::fs::remove_file(dir.join("real.json"));
    for change in edits("docker.io") {
        twice("sh", &dir, &edit(DOCKER_CONFIG, change));
        assert!(!dir.join("real.json").exists());
    }
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn empty_and_partial_files_can_be_edited() {
    if !jq_is_here() {
        return;
    }
    let dir = directory("partial");
    for text in [
        "{}",
        "{\"auths\":null}",
        "{\"auths\":{},\"credHelpers\":{}}",
    ] {
        for change in edits("docker.io") {
            let real = config(&dir, text);
            twice("sh", &dir, &edit(DOCKER_CONFIG, change.clone()));
            let now = read(&real);
            match change {
                Edit::SetHelper { .. } => assert_eq!(now["credHelpers"]["docker.io"], "ecr-login"),
                Edit::SetStore(_) => assert_eq!(now["credsStore"], "osxkeychain"),
                _ => assert_eq!(
                    now,
                    serde_json::from_str::<Json>(text).unwrap(),
                    "{change:?}"
                ),
            }
        }
    }
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn hostile_keys_are_keys() {
    if !jq_is_here() {
        return;
    }
    let dir = directory("hostile-keys");
    let keys: Vec<&&str> = HOSTILE.iter().filter(|k| Value::new(k).is_ok()).collect();
    let all: serde_json::Map<String, Json> =
        keys.iter().map(|k| ((**k).to_owned(), json!({}))).collect();
    let real = config(&dir, &json!({ "auths": all, "keep": 1 }).to_string());
    let none = Filling::default();
    let mut script = String::new();
    // Every fifth: each costs a run of jq, and shells are tried with all.
    for key in keys.iter().step_by(5) {
        let command = edit(DOCKER_CONFIG, Edit::TakeOutEntry(value(**key, CONFIG_KEY)));
        script.push_str(&Shell::Posix.render(&command, &none).text);
        script.push('\n');
    }
    let output = feed("sh", &[], &dir, &script).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut left = all;
    for key in keys.iter().step_by(5) {
        left.remove(**key);
    }
    assert_eq!(read(&real), json!({ "auths": left, "keep": 1 }));
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn keys_are_shown_without_secrets() {
    if !jq_is_here() {
        return;
    }
    let dir = directory("keys");
    config(
        &dir,
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"SECRET\",\"identitytoken\":\"SECRET\"}},\"credsStore\":\"pass\"}",
    );
    for command in [
        show_keys(DOCKER_CONFIG),
        show_file(DOCKER_CONFIG),
        show_file(value("/x/config.json", FILE)),
    ] {
        let text = Shell::Posix.render(&command, &Filling::default()).text;
        assert!(text.starts_with("jq "), "{text}");
    }
    let shown = twice("sh", &dir, &show_file(DOCKER_CONFIG)).unwrap();
    assert!(shown.contains("ghcr.io") && shown.contains("pass"));
    assert!(!shown.contains("SECRET"));
    config(&dir, "{\"auths\":{\"ghcr.io\":{\"auth\":\"SECRET\"}},}");
    assert!(
        !twice("sh", &dir, &show_file(DOCKER_CONFIG))
            .unwrap()
            .contains("SECRET")
    );
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn copies_are_made_and_kept() {
    let dir = directory("copies");
    let real = config(&dir, "first");
    let none = Filling::default();
    let line = |command| Shell::Posix.render(&command, &none).text;
    let script = format!(
        "{}\nsleep 1\n{}\nsleep 1\n{}\n{}\n",
        line(backup(DOCKER_CONFIG)),
        line(reset(DOCKER_CONFIG)),
        line(backup(DOCKER_CONFIG)),
        line(reset(DOCKER_CONFIG)),
    );
    assert!(feed("sh", &[], &dir, &script).unwrap().status.success());
    let mut copies: Vec<String> = std::fs::read_dir(dir.join(".docker"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().contains("config.json.bak-"))
        .map(|p| {
            assert_eq!(
                std::fs::metadata(&p).unwrap().permissions().mode() & 0o777,
                0o600
            );
            std::fs::read_to_string(p).unwrap()
        })
        .collect();
    copies.sort();
    assert_eq!(copies, ["first", "{}\n"]);
    assert_eq!(std::fs::read_to_string(&real).unwrap(), "{}\n");

    let script = line(set_aside(DOCKER_CONFIG));
    assert!(feed("sh", &[], &dir, &script).unwrap().status.success());
    assert!(!dir.join(".docker/config.json").exists());
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn variables_and_programs() {
    let dir = directory("variables");
    let helper = dir.join("bin/docker-credential-x");
    std::fs::create_dir(dir.join("bin")).unwrap();
    std::fs::write(
        &helper,
        "#!/bin/sh\necho \"$1 $(cat)\"\necho '{\"Secret\":\"x\"}'\n",
    )
    .unwrap();
    std::fs::set_permissions(&helper, std::fs::Permissions::from_mode(0o755)).unwrap();
    for shell in SHELLS {
        let Some(shown) = twice(shell, &dir, &is_set("FROM_ENV")) else {
            continue;
        };
        assert_eq!(shown, "FROM_ENV is set\nFROM_ENV is set\n");
        let none = Filling::default();
        let script = [
            set_variable("A", value("x '$y' z", FILE)),
            is_set("A"),
            run("printenv A"),
            unset_variable("A"),
            is_set("A"),
            run("cat").fed_by_env("FROM_ENV"),
            run("cat").fed_by_line(value("a\\nb $x", FILE)),
            run("printenv B").with_env("B", value("*", FILE)),
            run("docker-credential-x get")
                .fed_by_line("ghcr.io")
                .without_secret(),
        ]
        .map(|c| Shell::Posix.render(&c, &none).text)
        .join("\n");
        let script = format!("PATH=\"$HOME/bin:$PATH\"\n{script}\n");
        let output = feed(shell, &[], &dir, &script).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "A is set\nx '$y' z\nA is empty\nfrom env; $(id) *a\\nb $x\n*\nget ghcr.io\nfound (not shown)\n",
            "{shell}"
        );
    }
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn no_text_holds_a_password() {
    let none = Filling::default();
    for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
        for (name, command) in samples("hunter2") {
            let text = shell.render(&command, &none).text;
            for bad in [
                "--password ",
                "--password=",
                "--password 'hunter2",
                "login -p ",
            ] {
                assert!(!text.contains(bad), "{name}: {text}");
            }
            assert!(!text.contains("--docker-password=hunter2"));
        }
        for option in ["--password", "-p", "--creds", "--docker-password"] {
            let command = run("docker login").arg(option).value("hunter2", USERNAME);
            assert!(!shell.render(&command, &none).text.contains("hunter2"));
        }
    }
}
