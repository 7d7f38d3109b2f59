//! As much of Go's `net/url` and `path/filepath` as decides which key matches.

/// A URL that Go parses, as far as the clients look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// `host` or `host:port`, without user info; percent signs decoded.
    pub host: String,
    /// The path, percent signs decoded.
    pub path: String,
}

impl Url {
    /// Go's `Hostname()` and `Port()`: an IPv6 address loses its brackets.
    #[must_use]
    pub fn name_and_port(&self) -> (&str, &str) {
        let mut name = self.host.as_str();
        let mut port = "";
        if let Some(colon) = name.rfind(':')
            && let Some(behind) = name.get(colon + 1..)
            && behind.bytes().all(|byte| byte.is_ascii_digit())
        {
            port = behind;
            name = name.get(..colon).unwrap_or_default();
        }
        let bare = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        (bare.unwrap_or(name), port)
    }
}

/// Go's `url.Parse`; `None` where it gives an error. `colons`: an address with
/// several colons and without brackets is a host, as it was until Go 1.25.
#[must_use]
pub fn parse(raw: &str, colons: bool) -> Option<Url> {
    let (rest, fragment) = raw.split_once('#').unwrap_or((raw, ""));
    unescape(fragment, false)?;
    if rest.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return None;
    }
    let (scheme, rest) = scheme(rest)?;
    let rest = rest.split_once('?').map_or(rest, |(rest, _)| rest);
    let mut url = Url {
        host: String::new(),
        path: String::new(),
    };
    if !rest.starts_with('/') {
        if !scheme.is_empty() {
            // Opaque, such as `mailto:someone`: no host, no path.
            return Some(url);
        }
        if rest
            .split('/')
            .next()
            .is_some_and(|first| first.contains(':'))
        {
            return None;
        }
    }
    let mut path = rest;
    if (!scheme.is_empty() || !rest.starts_with("///"))
        && let Some(authority) = rest.strip_prefix("//")
    {
        let end = authority.find('/').unwrap_or(authority.len());
        path = authority.get(end..).unwrap_or_default();
        let authority = authority.get(..end).unwrap_or_default();
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (user, host),
            None => ("", authority),
        };
        if !user.bytes().all(valid_in_user_info) {
            return None;
        }
        unescape(user, false)?;
        url.host = parse_host(host, colons)?;
    }
    url.path = unescape(path, false)?;
    Some(url)
}

/// The scheme and what is behind its colon.
fn scheme(raw: &str) -> Option<(&str, &str)> {
    for (at, byte) in raw.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if at > 0 => {}
            b':' if at == 0 => return None,
            b':' => return Some((raw.get(..at)?, raw.get(at + 1..)?)),
            _ => break,
        }
    }
    Some(("", raw))
}

const fn valid_in_user_info(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b':'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b'%'
                | b'@'
        )
}

fn parse_host(host: &str, colons: bool) -> Option<String> {
    let port_fits = |port: &str| {
        port.is_empty()
            || port
                .strip_prefix(':')
                .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if host.starts_with('[') {
        let close = host.rfind(']')?;
        if !port_fits(host.get(close + 1..)?) {
            return None;
        }
    } else if let Some(colon) = host.rfind(':') {
        if !port_fits(host.get(colon..)?) {
            return None;
        }
        if !colons && host.get(..colon)?.contains(':') {
            return None;
        }
    }
    unescape(host, true)
}

/// Go's unescaping of a host or of a path.
fn unescape(text: &str, host: bool) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte == b'%' {
            let high = hex(*bytes.get(at)?)?;
            let low = hex(*bytes.get(at + 1)?)?;
            at += 2;
            let value = high << 4 | low;
            // In a host only bytes beyond ASCII may be written so, and a percent sign.
            if host && value < 0x80 && value != b'%' {
                return None;
            }
            out.push(value);
            continue;
        }
        if host
            && byte < 0x80
            && !byte.is_ascii_alphanumeric()
            && !b"!$&'()*+,;=:[]<>\"-_.~".contains(&byte)
        {
            return None;
        }
        out.push(byte);
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

const fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Go's `filepath.Match` on one label of a host name: `*`, `?`, `[a-z]`, `[^a]`, `\`.
/// A pattern that is malformed matches nothing.
#[must_use]
pub fn glob(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    // Behind the last star: where to go on, with one more letter eaten.
    let mut retry: Option<(usize, usize)> = None;
    loop {
        let step = match pattern.get(p) {
            None if n == name.len() => return true,
            None => None,
            Some('*') => {
                retry = Some((p + 1, n));
                p += 1;
                continue;
            }
            Some(_) => match name.get(n) {
                None => return false,
                Some(&c) => match_one(&pattern, p, c),
            },
        };
        if let Some(next) = step {
            p = next;
            n += 1;
            continue;
        }
        match retry {
            Some((star, from)) if name.get(from).is_some_and(|&c| c != '/') => {
                retry = Some((star, from + 1));
                p = star;
                n = from + 1;
            }
            _ => return false,
        }
    }
}

/// Matches one letter against the pattern at `at`: the index behind what matched.
fn match_one(pattern: &[char], at: usize, c: char) -> Option<usize> {
    match pattern.get(at)? {
        '?' => (c != '/').then_some(at + 1),
        '\\' => (*pattern.get(at + 1)? == c).then_some(at + 2),
        '[' => {
            let mut at = at + 1;
            let negated = pattern.get(at) == Some(&'^');
            at += usize::from(negated);
            let mut found = false;
            let mut first = true;
            loop {
                if pattern.get(at) == Some(&']') && !first {
                    return (found != negated).then_some(at + 1);
                }
                first = false;
                let low = class_letter(pattern, &mut at)?;
                let mut high = low;
                if pattern.get(at) == Some(&'-') {
                    at += 1;
                    high = class_letter(pattern, &mut at)?;
                }
                found |= low <= c && c <= high;
            }
        }
        literal => (*literal == c).then_some(at + 1),
    }
}

/// One letter of a class; `-` and `]` need a backslash there.
fn class_letter(pattern: &[char], at: &mut usize) -> Option<char> {
    let mut c = *pattern.get(*at)?;
    if c == '-' || c == ']' {
        return None;
    }
    if c == '\\' {
        *at += 1;
        c = *pattern.get(*at)?;
    }
    *at += 1;
    // A class must be closed.
    pattern.get(*at).map(|_| c)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn urls() {
        let url = parse("https://me:pw@registry.example.com:5000/v2/?q#f", true).unwrap();
        assert_eq!(
            (url.host.as_str(), url.path.as_str()),
            ("registry.example.com:5000", "/v2/")
        );
        assert_eq!(url.name_and_port(), ("registry.example.com", "5000"));
        assert_eq!(
            parse("https://[::1]:5000/a", true).unwrap().name_and_port(),
            ("::1", "5000")
        );
        assert_eq!(parse("https:// registry.example.com", true), None);
        assert_eq!(parse("https://registry.example.com:port", true), None);
        assert_eq!(parse(" https://registry.example.com", true), None);
        assert_eq!(parse("https://a:b:5000", false), None);
        assert_eq!(parse("https://a/%zz", true), None);
        assert_eq!(parse("mailto:x", true).unwrap().host, "");
    }

    #[test]
    fn globs() {
        for (pattern, name, matches) in [
            ("*", "registry", true),
            ("*", "", true),
            ("reg*", "registry", true),
            ("*try", "registry", true),
            ("r?g*y", "registry", true),
            ("[a-s]egistry", "registry", true),
            ("[^a-q]egistry", "registry", true),
            ("[^r]egistry", "registry", false),
            ("[::1]", "[::1]", false),
            ("[::1]", "1", true),
            ("a[", "a", false),
            ("registry", "Registry", false),
            ("\\*", "*", true),
        ] {
            assert_eq!(glob(pattern, name), matches, "{pattern} {name}");
        }
    }
}
