//! `"token": "…"`, `TOKEN=…`, `password: …`, `--password …`, headers.

use std::sync::OnceLock;

use crate::span::Span;
use crate::words::{Kind, Words};

use super::{Finder, MaskKind, is_token_byte, run_end};

/// Words that name a secret when they end a name.
const NAMES: &str = "password passwd passphrase secret token auth api_key apikey access_key secret_key \
    accesskey secretkey private_key pwd signature x-amz-credential registry_auth credentials";

/// Header names. Longer than the names above, so they are found first.
const HEADERS: &str =
    "authorization x-registry-auth x-registry-config x-auth-token set-cookie cookie";

/// Values in one line that are longer than this are cut off there.
const LONGEST: usize = 256 * 1024;

/// How many headers there are, and the headers and names.
fn words() -> &'static (usize, Words) {
    static WORDS: OnceLock<(usize, Words)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Vec<&str> = HEADERS.split(' ').collect();
        let headers = words.len();
        words.extend(NAMES.split(' '));
        (headers, Words::new(&words, Kind::Longest, true))
    })
}

pub(super) fn find(finder: &mut Finder<'_>) {
    let text = finder.text;
    // What was masked as one value is not searched again.
    let mut done = 0;
    let (headers, words) = words();
    for found in words.all(text.as_bytes()) {
        if found.span.start < done {
            continue;
        }
        let header = found.word < *headers;
        let span = if header {
            header_value(text, found.span.end)
        } else {
            named_value(text, found.span.start, found.span.end)
        };
        if let Some(span) = span {
            finder.mask(
                span,
                if header {
                    MaskKind::Header
                } else {
                    MaskKind::Field
                },
            );
            done = span.end;
        }
    }
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

fn skip(text: &str, at: usize, which: &[u8]) -> usize {
    run_end(text, at, |byte| which.contains(&byte))
}

/// The value behind a name that ends at `end`.
fn named_value(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut at = skip(text, end, b"\\");
    let quoted = matches!(byte(text, at), Some(b'"' | b'\''));
    if quoted {
        // A key, not the end of a quoted URL such as `"https://…/token": dial tcp`.
        let before = text.get(..start - name_before(text, start).len());
        let opens = before.is_some_and(|before| {
            before.is_empty() || before.ends_with(['"', '\'', '{', ',', ' ', '\t', '\n'])
        });
        if !opens {
            return None;
        }
        at = skip(text, at + 1, b" \t\r\n");
        if byte(text, at) != Some(b':') {
            return None;
        }
        return value_at(text, skip(text, at + 1, b" \t\r\n"));
    }
    match byte(text, end)? {
        b'=' => value_at(text, end + 1).filter(|span| !is_switch(span.of(text))),
        b':' => {
            let value = skip(text, end + 1, b" \t");
            let value = opens_line(text, start).then(|| alone_on_line(text, value))?;
            // `id-token: write` is a right in a workflow.
            value.filter(|span| {
                name_before(text, start) != "id-"
                    || !matches!(span.of(text), "read" | "write" | "none")
            })
        }
        b' ' | b'\t' => {
            // `--password VALUE`; `--secret id=…` is something else.
            let name = name_before(text, start);
            let word = text.get(start..end)?.to_ascii_lowercase();
            let takes_value = matches!(
                word.as_str(),
                "password" | "passwd" | "passphrase" | "token"
            );
            if !name.starts_with("--") || !takes_value {
                return None;
            }
            let value = skip(text, end, b" \t");
            if byte(text, value) == Some(b'-') {
                return None;
            }
            // "Using --password via the CLI is insecure" is docker's warning.
            value_at(text, value).filter(|span| span.of(text) != "via")
        }
        _ => None,
    }
}

/// `offline_token=true` is no token.
fn is_switch(value: &str) -> bool {
    matches!(
        value,
        "true" | "false" | "null" | "none" | "yes" | "no" | "0" | "1"
    )
}

/// The rest of the name that ends in the word at `start`.
fn name_before(text: &str, start: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let length = before
        .bytes()
        .rev()
        .take(64)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        .count();
    before.get(before.len() - length..).unwrap_or_default()
}

/// Only a name stands between the line's start and the word: `  - registry-password: …`.
fn opens_line(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let name = name_before(text, start).len();
    let mut rest = before
        .get(..before.len() - name)
        .unwrap_or_default()
        .bytes()
        .rev()
        .take(64);
    rest.find(|byte| !matches!(byte, b' ' | b'\t'))
        .is_none_or(|byte| byte == b'\n')
}

/// A value in quotes, or a run up to what ends it. Objects and lists are looked into, not masked.
fn value_at(text: &str, start: usize) -> Option<Span> {
    let slashes = skip(text, start, b"\\");
    match byte(text, slashes)? {
        quote @ (b'"' | b'\'') => Some(in_quotes(text, slashes + 1, quote)),
        b'{' | b'[' => None,
        _ => {
            let end = run_end(text, start, |byte| {
                !matches!(
                    byte,
                    b' ' | b'\t'
                        | b'\r'
                        | b'\n'
                        | b','
                        | b'}'
                        | b']'
                        | b'"'
                        | b'\''
                        | b';'
                        | b'&'
                        | b'`'
                        | b')'
                        | b'\\'
                )
            });
            (end > start).then(|| Span::new(start, end))
        }
    }
}

/// Up to the closing quote. Without one: up to the line's end, or on, as long
/// as the lines look like wrapped base64.
fn in_quotes(text: &str, start: usize, quote: u8) -> Span {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut line_end = None;
    while let Some(&byte) = bytes.get(at) {
        if at - start > LONGEST {
            break;
        }
        if byte == quote {
            // The backslash before it belongs to the quote in escaped JSON.
            let end = if bytes.get(at.wrapping_sub(1)) == Some(&b'\\') && at > start {
                at - 1
            } else {
                at
            };
            let escaped_inside = end < at && bytes.get(start.wrapping_sub(2)) != Some(&b'\\');
            if escaped_inside {
                at += 1;
                continue;
            }
            return Span::new(start, end);
        }
        if byte == b'\n' {
            line_end.get_or_insert(at);
            let next = skip(text, at, b" \t\r\n");
            let like_base64 = bytes
                .get(next)
                .is_some_and(|&byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
            if !like_base64 && bytes.get(next) != Some(&quote) {
                break;
            }
        }
        at += 1;
    }
    Span::new(start, line_end.unwrap_or(at))
}

/// One word, or text in quotes, and then the line ends.
fn alone_on_line(text: &str, start: usize) -> Option<Span> {
    let span = match byte(text, start)? {
        quote @ (b'"' | b'\'') => in_quotes(text, start + 1, quote),
        b'{' | b'[' | b'|' | b'>' | b'\r' | b'\n' => return None,
        _ => Span::new(
            start,
            run_end(text, start, |byte| !byte.is_ascii_whitespace()),
        ),
    };
    let rest = skip(text, span.end, b" \t\r\"'");
    matches!(byte(text, rest), None | Some(b'\n' | b'#')).then_some(span)
}

/// The value of a header; the scheme's name in front of it stays.
fn header_value(text: &str, end: usize) -> Option<Span> {
    let at = skip(text, end, b"\\\"'");
    if !matches!(byte(text, at), Some(b':' | b'=')) {
        return None;
    }
    let start = skip(text, at + 1, b" \t\\\"'[");
    let first = run_end(text, start, |byte| is_token_byte(byte) || byte == b':');
    let word = text.get(start..first)?;
    let scheme = ["basic", "bearer", "token", "digest"]
        .iter()
        .any(|scheme| word.eq_ignore_ascii_case(scheme));
    if scheme {
        let value = skip(text, first, b" \t");
        let end = run_end(text, value, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b']' | b'\\' | b',')
        });
        return (end > value).then(|| Span::new(value, end));
    }
    // A sentence goes on in words; a value doesn't.
    let words = word.bytes().all(|byte| byte.is_ascii_lowercase());
    (word.len() >= 6 && !words).then(|| Span::new(start, first))
}
