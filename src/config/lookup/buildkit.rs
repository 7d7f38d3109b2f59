//! docker buildx and buildkit: docker's lookup, keyed by the API host.

use crate::config::keys::HUB_KEY;

use super::docker::{Store, take, trace_default_store};
use super::{Ask, Client, Lookup};

/// The host whose API is called for a domain, as containerd's resolver has it.
pub(super) fn api_host(domain: &str) -> &str {
    if matches!(domain, "docker.io" | "index.docker.io") {
        "registry-1.docker.io"
    } else {
        domain
    }
}

/// The same, and the key that is looked up for it.
pub(super) fn api_host_and_key(domain: &str) -> (&str, &str) {
    match api_host(domain) {
        hub @ "registry-1.docker.io" => (hub, HUB_KEY),
        host => (host, host),
    }
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let store = Store::load(ask, Client::Buildkit);
    let (host, key) = api_host_and_key(ask.domain);
    lookup.step(
        "the API host is `{}`; buildkit looks for the key `{}`",
        &[host, key],
        None,
    );
    store.trace_load(lookup);
    trace_default_store(ask.config, lookup);
    let whole = store.load_error().is_none();
    let got = store.get(key, lookup);
    take(lookup, got, whole);
}
