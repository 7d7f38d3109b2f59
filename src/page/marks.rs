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

/// A part of a text, marked in one way throughout.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text, never empty.
    pub text: &'a str,
    /// Its mark.
    pub mark: Option<Mark>,
}

/// Cuts `range` of a text wherever a mark begins or ends. Where marks overlap,
/// the strongest is shown.
pub fn cut<'a>(text: &'a str, range: Span, marks: &[(Span, Mark)]) -> Vec<Piece<'a>> {
    let range = range.snapped(text);
    let marks: Vec<(Span, Mark)> = marks
        .iter()
        .take(SPAN_LIMIT)
        .map(|&(span, mark)| (span.snapped(text), mark))
        .filter(|(span, _)| !span.is_empty())
        .collect();
    let mut borders: Vec<usize> = marks
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .filter(|&border| range.start < border && border < range.end)
        .chain([range.start, range.end])
        .collect();
    crate::order::sort(&mut borders, |border| [*border, 0, 0]);
    borders.dedup();

    let mut parts: Vec<(Span, Option<Mark>)> = Vec::new();
    let ends = borders.iter().skip(1);
    for (&start, &end) in borders.iter().zip(ends) {
        let mark = marks
            .iter()
            .filter(|(span, _)| span.start <= start && end <= span.end)
            .map(|&(_, mark)| mark)
            .max();
        match parts.last_mut() {
            Some((last, same)) if *same == mark => last.end = end,
            _ => parts.push((Span::new(start, end), mark)),
        }
    }
    parts
        .into_iter()
        .map(|(span, mark)| Piece {
            text: span.of(text),
            mark,
        })
        .filter(|piece| !piece.text.is_empty())
        .collect()
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
            .map(|piece| match piece.mark {
                None => piece.text.to_owned(),
                Some(mark) => format!("[{mark:?} {}]", piece.text),
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
