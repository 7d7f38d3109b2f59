//! `distribution/reference` (docker 25 and newer), its ancestor
//! `docker/distribution` 2.8 (docker 23 and 24), and `containers/image`, which
//! still reads as the ancestor does.

use super::Reference;
use super::go;
use super::grammar::{self, NAME_MAX, Part, Rest};
use crate::fill::fill;

const FORMAT: &str = "invalid reference format";
const LONG: &str = "repository name must not be more than 255 characters";
const HUB: &str = "docker.io";

/// Which of the two grammars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// `distribution/reference` 0.6.
    New,
    /// `docker/distribution` 2.8 and `containers/image`.
    Old,
}

/// The text, split at its first slash into registry and the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split<'a> {
    /// The registry; `docker.io` when none is written.
    pub host: &'a str,
    /// What stands behind it.
    pub rest: Part<'a>,
    /// Whether `library/` goes in front of the rest.
    pub library: bool,
    /// Whether the text begins with a registry.
    pub host_written: bool,
}

/// Decides whether the text begins with a registry. Nothing is checked yet.
pub(super) fn split(text: &str, release: Release) -> Split<'_> {
    let written = text.split_once('/').filter(|(left, _)| {
        *left == "localhost"
            || left.contains(['.', ':'])
            || release == Release::New && go::has_upper(left)
    });
    let (host, rest) = match written {
        Some(("index.docker.io", rest)) => (HUB, rest),
        Some((left, rest)) => (left, rest),
        None => (HUB, text),
    };
    Split {
        host,
        rest: Part::new(rest, text.len() - rest.len()),
        library: host == HUB && !rest.contains('/'),
        host_written: written.is_some(),
    }
}

/// Whether the text is a bare image ID: 64 hexadecimal digits in lower case.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(go::is_lower_hex)
}

/// What the grammar makes of a host that `split` found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    /// It is one.
    Domain,
    /// It is none, but it can be the first component of a path.
    Component,
}

/// Matches host and rest against the whole grammar.
fn matches(host: &str, rest: Rest, release: Release) -> Option<Host> {
    rest.check().ok()?;
    let host = Part::new(host, 0);
    if grammar::host(host, release == Release::New).is_ok() {
        Some(Host::Domain)
    } else {
        grammar::component(host).ok().map(|()| Host::Component)
    }
}

/// Reads `text`; the error is the library's text.
pub(super) fn parse(text: &str, release: Release) -> Result<Reference, String> {
    if is_id(text) {
        return Err(fill(
            "invalid repository name ({}), cannot specify 64-byte hexadecimal strings",
            &[text],
        ));
    }
    let split = split(text, release);
    let library = if split.library { "library/" } else { "" };
    let remote = split
        .rest
        .text
        .split_once(':')
        .map_or(split.rest.text, |(remote, _)| remote);
    if go::has_upper(remote) {
        return Err(match release {
            Release::New => fill(
                "{}: repository name ({}{}) must be lowercase",
                &[FORMAT, library, remote],
            ),
            Release::Old => fill("{}: repository name must be lowercase", &[FORMAT]),
        });
    }

    let rest = Rest::split(split.rest);
    let Some(host) = matches(split.host, rest, release) else {
        // The library tries again in lower case, only to choose its words.
        let lowered = go::to_lower(split.rest.text);
        let lowered = Rest::split(Part::new(&lowered, 0));
        let only_case = matches(&go::to_lower(split.host), lowered, release).is_some();
        return Err(if only_case {
            "repository name must be lowercase".to_owned()
        } else {
            FORMAT.to_owned()
        });
    };

    let path = [library, rest.path.text].concat();
    let (domain, path) = match host {
        Host::Domain => (split.host.to_owned(), path),
        Host::Component => (String::new(), fill("{}/{}", &[split.host, &path])),
    };
    let counted = match release {
        Release::New => path.len(),
        Release::Old if domain.is_empty() => path.len(),
        Release::Old => domain.len() + 1 + path.len(),
    };
    if counted > NAME_MAX {
        return Err(LONG.to_owned());
    }
    if let Some(digest) = rest.digest {
        go::check_digest(digest.text)?;
    }
    Ok(Reference {
        domain,
        path,
        tag: rest.tag.map(|tag| tag.text.to_owned()),
        digest: rest.digest.map(|digest| digest.text.to_owned()),
        host_written: split.host_written,
    })
}

/// See [`super::is_short_name`]: the name is matched as it stands, with nothing
/// put in front of it.
pub(super) fn is_short_name(text: &str) -> bool {
    let (first, rest) = match text.split_once('/') {
        Some((first, rest)) => (Some(first), Part::new(rest, first.len() + 1)),
        None => (None, Part::new(text, 0)),
    };
    let rest = Rest::split(rest);
    if rest.check().is_err() {
        return false;
    }
    let name = first.map_or(0, |first| first.len() + 1) + rest.path.text.len();
    let digest_fits = rest
        .digest
        .is_none_or(|digest| go::check_digest(digest.text).is_ok());
    if name > NAME_MAX || !digest_fits {
        return false;
    }
    let Some(first) = first else { return true };
    if grammar::host(Part::new(first, 0), false).is_ok() {
        !first.contains(['.', ':']) && first != "localhost"
    } else {
        grammar::component(Part::new(first, 0)).is_ok()
    }
}
