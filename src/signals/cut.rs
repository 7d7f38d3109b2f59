//! A paste that begins or ends within a sentence: what was selected by hand,
//! or cut by a program that shows the last lines of a log.
//!
//! Where the text ends in a part of some signal's anchor, the rest is put back,
//! and the sentence is looked for again; likewise at the start.

use super::scan::{AFTER, BEFORE};
use crate::order::{down, sort};
use crate::span::Span;

/// So much of an anchor must be there to know it when it is cut within a word.
const PART: usize = 8;
/// So much, and two words or the start of a sentence, when it is cut between
/// words.
const PART_BETWEEN_WORDS: usize = 12;
/// No more than this is put back.
const LOST: usize = 14;

/// How many a sentence ends that isn't an anchor.
const ENDINGS: [&str; 8] = [
    "400 bad request",
    "401 unauthorized",
    "403 forbidden",
    "404 not found",
    "is a directory",
    "base64 data at input byte 0",
    "did not include a token in the response",
    "permission denied",
];

/// An end of a text with what was lost put back.
pub(super) struct Mended {
    /// The window of the text, mended.
    pub(super) text: String,
    /// What of `text` was put back.
    put: Span,
    /// Where the window begins in the whole text.
    from: usize,
    /// Length of the whole text.
    len: usize,
    /// How many bytes of the anchor are there.
    pub(super) part: usize,
}

impl Mended {
    /// Whether a sentence needs what was put back.
    pub(super) fn concerns(&self, span: Span) -> bool {
        span.start < self.put.end && span.end > self.put.start
    }

    /// Where a range of the mended text stands in the whole one.
    pub(super) fn back(&self, span: Span) -> Span {
        let put = self.put;
        let back = |at: usize| {
            let at = if at >= put.end {
                at - (put.end - put.start)
            } else {
                at.min(put.start)
            };
            (self.from + at).min(self.len)
        };
        Span::new(back(span.start), back(span.end))
    }
}

/// The text's end, mended in each way in which a sentence is known to go on,
/// the most certain first.
pub(super) fn tails(text: &str) -> Vec<Mended> {
    // What shows a text in part puts dots behind it.
    let end = text.trim_end_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '.' | '…'));
    let mut from = end.len().saturating_sub(BEFORE);
    while !end.is_char_boundary(from) {
        from += 1;
    }
    let window = end.get(from..).unwrap_or_default();
    let lower = window.to_ascii_lowercase();
    let at_end = lower.as_bytes().last();
    let ends = ends(|anchor| {
        let least = anchor.len().saturating_sub(LOST).max(PART);
        let part = (least..anchor.len()).rev().find(|part| {
            // Most of them differ in this byte.
            anchor.as_bytes().get(part - 1) == at_end
                && anchor.get(..*part).is_some_and(|there| {
                    lower.ends_with(there) && begins_a_word(&lower, lower.len() - part)
                })
        })?;
        let sentence = lower
            .get(..lower.len() - part)
            .is_some_and(|before| before.ends_with(": "));
        let known = cuts_a_word(anchor, part)
            || part >= PART_BETWEEN_WORDS
                && (sentence || anchor.get(..part)?.trim_end().contains(' '));
        known.then_some((part, anchor.get(part..)?))
    });
    let ends = ends.into_iter().map(|(part, lost)| Mended {
        text: [window, lost].concat(),
        put: Span::new(window.len(), window.len() + lost.len()),
        from,
        len: text.len(),
        part,
    });
    ends.collect()
}

/// The text's start, mended likewise.
pub(super) fn heads(text: &str) -> Vec<Mended> {
    let mut to = text.len().min(AFTER);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let window = text.get(..to).unwrap_or_default();
    let lower = window.to_ascii_lowercase();
    let at_start = lower.as_bytes().first();
    let ends = ends(|anchor| {
        let most = anchor.len().saturating_sub(PART).min(LOST);
        let lost = (1..=most).find(|lost| {
            anchor.as_bytes().get(*lost) == at_start
                && anchor
                    .get(*lost..)
                    .is_some_and(|there| lower.starts_with(there))
        })?;
        // Between words it may be how the sentence begins; a part of a word may
        // be another word.
        let known = cuts_a_word(anchor, lost) && anchor.get(lost..)?.contains(' ');
        known.then_some((anchor.len() - lost, anchor.get(..lost)?))
    });
    let ends = ends.into_iter().map(|(part, lost)| Mended {
        text: [lost, window].concat(),
        put: Span::new(0, lost.len()),
        from: 0,
        len: text.len(),
        part,
    });
    ends.collect()
}

/// What the anchors lost, each once, with how much of one is there: the most
/// first. Of what holds a shorter one, the shorter counts.
fn ends<'a>(lost: impl Fn(&'static str) -> Option<(usize, &'a str)>) -> Vec<(usize, &'a str)> {
    let mut ends: Vec<(usize, &str)> = Vec::new();
    let anchors = super::all().flat_map(super::Signal::anchors);
    for anchor in anchors.chain(ENDINGS) {
        let Some((part, lost)) = lost(anchor) else {
            continue;
        };
        let holds = |long: &str, short: &str| long.starts_with(short) || long.ends_with(short);
        if !ends.iter().any(|end| end.0 == part && holds(lost, end.1)) {
            ends.retain(|end| end.0 != part || !holds(end.1, lost));
            ends.push((part, lost));
        }
    }
    sort(&mut ends, |(part, _)| [down(*part), 0, 0]);
    ends
}

fn cuts_a_word(anchor: &str, at: usize) -> bool {
    let letter = |at: usize| {
        anchor
            .as_bytes()
            .get(at)
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    letter(at) && at.checked_sub(1).is_some_and(letter)
}

fn begins_a_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    !before.is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use crate::signals::{Says, scan};

    fn says(text: &str) -> Vec<Says> {
        let seen = scan(text);
        for sighting in &seen {
            assert!(sighting.span.end <= text.len(), "{text:?}");
        }
        seen.iter().map(super::super::Sighting::says).collect()
    }

    #[test]
    fn a_sentence_is_known_by_its_greater_part() {
        for (text, known) in [
            ("Error: no basic auth c", Says::NoBasicAuth),
            ("Error: no basic auth c\n", Says::NoBasicAuth),
            ("denied: requested access to the resource", Says::Denied),
            ("tls: certificate signed by unknown au…", Says::UnknownCa),
            ("ificate signed by unknown authority", Says::UnknownCa),
            ("thentication required", Says::Unauthorized),
            (
                "HEAD https://registry.example.com/v2/: 401 Unauth",
                Says::Unauthorized,
            ),
        ] {
            assert!(says(text).contains(&known), "{text:?}: {:?}", says(text));
        }
    }

    #[test]
    fn what_may_go_on_otherwise_stays_as_it_is() {
        for text in [
            // It is whole.
            "tls: first record does not look like a tls handshake",
            // refused, reset, timed out
            "dial tcp 192.0.2.7:443: connectio",
            "it needs an authentication",
            "no such ",
            "requests.exceptions.SSLError: ",
            "",
            "…",
        ] {
            let wrong = [
                Says::Timeout,
                Says::ConnectionRefused,
                Says::Unauthorized,
                Says::TooManyRequests,
            ];
            let found = says(text);
            assert!(
                !found.iter().any(|says| wrong.contains(says)),
                "{text:?}: {found:?}"
            );
        }
    }
}
