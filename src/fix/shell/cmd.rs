//! cmd.exe, at its prompt.
//!
//! Double quotes protect everything but `%` and `"`. Values with these are
//! refused, and those with `!` and `^`, which have a meaning under delayed
//! expansion and when a program is itself a batch file (gcloud, az). What cmd
//! has no safe words for is handed to PowerShell, which is on every Windows.

use super::super::command::{Arg, Command, Stdin, Stdout, Task};
use super::super::file::Op;
use super::super::value::Refused;
use super::{Desk, Part, powershell};
use std::fmt::Write;

/// Stands for a `%` of our own while a line is composed: at the prompt a lone
/// one is a plain character.
const PERCENT: &str = "\u{1}";

/// What cmd can hold in double quotes.
pub(super) fn accepts(text: &str) -> Result<(), Refused> {
    if text.contains(['%', '!', '"', '^']) {
        return Err(Refused::because(
            "it holds %, !, ^ or a quotation mark, which cmd reads even within quotes",
        ));
    }
    powershell::windows(text)
}

fn accepts_bare(text: &str) -> Result<(), Refused> {
    if is_bare(text) {
        return Ok(());
    }
    Err(Refused::because(
        "it holds a character that cmd's echo reads as its own",
    ))
}

/// The command for cmd's prompt.
pub(super) fn write(desk: &mut Desk, command: &Command) -> Result<String, Refused> {
    let mut line = compose(desk, command)?;
    if let Some(at) = line.find(PERCENT) {
        if line.contains('%') || line.get(at + 1..).unwrap_or_default().contains(PERCENT) {
            return Err(Refused::because(
                "cmd would take what is between two % for a variable",
            ));
        }
        line = line.replace(PERCENT, "%");
    }
    Ok(line)
}

fn compose(desk: &mut Desk, command: &Command) -> Result<String, Refused> {
    desk.accepts = accepts;
    if needs_powershell(command) {
        let text = powershell::write_inside_cmd(desk, command)?;
        if text.contains(['"', '%']) {
            return Err(Refused::because("it needs a quotation mark within another"));
        }
        return Ok(format!("powershell -NoProfile -Command \"{text}\""));
    }
    let mut out = String::new();
    for (name, content) in &command.env {
        let content = inside_quotes(&desk.parts(content))?;
        let _ = write!(out, "set \"{name}={content}\" && ");
        desk.note("The variable stays set in this window.");
    }
    let mut behind = String::new();
    match &command.stdin {
        Some(Stdin::Command(first)) => {
            out.push_str(&compose(desk, first)?);
            out.push_str(" | ");
        }
        Some(Stdin::Line(line)) => {
            desk.accepts = accepts_bare;
            // No space before the bar: it would be part of the line.
            let _ = write!(out, "echo {}| ", arg(desk, line)?);
            desk.accepts = accepts;
        }
        Some(Stdin::File(file)) => {
            let _ = write!(behind, " < {}", path(desk, file)?);
        }
        Some(Stdin::Empty) => behind.push_str(" < NUL"),
        Some(Stdin::Env(_)) | None => {}
    }
    match &command.task {
        Task::Run { program, args } => {
            out.push_str(&arg(desk, program)?);
            for a in args {
                out.push(' ');
                out.push_str(&arg(desk, a)?);
            }
        }
        Task::Op(op) => operation(&mut out, desk, op)?,
    }
    out.push_str(&behind);
    match &command.stdout {
        Some(Stdout::File(file)) => {
            let _ = write!(out, " > {}", path(desk, file)?);
        }
        Some(Stdout::Nowhere) => out.push_str(" > NUL"),
        Some(Stdout::WithoutSecret) | None => {}
    }
    Ok(out)
}

/// cmd can't pipe a variable without reading what it holds, has no time for
/// file names that is the same everywhere, and knows no JSON.
fn needs_powershell(command: &Command) -> bool {
    matches!(command.stdin, Some(Stdin::Env(_)))
        || matches!(command.stdout, Some(Stdout::WithoutSecret))
        || matches!(
            command.task,
            Task::Op(Op::Backup(_) | Op::SetAside(_) | Op::ShowKeys(_) | Op::Edit(..) | Op::Clock)
        )
}

fn operation(out: &mut String, desk: &mut Desk, op: &Op) -> Result<(), Refused> {
    let _ = match op {
        Op::Copy { from, to } => {
            let (from, to) = (path(desk, from)?, path(desk, to)?);
            write!(out, "copy /Y {from} {to}")
        }
        Op::MakeDir(dir) => {
            let dir = path(desk, dir)?;
            write!(out, "if not exist {dir} mkdir {dir}")
        }
        Op::Show(file) => write!(out, "type {}", path(desk, file)?),
        Op::Reset(file) => write!(out, "echo {{}}> {}", path(desk, file)?),
        Op::Rights(file) => write!(out, "icacls {}", path(desk, file)?),
        Op::MakeMine(file) => {
            let file = path(desk, file)?;
            desk.note("Run it in a window opened as administrator.");
            write!(
                out,
                "takeown /F {file} && icacls {file} /inheritance:r /grant:r \"%USERNAME%:F\""
            )
        }
        Op::Find(program) => write!(out, "where {}", arg(desk, program)?),
        Op::IsSet(name) => write!(
            out,
            "if defined {name} (echo {name} is set) else (echo {name} is empty)"
        ),
        Op::Ask(name) => {
            desk.note("cmd shows what you type here; PowerShell doesn't.");
            write!(out, "set /P \"{name}=Token: \"")
        }
        Op::Set(name, content) => {
            let content = inside_quotes(&desk.parts(content))?;
            write!(out, "set \"{name}={content}\"")
        }
        Op::Unset(name) => write!(out, "set \"{name}=\""),
        // Written by PowerShell.
        Op::Backup(_) | Op::SetAside(_) | Op::ShowKeys(_) | Op::Edit(..) | Op::Clock => Ok(()),
    };
    Ok(())
}

fn arg(desk: &mut Desk, a: &Arg) -> Result<String, Refused> {
    let parts = desk.parts(a);
    match parts.as_slice() {
        [Part::Text(text)] if is_bare(text) => Ok(text.clone()),
        _ => Ok(format!("\"{}\"", inside_quotes(&parts)?)),
    }
}

/// An argument of a built-in command, which takes `/` for an option.
fn path(desk: &mut Desk, a: &Arg) -> Result<String, Refused> {
    let mut parts = desk.parts(a);
    for part in &mut parts {
        if let Part::Text(text) = part {
            *text = text.replace('/', "\\");
        }
    }
    Ok(format!("\"{}\"", inside_quotes(&parts)?))
}

fn inside_quotes(parts: &[Part]) -> Result<String, Refused> {
    let mut out = String::new();
    let texts = parts.len();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => {
                if text.contains('"') && text.contains(['&', '|', '<', '>', '(', ')', '^']) {
                    return Err(Refused::because(
                        "cmd would read what follows a quotation mark as its own",
                    ));
                }
                out.push_str(&escaped(text, at + 1 == texts).replace('%', PERCENT));
            }
            Part::Env(name) => {
                let _ = write!(out, "%{name}%");
            }
            Part::Home(path) => {
                let _ = write!(out, "%USERPROFILE%\\{}", path.replace('/', "\\"));
            }
        }
    }
    Ok(out)
}

/// As Windows programs split their command line: backslashes count only in
/// front of a quotation mark, and there twice.
pub(super) fn escaped(text: &str, before_end: bool) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for c in text.chars() {
        if c == '"' {
            out.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        out.push(c);
    }
    if before_end {
        out.extend(std::iter::repeat_n('\\', backslashes));
    }
    out
}

fn is_bare(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_./:@+\\-".contains(&b))
}
