//! Client configs: which credentials are in the paste, and which one a client
//! would send for a reference.
//!
//! ```text
//! text ─▶ documents (what was pasted) ─▶ json (spans, faults) ─▶ document (entries, helpers)
//!                                                                   │
//!                              Client × domain/path × Helpers ─▶ lookup ─▶ found, passed over, trace
//! ```
//!
//! Start with [`read`]; then [`lookup::lookup`] for each client. Nothing in
//! here holds a secret: only where it stands and what was read off it.

pub mod auth;
pub mod base64;
pub mod document;
pub mod gotypes;
mod gourl;
pub mod json;
pub mod keys;
pub(crate) mod kubernetes;
pub mod lookup;
mod paste;
pub mod placeholder;
pub mod precedence;
pub mod problems;
pub mod secret;

pub use auth::{AuthForm, UserName};
pub use document::{Document, DocumentKind, Entry, HelperFor, Payload, SecretMeta, StoreField};
pub use secret::{Damage, Secret, SecretField, SecretKind};

use document::Place;
use problems::Problem;

/// What was pasted as config.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The configs in it, in the order they stand.
    pub documents: Vec<Document>,
}

impl Config {
    /// Every entry of every config.
    #[must_use]
    pub fn entries(&self) -> Vec<&Entry> {
        document::gather(&self.documents, Document::entries)
    }

    /// The `credsStore` in force: the first config's that has one.
    #[must_use]
    pub fn creds_store(&self) -> Option<&StoreField> {
        self.documents.iter().find_map(Document::creds_store)
    }

    /// What is wrong with them, or looks so, in the order it stands.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        problems::of(self)
    }

    /// Every member of every `credHelpers`.
    #[must_use]
    pub fn cred_helpers(&self) -> Vec<&HelperFor> {
        document::gather(&self.documents, Document::cred_helpers)
    }
}

/// Reads what a person pasted.
#[must_use]
pub fn read(text: &str) -> Config {
    Config {
        documents: paste::documents(text),
    }
}

/// Reads a file as the client would: every byte counts, a placeholder is what it is.
#[must_use]
pub fn read_exact(text: &str) -> Config {
    Config {
        documents: vec![Document::of(text, Place::At(0), true)],
    }
}
