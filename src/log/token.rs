//! The small grammars of noise within a line: terminal sequences, entities,
//! special characters, Markdown links. Each function looks at what stands at
//! the start of `rest`.

/// What a terminal sequence does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Colour, erasing, titles.
    Nothing,
    /// The cursor goes right: some programs print spaces so.
    Space,
    /// The cursor goes to another line.
    Newline,
}

/// Length and effect of the sequence that stands behind an ESC (ECMA-48).
pub(super) fn escape(rest: &[u8]) -> (usize, Effect) {
    match rest {
        [b'[', behind @ ..] => {
            let (len, effect) = control(behind);
            (len + 1, effect)
        }
        // OSC, DCS, SOS, PM, APC: text up to BEL or ESC `\`. Without that end,
        // it is not known what belongs to it, and the text stays.
        [b']' | b'P' | b'X' | b'^' | b'_', behind @ ..] => {
            let text = behind.iter().take_while(|b| is_text(**b)).count();
            let end = match behind.get(text..) {
                Some([0x07, ..]) => text + 1,
                Some([0x1b, b'\\', ..]) => text + 2,
                _ => 0,
            };
            (end + 1, Effect::Nothing)
        }
        _ => {
            let middle = rest.iter().take_while(|b| (0x20..0x30).contains(*b));
            let middle = middle.count();
            match rest.get(middle) {
                // Charset and mode switches; without intermediates only the
                // known ones, as a stray ESC may stand in front of a word.
                Some(0x30..=0x7e) if middle > 0 => (middle + 1, Effect::Nothing),
                Some(b'7' | b'8' | b'=' | b'>' | b'c' | b'M' | b'\\') => (1, Effect::Nothing),
                _ => (0, Effect::Nothing),
            }
        }
    }
}

fn is_text(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f
}

/// Length and effect of the rest of a CSI sequence, behind its `[`. A broken
/// one ends where it breaks.
pub(super) fn control(rest: &[u8]) -> (usize, Effect) {
    let params = rest.iter().take_while(|b| (0x30..0x40).contains(*b));
    let params = params.count();
    let behind = rest.get(params..).unwrap_or_default();
    let middle = behind.iter().take_while(|b| (0x20..0x30).contains(*b));
    let len = params + middle.count();
    match rest.get(len) {
        Some(b'C') => (len + 1, Effect::Space),
        Some(b'A' | b'B' | b'E' | b'F' | b'H' | b'd' | b'f') => (len + 1, Effect::Newline),
        Some(0x40..=0x7e) => (len + 1, Effect::Nothing),
        _ => (len, Effect::Nothing),
    }
}

/// A CSI sequence whose ESC is written out or lost, from its `[` on: only
/// digits and `;`, and a letter that sequences in logs end in.
pub(super) fn written_control(rest: &[u8]) -> Option<(usize, Effect)> {
    let [b'[', behind @ ..] = rest else {
        return None;
    };
    let params = behind
        .iter()
        .take(40)
        .take_while(|b| b.is_ascii_digit() || matches!(b, b';' | b'?'))
        .count();
    match behind.get(params)? {
        b'm' | b'K' | b'J' | b'G' | b'h' | b'l' | b'A' | b'B' | b'C' | b'H' => {
            let (len, effect) = control(behind);
            Some((len + 1, effect))
        }
        _ => None,
    }
}

/// Length of a colour sequence whose ESC was lost: `[31m`, `[0;32m`.
/// `rate(x[5m])` is none, nor is `[map[…`.
pub(super) fn bare_colour(rest: &[u8]) -> Option<usize> {
    let [b'[', behind @ ..] = rest else {
        return None;
    };
    let params = behind
        .iter()
        .take(24)
        .take_while(|b| b.is_ascii_digit() || **b == b';')
        .count();
    if params == 0 || behind.get(params) != Some(&b'm') || behind.get(params + 1) == Some(&b']') {
        return None;
    }
    let codes = behind.get(..params)?.split(|b| *b == b';');
    let known = |code: &[u8]| match code {
        []
        | [b'0'..=b'5' | b'7'..=b'9']
        | [b'2', b'1'..=b'9']
        | [b'0' | b'3' | b'4' | b'9', _]
        | [b'1', b'0', b'0'..=b'7'] => true,
        // A palette's index or a colour's part.
        _ => params > 6 && code.len() <= 3,
    };
    codes.into_iter().all(known).then_some(params + 2)
}

/// The character that an HTML entity stands for, and the entity's length.
/// `&amp;quot;`, escaped twice, is one.
pub(super) fn entity(rest: &[u8]) -> Option<(char, usize)> {
    let mut at = 1;
    while rest.get(at..).is_some_and(|rest| rest.starts_with(b"amp;")) {
        at += 4;
    }
    let body = rest.get(at..)?;
    let name = body
        .iter()
        .take(8)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    let ended = body.get(name) == Some(&b';');
    let named = body.get(..name).filter(|_| ended);
    let known = match named.unwrap_or_default() {
        b"quot" | b"ldquo" | b"rdquo" => Some('"'),
        b"apos" | b"lsquo" | b"rsquo" => Some('\''),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"nbsp" => Some(' '),
        [b'#', b'x' | b'X', hex @ ..] => number(hex, 16),
        [b'#', digits @ ..] => number(digits, 10),
        _ => None,
    };
    match known {
        Some(known) => Some((known, at + name + 1)),
        None if at > 1 => Some(('&', at)),
        None => None,
    }
}

/// The character with a number, unless it is a control character.
pub(super) fn number(digits: &[u8], radix: u32) -> Option<char> {
    if !digits.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let digits = std::str::from_utf8(digits).ok()?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?).filter(|c| !c.is_control())
}

/// What a character becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soft {
    Keep,
    Drop,
    As(char),
}

/// Spaces, quotes and hyphens as ASCII; marks that show nothing go.
pub(super) fn soften(c: char) -> Soft {
    match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Soft::As(' ')
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => Soft::As('\n'),
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Soft::Drop,
        '\u{2018}'..='\u{201b}' | '\u{2032}' => Soft::As('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' => Soft::As('"'),
        '\u{2010}' | '\u{2011}' => Soft::As('-'),
        _ => Soft::Keep,
    }
}

/// A Markdown link that a copy from a web page put around a text: the text's
/// length (from behind the `[`), and the length of all.
///
/// GitHub's log viewer makes a link of each number (`exit code
/// [1](https://…#step:2:3)`), forums one of each address
/// (`[https://a](https://a)`).
pub(super) fn link(rest: &[u8]) -> Option<(usize, usize)> {
    let [b'[', behind @ ..] = rest else {
        return None;
    };
    let in_url = |b: &&u8| b.is_ascii_graphic() && !matches!(b, b'[' | b']' | b'(' | b')');
    let limit = if behind.starts_with(b"http") { 512 } else { 8 };
    let text = behind.iter().take(limit).take_while(in_url).count();
    let target = behind.get(text..)?.strip_prefix(b"](")?;
    if !target.starts_with(b"http") {
        return None;
    }
    let url = target.iter().take(1024).take_while(in_url).count();
    if target.get(url) != Some(&b')') {
        return None;
    }
    let label = behind.get(..text)?;
    let digits = !label.is_empty() && label.iter().all(u8::is_ascii_digit);
    let steps = || {
        let url = target.get(..url).unwrap_or_default();
        let has = |part: &[u8]| url.windows(part.len()).any(|window| window == part);
        has(b"#step:") || has(b"#jobstep-")
    };
    (limit > 8 || digits && steps()).then_some((text, 1 + text + 2 + url + 1))
}

/// Length of `<br>`, `<br/>`, `<br />`.
pub(super) fn line_break(rest: &[u8]) -> Option<usize> {
    let (tag, behind) = rest.split_at_checked(3)?;
    if !tag.eq_ignore_ascii_case(b"<br") {
        return None;
    }
    match behind {
        [b'>', ..] => Some(4),
        [b'/', b'>', ..] => Some(5),
        [b' ', b'/', b'>', ..] => Some(6),
        _ => None,
    }
}
