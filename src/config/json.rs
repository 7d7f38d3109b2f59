//! Reading JSON the way Go's `encoding/json` does, and past where it stops.
//!
//! [`scan`] walks one value and stops at the first fault, with the words that
//! Go has for it: every client here is written in Go. [`parse`] builds a tree
//! of spans and goes on behind a fault (a trailing comma, a comment, a
//! redaction without quotes), so that the rest can still be explained.
//! The tree holds no text: keys and values are read off the input when asked.

use crate::fill::fill;
mod text;
mod tree;

pub use text::unquote;
pub use tree::{Member, Node, Odd, OddKind, Tree, Value, parse};

/// Go's own limit of nesting (`maxNestingDepth`).
const MAX_DEPTH: usize = 10_000;

/// Where in the grammar Go's scanner met a byte that it can't take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// A value was to begin.
    Value,
    /// A key was to begin.
    Key,
    /// Behind a key: the colon.
    AfterKey,
    /// Behind a member of an object: a comma or `}`.
    AfterMember,
    /// Behind an element of an array: a comma or `]`.
    AfterElement,
    /// A control character in a string.
    InString,
    /// Behind a backslash.
    InEscape,
    /// In the four digits of `\u`.
    InHex,
    /// Behind the minus sign of a number.
    InNumber,
    /// Behind the decimal point.
    AfterPoint,
    /// In the exponent.
    InExponent,
    /// In `true`, `false` or `null`: the word, and the letter that was due.
    InLiteral(&'static str, u8),
    /// Behind the one value of the file.
    AfterValue,
    /// Nested deeper than Go reads.
    TooDeep,
}

impl Context {
    /// Go's words for the place.
    fn go_words(self) -> String {
        let words = match self {
            Self::Value => "looking for beginning of value",
            Self::Key => "looking for beginning of object key string",
            Self::AfterKey => "after object key",
            Self::AfterMember => "after object key:value pair",
            Self::AfterElement => "after array element",
            Self::InString => "in string literal",
            Self::InEscape => "in string escape code",
            Self::InHex => "in \\u hexadecimal character escape",
            Self::InNumber => "in numeric literal",
            Self::AfterPoint => "after decimal point in numeric literal",
            Self::InExponent => "in exponent of numeric literal",
            Self::InLiteral(word, due) => {
                return fill("in literal {} (expecting {})", &[word, &quote_char(due)]);
            }
            Self::AfterValue => "after top-level value",
            Self::TooDeep => "exceeded max depth",
        };
        words.to_owned()
    }

    /// What should stand there, in plain words.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Value => {
                "a value: text in double quotes, an object, an array, a number, true, false or null"
            }
            Self::Key => "a key in double quotes",
            Self::AfterKey => "a colon",
            Self::AfterMember => "a comma or }",
            Self::AfterElement => "a comma or ]",
            Self::InString => {
                "a closing double quote, or the control character written as an escape"
            }
            Self::InEscape => "one of \" \\ / b f n r t u behind the backslash",
            Self::InHex => "four hexadecimal digits behind \\u",
            Self::InNumber | Self::AfterPoint | Self::InExponent => "a digit",
            Self::InLiteral(..) => "true, false or null",
            Self::AfterValue => "the end of the file",
            Self::TooDeep => "less nesting",
        }
    }

    /// Whether Go still complains about this place when the text just ends there.
    const fn complains_at_end(self) -> bool {
        matches!(
            self,
            Self::InEscape
                | Self::InHex
                | Self::InNumber
                | Self::AfterPoint
                | Self::InExponent
                | Self::InLiteral(..)
        )
    }
}

/// The first fault in a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte offset of the first byte that can't stand there; the length of the text at its end.
    pub offset: usize,
    /// The byte there; `None` when the text ends too early.
    pub byte: Option<u8>,
    /// What was being read.
    pub context: Context,
    /// The text holds nothing but white space.
    pub blank: bool,
}

impl Fault {
    /// The error of `json.NewDecoder(…).Decode` (docker, crane, nerdctl, oras).
    #[must_use]
    pub fn decoder_error(&self) -> String {
        match self.byte {
            None if self.blank => "EOF".to_owned(),
            None => "unexpected EOF".to_owned(),
            Some(byte) => self.complaint(byte),
        }
    }

    /// The error of `json.Unmarshal` (podman, the kubelet).
    #[must_use]
    pub fn unmarshal_error(&self) -> String {
        match self.byte {
            // At the end Go feeds one more space and asks whether that was an error.
            None if self.context.complains_at_end() => self.complaint(b' '),
            None => "unexpected end of JSON input".to_owned(),
            Some(byte) => self.complaint(byte),
        }
    }

    fn complaint(&self, byte: u8) -> String {
        if self.context == Context::TooDeep {
            return self.context.go_words();
        }
        fill(
            "invalid character {} {}",
            &[&quote_char(byte), &self.context.go_words()],
        )
    }
}

/// The error that `json.Unmarshal` has for text behind the value.
#[must_use]
pub fn trailing_error(byte: u8) -> String {
    fill(
        "invalid character {} {}",
        &[&quote_char(byte), &Context::AfterValue.go_words()],
    )
}

/// A byte as Go's JSON errors print it: read as Latin-1, in single quotes.
#[must_use]
pub fn quote_char(byte: u8) -> String {
    let mut out = String::from("'");
    match byte {
        b'\'' => out.push_str("\\'"),
        b'"' => out.push('"'),
        _ => go_escape(char::from(byte), &mut out),
    }
    out.push('\'');
    out
}

/// `text` in double quotes with Go's escapes (`%q`).
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c == '"' {
            out.push_str("\\\"");
        } else {
            go_escape(c, &mut out);
        }
    }
    out.push('"');
    out
}

fn go_escape(c: char, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let hex = |value: u32, digits: u32, out: &mut String| {
        for place in (0..digits).rev() {
            let digit = (value >> (4 * place)) & 15;
            let digit = HEX.get(digit as usize).copied().unwrap_or(b'0');
            out.push(char::from(digit));
        }
    };
    match c {
        '\\' => out.push_str("\\\\"),
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{b}' => out.push_str("\\v"),
        c if c < ' ' || c == '\u{7f}' => {
            out.push_str("\\x");
            hex(u32::from(c), 2, out);
        }
        '\u{80}'..='\u{a0}' | '\u{ad}' => {
            out.push_str("\\u");
            hex(u32::from(c), 4, out);
        }
        c => out.push(c),
    }
}

/// What [`scan`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Offset behind the first value, or of the fault.
    pub end: usize,
    /// The first fault, if the value isn't whole.
    pub fault: Option<Fault>,
}

/// Whether `byte` is white space in JSON.
#[must_use]
pub const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    Comma,
}

/// Walks the first JSON value of `text`, exactly as Go's scanner does.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let mut at = 0;
    let fault = walk(bytes, &mut at).err().map(|context| Fault {
        offset: at,
        byte: bytes.get(at).copied(),
        context,
        blank: bytes.iter().all(|&byte| is_space(byte)),
    });
    Scan { end: at, fault }
}

/// Moves `at` behind the value, or to the byte that is the fault.
fn walk(bytes: &[u8], at: &mut usize) -> Result<(), Context> {
    let mut objects: Vec<bool> = Vec::new();
    let mut due = Due::Value;
    loop {
        while bytes.get(*at).is_some_and(|&byte| is_space(byte)) {
            *at += 1;
        }
        let byte = bytes.get(*at).copied();
        let mut ended = false;
        match (due, byte) {
            (Due::ValueOrEnd, Some(b']')) | (Due::KeyOrEnd, Some(b'}')) => ended = true,
            (Due::Value | Due::ValueOrEnd, Some(open @ (b'{' | b'['))) => {
                objects.push(open == b'{');
                if objects.len() > MAX_DEPTH {
                    return Err(Context::TooDeep);
                }
                *at += 1;
                due = if open == b'{' {
                    Due::KeyOrEnd
                } else {
                    Due::ValueOrEnd
                };
                continue;
            }
            (Due::Value | Due::ValueOrEnd, _) => scalar(bytes, at)?,
            (Due::Key | Due::KeyOrEnd, Some(b'"')) => {
                string(bytes, at)?;
                due = Due::Colon;
                continue;
            }
            (Due::Key | Due::KeyOrEnd, _) => return Err(Context::Key),
            (Due::Colon, Some(b':')) => {
                *at += 1;
                due = Due::Value;
                continue;
            }
            (Due::Colon, _) => return Err(Context::AfterKey),
            (Due::Comma, _) => match (objects.last().copied(), byte) {
                (Some(object), Some(b',')) => {
                    *at += 1;
                    due = if object { Due::Key } else { Due::Value };
                    continue;
                }
                (Some(true), Some(b'}')) | (Some(false), Some(b']')) => ended = true,
                (Some(true), _) => return Err(Context::AfterMember),
                _ => return Err(Context::AfterElement),
            },
        }
        // A value is whole here.
        if ended {
            *at += 1;
            objects.pop();
        }
        if objects.is_empty() {
            return Ok(());
        }
        due = Due::Comma;
    }
}

fn scalar(bytes: &[u8], at: &mut usize) -> Result<(), Context> {
    match bytes.get(*at) {
        Some(b'"') => string(bytes, at),
        Some(b't') => literal(bytes, at, "true"),
        Some(b'f') => literal(bytes, at, "false"),
        Some(b'n') => literal(bytes, at, "null"),
        Some(b'-' | b'0'..=b'9') => number(bytes, at),
        _ => Err(Context::Value),
    }
}

fn literal(bytes: &[u8], at: &mut usize, word: &'static str) -> Result<(), Context> {
    for &due in word.as_bytes() {
        if bytes.get(*at) != Some(&due) {
            return Err(Context::InLiteral(word, due));
        }
        *at += 1;
    }
    Ok(())
}

fn digits(bytes: &[u8], at: &mut usize, context: Context) -> Result<(), Context> {
    if !bytes.get(*at).is_some_and(u8::is_ascii_digit) {
        return Err(context);
    }
    while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
        *at += 1;
    }
    Ok(())
}

fn number(bytes: &[u8], at: &mut usize) -> Result<(), Context> {
    if bytes.get(*at) == Some(&b'-') {
        *at += 1;
    }
    if bytes.get(*at) == Some(&b'0') {
        *at += 1;
    } else {
        digits(bytes, at, Context::InNumber)?;
    }
    if bytes.get(*at) == Some(&b'.') {
        *at += 1;
        digits(bytes, at, Context::AfterPoint)?;
    }
    if matches!(bytes.get(*at), Some(b'e' | b'E')) {
        *at += 1;
        if matches!(bytes.get(*at), Some(b'+' | b'-')) {
            *at += 1;
        }
        digits(bytes, at, Context::InExponent)?;
    }
    Ok(())
}

fn string(bytes: &[u8], at: &mut usize) -> Result<(), Context> {
    *at += 1;
    loop {
        match bytes.get(*at) {
            Some(b'"') => {
                *at += 1;
                return Ok(());
            }
            Some(b'\\') => {
                *at += 1;
                match bytes.get(*at) {
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => *at += 1,
                    Some(b'u') => {
                        *at += 1;
                        for _ in 0..4 {
                            if !bytes.get(*at).is_some_and(u8::is_ascii_hexdigit) {
                                return Err(Context::InHex);
                            }
                            *at += 1;
                        }
                    }
                    _ => return Err(Context::InEscape),
                }
            }
            Some(byte) if *byte >= b' ' => *at += 1,
            _ => return Err(Context::InString),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn errors(text: &str) -> (String, String) {
        let fault = scan(text).fault.expect("a fault");
        (fault.decoder_error(), fault.unmarshal_error())
    }

    #[test]
    fn words_of_go() {
        for (text, decoder, unmarshal) in [
            ("", "EOF", "unexpected end of JSON input"),
            ("{\"a\":1", "unexpected EOF", "unexpected end of JSON input"),
            (
                "{\"a\":tr",
                "unexpected EOF",
                "invalid character ' ' in literal true (expecting 'u')",
            ),
            (
                "{\"a\":-",
                "unexpected EOF",
                "invalid character ' ' in numeric literal",
            ),
        ] {
            assert_eq!(
                errors(text),
                (decoder.to_owned(), unmarshal.to_owned()),
                "{text}"
            );
        }
        for (text, words) in [
            (
                "{'a':1}",
                "invalid character '\\'' looking for beginning of object key string",
            ),
            (
                "\u{feff}{}",
                "invalid character 'ï' looking for beginning of value",
            ),
            (
                "auths:",
                "invalid character 'a' looking for beginning of value",
            ),
            ("[1 2]", "invalid character '2' after array element"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            (
                "{\"a\":1 \"b\":2}",
                "invalid character '\"' after object key:value pair",
            ),
            ("\"a\nb\"", "invalid character '\\n' in string literal"),
            ("\"\\x\"", "invalid character 'x' in string escape code"),
            (
                "\"\\u00g0\"",
                "invalid character 'g' in \\u hexadecimal character escape",
            ),
            (
                "nul!",
                "invalid character '!' in literal null (expecting 'l')",
            ),
            (
                "{\"a\":1,}",
                "invalid character '}' looking for beginning of object key string",
            ),
            (
                "[1,]",
                "invalid character ']' looking for beginning of value",
            ),
            ("[01]", "invalid character '1' after array element"),
            (
                "[1.]",
                "invalid character ']' after decimal point in numeric literal",
            ),
            (
                "[1e]",
                "invalid character ']' in exponent of numeric literal",
            ),
            (
                "[\u{80}]",
                "invalid character 'Â' looking for beginning of value",
            ),
        ] {
            assert_eq!(errors(text), (words.to_owned(), words.to_owned()), "{text}");
        }
        assert_eq!(
            scan("{}x"),
            Scan {
                end: 2,
                fault: None
            }
        );
        assert_eq!(
            trailing_error(b't'),
            "invalid character 't' after top-level value"
        );
    }

    #[test]
    fn deep_nesting_is_a_fault_and_no_overflow() {
        let deep = "[".repeat(200_000);
        assert_eq!(errors(&deep).0, "exceeded max depth");
        let mut fits = "[".repeat(10_000);
        fits.push_str(&"]".repeat(10_000));
        assert_eq!(scan(&fits).fault, None);
    }
}
