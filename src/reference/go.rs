//! The pieces of Go's standard library that the parsers lean on, as far as a
//! reference can reach them.

use std::fmt::Write as _;

use super::upper::is_upper;

/// `strings.ToLower(text)`, as far as the result can be ASCII: two characters
/// beyond it become ASCII letters, and no other can be in a reference.
pub(super) fn to_lower(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'İ' => 'i',
            '\u{212a}' => 'k',
            _ => c.to_ascii_lowercase(),
        })
        .collect()
}

/// `strings.ToLower(text) != text`, for any text.
pub(super) fn has_upper(text: &str) -> bool {
    text.chars().any(is_upper)
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
        return inner.is_some_and(|(address, port)| is_ipv6(address) && is_optional_port(port));
    }
    host.rfind(':')
        .is_none_or(|colon| host.get(colon..).is_some_and(is_optional_port))
}

/// `netip.ParseAddr` of an IPv6 address without a zone.
fn is_ipv6(text: &str) -> bool {
    match text.split_once("::") {
        None => groups(text, true) == Some(8),
        Some((left, right)) => {
            let count = |part: &str, last| match part {
                "" => Some(0),
                _ => groups(part, last),
            };
            // The gap stands for one group at least.
            match (count(left, false), count(right, true)) {
                (Some(left), Some(right)) => left + right < 8,
                _ => false,
            }
        }
    }
}

/// How many groups of 16 bits there are, joined by colons. The `last` ones of
/// an address may be written as an IPv4 address.
fn groups(text: &str, last: bool) -> Option<usize> {
    let mut count = 0;
    let mut pieces = text.split(':').peekable();
    while let Some(piece) = pieces.next() {
        if last && pieces.peek().is_none() && piece.contains('.') {
            count += 2;
            if !is_ipv4(piece) {
                return None;
            }
        } else {
            count += 1;
            let fits = (1..=4).contains(&piece.len());
            if !fits || !piece.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
        }
    }
    Some(count)
}

/// Four numbers up to 255 without leading zeros.
fn is_ipv4(text: &str) -> bool {
    text.split('.').count() == 4
        && text.split('.').all(|number| {
            let plain = number.bytes().all(|b| b.is_ascii_digit());
            let zeros = number.len() > 1 && number.starts_with('0');
            plain && !zeros && number.parse::<u8>().is_ok()
        })
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
        assert_eq!(to_lower("AB\u{212a}İ"), "abki");
        assert!(!has_upper("aé_ß-4"));
        assert!(has_upper("ǅ") && has_upper("Б"));
    }

    proptest::proptest! {
        #[test]
        fn addresses_are_read_like_the_standard_librarys(
            text in "[0-9a-f]{0,2}(::|:|[.]|[0-9a-f]{1,5}|25[0-9]|0){0,16}",
            full in "([0-9a-f]{1,4}:){6,7}([0-9a-f]{1,4}|:|[0-9]{1,3}[.][0-9]{1,3}[.][0-9][.][0-9])",
        ) {
            for text in [text, full] {
                let theirs = text.parse::<std::net::Ipv6Addr>().is_ok();
                proptest::prop_assert_eq!(is_ipv6(&text), theirs, "{}", text);
            }
        }
    }
}
