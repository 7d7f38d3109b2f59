//! What holds for every cause of the catalogue.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;
use why401::causes;
use why401::evaluate::Case;
use why401::input::Input;
use why401::report::{Finding, Step};

#[test]
fn the_folder_and_the_list_hold_the_same_causes() {
    let mut files = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/causes");
    for family in std::fs::read_dir(root).unwrap().map(Result::unwrap) {
        if !family.file_type().unwrap().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(family.path())
            .unwrap()
            .map(Result::unwrap)
        {
            let stem = file
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .replace('_', "-");
            if stem != "mod" {
                files.insert(stem);
            }
        }
    }
    let listed: BTreeSet<String> = causes::all().map(|cause| cause.id.to_owned()).collect();
    assert_eq!(files, listed);
    assert_eq!(listed.len(), causes::all().count(), "an id stands twice");
}

#[test]
fn every_page_has_its_parts() {
    for cause in causes::all() {
        let mut rest = cause.page;
        for heading in [
            "# What it is",
            "# Why it happens",
            "# Example",
            "# How to fix",
            "# How to verify",
            "# Don't",
        ] {
            let at = rest.find(&format!(" {heading}\n"));
            let at = at.unwrap_or_else(|| panic!("{}: no {heading:?}, or out of order", cause.id));
            rest = &rest[at + heading.len()..];
        }
        assert!(!cause.title.ends_with('.'), "{}", cause.id);
    }
}

/// The text of a fenced block of a page.
fn block(page: &str, language: &str) -> String {
    let Some((_, rest)) = page.split_once(&format!("```{language}\n")) else {
        return String::new();
    };
    let body = rest.split("```").next().unwrap();
    let lines = body
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn every_example_leads_to_its_own_cause() {
    let mut misses = Vec::new();
    for cause in causes::all() {
        let (error, image, config) = (
            block(cause.page, "error"),
            block(cause.page, "image"),
            block(cause.page, "config"),
        );
        let diagnosis = why401::explain(&Input {
            error: &error,
            image: &image,
            config: &config,
            ..Input::default()
        });
        let ranked: Vec<_> = diagnosis
            .causes
            .iter()
            .map(|c| (c.id, c.confidence))
            .collect();
        if !ranked
            .first()
            .is_some_and(|(id, confidence)| *id == cause.id && *confidence >= 50)
        {
            misses.push(format!("{}: {ranked:?}", cause.id));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

/// Errors, images and configs of all the project's cases.
fn cases() -> Vec<Case> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = std::fs::read_dir(own)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"));
    let texts = files.map(|path| std::fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| why401::evaluate::cases(&text).unwrap())
        .collect()
}

/// All that a cause tells the reader to do.
fn steps(cause: &Finding) -> impl Iterator<Item = &Step> {
    let fixes = cause.fixes.iter().flat_map(|fix| &fix.steps);
    let steps = cause.confirm.iter().chain(fixes).chain(&cause.verify);
    steps.chain(&cause.lasting)
}

#[test]
fn no_advice_breaks_a_rule_of_advice() {
    let mut faults = BTreeSet::new();
    for case in cases() {
        let input = case.input();
        let facts = why401::facts::Facts::read(&input);
        for ranked in why401::ranking::rank(&facts) {
            for fault in (ranked.cause.advice)(&facts).faults() {
                faults.insert(format!("{}: {fault}", ranked.cause.id));
            }
        }
    }
    let faults: Vec<_> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_command_does_harm() {
    let mut harm = BTreeSet::new();
    for case in cases() {
        let diagnosis = why401::explain(&case.input());
        for cause in &diagnosis.causes {
            for step in steps(cause) {
                let command = step.command.as_deref().unwrap_or("");
                let unsafe_unmarked = [
                    "--tls-verify=false",
                    "insecure",
                    "--skip-tls-verify",
                    "--plain-http",
                ];
                let marked = step.effect == why401::report::Effect::Weakens
                    || step.effect == why401::report::Effect::Reads;
                let bad = command.contains("chmod 666")
                    || command.contains("--password ") && !command.contains("--password \"$")
                    || command.contains("rm ") && command.contains("config.json")
                    || !marked && unsafe_unmarked.iter().any(|word| command.contains(word));
                if bad {
                    harm.insert(format!("{}: {command}", cause.id));
                }
            }
        }
    }
    let harm: Vec<_> = harm.into_iter().collect();
    assert!(harm.is_empty(), "{}", harm.join("\n"));
}

/// Words that the reader isn't to meet, and why.
const AVOIDED: &[(&str, &str)] = &[
    ("simply", "what is simple for one reader isn't for another"),
    ("just", "as \"simply\""),
    ("easy", "as \"simply\""),
    ("easily", "as \"simply\""),
    ("obviously", "as \"simply\""),
    ("of course", "as \"simply\""),
    ("please", "advice needs no begging"),
    ("you forgot", "blames the reader"),
    ("anew", "say again"),
    ("mend", "say fix"),
    ("mended", "say fixed"),
    ("mostly", "say usually"),
    ("pull goes through", "say works"),
    ("push goes through", "say works"),
    ("it goes through", "say works"),
    ("run out", "a credential expires"),
    ("stands under", "a login is stored under a key"),
    ("isn't taken", "say isn't accepted"),
    ("for want of", "say for lack of"),
    ("spelled", "as elsewhere here: spelt"),
    ("dockerhub", "its name is Docker Hub"),
    ("wants", "a registry needs, or asks for"),
    ("holds no", "say has no"),
    ("holds a", "say has a"),
    ("is another one", "say is wrong"),
    ("no part in it", "say isn't the cause"),
    ("may not", "reads as might not: say isn't allowed to"),
];

/// The avoided words in a text, which none of the reader's own words are in.
fn avoided(text: &str) -> Vec<String> {
    let text = format!(" {} ", text.to_lowercase().replace('\u{2019}', "'"));
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"-_/.'=".contains(c));
    let mut found = Vec::new();
    for (word, why) in AVOIDED {
        for (at, _) in text.match_indices(word) {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            if edge(before) && (edge(after) || after == Some('.')) {
                found.push(format!("{word:?} ({why}) in: {}", text.trim()));
            }
        }
    }
    found
}

#[test]
fn no_sentence_has_a_word_that_is_avoided() {
    let mut faults = BTreeSet::new();
    for cause in causes::all() {
        faults.extend(avoided(cause.title));
        let outside = cause.page.split("```").step_by(2).collect::<Vec<_>>();
        for paragraph in outside.iter().flat_map(|text| text.split("\n\n")) {
            let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            faults.extend(avoided(&line));
        }
    }
    for registry in why401::registry::all() {
        for text in [
            registry.username,
            registry.secret,
            registry.lifetime,
            registry.to_pull,
            registry.to_push,
        ] {
            faults.extend(avoided(text));
        }
    }
    for case in cases() {
        let diagnosis = why401::explain(&case.input());
        let mut said: Vec<&str> = vec![&diagnosis.headline];
        said.extend(diagnosis.missing.iter().map(String::as_str));
        for cause in &diagnosis.causes {
            said.push(&cause.summary);
            said.extend(cause.evidence.iter().map(|evidence| &*evidence.says));
            said.extend(cause.avoid.iter().map(|avoid| &**avoid));
            for step in steps(cause) {
                said.push(&step.text);
                said.extend(step.note.as_deref());
            }
            said.extend(cause.fixes.iter().map(|fix| &*fix.title));
        }
        for text in said {
            faults.extend(avoided(text));
        }
    }
    let faults: Vec<_> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn avoided_words_are_found_as_words() {
    assert_eq!(avoided("Just log in.").len(), 1);
    assert_eq!(avoided("It has run out.").len(), 1);
    assert!(avoided("Adjust it; keep just-in-time and docker login -u USERNAME=x.").is_empty());
}
