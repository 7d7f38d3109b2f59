//! The grammar of `distribution/reference`, part by part. A part that breaks a
//! rule is a [`Fault`]: which rule, and where in the whole text.
//!
//! | part | rule |
//! |---|---|
//! | host | labels joined by `.`; or `[` hexadecimal digits and colons `]`; then perhaps `:` and digits |
//! | label | ASCII letters, digits, `-`; `-` neither first nor last |
//! | path | components joined by `/` |
//! | component | runs of `a-z0-9` joined by `.`, `_`, `__` or any number of `-` |
//! | tag | a letter, digit or `_`; then up to 127 of these, `.` and `-` |
//! | digest | algorithm, `:`, 32 or more hexadecimal digits |

use super::Rule;
use crate::span::Span;

/// A rule that is broken, and the bytes of the whole text that break it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub rule: Rule,
    pub span: Span,
}

/// A part of the text that is being looked at: the part, and the offset at
/// which it starts in the whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Part<'a> {
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The bytes from `start` to `end` of this part break `rule`.
    fn fault(self, rule: Rule, start: usize, end: usize) -> Fault {
        Fault {
            rule,
            span: Span::new(self.at + start, self.at + end),
        }
    }

    /// The character at byte `start` breaks `rule`.
    fn character(self, rule: Rule, start: usize) -> Fault {
        let rest = self.text.get(start..).unwrap_or("");
        let len = rest.chars().next().map_or(0, char::len_utf8);
        self.fault(rule, start, start + len)
    }

    /// All of this part breaks `rule`.
    pub(super) fn whole(self, rule: Rule) -> Fault {
        self.fault(rule, 0, self.text.len())
    }

    /// What stands here is missing: the gap, together with what borders on it.
    fn gap(self, rule: Rule) -> Fault {
        Fault {
            rule,
            span: Span::new(self.at.saturating_sub(1), self.at + 1),
        }
    }

    /// The pieces between the `mark`s.
    fn pieces(self, mark: char) -> impl Iterator<Item = Part<'a>> {
        let mut at = self.at;
        self.text.split(mark).map(move |text| {
            let piece = Part { text, at };
            at += text.len() + mark.len_utf8();
            piece
        })
    }
}

/// A host and perhaps a port. Releases before `distribution/reference` 0.5 know
/// no brackets.
pub(super) fn host(part: Part, brackets: bool) -> Result<(), Fault> {
    if part.text.starts_with('[') {
        if !brackets {
            return Err(part.whole(Rule::Ipv6));
        }
        let Some(close) = part.text.find(']') else {
            return Err(part.whole(Rule::Host));
        };
        let inner = part.text.get(1..close).unwrap_or("");
        if inner.is_empty() {
            return Err(part.whole(Rule::Host));
        }
        if let Some(bad) = inner.find(|c: char| !c.is_ascii_hexdigit() && c != ':') {
            return Err(part.character(Rule::Host, 1 + bad));
        }
        let rest = part.text.get(close + 1..).unwrap_or("");
        return match rest.strip_prefix(':') {
            Some(digits) => port(Part::new(digits, part.at + close + 2)),
            None if rest.is_empty() => Ok(()),
            None => Err(part.character(Rule::Host, close + 1)),
        };
    }
    let (name, digits) = match part.text.split_once(':') {
        Some((name, digits)) => (name, Some(digits)),
        None => (part.text, None),
    };
    for piece in Part::new(name, part.at).pieces('.') {
        label(piece)?;
    }
    match digits {
        Some(digits) => port(Part::new(digits, part.at + name.len() + 1)),
        None => Ok(()),
    }
}

fn label(part: Part) -> Result<(), Fault> {
    if part.text.is_empty() {
        return Err(part.gap(Rule::Host));
    }
    for (i, b) in part.text.bytes().enumerate() {
        let edge = i == 0 || i + 1 == part.text.len();
        if !(b.is_ascii_alphanumeric() || b == b'-' && !edge) {
            return Err(part.character(Rule::Host, i));
        }
    }
    Ok(())
}

fn port(part: Part) -> Result<(), Fault> {
    if part.text.is_empty() {
        return Err(part.gap(Rule::Port));
    }
    if part.text.bytes().all(|b| b.is_ascii_digit()) {
        Ok(())
    } else {
        Err(part.whole(Rule::Port))
    }
}

/// One or more components.
pub(super) fn path(part: Part) -> Result<(), Fault> {
    part.pieces('/').try_for_each(component)
}

/// One component of a path.
pub(super) fn component(part: Part) -> Result<(), Fault> {
    if part.text.is_empty() {
        return Err(part.gap(Rule::EmptyPart));
    }
    let mut separator = None;
    for (i, b) in part.text.bytes().enumerate() {
        match b {
            b'a'..=b'z' | b'0'..=b'9' => {
                if let Some(start) = separator.take() {
                    let joined = part.text.get(start..i).unwrap_or("");
                    let known =
                        matches!(joined, "." | "_" | "__") || joined.bytes().all(|b| b == b'-');
                    if start == 0 || !known {
                        return Err(part.fault(Rule::Separator, start, i));
                    }
                }
            }
            b'.' | b'_' | b'-' => {
                separator.get_or_insert(i);
            }
            b'A'..=b'Z' => {
                let run = part.text.bytes().skip(i);
                let len = run.take_while(u8::is_ascii_uppercase).count();
                return Err(part.fault(Rule::Uppercase, i, i + len));
            }
            _ => return Err(part.character(Rule::Character, i)),
        }
    }
    match separator {
        Some(start) => Err(part.fault(Rule::Separator, start, part.text.len())),
        None => Ok(()),
    }
}

/// The longest path (before docker 27: the longest name, host included).
pub(super) const NAME_MAX: usize = 255;

/// The longest tag.
pub(super) const TAG_MAX: usize = 128;

/// A tag.
pub(super) fn tag(part: Part) -> Result<(), Fault> {
    if part.text.is_empty() {
        return Err(part.gap(Rule::EmptyTag));
    }
    for (i, b) in part.text.bytes().enumerate() {
        match b {
            _ if i >= TAG_MAX => {
                let start = part.text.floor_char_boundary(i);
                return Err(part.fault(Rule::TagLength, start, part.text.len()));
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => {}
            b'.' | b'-' if i > 0 => {}
            b'.' | b'-' => return Err(part.character(Rule::TagStart, i)),
            b':' => return Err(part.character(Rule::SecondColon, i)),
            _ => return Err(part.character(Rule::TagCharacter, i)),
        }
    }
    Ok(())
}

/// A digest as the grammar has it. Whether its algorithm is known and its
/// length right is asked later, by `go-digest`.
pub(super) fn digest(part: Part) -> Result<(), Fault> {
    if part.text.is_empty() {
        return Err(part.gap(Rule::EmptyDigest));
    }
    let Some((algorithm, hex)) = part.text.split_once(':') else {
        return Err(part.whole(Rule::DigestForm));
    };
    for piece in algorithm.split(['-', '_', '+', '.']) {
        let letter_first = piece.starts_with(|c: char| c.is_ascii_alphabetic());
        if !letter_first || !piece.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(part.fault(Rule::DigestForm, 0, algorithm.len()));
        }
    }
    let hex = Part::new(hex, part.at + algorithm.len() + 1);
    if let Some(bad) = hex.text.find(|c: char| !c.is_ascii_hexdigit()) {
        return Err(if hex.text.get(bad..).is_some_and(|r| r.starts_with(':')) {
            hex.fault(Rule::TagAfterDigest, bad, hex.text.len())
        } else {
            hex.character(Rule::DigestForm, bad)
        });
    }
    if hex.text.len() < 32 {
        return Err(hex.whole(Rule::DigestLength));
    }
    Ok(())
}

/// What follows the host: path, and perhaps tag and digest, not yet checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest<'a> {
    pub path: Part<'a>,
    pub tag: Option<Part<'a>>,
    pub digest: Option<Part<'a>>,
}

impl<'a> Rest<'a> {
    /// Takes `part` apart at the first `:` and the first `@`. A colon behind
    /// the `@` belongs to the digest.
    pub(super) fn split(part: Part<'a>) -> Self {
        let (named, digest) = match part.text.split_once('@') {
            Some((named, digest)) => (named, Some(Part::new(digest, part.at + named.len() + 1))),
            None => (part.text, None),
        };
        let (path, tag) = match named.split_once(':') {
            Some((path, tag)) => (path, Some(Part::new(tag, part.at + path.len() + 1))),
            None => (named, None),
        };
        Self {
            path: Part::new(path, part.at),
            tag,
            digest,
        }
    }

    /// Checks all parts, the first fault in the text first.
    pub(super) fn check(self) -> Result<(), Fault> {
        path(self.path)?;
        self.tag.map_or(Ok(()), tag)?;
        self.digest.map_or(Ok(()), digest)
    }
}
