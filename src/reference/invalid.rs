//! What a refused reference is told with: the rule, the place, the tool's words
//! and ours. How they are found: [`super::explain`].

use std::fmt;

use serde::Serialize;

use super::{Dialect, explain, nearest};
use crate::span::Span;

/// A rule that a reference can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// There is no text, or only spaces.
    Empty,
    /// 64 hexadecimal digits alone are an image ID.
    ImageId,
    /// A user name or password stands in front of the host.
    User,
    /// A variable or template was not replaced by its value.
    Unexpanded,
    /// `<host>`: a placeholder of some documentation.
    Placeholder,
    /// A character beyond ASCII, often a look-alike.
    NotAscii,
    /// A scheme or transport stands in front: `https://`, `docker://`.
    Scheme,
    /// The address of a web page about images.
    WebPage,
    /// Quotes or punctuation around it.
    Wrapping,
    /// A space, line end or control character.
    Space,
    /// A backslash for a slash.
    Backslash,
    /// A part is empty, often since a variable was not set.
    EmptyPart,
    /// The tag behind the colon is empty.
    EmptyTag,
    /// The digest behind the `@` is empty.
    EmptyDigest,
    /// A capital letter where only lower case may be.
    Uppercase,
    /// The host breaks the form of a host name.
    Host,
    /// What stands for the port is no number.
    Port,
    /// IPv6 in brackets, which this client does not know.
    Ipv6,
    /// A character that a path does not allow.
    Character,
    /// `.`, `_`, `-` at the edge of a path component, or too many of them.
    Separator,
    /// The tag begins with `.` or `-`.
    TagStart,
    /// A character that a tag does not allow.
    TagCharacter,
    /// The tag has over 128 characters.
    TagLength,
    /// A second colon behind the tag's.
    SecondColon,
    /// The tag stands behind the digest.
    TagAfterDigest,
    /// What stands behind the `@` is no digest.
    DigestForm,
    /// The digest's algorithm is not known.
    DigestAlgorithm,
    /// The digest has too few or too many digits.
    DigestLength,
    /// The digest has capital letters.
    DigestCase,
    /// The name has over 255 characters.
    Length,
    /// The client wants the registry written, or none is read.
    NoRegistry,
    /// The client's parser refuses it; no rule known here says why.
    Other,
}

/// A reference that a client refuses.
#[derive(Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The broken rule.
    pub rule: Rule,
    /// The bytes of the text that break it.
    pub span: Span,
    /// The library's own error text, which wrappers print behind words of
    /// their own. It may quote the reference: where [`Invalid::secret`] is
    /// set, redact it before it is shown.
    pub tool_words: String,
    /// What is wrong, one sentence. Never quotes a password.
    pub says: String,
    /// The nearest valid reference, if it is obvious. Docker takes it as well
    /// as the client asked for, and it holds no password.
    pub nearest: Option<String>,
    /// A password in the reference (`user:password@host/…`).
    pub secret: Option<Span>,
}

/// Leaves out the words, which may quote a password.
impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalid")
            .field("rule", &self.rule)
            .field("span", &self.span)
            .finish_non_exhaustive()
    }
}

impl Invalid {
    /// Explains why `dialect` refuses `text` with `tool_words`.
    pub(super) fn explained(text: &str, dialect: Dialect, tool_words: String) -> Self {
        let found = explain::find(text, dialect);
        Self {
            rule: found.rule,
            span: found.span.snapped(text),
            tool_words,
            says: found.says,
            nearest: nearest::nearest(text, dialect),
            secret: explain::password(text),
        }
    }
}
