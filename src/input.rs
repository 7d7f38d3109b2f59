//! What was pasted, and what the reader told about the place they work in.

use crate::config::Config;
pub use crate::config::lookup::Client;
pub use crate::fix::{Filling, Shell};
pub use crate::log::Place;
use serde::Serialize;

/// Everything that the engine may know. The engine reads no clock and no
/// environment: what it should know of either stands here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The error message, or a whole log.
    pub error: &'a str,
    /// The image reference, as given to the client.
    pub image: &'a str,
    /// The client's `config.json` or one of its relatives, redacted or not.
    pub config: &'a str,
    /// What was read off the config before its secrets were masked, for a face
    /// that keeps the masked text only. Its spans are those of the text as it
    /// was. With `None`, `config` is read.
    pub read: Option<&'a Config>,
    /// Seconds since 1970-01-01 UTC, for "expired 3 hours ago"; `None` when unknown.
    pub now: Option<i64>,
    /// The shell that commands are written for.
    pub shell: Shell,
    /// The client that is used: its rules pick the credential, and the commands
    /// are written for it. By the error text when `None`.
    pub client: Option<Client>,
    /// Where the tool runs; by the error text when `None`. [`Place::Unknown`] is
    /// the reader's own machine.
    pub place: Option<Place>,
    /// What the reader has filled in for the commands' placeholders.
    pub filling: Option<&'a Filling>,
}

/// Which of the inputs something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The error message.
    Error,
    /// The image reference.
    Image,
    /// The config file.
    Config,
    /// None of them: something is absent, or follows from several.
    None,
}

/// Text from bytes, with offsets kept where that can be.
///
/// UTF-16 with a byte order mark (what Windows PowerShell writes behind `>`)
/// is decoded. In all else, each byte that is not UTF-8 becomes one `?`, so
/// that offsets in the text are offsets in the bytes.
#[must_use]
pub fn text_from_bytes(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], pick: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| {
            pick([
                pair.first().copied().unwrap_or(0),
                pair.get(1).copied().unwrap_or(0),
            ])
        });
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or('?'))
            .collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_bytes_keep_the_offsets() {
        assert_eq!(text_from_bytes(b"ab\xff\xfecd"), "ab??cd");
        assert_eq!(text_from_bytes("dé".as_bytes()), "dé");
    }

    #[test]
    fn utf16_is_decoded() {
        assert_eq!(text_from_bytes(b"\xff\xfed\0e\0"), "de");
        assert_eq!(text_from_bytes(b"\xfe\xff\0d\0e\0"), "de");
    }
}
