//! References that are valid, but that the client reads otherwise than the
//! writer meant: no client says a word about these.

use super::chars::quoted;
use super::{Reference, Rule, nearest};
use crate::fill::fill;
use crate::span::Span;

/// A valid reference with a second meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The rule that makes it so.
    pub rule: Rule,
    /// The part it is about.
    pub span: Span,
    /// How it is read, one sentence.
    pub says: String,
    /// What was meant, when that is obvious: a valid reference.
    pub nearest: Option<String>,
}

/// Looks at a reference that docker takes ([`super::parse`]) for a reading that
/// will surprise its writer. `None` for an invalid one.
#[must_use]
pub fn misread(text: &str) -> Option<Misread> {
    let read = super::read(text, super::Dialect::Docker).ok()?;
    let (rule, span, says) = find(text, &read)?;
    let nearest = nearest::nearest(text, super::Dialect::Docker);
    Some(Misread {
        rule,
        span,
        says,
        nearest,
    })
}

/// Whether there is anything to say, without saying it.
pub(super) fn is_misread(text: &str, read: &Reference) -> bool {
    find(text, read).is_some()
}

fn find(text: &str, read: &Reference) -> Option<(Rule, Span, String)> {
    let Some((first, rest)) = text.split_once('/') else {
        return without_slash(text, read);
    };
    let span = Span::new(0, first.len());
    if read.domain.is_empty() {
        let says = fill(
            "The first part, {}, is no host name because of its underscore, so it is read as a part of the path \
             and no registry is left.",
            &[&quoted(first)],
        );
        return Some((Rule::Host, span, says));
    }
    if !first.contains(['.', ':']) && super::go::has_upper(first) {
        let says = fill(
            "Docker reads {} as the name of a registry, because it holds a capital letter: the names on Docker \
             Hub are lower case.",
            &[&quoted(first)],
        );
        return Some((Rule::Uppercase, span, says));
    }
    if let Some((name, port)) = read.domain.rsplit_once(':')
        && !name.ends_with(':')
        && port.bytes().all(|b| b.is_ascii_digit())
        && port.parse::<u16>().is_err()
    {
        let start = first.len() - port.len();
        let says = fill(
            "{} is no port: ports end at 65535.",
            &[quoted(port).as_str()],
        );
        return Some((Rule::Port, Span::new(start, first.len()), says));
    }
    let page = nearest::web_page(first, rest)?;
    Some((Rule::WebPage, span, page.says.to_owned()))
}

fn without_slash(text: &str, read: &Reference) -> Option<(Rule, Span, String)> {
    let name = read.path.strip_prefix("library/")?;
    let span = Span::new(0, name.len().min(text.len()));
    let tag = read.tag.as_deref().unwrap_or("");
    if name == "sha256" && tag.len() == 64 && tag.bytes().all(|b| b.is_ascii_hexdigit()) {
        let says = "Without an image name in front, this is read as a repository called \"sha256\" \
                    on Docker Hub, with the digest as its tag.";
        return Some((Rule::DigestForm, span, says.to_owned()));
    }
    if name != "localhost" && !name.contains('.') {
        return None;
    }
    let says = fill(
        "No slash follows {}, so it is read as an image on Docker Hub{}, not as a registry.",
        &[
            &quoted(name),
            if tag.is_empty() { "" } else { " with a tag" },
        ],
    );
    Some((Rule::NoRegistry, span, says))
}
