//! The pieces of Go's standard library that the parsers lean on, as far as a
//! reference can reach them.

use std::fmt::Write as _;
use std::net::Ipv6Addr;

/// `unicode.ToLower` of one character. Rust's own mapping differs for one:
/// the capital I with a dot, which becomes two characters.
fn lower(c: char) -> char {
    match c {
        'İ' => 'i',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// `strings.ToLower(text)`.
pub(super) fn to_lower(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// `strings.ToLower(text) != text`, without making it.
pub(super) fn has_upper(text: &str) -> bool {
    text.chars().any(|c| lower(c) != c)
}

/// `strconv.Quote`, which is `%q`. Go's table of unassigned characters is not
/// kept here: those are printed as they are.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        let escape = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\x07' => "\\a",
            '\x08' => "\\b",
            '\x0c' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\x0b' => "\\v",
            _ => "",
        };
        if !escape.is_empty() {
            out.push_str(escape);
        } else if c == ' ' || !super::chars::is_invisible(c) {
            out.push(c);
        } else {
            let code = u32::from(c);
            // Writing to a String does not fail.
            let _ = match code {
                ..0x80 => write!(out, "\\x{code:02x}"),
                0x80..0x1_0000 => write!(out, "\\u{code:04x}"),
                _ => write!(out, "\\U{code:08x}"),
            };
        }
    }
    out.push('"');
    out
}

/// Whether `net/url` takes the whole of `host` as the host and port of a URL,
/// and gives it back unchanged. Empty is fine here. `host` has no slash.
///
/// A `%` never passes: its escapes are decoded, so the host comes back changed.
/// Since Go 1.25.2 brackets must hold an IPv6 address. Several colons pass
/// without brackets (only `http` and `https` URLs are strict).
pub(super) fn is_url_host(host: &str) -> bool {
    let allowed =
        |b: u8| b >= 0x80 || b.is_ascii_alphanumeric() || b"!$&'()*+,;=:[]<>\"-_.~".contains(&b);
    if !host.bytes().all(allowed) {
        return false;
    }
    if host.contains('[') {
        let inner = host.strip_prefix('[').and_then(|h| h.rsplit_once(']'));
        return inner.is_some_and(|(address, port)| {
            address.parse::<Ipv6Addr>().is_ok() && is_optional_port(port)
        });
    }
    host.rfind(':')
        .is_none_or(|colon| host.get(colon..).is_some_and(is_optional_port))
}

/// Empty, or a colon and digits, possibly none.
fn is_optional_port(text: &str) -> bool {
    text.is_empty()
        || text
            .strip_prefix(':')
            .is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether `digest` is one that `go-digest` takes with the algorithms that the
/// docker binaries know (sha256, sha384, sha512), else its error.
pub(super) fn check_digest(digest: &str) -> Result<(), &'static str> {
    const FORMAT: &str = "invalid checksum digest format";
    let Some((algorithm, encoded)) = digest.split_once(':') else {
        return Err(FORMAT);
    };
    if algorithm.is_empty() || encoded.is_empty() {
        return Err(FORMAT);
    }
    let Some(length) = digest_length(algorithm) else {
        let well_formed = algorithm.split(['.', '+', '_', '-']).all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
        }) && encoded
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"=_-".contains(&b));
        return Err(if well_formed {
            "unsupported digest algorithm"
        } else {
            FORMAT
        });
    };
    if encoded.len() != length {
        return Err("invalid checksum digest length");
    }
    if !encoded.bytes().all(is_lower_hex) {
        return Err(FORMAT);
    }
    Ok(())
}

/// How many hexadecimal digits a known algorithm has.
pub(super) fn digest_length(algorithm: &str) -> Option<usize> {
    match algorithm {
        "sha256" => Some(64),
        "sha384" => Some(96),
        "sha512" => Some(128),
        _ => None,
    }
}

/// `0-9a-f`.
pub(super) fn is_lower_hex(b: u8) -> bool {
    b.is_ascii_digit() || (b'a'..=b'f').contains(&b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_gos() {
        assert_eq!(quote("a\"b\\\n\x01é"), r#""a\"b\\\n\x01é""#);
        assert_eq!(quote("a\u{a0}\u{200b}"), r#""a\u00a0\u200b""#);
        assert_eq!(quote("\u{e0001}"), r#""\U000e0001""#);
    }

    #[test]
    fn hosts_are_those_of_go_urls() {
        for host in [
            "", "a", "a:", "a:5", "::1", "[::1]", "[::1]:", "[::1]:5", "é", "<a>",
        ] {
            assert!(is_url_host(host), "{host}");
        }
        for host in [
            "a b",
            "a@b",
            "a?b",
            "a#b",
            "a%41",
            "[::1",
            "[x]",
            "[::1]a",
            "a:b",
            "a[::1]",
            "{a}",
            "a\\b",
            "[1.2.3.4]",
        ] {
            assert!(!is_url_host(host), "{host}");
        }
    }

    #[test]
    fn lower_case_is_gos() {
        assert_eq!(to_lower("AÉ\u{212a}İ"), "aéki");
        assert!(!has_upper("aé_ß-4"));
        assert!(has_upper("ǅ"));
    }
}
