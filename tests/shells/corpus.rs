//! Every command and snippet of every answer to the project's own cases, for
//! every client that can be chosen.

use super::{directory, feed};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use why401::config::lookup::Client;
use why401::evaluate::{Case, cases};
use why401::input::Input;
use why401::report::{Diagnosis, Language, Step};

/// As many commands as one run of a checker reads.
const AT_ONCE: usize = 150;

/// What there is to copy, without what comes again.
fn all() -> BTreeMap<String, Language> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut all: Vec<Case> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "jsonl") {
            all.extend(cases(&std::fs::read_to_string(path).unwrap()).unwrap());
        }
    }
    let clients: Vec<Option<Client>> = std::iter::once(None)
        .chain(Client::ALL.into_iter().map(Some))
        // Their commands are docker's.
        .filter(|client| !matches!(client, Some(Client::Docker26 | Client::Docker28)))
        .collect();
    let halves = std::thread::scope(|scope| {
        let threads = [0, 1].map(|half| {
            let (all, clients) = (&all, &clients);
            scope.spawn(move || {
                let mut found = BTreeMap::new();
                for case in all.iter().skip(half).step_by(2) {
                    for client in clients {
                        gather(&mut found, &answer(case, *client));
                    }
                }
                found
            })
        });
        threads.map(|thread| thread.join().unwrap())
    });
    halves.into_iter().flatten().collect()
}

fn answer(case: &Case, client: Option<Client>) -> Diagnosis {
    why401::explain(&Input {
        client,
        ..case.input()
    })
}

fn gather(found: &mut BTreeMap<String, Language>, answer: &Diagnosis) {
    let mut take = |step: &Step| {
        if let Some(command) = &step.command {
            found.insert(command.clone(), step.language);
        }
    };
    answer.tell_apart.iter().for_each(&mut take);
    for cause in &answer.causes {
        for steps in [&cause.confirm, &cause.verify, &cause.lasting] {
            steps.iter().for_each(&mut take);
        }
        for fix in &cause.fixes {
            fix.steps.iter().for_each(&mut take);
        }
    }
}

#[test]
fn all_that_answers_have_to_copy_is_well_formed() {
    let all = all();
    commands(&all);
    snippets(&all);
}

fn commands(all: &BTreeMap<String, Language>) {
    let commands: Vec<&str> = all
        .iter()
        .filter(|(_, language)| **language == Language::Shell)
        .map(|(text, _)| text.as_str())
        .collect();
    assert!(commands.len() > 500, "{}", commands.len());
    println!("{} commands", commands.len());
    let dir = directory("corpus");
    let mut found = String::new();
    for batch in commands.chunks(AT_ONCE) {
        let mut script = String::from("#!/bin/sh\n");
        for (n, command) in batch.iter().enumerate() {
            // Each by itself, as each is pasted by itself.
            let _ = writeln!(script, "f{n}() {{\n{command}\n}}");
        }
        for shell in ["sh", "dash", "bash"] {
            if let Some(output) = feed(shell, &["-n"], &dir, &script) {
                let says = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{shell}: {says}\n{script}");
            }
        }
        // 2317, 2329: nothing calls the functions. 2016: $oauthtoken is a name.
        let args = [
            "-S",
            "style",
            "-s",
            "sh",
            "-e",
            "SC2016,SC2317,SC2329",
            "-f",
            "gcc",
            "-",
        ];
        if let Some(output) = feed("shellcheck", &args, &dir, &script) {
            let says = String::from_utf8_lossy(&output.stdout);
            let lines: Vec<&str> = script.lines().collect();
            for line in says.lines() {
                let at: usize = line.split(':').nth(1).unwrap().parse().unwrap();
                let _ = writeln!(found, "{}\n{line}", lines[at - 1]);
            }
        }
    }
    assert!(found.is_empty(), "{found}");
    let _ = std::fs::remove_dir_all(dir);
}

fn snippets(all: &BTreeMap<String, Language>) {
    let mut seen = [0, 0];
    for (text, language) in all {
        match language {
            Language::Yaml => {
                seen[0] += 1;
                let read = yaml_rust2::YamlLoader::load_from_str(text);
                assert!(read.is_ok_and(|docs| docs.len() == 1), "{text}");
            }
            Language::Json => {
                seen[1] += 1;
                let read = serde_json::from_str::<serde_json::Value>(text);
                assert!(read.is_ok(), "{text}");
            }
            _ => {}
        }
    }
    assert!(seen.iter().all(|n| *n > 5), "{seen:?}");
}
