//! `oras-go`'s own parser: oras, helm, notation. A registry and a repository
//! are always needed, and nothing is added to either.

use super::Reference;
use super::go;
use super::grammar::{self, Part};
use crate::fill::fill;

/// Reads `text`; the error is the library's text.
pub(super) fn parse(text: &str) -> Result<Reference, String> {
    let Some((registry, rest)) = text.split_once('/') else {
        return Err("invalid reference: missing registry or repository".to_owned());
    };
    let (path, tag, digest) = match rest.split_once('@') {
        // Next to a digest, a tag is dropped unread.
        Some((named, digest)) => {
            let path = named.split_once(':').map_or(named, |(path, _)| path);
            (path, None, Some(digest))
        }
        None => match rest.split_once(':') {
            Some((path, tag)) => (path, Some(tag), None),
            None => (rest, None, None),
        },
    };
    if registry.is_empty() || !go::is_url_host(registry) {
        return Err(refusal("registry", registry));
    }
    if grammar::path(Part::new(path, 0)).is_err() {
        return Err(refusal("repository", path));
    }
    // An empty tag or digest counts as none.
    let tag = tag.filter(|tag| !tag.is_empty());
    let digest = digest.filter(|digest| !digest.is_empty());
    if let Some(tag) = tag
        && grammar::tag(Part::new(tag, 0)).is_err()
    {
        return Err(refusal("tag", tag));
    }
    if let Some(digest) = digest
        && let Err(words) = go::check_digest(digest)
    {
        return Err(fill("{}: {}", &[&refusal("digest", digest), words]));
    }
    Ok(Reference {
        domain: registry.to_owned(),
        path: path.to_owned(),
        tag: tag.map(str::to_owned),
        digest: digest.map(str::to_owned),
        host_written: true,
    })
}

fn refusal(part: &str, text: &str) -> String {
    fill(
        "invalid reference: invalid {} {}",
        &[part, &go::quote(text)],
    )
}
