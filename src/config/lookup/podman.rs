//! podman, buildah, skopeo and CRI-O (containers/image).

use crate::config::auth::Split;
use crate::config::document::Entry;
use crate::config::json;
use crate::config::keys::{podman_host, podman_registry};
use crate::fill::fill;

use super::docker::{effective, effective_helpers, settle, settle_entries};
use super::helper::{self, Caller, Reply};
use super::{Ask, Found, Lookup, Outcome, Said};

const PREFIX: &str = "Error: get credentials: ";

/// What this client's older reference parser has against a name that docker's takes.
fn refused(ask: &Ask<'_>) -> Option<String> {
    let name = ask.name();
    let parse = |why: &str| {
        Some(fill(
            "parse reference from {}: {}",
            &[&json::quote(&name), why],
        ))
    };
    let domain = ask.domain;
    if domain.is_empty() {
        let quoted = json::quote(&name);
        return Some(fill(
            "internal error: key {} registry mismatch, {} vs. \"\"",
            &[&quoted, &quoted],
        ));
    }
    if domain.contains('[') {
        return parse("invalid reference format");
    }
    let is_domain = domain.contains(['.', ':']) || domain == "localhost";
    if !is_domain && domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return parse("invalid reference format: repository name must be lowercase");
    }
    if name.len() > 255 {
        return parse("repository name must not be more than 255 characters");
    }
    None
}

/// Why the file can't be used.
fn load_error(ask: &Ask<'_>) -> Option<String> {
    let config = ask.config;
    let cause = if let Some(fault) = config.fault.filter(|_| !config.fault_is_redaction) {
        fault.unmarshal_error()
    } else if let Some((byte, _)) = config.trailing {
        json::trailing_error(byte)
    } else {
        config.misfits.podman.clone()?
    };
    let file = json::quote(ask.file);
    Some(fill(
        "reading JSON file {}: unmarshaling JSON at {}: {}",
        &[&file, &file, &cause],
    ))
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    if let Some(error) = refused(ask) {
        lookup.fail(Said::new("Error: ", &[], error));
        lookup.outcome = Outcome::Unknown;
        return;
    }
    if let Some(error) = load_error(ask) {
        lookup.fail(Said::new(PREFIX, &[], error));
        return;
    }
    let config = ask.config;
    let host = ask.domain;
    let helpers = if config.flat {
        Vec::new()
    } else {
        effective_helpers(&config.helpers)
    };
    if let Some(helper) = helpers.iter().rev().find(|helper| helper.host == host) {
        let name = helper.name.as_deref().unwrap_or_default();
        lookup.step(
            "credHelpers has `{}`: it names `{}`, which decides alone",
            &[host, name],
            Some(helper.span),
        );
        ask_helper(ask, name, helper.span, lookup);
        return;
    }
    if !config.stores.is_empty() {
        let span = config.stores.first().map(|store| store.span);
        lookup.step("podman does not read credsStore", &[], span);
    }
    from_file(ask, lookup);
}

fn ask_helper(ask: &Ask<'_>, name: &str, span: crate::span::Span, lookup: &mut Lookup) {
    let host = ask.domain;
    let outcome = Outcome::Helper {
        name: name.to_owned(),
        span,
    };
    match helper::ask(ask.helpers, Caller::Docker, name, span, host, lookup) {
        Reply::Unknown => {
            lookup.step(
                "asks `docker-credential-{}` for `{}`",
                &[name, host],
                Some(span),
            );
            lookup.outcome = outcome;
        }
        Reply::NotFound => lookup.step("the helper has nothing for `{}`", &[host], None),
        Reply::Failed(error) => {
            lookup.outcome = outcome;
            lookup.fail(Said::new(PREFIX, &[], error));
        }
        Reply::Found(found) => settle(lookup, vec![*found], true),
    }
}

fn from_file(ask: &Ask<'_>, lookup: &mut Lookup) {
    let config = ask.config;
    let host = ask.domain;
    let entries = effective(&config.auths, false);
    let name = ask.name();
    let read = |entry: &Entry, lookup: &mut Lookup| {
        read(entry, ask, lookup).map_err(|error| Said::new(PREFIX, &[], error))
    };
    let mut key = if config.flat { host } else { name.as_str() };
    loop {
        if let Some(entry) = entries.get(key) {
            lookup.step(
                "auths has exactly `{}`: the longest key that is there decides",
                &[key],
                Some(entry.key_span),
            );
            settle_entries(&[entry], &read, lookup);
            return;
        }
        match key.rsplit_once('/') {
            Some((shorter, _)) if !config.flat => key = shorter,
            _ => break,
        }
    }
    lookup.step(
        "auths has no `{}` and no shorter key down to `{}`",
        &[&name, host],
        None,
    );
    let registry = podman_registry(host);
    let hits = entries.meant(&|key| podman_host(key, config.flat) == registry);
    if hits.is_empty() {
        lookup.step("no key comes down to `{}`", &[registry], None);
    }
    for entry in &hits {
        lookup.step(
            "the key `{}` comes down to `{}`",
            &[&entry.key, registry],
            Some(entry.key_span),
        );
    }
    settle_entries(&hits, &read, lookup);
}

/// Only `auth` is read, and an identity token beside an `auth` with a colon.
fn read(entry: &Entry, ask: &Ask<'_>, lookup: &mut Lookup) -> Result<Found, String> {
    let nothing = Found::nothing_in(entry);
    let Some(auth) = entry.auth.as_ref().filter(|auth| !auth.empty) else {
        lookup.step(
            "the entry has no `auth`: podman reads no other field alone, so there is nothing from this file",
            &[],
            Some(entry.span),
        );
        return Ok(nothing);
    };
    let unread = auth.redacted && !ask.config.exact;
    match auth.padded {
        Split::Illegal(illegal) if !unread => Err(illegal.go_words()),
        Split::NoColon { empty } if !unread => {
            if !empty {
                let key = json::quote(&entry.key);
                let file = json::quote(ask.file);
                lookup.warn(
                    "Error parsing the \"auth\" field of a credential entry {} in {}, missing semicolon",
                    &[&key, &file],
                );
            }
            lookup.step(
                "`auth` decodes to something without a colon and is skipped",
                &[],
                Some(auth.span),
            );
            Ok(nothing)
        }
        _ => {
            let mut found = Found::decoded(entry);
            found.registry_token = None;
            Ok(found)
        }
    }
}
