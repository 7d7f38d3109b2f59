//! The pasted text as it is searched: until noise is taken out here, that is
//! the text itself.

use crate::span::Span;

/// Where a log was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing tells.
    Unknown,
}

/// A log that was read.
#[derive(Debug)]
pub struct Log<'a>(&'a str);

/// Reads a pasted text.
#[must_use]
pub fn read(text: &str) -> Log<'_> {
    Log(text)
}

impl Log<'_> {
    /// The text that is searched.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0
    }

    /// Where a range of it stands in the paste.
    #[must_use]
    pub fn original(&self, clean: Span) -> Span {
        clean
    }

    /// The line of the paste, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.0.get(..offset).unwrap_or("").matches('\n').count() + 1
    }

    /// Where it was printed.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::Unknown
    }
}
