//! What stands in the error text: sentences, and where it was printed.

use crate::log::{self, Part, Place};
use crate::signals::{self, Group, Sighting, Signal};
use crate::span::Span;

/// A sentence that was seen in the error text.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The sentence.
    pub signal: &'static Signal,
    /// Where it stands in the text as pasted.
    pub span: Span,
    /// Its line there, from 1.
    pub line: usize,
    pub(super) captures: Vec<(Group, String)>,
}

impl Seen {
    /// A sentence that was seen in a part of the text.
    pub(super) fn new(part: &Part, line: usize, sighting: &Sighting) -> Self {
        let captures = sighting.captures.iter().map(|(group, span)| {
            let text = span.of(part.text());
            let text = text.trim_end_matches(['.', ':', ',', ')', ']', '*']);
            (*group, text.to_owned())
        });
        Self {
            signal: sighting.signal,
            span: part.original(sighting.span),
            line,
            captures: captures.collect(),
        }
    }

    /// Whether it is this very sentence.
    #[must_use]
    pub fn is(&self, signal: &Signal) -> bool {
        std::ptr::eq(self.signal, signal)
    }

    /// What a group of its pattern captured.
    #[must_use]
    pub fn get(&self, group: Group) -> Option<&str> {
        self.captures
            .iter()
            .find(|(captured, text)| *captured == group && !text.is_empty())
            .map(|(_, text)| text.as_str())
    }
}

/// What stands in a text: the sentences in their order, and where it was printed.
pub(super) fn read(text: &str) -> (Vec<Seen>, Place) {
    #[cfg(not(target_arch = "wasm32"))]
    if text.len() > crate::gist::LONG {
        return super::long::read(text);
    }
    read_in_one_go(text)
}

pub(super) fn read_in_one_go(text: &str) -> (Vec<Seen>, Place) {
    let log = log::read(text);
    let seen = signals::scan(log.text());
    let seen = seen
        .iter()
        .map(|sighting| Seen::new(log.part(), log.line(sighting.span.start), sighting));
    (seen.collect(), log.place())
}
