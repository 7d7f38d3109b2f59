//! A long text, read by blocks on all processors.
//!
//! A block is cleaned and searched while it is in the processor's cache, with
//! some of what stands before and behind it, and only what was seen in it is
//! kept. So nothing as long as the text is ever written.
//!
//! Where blocks begin depends on the text alone, and what is found in a stretch
//! of blocks on that stretch alone: the answer is the same however many threads
//! share the stretches, and, but for what the caps on repetitions leave out, that
//! of reading the text in one go.

use super::seen::Seen;
use crate::log::{self, Paste, Place};
use crate::order::{down, sort};
use crate::signals::{MATCHES, Scan, Signal};
use crate::span::Span;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// How much of the text is read at a time, in bytes, and how much one thread
/// reads before it asks for more.
const BLOCK: usize = 128 * 1024;
const STRETCH: usize = 1024 * 1024;

/// What is read with a block of what stands before and behind it, in bytes: as
/// far as a sentence may reach, and as much again for noise.
const BEFORE: usize = 2 * 1024;
const AFTER: usize = 4 * 1024;

/// A block begins where a line does, if one does in as many bytes before.
const LINE: usize = 16 * 1024;

/// More threads bring nothing: memory is read no faster.
const THREADS: usize = 8;

/// How often a signal is tried in a stretch that is neither the first nor the
/// last one, where most of what matters stands.
const TRIES: usize = 8;

/// What was found in a block.
struct Block {
    start: usize,
    newlines: usize,
    seen: Vec<Seen>,
    marks: Vec<(usize, Span)>,
}

impl Block {
    /// Whether it may have been seen in the block before, too.
    fn may_repeat(&self, seen: &Seen) -> bool {
        seen.span.start < self.start
    }
}

/// What stands in a text: the sentences in their order, and where it was printed.
pub(super) fn read(text: &str) -> (Vec<Seen>, Place) {
    static AT_ONCE: OnceLock<usize> = OnceLock::new();
    let at_once = AT_ONCE.get_or_init(|| thread::available_parallelism().map_or(1, usize::from));
    read_with(text, (*at_once).min(THREADS))
}

fn read_with(text: &str, threads: usize) -> (Vec<Seen>, Place) {
    let paste = Paste::new(text);
    let stretches = parts(text, Span::new(0, text.len()), STRETCH);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<Block>)>> = Mutex::default();
    let done = || done.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(stretch) = stretches.get(number) else {
                return;
            };
            let scan = if number == 0 || number + 1 == stretches.len() {
                Scan::default()
            } else {
                let mut scan = Scan::sparing(TRIES);
                for signal in often(&done(), number) {
                    scan.leave_out(signal);
                }
                scan
            };
            let blocks = blocks(&paste, *stretch, scan);
            done().push((number, blocks));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(stretches.len()) {
            // Where there can't be another one, this one does it all.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = std::mem::take(&mut *done());
    done.sort_unstable_by_key(|(number, _)| *number);
    joined(text, done.into_iter().flat_map(|(_, blocks)| blocks))
}

/// The signals that were seen so often before a stretch, as far as is known,
/// that they aren't looked for in it: no more of them are kept.
fn often(done: &[(usize, Vec<Block>)], stretch: usize) -> Vec<&'static Signal> {
    let mut counts: Vec<(&Signal, usize)> = Vec::new();
    let before = done.iter().filter(|(number, _)| *number < stretch);
    for block in before.flat_map(|(_, blocks)| blocks) {
        for seen in block.seen.iter().filter(|seen| !block.may_repeat(seen)) {
            match counts.iter_mut().find(|(known, _)| seen.is(known)) {
                Some((_, count)) => *count += 1,
                None => counts.push((seen.signal, 1)),
            }
        }
    }
    counts.retain(|(_, count)| *count >= MATCHES);
    counts.into_iter().map(|(signal, _)| signal).collect()
}

/// Parts of about the same length, `most` bytes or a little more, that begin
/// where a line does if lines aren't endless.
fn parts(text: &str, whole: Span, most: usize) -> Vec<Span> {
    let count = whole.len().div_ceil(most).max(1);
    let cut = |number: usize| match number {
        0 => whole.start,
        _ if number == count => whole.end,
        _ => line_start(text, whole.start + whole.len() / count * number).max(whole.start),
    };
    let parts = (0..count).map(|number| Span::new(cut(number), cut(number + 1)));
    parts.collect()
}

/// Where the line begins that an offset stands in, or the offset in a long line.
fn line_start(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(LINE);
    let before = text.as_bytes().get(from..at).unwrap_or_default();
    let newline = before.iter().rposition(|byte| *byte == b'\n');
    newline.map_or(text.floor_char_boundary(at), |newline| from + newline + 1)
}

fn blocks(paste: &Paste, stretch: Span, mut scan: Scan) -> Vec<Block> {
    let text = paste.text();
    let blocks = parts(text, stretch, BLOCK).into_iter();
    let blocks = blocks.map(|block| {
        let part = paste.part(Span::new(
            line_start(text, block.start.saturating_sub(BEFORE)),
            text.floor_char_boundary(block.end + AFTER),
        ));
        let own = part.clean(block);
        let seen = scan.part(part.text(), own);
        let marks = if log::tells_its_place(block, text.len()) {
            part.marks(own)
        } else {
            Vec::new()
        };
        Block {
            start: block.start,
            newlines: log::newlines(block.of(text).as_bytes()),
            seen: seen.iter().map(|s| Seen::new(&part, 0, s)).collect(),
            marks,
        }
    });
    blocks.collect()
}

/// What was found in all blocks: of each sentence as many as in a short text.
fn joined(text: &str, blocks: impl Iterator<Item = Block>) -> (Vec<Seen>, Place) {
    let newlines = |from, to| log::newlines(Span::new(from, to).of(text).as_bytes());
    let mut all: Vec<Seen> = Vec::new();
    let mut marks: Vec<(usize, Span)> = Vec::new();
    let mut line = 1;
    for mut block in blocks {
        for mut seen in std::mem::take(&mut block.seen) {
            let at = seen.span.start;
            let mut same = all.iter().filter(|other| other.is(seen.signal));
            if same.clone().count() >= MATCHES
                || block.may_repeat(&seen) && same.any(|other| other.span.end > at)
            {
                continue;
            }
            seen.line = line + newlines(block.start, at) - newlines(at, block.start);
            all.push(seen);
        }
        for (mark, span) in block.marks {
            if !marks.iter().any(|(known, _)| *known == mark) {
                marks.push((mark, span));
            }
        }
        line += block.newlines;
    }
    sort(&mut all, |seen| [seen.span.start, down(seen.span.end), 0]);
    (all, log::place(&marks))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::seen::read_in_one_go;
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    /// Lines of a build, some with noise in them, of which none is a failure.
    fn noise(bytes: usize) -> String {
        let mut text = String::new();
        for at in 0.. {
            if text.len() >= bytes {
                break;
            }
            let _ = match at % 5 {
                0 => writeln!(
                    text,
                    "2026-01-05T10:22:{:02}.5Z ##[group]Run make\r",
                    at % 60
                ),
                1 => writeln!(text, "\u{1b}[32m[{at}/9000]\u{1b}[0m Compiling part {at}"),
                2 => writeln!(text, "#{} 0.{} unpacking “{at}”", at % 40, at % 10),
                3 => writeln!(text, "{{\"log\":\"step {at}\\n\",\"time\":\"10:11:12\"}}"),
                _ => writeln!(text, "    at com.example.Service.run(Service.java:{at})"),
            };
        }
        text
    }

    const FAILURES: [&str; 4] = [
        "\u{1b}[31mError response from daemon: pull access denied for acme/app, repository does not exist\u{1b}[0m\n",
        "2026-01-05T10:22:03Z ERROR: failed to push registry.example.com/acme/app:1: unauthorized: authentication\nrequired\n",
        "msg=\"failed to resolve \\\"ghcr.io/acme/app:1\\\": 401 Unauthorized\"\r\n",
        "x509: certificate signed by unknown authority\n",
    ];

    /// All that can be compared.
    fn told((seen, place): (Vec<Seen>, Place)) -> (Vec<String>, Place) {
        let seen = seen.iter();
        let seen = seen.map(|seen| {
            let Seen {
                signal,
                span,
                line,
                captures,
            } = seen;
            format!("{} {span:?} {line} {captures:?}", signal.id)
        });
        (seen.collect(), place)
    }

    #[test]
    fn it_is_read_as_in_one_go() {
        let noise = noise(3 * BLOCK);
        // At the ends, within blocks, and wherever one may begin.
        let near = |at: usize| (0..7).map(move |line| at + 60 * line - 3 * 60);
        let mut places = vec![0, 1000, 2 * BLOCK - BLOCK / 3, noise.len()];
        places.extend(near(BLOCK).chain(near(2 * BLOCK)));
        for (number, at) in places.into_iter().enumerate() {
            let at = noise.floor_char_boundary(at);
            let at = noise[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let failure = FAILURES[number % FAILURES.len()];
            let text = [&noise[..at], failure, &noise[at..]].concat();
            let read = told(read(&text));
            assert_eq!(read, told(read_in_one_go(&text)), "{failure} at {at}");
            assert!(!read.0.is_empty());
        }
    }

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let mut text = noise(5 * STRETCH / 2);
        for (number, at) in [200_000, STRETCH - 40, STRETCH, 2_000_000]
            .into_iter()
            .enumerate()
        {
            for again in 0..7 {
                let at = text.floor_char_boundary(at + 4000 * again);
                let at = text[..at].rfind('\n').unwrap() + 1;
                text.insert_str(at, FAILURES[number]);
            }
        }
        let one = told(read_with(&text, 1));
        assert!(one.0.len() > 4 * 7);
        for threads in [2, 3, 7] {
            assert_eq!(told(read_with(&text, threads)), one, "{threads}");
        }
    }

    #[test]
    fn no_more_is_kept_of_a_long_text_than_of_a_short_one() {
        let text = FAILURES[3].repeat(3 * STRETCH / FAILURES[3].len());
        let (seen, _) = read(&text);
        let (short, _) = read_in_one_go(&FAILURES[3].repeat(1000));
        assert_eq!(seen.len(), short.len());
        assert_eq!(seen.last().unwrap().line, short.last().unwrap().line);
    }

    #[test]
    fn texts_without_lines_are_read() {
        let end = "unauthorized: authentication required";
        for unit in [
            "x",
            "\n",
            "\0",
            "é",
            "\u{1b}[31m",
            "\r\n",
            "{\"a\":\"",
            "[0m",
            "401 ",
        ] {
            let text = unit.repeat(3 * STRETCH / 2 / unit.len()) + end;
            let lines = text.matches('\n').count() + 1;
            let (seen, _) = read(&text);
            let whole = |seen: &Seen| seen.span.of(&text) == end && seen.line == lines;
            assert!(seen.iter().any(whole), "{unit:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn whatever_stands_in_it_is_found_there(
            parts in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(&FAILURES[..]).prop_map(str::to_owned),
                    "(\\PC|\\\\|\r|\n|\u{1b}\\[3[0-9]m|&quot;| ){0,40}",
                    (0..60_000_usize).prop_map(noise),
                ],
                1..12,
            ),
        ) {
            let parts = parts.concat();
            let text = parts.repeat(250_000 / (parts.len() + 1) + 1);
            let one = read_with(&text, 1);
            for seen in &one.0 {
                prop_assert!(text.get(seen.span.start..seen.span.end).is_some());
                let before = &text[..seen.span.start];
                prop_assert_eq!(seen.line, before.matches('\n').count() + 1);
            }
            prop_assert_eq!(told(read_with(&text, 3)), told(one));
        }
    }
}
