//! Base64 as Go's `encoding/base64` reads it: where it stops matters here.
//!
//! Carriage return and newline are skipped wherever they stand; any other
//! foreign byte is an error; bits left over in the last letter are not checked.

use crate::fill::fill;
/// The byte at which Go gives up: `illegal base64 data at input byte N`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Illegal(pub usize);

impl Illegal {
    /// Go's words.
    #[must_use]
    pub fn go_words(self) -> String {
        fill(
            "illegal base64 data at input byte {}",
            &[&self.0.to_string()],
        )
    }
}

/// `base64.StdEncoding`: the padding is needed.
///
/// # Errors
/// The offset that Go names.
pub fn decode_padded(input: &[u8]) -> Result<Vec<u8>, Illegal> {
    decode(input, true)
}

/// `base64.RawStdEncoding`: without padding.
///
/// # Errors
/// The offset that Go names.
pub fn decode_unpadded(input: &[u8]) -> Result<Vec<u8>, Illegal> {
    decode(input, false)
}

/// The six bits of a letter of the standard alphabet.
#[must_use]
pub const fn sextet(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

fn decode(input: &[u8], padded: bool) -> Result<Vec<u8>, Illegal> {
    let mut out = Vec::with_capacity(input.len() / 4 * 3 + 3);
    let mut group: u32 = 0;
    let mut letters: usize = 0;
    let mut at = 0;
    let skip_breaks = |mut at: usize| {
        while matches!(input.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        at
    };
    loop {
        let Some(&byte) = input.get(at) else {
            // The end. A group that is too short is an error at its start,
            // counted without the line breaks inside it.
            if letters == 0 {
                return Ok(out);
            }
            if letters == 1 || padded {
                return Err(Illegal(at - letters));
            }
            push_group(&mut out, group, letters);
            return Ok(out);
        };
        at += 1;
        if let Some(bits) = sextet(byte) {
            group = (group << 6) | u32::from(bits);
            letters += 1;
            if letters == 4 {
                push_group(&mut out, group, 4);
                group = 0;
                letters = 0;
            }
            continue;
        }
        if matches!(byte, b'\r' | b'\n') {
            continue;
        }
        if byte != b'=' || !padded || letters < 2 {
            return Err(Illegal(at - 1));
        }
        if letters == 2 {
            at = skip_breaks(at);
            match input.get(at) {
                Some(b'=') => at += 1,
                Some(_) => return Err(Illegal(at - 1)),
                None => return Err(Illegal(input.len())),
            }
        }
        at = skip_breaks(at);
        if at < input.len() {
            return Err(Illegal(at));
        }
        push_group(&mut out, group, letters);
        return Ok(out);
    }
}

/// Writes the whole bytes of a group of two to four letters.
fn push_group(out: &mut Vec<u8>, group: u32, letters: usize) {
    let whole = group << (6 * (4 - letters));
    let [_, first, second, third] = whole.to_be_bytes();
    for byte in [first, second, third].into_iter().take(letters - 1) {
        out.push(byte);
    }
}
