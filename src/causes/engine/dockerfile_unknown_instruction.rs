//! A word in a Dockerfile that is no instruction.

use crate::causes::cause;
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, Language, act, lines, look, plain, run, word};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// A line of the Dockerfile begins with a word that isn't an instruction.
    /// The build ended before any registry was asked.
    ///
    /// # Why it happens
    /// A typing mistake, a missing space, a line that should go on from the one
    /// before (no `\` at its end), or a heredoc (`<<EOF`) that an old builder
    /// doesn't know.
    ///
    /// # Example
    /// ```error
    /// ERROR: failed to solve: dockerfile parse error line 5: unknown instruction: RRUN
    /// ```
    ///
    /// # How to fix
    /// Correct the word; the nearest instruction is named.
    ///
    /// # How to verify
    /// The build goes on past that line.
    ///
    /// # Don't
    /// Don't log in or out: no registry was asked.
    "dockerfile-unknown-instruction", "The Dockerfile has a line that isn't an instruction"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::UnknownInstruction),
        "The builder couldn't read a line of the Dockerfile.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::EngineDown),
        "The engine wasn't reached.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let seen = facts.first(Says::UnknownInstruction);
    let written = seen.and_then(|seen| seen.get(Group::Word));
    let line = seen.and_then(|seen| seen.get(Group::Number));
    let place = line.map_or_else(
        || "A line of the Dockerfile".to_owned(),
        |line| format!("Line {line} of the Dockerfile"),
    );
    let meant = written.and_then(nearest);
    let summary = match (written, meant) {
        (Some(written), Some(meant)) => format!(
            "{place} begins with {}, which isn't an instruction. {meant} is the nearest one.",
            plain(written)
        ),
        (Some(written), None) => format!(
            "{place} begins with {}, which isn't an instruction. It probably belongs to the line before it.",
            plain(written)
        ),
        (None, _) => {
            format!("{place} can't be read, so the build ended before any registry was asked.")
        }
    };
    let mut advice = Advice::new(summary).confirm(
        look("Have the Dockerfile checked without building it (Buildx 0.15 or newer).")
            .run(run("docker build --check .")),
    );
    if let Some(meant) = meant {
        advice = advice.fix(Fix::new(format!("Write {meant} there"))
            .step(act(format!(
                "Begin the line with {meant}, followed by a space. An invisible character before it must go too: save the file as UTF-8 without a byte order mark."
            ))
            .edit(lines("Dockerfile", Language::Dockerfile, [word(meant).and(" …")]))));
    }
    advice
        .fix(Fix::new("If it is the rest of the command above")
            .step(act("End the line above with a backslash, with nothing after it, not even a space. An empty line or a comment in between does no harm.")))
        .fix(Fix::new("If it stands in a heredoc (<<EOF)")
            .step(act("Heredocs need BuildKit and a Dockerfile syntax of 1.4 or newer. Make this the file's very first line.").edit(lines(
                "Dockerfile",
                Language::Dockerfile,
                [word("# syntax=docker/dockerfile:1")],
            )))
            .step(act("Build with BuildKit.").run(
                run("docker build .")
                    .with_env("DOCKER_BUILDKIT", fix::word("1")),
            )))
        .verify(look("The build goes on past that line.").run(run("docker build .")))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://docs.docker.com/reference/dockerfile/")
}

/// All instructions of a Dockerfile.
const INSTRUCTIONS: &str = "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER \
    ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR";
/// No instruction is longer than 11 letters; more than this isn't one.
const LONGEST: usize = 16;

/// The instruction that a word was meant to be, if one is near: at most two
/// slips away, and less than half of it; or one that lacks a space after it.
fn nearest(written: &str) -> Option<&'static str> {
    let letters: Vec<u8> = written
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .map(|b| b.to_ascii_uppercase())
        .take(LONGEST + 1)
        .collect();
    let (slips, meant) = INSTRUCTIONS
        .split(' ')
        .map(|known| (distance(&letters, known.as_bytes()), known))
        .min_by_key(|(slips, _)| *slips)?;
    let near = slips <= 2 && slips * 2 < meant.len() && letters.len() <= LONGEST;
    if near {
        return Some(meant);
    }
    // `RUNapt-get`: the instruction is in capitals, what follows isn't.
    INSTRUCTIONS.split(' ').find(|known| {
        written
            .strip_prefix(known)
            .is_some_and(|rest| rest.bytes().next().is_some_and(|b| !b.is_ascii_uppercase()))
    })
}

/// How many letters were added, left out, changed or swapped with the next.
fn distance(written: &[u8], known: &[u8]) -> usize {
    let width = known.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut previous = None;
    for (row, &letter) in written.iter().enumerate() {
        let mut this: Vec<usize> = vec![row + 1];
        for (at, pair) in last.windows(2).enumerate() {
            let &[diagonal, above] = pair else { continue };
            let left = this.last().copied().unwrap_or(0);
            let expected = known.get(at).copied();
            let mut best = (diagonal + usize::from(expected != Some(letter)))
                .min(above + 1)
                .min(left + 1);
            let swapped = at
                .checked_sub(1)
                .filter(|at| known.get(*at) == Some(&letter) && expected == previous && row > 0)
                .and_then(|at| before.get(at));
            if let Some(swapped) = swapped {
                best = best.min(swapped + 1);
            }
            this.push(best);
        }
        before = std::mem::replace(&mut last, this);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_instruction_that_was_meant() {
        for (written, meant) in [
            ("RRUN", Some("RUN")),
            ("rrun", Some("RUN")),
            ("RUNN", Some("RUN")),
            ("FORM", Some("FROM")),
            ("COPPY", Some("COPY")),
            ("WORKIDR", Some("WORKDIR")),
            ("ENTRYPONT", Some("ENTRYPOINT")),
            ("EXPSOE", Some("EXPOSE")),
            ("\u{feff}FROM", Some("FROM")),
            ("RUNapt-get", Some("RUN")),
            ("echo", None),
            ("&&", None),
            ("apt-get", None),
            ("", None),
            ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!(distance(b"FORM", b"FROM"), 1);
        assert_eq!(distance(b"", b"RUN"), 3);
        assert_eq!(distance(b"RUN", b"RUN"), 0);
        assert_eq!(distance(b"RRUN", b"RUN"), 1);
    }
}
