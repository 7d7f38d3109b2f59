//! A signal's pattern, compiled.
//!
//! Natively it is a regular expression for `regex`. In the page it is the own
//! [`Matcher`], which weighs 8 KB of brotli less than the smallest crate for
//! regular expressions. Both read a pattern alike, as bytes and ASCII, which a
//! test makes sure of.

#[cfg(not(target_arch = "wasm32"))]
use super::Group;
#[cfg(target_arch = "wasm32")]
use super::matcher::{Matcher, Places};
#[cfg(not(target_arch = "wasm32"))]
use crate::span::Span;

/// Far more than any pattern needs, in bytes.
#[cfg(not(target_arch = "wasm32"))]
const SIZE_LIMIT: usize = 1 << 20;

/// A compiled pattern.
#[cfg(not(target_arch = "wasm32"))]
pub(super) struct Pattern(regex::bytes::Regex);

/// A compiled pattern.
#[cfg(target_arch = "wasm32")]
pub(super) struct Pattern(Matcher);

/// What a pattern matched; the page's engine has its own `Places`.
#[cfg(not(target_arch = "wasm32"))]
pub(super) struct Found<'t>(regex::bytes::Captures<'t>);

#[cfg(not(target_arch = "wasm32"))]
impl Pattern {
    /// Compiles a pattern as signals write it; `None` if it isn't one, which a
    /// test over all signals rules out.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        regex::bytes::RegexBuilder::new(&written_out(pattern))
            .unicode(false)
            .case_insensitive(true)
            .size_limit(SIZE_LIMIT)
            .build()
            .ok()
            .map(Self)
    }

    /// The first match in `text` from the offset `at` on.
    pub(super) fn find<'t>(&self, text: &'t str, at: usize) -> Option<Found<'t>> {
        self.0.captures_at(text.as_bytes(), at).map(Found)
    }
}

#[cfg(target_arch = "wasm32")]
impl Pattern {
    /// Compiles a pattern as signals write it.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        Matcher::new(pattern).map(Self)
    }

    /// The first match in `text` from the offset `at` on.
    pub(super) fn find(&self, text: &str, at: usize) -> Option<Places> {
        self.0.find(text.as_bytes(), at)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Found<'_> {
    /// Where group number `index` matched; 0 is the whole.
    pub(super) fn span(&self, index: usize) -> Option<Span> {
        self.0
            .get(index)
            .map(|part| Span::new(part.start(), part.end()))
    }
}

/// The expression that a signal's short form stands for.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn written_out(pattern: &str) -> String {
    let mut full = String::with_capacity(pattern.len() * 2);
    let mut in_class = false;
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                full.push(c);
                full.extend(rest.next());
            }
            ' ' if !in_class => full.push_str(if rest.next_if_eq(&'?').is_some() {
                r"\s*"
            } else {
                r"\s+"
            }),
            // A quote may be escaped, as in a text within JSON.
            '"' if in_class => full.push_str(r#"\\"'`"#),
            '"' => full.push_str(r#"\\*["'`]"#),
            _ => {
                in_class = c == '[' || in_class && c != ']';
                full.push(c);
            }
        }
    }
    for (_, name, expression) in Group::ALL {
        full = full.replace(&format!("<{name}>"), &format!("({expression})"));
    }
    full
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::matcher::Matcher;
    use super::super::scan::group_order;
    use super::*;

    #[test]
    fn every_pattern_compiles_and_holds_only_named_groups() {
        for signal in super::super::all() {
            let pattern = Pattern::new(signal.pattern)
                .unwrap_or_else(|| panic!("{}: no expression", signal.id));
            assert_eq!(
                pattern.0.captures_len() - 1,
                group_order(signal.pattern).len(),
                "{}: a group without a name; write (?:…)",
                signal.id
            );
        }
    }

    /// What the page's engine finds is what the native one finds, also in the
    /// examples of other signals, beside text that isn't ASCII, and across line
    /// ends.
    #[test]
    fn the_page_s_engine_finds_the_same() {
        let examples: Vec<&str> = super::super::all().map(|signal| signal.example).collect();
        for (number, signal) in super::super::all().enumerate() {
            let native = Pattern::new(signal.pattern).unwrap();
            let own = Matcher::new(signal.pattern)
                .unwrap_or_else(|| panic!("{}: not in the page's language", signal.id));
            let example = signal.example;
            let mut texts = vec![
                example.to_owned(),
                example.to_uppercase(),
                example.replace(' ', "\u{a0}"),
                example.replace(' ', "\n"),
                example.replace('"', "\\\""),
                format!("→ „{example}“ é\u{85}\n{example}"),
                example.replace('e', "é"),
                example.replace('k', "\u{212a}"),
                example.chars().rev().collect(),
                example.chars().skip(3).collect(),
            ];
            let others = examples.iter().skip(number % 29).step_by(29);
            texts.extend(others.map(|other| format!("{other} {example}")));
            for text in &texts {
                for at in [0, 1] {
                    let spans = |get: &dyn Fn(usize) -> Option<Span>| {
                        (0..native.0.captures_len()).map(get).collect::<Vec<_>>()
                    };
                    let by_native = native.find(text, at);
                    let by_native = by_native.map(|found| spans(&|group| found.span(group)));
                    let by_own = own.find(text.as_bytes(), at);
                    let by_own = by_own.map(|found| spans(&|group| found.span(group)));
                    assert_eq!(by_native, by_own, "{}: {text}", signal.id);
                }
            }
        }
    }
}
