//! Base64 of `user:secret` wherever it stands, without a name in front.

use crate::config::base64::{decode_padded, decode_unpadded, sextet};
use crate::span::Span;

use super::{Finder, MaskKind};

/// Shorter runs are words.
const SHORTEST: usize = 8;

pub(super) fn find(finder: &mut Finder<'_>) {
    let text = finder.text;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while bytes.get(at).copied().and_then(sextet).is_some() {
            at += 1;
        }
        let letters = at;
        while at > start && bytes.get(at) == Some(&b'=') && at - letters < 2 {
            at += 1;
        }
        if letters - start >= SHORTEST && is_pair(bytes.get(start..at).unwrap_or_default()) {
            finder.mask(Span::new(start, at), MaskKind::Pair);
        }
        if at == start {
            at += 1;
        }
    }
}

/// Decodes to readable text with a colon inside. Of a word, the first letters
/// already decode to bytes that are no text, so this ends early.
fn is_pair(run: &[u8]) -> bool {
    let head = run.get(..8).unwrap_or(run);
    if decode_unpadded(head)
        .is_ok_and(|bytes| bytes.iter().any(|&byte| byte < b' ' || byte == 0x7f))
    {
        return false;
    }
    let Ok(bytes) = decode_padded(run).or_else(|_| decode_unpadded(run)) else {
        return false;
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return false;
    };
    let text = text.trim_end_matches(['\n', '\r', '\0']);
    let readable = text
        .chars()
        .all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    readable
        && text
            .find(':')
            .is_some_and(|colon| colon > 0 && colon + 1 < text.len())
}
