//! Finds signals in a text: anchors first, patterns only around a hit.

use super::cut::{self, Mended};
use super::pattern::Pattern;
use super::{Group, Says, Signal};
use crate::anchors::{Anchors, Hit};
use crate::order::{down, sort};
use crate::span::Span;
use std::sync::OnceLock;

/// How far around an anchor a pattern may reach, in bytes.
pub(super) const BEFORE: usize = 512;
pub(super) const AFTER: usize = 2048;
/// The same for an anchor that is a number: numbers are found more often than
/// words, and what makes a status of one stands next to it.
const BEFORE_NUMBER: usize = 64;
const AFTER_NUMBER: usize = 256;
/// So much is searched for anchors before patterns are tried around them.
const STRETCH: usize = 16 * 1024;
/// How many matches of one signal are kept, and how many of its anchors' hits
/// are looked at: a log repeats itself.
pub(crate) const MATCHES: usize = 16;
const TRIES: usize = 64;
/// How many more are looked at in each later block of the same text.
const TRIES_MORE: usize = 2;

/// A signal that was seen.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// What was seen.
    pub signal: &'static Signal,
    /// Where, in the text that was scanned.
    pub span: Span,
    /// What the pattern captured, in that text.
    pub captures: Vec<(Group, Span)>,
}

impl Sighting {
    /// What it says.
    #[must_use]
    pub fn says(&self) -> Says {
        self.signal.says
    }

    /// Where a group was captured.
    #[must_use]
    pub fn capture(&self, group: Group) -> Option<Span> {
        self.captures
            .iter()
            .find(|(captured, _)| *captured == group)
            .map(|(_, span)| *span)
    }
}

/// All signals in `text`, in the order in which they stand there.
#[must_use]
pub fn scan(text: &str) -> Vec<Sighting> {
    Scan::default().next(text)
}

/// The search in a text that comes block by block.
#[derive(Debug)]
pub struct Scan {
    states: Vec<State>,
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            states: vec![State::default(); scanner().entries.len()],
        }
    }
}

impl Scan {
    /// A search that gives up sooner: so many of a signal's anchors are looked at.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn sparing(tries: usize) -> Self {
        let mut scan = Self::default();
        for state in &mut scan.states {
            state.tries = TRIES.saturating_sub(tries);
        }
        scan
    }

    /// Leaves out a signal that was found often enough elsewhere.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn leave_out(&mut self, signal: &Signal) {
        let entries = scanner().entries.iter().zip(&mut self.states);
        for (entry, state) in entries {
            if std::ptr::eq(entry.signal, signal) {
                state.matches = MATCHES;
            }
        }
    }

    /// All signals in the next block. What was found often enough, or tried in
    /// vain, isn't looked for again but a few times a block.
    #[must_use]
    pub fn next(&mut self, text: &str) -> Vec<Sighting> {
        for state in &mut self.states {
            state.tries = state.tries.min(TRIES - TRIES_MORE);
        }
        self.part(text, Span::new(0, text.len()))
    }

    /// All signals in the next block, `own`, of which one of the anchors ends
    /// there. `text` is the block with what stands around it, as sentences may
    /// begin before it and end behind it. Where there is nothing around it, the
    /// sentence may be cut.
    pub(crate) fn part(&mut self, text: &str, own: Span) -> Vec<Sighting> {
        let scanner = scanner();
        for state in &mut self.states {
            state.upto = 0;
        }
        let mut seen: Vec<Sighting> = Vec::new();
        scanner.search(text, own, self, &mut seen);
        // A sentence that goes up to the end is whole.
        let end = text.trim_ascii_end().len();
        let whole = |s: &Sighting| s.signal.says.is_a_failure() && s.span.end >= end;
        if own.end == text.len() && !seen.iter().any(whole) {
            scanner.look_where_mended(&cut::tails(text), text, &mut seen);
        }
        if own.start == 0 {
            scanner.look_where_mended(&cut::heads(text), text, &mut seen);
        }
        sort(&mut seen, |sighting| {
            [sighting.span.start, down(sighting.span.end), 0]
        });
        seen
    }
}

/// How far one signal has got in this text.
#[derive(Clone, Debug, Default)]
struct State {
    upto: usize,
    matches: usize,
    tries: usize,
}

impl State {
    /// Whether it is still looked for.
    fn goes_on(&self) -> bool {
        self.matches < MATCHES && self.tries < TRIES
    }
}

struct Scanner {
    anchors: Anchors,
    /// The entry that an anchor belongs to.
    owners: Vec<usize>,
    entries: Vec<Entry>,
}

impl Scanner {
    /// Looks for all signals in a text, anchor by anchor in the order in which
    /// these end, which is in `own`.
    fn search(&self, text: &str, own: Span, so_far: &mut Scan, seen: &mut Vec<Sighting>) {
        let mut hits = Vec::new();
        let from = own.start.saturating_sub(BEFORE);
        for start in (from..own.end).step_by(STRETCH) {
            let length = (own.end - start).next_multiple_of(8).min(STRETCH);
            let end = (start + length).min(text.len());
            let wanted = |anchor: usize| {
                let owner = self.owners.get(anchor);
                owner
                    .and_then(|owner| so_far.states.get(*owner))
                    .is_some_and(State::goes_on)
            };
            self.anchors
                .find(text.as_bytes(), start..end, &wanted, &mut hits);
            sort(&mut hits, |hit| [hit.span.end, hit.span.start, hit.anchor]);
            // What stands between may still be found.
            let upto = hits.partition_point(|hit| hit.span.end <= end);
            let own = |hit: &Hit| own.start < hit.span.end && hit.span.end <= own.end;
            for hit in hits.drain(..upto).filter(own) {
                self.look(text, hit.anchor, hit.span, so_far, seen);
            }
        }
    }

    /// Looks for the sentence that a cut went through: by the most of it that
    /// is there, if all that it may be says the same.
    fn look_where_mended(&self, ends: &[Mended], text: &str, seen: &mut Vec<Sighting>) {
        let mut found: Vec<Sighting> = Vec::new();
        let mut most = 0;
        for mended in ends {
            if !found.is_empty() && mended.part < most {
                break;
            }
            most = mended.part;
            let mut so_far = Scan::default();
            let mut here = Vec::new();
            let whole = Span::new(0, mended.text.len());
            self.search(&mended.text, whole, &mut so_far, &mut here);
            here.retain(|sighting| {
                let start = mended.back(sighting.span).start;
                let known =
                    |s: &Sighting| std::ptr::eq(s.signal, sighting.signal) && s.span.start == start;
                sighting.signal.says.is_a_failure()
                    && mended.concerns(sighting.span)
                    && !seen.iter().any(known)
            });
            found.extend(here.into_iter().map(|sighting| {
                Sighting {
                    signal: sighting.signal,
                    span: mended.back(sighting.span).snapped(text),
                    captures: sighting
                        .captures
                        .into_iter()
                        .map(|(group, span)| (group, mended.back(span).snapped(text)))
                        .collect(),
                }
            }));
        }
        let says = found.first().map(Sighting::says);
        if found.iter().all(|sighting| Some(sighting.says()) == says) {
            seen.append(&mut found);
        }
    }

    /// Tries the pattern that anchor number `pattern` belongs to around `anchor`.
    fn look(
        &self,
        text: &str,
        pattern: usize,
        anchor: Span,
        so_far: &mut Scan,
        seen: &mut Vec<Sighting>,
    ) {
        let Some(&owner) = self.owners.get(pattern) else {
            return;
        };
        let state = so_far.states.get_mut(owner);
        let (Some(entry), Some(state)) = (self.entries.get(owner), state) else {
            return;
        };
        if anchor.start < state.upto || !state.goes_on() {
            return;
        }
        let number = anchor.of(text).bytes().all(|byte| byte.is_ascii_digit());
        if number && in_another(text, anchor) {
            return;
        }
        state.tries += 1;
        let Some((pattern, groups)) = entry.pattern() else {
            return;
        };
        let (before, after) = if number {
            (BEFORE_NUMBER, AFTER_NUMBER)
        } else {
            (BEFORE, AFTER)
        };
        let from = anchor.start.saturating_sub(before).max(state.upto);
        let to = anchor.end.saturating_add(after).min(text.len());
        let around = Span::new(from, to).snapped(text);
        let (from, window) = (around.start, around.of(text));
        let mut at = 0;
        while at <= window.len() {
            let Some(found) = pattern.find(window, at) else {
                return;
            };
            let Some(whole) = found.span(0) else { return };
            let span = whole.shifted(from);
            if span.start > anchor.start {
                return;
            }
            if span.end >= anchor.end {
                let captures = groups.iter().filter_map(|&(group, index)| {
                    let part = found.span(index)?.shifted(from);
                    Some((group, part.snapped(text)))
                });
                let captures = captures.collect();
                seen.push(Sighting {
                    signal: entry.signal,
                    span: span.snapped(text),
                    captures,
                });
                state.matches += 1;
                state.upto = span.end;
                return;
            }
            at = whole.end.max(at + 1);
        }
    }
}

/// Whether a number is a part of a longer one, or of a word behind it, as most
/// numbers in a log are: `1401`, `401ms`. A pattern takes its time to find that
/// out.
fn in_another(text: &str, number: Span) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at));
    beside(number.start.checked_sub(1)).is_some_and(u8::is_ascii_digit)
        || beside(Some(number.end)).is_some_and(u8::is_ascii_alphanumeric)
}

struct Entry {
    signal: &'static Signal,
    pattern: OnceLock<Option<(Pattern, Groups)>>,
}

/// The groups of a pattern, each with its number.
type Groups = Vec<(Group, usize)>;

impl Entry {
    /// Compiled when first needed: most texts need only a few.
    fn pattern(&self) -> Option<&(Pattern, Groups)> {
        let compiled = || {
            let pattern = self.signal.pattern();
            Some((Pattern::new(pattern)?, group_order(pattern)))
        };
        self.pattern.get_or_init(compiled).as_ref()
    }
}

fn scanner() -> &'static Scanner {
    static SCANNER: OnceLock<Scanner> = OnceLock::new();
    SCANNER.get_or_init(|| {
        let mut words = Vec::new();
        let mut owners = Vec::new();
        let mut entries = Vec::new();
        for (index, signal) in super::all().enumerate() {
            for anchor in signal.anchors() {
                words.push(anchor);
                owners.push(index);
            }
            entries.push(Entry {
                signal,
                pattern: OnceLock::new(),
            });
        }
        let anchors = Anchors::new(words, false);
        Scanner {
            anchors,
            owners,
            entries,
        }
    })
}

/// The groups of a pattern, by their index in the compiled expression: the
/// patterns hold no other capturing group, which a test makes sure of.
pub(super) fn group_order(pattern: &str) -> Groups {
    let mut found: Vec<(usize, Group)> = Group::ALL
        .iter()
        .flat_map(|(group, name, _)| {
            let mark = format!("<{name}>");
            pattern
                .match_indices(&mark)
                .map(|(at, _)| (at, *group))
                .collect::<Vec<_>>()
        })
        .collect();
    sort(&mut found, |(at, _)| [*at, 0, 0]);
    found
        .into_iter()
        .enumerate()
        .map(|(index, (_, group))| (group, index + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_repeated_line_is_cheap_and_capped() {
        let text = "unauthorized: authentication required\n".repeat(20_000);
        let seen = scan(&text);
        assert!(!seen.is_empty());
        assert!(seen.len() <= MATCHES * 4, "{}", seen.len());
    }

    #[test]
    fn a_number_within_another_is_no_status() {
        let within = |text: &str| {
            let at = text.find("401").unwrap();
            in_another(text, Span::new(at, at + 3))
        };
        assert!(within("1401 x") && within("status 4010") && within("took 401ms"));
        assert!(!within("401") && !within("http401") && !within("(401)") && !within("401 é"));
    }

    #[test]
    fn wrapped_lines_and_escaped_quotes_still_match() {
        for text in [
            "unauthorized: authentication\nrequired",
            "a  b\n\n c unauthorized: authentication\n    required",
        ] {
            let seen = scan(text);
            let seen = seen.iter().find(|s| s.says() == Says::Unauthorized);
            let seen = seen.unwrap_or_else(|| panic!("{text:?}"));
            assert!(seen.span.of(text).starts_with("unauthorized"));
            assert!(seen.span.of(text).ends_with("required"));
        }
    }
}
