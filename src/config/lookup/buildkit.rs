//! docker buildx and buildkit: docker's lookup, keyed by the API host.

use crate::config::keys::HUB_KEY;

use super::docker::{Got, Store, settle, trace_default_store};
use super::{Ask, Client, Lookup, Said};

/// The host whose API is called for a domain, as containerd's resolver has it.
pub(super) fn api_host(domain: &str) -> &str {
    if matches!(domain, "docker.io" | "index.docker.io") {
        "registry-1.docker.io"
    } else {
        domain
    }
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let store = Store::load(ask, Client::Buildkit);
    let host = api_host(ask.domain);
    let key = if host == "registry-1.docker.io" {
        HUB_KEY
    } else {
        host
    };
    lookup.step(
        "the API host is `{}`; buildkit looks for the key `{}`",
        &[host, key],
        None,
    );
    store.trace_load(lookup);
    trace_default_store(ask.config, lookup);
    let whole = store.load_error().is_none();
    match store.get(key, lookup) {
        Got::Creds(found) => settle(lookup, found, whole),
        Got::Asks(helper) => lookup.outcome = helper,
        Got::Failed { helper, error, .. } => {
            lookup.outcome = helper;
            lookup.fail(Said::new("", &[], error));
        }
    }
}
