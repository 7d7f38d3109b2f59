//! Characters that get into a reference unseen: look-alikes of ASCII letters,
//! typographic dashes and quotes, and what no screen shows at all.

/// What a reader should know of a character that is not ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// What it is, with its article: "an en dash".
    pub name: &'static str,
    /// The ASCII text that was meant; empty when it should not be there at all,
    /// `None` when nobody can tell.
    pub meant: Option<&'static str>,
}

/// Whether the character leaves no mark on a screen, or one that looks like a
/// plain space. Near enough to what Go's `unicode.IsPrint` refuses.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || c == ' '
        || is_blank(c)
        || is_format(c)
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Spaces and line ends beyond ASCII.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Characters that only steer how others are shown: joiners, marks of
/// direction, the byte order mark.
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0001}'..='\u{e007f}'
    )
}

/// Letters that are drawn like an ASCII one.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('в', "b"),
    ('с', "c"),
    ('ԁ', "d"),
    ('е', "e"),
    ('һ', "h"),
    ('і', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('м', "m"),
    ('о', "o"),
    ('р', "p"),
    ('ԛ', "q"),
    ('ѕ', "s"),
    ('т', "t"),
    ('ԝ', "w"),
    ('х', "x"),
    ('у', "y"),
    ('А', "A"),
    ('В', "B"),
    ('С', "C"),
    ('Е', "E"),
    ('Н', "H"),
    ('І', "I"),
    ('Ј', "J"),
    ('К', "K"),
    ('М', "M"),
    ('О', "O"),
    ('Р', "P"),
    ('Ѕ', "S"),
    ('Т', "T"),
    ('Х', "X"),
    ('У', "Y"),
];

const GREEK: &[(char, &str)] = &[
    ('α', "a"),
    ('ι', "i"),
    ('κ', "k"),
    ('ν', "v"),
    ('ο', "o"),
    ('ρ', "p"),
    ('υ', "u"),
    ('χ', "x"),
    ('Α', "A"),
    ('Β', "B"),
    ('Ε', "E"),
    ('Ζ', "Z"),
    ('Η', "H"),
    ('Ι', "I"),
    ('Κ', "K"),
    ('Μ', "M"),
    ('Ν', "N"),
    ('Ο', "O"),
    ('Ρ', "P"),
    ('Τ', "T"),
    ('Υ', "Y"),
    ('Χ', "X"),
];

/// The printable ASCII characters, one by one.
const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// Names a character that is not ASCII.
pub(super) fn look(c: char) -> Look {
    let found = |list: &[(char, &'static str)]| {
        list.iter()
            .find(|(other, _)| *other == c)
            .map(|(_, ascii)| *ascii)
    };
    let (name, meant) = match c {
        '\u{a0}' => ("a no-break space", Some(" ")),
        '\u{200b}' => ("a zero-width space", Some("")),
        '\u{feff}' => ("a byte order mark, which cannot be seen", Some("")),
        '\u{ad}' => ("a soft hyphen, which cannot be seen", Some("")),
        _ if is_blank(c) => ("a space that is not the plain one", Some(" ")),
        _ if is_format(c) => ("a character that cannot be seen", Some("")),
        '‐' | '‑' => ("a typographic hyphen", Some("-")),
        '‒' | '–' => ("an en dash", Some("-")),
        '—' | '―' => ("an em dash", Some("-")),
        '−' | '﹣' => ("a minus sign", Some("-")),
        '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '′' | '″' => {
            ("a typographic quote", Some("\""))
        }
        '…' => ("an ellipsis, so the text was shortened", None),
        '⁄' | '∕' => ("a fraction slash", Some("/")),
        '∶' | '꞉' => ("a look-alike of the colon", Some(":")),
        '․' => ("a look-alike of the full stop", Some(".")),
        '\u{fffd}' => ("a sign for bytes that could not be read", None),
        '！'..='～' => (
            "a full-width character",
            usize::try_from(u32::from(c) - u32::from('！'))
                .ok()
                .and_then(|i| ASCII.get(i..=i)),
        ),
        '\u{370}'..='\u{3ff}' => ("a Greek letter", found(GREEK)),
        '\u{400}'..='\u{52f}' => ("a Cyrillic letter", found(CYRILLIC)),
        '\u{c0}'..='\u{24f}' => ("an accented letter", None),
        '\u{80}'..='\u{9f}' => ("a control character", None),
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => ("a symbol or emoji", None),
        '\u{2190}'..='\u{25ff}' => ("an arrow or drawn line", None),
        _ => ("a character beyond ASCII", None),
    };
    Look { name, meant }
}

/// `text` in ASCII, each look-alike replaced by what was meant; `None` if for
/// one of them nobody can tell.
pub(super) fn to_ascii(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(look(c).meant?);
        }
    }
    Some(out)
}

/// `text` in quotes, for a sentence: cut when long, and with all but printable
/// ASCII written as a code point.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 48;
    let mut out = String::from("\"");
    for (n, c) in text.chars().enumerate() {
        if n == LONGEST {
            out.push_str("...");
            break;
        }
        if c.is_ascii_graphic() || c == ' ' {
            out.push(c);
        } else {
            out.push_str(&code_point(c));
        }
    }
    out.push('"');
    out
}

/// `U+00A0`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn look_alikes_become_ascii() {
        assert_eq!(to_ascii("асме–х\u{200b}１：").as_deref(), Some("acme-x1:"));
        assert_eq!(to_ascii("é"), None);
        assert_eq!(look('～').meant, Some("~"));
        assert_eq!(look('！').meant, Some("!"));
    }

    #[test]
    fn quotes_show_ascii_only_and_not_too_much() {
        assert_eq!(quoted("a\u{202e}b"), "\"aU+202Eb\"");
        assert_eq!(quoted(&"a".repeat(99)).len(), 2 + 48 + 3);
    }

    #[test]
    fn every_table_entry_is_ascii_of_its_own_script() {
        for (c, ascii) in CYRILLIC.iter().chain(GREEK) {
            assert!(!c.is_ascii() && ascii.is_ascii());
            assert_eq!(look(*c).meant, Some(*ascii), "{c}");
        }
    }
}
