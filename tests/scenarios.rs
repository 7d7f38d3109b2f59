//! What a person must get right at once: error, image and config in, the right
//! first cause out, with a fix that names the right host. The same lines run
//! in the browser on the built page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde::Deserialize;
use why401::input::{Input, Shell};
use why401::report::{Diagnosis, Finding, Step};

#[derive(Deserialize)]
struct Scenario {
    name: String,
    error: String,
    image: String,
    config: String,
    /// Each is right as the first cause; empty when no cause may be named
    /// with confidence 0.5 or more.
    first: Vec<String>,
    /// Pieces that stand in the first cause's summary or steps.
    fix_contains: Vec<String>,
    /// Pieces that stand in no command of the first cause.
    fix_lacks: Vec<String>,
}

fn scenarios() -> Vec<Scenario> {
    let lines = include_str!("scenarios.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a scenario"))
        .collect()
}

fn explained(scenario: &Scenario, shell: Shell) -> Diagnosis {
    why401::explain(&Input {
        error: &scenario.error,
        image: &scenario.image,
        config: &scenario.config,
        shell,
        ..Input::default()
    })
}

fn steps(cause: &Finding) -> impl Iterator<Item = &Step> {
    let fixes = cause.fixes.iter().flat_map(|fix| &fix.steps);
    cause
        .confirm
        .iter()
        .chain(fixes)
        .chain(&cause.verify)
        .chain(&cause.lasting)
}

#[test]
fn the_first_cause_is_right_and_its_fix_names_the_right_host() {
    let mut misses = Vec::new();
    for scenario in scenarios() {
        let diagnosis = explained(&scenario, Shell::Posix);
        let Some(first) = diagnosis.causes.first() else {
            if !scenario.first.is_empty() {
                misses.push(format!(
                    "{}: nothing, expected {:?}",
                    scenario.name, scenario.first
                ));
            }
            continue;
        };
        if scenario.first.is_empty() {
            if first.confidence >= 50 {
                misses.push(format!(
                    "{}: {} {} %, expected silence",
                    scenario.name, first.id, first.confidence
                ));
            }
            continue;
        }
        if !scenario.first.iter().any(|id| id == first.id) {
            let all: Vec<_> = diagnosis
                .causes
                .iter()
                .map(|c| (c.id, c.confidence))
                .collect();
            misses.push(format!(
                "{}: {all:?}, expected {:?}",
                scenario.name, scenario.first
            ));
            continue;
        }
        let mut told = first.summary.clone();
        let mut commands = String::new();
        for step in steps(first) {
            told.push_str(&step.text);
            told.push_str(step.command.as_deref().unwrap_or(""));
            told.push('\n');
            commands.push_str(step.command.as_deref().unwrap_or(""));
            commands.push('\n');
        }
        for piece in &scenario.fix_contains {
            if !told.contains(piece.as_str()) {
                misses.push(format!(
                    "{}: {} lacks {piece:?} in\n{told}",
                    scenario.name, first.id
                ));
            }
        }
        for piece in &scenario.fix_lacks {
            if commands.contains(piece.as_str()) {
                misses.push(format!("{}: {} holds {piece:?}", scenario.name, first.id));
            }
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn every_shell_gets_an_answer() {
    for scenario in scenarios() {
        for shell in [Shell::PowerShell, Shell::Cmd] {
            let posix = explained(&scenario, Shell::Posix);
            let other = explained(&scenario, shell);
            let ids = |d: &Diagnosis| d.causes.iter().map(|c| c.id).collect::<Vec<_>>();
            assert_eq!(ids(&posix), ids(&other), "{}", scenario.name);
        }
    }
}

/// The answer is the client's: every vector about the spelling of keys, through
/// the front door. (The rest runs against the lookup itself: here, what looks
/// like a redaction is taken for one.)
#[test]
fn the_lookup_shown_is_the_real_clients() {
    use why401::input::Client;
    use why401::report::Outcome;
    let mut misses = Vec::new();
    let mut asked = 0;
    for line in include_str!("vectors/resolution-vectors.jsonl").lines() {
        let vector: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| vector[key].as_str().unwrap_or("").to_owned();
        let simple = vector["config"].is_object()
            && vector["config"]
                .as_object()
                .unwrap()
                .keys()
                .all(|key| key == "auths")
            && ["hub", "host", "port"]
                .iter()
                .any(|kind| text("id").starts_with(kind))
            && vector["outcomes"].is_null()
            && vector["order"].is_null()
            && vector["env"].is_null()
            && vector["error"].as_str().unwrap_or("").is_empty()
            && vector["oracle"].as_str().is_some_and(|o| {
                !o.starts_with("docker 2") || o.contains("29") || o.contains("28")
            })
            && !text("finds").starts_with("any of");
        if !simple {
            continue;
        }
        let client = Client::named(&text("tool")).unwrap();
        let config = vector["config"].to_string();
        let diagnosis = why401::explain(&Input {
            image: &text("ref"),
            config: &config,
            client: Some(client),
            ..Input::default()
        });
        asked += 1;
        let shown = diagnosis.credential.as_ref();
        let right = match text("finds").as_str() {
            "none" => shown.is_none_or(|read| read.outcome != Outcome::Found),
            key => shown.is_some_and(|read| {
                read.outcome == Outcome::Found && read.key.as_deref() == Some(key)
            }),
        };
        if !right {
            misses.push(format!(
                "{} {}: {:?}",
                text("tool"),
                text("id"),
                shown.map(|r| (r.outcome, &r.key))
            ));
        }
    }
    assert!(asked > 100, "{asked}");
    assert!(misses.is_empty(), "of {asked}\n{}", misses.join("\n"));
}
