//! Which parts of an input are highlighted.

use crate::span::Span;

/// Above this many bytes a text gets no highlight layer in its box: laying
/// out a second copy would make typing slow.
pub const LAYER_LIMIT: usize = 128 * 1024;

/// How many spans are highlighted at most; more would tell nothing.
const SPAN_LIMIT: usize = 60;

/// How strongly a piece is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Evidence.
    Soft,
    /// A part that breaks a rule.
    Wrong,
    /// The evidence that is pointed at.
    Active,
}

/// Cuts `range` of a text wherever a mark begins or ends. Where marks overlap,
/// the strongest is shown. No piece is empty.
pub fn cut(text: &str, range: Span, marks: &[(Span, Mark)]) -> Vec<(Span, Option<Mark>)> {
    let range = range.snapped(text);
    let marks = marks.get(..SPAN_LIMIT).unwrap_or(marks);
    let marks: Vec<(Span, Mark)> = marks
        .iter()
        .map(|(span, mark)| (span.snapped(text), *mark))
        .collect();
    let mut pieces: Vec<(Span, Option<Mark>)> = Vec::new();
    let mut start = range.start;
    while start < range.end {
        // Up to the next place where a mark begins or ends.
        let mut end = range.end;
        let mut strongest = None;
        for (span, mark) in &marks {
            if span.start > start {
                end = end.min(span.start);
            } else if span.end > start {
                end = end.min(span.end);
                strongest = strongest.max(Some(*mark));
            }
        }
        match pieces.last_mut() {
            Some((last, same)) if *same == strongest => last.end = end,
            _ => pieces.push((Span::new(start, end), strongest)),
        }
        start = end;
    }
    pieces
}

/// The text at a span, on one line and at most `most` bytes long, to be quoted.
pub fn quote(text: &str, span: Span, most: usize) -> String {
    let whole = span.snapped(text).of(text);
    let cut = whole.get(..whole.floor_char_boundary(most)).unwrap_or("");
    let mut quote = String::with_capacity(cut.len());
    for word in cut.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !quote.is_empty() {
                quote.push(' ');
            }
            quote.push_str(word);
        }
    }
    if cut.len() < whole.len() {
        quote.push('…');
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, marks: &[(Span, Mark)]) -> String {
        cut(text, Span::new(0, text.len()), marks)
            .iter()
            .map(|(span, mark)| match mark {
                None => span.of(text).to_owned(),
                Some(mark) => format!("[{mark:?} {}]", span.of(text)),
            })
            .collect()
    }

    #[test]
    fn overlapping_marks_are_cut_and_the_strongest_wins() {
        let marks = [
            (Span::new(1, 5), Mark::Soft),
            (Span::new(3, 7), Mark::Active),
        ];
        assert_eq!(marked("abcdefgh", &marks), "a[Soft bc][Active defg]h");
        assert_eq!(marked("abc", &[]), "abc");
        assert_eq!(marked("", &[(Span::new(0, 9), Mark::Soft)]), "");
    }

    #[test]
    fn spans_off_the_text_or_inside_a_character_are_mended() {
        assert_eq!(
            marked("aéb", &[(Span::new(2, 99), Mark::Soft)]),
            "a[Soft éb]"
        );
        assert_eq!(marked("ab", &[(Span::new(7, 9), Mark::Soft)]), "ab");
    }

    #[test]
    fn a_quote_is_one_short_line() {
        assert_eq!(quote("a\n\tb\u{1b}c", Span::new(0, 9), 99), "a b c");
        assert_eq!(quote("aébc", Span::new(0, 5), 2), "a…");
    }
}
