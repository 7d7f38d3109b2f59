//! A signal's pattern as a regular expression.
//!
//! Natively it is `regex`. In the page it is its small sibling `regex-lite`,
//! which weighs 37 KB of brotli less and is as fast in the windows that are
//! searched. Both read a pattern alike, as bytes and ASCII, which a test makes
//! sure of.

use super::Group;
use crate::span::Span;

#[cfg(not(target_arch = "wasm32"))]
use regex::bytes as engine;
#[cfg(target_arch = "wasm32")]
use regex_lite as engine;

/// Far more than any pattern needs, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A compiled pattern.
pub(super) struct Pattern(engine::Regex);

/// What a pattern matched: the whole, and its groups by their number.
pub(super) struct Found<'t>(engine::Captures<'t>);

impl Pattern {
    /// Compiles a pattern as signals write it; `None` if it isn't one, which a
    /// test over all signals rules out.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let written = written_out(pattern);
        let mut builder = engine::RegexBuilder::new(&written);
        #[cfg(not(target_arch = "wasm32"))]
        builder.unicode(false);
        builder
            .case_insensitive(true)
            .size_limit(SIZE_LIMIT)
            .build()
            .ok()
            .map(Self)
    }

    /// The first match in `text` from the offset `at` on.
    pub(super) fn find<'t>(&self, text: &'t str, at: usize) -> Option<Found<'t>> {
        #[cfg(not(target_arch = "wasm32"))]
        let text = text.as_bytes();
        self.0.captures_at(text, at).map(Found)
    }
}

impl Found<'_> {
    /// Where group number `index` matched; 0 is the whole.
    pub(super) fn span(&self, index: usize) -> Option<Span> {
        self.0
            .get(index)
            .map(|part| Span::new(part.start(), part.end()))
    }
}

/// The expression that a signal's short form stands for.
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
    use super::super::scan::group_order;
    use super::*;

    #[test]
    fn every_pattern_compiles_and_holds_only_named_groups() {
        for signal in super::super::all() {
            let pattern = Pattern::new(signal.pattern())
                .unwrap_or_else(|| panic!("{}: no expression", signal.id));
            assert_eq!(
                pattern.0.captures_len() - 1,
                group_order(signal.pattern()).len(),
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
            let native = Pattern::new(signal.pattern()).unwrap();
            let small = regex_lite::RegexBuilder::new(&written_out(signal.pattern()))
                .case_insensitive(true)
                .size_limit(SIZE_LIMIT)
                .build()
                .unwrap_or_else(|e| panic!("{}: {e}", signal.id));
            let example = signal.example;
            let mut texts = vec![
                example.to_owned(),
                example.to_uppercase(),
                example.replace(' ', "\u{a0}"),
                example.replace(' ', "\n"),
                format!("→ „{example}“ é\u{85}\n{example}"),
                example.replace('e', "é"),
                example.replace('k', "\u{212a}"),
                example.chars().rev().collect(),
                example.chars().skip(3).collect(),
            ];
            let others = examples.iter().skip(number % 29).step_by(29);
            texts.extend(others.map(|other| format!("{other} {example}")));
            for text in &texts {
                let spans = |n: usize, get: &dyn Fn(usize) -> Option<Span>| {
                    (0..n).map(get).collect::<Vec<_>>()
                };
                let count = native.0.captures_len();
                let by_native = native
                    .find(text, 0)
                    .map(|found| spans(count, &|i| found.span(i).map(|span| span.snapped(text))));
                let by_small = small.captures_at(text, 0).map(|found| {
                    spans(count, &|i| {
                        found.get(i).map(|m| Span::new(m.start(), m.end()))
                    })
                });
                assert_eq!(by_native, by_small, "{}: {text}", signal.id);
            }
        }
    }
}
