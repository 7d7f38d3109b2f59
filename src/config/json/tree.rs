//! The tree of spans, read past every fault.

use std::borrow::Cow;

use crate::span::Span;

use super::is_space;
use super::text::unquote;

/// Deeper values keep their kind, not their content. No config nests deeper.
const MAX_TREE_DEPTH: u32 = 48;

/// Values kept at most, so that a hostile 50 MB of `1,1,1,` stays small.
const MAX_NODES: u32 = 200_000;

/// What a value is. Text stays in the input: see [`Node::text`].
#[derive(Debug)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// Text in quotes; the node's span is what stands between them.
    Str,
    /// An array.
    Array(Vec<Node>),
    /// An object, with every member as written, duplicates too.
    Object(Vec<Member>),
    /// Anything else: a value without quotes, an ellipsis, nothing at all.
    Bare,
}

impl Value {
    /// What Go's type errors call it.
    #[must_use]
    pub const fn go_kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Number => "number",
            Self::Str | Self::Bare => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

/// A value and where it stands.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands; of text in quotes: what stands between them.
    pub span: Span,
}

impl Node {
    /// The text of a string (or of a value without quotes), escapes resolved.
    #[must_use]
    pub fn text<'a>(&self, input: &'a str) -> Option<Cow<'a, str>> {
        match self.value {
            Value::Str => Some(unquote(self.span.of(input))),
            Value::Bare => Some(Cow::Borrowed(self.span.of(input))),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The last member with exactly this key.
    #[must_use]
    pub fn get(&self, input: &str, key: &str) -> Option<&Node> {
        let same = |member: &&Member| member.key_text(input) == key;
        self.members()
            .iter()
            .rev()
            .find(same)
            .map(|member| &member.node)
    }
}

/// A key and its value.
#[derive(Debug)]
pub struct Member {
    /// What stands between the quotes of the key.
    pub key: Span,
    /// The value.
    pub node: Node,
}

impl Member {
    /// The key, escapes resolved.
    #[must_use]
    pub fn key_text<'a>(&self, input: &'a str) -> Cow<'a, str> {
        unquote(self.key.of(input))
    }
}

/// Something that JSON doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddKind {
    /// A comma with nothing behind it.
    TrailingComma,
    /// No comma between two members or elements.
    MissingComma,
    /// No colon between key and value.
    MissingColon,
    /// `// …`, `# …` or `/* … */`.
    Comment,
    /// `...` or `…`, as left by somebody who shortened the file.
    Ellipsis,
    /// Text without quotes.
    Bare,
    /// Text in single quotes.
    SingleQuotes,
    /// A line break inside text, or the closing quote is missing.
    BrokenString,
    /// A closing bracket that closes nothing.
    StrayBracket,
    /// The text ends inside an object or an array.
    Cut,
}

/// An oddity and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    /// What it is.
    pub kind: OddKind,
    /// Where it stands.
    pub span: Span,
}

/// What [`parse`] read.
#[derive(Debug)]
pub struct Tree {
    /// The first value.
    pub root: Node,
    /// Offset behind it.
    pub end: usize,
    /// What JSON doesn't have, in the order met.
    pub odd: Vec<Odd>,
}

/// Reads the value at `start` of `input`, whatever it takes.
#[must_use]
pub fn parse(input: &str, start: usize) -> Tree {
    let mut reader = Reader {
        bytes: input.as_bytes(),
        at: start,
        nodes: 0,
        odd: Vec::new(),
    };
    reader.skip_space();
    let root = reader.value(0);
    Tree {
        root,
        end: reader.at,
        odd: reader.odd,
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: u32,
    odd: Vec<Odd>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts_with(&self, word: &[u8]) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word))
    }

    fn note(&mut self, kind: OddKind, start: usize, end: usize) {
        // One of each kind a thousand times says no more than once.
        if self.odd.len() < 64 {
            self.odd.push(Odd {
                kind,
                span: Span::new(start, end),
            });
        }
    }

    /// Skips white space, comments and ellipses.
    fn skip_space(&mut self) {
        loop {
            let start = self.at;
            match self.peek() {
                Some(byte) if is_space(byte) => {
                    self.at += 1;
                    continue;
                }
                Some(b'#') => self.skip_line(),
                Some(b'/') if self.starts_with(b"//") => self.skip_line(),
                Some(b'/') if self.starts_with(b"/*") => {
                    let rest = self.bytes.get(self.at..).unwrap_or_default();
                    let end = rest.windows(2).position(|pair| pair == b"*/");
                    self.at = end.map_or(self.bytes.len(), |end| self.at + end + 2);
                }
                Some(b'.') if self.starts_with(b"..") => {
                    while self.peek() == Some(b'.') {
                        self.at += 1;
                    }
                    self.note(OddKind::Ellipsis, start, self.at);
                    continue;
                }
                Some(0xE2) if self.starts_with("…".as_bytes()) => {
                    self.at += "…".len();
                    self.note(OddKind::Ellipsis, start, self.at);
                    continue;
                }
                _ => return,
            }
            self.note(OddKind::Comment, start, self.at);
        }
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Node {
        self.nodes += 1;
        let start = self.at;
        let value = match self.peek() {
            Some(open @ (b'{' | b'[')) if depth >= MAX_TREE_DEPTH || self.nodes >= MAX_NODES => {
                self.skip_balanced();
                if open == b'{' {
                    Value::Object(Vec::new())
                } else {
                    Value::Array(Vec::new())
                }
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(quote @ (b'"' | b'\'')) => {
                let span = self.quoted(quote);
                return Node {
                    value: Value::Str,
                    span,
                };
            }
            _ => return self.bare(),
        };
        Node {
            value,
            span: Span::new(start, self.at),
        }
    }

    fn object(&mut self, depth: u32) -> Value {
        let mut members = Vec::new();
        let start = self.at;
        self.at += 1;
        let mut comma: Option<usize> = None;
        loop {
            self.skip_space();
            let here = self.at;
            match self.peek() {
                None => {
                    self.note(OddKind::Cut, start, start + 1);
                    break;
                }
                Some(b'}') => {
                    self.close(comma);
                    break;
                }
                Some(b',') => {
                    self.comma(&mut comma, members.is_empty());
                }
                Some(b']') => {
                    self.note(OddKind::StrayBracket, here, here + 1);
                    self.at += 1;
                }
                Some(byte) => {
                    if !members.is_empty() && comma.is_none() {
                        self.note(OddKind::MissingComma, here, here);
                    }
                    comma = None;
                    let key = match byte {
                        b'"' | b'\'' => self.quoted(byte),
                        _ => self.bare_key(),
                    };
                    self.skip_space();
                    if self.peek() == Some(b':') {
                        self.at += 1;
                        self.skip_space();
                    } else {
                        self.note(OddKind::MissingColon, key.start, key.end);
                    }
                    let keep = self.nodes < MAX_NODES;
                    let node = self.value(depth + 1);
                    if keep {
                        members.push(Member { key, node });
                    }
                    if self.at == here {
                        self.at += 1;
                    }
                }
            }
        }
        Value::Object(members)
    }

    fn array(&mut self, depth: u32) -> Value {
        let mut elements = Vec::new();
        let start = self.at;
        self.at += 1;
        let mut comma: Option<usize> = None;
        loop {
            self.skip_space();
            let here = self.at;
            match self.peek() {
                None => {
                    self.note(OddKind::Cut, start, start + 1);
                    break;
                }
                Some(b']') => {
                    self.close(comma);
                    break;
                }
                Some(b',') => self.comma(&mut comma, elements.is_empty()),
                Some(b'}') => {
                    // The bracket of an object around: this array was never closed.
                    self.note(OddKind::StrayBracket, here, here + 1);
                    break;
                }
                Some(_) => {
                    if !elements.is_empty() && comma.is_none() {
                        self.note(OddKind::MissingComma, here, here);
                    }
                    comma = None;
                    let keep = self.nodes < MAX_NODES;
                    let node = self.value(depth + 1);
                    if keep {
                        elements.push(node);
                    }
                    if self.at == here {
                        self.at += 1;
                    }
                }
            }
        }
        Value::Array(elements)
    }

    /// Takes the closing bracket; a comma before it was one too many.
    fn close(&mut self, comma: Option<usize>) {
        self.at += 1;
        if let Some(comma) = comma {
            self.note(OddKind::TrailingComma, comma, comma + 1);
        }
    }

    fn comma(&mut self, comma: &mut Option<usize>, first: bool) {
        if first || comma.is_some() {
            self.note(OddKind::TrailingComma, self.at, self.at + 1);
        }
        *comma = (!first).then_some(self.at);
        self.at += 1;
    }

    /// Text in quotes; the span is what stands between them.
    fn quoted(&mut self, quote: u8) -> Span {
        let open = self.at;
        if quote == b'\'' {
            self.note(OddKind::SingleQuotes, open, open + 1);
        }
        self.at += 1;
        let start = self.at;
        let mut broken = false;
        loop {
            match self.peek() {
                Some(byte) if byte == quote => {
                    let span = Span::new(start, self.at);
                    self.at += 1;
                    return span;
                }
                Some(b'\\') => self.at += if self.at + 1 < self.bytes.len() { 2 } else { 1 },
                Some(b'\n') if self.next_line_starts_anew() => {
                    self.note(OddKind::BrokenString, open, self.at);
                    return Span::new(start, self.at);
                }
                Some(byte) => {
                    if byte < b' ' && !broken {
                        broken = true;
                        self.note(OddKind::BrokenString, open, self.at);
                    }
                    self.at += 1;
                }
                None => {
                    self.at = self.bytes.len();
                    self.note(OddKind::BrokenString, open, self.at);
                    return Span::new(start, self.at);
                }
            }
        }
    }

    /// At a line break inside text: whether the next line looks like more of
    /// the file, so that the closing quote was forgotten, rather than like the
    /// rest of a wrapped value.
    fn next_line_starts_anew(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let next = rest.iter().take(4096).find(|&&byte| !is_space(byte));
        !next.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    }

    fn bare_key(&mut self) -> Span {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if matches!(byte, b':' | b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'"') {
                break;
            }
            self.at += 1;
        }
        self.trimmed_bare(start)
    }

    /// A number, a literal, or text without quotes up to the end of the member.
    fn bare(&mut self) -> Node {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if matches!(byte, b',' | b'}' | b']' | b'\n') {
                break;
            }
            // `***` and `<…>` hold no brackets, an object that follows does.
            if matches!(byte, b'{' | b'[') && self.at > start {
                break;
            }
            self.at += 1;
        }
        if let Some(run) = self.bytes.get(start..self.at)
            && let Some(length) = run.iter().position(|&byte| is_space(byte) || byte == b'/')
            && literal(run.get(..length).unwrap_or_default()).is_some()
        {
            self.at = start + length;
        }
        let mut end = self.at;
        while end > start && self.bytes.get(end - 1).is_some_and(|&byte| is_space(byte)) {
            end -= 1;
        }
        let run = self.bytes.get(start..end).unwrap_or_default();
        let value = literal(run).unwrap_or_else(|| {
            self.note(OddKind::Bare, start, end);
            Value::Bare
        });
        Node {
            value,
            span: Span::new(start, end),
        }
    }

    fn trimmed_bare(&mut self, start: usize) -> Span {
        let mut end = self.at;
        while end > start && self.bytes.get(end - 1).is_some_and(|&byte| is_space(byte)) {
            end -= 1;
        }
        self.note(OddKind::Bare, start, end);
        Span::new(start, end)
    }

    /// Skips an object or array by counting brackets outside of text.
    fn skip_balanced(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.saturating_sub(1),
                b'"' => {
                    self.at += 1;
                    while let Some(inner) = self.peek() {
                        match inner {
                            b'"' => break,
                            b'\\' => self.at += 2,
                            _ => self.at += 1,
                        }
                    }
                }
                _ => {}
            }
            self.at = (self.at + 1).min(self.bytes.len());
            if open == 0 {
                return;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }
}

fn literal(run: &[u8]) -> Option<Value> {
    match run {
        b"null" => Some(Value::Null),
        b"true" | b"false" => Some(Value::Bool),
        [b'-' | b'0'..=b'9', rest @ ..]
            if rest
                .iter()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) =>
        {
            Some(Value::Number)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn odd(text: &str) -> Vec<OddKind> {
        parse(text, 0).odd.iter().map(|odd| odd.kind).collect()
    }

    #[test]
    fn a_whole_value_has_no_oddity() {
        let text = "{\"a\":{\"b\":[1,-2.5e3,true,null,\"x\\\"y\"]},\"c\":{}}";
        let tree = parse(text, 0);
        assert!(tree.odd.is_empty());
        assert_eq!(tree.end, text.len());
        assert_eq!(tree.root.members().len(), 2);
    }

    #[test]
    fn reads_on_behind_a_fault() {
        let text = "{\"a\":{\"k\":\"v\"},}";
        assert_eq!(odd(text), [OddKind::TrailingComma]);
        assert!(parse(text, 0).root.get(text, "a").is_some());

        let text = "{ // mine\n\"a\": xxxx, ...\n 'b' \"c\"\n \"d\": 1";
        let tree = parse(text, 0);
        let keys: Vec<_> = tree
            .root
            .members()
            .iter()
            .map(|m| m.key_text(text))
            .collect();
        assert_eq!(keys, ["a", "b", "d"]);
        assert_eq!(
            odd(text),
            [
                OddKind::Comment,
                OddKind::Bare,
                OddKind::Ellipsis,
                OddKind::SingleQuotes,
                OddKind::MissingColon,
                OddKind::MissingComma,
                OddKind::Cut
            ]
        );
    }

    #[test]
    fn a_forgotten_quote_ends_with_its_line() {
        let text = "{\"a\":\"b\n,\"c\":\"d\"}";
        let tree = parse(text, 0);
        assert_eq!(tree.root.get(text, "a").unwrap().text(text).unwrap(), "b");
        assert!(tree.root.get(text, "c").is_some());
    }

    #[test]
    fn nesting_is_capped() {
        let text = [
            "{\"a\":".repeat(100_000),
            "1".to_owned(),
            "}".repeat(100_000),
        ]
        .concat();
        assert_eq!(parse(&text, 0).end, text.len());
    }
}
