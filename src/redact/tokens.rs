//! Tokens that are known by how they begin, private keys, and what stands
//! behind `Bearer` and `Basic`.

use std::sync::OnceLock;

use crate::config::secret::is_aws_key_id;
use crate::span::Span;
use crate::words::{Kind, Words};

use super::{Finder, MaskKind, is_token_byte, run_end};

/// How a token begins, and how many letters must follow.
const PREFIXES: [(&str, usize); 27] = [
    ("dckr_pat_", 6),
    ("dckr_oat_", 6),
    ("github_pat_", 6),
    ("ghp_", 12),
    ("gho_", 12),
    ("ghu_", 12),
    ("ghs_", 12),
    ("ghr_", 12),
    ("glpat-", 6),
    ("gldt-", 6),
    ("glcbt-", 6),
    ("glrt-", 6),
    ("npm_", 30),
    ("pypi-", 30),
    ("hvs.", 20),
    ("xoxb-", 20),
    ("ya29.", 10),
    ("AKIA", 16),
    ("ASIA", 16),
    // Base64 of `{"`, `{ "`, `{` with a line break, `-----BEGIN`.
    ("eyJ", 17),
    ("eyAi", 17),
    ("ewog", 17),
    ("ewoJ", 17),
    ("ew0K", 17),
    ("LS0tLS1CRUdJTi", 10),
    ("Bearer ", 16),
    ("Basic ", 8),
];

const SCHEMES: [&str; 2] = ["Bearer ", "Basic "];

const KEY_BEGINS: &str = "-----BEGIN";

fn prefixes() -> &'static Words {
    static FOUND: OnceLock<Words> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut words = PREFIXES.map(|(prefix, _)| prefix).to_vec();
        words.push(KEY_BEGINS);
        Words::new(&words, Kind::FirstEnd, false)
    })
}

pub(super) fn find(finder: &mut Finder<'_>) {
    let text = finder.text;
    let mut done = 0;
    for found in prefixes().all(text.as_bytes()) {
        if found.span.start < done {
            continue;
        }
        let Some(&(prefix, least)) = PREFIXES.get(found.word) else {
            if let Some(span) = private_key(text, found.span.end) {
                finder.mask(span, MaskKind::PrivateKey);
                done = span.end;
            }
            continue;
        };
        if SCHEMES.contains(&prefix) {
            scheme(finder, found.span.end, least);
            continue;
        }
        let before = text.as_bytes().get(found.span.start.wrapping_sub(1));
        if before.is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let end = token_end(text, found.span.start, prefix);
        done = end;
        if end - found.span.end.min(end) < least {
            continue;
        }
        if prefix.starts_with('A')
            && !is_aws_key_id(text.get(found.span.start..end).unwrap_or_default())
        {
            continue;
        }
        finder.mask(Span::new(found.span.start, end), MaskKind::Token);
    }
}

/// Base64 may go on in the next lines, as `base64` wraps it.
fn token_end(text: &str, start: usize, prefix: &str) -> usize {
    if prefix.starts_with('A') {
        return run_end(text, start, |byte| byte.is_ascii_alphanumeric());
    }
    let mut end = run_end(text, start, is_token_byte);
    let base64 = prefix.starts_with('e') || prefix.starts_with("LS0");
    while base64 && end - start >= 60 {
        let next = run_end(text, end, |byte| byte.is_ascii_whitespace());
        let line = run_end(text, next, |byte| {
            byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)
        });
        let breaks = text.get(end..next).is_some_and(|gap| gap.contains('\n'));
        let whole = matches!(text.as_bytes().get(line), None | Some(b'\n' | b'\r'));
        if !breaks || line == next || !whole {
            break;
        }
        end = line;
    }
    // The full stop of a sentence is no part of it.
    let run = text.get(start..end).unwrap_or_default();
    start + run.trim_end_matches('.').len()
}

/// What stands behind `Bearer` or `Basic`, unless it is a challenge or a word.
fn scheme(finder: &mut Finder<'_>, start: usize, least: usize) {
    let text = finder.text;
    let end = run_end(text, start, is_token_byte);
    let run = text.get(start..end).unwrap_or_default();
    let challenge = run.ends_with('=') && text.as_bytes().get(end) == Some(&b'"');
    let word = run
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'.');
    if run.len() >= least && !challenge && !word {
        finder.mask(Span::new(start, end), MaskKind::Header);
    }
}

/// What stands between the first and the last line of a private key.
fn private_key(text: &str, begin: usize) -> Option<Span> {
    let rest = text.get(begin..)?;
    let head = rest.get(..rest.floor_char_boundary(64)).unwrap_or(rest);
    let dashes = head.find("-----")?;
    if !head.get(..dashes)?.contains("PRIVATE KEY") {
        return None;
    }
    let start = begin + dashes + 5;
    let body = text.get(start..)?;
    let body = body
        .get(..body.floor_char_boundary(64 * 1024))
        .unwrap_or(body);
    Some(Span::new(
        start,
        start + body.find("-----END").unwrap_or(body.len()),
    ))
}
