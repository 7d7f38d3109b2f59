//! Where fixed texts stand in a long one: a thousand of them are searched for in
//! one pass that looks at four bytes at every second place.
//!
//! Of each two pieces of four bytes are chosen: wherever it stands, one of them
//! is looked at. A table of bits says whether four bytes may be a piece. Where
//! they may, the texts they belong to are compared.
//!
//! A space may stand for any white space, however much. So a text's pieces are
//! taken from one of its words, with at most one byte of the white space before
//! and behind it.

use crate::span::Span;
use std::ops::Range;

/// The bits that are looked at: without the one that tells upper from lower
/// case, and without two of the outer bytes, which for pieces shorter than four
/// bytes may be any. What becomes alike by this, the comparison tells apart.
const MASK: u32 = 0x1f5f_5f1f;
/// The bit of a letter that tells upper from lower case.
const CASE: u8 = 0x20;
/// How many digits of a hash say where its bit stands in the table.
const BITS: u32 = 18;
/// How many say which list of pieces it belongs to.
const LISTS: u32 = 13;

/// So much is searched at a time, in bytes. Each part may hold every piece.
const PART: usize = 4 * 1024;

/// Parts of words that logs are full of: pieces are chosen among others.
const COMMON: &str = "example compiling running service build warning pulling version \
    https:// http download downloading install installing finished failed error for the with \
    from code type image files name that this package config test read write not supported all \
    created default local client server host list set get added new update and or can using have \
    will project path layer request response data deprecated longer support service pull push ";

/// An anchor that was found: its number, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Which of the anchors, from 0.
    pub(crate) anchor: usize,
    /// Where it stands. A space at its end is all the white space there.
    pub(crate) span: Span,
}

/// The anchors that are searched for.
pub(crate) struct Anchors {
    texts: Vec<&'static str>,
    exact: bool,
    /// All pieces.
    set: Set,
    /// For each hash the last piece that has it, or [`NONE`].
    lists: Vec<u16>,
    pieces: Vec<Piece>,
}

/// Four bytes that may be a part of an anchor.
struct Piece {
    folded: u32,
    anchor: u16,
    /// A byte of the anchor that is no space, and where it stands in the four.
    byte: u8,
    at: u8,
    /// A byte beside the four that is quick to compare, in lower case, and where
    /// it stands, counted from one byte before the four.
    beside: u8,
    beside_at: u8,
    /// Another piece of the same hash, or [`NONE`].
    next: u16,
}

/// No piece: there are a few thousand.
const NONE: u16 = u16::MAX;

/// The first digits of a hash.
#[inline]
const fn hash(folded: u32, digits: u32) -> usize {
    (folded.wrapping_mul(0x9e37_79b1) >> (32 - digits)) as usize
}

/// All white space of one byte.
const BLANKS: [u8; 5] = *b" \t\n\x0c\r";

/// What one of a piece's four bytes may be.
enum Byte {
    Any,
    Blank,
    One(u8),
}

impl Byte {
    /// How many bytes it may be, by the bits that are looked at in outer bytes.
    const fn ways(&self) -> usize {
        match self {
            Self::Any => 0x20,
            Self::Blank => BLANKS.len(),
            Self::One(_) => 1,
        }
    }

    /// One of these; the first is the usual one.
    fn way(&self, way: usize) -> u8 {
        match self {
            Self::Any => u8::try_from(way).unwrap_or_default(),
            Self::Blank => BLANKS.get(way).copied().unwrap_or_default(),
            Self::One(byte) => *byte,
        }
    }

    /// How rare it is in logs: the logarithm of how few it is among.
    const fn rarity(&self) -> usize {
        match self {
            Self::Any => 0,
            Self::Blank | Self::One(b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r') => 4,
            Self::One(
                b'd' | b'l' | b'c' | b'u' | b'p' | b'm' | b'/' | b'.' | b'-' | b'0'..=b'9',
            ) => 5,
            Self::One(
                b'f' | b'g' | b'h' | b'b' | b'y' | b'w' | b'v' | b'k' | b':' | b'_' | b'"',
            ) => 6,
            Self::One(_) => 8,
        }
    }
}

/// A set of four bytes each, by a bit for their hash.
struct Set(Box<[u64; 1 << (BITS - 6)]>);

impl Set {
    #[allow(
        clippy::large_stack_arrays,
        reason = "it is moved to the heap at once, and an array of known length is read faster"
    )]
    fn new() -> Self {
        Self(Box::new([0; 1 << (BITS - 6)]))
    }

    fn add(&mut self, folded: u32) {
        let bit = hash(folded, BITS);
        if let Some(bits) = self.0.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    /// Whether it may hold these.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "see Anchors::note")]
    fn may_hold(&self, folded: u32) -> bool {
        let bit = hash(folded, BITS);
        let bits = self.0.get(bit / 64).copied().unwrap_or_default();
        bits >> (bit % 64) & 1 != 0
    }
}

impl Anchors {
    /// Anchors are in lower case. In each there is a word that has three bytes,
    /// its spaces counted in; no two spaces stand side by side.
    ///
    /// `exact` ones are found as they are, in this case and with this white space.
    pub(crate) fn new(texts: Vec<&'static str>, exact: bool) -> Self {
        let mut made = Self {
            texts: Vec::new(),
            exact,
            set: Set::new(),
            lists: vec![NONE; 1 << LISTS],
            pieces: Vec::new(),
        };
        let mut common = Set::new();
        for four in COMMON.as_bytes().windows(4) {
            common.add(folded(four));
        }
        for (anchor, text) in (0..).zip(&texts) {
            let text = text.as_bytes();
            let (word, chosen) = made.choose(text, &common);
            for at in chosen {
                made.add(anchor, text, at, &word);
            }
        }
        made.texts = texts;
        made
    }

    /// The word of an anchor whose pieces are rarest, with a byte of the white space
    /// on each side, and where these pieces begin: one at an even place, one at an
    /// odd one.
    ///
    /// Places are counted from one byte before the anchor, as a piece may begin
    /// there.
    fn choose(&self, text: &[u8], common: &Set) -> (Range<usize>, [usize; 2]) {
        let mut rarest = (0, 0..0, [0; 2]);
        let mut start = 0;
        for word in text.split(|byte| *byte == b' ' && !self.exact) {
            let end = start + word.len();
            let word = start.saturating_sub(1)..(end + 1).min(text.len());
            start = end + 1;
            let mut best = [(0, 0); 2];
            // Three of the four bytes are the word's.
            for at in word.start..word.end.saturating_sub(1) {
                let bytes = self.bytes_at(text, at, &word);
                let mut rarity: usize = bytes.iter().map(Byte::rarity).sum();
                let Some(best) = best.get_mut(at % 2) else {
                    continue;
                };
                // Three bytes are to be found everywhere.
                if rarity > best.0
                    && (bytes.iter().any(|byte| matches!(byte, Byte::Any))
                        || common.may_hold(folded(&bytes.each_ref().map(|byte| byte.way(0)))))
                {
                    rarity /= 2;
                }
                if rarity > best.0 {
                    *best = (rarity, at);
                }
            }
            let [(even, even_at), (odd, odd_at)] = best;
            if even.min(odd) > rarest.0 {
                rarest = (even.min(odd), word, [even_at, odd_at]);
            }
        }
        (rarest.1, rarest.2)
    }

    /// The four bytes from one before `at` on: those outside of `word` may be any.
    fn bytes_at(&self, text: &[u8], at: usize, word: &Range<usize>) -> [Byte; 4] {
        [0, 1, 2, 3].map(|index| {
            let place = (at + index).checked_sub(1).filter(|at| word.contains(at));
            let byte = place.and_then(|at| text.get(at));
            byte.map_or(Byte::Any, |byte| self.byte(*byte))
        })
    }

    /// What a byte of an anchor stands for.
    const fn byte(&self, byte: u8) -> Byte {
        match byte {
            b' ' if !self.exact => Byte::Blank,
            byte => Byte::One(byte),
        }
    }

    /// Adds a piece of an anchor in all its forms.
    fn add(&mut self, anchor: u16, text: &[u8], at: usize, word: &Range<usize>) {
        let bytes = self.bytes_at(text, at, word);
        let Some(first) = bytes.iter().position(|byte| matches!(byte, Byte::One(_))) else {
            return;
        };
        // If there is none in the same word, it is one of the four.
        let of_word = |at: &usize| word.contains(at) && text.get(*at) != Some(&b' ');
        let beside = Some(at + 3).filter(of_word);
        let beside = beside.or(at.checked_sub(2).filter(of_word));
        let beside = beside.unwrap_or(at + first - 1);
        let beside_byte = text.get(beside).copied().unwrap_or_default();
        for form in 0..bytes.iter().map(Byte::ways).product() {
            let mut ways = form;
            let four = bytes.each_ref().map(|byte| {
                let way = byte.way(ways % byte.ways());
                ways /= byte.ways();
                way
            });
            let folded = u32::from_le_bytes(four) & MASK;
            self.set.add(folded);
            let Some(list) = self.lists.get_mut(hash(folded, LISTS)) else {
                continue;
            };
            let next = *list;
            *list = u16::try_from(self.pieces.len()).unwrap_or(NONE);
            self.pieces.push(Piece {
                folded,
                anchor,
                byte: u8::try_from(at + first - 1).unwrap_or(u8::MAX),
                at: u8::try_from(first).unwrap_or(u8::MAX),
                beside: beside_byte | CASE,
                beside_at: u8::try_from(beside + 2 - at).unwrap_or(u8::MAX),
                next,
            });
        }
    }

    /// Adds to `hits` what stands in `text` with its piece in `within`, in no
    /// order: all that ends there, and some of what goes on behind it. `within`
    /// is a multiple of eight bytes long, unless the text ends there. Of
    /// anchors that aren't `wanted`, nothing is added.
    pub(crate) fn find(
        &self,
        text: &[u8],
        within: Range<usize>,
        wanted: &dyn Fn(usize) -> bool,
        hits: &mut Vec<Hit>,
    ) {
        // Where a piece may stand, counted from two bytes before the part. They
        // are noted first, as it can't be foreseen which of them are pieces.
        let mut places = [0; PART / 2 + 4];
        for start in within.clone().step_by(PART) {
            let part = start..(start + PART).min(within.end);
            let mut last = match text.get(..start) {
                Some([.., a, b]) => u64::from(u16::from_le_bytes([*a, *b])),
                _ => 0,
            };
            let mut count = 0;
            let mut at = 0;
            let (eights, rest) = text.get(part).unwrap_or_default().as_chunks();
            for eight in eights {
                self.note(*eight, last, at, &mut places, &mut count);
                last = u64::from_le_bytes(*eight) >> 48;
                at += 8;
            }
            if !rest.is_empty() {
                self.note(filled(rest), last, at, &mut places, &mut count);
            }
            for place in places.iter().take(count) {
                if let Some(at) = (start + usize::from(*place)).checked_sub(2) {
                    self.compare(text, at, wanted, hits);
                }
            }
        }
    }

    /// Notes the places in the next eight bytes of a part that may begin a piece.
    /// `last` are the two bytes before.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "all of a text goes through here, and for size it would be called each time"
    )]
    fn note(&self, eight: [u8; 8], last: u64, at: u16, places: &mut [u16], count: &mut usize) {
        let eight = u64::from_le_bytes(eight);
        let moved = eight << 16 | last;
        let mut one = |four: u64, at: u16| {
            if let Some(place) = places.get_mut(*count) {
                *place = at;
            }
            *count += usize::from(self.set.may_hold(lower(four) & MASK));
        };
        one(moved, at);
        one(moved >> 16, at + 2);
        one(moved >> 32, at + 4);
        one(eight >> 32, at + 6);
    }

    /// Adds the anchors of which a piece stands at `at`.
    fn compare(&self, text: &[u8], at: usize, wanted: &dyn Fn(usize) -> bool, hits: &mut Vec<Hit>) {
        let folded = folded(text.get(at..).unwrap_or_default());
        let mut next = self.lists.get(hash(folded, LISTS)).copied();
        while let Some(piece) = next.and_then(|at| self.pieces.get(usize::from(at))) {
            next = Some(piece.next);
            let anchor = usize::from(piece.anchor);
            let beside = (at + usize::from(piece.beside_at)).checked_sub(1);
            let beside = beside.and_then(|at| text.get(at));
            if piece.folded != folded
                || beside.is_none_or(|byte| byte | CASE != piece.beside)
                || !wanted(anchor)
            {
                continue;
            }
            let fixed = self.texts.get(anchor).map_or(&[][..], |t| t.as_bytes());
            let (byte, at) = (usize::from(piece.byte), at + usize::from(piece.at));
            let (before, behind) = fixed.split_at_checked(byte).unwrap_or_default();
            let (text_before, text_behind) = text.split_at_checked(at).unwrap_or_default();
            if let Some(behind) = self.length(behind.iter(), text_behind.iter())
                && let Some(before) = self.length(before.iter().rev(), text_before.iter().rev())
            {
                let span = Span::new(at - before, at + behind);
                hits.push(Hit { anchor, span });
            }
        }
    }

    /// How long `fixed` is in the text that begins with it.
    fn length<'a>(
        &self,
        fixed: impl Iterator<Item = &'a u8>,
        mut text: impl Iterator<Item = &'a u8> + Clone,
    ) -> Option<usize> {
        let mut length = 0;
        for byte in fixed {
            let next = text.next()?;
            length += 1;
            if *byte == b' ' && !self.exact {
                if !next.is_ascii_whitespace() {
                    return None;
                }
                let mut ahead = text.clone();
                while ahead.next().is_some_and(u8::is_ascii_whitespace) {
                    text.next();
                    length += 1;
                }
            } else if next != byte && (self.exact || !next.eq_ignore_ascii_case(byte)) {
                return None;
            }
        }
        Some(length)
    }
}

/// The first bytes of a text, or what there is of them and zeros.
fn filled<const N: usize>(text: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    for (to, from) in bytes.iter_mut().zip(text) {
        *to = *from;
    }
    bytes
}

/// The first four bytes of a text as they are looked up.
fn folded(text: &[u8]) -> u32 {
    let four = text.first_chunk().copied();
    u32::from_le_bytes(four.unwrap_or_else(|| filled(text))) & MASK
}

/// The lower half.
#[allow(clippy::cast_possible_truncation, reason = "that is what is wanted")]
const fn lower(eight: u64) -> u32 {
    eight as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    /// The search, and another one that is known to be right.
    struct Both {
        texts: Vec<&'static str>,
        own: Anchors,
        other: AhoCorasick,
    }

    fn both(texts: &[&'static str]) -> Both {
        let other = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(texts);
        Both {
            texts: texts.to_vec(),
            own: Anchors::new(texts.to_vec(), false),
            other: other.unwrap(),
        }
    }

    impl Both {
        /// What the other one finds in the text with all white space made one space.
        fn expected(&self, text: &str) -> Vec<Hit> {
            let mut flat = Vec::new();
            // Where each byte of it stands, and the text's end.
            let mut places = Vec::new();
            for (at, byte) in text.bytes().enumerate() {
                let blank = byte.is_ascii_whitespace();
                if !blank || flat.last() != Some(&b' ') {
                    flat.push(if blank { b' ' } else { byte });
                    places.push(at);
                }
            }
            places.push(text.len());
            let found = self.other.find_overlapping_iter(&flat).map(|found| Hit {
                anchor: found.pattern().as_usize(),
                span: Span::new(places[found.start()], places[found.end()]),
            });
            sorted(found.collect())
        }

        /// What is found in one go, which is the same in parts.
        fn found(&self, text: &str) -> Vec<Hit> {
            let find =
                |within, hits: &mut _| self.own.find(text.as_bytes(), within, &|_| true, hits);
            let mut whole = Vec::new();
            find(0..text.len(), &mut whole);
            let whole = sorted(whole);
            for size in [8, 64] {
                let mut hits = Vec::new();
                for start in (0..text.len()).step_by(size) {
                    let end = (start + size).min(text.len());
                    let earlier = hits.len();
                    find(start..end, &mut hits);
                    assert!(hits[earlier..].iter().all(|hit| hit.span.end > start));
                }
                assert_eq!(sorted(hits), whole, "{text:?}");
            }
            whole
        }

        #[track_caller]
        fn compare(&self, text: &str) -> Vec<Hit> {
            let found = self.found(text);
            assert_eq!(found, self.expected(text), "{:?} in {text:?}", self.texts);
            found
        }
    }

    fn sorted(mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|hit| (hit.span.end, hit.span.start, hit.anchor));
        hits
    }

    fn all() -> &'static Both {
        static ALL: OnceLock<Both> = OnceLock::new();
        ALL.get_or_init(|| {
            let texts: Vec<_> = crate::signals::all()
                .flat_map(crate::signals::Signal::anchors)
                .collect();
            both(&texts)
        })
    }

    #[test]
    fn every_anchor_is_found_wherever_it_stands() {
        let all = all();
        for anchor in &all.texts {
            for blank in [" ", "\n", "\t", "  ", "\r\n    ", "\x0c \t"] {
                for (before, behind) in [("", ""), ("x", "."), ("  401", "\n"), ("é", "é")] {
                    let form = anchor.replace(' ', blank);
                    let text = format!("{before}{form}{behind}{}", form.to_uppercase());
                    let hits = all.compare(&text);
                    let count = hits.iter().filter(|hit| all.texts[hit.anchor] == *anchor);
                    assert!(count.count() > 1, "{anchor} in {text:?}");
                }
            }
        }
    }

    #[test]
    fn parts_of_a_text_join() {
        let anchor = "authentication required";
        for size in PART - 40..PART + 10 {
            let text = format!("{}{anchor}", "-".repeat(size));
            let found = all().compare(&text);
            let start = |hit: &Hit| hit.span.start == size;
            assert!(found.iter().any(start), "{size}");
        }
    }

    #[test]
    fn short_ones_overlap() {
        let texts = ["401", "eof", ": eof", "ee ", " e f", "aaa", "aaaa", "401"];
        let texts = both(&texts);
        assert_eq!(texts.compare("401").len(), 2);
        let text = "x: \n EOF 4401 ee\t\te  f a  b aaaaaa";
        assert_eq!(texts.compare(text).len(), 13);
        assert!(texts.compare("").is_empty());
        assert!(texts.compare("a").is_empty());
    }

    #[test]
    fn few_bytes_look_like_a_piece() {
        let own = &all().own;
        let set: u32 = own.set.0.iter().map(|bits| bits.count_ones()).sum();
        let most = 1_u32 << BITS;
        assert!(set < most / 40, "{set} of {most}");
        assert!(own.pieces.len() < usize::from(u16::MAX));
    }

    #[test]
    fn exact_ones_are_found_as_they_are() {
        let texts = ["Run a b", "  : x", "[P]"];
        let anchors = Anchors::new(texts.to_vec(), true);
        for (text, count) in [
            ("Run a b", 1),
            ("xRun a b  : x[P]", 3),
            ("run a b Run a  b Run a\nb", 0),
            (" : x [p]    : x", 1),
        ] {
            let mut hits = Vec::new();
            anchors.find(text.as_bytes(), 0..text.len(), &|_| true, &mut hits);
            assert_eq!(hits.len(), count, "{text:?}");
            assert!(
                hits.iter()
                    .all(|hit| hit.span.of(text) == texts[hit.anchor])
            );
        }
    }

    proptest! {
        #[test]
        fn finds_what_another_search_finds(
            text in "([abAB0é]|  ?|\n|\t|[ab]{3,6}){0,60}",
        ) {
            static SOME: OnceLock<Both> = OnceLock::new();
            let some = SOME.get_or_init(|| both(&[
                "aab", "ab ", " aa b", "a a a", "ba ba", "abab", "aaaaa", " b ", "0ab b",
            ]));
            some.compare(&text);
        }

        #[test]
        fn finds_all_anchors_among_others(
            parts in prop::collection::vec((0..2000_usize, "[ \n]{0,2}[a-z0-9:/]{0,3} ?"), 0..12),
        ) {
            let part = |(which, other): &(usize, String)| {
                format!("{}{other}", all().texts.get(*which).copied().unwrap_or_default())
            };
            let text: String = parts.iter().map(part).collect();
            all().compare(&text);
        }
    }
}
