//! The page's own engine for patterns: it knows what they are written in and no
//! more, and so weighs a sixth of `regex-lite`.
//!
//! A pattern becomes a list of steps, which are tried from left to right; where
//! there is a choice, the other way is put aside for later. No step is tried
//! twice at the same place, so that the time is that of steps times text. What
//! it finds is what `regex` finds, which tests make sure of.

use super::Group;
use crate::span::Span;

/// A compiled pattern.
pub(super) struct Matcher {
    steps: Vec<Step>,
    /// What a match begins with; `None` where it may be empty.
    first: Option<Set>,
    /// How many groups capture, the whole among them.
    groups: usize,
}

/// Where the whole and the groups of a match begin and end.
pub(super) struct Places(Vec<Option<usize>>);

impl Places {
    /// Where group number `index` matched; 0 is the whole.
    pub(super) fn span(&self, index: usize) -> Option<Span> {
        let start = *self.0.get(index * 2)?;
        let end = *self.0.get(index * 2 + 1)?;
        Some(Span::new(start?, end?))
    }
}

/// One step; those that match nothing by themselves tell how the list goes on.
#[derive(Clone)]
enum Step {
    /// So many bytes of the set.
    Bytes {
        set: Set,
        least: usize,
        most: usize,
        lazy: bool,
    },
    /// Goes on as many steps further or back as the first number says, and if
    /// that fails, as the second.
    Fork(isize, isize),
    /// Here a group begins or ends.
    Mark(usize),
    /// The text's start.
    Start,
    /// The text's end.
    End,
    /// The border of a word.
    Border,
}

/// Bytes, by their bits.
#[derive(Clone, Default)]
struct Set([u32; 8]);

impl Set {
    /// Adds a byte, a letter in both cases.
    fn add(&mut self, byte: u8) {
        for byte in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
            if let Some(bits) = self.0.get_mut(usize::from(byte >> 5)) {
                *bits |= 1 << (byte & 31);
            }
        }
    }

    fn add_all(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(*byte);
        }
    }

    fn add_range(&mut self, first: u8, last: u8) {
        for byte in first..=last {
            self.add(byte);
        }
    }

    /// All other bytes.
    fn turn_around(&mut self) {
        for bits in &mut self.0 {
            *bits = !*bits;
        }
    }

    fn has(&self, byte: u8) -> bool {
        self.0
            .get(usize::from(byte >> 5))
            .is_some_and(|bits| bits >> (byte & 31) & 1 == 1)
    }
}

impl Matcher {
    /// Compiles a pattern; see the head of [`super`] for what it is written in.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let mut compiler = Compiler {
            rest: pattern.as_bytes(),
            steps: Vec::new(),
            groups: 1,
            plain: false,
        };
        compiler.ways()?;
        compiler.rest.is_empty().then_some(Self {
            first: first(&compiler.steps),
            steps: compiler.steps,
            groups: compiler.groups,
        })
    }

    /// The first match in `text` from the offset `at` on.
    pub(super) fn find(&self, text: &[u8], at: usize) -> Option<Places> {
        // Where each step was tried. It failed there, or the search was over.
        let mut tried = vec![0_u32; self.steps.len() * (text.len() + 1) / 32 + 1];
        (at..=text.len()).find_map(|start| {
            if let Some(first) = &self.first
                && !text.get(start).is_some_and(|byte| first.has(*byte))
            {
                return None;
            }
            self.find_at(text, start, &mut tried)
        })
    }

    fn find_at(&self, text: &[u8], start: usize, tried: &mut [u32]) -> Option<Places> {
        let mut places = vec![None; self.groups * 2];
        let mut aside = vec![Aside::Try(0, start, start, false)];
        while let Some(other) = aside.pop() {
            let (mut step, mut at) = match other {
                Aside::Unmark(mark, was) => {
                    if let Some(place) = places.get_mut(mark) {
                        *place = was;
                    }
                    continue;
                }
                Aside::Try(step, first, last, lazy) => {
                    if first < last {
                        let (first, last) = if lazy {
                            (first + 1, last)
                        } else {
                            (first, last - 1)
                        };
                        aside.push(Aside::Try(step, first, last, lazy));
                    }
                    (step, if lazy { first } else { last })
                }
            };
            while let Some(now) = self.steps.get(step) {
                let number = step * (text.len() + 1) + at;
                let bits = tried.get_mut(number / 32)?;
                if *bits >> (number % 32) & 1 == 1 {
                    break;
                }
                *bits |= 1 << (number % 32);
                match now {
                    Step::Bytes {
                        set,
                        least,
                        most,
                        lazy,
                    } => {
                        let here = text.get(at..).unwrap_or_default().iter().take(*most);
                        let longest = here.take_while(|byte| set.has(**byte)).count();
                        if longest < *least {
                            break;
                        }
                        if longest > *least {
                            aside.push(Aside::Try(step + 1, at + least, at + longest, *lazy));
                            break;
                        }
                        at += longest;
                        step += 1;
                    }
                    Step::Fork(one, other) => {
                        aside.push(Aside::Try(step.wrapping_add_signed(*other), at, at, false));
                        step = step.wrapping_add_signed(*one);
                    }
                    Step::Mark(mark) => {
                        if let Some(place) = places.get_mut(*mark) {
                            aside.push(Aside::Unmark(*mark, place.replace(at)));
                        }
                        step += 1;
                    }
                    Step::Start if at == 0 => step += 1,
                    Step::End if at == text.len() => step += 1,
                    Step::Border if is_border(text, at) => step += 1,
                    _ => break,
                }
            }
            if step == self.steps.len() {
                if let Some(whole) = places.get_mut(..2) {
                    whole.copy_from_slice(&[Some(start), Some(at)]);
                }
                return Some(Places(places));
            }
        }
        None
    }
}

/// The bytes of which each match begins with one.
fn first(steps: &[Step]) -> Option<Set> {
    let mut first = Set::default();
    let mut known = vec![false; steps.len()];
    let mut open = vec![0];
    while let Some(step) = open.pop() {
        let now = steps.get(step)?;
        if std::mem::replace(known.get_mut(step)?, true) {
            continue;
        }
        match now {
            Step::Bytes { set, least, .. } => {
                for (bits, more) in first.0.iter_mut().zip(set.0) {
                    *bits |= more;
                }
                if *least == 0 {
                    open.push(step + 1);
                }
            }
            Step::Fork(one, other) => {
                open.push(step.wrapping_add_signed(*one));
                open.push(step.wrapping_add_signed(*other));
            }
            _ => open.push(step + 1),
        }
    }
    Some(first)
}

/// What was put aside.
enum Aside {
    /// A step, to be tried between these places: from the last on, or where it
    /// is lazy, from the first on.
    Try(usize, usize, usize, bool),
    /// What a mark was before.
    Unmark(usize, Option<usize>),
}

/// Whether a word begins or ends here.
fn is_border(text: &[u8], at: usize) -> bool {
    let of_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    of_word(at.checked_sub(1)) != of_word(Some(at))
}

/// White space.
const BLANK: &[u8] = b"\t\n\x0b\x0c\r ";

/// Reads a pattern and writes its steps.
struct Compiler<'p> {
    rest: &'p [u8],
    steps: Vec<Step>,
    groups: usize,
    /// Within the expression of a group, where a space, a quote and a name mean
    /// themselves.
    plain: bool,
}

impl Compiler<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn next_is(&mut self, byte: u8) -> bool {
        let is = self.rest.first() == Some(&byte);
        if is {
            self.next();
        }
        is
    }

    /// Alternatives, up to the end or the bracket that closes them.
    fn ways(&mut self) -> Option<()> {
        let start = self.steps.len();
        let mut ends = Vec::new();
        let mut way = start;
        loop {
            while !matches!(self.rest.first(), None | Some(b'|' | b')')) {
                self.part()?;
            }
            if !self.next_is(b'|') {
                break;
            }
            // The way so far gets a fork before it, and a leap behind it.
            self.fork(way, 1, self.steps.len() - way + 2);
            ends.push(self.steps.len());
            self.steps.push(Step::Start);
            way = self.steps.len();
        }
        for end in ends {
            let leap = (self.steps.len() - end).cast_signed();
            if let Some(step) = self.steps.get_mut(end) {
                *step = Step::Fork(leap, leap);
            }
        }
        Some(())
    }

    /// Puts a fork before the step number `at`.
    fn fork(&mut self, at: usize, one: usize, other: usize) {
        self.steps
            .insert(at, Step::Fork(one.cast_signed(), other.cast_signed()));
    }

    /// One part and how often it comes.
    fn part(&mut self) -> Option<()> {
        let mut start = self.steps.len();
        let mut set = Set::default();
        match self.next()? {
            b' ' if !self.plain => {
                set.add_all(BLANK);
                self.one(set);
                let least = usize::from(!self.next_is(b'?'));
                self.repeat(start, least, usize::MAX, false);
            }
            // It may be escaped, as in a text within JSON.
            b'"' if !self.plain => {
                set.add(b'\\');
                self.one(set);
                self.repeat(start, 0, usize::MAX, false);
                start = self.steps.len();
                let mut quotes = Set::default();
                quotes.add_all(b"\"'`");
                self.one(quotes);
            }
            b'(' => {
                self.rest = self.rest.strip_prefix(b"?:")?;
                self.ways()?;
                self.next();
            }
            b'^' => self.steps.push(Step::Start),
            b'$' => self.steps.push(Step::End),
            b'\\' if self.next_is(b'b') => self.steps.push(Step::Border),
            b'<' if self.group()? => {}
            byte => {
                match byte {
                    b'.' => {
                        set.add(b'\n');
                        set.turn_around();
                    }
                    b'[' => self.class(&mut set)?,
                    b'\\' if self.next_is(b'S') => {
                        set.add_all(BLANK);
                        set.turn_around();
                    }
                    b'\\' => self.escaped(&mut set)?,
                    _ => set.add(byte),
                }
                self.one(set);
            }
        }
        let (least, most) = match self.rest.first() {
            Some(b'?') => (0, 1),
            Some(b'*') => (0, usize::MAX),
            Some(b'+') => (1, usize::MAX),
            Some(b'{') => {
                self.next();
                let least = self.number();
                let most = if self.next_is(b',') {
                    self.number()
                } else {
                    least
                };
                (least, most)
            }
            _ => return Some(()),
        };
        self.next();
        let lazy = self.next_is(b'?');
        self.repeat(start, least, most, lazy);
        Some(())
    }

    fn one(&mut self, set: Set) {
        self.steps.push(Step::Bytes {
            set,
            least: 1,
            most: 1,
            lazy: false,
        });
    }

    /// Has the steps from `start` on come so often.
    fn repeat(&mut self, start: usize, least: usize, most: usize, lazy: bool) {
        let part = self.steps.split_off(start);
        if let ([Step::Bytes { set, .. }], true) = (part.as_slice(), most < usize::MAX) {
            self.steps.push(Step::Bytes {
                set: set.clone(),
                least,
                most,
                lazy,
            });
            return;
        }
        for _ in 0..least {
            self.steps.extend_from_slice(&part);
        }
        let len = part.len().cast_signed();
        let endless = most == usize::MAX;
        for _ in least..if endless { least + 1 } else { most } {
            let leap = len + 1 + isize::from(endless);
            self.steps.push(if lazy {
                Step::Fork(leap, 1)
            } else {
                Step::Fork(1, leap)
            });
            self.steps.extend_from_slice(&part);
            if endless {
                self.steps.push(Step::Fork(-1 - len, -1 - len));
            }
        }
    }

    fn number(&mut self) -> usize {
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.first() {
            number = number * 10 + usize::from(digit - b'0');
            self.next();
        }
        number
    }

    /// A group, if its name follows.
    fn group(&mut self) -> Option<bool> {
        let known = Group::ALL.iter().find_map(|(_, name, expression)| {
            let rest = self.rest.strip_prefix(name.as_bytes())?;
            Some((rest.strip_prefix(b">")?, expression))
        });
        let Some((rest, expression)) = known.filter(|_| !self.plain) else {
            return Some(false);
        };
        self.rest = expression.as_bytes();
        self.plain = true;
        let mark = self.groups * 2;
        self.groups += 1;
        self.steps.push(Step::Mark(mark));
        self.ways()?;
        self.steps.push(Step::Mark(mark + 1));
        self.plain = false;
        self.rest = rest;
        Some(true)
    }

    /// What stands in square brackets.
    fn class(&mut self, set: &mut Set) -> Option<()> {
        let others = self.next_is(b'^');
        loop {
            match self.next()? {
                b']' => break,
                b'\\' => self.escaped(set)?,
                b'"' if !self.plain => set.add_all(b"\\\"'`"),
                first => match *self.rest {
                    [b'-', last, ..] if last != b']' => {
                        self.rest = self.rest.get(2..)?;
                        set.add_range(first, last);
                    }
                    _ => set.add(first),
                },
            }
        }
        if others {
            set.turn_around();
        }
        Some(())
    }

    /// What a backslash and the byte behind it stand for.
    fn escaped(&mut self, set: &mut Set) -> Option<()> {
        match self.next()? {
            b's' => set.add_all(BLANK),
            b'd' => set.add_range(b'0', b'9'),
            b'w' => {
                set.add_range(b'0', b'9');
                set.add_range(b'a', b'z');
                set.add(b'_');
            }
            b'n' => set.add(b'\n'),
            b't' => set.add(b'\t'),
            b'x' => {
                let digits = std::str::from_utf8(self.rest.get(..2)?).ok()?;
                set.add(u8::from_str_radix(digits, 16).ok()?);
                self.rest = self.rest.get(2..)?;
            }
            byte if byte.is_ascii_alphanumeric() => return None,
            byte => set.add(byte),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::pattern::Pattern;
    use super::*;

    fn spans(pattern: &str, text: &str) -> Option<Vec<Option<(usize, usize)>>> {
        let matcher = Matcher::new(pattern).unwrap();
        let found = matcher.find(text.as_bytes(), 0)?;
        let spans = (0..matcher.groups).map(|group| found.span(group).map(|s| (s.start, s.end)));
        Some(spans.collect())
    }

    #[test]
    fn prefers_what_stands_first_and_what_is_longest() {
        for (pattern, text, whole) in [
            ("a|ab", "xab", Some((1, 2))),
            ("(?:a|ab)c", "abc", Some((0, 3))),
            ("a{2,3}", "aaaa", Some((0, 3))),
            ("a{2,3}?", "aaaa", Some((0, 2))),
            ("a{2}b", "aaab", Some((1, 4))),
            ("(?:ab){0,2}c", "ababababc", Some((4, 9))),
            ("(?:ab){1,2}?", "abab", Some((0, 2))),
            ("x[^y]*?z", "xzz", Some((0, 2))),
            ("(?:a*)*b", "aaac", None),
            ("(?:|a)+b", "aab", Some((0, 3))),
            (r"\ba\b", "ba a", Some((3, 4))),
            ("^a", "ba", None),
            ("a$", "aba", Some((2, 3))),
            ("a b", "a \n\tb", Some((0, 5))),
            ("a ?b", "ab", Some((0, 2))),
            (r#"a"b"#, r#"a\"b"#, Some((0, 4))),
            (r#"a["]+b"#, "a'`b", Some((0, 4))),
            ("É", "É", Some((0, 2))),
            ("[A-C]+", "abcd", Some((0, 3))),
            ("", "a", Some((0, 0))),
        ] {
            let found = spans(pattern, text).and_then(|spans| spans[0]);
            assert_eq!(found, whole, "{pattern} in {text}");
            let native = Pattern::new(pattern).unwrap();
            let native = native.find(text, 0).and_then(|found| found.span(0));
            assert_eq!(
                native.map(|s| (s.start, s.end)),
                whole,
                "{pattern} in {text}"
            );
        }
    }

    #[test]
    fn groups_hold_what_the_match_went_through() {
        assert_eq!(
            spans("a(?: <number>)? <word>", "a 12"),
            Some(vec![Some((0, 4)), None, Some((2, 4))])
        );
        assert_eq!(
            spans("(?:<number>,)+", "1,22,"),
            Some(vec![Some((0, 5)), Some((2, 4))])
        );
    }

    #[test]
    fn refuses_what_it_doesn_t_know() {
        for pattern in [r"\p", "(a)", "[a", "(?i:a)", r"\x4", "a)"] {
            assert!(Matcher::new(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn takes_no_more_than_steps_times_text() {
        // A search that goes back would need 2 to the 2000th steps.
        let text = "a".repeat(2000);
        assert!(spans("(?:a|a|a*)*b", &text).is_none());
    }
}
