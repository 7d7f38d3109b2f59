//! The kubelet's keyring (pkg/credentialprovider): image pull secrets and the
//! node's own config file.

use crate::config::auth::Split;
use crate::config::document::{Document, Entry};
use crate::config::gourl;
use crate::config::json;
use crate::fill::fill;
use crate::order::by_text;

use super::docker::effective;
use super::{Ask, Found, Lookup, Outcome, Said};

/// The index key of Docker Hub, tried when nothing else matches.
const HUB_INDEX: &str = "index.docker.io";

/// Why the secret as a whole can't be used: then the pull fails.
fn load_error(config: &Document) -> Option<String> {
    if let Some(fault) = config.fault.filter(|_| !config.fault_is_redaction) {
        return Some(fault.unmarshal_error());
    }
    if let Some((byte, _)) = config.trailing {
        return Some(json::trailing_error(byte));
    }
    // An entry decodes itself, and its error stops everything at once.
    for entry in config.entries() {
        if entry.kubelet_misfit.is_some() {
            return entry.kubelet_misfit.clone();
        }
        let Some(auth) = entry.auth.as_ref().filter(|auth| !auth.empty) else {
            continue;
        };
        if auth.redacted && !config.exact {
            continue;
        }
        match auth.kubelet {
            Split::Illegal(illegal) => return Some(illegal.go_words()),
            Split::NoColon { .. } => {
                return Some(
                    "unable to parse auth field, must be formatted as base64(username:password)"
                        .to_owned(),
                );
            }
            Split::Pair { .. } => {}
        }
    }
    config.misfits.kubelet.clone()
}

/// The key under which an entry is filed: host, port and path, no scheme.
fn index_key(key: &str) -> Option<String> {
    let url = if key.starts_with("https://") || key.starts_with("http://") {
        gourl::parse(key, false)?
    } else {
        gourl::parse(&fill("https://{}", &[key]), false)?
    };
    let path = match url.path.get(..4) {
        Some("/v1/" | "/v2/") => url.path.get(3..).unwrap_or_default(),
        _ => &url.path,
    };
    Some(if path == "/" {
        url.host
    } else {
        [&url.host, path].concat()
    })
}

/// Host and port as Go's `net.SplitHostPort` splits them: an address without a
/// port keeps its brackets, which then act as a pattern.
fn split_host_port(host: &str) -> (&str, &str) {
    if let Some((name, port)) = host.rsplit_once(':') {
        if let Some(inner) = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            return (inner, port);
        }
        if !name.contains([':', '[', ']']) {
            return (name, port);
        }
    }
    (host, "")
}

/// The kubelet's `URLsMatchStr`.
fn matches(index: &str, image: &str) -> bool {
    let parse = |text: &str| gourl::parse(&fill("https://{}", &[text]), false);
    let (Some(index), Some(image)) = (parse(index), parse(image)) else {
        return false;
    };
    let (pattern, pattern_port) = split_host_port(&index.host);
    let (host, port) = split_host_port(&image.host);
    if pattern_port != port || !image.path.starts_with(&index.path) {
        return false;
    }
    let mut patterns = pattern.split('.');
    let mut labels = host.split('.');
    loop {
        match (patterns.next(), labels.next()) {
            (None, None) => return true,
            (Some(pattern), Some(label)) if gourl::glob(pattern, label) => {}
            _ => return false,
        }
    }
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let config = ask.config;
    if let Some(error) = load_error(config) {
        lookup.fail(Said::new("", &[], error));
        return;
    }
    if let Some(secret) = &config.secret
        && !secret.fits()
    {
        lookup.step(
            "the Secret's type and data key do not go together, so the kubelet skips it without a word", &[],
            secret.data_key_span,
        );
        return;
    }
    if !config.stores.is_empty() || !config.helpers.is_empty() {
        let span = config.stores.first().map(|store| store.key_span);
        lookup.step(
            "the kubelet reads neither credsStore nor credHelpers",
            &[],
            span,
        );
    }
    let image = ask.name();
    lookup.step(
        "the kubelet compares each key with `{}`, part by part",
        &[&image],
        None,
    );
    let mut index: Vec<(String, &Entry)> = Vec::new();
    for entry in effective(&config.auths, false).0 {
        match index_key(&entry.key) {
            Some(key) => index.push((key, entry)),
            None => lookup.step(
                "`{}` is not a URL and is dropped",
                &[&entry.key],
                Some(entry.key_span),
            ),
        }
    }
    let keys: Vec<&str> = index.iter().map(|(key, _)| key.as_str()).collect();
    let in_order: Vec<&(String, &Entry)> = by_text(&keys)
        .into_iter()
        .filter_map(|at| index.get(at))
        .collect();
    let mut tried = in_order.clone();
    tried.retain(|(key, _)| matches(key, &image));
    if tried.is_empty() && goes_to_hub(&image) {
        tried = in_order;
        tried.retain(|(key, _)| key == HUB_INDEX);
        if !tried.is_empty() {
            lookup.step(
                "no key matches, but there is one for Docker Hub, `{}`",
                &[HUB_INDEX],
                None,
            );
        }
    }
    // The last key first, its entries as they stand.
    for (rank, same) in tried
        .chunk_by(|one, other| one.0 == other.0)
        .rev()
        .enumerate()
    {
        for (key, entry) in same {
            lookup.step(
                "`{}` matches as `{}`",
                &[&entry.key, key],
                Some(entry.key_span),
            );
            let mut found = Found::decoded(entry);
            found.identity_token = None;
            found.registry_token = None;
            found.rank = rank;
            lookup.found.push(found);
        }
    }
    lookup.by_chance = lookup.found.iter().filter(|found| found.rank == 0).count() > 1;
    if lookup.found.is_empty() {
        lookup.step("no key matches: the image is pulled as nobody", &[], None);
    } else {
        if lookup.found.len() > 1 {
            lookup.step(
                "they are tried one after the other until a pull works",
                &[],
                None,
            );
        }
        lookup.outcome = if lookup.found.iter().all(Found::is_empty) {
            Outcome::Missing
        } else {
            Outcome::Found
        };
    }
}

/// The kubelet's `isDefaultRegistryMatch`: a host without a dot or colon counts too.
fn goes_to_hub(image: &str) -> bool {
    match image.split_once('/') {
        None => !image.is_empty(),
        Some(("", _)) => false,
        Some((first, _)) => matches!(first, "docker.io" | HUB_INDEX) || !first.contains(['.', ':']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_keys() {
        assert_eq!(
            index_key("https://index.docker.io/v1/").as_deref(),
            Some("index.docker.io")
        );
        assert_eq!(
            index_key("https://index.docker.io/v1").as_deref(),
            Some("index.docker.io/v1")
        );
        assert_eq!(
            index_key("me@ghcr.io/v2/acme").as_deref(),
            Some("ghcr.io/acme")
        );
        assert_eq!(index_key(" ghcr.io"), None);
    }

    #[test]
    fn matching() {
        assert!(matches("*.example.com", "a.example.com/x"));
        assert!(!matches("*.example.com", "a.b.example.com/x"));
        assert!(!matches("*.example.com", "example.com/x"));
        assert!(matches("ghcr.io/team", "ghcr.io/teams/app"));
        assert!(!matches("[::1]", "[::1]/app"));
        assert!(matches("[::1]:5000", "[::1]:5000/app"));
    }
}
