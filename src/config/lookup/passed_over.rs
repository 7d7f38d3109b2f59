//! Why the other entries were not used.

use crate::config::document::Entry;
use crate::config::keys::{Relation, relate};
use crate::span::Span;

use super::{Ask, Client, Lookup, Outcome, Source};

/// More entries than this are not listed one by one.
const MOST: usize = 64;

/// Why an entry was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The file, or the reference, couldn't be used at all.
    NotRead,
    /// A credential helper answers for this host.
    HelperAnswers,
    /// `DOCKER_AUTH_CONFIG` has the host.
    EnvAnswers,
    /// The entry is there and empty.
    Empty,
    /// None of the fields that this client reads is in it.
    FieldsNotRead,
    /// A later entry has the same key.
    Duplicate,
    /// Another key was taken first.
    BetterKey,
    /// Docker Hub under a name that this client doesn't look for.
    HubSpelling,
    /// The right host, with a scheme or a path that this client doesn't take off, or another path.
    Spelling,
    /// Upper and lower case differ.
    Case,
    /// White space or quotes in the key.
    Space,
    /// The port differs.
    Port,
    /// A pattern, and this client knows none.
    Wildcard,
    /// A domain above or below.
    ParentDomain,
    /// Another host.
    OtherHost,
}

impl Why {
    /// The reason as the end of a sentence that begins with the key.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::NotRead => "is not read",
            Self::HelperAnswers => "is not read, as a credential helper answers for this host",
            Self::EnvAnswers => "is not read, as DOCKER_AUTH_CONFIG has this host",
            Self::Empty => "is there, and empty",
            Self::FieldsNotRead => "has no field that this client reads",
            Self::Duplicate => "is replaced by the same key further down",
            Self::BetterKey => "comes after the key that is used",
            Self::HubSpelling => "is Docker Hub under a name that this client does not look for",
            Self::Spelling => {
                "names the host with a scheme or a path that this client does not take off"
            }
            Self::Case => "differs in upper and lower case",
            Self::Space => "has white space or quotes in it",
            Self::Port => "has another port",
            Self::Wildcard => "is a pattern, and this client compares letter by letter",
            Self::ParentDomain => "is a domain above or below",
            Self::OtherHost => "is another host",
        }
    }
}

/// An entry that was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Its key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// Why.
    pub why: Why,
    /// How the key compares with the host that was looked for.
    pub relation: Relation,
}

/// Lists what was passed over, the nearest first.
pub(super) fn fill(ask: &Ask<'_>, lookup: &mut Lookup) {
    let mut list = Vec::new();
    let entries = ask.config.entries();
    for entry in &entries {
        if used(entry, lookup) {
            continue;
        }
        let relation = relate(&entry.key, ask.domain);
        list.push(PassedOver {
            key: entry.key.clone(),
            span: entry.key_span,
            why: why(entry, relation, &entries, lookup),
            relation,
        });
    }
    crate::order::sort(&mut list, |passed| {
        [passed.relation as usize, passed.span.start, passed.span.end]
    });
    list.truncate(MOST);
    lookup.passed_over = list;
}

fn used(entry: &Entry, lookup: &Lookup) -> bool {
    lookup.found.iter().any(|found| {
        found.source == Source::File && found.key_span == Some(entry.key_span) && !found.is_empty()
    })
}

fn why(entry: &Entry, relation: Relation, entries: &[&Entry], lookup: &Lookup) -> Why {
    let wrong_key = match relation {
        Relation::Other => return Why::OtherHost,
        Relation::Same => None,
        Relation::Spelling => Some(Why::Spelling),
        Relation::HubSpelling => Some(Why::HubSpelling),
        Relation::Case => Some(Why::Case),
        Relation::Space => Some(Why::Space),
        Relation::Port => Some(Why::Port),
        Relation::Wildcard => Some(Why::Wildcard),
        Relation::ParentDomain => Some(Why::ParentDomain),
    };
    let later = |other: &&Entry| other.key == entry.key && other.key_span > entry.key_span;
    if entries.iter().any(later) {
        return Why::Duplicate;
    }
    if lookup.outcome == Outcome::Malformed
        || lookup.outcome == Outcome::Unknown && lookup.found.is_empty()
    {
        return Why::NotRead;
    }
    // A helper or the variable decided before any key was compared.
    let from_helper = lookup
        .found
        .iter()
        .any(|found| matches!(found.source, Source::Helper(_)));
    let asked = !lookup.asked.is_empty() || matches!(lookup.outcome, Outcome::Helper { .. });
    let near = matches!(
        relation,
        Relation::Same | Relation::Spelling | Relation::HubSpelling
    );
    if near && (from_helper || asked && lookup.found.is_empty()) {
        return Why::HelperAnswers;
    }
    if near && lookup.found.iter().any(|found| found.source == Source::Env) {
        return Why::EnvAnswers;
    }
    if near && entry.is_empty() {
        return Why::Empty;
    }
    let key_was_met = lookup
        .found
        .iter()
        .any(|found| found.key_span == Some(entry.key_span) && found.is_empty());
    if key_was_met {
        return Why::FieldsNotRead;
    }
    if near && lookup.found.iter().any(|found| !found.is_empty()) {
        return Why::BetterKey;
    }
    match wrong_key {
        Some(why) => why,
        None if lookup.client == Client::Podman => Why::FieldsNotRead,
        None => Why::NotRead,
    }
}
