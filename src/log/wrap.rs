//! Lines that a terminal cut at its width.
//!
//! A copy from tmux, screen, a Windows console or k9s has a newline wherever a
//! line met the right edge, mostly in the middle of a word. Such a line is as
//! wide as the terminal, no line is wider, and what follows goes on where it
//! stopped. Text that was wrapped between words has lines of many widths, and
//! is left alone: to patterns, its newlines are white space.

use super::prefix;

/// Widths that terminals have, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=250;
/// Widths that are so usual that a single cut line is believed.
const USUAL: [usize; 5] = [80, 100, 120, 132, 160];
/// A copy from a terminal holds no more than its scroll-back.
const LONGEST: usize = 4 << 20;

/// Offsets of the newlines that cut a word.
pub(super) fn joins(text: &str) -> Vec<usize> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut widest = 0;
    for line in lines(text) {
        if line.len() > widest {
            widest = widest.max(width(line));
            if widest > *WIDTHS.end() {
                return Vec::new();
            }
        }
    }
    if widest < *WIDTHS.start() {
        return Vec::new();
    }
    let mut joins = Vec::new();
    // Lines that end where the next word did not fit.
    let mut between_words = 0;
    // Whether the one cut seen goes through a word for sure.
    let mut in_word = false;
    let mut end = 0;
    let mut following = lines(text);
    following.next();
    for (line, next) in lines(text).zip(following) {
        end += line.len();
        // As `str::lines` has it, the line's end is not part of it.
        let newline = end;
        end += 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        let first = next.split_ascii_whitespace().next().unwrap_or_default();
        let columns = width(line);
        if columns == widest && goes_on(line, next) {
            joins.push(newline);
            in_word = line.ends_with(|c: char| c.is_ascii_lowercase())
                && next.starts_with(|c: char| c.is_ascii_lowercase());
        } else if columns + 1 < widest
            && columns + 20 > widest
            && columns + 1 + width(first) > widest
            && !next.starts_with(char::is_whitespace)
        {
            between_words += 1;
        }
    }
    let plain = match joins.len() {
        0 => false,
        1 => between_words == 0 && in_word && USUAL.contains(&widest),
        cuts => cuts > between_words,
    };
    if plain { joins } else { Vec::new() }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
}

/// Columns that a line takes.
fn width(line: &str) -> usize {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() > 4 * (WIDTHS.end() + 1) {
        // Too wide whatever its characters are.
        return line.len();
    }
    line.chars().count()
}

/// Whether `next` may be the rest of `line`, cut in the middle of a word.
fn goes_on(line: &str, next: &str) -> bool {
    let (line, next) = (line.as_bytes(), next.as_bytes());
    let [.., a, b, c, last] = line else {
        return false;
    };
    let Some(first) = next.first() else {
        return false;
    };
    let in_words = |b: u8| b.is_ascii_alphanumeric() || b"/-_.:@%=&?\"'(),~+".contains(&b);
    // A ruler, not a text.
    let ruler = a == b && b == c && c == last && !last.is_ascii_alphanumeric();
    // A list's items look alike.
    let alike = line.get(..4) == next.get(..4);
    // Bare identifiers, one a line.
    let bare = !line.contains(&b' ') && !next.contains(&b' ');
    let opens = first.is_ascii_alphanumeric() || b"/_.:@%&?\",".contains(first);
    in_words(*last) && opens && !ruler && !alike && !bare && prefix::at(next).is_none()
}
