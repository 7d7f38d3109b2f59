//! Many fixed words searched for at once, in one pass over the text, as Aho
//! and Corasick do.
//!
//! It is a small one of our own: a table with a row for each beginning of a
//! word. The crate of that name does the same with eight times the code, which
//! the page would have to load.

use crate::span::Span;

/// Whether it is one of these words, which have a space between any two: a list
/// of texts takes three times the room in the page.
#[inline(never)]
pub(crate) fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// Whether the text holds one of these words, listed in the same way.
#[inline(never)]
pub(crate) fn holds_one(words: &str, text: &str) -> bool {
    words.split(' ').any(|one| text.contains(one))
}

/// Whether the text begins with one of them.
#[inline(never)]
pub(crate) fn begins_with_one(words: &str, text: &str) -> bool {
    words.split(' ').any(|one| text.starts_with(one))
}

/// Whether the text ends with one of them.
#[inline(never)]
pub(crate) fn ends_with_one(words: &str, text: &str) -> bool {
    words.split(' ').any(|one| text.ends_with(one))
}

/// Which word is found where several could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The one that ends first; of those, the longest.
    FirstEnd,
    /// The one that begins first; of those, the longest.
    Longest,
}

/// Words to be searched for.
pub(crate) struct Words {
    kind: Kind,
    /// The column of each byte; 0 is that of the bytes in no word.
    columns: [u8; 256],
    width: usize,
    /// Where each state's row goes on to. State 0 is the start.
    table: Vec<u32>,
    states: Vec<State>,
    /// The words in the states' lists: the word, and the next in the list.
    ends: Vec<(u32, u32)>,
    lengths: Vec<usize>,
}

/// What a state stands for: the longest end of what was read that begins a word.
#[derive(Clone, Copy)]
struct State {
    /// Its length.
    depth: usize,
    /// The state of the longest shorter such end.
    fails_to: u32,
    /// The first in the list of the words that end here, longest first, or [`NONE`].
    ends: u32,
}

const NONE: u32 = u32::MAX;

/// A word that was found: its number, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Which of the words, from 0.
    pub(crate) word: usize,
    /// Where it stands.
    pub(crate) span: Span,
}

const fn wide(number: u32) -> usize {
    number as usize
}

impl Words {
    /// `any_case` takes the ASCII letters' upper and lower case for the same.
    /// Empty words are not found.
    pub(crate) fn new(words: &[&str], kind: Kind, any_case: bool) -> Self {
        let mut columns = [0; 256];
        let mut used = 0_u8;
        for byte in words.iter().flat_map(|word| word.bytes()) {
            let byte = if any_case {
                byte.to_ascii_lowercase()
            } else {
                byte
            };
            // There are 256 bytes, of which UTF-8 never has all.
            if let Some(column) = columns.get_mut(usize::from(byte)).filter(|c| **c == 0) {
                used += 1;
                *column = used;
            }
        }
        if any_case {
            for upper in b'A'..=b'Z' {
                let lower = columns.get(usize::from(upper | 32)).copied();
                if let Some(column) = columns.get_mut(usize::from(upper)) {
                    *column = lower.unwrap_or(0);
                }
            }
        }
        let mut made = Self {
            kind,
            columns,
            width: usize::from(used) + 1,
            table: Vec::new(),
            states: Vec::new(),
            ends: Vec::new(),
            lengths: words.iter().map(|word| word.len()).collect(),
        };
        made.add_state(0);
        for (number, word) in (0_u32..).zip(words) {
            made.add_word(number, word.as_bytes());
        }
        made.close();
        made
    }

    fn add_state(&mut self, depth: usize) -> u32 {
        let state = u32::try_from(self.states.len()).unwrap_or(NONE);
        self.table.resize(self.table.len() + self.width, 0);
        self.states.push(State {
            depth,
            fails_to: 0,
            ends: NONE,
        });
        state
    }

    fn add_word(&mut self, number: u32, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        let mut state = 0;
        for (at, byte) in word.iter().enumerate() {
            let mut next = self.next(state, *byte);
            if next == 0 {
                next = self.add_state(at + 1);
                let cell = wide(state) * self.width + self.column(*byte);
                if let Some(cell) = self.table.get_mut(cell) {
                    *cell = next;
                }
            }
            state = next;
        }
        let end = u32::try_from(self.ends.len()).unwrap_or(NONE);
        self.ends.push((number, NONE));
        self.append(state, end);
    }

    /// Puts a list of words behind that of a state.
    fn append(&mut self, state: u32, list: u32) {
        let Some(state) = self.states.get_mut(wide(state)) else {
            return;
        };
        let mut at = wide(state.ends);
        while let Some(&(_, next)) = self.ends.get(at).filter(|(_, next)| *next != NONE) {
            at = wide(next);
        }
        match self.ends.get_mut(at) {
            Some((_, next)) => *next = list,
            None => state.ends = list,
        }
    }

    /// Fills in where a state goes on to when no word does: state by state in
    /// the order of their length, for which shorter ones must be ready.
    fn close(&mut self) {
        let mut queue: Vec<u32> = Vec::with_capacity(self.states.len());
        queue.push(0);
        let mut at = 0;
        while let Some(&state) = queue.get(at) {
            at += 1;
            let Some(&State { fails_to, .. }) = self.states.get(wide(state)) else {
                continue;
            };
            // The words that end here, and behind them those of the shorter end.
            if state != 0 {
                let shorter = self.states.get(wide(fails_to)).map_or(NONE, |s| s.ends);
                self.append(state, shorter);
            }
            for column in 0..self.width {
                let below = if state == 0 {
                    0
                } else {
                    self.cell(fails_to, column)
                };
                let next = self.cell(state, column);
                if next != 0 {
                    if let Some(next) = self.states.get_mut(wide(next)) {
                        next.fails_to = below;
                    }
                    queue.push(next);
                } else if let Some(cell) = self.table.get_mut(wide(state) * self.width + column) {
                    *cell = below;
                }
            }
        }
    }

    fn column(&self, byte: u8) -> usize {
        self.columns
            .get(usize::from(byte))
            .copied()
            .unwrap_or(0)
            .into()
    }

    fn cell(&self, state: u32, column: usize) -> u32 {
        let cell = wide(state) * self.width + column;
        self.table.get(cell).copied().unwrap_or(0)
    }

    fn next(&self, state: u32, byte: u8) -> u32 {
        self.cell(state, self.column(byte))
    }

    /// The words that end in `state`, longest first, when what was read ends at `end`.
    fn hits(&self, state: State, end: usize) -> impl Iterator<Item = Hit> + '_ {
        let mut at = state.ends;
        std::iter::from_fn(move || {
            let &(word, next) = self.ends.get(wide(at))?;
            at = next;
            let word = wide(word);
            let start = end.saturating_sub(self.lengths.get(word).copied().unwrap_or(0));
            Some(Hit {
                word,
                span: Span::new(start, end),
            })
        })
    }

    /// The first word in `text` at or behind `from`.
    pub(crate) fn next_hit(&self, text: &[u8], from: usize) -> Option<Hit> {
        let mut found: Option<Hit> = None;
        let mut number = 0;
        for (end, byte) in (from + 1..).zip(text.get(from..)?) {
            number = self.next(number, *byte);
            if number == 0 && found.is_none() {
                continue;
            }
            let Some(&state) = self.states.get(wide(number)) else {
                break;
            };
            // All that may still come begins behind what was found.
            if found.is_some_and(|found| found.span.start + state.depth < end) {
                break;
            }
            for hit in self.hits(state, end) {
                if self.kind == Kind::FirstEnd {
                    return Some(hit);
                }
                let better = found.is_none_or(|found| {
                    hit.span.start < found.span.start
                        || hit.span.start == found.span.start && hit.span.end > found.span.end
                });
                if better {
                    found = Some(hit);
                }
            }
        }
        found
    }

    /// The words in `text`, none of which overlaps another.
    pub(crate) fn all<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Hit> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let hit = self.next_hit(text, from)?;
            from = hit.span.end;
            Some(hit)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    fn hit(found: &aho_corasick::Match) -> Hit {
        Hit {
            word: found.pattern().as_usize(),
            span: Span::new(found.start(), found.end()),
        }
    }

    /// What the crate finds in the same text.
    fn compare(words: &[&str], text: &str) -> usize {
        let mut count = 0;
        for (kind, theirs) in [
            (Kind::FirstEnd, MatchKind::Standard),
            (Kind::Longest, MatchKind::LeftmostLongest),
        ] {
            for any_case in [false, true] {
                let whole = AhoCorasick::builder()
                    .match_kind(theirs)
                    .ascii_case_insensitive(any_case)
                    .build(words)
                    .unwrap();
                let own = Words::new(words, kind, any_case);
                let expected: Vec<Hit> = whole.find_iter(text).map(|m| hit(&m)).collect();
                let found: Vec<Hit> = own.all(text.as_bytes()).collect();
                assert_eq!(found, expected, "{kind:?} {any_case} {words:?} {text:?}");
                count += found.len();
            }
        }
        count
    }

    #[test]
    fn finds_what_the_crate_finds() {
        let words = ["he", "she", "hers", "his", "s", "token", "s", "Ö", "[", "{"];
        let text = "ushers said: HIS TOKENS, hershe, she ÖÖ ö [{";
        assert!(compare(&words, text) > 30);
        assert_eq!(compare(&words, ""), 0);
        assert_eq!(compare(&[], text), 0);
    }

    #[test]
    fn a_search_from_behind_the_text_finds_nothing() {
        let words = Words::new(&["a"], Kind::Longest, false);
        assert_eq!(words.next_hit(b"a", 1), None);
        assert_eq!(words.next_hit(b"a", 2), None);
    }

    proptest! {
        #[test]
        fn finds_what_the_crate_finds_in_any_text(
            words in prop::collection::vec("[abAB]{1,5}", 0..12),
            text in "[abcABé]{0,40}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            compare(&words, &text);
        }
    }
}
