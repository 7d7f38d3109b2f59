//! oras and helm: oras-go's own reading of docker's file.

use crate::config::auth::{AuthForm, Split};
use crate::config::document::{Block, Document, Entry, Shape};
use crate::config::keys::oras_host;
use crate::span::Span;

use super::buildkit::api_host_and_key;
use super::docker::{Entries, settle, settle_entries};
use super::helper::{self, Caller, Reply};
use super::{Ask, Found, Lookup, Outcome, Said};

const FILE: &str = "failed to decode config file at {}: invalid config format: ";

/// Why the file as a whole can't be used.
fn load_error(ask: &Ask<'_>) -> Option<Said> {
    let config = ask.config;
    if let Some(fault) = config.fault.filter(|_| !config.fault_is_redaction) {
        return Some(Said::new(FILE, &[ask.file], fault.decoder_error()));
    }
    let (words, misfit) = config.misfits.oras.as_ref()?;
    Some(if words.is_empty() {
        Said::new(FILE, &[ask.file], misfit.clone())
    } else {
        Said::new("{}invalid config format: ", &[words], misfit.clone())
    })
}

/// The last block whose name is written exactly: oras knows no other.
fn last_exact<T>(blocks: &[Block<T>]) -> &[T] {
    let last = blocks.iter().rev().find(|block| block.exact);
    last.filter(|block| block.shape == Shape::Object)
        .map_or(&[], |block| &block.items)
}

/// The helper for a key. Unlike with docker, an empty name falls through.
fn helper_for(config: &Document, key: &str, lookup: &mut Lookup) -> Option<(String, Span)> {
    let by_host = last_exact(&config.helpers)
        .iter()
        .rev()
        .find(|item| item.host == key);
    if let Some(item) = by_host
        && let Some(name) = item.name.as_ref().filter(|name| !name.is_empty())
    {
        lookup.step(
            "credHelpers has `{}`: it names `{}`",
            &[key, name],
            Some(item.span),
        );
        return Some((name.clone(), item.span));
    }
    let store = config.stores.iter().rev().find(|store| store.exact)?;
    let name = store.name.as_ref().filter(|name| !name.is_empty())?;
    lookup.step("credsStore is `{}`", &[name], Some(store.span));
    Some((name.clone(), store.span))
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let config = ask.config;
    if ask.domain.is_empty() {
        lookup.fail(Said::new(
            "",
            &[],
            "invalid reference: invalid registry \"\"".to_owned(),
        ));
        lookup.outcome = Outcome::Unknown;
        return;
    }
    if let Some(said) = load_error(ask) {
        lookup.fail(said);
        return;
    }
    let (host, key) = api_host_and_key(ask.domain);
    lookup.step(
        "the API host is `{}`; oras looks for the key `{}`",
        &[host, key],
        None,
    );
    if let Some((name, span)) = helper_for(config, key, lookup) {
        lookup.asks(&name, key, span);
        let reply = helper::ask(ask.helpers, Caller::Oras, &name, span, key, lookup);
        let outcome = Outcome::Helper { name, span };
        match reply {
            Reply::Unknown => lookup.outcome = outcome,
            Reply::NotFound => lookup.step("the helper has nothing for `{}`", &[key], None),
            Reply::Failed(error) => {
                lookup.outcome = outcome;
                lookup.fail(Said::new("", &[], error));
            }
            Reply::Found(found) => settle(lookup, vec![*found], true),
        }
        return;
    }
    super::docker::trace_default_store(config, lookup);
    from_file(ask, key, lookup);
}

fn from_file(ask: &Ask<'_>, key: &str, lookup: &mut Lookup) {
    let entries: Vec<&Entry> = if ask.config.flat {
        Vec::new()
    } else {
        last_exact(&ask.config.auths).iter().collect()
    };
    let entries = Entries::of(&entries);
    let hits = entries.find(key, &|written| oras_host(written) == key, lookup);
    settle_entries(&hits, &|entry, _| read(entry, ask.config.exact), lookup);
}

fn read(entry: &Entry, exact: bool) -> Result<Found, Said> {
    if let Some(misfit) = &entry.oras_misfit {
        let before = "failed to unmarshal auth field: invalid config format: ";
        return Err(Said::new(before, &[], misfit.clone()));
    }
    let bad = |auth: &AuthForm| match auth.padded {
        _ if auth.empty || !exact && auth.redacted => None,
        Split::Illegal(illegal) => Some(illegal.go_words()),
        // oras prints what it decoded; that may be the secret, so it isn't repeated here.
        Split::NoColon { .. } => {
            Some("auth '***' does not conform the base64(username:password) format".to_owned())
        }
        Split::Pair { .. } => None,
    };
    if let Some(error) = entry.auth.as_ref().and_then(bad) {
        let before = "failed to decode auth field: invalid config format: ";
        return Err(Said::new(before, &[], error));
    }
    Ok(Found::decoded(entry))
}
