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
