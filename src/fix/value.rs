//! What of the input may stand in a command or a snippet, and why not.
//!
//! A value is refused here when no place could hold it safely: a pasted
//! newline runs the line, an invisible character shows another text than it
//! runs, a leading `-` is read as an option. What single shells can't quote is
//! refused by them (see [`crate::fix::Shell`]).

use std::fmt;

/// The longest value, in bytes. References are at most 255 + 128 + 71 bytes,
/// host names 253.
pub const LONGEST_VALUE: usize = 1024;

/// Why a value was not put into a command. It never holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(&'static str);

impl Refused {
    /// A refusal for the given reason: a clause with "it" for the value.
    pub(crate) const fn because(why: &'static str) -> Self {
        Self(why)
    }

    /// The reason as a clause, such as "it is empty".
    #[must_use]
    pub const fn why(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Refused {}

/// A text from the input that any shell or snippet could hold once quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value(String);

impl Value {
    /// Checks `text`.
    ///
    /// # Errors
    /// The text is empty, longer than [`LONGEST_VALUE`], begins with `-`, or
    /// holds a control character (newline, NUL, ESC), a bidirectional mark, an
    /// invisible character or a space other than U+0020.
    pub fn new(text: &str) -> Result<Self, Refused> {
        if text.is_empty() {
            return Err(Refused::because("it is empty"));
        }
        if text.len() > LONGEST_VALUE {
            return Err(Refused::because("it is longer than any name can be"));
        }
        if text.starts_with('-') {
            return Err(Refused::because(
                "it begins with -, so a program would read it as an option",
            ));
        }
        for c in text.chars() {
            if c.is_control() {
                return Err(Refused::because(
                    "it holds a line break or another control character",
                ));
            }
            if is_invisible(c) {
                return Err(Refused::because(
                    "it holds an invisible character or an odd space",
                ));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The text, not quoted.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that show nothing, turn the direction of the text, or look like
/// a space and are none: Unicode's default ignorable code points, format
/// characters (Cf), noncharacters and spaces (Zs) but U+0020, and the blank Braille pattern.
fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    c.is_whitespace()
        // Noncharacters: U+FFFE, U+FFFF and their like in each plane.
        || (u32::from(c) & 0xfffe) == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
            | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What may be known from the input or not: `&str`, `String`, an `Option` of
/// these, and references to them.
pub trait Known {
    /// The text, if it is known.
    fn known(&self) -> Option<&str>;
}

impl Known for str {
    fn known(&self) -> Option<&str> {
        Some(self)
    }
}

impl Known for String {
    fn known(&self) -> Option<&str> {
        Some(self)
    }
}

impl Known for std::borrow::Cow<'_, str> {
    fn known(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Known + ?Sized> Known for &T {
    fn known(&self) -> Option<&str> {
        (**self).known()
    }
}

impl<T: Known> Known for Option<T> {
    fn known(&self) -> Option<&str> {
        self.as_ref().and_then(Known::known)
    }
}

/// A text from the input for use inside a sentence: control and invisible
/// characters become `�`, and what is longer than 120 characters is cut.
#[must_use]
pub fn plain(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut out: String = text
        .chars()
        .take(LONGEST)
        .map(|c| {
            if c.is_control() || is_invisible(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_no_place_can_hold() {
        for (text, word) in [
            ("", "empty"),
            ("-rf", "begins with -"),
            ("a\nb", "control"),
            ("a\0b", "control"),
            ("a\u{1b}[2Jb", "control"),
            ("a\u{85}b", "control"),
            ("a\u{202e}b", "invisible"),
            ("a\u{200b}b", "invisible"),
            ("a\u{a0}b", "invisible"),
            ("a\u{2028}b", "invisible"),
            ("\u{feff}a", "invisible"),
            ("a\u{e0041}", "invisible"),
        ] {
            let why = Value::new(text).err().map(Refused::why).unwrap_or_default();
            assert!(why.contains(word), "{text:?}: {why}");
        }
        assert!(Value::new(&"a".repeat(LONGEST_VALUE)).is_ok());
        assert!(Value::new(&"a".repeat(LONGEST_VALUE + 1)).is_err());
    }

    #[test]
    fn keeps_ordinary_and_odd_but_visible_text() {
        for text in [
            "registry.example.com:5000/acme/app",
            "a b",
            "’",
            "日本",
            "$(id)",
            "a-",
        ] {
            assert_eq!(Value::new(text).map(|v| v.as_str() == text), Ok(true));
        }
    }

    #[test]
    fn plain_text_for_sentences() {
        assert_eq!(plain("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(plain(&"é".repeat(121)).chars().count(), 121);
        assert!(plain(&"é".repeat(121)).ends_with('…'));
    }

    #[test]
    fn known_through_options_and_references() {
        let host = Some(String::from("ghcr.io"));
        assert_eq!(host.known(), Some("ghcr.io"));
        assert_eq!(<&Option<String> as Known>::known(&&host), Some("ghcr.io"));
        assert_eq!(host.as_deref().known(), Some("ghcr.io"));
        assert_eq!(None::<&str>.known(), None);
    }
}
