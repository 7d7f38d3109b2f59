//! Which parts of an input are highlighted, and the lines around them.

use crate::report::Line;
use crate::span::Span;

/// Above this many bytes a text gets no highlight layer in its box: laying
/// out a second copy would make typing slow. Its lines are shown below it.
pub const LAYER_LIMIT: usize = 100 * 1024;

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

/// A run of lines to be shown together.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of its first line, from 1.
    pub number: usize,
    /// Where its lines stand, without their newlines.
    pub lines: Vec<Span>,
}

/// How many bytes of one line are shown.
const WIDE: usize = 600;

/// The given lines with `around` more before and after each; at most `most`
/// excerpts, and lines that lie close together are one.
pub fn excerpts(text: &str, lines: &[Line], around: usize, most: usize) -> Vec<Excerpt> {
    let mut excerpts: Vec<Excerpt> = Vec::new();
    let mut sorted: Vec<&Line> = lines.iter().collect();
    crate::order::sort(&mut sorted, |line| [line.start, 0, 0]);
    for line in sorted {
        let own = Span::new(line.start, line.end).snapped(text);
        let mut before = Vec::new();
        let mut start = own.start;
        while before.len() < around {
            let Some(end) = start.checked_sub(1) else {
                break;
            };
            let head = text.get(..end).unwrap_or("");
            start = head.rfind('\n').map_or(0, |newline| newline + 1);
            before.push(Span::new(start, end));
        }
        before.reverse();
        let mut after = Vec::new();
        let mut end = own.end;
        while after.len() < around {
            let Some(tail) = text.get(end + 1..) else {
                break;
            };
            let start = end + 1;
            end = tail
                .find('\n')
                .map_or(text.len(), |newline| start + newline);
            after.push(Span::new(start, end));
        }
        let number = line.number.saturating_sub(before.len()).max(1);
        let all = before.into_iter().chain([own]).chain(after);
        if let Some(last) = excerpts.last_mut()
            && let Some(last_line) = last.lines.last().copied()
            && number <= last.number + last.lines.len()
        {
            last.lines
                .extend(all.filter(|span| span.start > last_line.start));
            continue;
        }
        if excerpts.len() == most {
            break;
        }
        excerpts.push(Excerpt {
            number,
            lines: all.collect(),
        });
    }
    excerpts
}

/// The part of a line that is shown: all of it, or a window that holds the
/// first mark. The flags say whether something was left off before and behind.
pub fn window(text: &str, line: Span, marks: &[(Span, Mark)]) -> (Span, bool, bool) {
    if line.len() <= WIDE {
        return (line, false, false);
    }
    let first = marks
        .iter()
        .map(|(span, _)| span.start)
        .filter(|start| (line.start..line.end).contains(start))
        .min()
        .unwrap_or(line.start);
    let start = first.saturating_sub(WIDE / 4).max(line.start);
    let end = (start + WIDE).min(line.end);
    let span = Span::new(start, end).snapped(text);
    (span, span.start > line.start, span.end < line.end)
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

    fn line(text: &str, number: usize) -> Line {
        let start = text
            .split_inclusive('\n')
            .take(number - 1)
            .map(str::len)
            .sum();
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        Line { number, start, end }
    }

    fn shown(text: &str, lines: &[Line]) -> Vec<(usize, Vec<String>)> {
        excerpts(text, lines, 1, 3)
            .iter()
            .map(|e| {
                let lines = e.lines.iter().map(|s| s.of(text).to_owned()).collect();
                (e.number, lines)
            })
            .collect()
    }

    #[test]
    fn lines_come_with_their_neighbours() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n9";
        assert_eq!(
            shown(text, &[line(text, 5)]),
            [(4, vec!["4".into(), "5".into(), "6".into()])]
        );
        assert_eq!(
            shown(text, &[line(text, 1), line(text, 9)]),
            [
                (1, vec!["1".into(), "2".into()]),
                (8, vec!["8".into(), "9".into()])
            ]
        );
    }

    #[test]
    fn lines_close_together_are_one_excerpt() {
        let text = "1\n2\n3\n4\n5\n6";
        assert_eq!(
            shown(text, &[line(text, 4), line(text, 2)]),
            [(1, ["1", "2", "3", "4", "5"].map(ToOwned::to_owned).to_vec())]
        );
        assert_eq!(shown(text, &[line(text, 2), line(text, 2)]).len(), 1);
    }

    #[test]
    fn a_very_long_line_is_shown_around_its_mark() {
        let text = format!("{}here{}", "é".repeat(2000), "x".repeat(2000));
        let at = Span::new(4000, 4004);
        let (span, before, behind) = window(&text, Span::new(0, text.len()), &[(at, Mark::Soft)]);
        assert!(before && behind);
        assert!(span.of(&text).contains("here"));
        assert!(span.len() <= WIDE + 2);
    }

    #[test]
    fn a_quote_is_one_short_line() {
        assert_eq!(quote("a\n\tb\u{1b}c", Span::new(0, 9), 99), "a b c");
        assert_eq!(quote("aébc", Span::new(0, 5), 2), "a…");
    }
}
