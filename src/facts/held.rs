//! What the client holds for the registry: the config, read the way the tool
//! reads it.

use super::{Facts, Subject, Tool};
use crate::input::Input;
use crate::ranking::At;
use crate::report::{CredentialRead, Outcome};
use crate::span::Span;

/// What the config holds.
#[derive(Debug, Default)]
pub struct Held {
    /// What the tool's lookup came to; `None` when no config was given or no
    /// host is known.
    pub outcome: Option<Outcome>,
    /// Where the entry or the helper stands that the tool takes.
    pub at: Option<At>,
    /// Entries with something in them that the lookup passed over.
    pub others: Vec<Other>,
    given: bool,
}

/// An entry for another host, or under a key that isn't found.
#[derive(Clone, Debug)]
pub struct Other {
    /// The host that it is for.
    pub host: String,
    /// The key as it is written.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
}

impl Held {
    pub(super) fn of(input: &Input, _: &Subject, _: Tool) -> Self {
        Self {
            given: !input.config.trim().is_empty(),
            ..Self::default()
        }
    }

    /// Whether a config was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.given
    }

    /// The user name held for the host, when it may be shown.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        None
    }

    /// The key of the entry that the tool takes.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        None
    }

    /// Where the entry stands whose token has expired, and how long ago.
    #[must_use]
    pub fn expired(&self) -> Option<(At, String)> {
        None
    }

    /// What is wrong with the file.
    pub fn problems(&self) -> impl Iterator<Item = (Span, &str)> {
        std::iter::empty()
    }

    /// The lookup as it is shown.
    #[must_use]
    pub fn read(&self, _: &Facts) -> Option<CredentialRead> {
        None
    }
}
