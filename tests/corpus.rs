//! The corpus: how often the first answer is right, over the project's own
//! cases and, where they are there, over pastes from public threads. The
//! figures are printed; the floors hold what is reached.
//!
//! `tests/corpus/ranks.txt` records how each of the project's cases comes out,
//! so that a change shows which cases it moved. This writes it anew:
//! `WHY401_BLESS=1 cargo test --test corpus`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use why401::evaluate::{Figures, Outcome, weigh};

/// File stem, least share of right first answers and of right answers among
/// the first three, in per cent.
const FLOORS: &[(&str, usize, usize)] = &[("lab", 94, 97), ("not-ours", 100, 100)];
/// For the project's other files.
const OTHER: (usize, usize) = (98, 98);
/// For the pastes, which are not in the repository.
const PASTES: (usize, usize) = (97, 98);
/// In per cent of the pastes: wrong, and sure of it.
const SURE_AND_WRONG: usize = 1;

#[test]
fn the_corpus_is_explained_as_well_as_it_was() {
    let mut misses = Vec::new();
    let mut ranks = String::from(
        "# How each case comes out: the place of the first right answer (- for none among\n\
         # those shown, \"silent\" where no answer is due), the first answer, and its\n\
         # confidence in per cent, to tens. Written by WHY401_BLESS=1 cargo test --test corpus.\n",
    );
    for path in support::own() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let floor = FLOORS
            .iter()
            .find(|(name, ..)| *name == stem)
            .map_or(OTHER, |f| (f.1, f.2));
        let outcomes = outcomes(&path);
        misses.extend(below(&stem, &outcomes, floor));
        let _ = writeln!(ranks, "\n# {stem}");
        for outcome in &outcomes {
            let _ = writeln!(ranks, "{}", rank(outcome));
        }
    }
    if let Some(path) = support::pastes() {
        let outcomes = outcomes(&path);
        misses.extend(below("pastes", &outcomes, PASTES));
        let figures = Figures::of(&outcomes);
        if figures.sure_and_wrong * 100 > SURE_AND_WRONG * figures.cases {
            misses.push(format!("pastes: {} sure and wrong", figures.sure_and_wrong));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
    recorded(&ranks);
}

fn outcomes(path: &Path) -> Vec<Outcome> {
    support::read(path).iter().map(weigh).collect()
}

/// A case's line in the record.
fn rank(outcome: &Outcome) -> String {
    let place = match outcome.rank {
        _ if outcome.silent_due => "silent".to_owned(),
        Some(rank) => rank.to_string(),
        None => "-".to_owned(),
    };
    let first = outcome.first.map_or("nothing".to_owned(), |(id, sure)| {
        format!("{id} {}", (u32::from(sure) + 5) / 10 * 10)
    });
    format!("{} {place} {first}", outcome.id)
}

/// Compares the record with what came out, or writes it anew.
fn recorded(ranks: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/ranks.txt");
    if std::env::var_os("WHY401_BLESS").is_some() {
        std::fs::write(path, ranks).unwrap();
        return;
    }
    let before = std::fs::read_to_string(path).unwrap_or_default();
    let moved = |from: &str, to: &str| {
        let lines = from.lines().filter(|line| !to.lines().any(|l| l == *line));
        lines
            .take(20)
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .join("\n  ")
    };
    assert!(
        before.replace("\r\n", "\n") == ranks,
        "tests/corpus/ranks.txt is stale; if the change is meant, run WHY401_BLESS=1 cargo test --test corpus\nrecorded:\n  {}\nnow:\n  {}",
        moved(&before, ranks),
        moved(ranks, &before),
    );
}

/// Prints the figures of a file; says so when they are below its floor.
fn below(name: &str, outcomes: &[Outcome], (first, three): (usize, usize)) -> Option<String> {
    let figures = Figures::of(outcomes);
    let right = Figures::percent(figures.right, figures.cases);
    let in_three = Figures::percent(figures.in_three, figures.cases);
    println!(
        "{name}: {} cases, first {right} %, in three {in_three} %, fix {}/{}, sure and wrong {}",
        figures.cases, figures.fixes.1, figures.fixes.0, figures.sure_and_wrong
    );
    let missed: Vec<_> = outcomes
        .iter()
        .filter(|o| !o.right)
        .map(|o| o.id.as_str())
        .collect();
    (right < first || in_three < three).then(|| {
        format!("{name}: first {right} % (floor {first}), in three {in_three} % (floor {three}): {missed:?}")
    })
}
