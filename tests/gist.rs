//! A long text read piece by piece: the answer is that of the whole text, and
//! little of the text is kept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::Path;
use why401::evaluate::{Case, cases};
use why401::explain;
use why401::gist::{Gist, Reader};
use why401::input::Input;
use why401::report::Diagnosis;

fn read(text: &str, piece: usize) -> Gist {
    let mut reader = Reader::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(rest.ceil_char_boundary(piece));
        reader.feed(now);
        rest = later;
    }
    reader.finish()
}

/// Lines of a build that say nothing of registries.
fn noise(bytes: usize) -> String {
    let mut text = String::new();
    for i in 0.. {
        if text.len() > bytes {
            break;
        }
        let _ = writeln!(
            text,
            "2026-11-21T10:{:02}:{:02}.0000000Z #{} {}.3 unpacking part {i} of the base system",
            i / 60 % 60,
            i % 60,
            i % 30,
            i % 9
        );
    }
    text
}

/// What of an answer must not depend on the way in which a text was read.
fn told(case: &Case, error: &str) -> Vec<(&'static str, u8, String)> {
    let answer: Diagnosis = explain(&Input {
        error,
        image: &case.image,
        config: &case.config,
        ..Input::default()
    });
    let causes = answer.causes.iter();
    causes
        .map(|cause| (cause.id, cause.confidence, cause.summary.clone()))
        .collect()
}

#[test]
fn the_answer_is_that_of_the_whole_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let (before, behind) = (noise(126_000), noise(9_000));
    let mut all: Vec<Case> = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "jsonl") {
            all.extend(cases(&std::fs::read_to_string(path).unwrap()).unwrap());
        }
    }
    all.retain(|case| !case.error.is_empty());
    assert!(all.len() > 100);
    // All of them take minutes where the code isn't optimised.
    let every = if cfg!(debug_assertions) { 12 } else { 1 };
    for case in all.iter().step_by(every) {
        let text = format!("{before}{}\n{behind}", case.error);
        let gist = read(&text, 50_000);
        assert!(gist.text.len() < 20_000 + case.error.len(), "{}", case.id);
        assert_eq!(told(case, &gist.text), told(case, &text), "{}", case.id);
    }
}

#[test]
fn the_pieces_make_no_difference() {
    let error = "ERROR: failed to push ghcr.io/acme/app:1: unauthorized: authentication required\n";
    let mut text = noise(300_000);
    // Where a block ends, too.
    for at in [131_000, 135_100, 200_000] {
        let line = text[..at].rfind('\n').unwrap() + 1;
        text.insert_str(line, error);
    }
    let whole = read(&text, usize::MAX);
    for piece in [1000, 4096, 131_072, 140_000] {
        assert_eq!(read(&text, piece), whole, "{piece}");
    }
    assert_eq!(whole.text.matches(error).count(), 3);
    assert_eq!(whole.lines, text.lines().count());
    assert_eq!(whole.masked, 0);
}

#[test]
fn what_is_left_out_is_said() {
    let text = format!(
        "{}denied: requested access to the resource is denied\n{}",
        noise(100_000),
        noise(100_000)
    );
    let gist = read(&text, 64_000);
    let mut number = 0;
    for line in gist.text.lines() {
        if let Some(range) = line.strip_prefix("[… lines ") {
            let range = range.strip_suffix(" left out …]").unwrap();
            let (first, last) = range.split_once(" to ").unwrap();
            assert_eq!(first.parse::<usize>().unwrap(), number + 1);
            number = last.parse().unwrap();
        } else {
            number += 1;
            assert_eq!(Some(line), text.lines().nth(number - 1));
        }
    }
    assert_eq!(number, gist.lines);
    assert!(gist.kept < 60, "{}", gist.kept);
}

#[test]
fn secrets_are_masked_by_what_stands_around_them() {
    let body = "MIIEpAIBAAKCAQEAuJ3x0c4nArYfIeldThatIsNoRealKeyAtAll0000000000AB\n".repeat(20);
    let key = format!("-----BEGIN RSA PRIVATE KEY-----\n{body}-----END RSA PRIVATE KEY-----\n");
    let login = "$ docker login -u jane -p hunter2-canary ghcr.io\n";
    let denied = "denied: requested access to the resource is denied\n";
    // The error stands right below the key, so that its last lines are kept.
    for noisy in [1000, 130_000, 133_500] {
        let text = format!("{}{login}{key}{denied}{}", noise(noisy), noise(150_000));
        let gist = read(&text, 10_000);
        assert!(!gist.text.contains("hunter2"), "{}", gist.text);
        assert!(!gist.text.contains("MIIEp"), "{}", gist.text);
        assert!(gist.text.contains(denied));
        assert!((1..=2).contains(&gist.masked), "{}", gist.masked);
        assert_eq!(gist.lines, text.lines().count());
    }
}

#[test]
fn hostile_texts_are_read_in_bounded_room() {
    let one_line = format!(
        "{}unauthorized: authentication required{}",
        "x".repeat(400_000),
        "é".repeat(200_000)
    );
    let gist = read(&one_line, 30_001);
    assert!(gist.text.contains("unauthorized: authentication required"));
    assert_eq!((gist.lines, gist.text.len() < 40_000), (1, true));
    let repeated = read(
        &"unauthorized: authentication required\n".repeat(20_000),
        70_000,
    );
    assert!(repeated.text.len() < 20_000, "{}", repeated.text.len());
    let empty = read(&"\n".repeat(300_000), 65_000);
    assert!(empty.text.len() < 1000);
    assert_eq!(read("", 1).text, "");
}
