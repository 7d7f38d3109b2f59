//! Lines that a terminal cut at its width.
//!
//! A copy from tmux, screen, a Windows console or k9s has a newline wherever a
//! line met the right edge, mostly in the middle of a word. Such a line is as
//! wide as the terminal, no line is wider, and what follows goes on where it
//! stopped. Text that was wrapped between words has lines of many widths, and
//! is left alone: to patterns, its newlines are white space.
//!
//! So there is one clean text, not two. Which of both it is, is voted on: for a
//! cut by width speak lines of exactly the greatest width that go on in the
//! next; against it lines that end where the next word did not fit, and such
//! that end in a whole word where the next begins with one.

use super::prefix;

/// Widths that terminals have, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=250;
/// Widths that are so usual that a single cut line is believed.
const USUAL: [usize; 5] = [80, 100, 120, 132, 160];
/// A copy from a terminal holds no more than its scroll-back.
const LONGEST: usize = 4 << 20;

/// A line so many columns narrower than the widest says nothing.
const NARROWER: usize = 20;

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
    // Whether the one cut seen is one for sure: it goes through a word, or
    // left its space at the end or at the start of a line.
    let mut surely = false;
    let mut end = 0;
    let mut lines = lines(text);
    let mut following = lines.next().unwrap_or_default();
    for next in lines {
        let line = std::mem::replace(&mut following, next);
        end += line.len();
        // As `str::lines` has it, the line's end is not part of it.
        let newline = end;
        end += 1;
        // It has no more columns than bytes.
        if line.len() + NARROWER <= widest {
            continue;
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        let first = next.split_ascii_whitespace().next().unwrap_or_default();
        let columns = width(line);
        if columns == widest && goes_on(line, next) {
            if between(line, next) {
                between_words += 1;
                continue;
            }
            joins.push(newline);
            surely = within(line, next);
        } else if columns == widest && keeps_its_space(line, next) {
            joins.push(newline);
            surely = true;
        } else if columns + 1 < widest
            && columns + NARROWER > widest
            && columns + 1 + width(first) > widest
            && !next.starts_with(char::is_whitespace)
        {
            between_words += 1;
        }
    }
    let plain = match joins.len() {
        0 => false,
        1 => between_words == 0 && surely && USUAL.contains(&widest),
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
    let dash = first == &b'-' && next.get(1).is_some_and(u8::is_ascii_alphanumeric);
    in_words(*last) && (opens || dash) && !ruler && !alike && !bare && prefix::at(next).is_none()
}

/// Whether the cut is surely within a word, a path or an address.
fn within(line: &str, next: &str) -> bool {
    let last = line.bytes().last().unwrap_or_default();
    let first = next.bytes().next().unwrap_or_default();
    let small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let joint = |b: u8| b"/.-_@".contains(&b);
    small(first) && (last.is_ascii_alphanumeric() || joint(last))
        || (joint(first) || first == b':') && last.is_ascii_alphanumeric()
        || last == b':' && first.is_ascii_digit()
}

/// Whether the cut is next to a space, which stands at the end of the line or
/// at the start of the next.
fn keeps_its_space(line: &str, next: &str) -> bool {
    let graphic = |b: Option<&u8>| b.is_some_and(u8::is_ascii_graphic);
    let (line, next) = (line.as_bytes(), next.as_bytes());
    match (line, next) {
        ([.., before, b' '], _) => graphic(Some(before)) && graphic(next.first()),
        (_, [b' ', behind, ..]) => graphic(line.last()) && graphic(Some(behind)),
        _ => false,
    }
}

/// Words that stand next to each other in error sentences.
const WORDS: &[u8] = b" a access an and anonymous are auth authenticated authentication \
    authorization authorized allowed basic be but by can cannot client connect connection \
    credentials daemon denied docker does error exist failed for forbidden found from get has have \
    image in invalid is it level like login look manifest may message name no not of on only or \
    password permission personal please policy pull push reference registry repository request \
    requested require required resolve resource response server status that the this tls to token \
    unable unauthorized unexpected unknown use user username was with you your ";

/// Whether the cut is between two whole words, or behind what ends a word. A
/// cut by width has a space there, at the end or the start of a line.
fn between(line: &str, next: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    let closes = last.len() > 2 && (last.ends_with([',', ';']) || last.ends_with("\":"));
    let first = next.split(' ').next().unwrap_or_default();
    let quotes = |c: char| matches!(c, '"' | '\'' | '(');
    let ends = |c: char| c.is_ascii_punctuation();
    let last = last.trim_start_matches(quotes);
    let first = first.trim_start_matches(quotes).trim_end_matches(ends);
    closes && first.starts_with(|c: char| c.is_ascii_alphabetic())
        || is_word(last) && is_word(first)
}

fn is_word(text: &str) -> bool {
    if text.len() > 16 || !text.bytes().all(|b| b.is_ascii_alphabetic()) || text.is_empty() {
        return false;
    }
    let word = format!(" {} ", text.to_ascii_lowercase());
    let mut windows = WORDS.windows(word.len());
    windows.any(|window| window == word.as_bytes())
}
