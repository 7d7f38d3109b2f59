//! A long text, read piece by piece: the lines that an answer rests on are
//! kept, the rest is let go.
//!
//! A CI log may have 50 MB, of which a few lines tell what went wrong. So a
//! face that takes its time feeds the text to a [`Reader`] in pieces, and gives
//! the [`Gist`] to the engine as the error text. No more than a block of the
//! text is ever held. Secrets are masked before a line is kept.

use crate::log;
use crate::redact::{self, MASK, Mask};
use crate::signals::{Scan, Signal};
use crate::span::Span;
use std::fmt::Write;

/// A text of more bytes than this is read piece by piece.
pub const LONG: usize = 100 * 1024;

/// How much is read at a time, in bytes, and how much of it is looked at once
/// more together with what follows: a sentence may go on there.
const BLOCK: usize = 128 * 1024;
const CARRY: usize = 4 * 1024;

/// A longer line is handled as several.
const WIDE: usize = 4 * 1024;

/// How often a sentence is kept, as the search for them looks at no more; and
/// how often with the lines around it.
const OFTEN: usize = 16;
const OFTEN_WITH_NEIGHBOURS: usize = 4;

/// Lines kept around a sentence, at the text's beginning and at its end.
const AROUND: usize = 2;
const HEAD: usize = 3;
const TAIL: usize = 24;

/// What these two may have, in bytes.
const ENDS: usize = 8 * 1024;

/// When so many bytes are kept, only the text's end is still added.
const ROOM: usize = 80 * 1024;

/// What is kept of a long text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// The lines that matter, secrets masked. Where lines are left out, one
    /// in brackets says which.
    pub text: String,
    /// How many lines the text has.
    pub lines: usize,
    /// How many of them are kept.
    pub kept: usize,
    /// How many secrets were masked in these.
    pub masked: usize,
}

/// A line's number in the text, from 1, and an offset in it.
type At = (usize, usize);

/// A line, or a part of a very long one.
#[derive(Debug)]
struct Line {
    /// Where it begins and ends.
    at: At,
    end: At,
    /// Its text, with its newline.
    text: String,
}

/// Reads a long text.
#[derive(Debug)]
pub struct Reader {
    /// What was not read yet. It begins with the lines carried over.
    block: String,
    /// Where the block begins.
    at: At,
    /// How many bytes of the block were read before.
    carried: usize,
    kept: Vec<Line>,
    size: usize,
    masked: usize,
    scan: Scan,
    /// How often each signal was seen.
    signals: Vec<(&'static Signal, usize)>,
    /// What told where the log is from.
    marks: Vec<usize>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            block: String::new(),
            at: (1, 0),
            carried: 0,
            kept: Vec::new(),
            size: 0,
            masked: 0,
            scan: Scan::default(),
            signals: Vec::new(),
            marks: Vec::new(),
        }
    }
}

impl Reader {
    /// Reads the next piece of the text.
    pub fn feed(&mut self, mut piece: &str) {
        while !piece.is_empty() {
            let room = (BLOCK + CARRY).saturating_sub(self.block.len()).max(4);
            let (now, later) = piece.split_at(piece.floor_char_boundary(room));
            self.block.push_str(now);
            piece = later;
            if self.block.len() + 4 > BLOCK + CARRY {
                self.read(false);
            }
        }
    }

    /// What is kept, after the last piece.
    #[must_use]
    pub fn finish(mut self) -> Gist {
        let ended = self.block.ends_with('\n');
        self.read(true);
        let lines = self.at.0 - usize::from(ended);
        let mut text = String::with_capacity(self.size + 1024);
        let mut next = (1, 0);
        let mut kept = 0;
        for line in &self.kept {
            if line.at != next {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                let (first, end) = (next.0, line.at.0);
                // Writing to a String can't fail.
                let _ = match end - first {
                    0 => writeln!(text, "[…]"),
                    1 => writeln!(text, "[… line {first} left out …]"),
                    _ => writeln!(text, "[… lines {first} to {} left out …]", end - 1),
                };
            }
            text.push_str(&line.text);
            kept += usize::from(line.at.1 == 0);
            next = line.end;
        }
        Gist {
            text,
            lines,
            kept,
            masked: self.masked,
        }
    }

    fn read(&mut self, last: bool) {
        let text = std::mem::take(&mut self.block);
        let cut = match text.rfind('\n') {
            Some(newline) if !last && newline >= self.carried => newline + 1,
            _ => text.len(),
        };
        let (now, later) = text.split_at(cut);
        let lines = broken(now, self.at);
        let mut wanted = vec![false; lines.len()];
        self.look(now, &lines, &mut wanted);
        let mut ends = |from: &mut dyn Iterator<Item = usize>, most: usize| {
            let mut room = ENDS;
            for index in from.take(most) {
                let length = lines.get(index).map_or(0, |(_, line)| line.len());
                if length > room {
                    break;
                }
                room -= length;
                if let Some(wanted) = wanted.get_mut(index) {
                    *wanted = true;
                }
            }
        };
        if self.at == (1, 0) {
            ends(&mut (0..lines.len()), HEAD);
        }
        if last {
            ends(&mut (0..lines.len()).rev(), TAIL);
        }
        if wanted.contains(&true) {
            let masks = redact::redacted(now).masked;
            let wanted = lines.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
            for ((at, span), _) in wanted {
                self.keep(*at, *span, now, &masks);
            }
        }

        // From here on the block's own lines are counted, as they were fed.
        let carry = if now.ends_with('\n') && !last {
            carry(now)
        } else {
            ""
        };
        let read = now.len() - carry.len();
        self.at = behind(self.at, now.get(..read).unwrap_or_default());
        self.carried = carry.len();
        self.block.reserve(BLOCK + CARRY);
        self.block.push_str(carry);
        self.block.push_str(later);
    }

    /// Finds what an answer rests on: sentences that programs are known to
    /// print, and what tells where the log is from.
    fn look(&mut self, text: &str, lines: &[(At, Span)], wanted: &mut [bool]) {
        let mut want = |span: Span, around: usize| {
            let first = lines.partition_point(|(_, line)| line.end <= span.start);
            let last = lines.partition_point(|(_, line)| line.start < span.end);
            wanted
                .iter_mut()
                .take(last.max(first + 1) + around)
                .skip(first.saturating_sub(around))
                .for_each(|line| *line = true);
        };
        let log = log::read(text);
        for seen in self.scan.next(log.text()) {
            let span = log.original(seen.span);
            if span.end <= self.carried || self.size > ROOM {
                continue;
            }
            let known = self.signals.iter_mut();
            let mut known = known.filter(|(signal, _)| std::ptr::eq(*signal, seen.signal));
            let often = if let Some((_, often)) = known.next() {
                *often += 1;
                *often
            } else {
                self.signals.push((seen.signal, 1));
                1
            };
            if often <= OFTEN_WITH_NEIGHBOURS {
                want(span, AROUND);
            } else if often <= OFTEN {
                want(span, 0);
            }
        }
        for &(mark, span) in log.marks() {
            if !self.marks.contains(&mark) {
                self.marks.push(mark);
                want(log.original(span), 0);
            }
        }
    }

    /// Keeps a line of the block, without its secrets.
    fn keep(&mut self, at: At, line: Span, block: &str, masks: &[Mask]) {
        let Err(place) = self.kept.binary_search_by(|line| line.at.cmp(&at)) else {
            return;
        };
        let mut text = String::with_capacity(line.len());
        let mut upto = line.start;
        for Mask { span, .. } in masks {
            if span.end <= upto || span.start >= line.end {
                continue;
            }
            text.push_str(block.get(upto..span.start).unwrap_or_default());
            text.push_str(MASK);
            upto = span.end.min(line.end);
            self.masked += usize::from(span.start >= line.start);
        }
        text.push_str(block.get(upto..line.end).unwrap_or_default());
        // A secret of several lines hides their ends, too.
        if !text.ends_with('\n') && line.of(block).ends_with('\n') {
            text.push('\n');
        }
        self.size += text.len();
        let end = behind(at, line.of(block));
        self.kept.insert(place, Line { at, end, text });
    }
}

/// The lines of a text that begins at `at`, long ones in several parts.
fn broken(text: &str, at: At) -> Vec<(At, Span)> {
    let mut lines = Vec::new();
    let (mut at, mut start) = (at, 0);
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let (part, later) = rest.split_at(rest.floor_char_boundary(WIDE));
            lines.push((at, Span::new(start, start + part.len())));
            start += part.len();
            at = if part.ends_with('\n') {
                (at.0 + 1, 0)
            } else {
                (at.0, at.1 + part.len())
            };
            rest = later;
        }
    }
    lines
}

/// Where a text ends that begins at `at`.
fn behind(at: At, text: &str) -> At {
    match text.rfind('\n') {
        Some(last) => (at.0 + log::newlines(text.as_bytes()), text.len() - last - 1),
        None => (at.0, at.1 + text.len()),
    }
}

/// The last whole lines of a text, to be looked at once more.
fn carry(text: &str) -> &str {
    let start = text.floor_char_boundary(text.len().saturating_sub(CARRY));
    let end = text.get(start..).unwrap_or_default();
    end.split_once('\n').map_or("", |(_, lines)| lines)
}
