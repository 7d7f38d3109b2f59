//! sh, bash, dash, zsh: POSIX shell grammar, and what zsh does beyond it.
//!
//! What is quoted stands in single quotes, where nothing has a meaning but
//! the single quote itself. Unquoted are only words of letters, digits and
//! `_./:@%+,=-`, without the leading `=` that zsh expands.

use super::super::command::{Arg, Command, Stdin, Stdout, Task};
use super::super::file::{Edit, Op};
use super::{Desk, Part, anything};
use std::fmt::Write;

/// The time for the name of a copy.
const STAMP: &str = "$(date +%Y%m%d-%H%M%S)";

/// What a config.json names, without its secrets.
const KEYS: &str = "{auths: (.auths // {} | keys), credsStore, credHelpers}";

/// The command for a shell prompt, where everything can be quoted.
pub(super) fn write_accepting_all(desk: &mut Desk, command: &Command) -> String {
    desk.accepts = anything;
    write(desk, command)
}

/// The command, with the values that `desk` accepts.
pub(in crate::fix) fn write(desk: &mut Desk, command: &Command) -> String {
    let mut out = String::new();
    let mut behind = String::new();
    match &command.stdin {
        None => {}
        Some(Stdin::Command(first)) => {
            out.push_str(&write(desk, first));
            out.push_str(" | ");
        }
        Some(Stdin::Env(name)) => {
            let _ = write!(out, "printf '%s' \"${name}\" | ");
        }
        Some(Stdin::Line(line)) => {
            let parts = desk.parts(line);
            match parts.as_slice() {
                [Part::Text(text)] if is_plain(text) => out.push_str("echo "),
                _ => out.push_str("printf '%s\\n' "),
            }
            out.push_str(&arg(&parts));
            out.push_str(" | ");
        }
        Some(Stdin::File(file)) => {
            behind.push_str(" < ");
            behind.push_str(&desk_arg(desk, file));
        }
        Some(Stdin::Empty) => behind.push_str(" < /dev/null"),
    }
    let sudo = if command.root { "sudo " } else { "" };
    match &command.task {
        Task::Run { program, args } => {
            out.push_str(sudo);
            if command.root && !command.env.is_empty() {
                out.push_str("env ");
            }
            for (name, content) in &command.env {
                let _ = write!(out, "{name}={} ", desk_arg(desk, content));
            }
            out.push_str(&desk_arg(desk, program));
            for a in args {
                out.push(' ');
                out.push_str(&desk_arg(desk, a));
            }
        }
        Task::Op(op) => operation(&mut out, desk, op, sudo),
    }
    out.push_str(&behind);
    match &command.stdout {
        None => {}
        Some(Stdout::File(file)) => {
            let file = desk_arg(desk, file);
            if command.root {
                let _ = write!(out, " | sudo tee {file} > /dev/null");
            } else {
                let _ = write!(out, " > {file}");
            }
        }
        Some(Stdout::Nowhere) => out.push_str(" > /dev/null"),
        Some(Stdout::WithoutSecret) => {
            out.push_str(" | sed '/Secret/s/.*/found (not shown)/'");
        }
    }
    out
}

fn operation(out: &mut String, desk: &mut Desk, op: &Op, sudo: &str) {
    let _ = match op {
        Op::Copy { from, to } => {
            let (from, to) = (desk_arg(desk, from), desk_arg(desk, to));
            write!(out, "{sudo}cp -p {from} {to}")
        }
        Op::Backup(file) => {
            let file = desk_arg(desk, file);
            write!(out, "{sudo}cp -p {file} {}", stamped(&file))
        }
        Op::SetAside(file) => {
            let file = desk_arg(desk, file);
            write!(out, "{sudo}mv {file} {}", stamped(&file))
        }
        Op::MakeDir(path) => write!(out, "{sudo}mkdir -p {}", desk_arg(desk, path)),
        Op::Show(file) => write!(out, "{sudo}cat {}", desk_arg(desk, file)),
        Op::ShowKeys(file) => write!(out, "{sudo}jq '{KEYS}' {}", desk_arg(desk, file)),
        Op::Edit(file, change) => {
            let program = jq(desk, change);
            let file = desk_arg(desk, file);
            let to = if sudo.is_empty() {
                format!("> {file}")
            } else {
                format!("| sudo tee {file} > /dev/null")
            };
            write!(
                out,
                "(new=$({sudo}jq {program} {file}) && printf '%s\\n' \"$new\" {to})"
            )
        }
        Op::Reset(file) => {
            let file = desk_arg(desk, file);
            if sudo.is_empty() {
                write!(out, "printf '{{}}\\n' > {file}")
            } else {
                write!(out, "printf '{{}}\\n' | sudo tee {file} > /dev/null")
            }
        }
        Op::Rights(file) => write!(out, "{sudo}ls -ld {}", desk_arg(desk, file)),
        Op::MakeMine(file) => {
            let file = desk_arg(desk, file);
            write!(out, "sudo chown \"$(id -un)\" {file} && chmod 600 {file}")
        }
        Op::Find(program) => write!(out, "command -v {}", desk_arg(desk, program)),
        Op::IsSet(name) => write!(
            out,
            "if [ -n \"${{{name}:-}}\" ]; then echo {name} is set; else echo {name} is empty; fi"
        ),
        Op::Ask(name) => write!(
            out,
            "printf 'Token: '; stty -echo; IFS= read -r {name}; stty echo; echo; export {name}"
        ),
        Op::Set(name, content) => write!(out, "export {name}={}", desk_arg(desk, content)),
        Op::Unset(name) => write!(out, "unset {name}"),
        Op::Clock => write!(out, "date -u"),
    };
}

/// The file's name with the time behind it, in the quotes that are open.
fn stamped(file: &str) -> String {
    match file.strip_suffix('"') {
        Some(open) => [open, ".bak-", STAMP, "\""].concat(),
        None => [file, ".bak-\"", STAMP, "\""].concat(),
    }
}

/// jq's arguments for a change: fixed programs, values only by `--arg`.
fn jq(desk: &mut Desk, change: &Edit) -> String {
    let (names, program): (&[(&str, &Arg)], &str) = match change {
        Edit::TakeOutStore => (&[], "del(.credsStore)"),
        Edit::TakeOutHelper(key) => (&[("key", key)], "del(.credHelpers[$key])"),
        Edit::TakeOutEntry(key) => (&[("key", key)], "del(.auths[$key])"),
        Edit::MoveEntry { from, to } => (
            &[("old", from), ("new", to)],
            "if .auths[$old] and $old != $new then .auths[$new] = .auths[$old] | del(.auths[$old]) else . end",
        ),
        Edit::SetHelper { host, helper } => (
            &[("host", host), ("helper", helper)],
            ".credHelpers[$host] = $helper",
        ),
        Edit::SetStore(store) => (&[("store", store)], ".credsStore = $store"),
    };
    let mut out = String::new();
    for (name, content) in names {
        let _ = write!(out, "--arg {name} {} ", desk_arg(desk, content));
    }
    let _ = write!(out, "'{program}'");
    out
}

fn desk_arg(desk: &mut Desk, a: &Arg) -> String {
    arg(&desk.parts(a))
}

/// One word of the shell for one argument.
fn arg(parts: &[Part]) -> String {
    let mut out = String::new();
    let all_plain = parts.iter().all(|p| match p {
        Part::Text(text) => is_plain(text),
        Part::Env(_) => true,
        Part::Home(_) => false,
    });
    // `--docker-password="$X"`, `"$CI_REGISTRY/app"`: one pair of quotes.
    let mut open = false;
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) if open => out.push_str(text),
            Part::Text(text) => quote(&mut out, text),
            Part::Env(name) => {
                if !open {
                    out.push('"');
                }
                // zsh reads `$X:l` and `$X[1]` as more than the variable.
                let bare = match parts.get(at + 1) {
                    Some(Part::Text(next)) if all_plain => {
                        next.starts_with(['/', '.', '-', '@', ',', '%', '+', '='])
                    }
                    _ => true,
                };
                let _ = if bare {
                    write!(out, "${name}")
                } else {
                    write!(out, "${{{name}}}")
                };
                open = all_plain;
                if !open {
                    out.push('"');
                }
            }
            Part::Home(path) => {
                out.push_str(if at == 0 { "~/" } else { "\"$HOME\"/" });
                quote(&mut out, path);
            }
        }
    }
    if open {
        out.push('"');
    }
    if out.is_empty() {
        out.push_str("''");
    }
    out
}

/// Whether the word means itself in every POSIX shell and in zsh.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_./:@%+,=-".contains(&b))
        // zsh: a command's path, and with MAGIC_EQUAL_SUBST in more places.
        && !text.starts_with('=')
        && !text.contains("==")
        && !text.contains(":=")
}

fn quote(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('\'');
    for c in text.chars() {
        if c == '\'' {
            out.push_str("'\\''");
        } else {
            out.push(c);
        }
    }
    out.push('\'');
}
