//! The pass that takes the noise out.

use super::map::Map;
use super::prefix;
use super::token::{self, Effect, Soft};
use super::wrap;
use crate::span::Span;
use std::borrow::Cow;

/// After so many pieces the rest of the text stays as it was pasted, so that a
/// hostile paste (50 MB of escapes) cannot make the map many times its size.
/// A log of 50 MB with three pieces in each line of 50 bytes has fewer.
const MAX_PIECES: usize = 4_000_000;

/// The bytes at which something may be to do: all others are only passed over.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    // A tab, and what else patterns take for white space, stays.
    table[b'\t' as usize] = false;
    table[0x0b] = false;
    table[0x0c] = false;
    table[0x7f] = true;
    table[b'\\' as usize] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'^' as usize] = true;
    table[b'[' as usize] = true;
    table[b'*' as usize] = true;
    table[b'#' as usize] = true;
    // What the characters of `token::soften`, U+241B and U+FFFD begin with.
    table[0xc2] = true;
    table[0xe1] = true;
    table[0xe2] = true;
    table[0xe3] = true;
    table[0xef] = true;
    table
};

fn is_special(byte: u8) -> bool {
    // The table has an entry for each byte.
    SPECIAL.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Where the first such byte stands.
fn next_special(text: &[u8]) -> Option<usize> {
    // Mostly there is none for long: eight at a time are looked up without a
    // branch, which compilers write out.
    let plain = |eight: &[u8; 8]| {
        !eight
            .iter()
            .fold(false, |any, byte| any | is_special(*byte))
    };
    let (eights, _) = text.as_chunks::<8>();
    let at = 8 * eights.iter().take_while(|eight| plain(eight)).count();
    let rest = text.get(at..)?;
    rest.iter()
        .position(|byte| is_special(*byte))
        .map(|behind| at + behind)
}

/// A paste that is cleaned as a whole or part by part, and what must be known
/// of the whole for it.
#[derive(Debug)]
pub(crate) struct Paste<'a> {
    text: &'a str,
    /// Newlines to take out.
    joins: Vec<usize>,
}

impl<'a> Paste<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            joins: wrap::joins(text),
        }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// A part's clean text, and the way back to the paste.
    pub(super) fn clean(&self, part: Span) -> (Cow<'a, str>, Map) {
        let text = self.text.get(..part.end).unwrap_or_default();
        let mut cleaner = Cleaner {
            text,
            bytes: text.as_bytes(),
            start: part.start,
            out: String::new(),
            map: Map::default(),
            from: part.start,
            fresh: part.start,
            quoted: false,
            quotes_upto: part.start,
            speaker: 0..0,
            has_reset: None,
            joins: &self.joins,
        };
        cleaner.run();
        if cleaner.map.len() == 0 && cleaner.from == part.start {
            cleaner.map.push(0, part.len(), part.start, part.end);
            return (Cow::Borrowed(part.of(text)), cleaner.map);
        }
        cleaner.copy_upto(part.end);
        (Cow::Owned(cleaner.out), cleaner.map)
    }
}

struct Cleaner<'a, 'p> {
    /// The paste up to the end of the part that is cleaned, which begins at `start`.
    text: &'a str,
    bytes: &'a [u8],
    start: usize,
    out: String,
    map: Map,
    /// All before it is in `out`, or was taken out.
    from: usize,
    /// Where the content of the line begins, as far as is known: noise that
    /// stands here may be followed by a prefix.
    fresh: usize,
    /// Whether a quote was seen in this line, up to `quotes_upto`.
    quoted: bool,
    quotes_upto: usize,
    /// The program's name in the last prefix that held one.
    speaker: std::ops::Range<usize>,
    /// Whether the part holds a colour reset without its ESC, once looked for.
    has_reset: Option<bool>,
    /// Newlines to take out, but for those that were met.
    joins: &'p [usize],
}

impl<'a> Cleaner<'a, '_> {
    fn run(&mut self) {
        let mut at = self.begin_line(self.start);
        while self.map.len() < MAX_PIECES {
            let Some(plain) = next_special(self.rest(at)) else {
                return;
            };
            at += plain;
            at = self.special(at).max(at + 1);
        }
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// The byte at an offset; 0 behind the end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    /// Copies what is left before `to`, a `char` boundary.
    fn copy_upto(&mut self, to: usize) {
        if self.from >= to {
            return;
        }
        let part = self.text.get(self.from..to).unwrap_or_default();
        if self.out.capacity() == 0 {
            self.out.reserve_exact(self.bytes.len() - self.start);
        }
        self.map.push(self.out.len(), part.len(), self.from, to);
        self.out.push_str(part);
        self.from = to;
    }

    /// Takes `start..end` out. Returns where to go on.
    fn cut(&mut self, start: usize, end: usize) -> usize {
        self.copy_upto(start);
        self.from = end;
        if start == self.fresh {
            self.begin_line(end)
        } else {
            end
        }
    }

    /// Puts one character in the place of `start..end`, which is not shorter.
    fn put(&mut self, start: usize, end: usize, c: char) -> usize {
        self.copy_upto(start);
        self.map.push(self.out.len(), c.len_utf8(), start, end);
        self.out.push(c);
        self.from = end;
        if c == '\n' || start == self.fresh {
            self.begin_line(end)
        } else {
            end
        }
    }

    /// Puts what a decoded escape stands for, softened.
    fn put_soft(&mut self, start: usize, end: usize, c: char) -> usize {
        match token::soften(c) {
            Soft::Keep => self.put(start, end, c),
            Soft::Drop => self.cut(start, end),
            Soft::As(c) => self.put(start, end, c),
        }
    }

    /// Does what a terminal sequence does.
    fn effect(&mut self, start: usize, end: usize, effect: Effect) -> usize {
        match effect {
            Effect::Nothing => self.cut(start, end),
            Effect::Space => self.put(start, end, ' '),
            Effect::Newline => {
                self.copy_upto(start);
                if self.out.is_empty() || self.out.ends_with('\n') {
                    self.cut(start, end)
                } else {
                    self.put(start, end, '\n')
                }
            }
        }
    }

    /// Takes the prefixes out of the line that begins here. Returns where its
    /// content begins.
    fn begin_line(&mut self, mut at: usize) -> usize {
        loop {
            let rest = self.rest(at);
            at += rest
                .iter()
                .take_while(|b| matches!(b, b' ' | b'\t'))
                .count();
            match prefix::at(self.rest(at)) {
                Some(prefix) => {
                    self.copy_upto(at);
                    self.from = at + prefix.drop;
                    at = self.from + prefix.keep;
                    self.name_once(at);
                }
                None => break,
            }
        }
        self.fresh = at;
        at
    }

    /// Leaves out the program's name that a prefix keeps, up to `at`, where the
    /// line before came from the same program: what it wrote goes on.
    fn name_once(&mut self, at: usize) {
        let name = self.from..at;
        if name.is_empty() {
            return;
        }
        let same = self.text.get(name.clone()) == self.text.get(self.speaker.clone());
        if same {
            self.from = at;
        }
        self.speaker = name;
    }

    /// Looks at what stands at `at`. Returns where to go on.
    fn special(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        match self.byte(at) {
            b'\n' => self.newline(at, at + 1),
            b'\r' => {
                let returns = rest.iter().take_while(|b| **b == b'\r').count();
                match self.byte(at + returns) {
                    b'\n' => self.newline(at, at + returns + 1),
                    _ => self.newline(at, at + returns),
                }
            }
            0x1b => {
                let (len, effect) = token::escape(self.rest(at + 1));
                self.effect(at, at + 1 + len, effect)
            }
            b'\\' => self.backslashes(at),
            b'&' => match token::entity(rest) {
                Some((c, len)) => self.put_soft(at, at + len, c),
                None => at + 1,
            },
            b'<' => match token::line_break(rest) {
                Some(len) => self.put(at, at + len, '\n'),
                None => at + 1,
            },
            b'[' => self.bracket(at),
            b'*' => self.bold(at),
            // ESC as terminals show it, and as rsyslog writes it.
            b'^' if self.byte(at + 1) == b'[' => self.written_escape(at, at + 2),
            b'#' if rest.starts_with(b"#033") => self.written_escape(at, at + 4),
            b'^' if matches!(rest, [_, b'M', b'\n', ..] | [_, b'M']) => self.cut(at, at + 2),
            b'^' | b'#' => at + 1,
            0..=0x7f => self.cut(at, at + 1),
            _ => self.unicode(at),
        }
    }

    /// The end of a line at `start..end`.
    fn newline(&mut self, start: usize, end: usize) -> usize {
        while let [join, later @ ..] = self.joins
            && *join < end - 1
        {
            self.joins = later;
        }
        if self.joins.first() == Some(&(end - 1)) {
            self.copy_upto(start);
            self.from = end;
            return end;
        }
        self.quoted = false;
        self.quotes_upto = end;
        if end - start == 1 && self.byte(start) == b'\n' {
            return self.begin_line(end);
        }
        self.put(start, end, '\n')
    }

    /// An escape whose introducer `start..behind` is written out. It counts
    /// when a sequence follows it.
    fn written_escape(&mut self, start: usize, behind: usize) -> usize {
        match token::written_control(self.rest(behind)) {
            Some((len, effect)) => self.effect(start, behind + len, effect),
            None => behind,
        }
    }

    fn bracket(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if let Some(len) = token::bare_colour(rest)
            && self.has_reset()
        {
            return self.cut(at, at + len);
        }
        if let Some((text, len)) = token::link(rest) {
            let end = at + 1 + text;
            self.cut(at, at + 1);
            self.copy_upto(end);
            return self.cut(end, at + len);
        }
        at + 1
    }

    /// Where colours lost their ESC, a reset lost it, too.
    fn has_reset(&mut self) -> bool {
        let part = self.text.get(self.start..).unwrap_or_default();
        *self.has_reset.get_or_insert_with(|| {
            ["[0m", "[39m", "[0;"]
                .iter()
                .any(|reset| part.contains(reset))
        })
    }

    /// Markdown's bold between a quote and what it quotes: `"**name**"`.
    fn bold(&mut self, at: usize) -> usize {
        let stars = self.rest(at).iter().take_while(|b| **b == b'*').count();
        let is_quote = |b: u8| matches!(b, b'"' | b'\'' | b'`');
        let before = at.checked_sub(1).map_or(0, |before| self.byte(before));
        let behind = self.byte(at + stars);
        let opens = is_quote(before) && behind.is_ascii_alphanumeric();
        let closes = is_quote(behind) && before.is_ascii_alphanumeric();
        if stars == 2 && (opens || closes) {
            self.cut(at, at + 2)
        } else {
            at + stars
        }
    }

    fn unicode(&mut self, at: usize) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return at + 1;
        };
        let end = at + c.len_utf8();
        match c {
            // CSI as one character.
            '\u{9b}' => {
                let (len, effect) = token::control(self.rest(end));
                self.effect(at, end + len, effect)
            }
            // A picture of ESC, or what was left of one.
            '\u{241b}' | '\u{fffd}' => self.written_escape(at, end),
            _ => match token::soften(c) {
                Soft::Keep => end,
                Soft::Drop => self.cut(at, end),
                Soft::As(c) => self.put(at, end, c),
            },
        }
    }

    /// A run of backslashes. Texts in logs are escaped once (Go's `%q`, JSON),
    /// twice, or more often, and cut anywhere: so the run's length says little.
    fn backslashes(&mut self, at: usize) -> usize {
        let run = self.rest(at).iter().take_while(|b| **b == b'\\').count();
        let end = at + run;
        if self.behind_drive(at) {
            return self.windows_path(at, run);
        }
        let rest = self.rest(end);
        match rest {
            [b'"' | b'\'' | b'`' | b'/', ..] => self.cut(at, end),
            [b'n', ..] if self.is_escape(end) => self.put(at, end + 1, '\n'),
            [b't', ..] if self.is_escape(end) => self.put(at, end + 1, '\t'),
            [b'r', behind @ ..] if self.is_escape(end) => {
                // `\r\n` is one line end.
                match behind.get(run..) {
                    Some([b'n', ..]) if behind.iter().take(run).all(|b| *b == b'\\') => {
                        self.cut(at, end + 1)
                    }
                    _ => self.put(at, end + 1, '\n'),
                }
            }
            [b'u', b'0', b'0', b'1', b'b' | b'B', ..] => {
                let behind = end + 5;
                match token::written_control(self.rest(behind)) {
                    Some((len, effect)) => self.effect(at, behind + len, effect),
                    None => self.cut(at, behind),
                }
            }
            [b'u', a, b, c, d, ..] => match token::number(&[*a, *b, *c, *d], 16) {
                Some(c) => self.put_soft(at, end + 5, c),
                None => end,
            },
            [b'x', b'1', b'b' | b'B', b'[', ..] | [b'0', b'3', b'3', b'[', ..] => {
                self.written_escape(at, end + 3)
            }
            [b'e', b'[', ..] => self.written_escape(at, end + 1),
            // A command goes on in the next line.
            [b'\n', ..] | [b'\r', b'\n', ..] if run == 1 && self.behind_blank(at) => {
                self.put(at, end, ' ')
            }
            _ => end,
        }
    }

    fn behind_blank(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| matches!(self.byte(before), b' ' | b'\t'))
    }

    /// Whether `C:` stands before an offset.
    fn behind_drive(&self, at: usize) -> bool {
        let before = |by: usize| at.checked_sub(by).map_or(0, |at| self.byte(at));
        before(1) == b':' && before(2).is_ascii_alphabetic() && !before(3).is_ascii_alphanumeric()
    }

    /// Whether `\n`, `\r` or `\t`, its letter at an offset, is an escape, and
    /// not the backslash of a name such as `CORP\nick`: a quote stands before
    /// it in the line, or no name goes on behind it.
    fn is_escape(&mut self, letter: usize) -> bool {
        if !self.byte(letter + 1).is_ascii_alphanumeric() {
            return true;
        }
        if !self.quoted {
            let from = self.quotes_upto.min(letter);
            let unread = self.bytes.get(from..letter).unwrap_or_default();
            // The last byte of a typographic quote counts, too.
            self.quoted = unread
                .iter()
                .any(|b| matches!(b, b'"' | b'\'' | b'`' | 0x98..=0x9f));
            self.quotes_upto = letter;
        }
        self.quoted
    }

    /// A path behind `C:`, up to where it ends: its backslashes, all in runs of
    /// the same length, are no escapes. Doubled ones become one.
    fn windows_path(&mut self, mut at: usize, run: usize) -> usize {
        loop {
            let slashes = self.rest(at).iter().take_while(|b| **b == b'\\').count();
            let ends = matches!(self.byte(at + slashes), b'"' | b'\'' | b'`');
            if slashes != run || ends {
                return at;
            }
            if run > 1 {
                self.copy_upto(at + 1);
                self.from = at + run;
            }
            at += run;
            let name = self.rest(at).iter().take_while(|b| in_path(**b)).count();
            at += name;
        }
    }
}

/// Whether a byte may stand in the name of a file, as far as logs show them.
fn in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'-' | b'_' | b'$' | b'%' | b'@' | b'+' | b'~' | b'{' | b'}'
        )
}
