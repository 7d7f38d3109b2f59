//! What programs put in front of each line of a log: timestamps, the host of
//! syslog, names of containers and steps, quote marks.
//!
//! Each form is read to its end before it counts, and no more than the first
//! few hundred bytes of a line are looked at.

/// What to do with the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    /// Bytes to take out. Never 0.
    pub(super) drop: usize,
    /// Bytes behind them that stay and are part of the prefix, too: a program's name.
    pub(super) keep: usize,
}

impl Prefix {
    fn drop(drop: usize) -> Option<Self> {
        (drop > 0).then_some(Self { drop, keep: 0 })
    }
}

/// The prefix that a line begins with, its indentation taken off before.
pub(super) fn at(line: &[u8]) -> Option<Prefix> {
    let mut cursor = Cursor { bytes: line, at: 0 };
    match line.first()? {
        b'0'..=b'9' => stamped(&mut cursor).or_else(|| container(line)),
        b'[' => bracketed(&mut cursor),
        b'#' => step(&mut cursor),
        b'>' => quote(&mut cursor),
        b'A'..=b'Z' => klog(line)
            .or_else(|| syslog(&mut cursor))
            .or_else(|| container(line)),
        b't' => key(line).or_else(|| container(line)),
        b'a'..=b'z' => container(line),
        _ => None,
    }
}

/// `2024-01-02T03:04:05.678Z `, `03:04:05 `, and what GitLab's runner and
/// container engines put behind it: `01O `, `stderr F `.
fn stamped(cursor: &mut Cursor) -> Option<Prefix> {
    if !cursor.moment() {
        return None;
    }
    if cursor.ended() {
        return Prefix::drop(cursor.at);
    }
    if !cursor.blank() {
        return None;
    }
    match cursor.rest() {
        // GitLab's runner: two digits of a stream's number, O or E, and a `+`
        // where the line goes on from the one before.
        [a, b, b'O' | b'E', b' ' | b'+', ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
            cursor.at += 4;
        }
        // The form in which the kubelet keeps containers' output.
        [
            b's',
            b't',
            b'd',
            b'o',
            b'u',
            b't',
            b' ',
            b'F' | b'P',
            b' ',
            ..,
        ]
        | [
            b's',
            b't',
            b'd',
            b'e',
            b'r',
            b'r',
            b' ',
            b'F' | b'P',
            b' ',
            ..,
        ] => cursor.at += 9,
        _ => {}
    }
    Prefix::drop(cursor.at)
}

/// `[2023-03-07T13:01:06.872Z] `, `[10:11:12] `, `TeamCity`'s `[10:11:12]W:\t`.
fn bracketed(cursor: &mut Cursor) -> Option<Prefix> {
    cursor.at += 1;
    if !(cursor.moment() && cursor.eat(b']')) {
        return None;
    }
    if let [b'A'..=b'Z' | b'a'..=b'z' | b' ', b':', b'\t' | b' ', ..] = cursor.rest() {
        cursor.at += 2;
    }
    cursor.blank();
    Prefix::drop(cursor.at)
}

/// `BuildKit`'s `#12 ` and `#12 0.345 `.
fn step(cursor: &mut Cursor) -> Option<Prefix> {
    cursor.at += 1;
    if !(cursor.digits(1, 4) && cursor.blank()) {
        return None;
    }
    let behind = cursor.at;
    if !(cursor.digits(1, 6) && cursor.eat(b'.') && cursor.digits(1, 3) && cursor.blank()) {
        cursor.at = behind;
    }
    Prefix::drop(cursor.at)
}

/// `> `, once: the caller asks again.
fn quote(cursor: &mut Cursor) -> Option<Prefix> {
    cursor.at += 1;
    if cursor.ended() || cursor.blank() || cursor.rest().first() == Some(&b'>') && cursor.quoted() {
        Prefix::drop(cursor.at)
    } else {
        None
    }
}

/// `E0302 10:11:12.123456    1234 remote_image.go:180] `, of which the file stays.
fn klog(line: &[u8]) -> Option<Prefix> {
    let mut cursor = Cursor { bytes: line, at: 1 };
    if !matches!(line.first(), Some(b'I' | b'W' | b'E' | b'F' | b'D')) {
        return None;
    }
    let head = cursor.digits(4, 4) && cursor.blank() && cursor.time() && cursor.blank();
    cursor.blanks();
    if !(head && cursor.digits(1, 10) && cursor.blank()) {
        return None;
    }
    let file = cursor
        .rest()
        .iter()
        .take(80)
        .take_while(|b| b.is_ascii_graphic() && **b != b']')
        .count();
    match cursor.rest().get(file..) {
        Some([b']', b' ', ..]) => Some(Prefix {
            drop: cursor.at,
            keep: file + 2,
        }),
        _ => None,
    }
}

/// `Mar  3 10:11:12 host prog[123]: `, of which the program stays.
fn syslog(cursor: &mut Cursor) -> Option<Prefix> {
    const MONTHS: [&[u8]; 12] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
        b"Dec",
    ];
    if !MONTHS.contains(&cursor.bytes.get(..3)?) {
        return None;
    }
    cursor.at = 3;
    cursor.blanks();
    if !(cursor.digits(1, 2) && cursor.blank() && cursor.time() && cursor.blank()) {
        return None;
    }
    let time = cursor.at;
    let host = cursor.word();
    cursor.at += host;
    if host > 0 && cursor.blank() {
        let program = cursor.word();
        if cursor.rest().get(program.saturating_sub(1)..program + 1) == Some(b": ") {
            return Some(Prefix {
                drop: cursor.at,
                keep: program + 1,
            });
        }
    }
    Prefix::drop(time)
}

/// `time="2024-01-02T03:04:05Z" `, with and without quotes; `ts=`, `timestamp=`.
fn key(line: &[u8]) -> Option<Prefix> {
    let name = [&b"time="[..], b"ts=", b"timestamp="]
        .into_iter()
        .find(|name| line.starts_with(name))?;
    let mut cursor = Cursor {
        bytes: line,
        at: name.len(),
    };
    let quoted = cursor.eat(b'"');
    if !(cursor.moment() || cursor.seconds()) {
        return None;
    }
    ((!quoted || cursor.eat(b'"')) && (cursor.blank() || cursor.ended()))
        .then(|| Prefix::drop(cursor.at))?
}

/// Compose's `web-1  | `: one word, and either a number or padding behind it,
/// as a command may begin `pass | docker login`.
fn container(line: &[u8]) -> Option<Prefix> {
    let name = line
        .iter()
        .take(80)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@'))
        .count();
    let rest = line.get(name..)?;
    let pad = rest.iter().take(80).take_while(|b| **b == b' ').count();
    if rest.get(pad) != Some(&b'|') || pad == 0 {
        return None;
    }
    let word = line.get(..name)?;
    let digits = word.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let numbered =
        digits > 0 && name > digits + 1 && matches!(word.get(name - digits - 1), Some(b'-' | b'_'));
    let padded = pad > 1 && digits < name;
    let behind = rest.get(pad + 1);
    if !(numbered || padded) || !matches!(behind, None | Some(b' ' | b'\n' | b'\r')) {
        return None;
    }
    Prefix::drop(name + pad + 1 + usize::from(behind == Some(&b' ')))
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn ended(&self) -> bool {
        matches!(self.rest(), [] | [b'\n' | b'\r', ..])
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.rest().first() == Some(&byte);
        self.at += usize::from(there);
        there
    }

    /// One space or tab.
    fn blank(&mut self) -> bool {
        self.eat(b' ') || self.eat(b'\t')
    }

    /// Up to 16 more of them.
    fn blanks(&mut self) {
        for _ in 0..16 {
            if !self.blank() {
                return;
            }
        }
    }

    /// Whether this `>` belongs to a nested quote: `>> `.
    fn quoted(&self) -> bool {
        let marks = self
            .rest()
            .iter()
            .take(8)
            .take_while(|b| **b == b'>')
            .count();
        marks < 2 && self.rest().get(marks) == Some(&b' ')
    }

    /// Length of the word here, at most 80.
    fn word(&self) -> usize {
        let graphic = |b: &&u8| b.is_ascii_graphic();
        self.rest().iter().take(80).take_while(graphic).count()
    }

    /// Digits, as many as there are, but from `min` to `max` of them.
    fn digits(&mut self, min: usize, max: usize) -> bool {
        let rest = self.rest().iter().take(max + 1);
        let count = rest.take_while(|b| b.is_ascii_digit()).count();
        let right = (min..=max).contains(&count);
        if right {
            self.at += count;
        }
        right
    }

    /// `10:11:12`, `10:11:12.345`, `10:11:12,345`, and a zone.
    fn time(&mut self) -> bool {
        let right = self.digits(2, 2)
            && self.eat(b':')
            && self.digits(2, 2)
            && self.eat(b':')
            && self.digits(2, 2);
        if !right {
            return false;
        }
        if let [b'.' | b',', digit, ..] = self.rest()
            && digit.is_ascii_digit()
        {
            self.at += 1;
            self.digits(1, 9);
        }
        self.zone();
        true
    }

    /// `Z`, `+02:00`, `-0700`, ` +0200`, ` UTC`; or nothing.
    fn zone(&mut self) {
        let before = self.at;
        if self.eat(b'Z') {
            return;
        }
        self.eat(b' ');
        if self.rest().starts_with(b"UTC") {
            self.at += 3;
        } else if (self.eat(b'+') || self.eat(b'-'))
            && (self.digits(4, 4) || self.digits(2, 2) && self.eat(b':') && self.digits(2, 2))
        {
        } else {
            self.at = before;
        }
    }

    /// A date and a time, or a time.
    fn moment(&mut self) -> bool {
        let before = self.at;
        if self.time() {
            return true;
        }
        self.at = before;
        let date = self.digits(4, 4)
            && (self.eat(b'-') || self.eat(b'/'))
            && self.digits(2, 2)
            && (self.eat(b'-') || self.eat(b'/'))
            && self.digits(2, 2)
            && (self.eat(b'T') || self.eat(b' ') || self.eat(b't'));
        date && self.time()
    }

    /// Seconds since 1970, with or without a fraction, as zap writes.
    fn seconds(&mut self) -> bool {
        let right = self.digits(10, 10);
        if right && self.eat(b'.') {
            self.digits(1, 9);
        }
        right
    }
}
