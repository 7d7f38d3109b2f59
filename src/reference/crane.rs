//! `go-containerregistry`'s own parser: crane, ko, kaniko. It is weak: double
//! slashes, leading dashes and schemes pass.

use super::Reference;
use super::go;
use super::grammar::TAG_MAX;
use crate::fill::fill;

/// How crane calls Docker Hub.
const HUB: &str = "index.docker.io";

/// Reads `text`; any failure has the same words.
pub(super) fn parse(text: &str) -> Result<Reference, String> {
    tagged(text)
        .or_else(|| digested(text))
        .ok_or_else(|| fill("could not parse reference: {}", &[text]))
}

/// A name with perhaps a tag: what follows the last colon, if it has no slash.
fn tagged(text: &str) -> Option<Reference> {
    let split = text.rsplit_once(':').filter(|(_, tag)| !tag.contains('/'));
    let Some((name, tag)) = split else {
        return repository(text);
    };
    if tag.is_empty() || tag.len() > TAG_MAX || !tag.bytes().all(is_tag_byte) {
        return None;
    }
    Some(Reference {
        tag: Some(tag.to_owned()),
        ..repository(name)?
    })
}

/// A name, perhaps a tag, and a sha256 digest.
fn digested(text: &str) -> Option<Reference> {
    let (base, digest) = text.split_once('@')?;
    let hex = digest.strip_prefix("sha256:")?;
    if hex.len() != 64 || !hex.bytes().all(go::is_lower_hex) {
        return None;
    }
    let read = tagged(base)?;
    // Crane reads the completed name once more, so that here, unlike for a
    // tag, an added `library/` counts towards the length.
    let again = repository(&read.repository())?;
    Some(Reference {
        tag: read.tag,
        digest: Some(digest.to_owned()),
        host_written: read.host_written,
        ..again
    })
}

fn repository(name: &str) -> Option<Reference> {
    let written = name
        .split_once('/')
        .filter(|(left, _)| left.contains(['.', ':']) || *left == "localhost");
    let (registry, path) = written.unwrap_or(("", name));
    let allowed = |b: u8| {
        b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'.' | b'/')
    };
    if path.is_empty() || path.len() > 255 || !path.bytes().all(allowed) {
        return None;
    }
    if !go::is_url_host(registry) {
        return None;
    }
    let domain = match registry {
        "" | "docker.io" => HUB,
        other => other,
    };
    let library = if domain == HUB && !path.contains('/') {
        "library/"
    } else {
        ""
    };
    Some(Reference {
        domain: domain.to_owned(),
        path: [library, path].concat(),
        tag: None,
        digest: None,
        host_written: written.is_some(),
    })
}

fn is_tag_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')
}
