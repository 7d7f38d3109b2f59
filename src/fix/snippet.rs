//! Snippets of files as data: YAML and JSON as trees, other formats as lines.
//!
//! Text from the input is quoted by the emitter; where a format has no safe
//! quoting that we know (TOML, systemd units, nginx, Groovy: all by lines) only
//! plain names are let through, and a placeholder stands for anything else.
//! `$` is refused everywhere, as CI systems expand it even within quotes.

use super::command::{Arg, Command};
use super::placeholder::Placeholder;
use super::shell::{Desk, posix};
use super::value::Refused;
use crate::words::is_among;
use std::fmt::Write;

/// The format of a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// YAML 1.1 or 1.2.
    Yaml,
    /// JSON.
    Json,
    /// TOML, as containerd, buildkit and podman read it.
    Toml,
    /// Sections of `Key=value`, as systemd reads them.
    Ini,
    /// A Dockerfile.
    Dockerfile,
    /// A Jenkinsfile or other Groovy.
    Groovy,
    /// nginx's configuration.
    Nginx,
    /// Lines of `NAME=value`.
    Env,
}

impl Language {
    /// The name in lower case, as code fences use it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Toml => "toml",
            Self::Ini => "ini",
            Self::Dockerfile => "dockerfile",
            Self::Groovy => "groovy",
            Self::Nginx => "nginx",
            Self::Env => "sh",
        }
    }
}

/// Text to put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet(Box<Parts>);

/// What a [`Snippet`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    file: Arg,
    language: Language,
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Tree(Node),
    Lines(Vec<Arg>),
}

/// A snippet of YAML.
#[must_use]
#[inline(never)]
pub fn yaml(file: impl Into<Arg>, node: impl Into<Node>) -> Snippet {
    Snippet::new(file.into(), Language::Yaml, Body::Tree(node.into()))
}

/// A snippet of JSON.
#[must_use]
#[inline(never)]
pub fn json(file: impl Into<Arg>, node: impl Into<Node>) -> Snippet {
    Snippet::new(file.into(), Language::Json, Body::Tree(node.into()))
}

/// A snippet of lines, each an [`Arg`]: fixed text with names in between.
#[must_use]
#[inline(never)]
pub fn lines<const N: usize>(file: impl Into<Arg>, language: Language, lines: [Arg; N]) -> Snippet {
    Snippet::new(file.into(), language, Body::Lines(lines.into()))
}

/// A node of a YAML or JSON tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node(Box<Kind>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Text(Arg),
    /// GitHub's `${{ … }}`, not quoted.
    Expr(&'static str),
    Flag(bool),
    Number(i64),
    Map(Vec<(Arg, Node)>),
    Seq(Vec<Node>),
    Script(Vec<Command>),
}

impl From<Kind> for Node {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

/// A mapping, in the order in which it is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map(Node);

/// An empty mapping.
#[must_use]
#[inline(never)]
pub fn map() -> Map {
    Map(Kind::Map(Vec::new()).into())
}

impl Map {
    /// Adds an entry.
    #[must_use]
    #[inline(never)]
    pub fn put(mut self, key: impl Into<Arg>, node: impl Into<Node>) -> Self {
        if let Kind::Map(entries) = &mut *self.0.0 {
            entries.push((key.into(), node.into()));
        }
        self
    }
}

/// A sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seq(Node);

/// An empty sequence.
#[must_use]
#[inline(never)]
pub fn seq() -> Seq {
    Seq(Kind::Seq(Vec::new()).into())
}

impl Seq {
    /// Adds an item.
    #[must_use]
    #[inline(never)]
    pub fn item(mut self, node: impl Into<Node>) -> Self {
        if let Kind::Seq(items) = &mut *self.0.0 {
            items.push(node.into());
        }
        self
    }
}

/// GitHub Actions' expression `${{ … }}`: fixed text only, such as
/// `secrets.REGISTRY_TOKEN`.
#[must_use]
pub fn expr(text: &'static str) -> Node {
    Kind::Expr(text).into()
}

/// Commands as a CI file's script: one as a scalar, several as a block.
/// They are written for a POSIX shell.
#[must_use]
pub fn script<const N: usize>(commands: [Command; N]) -> Node {
    Kind::Script(commands.into()).into()
}

impl From<Map> for Node {
    fn from(map: Map) -> Self {
        map.0
    }
}

impl From<Seq> for Node {
    fn from(seq: Seq) -> Self {
        seq.0
    }
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Kind::Flag(flag).into()
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Kind::Number(number).into()
    }
}

impl From<Command> for Node {
    fn from(command: Command) -> Self {
        Kind::Script(vec![command]).into()
    }
}

impl From<Arg> for Node {
    fn from(arg: Arg) -> Self {
        Kind::Text(arg).into()
    }
}

impl From<Placeholder> for Node {
    fn from(placeholder: Placeholder) -> Self {
        Kind::Text(placeholder.into()).into()
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Kind::Text(text.into()).into()
    }
}

/// What may stand quoted in a tree.
fn quotable(text: &str) -> Result<(), Refused> {
    if text.contains('$') {
        return Err(Refused::because(
            "it holds $, which CI systems expand even within quotes",
        ));
    }
    if text.len() > 512 {
        return Err(Refused::because("it is longer than any name can be"));
    }
    Ok(())
}

/// What may stand in a line of any format.
fn plain_name(text: &str) -> Result<(), Refused> {
    if text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b))
    {
        return Ok(());
    }
    Err(Refused::because(
        "it holds a character that has a meaning of its own in this file",
    ))
}

impl Snippet {
    #[inline(never)]
    fn new(file: Arg, language: Language, body: Body) -> Self {
        Self(Box::new(Parts {
            file,
            language,
            body,
        }))
    }

    /// The file, or what it is when its name is the reader's.
    pub(super) fn file(&self) -> &Arg {
        &self.0.file
    }

    /// Its format.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// The snippet's text; no line break at its end.
    pub(super) fn write(&self, desk: &mut Desk) -> String {
        let mut out = String::new();
        match (&self.0.body, self.0.language) {
            (Body::Lines(lines), _) => {
                desk.accepts = plain_name;
                for line in lines {
                    out.push_str(&desk.text(line));
                    out.push('\n');
                }
            }
            (Body::Tree(node), Language::Json) => {
                desk.accepts = quotable;
                json_node(&mut out, desk, node, 0);
            }
            (Body::Tree(node), _) => {
                desk.accepts = quotable;
                match &*node.0 {
                    Kind::Map(entries) if !entries.is_empty() => {
                        yaml_entries(&mut out, desk, entries, 0, false);
                    }
                    Kind::Seq(items) if !items.is_empty() => {
                        yaml_items(&mut out, desk, items, 0);
                    }
                    _ => yaml_value(&mut out, desk, node, 0),
                }
            }
        }
        out.trim().to_owned()
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// What follows `key:` or `-`, with the line break behind it.
fn yaml_value(out: &mut String, desk: &mut Desk, node: &Node, indent: usize) {
    match &*node.0 {
        Kind::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Kind::Seq(items) if items.is_empty() => out.push_str(" []\n"),
        Kind::Map(entries) => {
            out.push('\n');
            yaml_entries(out, desk, entries, indent, false);
        }
        Kind::Seq(items) => {
            out.push('\n');
            yaml_items(out, desk, items, indent);
        }
        Kind::Script(commands) if commands.len() != 1 => {
            out.push_str(" |\n");
            for command in commands {
                pad(out, indent);
                out.push_str(&posix::write(desk, command));
                out.push('\n');
            }
        }
        scalar => {
            out.push(' ');
            match scalar {
                Kind::Text(arg) => yaml_scalar(out, &desk.text(arg)),
                Kind::Expr(text) => {
                    let _ = write!(out, "${{{{ {text} }}}}");
                }
                Kind::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
                Kind::Number(number) => {
                    let _ = write!(out, "{number}");
                }
                Kind::Script(commands) => {
                    for command in commands {
                        let text = posix::write(desk, command);
                        yaml_scalar(out, &text);
                    }
                }
                Kind::Map(_) | Kind::Seq(_) => {}
            }
            out.push('\n');
        }
    }
}

fn yaml_entries(
    out: &mut String,
    desk: &mut Desk,
    entries: &[(Arg, Node)],
    indent: usize,
    begun: bool,
) {
    for (at, (key, node)) in entries.iter().enumerate() {
        if at > 0 || !begun {
            pad(out, indent);
        }
        yaml_scalar(out, &desk.text(key));
        out.push(':');
        yaml_value(out, desk, node, indent + 2);
    }
}

fn yaml_items(out: &mut String, desk: &mut Desk, items: &[Node], indent: usize) {
    for item in items {
        pad(out, indent);
        out.push('-');
        match &*item.0 {
            Kind::Map(entries) if !entries.is_empty() => {
                out.push(' ');
                yaml_entries(out, desk, entries, indent + 2, true);
            }
            _ => yaml_value(out, desk, item, indent + 2),
        }
    }
}

/// Plain where every YAML version reads the same string, else in double quotes.
fn yaml_scalar(out: &mut String, text: &str) {
    if is_plain_yaml(text) {
        out.push_str(text);
    } else {
        quoted(out, text);
    }
}

fn is_plain_yaml(text: &str) -> bool {
    const READ_OTHERWISE: &str = "y n yes no on off true false null";
    let first = text.bytes().next().unwrap_or(b' ');
    (first.is_ascii_alphabetic() || first == b'/' || first == b'$')
        && text.bytes().all(|b| (b' '..=b'~').contains(&b))
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !is_among(READ_OTHERWISE, &text.to_ascii_lowercase())
}

/// In double quotes, as both YAML and JSON read it.
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// The node in one line of YAML, without double quotes.
pub(super) fn flow(out: &mut String, desk: &mut Desk, node: &Node) {
    let scalar = |out: &mut String, text: &str| {
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_./-".contains(&b));
        if plain && is_plain_yaml(text) {
            out.push_str(text);
        } else {
            out.push('\'');
            out.push_str(&text.replace('\'', "''"));
            out.push('\'');
        }
    };
    match &*node.0 {
        Kind::Text(arg) => scalar(out, &desk.text(arg)),
        Kind::Expr(text) => scalar(out, text),
        Kind::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Kind::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Kind::Map(entries) => {
            out.push('{');
            for (at, (key, node)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                scalar(out, &desk.text(key));
                out.push_str(": ");
                flow(out, desk, node);
            }
            out.push('}');
        }
        Kind::Seq(items) => {
            out.push('[');
            for (at, node) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                flow(out, desk, node);
            }
            out.push(']');
        }
        Kind::Script(commands) => {
            for command in commands {
                let text = posix::write(desk, command);
                scalar(out, &text);
            }
        }
    }
}

fn json_node(out: &mut String, desk: &mut Desk, node: &Node, indent: usize) {
    match &*node.0 {
        Kind::Text(arg) => quoted(out, &desk.text(arg)),
        Kind::Expr(text) => quoted(out, text),
        Kind::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Kind::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Kind::Map(entries) => {
            json_list(out, "{}", entries, indent, |out, (key, node)| {
                quoted(out, &desk.text(key));
                out.push_str(": ");
                json_node(out, desk, node, indent + 2);
            });
        }
        Kind::Seq(items) => json_list(out, "[]", items, indent, |out, node| {
            json_node(out, desk, node, indent + 2);
        }),
        Kind::Script(commands) => json_list(out, "[]", commands, indent, |out, command| {
            quoted(out, &posix::write(desk, command));
        }),
    }
}

fn json_list<T>(
    out: &mut String,
    brackets: &str,
    items: &[T],
    indent: usize,
    mut each: impl FnMut(&mut String, &T),
) {
    if items.is_empty() {
        out.push_str(brackets);
        return;
    }
    out.push_str(brackets.get(..1).unwrap_or_default());
    for (at, item) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        pad(out, indent + 2);
        each(out, item);
    }
    out.push('\n');
    pad(out, indent);
    out.push_str(brackets.get(1..).unwrap_or_default());
}
