//! crane and what else is built on go-containerregistry (ko, kaniko, cosign):
//! docker's lookup, first for the whole repository, then for the registry.

use crate::config::keys::HUB_KEY;
use crate::fill::fill;

use super::docker::{Got, Store, take};
use super::{Ask, Client, Lookup, Outcome, Said};

/// The registry and the repository as pkg/name reads them: it has its own, weaker parser.
fn names(ask: &Ask<'_>) -> (String, String) {
    let whole = ask.name();
    let (first, rest) = whole.split_once('/').unwrap_or(("", whole.as_str()));
    let registry = if first == "localhost" || first.contains(['.', ':']) {
        first
    } else {
        ""
    };
    if registry.is_empty() || registry == "docker.io" {
        let path = if registry.is_empty() { &whole } else { rest };
        let path = if path.contains('/') {
            path.to_owned()
        } else {
            fill("library/{}", &[path])
        };
        let hub = "index.docker.io";
        return (hub.to_owned(), fill("{}/{}", &[hub, &path]));
    }
    (registry.to_owned(), whole)
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let (registry, repository) = names(ask);
    let path = repository.split_once('/').map_or("", |(_, path)| path);
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-./".contains(&byte);
    if path.is_empty() || path.len() > 255 || !path.bytes().all(fits) {
        lookup.fail(Said::new(
            "",
            &[],
            fill("could not parse reference: {}", &[&ask.name()]),
        ));
        lookup.outcome = Outcome::Unknown;
        return;
    }
    let store = Store::load(ask, Client::Crane);
    store.trace_load(lookup);
    if let Some(error) = store.load_error() {
        lookup.fail(Said::new(
            "parsing config file ({}): ",
            &[ask.file],
            error.to_owned(),
        ));
        return;
    }
    let registry = if registry == "index.docker.io" {
        HUB_KEY
    } else {
        &registry
    };
    for key in [repository.as_str(), registry] {
        lookup.step("crane looks for `{}`", &[key], None);
        match store.get(key, lookup) {
            Got::Creds(found) if found.iter().all(super::Found::is_empty) => {}
            got => {
                take(lookup, got, true);
                return;
            }
        }
    }
}
