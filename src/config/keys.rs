//! The keys of `auths` and `credHelpers`: how each client cuts one down to a
//! host, and how a key and a registry's host differ for the eye.

use std::borrow::Cow;

use super::gourl;
use crate::fill::fill;
use crate::words::is_among;

/// docker's name for Docker Hub in its config.
pub const HUB_KEY: &str = "https://index.docker.io/v1/";

/// Hosts that people take for Docker Hub's registry.
const HUB_HOSTS: &str = "docker.io index.docker.io registry-1.docker.io registry.docker.io \
    registry.hub.docker.com hub.docker.com auth.docker.io docker.com cloud.docker.com";

/// What is kept of a name that looks like a secret.
pub const HIDDEN: &str = "***";

/// A helper's name as it may be kept and shown.
#[must_use]
pub fn shown_name(name: Cow<'_, str>) -> String {
    if super::secret::secret_by_look(&name).is_some() {
        HIDDEN.to_owned()
    } else {
        name.into_owned()
    }
}

/// A key as it may be kept and shown: a password in it is masked.
#[must_use]
pub fn shown_key(key: &str) -> String {
    if let Some(at) = key.rfind('@') {
        let start = key.find("://").map_or(0, |at| at + 3);
        if let Some(user) = key.get(start..at)
            && let Some(colon) = user.find(':')
        {
            let before = key.get(..=start + colon).unwrap_or_default();
            let behind = key.get(at..).unwrap_or_default();
            return [before, HIDDEN, behind].concat();
        }
    }
    if super::secret::secret_by_look(key).is_some() && !key.contains('.') {
        return HIDDEN.to_owned();
    }
    key.to_owned()
}

/// docker's `ConvertToHostname` since 27.0.1. `colons`: also takes an IPv6
/// address without brackets, as Go's parser did until 1.25 and docker does
/// again since 29.7.0.
#[must_use]
pub fn docker_host(key: &str, colons: bool) -> String {
    if key.contains("://")
        && let Some(url) = gourl::parse(key, colons)
    {
        let (name, port) = url.name_and_port();
        if !name.is_empty() {
            return match port {
                "" => name.to_owned(),
                port if name.contains(':') => fill("[{}]:{}", &[name, port]),
                port => fill("{}:{}", &[name, port]),
            };
        }
    }
    before_slash(key).to_owned()
}

/// docker's `ConvertToHostname` up to 26: one scheme off, cut at the slash.
#[must_use]
pub fn docker26_host(key: &str) -> &str {
    let stripped = key
        .strip_prefix("http://")
        .or_else(|| key.strip_prefix("https://"));
    before_slash(stripped.unwrap_or(key))
}

/// oras-go's `ToHostname`: both schemes off, cut at the slash.
#[must_use]
pub fn oras_host(key: &str) -> &str {
    let stripped = key.strip_prefix("http://").unwrap_or(key);
    before_slash(stripped.strip_prefix("https://").unwrap_or(stripped))
}

/// containers/image's `normalizeAuthFileKey`: a path is cut off only behind a
/// scheme, or in the old `.dockercfg`; Docker Hub's names count as one.
#[must_use]
pub fn podman_host(key: &str, legacy: bool) -> &str {
    let stripped = key.strip_prefix("http://").unwrap_or(key);
    let stripped = stripped.strip_prefix("https://").unwrap_or(stripped);
    podman_registry(if legacy || stripped.len() != key.len() {
        before_slash(stripped)
    } else {
        stripped
    })
}

/// containers/image's `normalizeRegistry`.
#[must_use]
pub fn podman_registry(host: &str) -> &str {
    match host {
        "registry-1.docker.io" | "docker.io" => "index.docker.io",
        host => host,
    }
}

/// What stands before the first slash.
#[must_use]
pub fn before_slash(text: &str) -> &str {
    text.split('/').next().unwrap_or(text)
}

/// How a key and the host of a reference compare, for the eye. No client
/// decides by this; it says why a client's comparison failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The very host (for Docker Hub: the very key that docker writes).
    Same,
    /// The same host behind a scheme, before a path, or both.
    Spelling,
    /// Docker Hub under a name other than docker's.
    HubSpelling,
    /// The same but for upper and lower case.
    Case,
    /// The same but for white space or quotes around it.
    Space,
    /// The same host name with another port, or with and without one.
    Port,
    /// A `*` that would match the host if it were a pattern.
    Wildcard,
    /// A domain above or below it.
    ParentDomain,
    /// Another host.
    Other,
}

/// Compares a key with the domain of a reference.
#[must_use]
pub fn relate(key: &str, domain: &str) -> Relation {
    let hub = is_hub(domain);
    if hub && key == HUB_KEY || !hub && key == domain {
        return Relation::Same;
    }
    let host = host_in(key);
    if hub && is_hub(&host.to_ascii_lowercase()) {
        return Relation::HubSpelling;
    }
    if host == domain {
        return if key.trim() == key {
            Relation::Spelling
        } else {
            Relation::Space
        };
    }
    if host.eq_ignore_ascii_case(domain) {
        return Relation::Case;
    }
    let (key_name, _) = split_port(host);
    let (name, _) = split_port(domain);
    if key_name.eq_ignore_ascii_case(name) {
        return Relation::Port;
    }
    if host.contains('*')
        && (gourl::glob(key_name, name) || domain.ends_with(host.trim_start_matches('*')))
    {
        return Relation::Wildcard;
    }
    let below = |long: &str, short: &str| {
        short.contains('.')
            && long
                .strip_suffix(short)
                .is_some_and(|rest| rest.ends_with('.'))
    };
    if below(name, key_name) || below(key_name, name) {
        return Relation::ParentDomain;
    }
    Relation::Other
}

/// Whether a host is one of the names that Docker Hub goes by.
#[must_use]
pub fn is_hub(host: &str) -> bool {
    is_among(HUB_HOSTS, host)
}

/// The host and port in a key, whatever is written around them.
#[must_use]
pub fn host_in(key: &str) -> &str {
    let key = key.trim().trim_matches(['"', '\'']);
    let rest = key.split_once("://").map_or(key, |(_, rest)| rest);
    let rest = before_slash(rest.trim_start_matches('/'));
    rest.rsplit_once('@').map_or(rest, |(_, host)| host)
}

/// A host and its port; an IPv6 address keeps its brackets.
#[must_use]
pub fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        // Several colons without brackets are an address, not a port.
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit())
                && (name.ends_with(']') || !name.contains(':')) =>
        {
            (name, Some(port))
        }
        _ => (host, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_keys() {
        assert_eq!(
            docker_host("https://registry.example.com:5000/v2/", true),
            "registry.example.com:5000"
        );
        assert_eq!(
            docker_host("ftp://me@registry.example.com/x", true),
            "registry.example.com"
        );
        assert_eq!(
            docker_host("registry.example.com/team", true),
            "registry.example.com"
        );
        assert_eq!(docker_host("https://[::1]/", true), "::1");
        assert_eq!(docker_host("http://::1:5000", true), "[::1]:5000");
        assert_eq!(docker_host("http://::1:5000", false), "http:");
        assert_eq!(
            docker26_host("https://me@registry.example.com/"),
            "me@registry.example.com"
        );
        assert_eq!(
            podman_host("registry.example.com/v2/", false),
            "registry.example.com/v2/"
        );
        assert_eq!(
            podman_host("https://registry-1.docker.io/v2/", false),
            "index.docker.io"
        );
    }

    #[test]
    fn relations() {
        for (key, domain, relation) in [
            (HUB_KEY, "docker.io", Relation::Same),
            ("docker.io", "docker.io", Relation::HubSpelling),
            (
                "https://registry.hub.docker.com",
                "docker.io",
                Relation::HubSpelling,
            ),
            ("https://ghcr.io/", "ghcr.io", Relation::Spelling),
            ("ghcr.io/acme", "ghcr.io", Relation::Spelling),
            ("GHCR.io", "ghcr.io", Relation::Case),
            (" ghcr.io", "ghcr.io", Relation::Space),
            (
                "registry.example.com",
                "registry.example.com:5000",
                Relation::Port,
            ),
            ("*.example.com", "registry.example.com", Relation::Wildcard),
            (
                "example.com",
                "registry.example.com",
                Relation::ParentDomain,
            ),
            ("quay.io", "ghcr.io", Relation::Other),
        ] {
            assert_eq!(relate(key, domain), relation, "{key} {domain}");
        }
    }

    #[test]
    fn a_password_in_a_key_is_not_kept() {
        assert_eq!(
            shown_key("https://me:hunter2@ghcr.io/"),
            "https://me:***@ghcr.io/"
        );
        assert_eq!(shown_key("ghcr.io"), "ghcr.io");
    }
}
