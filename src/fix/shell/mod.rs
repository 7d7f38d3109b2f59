//! The one way from commands to text.
//!
//! Every shell quotes every argument. What a shell can't hold safely is
//! replaced by its placeholder, with a note why: better an incomplete command
//! than a wrong one.

mod cmd;
pub(super) mod posix;
mod powershell;

use super::advice::Action;
use super::command::{Arg, Command, Piece};
use super::placeholder::Placeholder;
use super::snippet::Snippet;
use super::value::{Refused, Value};
use std::borrow::Cow;

/// A family of shells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// sh, bash, dash, zsh, ksh.
    #[default]
    Posix,
    /// Windows PowerShell 5.1 and PowerShell 7.
    PowerShell,
    /// Windows' cmd.exe, at its prompt.
    Cmd,
}

/// What the reader has filled in for placeholders.
#[derive(Clone, Debug, Default)]
pub struct Filling(Vec<(Placeholder, Value)>);

impl Filling {
    /// Fills in `text` for the placeholder; the empty text takes it back.
    ///
    /// # Errors
    /// The text is refused as a [`Value`]; what was there before is taken back.
    pub fn set(&mut self, placeholder: Placeholder, text: &str) -> Result<(), Refused> {
        self.0.retain(|(p, _)| *p != placeholder);
        if !text.is_empty() {
            self.0.push((placeholder, Value::new(text)?));
        }
        Ok(())
    }

    fn get(&self, placeholder: Placeholder) -> Option<&Value> {
        self.0
            .iter()
            .find(|(p, _)| *p == placeholder)
            .map(|(_, v)| v)
    }
}

/// A command or snippet as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// What is shown and copied; empty when the shell has no safe form.
    pub text: String,
    /// What the reader must know: what was left out and why, where to run it.
    pub notes: Vec<Cow<'static, str>>,
    /// The placeholders in the text, each once.
    pub placeholders: Vec<Placeholder>,
}

impl Shell {
    /// The name that the command line and the page use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Posix => "posix",
            Self::PowerShell => "powershell",
            Self::Cmd => "cmd",
        }
    }

    /// The shell of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Posix, Self::PowerShell, Self::Cmd]
            .into_iter()
            .find(|s| s.name() == name)
    }

    /// The command as one line for this shell.
    #[must_use]
    pub fn render(self, command: &Command, filling: &Filling) -> Rendered {
        let mut desk = Desk::new(filling);
        let text = self.write(&mut desk, command);
        desk.done(text)
    }

    /// What a step has to copy: a command, several lines of them, or a snippet.
    #[must_use]
    pub fn render_action(self, action: &Action, filling: &Filling) -> Rendered {
        let mut desk = Desk::new(filling);
        let text = match action {
            Action::Run(command) => self.write(&mut desk, command),
            Action::Many(commands) => {
                let lines: Vec<String> =
                    commands.iter().map(|c| self.write(&mut desk, c)).collect();
                lines.join("\n")
            }
            Action::Edit(snippet) => snippet.write(&mut desk),
        };
        desk.done(text)
    }

    /// The name of the file that a snippet belongs in, to be read by people.
    #[must_use]
    pub fn file_of(self, snippet: &Snippet, filling: &Filling) -> String {
        let text = Desk::new(filling).text(snippet.file());
        match self {
            Self::Posix => text,
            Self::PowerShell | Self::Cmd => match text.strip_prefix("~/") {
                Some(rest) => ["%USERPROFILE%\\", &rest.replace('/', "\\")].concat(),
                None => text,
            },
        }
    }

    fn write(self, desk: &mut Desk, command: &Command) -> String {
        desk.on_linux = self == Self::Posix || command.linux;
        if self != Self::Posix && command.linux {
            desk.note("This one is for a Linux shell: the machine that runs the engine, or WSL.");
        }
        let written = match self {
            Self::PowerShell if !command.linux => powershell::write(desk, command),
            Self::Cmd if !command.linux => cmd::write(desk, command),
            _ => Ok(posix::write_accepting_all(desk, command)),
        };
        written.unwrap_or_else(|why| {
            desk.note(format!("No safe form for this shell: {why}."));
            String::new()
        })
    }
}

/// A resolved piece of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Env(&'static str),
    Home(&'static str),
}

/// Where a command is written: what is filled in, what the place accepts, and
/// what came up on the way.
pub(in crate::fix) struct Desk<'a> {
    filling: &'a Filling,
    on_linux: bool,
    pub(in crate::fix) accepts: fn(&str) -> Result<(), Refused>,
    notes: Vec<Cow<'static, str>>,
    placeholders: Vec<Placeholder>,
}

#[expect(clippy::unnecessary_wraps, reason = "one of several checks")]
fn anything(_: &str) -> Result<(), Refused> {
    Ok(())
}

impl<'a> Desk<'a> {
    fn new(filling: &'a Filling) -> Self {
        Self {
            filling,
            on_linux: true,
            accepts: anything,
            notes: Vec::new(),
            placeholders: Vec::new(),
        }
    }

    fn done(self, text: String) -> Rendered {
        Rendered {
            text,
            notes: self.notes,
            placeholders: self.placeholders,
        }
    }

    fn note(&mut self, note: impl Into<Cow<'static, str>>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn blank(&mut self, placeholder: Placeholder, why: Option<Refused>) -> String {
        if let Some(value) = self.filling.get(placeholder) {
            match (self.accepts)(value.as_str()) {
                Ok(()) => return value.as_str().to_owned(),
                Err(why) => self.left_out(placeholder, why),
            }
        } else if let Some(why) = why {
            self.left_out(placeholder, why);
        }
        if !self.placeholders.contains(&placeholder) {
            self.placeholders.push(placeholder);
        }
        placeholder.name().to_owned()
    }

    fn left_out(&mut self, placeholder: Placeholder, why: Refused) {
        self.note(format!(
            "{} stands for a text that was left out: {why}.",
            placeholder.name()
        ));
    }

    /// The argument's pieces, with neighbouring text joined.
    pub(super) fn parts(&mut self, arg: &Arg) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for piece in arg.pieces() {
            let text = match piece {
                Piece::Word(text) => (*text).to_owned(),
                Piece::Value(value, or) => match (self.accepts)(value.as_str()) {
                    Ok(()) => value.as_str().to_owned(),
                    Err(why) => self.blank(*or, Some(why)),
                },
                Piece::Blank(placeholder, why) => self.blank(*placeholder, *why),
                Piece::Flow(node) => {
                    let mut text = String::new();
                    super::snippet::flow(&mut text, self, node);
                    text
                }
                Piece::Env(name) => {
                    parts.push(Part::Env(name));
                    continue;
                }
                Piece::Home(path) => {
                    parts.push(Part::Home(path));
                    continue;
                }
                Piece::ContainersAuth if self.on_linux => {
                    parts.push(Part::Env("XDG_RUNTIME_DIR"));
                    "/containers/auth.json".to_owned()
                }
                Piece::ContainersAuth => {
                    parts.push(Part::Home(".config/containers/auth.json"));
                    continue;
                }
            };
            if let Some(Part::Text(last)) = parts.last_mut() {
                last.push_str(&text);
            } else {
                parts.push(Part::Text(text));
            }
        }
        parts
    }

    /// The argument as a snippet has it: variables as `$NAME`, the home
    /// directory as `~`.
    pub(in crate::fix) fn text(&mut self, arg: &Arg) -> String {
        let mut out = String::new();
        for part in self.parts(arg) {
            match part {
                Part::Text(text) => out.push_str(&text),
                Part::Env(name) => {
                    out.push('$');
                    out.push_str(name);
                }
                Part::Home(path) => {
                    out.push_str("~/");
                    out.push_str(path);
                }
            }
        }
        out
    }
}

/// The variable in the argument's text, if it is that alone.
fn only_env(parts: &[Part]) -> Option<&'static str> {
    match parts {
        [Part::Env(name)] => Some(name),
        _ => None,
    }
}
