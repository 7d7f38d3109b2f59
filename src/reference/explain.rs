//! Finds what is wrong with a refused reference.
//!
//! The tools mostly say `invalid reference format` and leave it there. Here the
//! text is searched for what people really get wrong, the most telling first:
//! `${TAG}` left as it was explains more than "`$` is not allowed". Only then
//! the parts are held against the grammar, from the left.

use super::chars::{self, quoted};
use super::docker::{self, Release};
use super::grammar::{self, Fault, NAME_MAX, Part, Rest};
use super::{Dialect, Rule, go, nearest};
use crate::fill::fill;
use crate::span::Span;

/// What is wrong and where.
pub(super) struct Finding {
    pub rule: Rule,
    pub span: Span,
    pub says: String,
}

impl Finding {
    fn new(rule: Rule, span: Span, says: impl Into<String>) -> Self {
        Self {
            rule,
            span,
            says: says.into(),
        }
    }
}

/// The password in front of a host.
pub(super) fn password(text: &str) -> Option<Span> {
    let (at, user) = written_user(text)?;
    let colon = user.find(':')?;
    Some(Span::new(at + colon + 1, at + user.len() - 1)).filter(|span| !span.is_empty())
}

/// User and password in front of a host, with the `@`, and where they start.
fn written_user(text: &str) -> Option<(usize, &str)> {
    let rest = nearest::scheme(text).map_or(text, |(_, rest, _)| rest);
    Some((text.len() - rest.len(), nearest::user(rest)?))
}

/// Why `dialect` refuses `text`.
pub(super) fn find(text: &str, dialect: Dialect) -> Finding {
    whole(text)
        .or_else(|| foreign(text))
        .or_else(|| (dialect == Dialect::Oras).then(|| registry_missing(text))?)
        .or_else(|| part(text, dialect))
        .or_else(|| limits(text, dialect))
        .unwrap_or_else(|| {
            Finding::new(
                Rule::Other,
                Span::new(0, text.len()),
                "This client's parser refuses the reference.",
            )
        })
}

/// What is wrong with the text as a whole.
fn whole(text: &str) -> Option<Finding> {
    let all = Span::new(0, text.len());
    if text.trim().is_empty() {
        let says = "There is no reference: the text is empty.";
        return Some(Finding::new(Rule::Empty, all, says));
    }
    if docker::is_id(text) {
        let says = "64 hexadecimal digits alone are an image ID, not the name of an image.";
        return Some(Finding::new(Rule::ImageId, all, says));
    }
    if let Some((at, user)) = written_user(text) {
        let says = "A reference holds no user name and no password: log in to the registry \
                    instead.";
        let span = Span::new(at, at + user.len());
        return Some(Finding::new(Rule::User, span, says));
    }
    if let Some(span) = variable(text) {
        let says = fill(
            "{} is in the reference as it is: nothing put its value there.",
            &[&quoted(span.of(text))],
        );
        return Some(Finding::new(Rule::Unexpanded, span, says));
    }
    placeholder(text)
}

/// The first variable or template in the text: `$X`, `${X}`, `$(x)`, `{{ x }}`,
/// `{x}`, `%X%`, `#{x}`.
fn variable(text: &str) -> Option<Span> {
    text.match_indices(['$', '{', '%']).find_map(|(start, _)| {
        let len = variable_length(text.get(start..)?)?;
        let hash = text.get(..start)?.ends_with('#');
        Some(Span::new(start - usize::from(hash), start + len))
    })
}

/// The length of the variable that `rest` starts with.
fn variable_length(rest: &str) -> Option<usize> {
    let word = |text: &str| {
        text.bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
            .count()
    };
    // One that is not closed reaches up to the next mark that ends a part.
    let until = |close: &str| {
        let closed = rest.find(close).map(|at| at + close.len());
        closed.or_else(|| rest.find(['/', ':', '@', ' ']).or(Some(rest.len())))
    };
    if rest.starts_with("{{") || rest.starts_with("${{") {
        return until("}}");
    }
    if rest.starts_with("${") || rest.starts_with('{') {
        return until("}");
    }
    if rest.starts_with("$(") {
        return until(")");
    }
    let name = rest.get(1..)?;
    let len = word(name);
    let closed = rest.starts_with('$') || name.get(len..)?.starts_with('%');
    let closing = usize::from(!rest.starts_with('$'));
    (len > 0 && closed).then_some(1 + len + closing)
}

/// `<host>` and docker's own `<none>`.
fn placeholder(text: &str) -> Option<Finding> {
    let start = text.find('<')?;
    let end = start + text.get(start..)?.find('>')? + 1;
    let span = Span::new(start, end);
    let says = if span.of(text) == "<none>" {
        "\"<none>\" is what docker prints for an image without a name or tag: use the image ID \
         instead."
            .to_owned()
    } else {
        fill(
            "{} is a placeholder: write the value itself.",
            &[&quoted(span.of(text))],
        )
    };
    Some(Finding::new(Rule::Placeholder, span, says))
}

/// What does not belong into a reference at all, but came along.
fn foreign(text: &str) -> Option<Finding> {
    if let Some((at, c)) = text.char_indices().find(|(_, c)| !c.is_ascii()) {
        let look = chars::look(c);
        let like = look.meant.unwrap_or("");
        let code = chars::code_point(c);
        let letter = like.bytes().all(|b| b.is_ascii_alphanumeric()) && !like.is_empty();
        let says = fill(
            "The character at position {} is {}{}{}{}{}): a reference is plain ASCII.",
            &[
                &(text.get(..at).unwrap_or("").chars().count() + 1).to_string(),
                look.name,
                if letter { " that looks like \"" } else { "" },
                if letter { like } else { "" },
                if letter { "\" (" } else { " (" },
                &code,
            ],
        );
        let span = Span::new(at, at + c.len_utf8());
        return Some(Finding::new(Rule::NotAscii, span, says));
    }

    let bare = nearest::trimmed(text);
    if let Some((scheme, rest, _)) = nearest::scheme(bare.text) {
        let span = Span::new(bare.at, bare.at + scheme.len());
        let page = rest
            .split_once('/')
            .and_then(|(host, path)| nearest::web_page(host, path));
        return Some(match page {
            Some(page) => Finding::new(Rule::WebPage, span, page.says),
            None => Finding::new(
                Rule::Scheme,
                span,
                fill(
                    "A reference starts with the registry or the name, not with {}.",
                    &[&quoted(scheme)],
                ),
            ),
        });
    }
    if let Some((host, path)) = bare.text.split_once('/')
        && let Some(page) = nearest::web_page(host, path)
    {
        let span = Span::new(bare.at, bare.at + host.len());
        return Some(Finding::new(Rule::WebPage, span, page.says));
    }

    let end = bare.at + bare.text.len();
    if bare.text.len() < text.len() && !bare.text.is_empty() {
        let span = if bare.at > 0 {
            Span::new(0, bare.at)
        } else {
            Span::new(end, text.len())
        };
        let side = if bare.at > 0 { "before" } else { "after" };
        let around = span.of(text);
        return Some(if around.trim().is_empty() {
            let says = fill("There is a space or line end {} the reference.", &[side]);
            Finding::new(Rule::Space, span, says)
        } else {
            let what = if around.contains(['"', '\'', '`']) {
                "A quote"
            } else {
                "Punctuation"
            };
            let says = fill("{} comes {} the reference.", &[what, side]);
            Finding::new(Rule::Wrapping, span, says)
        });
    }
    if let Some(at) = text.find(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()) {
        let says = "A reference has no spaces, line ends or control characters.";
        return Some(Finding::new(Rule::Space, Span::new(at, at + 1), says));
    }
    let at = text.find('\\')?;
    let says = "The parts of a reference are joined by \"/\", not by a backslash.";
    Some(Finding::new(Rule::Backslash, Span::new(at, at + 1), says))
}

fn registry_missing(text: &str) -> Option<Finding> {
    (!text.contains('/')).then(|| {
        Finding::new(
            Rule::NoRegistry,
            Span::new(0, text.len()),
            "This client adds no registry: write it, as in \"docker.io/library/nginx\".",
        )
    })
}

/// The first part, from the left, that breaks the grammar.
fn part(text: &str, dialect: Dialect) -> Option<Finding> {
    let release = match dialect {
        Dialect::DockerOld | Dialect::Podman => Release::Old,
        Dialect::Docker | Dialect::Crane | Dialect::Oras => Release::New,
    };
    let split = docker::split(text, release);
    let host = Part::new(split.host, 0);
    if split.host_written
        && let Err(fault) = grammar::host(host, release == Release::New)
        && let Err(component) = grammar::component(host)
    {
        let only_case = component.rule == Rule::Uppercase
            && grammar::component(Part::new(&go::to_lower(split.host), 0)).is_ok();
        let fault = if only_case { component } else { fault };
        return Some(in_host(text, split.host, fault));
    }
    let rest = Rest::split(split.rest);
    rest.check().err().map(|fault| in_rest(text, rest, fault))
}

/// A sentence about what stands before the first slash.
fn in_host(text: &str, host: &str, fault: Fault) -> Finding {
    let bad = fault.span.of(text);
    if !host.starts_with('[') && host.matches(':').count() > 1 {
        let says = "A host has one colon at most, and an IPv6 address is in brackets.";
        return Finding::new(Rule::Host, Span::new(0, host.len()), says);
    }
    let says = match fault.rule {
        Rule::Port if host.ends_with(':') => {
            "The port between the colon and the slash is empty: a variable was not set.".to_owned()
        }
        Rule::Port if host.contains('.') => fill("{} is no port number.", &[&quoted(bad)]),
        Rule::Port => fill(
            "Before a slash, what follows the colon is a port, and {} isn't a number: a tag has no slash.",
            &[&quoted(bad)],
        ),
        Rule::Ipv6 => {
            "This client knows no IPv6 addresses in references: use a host name.".to_owned()
        }
        Rule::Uppercase => fill(
            "The name {} has a capital letter: names are lower case.",
            &[&quoted(host)],
        ),
        _ if host.starts_with('[') => {
            "An IPv6 address is in brackets and has only hexadecimal digits and colons.".to_owned()
        }
        _ if bad == "_" => fill(
            "The host {} has an underscore, which host names do not allow.",
            &[&quoted(host)],
        ),
        _ if bad.contains('.') => fill(
            "The host {} has an empty label: a dot too many, or a variable that was not set.",
            &[&quoted(host)],
        ),
        _ if bad == "-" => fill(
            "A label of the host {} starts or ends with a hyphen.",
            &[&quoted(host)],
        ),
        _ => fill(
            "The host {} must not hold {}.",
            &[&quoted(host), &quoted(bad)],
        ),
    };
    Finding::new(fault.rule, fault.span, says)
}

/// A sentence about what stands behind the registry.
fn in_rest(text: &str, rest: Rest, fault: Fault) -> Finding {
    if let (Rule::DigestLength, Some(digest)) = (fault.rule, rest.digest) {
        return in_digest(digest);
    }
    let bad = quoted(fault.span.snapped(text).of(text));
    let path = quoted(rest.path.text);
    let tag = rest.tag.map_or("", |tag| tag.text);
    let says: String = match fault.rule {
        Rule::EmptyPart => gap(text, fault.span).to_owned(),
        Rule::Uppercase => fill(
            "The name {} has a capital letter: names are lower case.",
            &[&path],
        ),
        Rule::Separator if inside(rest.path, fault.span) => fill(
            "{} must not stand between two letters: only \".\", \"_\", \"__\" or hyphens do.",
            &[&bad],
        ),
        Rule::Separator => fill(
            "Each part of a name starts and ends with a letter or digit, not with {}.",
            &[&bad],
        ),
        Rule::Character if text.starts_with('[') && !text.contains('/') => {
            "The name of the image is missing: behind an address in brackets follow a slash and \
             a name."
                .to_owned()
        }
        Rule::Character => fill(
            "A name must not hold {}: only a-z, 0-9, \".\", \"_\", \"-\" and \"/\".",
            &[&bad],
        ),
        Rule::EmptyTag if rest.digest.is_some() => {
            "The tag between the colon and the \"@\" is empty: a variable was not set.".to_owned()
        }
        Rule::EmptyTag => "The tag after the colon is empty: a variable was not set.".to_owned(),
        Rule::SecondColon if tag.starts_with(':') => {
            "Two colons follow each other: the part between them is empty.".to_owned()
        }
        Rule::SecondColon => {
            "A tag has no colon: a digest follows \"@\", a port is before the first slash."
                .to_owned()
        }
        Rule::TagStart => fill(
            "A tag starts with a letter, a digit or \"_\", not with {}: perhaps a variable in front was not set.",
            &[&bad],
        ),
        Rule::TagCharacter => fill(
            "A tag must not hold {}: only letters, digits, \"_\", \".\" and \"-\".",
            &[&bad],
        ),
        Rule::TagLength => "A tag has 128 characters at most.".to_owned(),
        Rule::EmptyDigest => {
            "The digest after the \"@\" is empty: a variable was not set.".to_owned()
        }
        Rule::TagAfterDigest => "The tag goes before the digest: name:tag@digest.".to_owned(),
        _ => fill(
            "After the \"@\" comes a digest, \"sha256:\" and 64 hexadecimal digits, but here {}.",
            &[&bad],
        ),
    };
    Finding::new(fault.rule, fault.span, says)
}

/// Whether letters or digits stand on both sides of a separator.
fn inside(path: Part, separator: Span) -> bool {
    let around = |at: Option<usize>| {
        at.and_then(|at| path.text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    around(separator.start.checked_sub(path.at + 1)) && around(separator.end.checked_sub(path.at))
}

/// Names an empty component of a path by what stands on its two sides.
fn gap(text: &str, span: Span) -> &'static str {
    let snapped = span.snapped(text);
    match snapped.of(text) {
        "//" => "The part between the slashes is empty: a variable was not set.",
        "/:" => "The name between the slash and the colon is empty: a variable was not set.",
        "/@" => "The name between the slash and the \"@\" is empty: a variable was not set.",
        ":" => "The name before the colon is empty: a variable was not set.",
        _ if span.start == 0 && text.starts_with('/') => {
            "The part before the first slash is empty: a variable was not set, or the slash is \
             one too many."
        }
        "@" => "The name before the \"@\" is empty: a variable was not set.",
        _ => {
            "Nothing follows the last slash: a variable was not set, or the slash is one too many."
        }
    }
}

/// What the grammar takes and the client still refuses.
fn limits(text: &str, dialect: Dialect) -> Option<Finding> {
    let split = docker::split(text, Release::New);
    let rest = Rest::split(split.rest);
    let name = Span::new(0, rest.path.at + rest.path.text.len());
    if let Some(digest) = rest.digest
        && go::check_digest(digest.text).is_err()
    {
        return Some(in_digest(digest));
    }
    if split.host.starts_with('[') && !go::is_url_host(split.host) {
        let says = "What is in the brackets isn't an IPv6 address.";
        return Some(Finding::new(
            Rule::Host,
            Span::new(0, split.host.len()),
            says,
        ));
    }
    if dialect == Dialect::Crane {
        if let Some(digest) = rest.digest.filter(|d| !d.text.starts_with("sha256:")) {
            let says = "This client knows sha256 digests only.";
            let fault = digest.whole(Rule::DigestAlgorithm);
            return Some(Finding::new(fault.rule, fault.span, says));
        }
        if let Some(at) = name.of(text).find(|c: char| c.is_ascii_uppercase())
            && !split.host.contains(['.', ':'])
        {
            let says = "This client takes the first part for a part of the name, and names are \
                        lower case.";
            return Some(Finding::new(Rule::Uppercase, Span::new(at, at + 1), says));
        }
    }
    if name.len() + "docker.io/library/".len() > NAME_MAX {
        let says = match dialect {
            Dialect::DockerOld | Dialect::Podman => {
                "The name, with its registry, has over 255 characters."
            }
            _ => "The path of the repository has over 255 characters.",
        };
        return Some(Finding::new(Rule::Length, name, says));
    }
    None
}

/// Why `go-digest` refuses a digest that the grammar takes.
fn in_digest(digest: Part) -> Finding {
    let (algorithm, hex) = digest.text.split_once(':').unwrap_or((digest.text, ""));
    let at = digest.at + algorithm.len() + 1;
    let hex_span = Span::new(at, at + hex.len());
    match go::digest_length(&algorithm.to_ascii_lowercase()) {
        None => Finding::new(
            Rule::DigestAlgorithm,
            Span::new(digest.at, digest.at + algorithm.len()),
            fill(
                "The digest algorithm {} is not known: use sha256 or sha512.",
                &[&quoted(algorithm)],
            ),
        ),
        Some(length) if length != hex.len() => Finding::new(
            Rule::DigestLength,
            hex_span,
            fill(
                "The digest is not complete: {} has {} hexadecimal digits, this has {}.",
                &[
                    &algorithm.to_ascii_lowercase(),
                    &length.to_string(),
                    &hex.len().to_string(),
                ],
            ),
        ),
        Some(_) => Finding::new(
            Rule::DigestCase,
            Span::new(digest.at, digest.at + digest.text.len()),
            "A digest is written in lower case.",
        ),
    }
}
