//! A pasted log, made fit to be searched: noise is taken out, and for all that
//! stays it is known where it stood in the paste.
//!
//! What is noise, and what is not:
//!
//! | taken out or replaced | by |
//! |---|---|
//! | terminal escapes, also as `^[[31m`, `\u001b[31m`, or `[31m` with its ESC lost | nothing |
//! | `\r\n`, a lone `\r` (progress that overwrites its line), `<br>`, `\n` in quoted text | a newline |
//! | timestamps, `host` of syslog, `#12 0.3` of `BuildKit`, `web-1  \| ` of compose, `> ` in front of a line ([`prefix`]) | nothing |
//! | `\"`, `\\\"`, `\u0026`, `\/`, `&quot;`, `&#39;` | what they stand for |
//! | typographic quotes, no-break and other wide spaces | `"`, `'`, a space |
//! | zero-width and bidi marks, control characters | nothing |
//! | Markdown links and bold that a web page's copy put into the text | the text |
//!
//! Words are never taken out: `level=error msg="`, `ERROR:`, `##[error]`,
//! `kubelet[123]:` and `remote_image.go:180]` stay, as they tell who speaks.
//!
//! Wrapped lines: a newline stays a newline, which `\s+` in a pattern matches;
//! that is right for text that was wrapped between words. Where lines were cut
//! at a fixed width in the middle of words, as a terminal's copy has them, the
//! cut is taken out ([`wrap`]).
//!
//! All of it is one pass, in linear time. Text that holds no noise is borrowed.
//! A part of a paste can be read by itself: what a part can't know of the whole,
//! [`Paste`] knows.

mod clean;
mod map;
mod place;
mod prefix;
mod token;
mod wrap;

pub(crate) use clean::Paste;
pub(crate) use map::newlines;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use place::tells_its_place;
pub use place::{Place, Sign};

use crate::span::Span;
use map::{Lines, Map};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A log that was read: its clean text, and the way back to the paste.
#[derive(Debug)]
pub struct Log<'a> {
    part: Part<'a>,
    /// Counted when first asked for.
    lines: OnceCell<Lines>,
    signs: Vec<Sign>,
    marks: Vec<(usize, Span)>,
}

/// Reads a pasted text.
#[must_use]
pub fn read(text: &str) -> Log<'_> {
    let part = Paste::new(text).part(Span::new(0, text.len()));
    let marks = place::marks(part.text());
    Log {
        part,
        lines: OnceCell::new(),
        signs: place::signs(&marks),
        marks,
    }
}

/// Where a log was printed that holds these marks.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn place(marks: &[(usize, Span)]) -> Place {
    place::place(&place::signs(marks))
}

/// A part of a paste: its clean text, and the way back to the paste.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    pasted: &'a str,
    clean: Cow<'a, str>,
    map: Map,
}

impl<'a> Paste<'a> {
    /// Reads a part of the paste. It should begin where a line does.
    pub(crate) fn part(&self, part: Span) -> Part<'a> {
        let (clean, map) = self.clean(part);
        Part {
            pasted: self.text(),
            clean,
            map,
        }
    }
}

impl Part<'_> {
    /// The clean text.
    pub(crate) fn text(&self) -> &str {
        &self.clean
    }

    /// What of the clean text was made of a range of the paste.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn clean(&self, original: Span) -> Span {
        Span::new(self.map.clean(original.start), self.map.clean(original.end))
    }

    /// The marks of places in a range of the clean text, and where they stand in the paste.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn marks(&self, own: Span) -> Vec<(usize, Span)> {
        let mut marks = place::marks(own.of(self.text()));
        for (_, span) in &mut marks {
            *span = self.original(span.shifted(own.start));
        }
        marks
    }

    /// See [`Log::original`].
    pub(crate) fn original(&self, clean: Span) -> Span {
        self.map.original(clean).snapped(self.pasted)
    }
}

impl Log<'_> {
    /// The whole paste.
    pub(crate) fn part(&self) -> &Part<'_> {
        &self.part
    }

    /// The clean text: what signals are searched in. Its lines end in `\n`.
    #[must_use]
    pub fn text(&self) -> &str {
        self.part.text()
    }

    /// Where a range of the clean text stands in the paste, on `char`
    /// boundaries. A range that begins or ends inside of what replaced an
    /// escape is widened to the whole escape.
    #[must_use]
    pub fn original(&self, clean: Span) -> Span {
        self.part.original(clean)
    }

    /// The line of the paste, counted from 1, that an offset of the clean text stands in.
    #[must_use]
    pub fn line(&self, clean_offset: usize) -> usize {
        let at = self.original(Span::new(clean_offset, clean_offset)).start;
        self.lines().number(self.part.pasted, at)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(self.part.pasted))
    }

    /// Where a line of the paste stands in it, without its line end; `number`
    /// counts from 1.
    #[must_use]
    pub fn original_line(&self, number: usize) -> Option<Span> {
        self.lines().span(self.part.pasted, number)
    }

    /// Where the log was printed, as far as it gives itself away: the place
    /// with the most signs, or [`Place::Unknown`].
    #[must_use]
    pub fn place(&self) -> Place {
        place::place(&self.signs)
    }

    /// Each mark of a place that was found: its number, and where it first
    /// stands in the clean text. Two of them together make a place surer.
    pub(crate) fn marks(&self) -> &[(usize, Span)] {
        &self.marks
    }

    /// What tells where the log was printed: one sign a place, in the order in
    /// which they stand in the clean text. A job of a CI system that shows a
    /// kubelet's events has both.
    #[must_use]
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }
}

#[cfg(test)]
mod tests;
