//! The way back from the clean text to the paste, and from offsets to lines.

use crate::span::Span;

/// A stretch of the clean text and what it was made of.
///
/// It reaches to the next piece's `clean`. When it is as long as `start..end`
/// it is a copy, byte by byte; else it is one character that stands for all of
/// `start..end`.
#[derive(Clone, Copy, Debug)]
struct Piece {
    clean: usize,
    start: usize,
    end: usize,
}

/// Runs of the clean text with their places in the paste.
#[derive(Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
    /// Length of the clean text.
    clean_len: usize,
}

impl Map {
    /// How many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Notes that `len` bytes of clean text from `clean` on were made of
    /// `start..end`. Calls come in the order of the text.
    pub(super) fn push(&mut self, clean: usize, len: usize, start: usize, end: usize) {
        let copy = len == end - start;
        if let Some(last) = self.pieces.last_mut()
            && copy
            && last.end == start
            && last.end - last.start == clean - last.clean
        {
            last.end = end;
        } else {
            self.pieces.push(Piece { clean, start, end });
        }
        self.clean_len = clean + len;
    }

    /// Where a clean range stands in the paste. Without pieces, the clean text
    /// is empty.
    pub(super) fn original(&self, clean: Span) -> Span {
        let (first, copy) = self.piece(clean.start);
        let start = if copy {
            first.start + clean.start.saturating_sub(first.clean)
        } else {
            first.start
        };
        let start = start.min(first.end);
        if clean.is_empty() {
            return Span::new(start, start);
        }
        let (last, copy) = self.piece(clean.end - 1);
        let end = if copy {
            last.start + clean.end.saturating_sub(last.clean)
        } else {
            last.end
        };
        Span::new(start, end.min(last.end))
    }

    /// Where what was made of the paste from `at` on begins in the clean text.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn clean(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.end <= at);
        self.pieces.get(index).map_or(self.clean_len, |piece| {
            let (_, copy) = self.piece(piece.clean);
            piece.clean
                + if copy {
                    at.saturating_sub(piece.start)
                } else {
                    0
                }
        })
    }

    /// The piece that holds a clean offset, and whether it is a copy.
    fn piece(&self, at: usize) -> (Piece, bool) {
        let next = self.pieces.partition_point(|piece| piece.clean <= at);
        let index = next.saturating_sub(1);
        let none = Piece {
            clean: 0,
            start: 0,
            end: 0,
        };
        let piece = self.pieces.get(index).copied().unwrap_or(none);
        let following = self.pieces.get(index + 1);
        let clean_end = following.map_or(self.clean_len, |next| next.clean);
        let copy = clean_end - piece.clean == piece.end - piece.start;
        (piece, copy)
    }
}

/// Bytes between two notes of how many lines there were so far.
const BLOCK: usize = 16 * 1024;

/// Line numbers of the paste, without an entry a line: a log may be all newlines.
#[derive(Debug)]
pub(super) struct Lines {
    /// Newlines before each block.
    before: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let mut count = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += newlines(block);
            before
        });
        Self {
            before: blocks.collect(),
        }
    }

    /// The line that an offset stands in, counted from 1.
    pub(super) fn number(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let block = (at / BLOCK).min(self.before.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * BLOCK..at).unwrap_or_default();
        1 + self.before.get(block).copied().unwrap_or(0) + newlines(rest)
    }

    /// Where a line stands, without its `\n` or `\r\n`.
    pub(super) fn span(&self, text: &str, number: usize) -> Option<Span> {
        let bytes = text.as_bytes();
        let skip = number.checked_sub(1)?;
        let start = if skip == 0 {
            0
        } else {
            // The line begins behind newline number `skip`, which stands in the
            // last block that has fewer before it.
            let fewer = self.before.partition_point(|before| *before < skip);
            let block = fewer.checked_sub(1)?;
            let missing = skip - self.before.get(block)?;
            let from = block * BLOCK;
            let found = bytes.get(from..)?.iter().enumerate();
            let newline = found
                .filter(|(_, byte)| **byte == b'\n')
                .nth(missing - 1)?
                .0;
            from + newline + 1
        };
        let rest = bytes.get(start..)?;
        let len = rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
        let line = rest.get(..len)?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Some(Span::new(start, start + line.len()))
    }
}

/// How many newlines there are.
pub(crate) fn newlines(bytes: &[u8]) -> usize {
    // So few at a time that a byte can count them: compilers know how to do
    // that for many at once.
    let parts = bytes.chunks(128);
    parts
        .map(|part| usize::from(part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>()))
        .sum()
}
