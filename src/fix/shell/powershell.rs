//! Windows PowerShell 5.1 and PowerShell 7.
//!
//! Quoted text stands in single quotes, doubled inside; the typographic single
//! quotes end a string too and are doubled likewise. Unquoted are only words
//! that argument mode takes as they are: no leading digit (a number), no `.`
//! or `:` behind a dash (it splits `-a.b`), no `,` `;` `@` `{`.
//!
//! Before 7.3 a `"` in an argument doesn't reach the program, so values with
//! one are refused, and fixed text with one is passed in the old manner, which
//! newer versions can be asked for. Values with characters other than ASCII
//! are refused: Windows programs may read them as others ("best fit").

use super::super::command::{Arg, Command, Stdin, Stdout, Task};
use super::super::file::{Edit, Op};
use super::super::value::Refused;
use super::{Desk, Part, cmd, only_env};
use std::fmt::Write;

/// Where the text will stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A PowerShell prompt.
    Prompt,
    /// `powershell -Command "…"` at cmd's prompt: no `"` and no `%`.
    InsideCmd,
}

const STAMP: &str = "(Get-Date -Format yyyyMMdd-HHmmss)";
const BAD_FILE: &str = "the file is missing or is not valid JSON";

fn accepts(text: &str) -> Result<(), Refused> {
    if text.contains('"') {
        return Err(Refused::because(
            "it holds a quotation mark, which PowerShell passes on differently in each version",
        ));
    }
    windows(text)
}

/// What neither Windows shell can pass on safely.
pub(super) fn windows(text: &str) -> Result<(), Refused> {
    if !text.is_ascii() {
        return Err(Refused::because(
            "it holds a character that Windows programs may read as another",
        ));
    }
    if text.ends_with('\\') {
        return Err(Refused::because(
            "it ends with a backslash, which Windows programs read together with the quotation mark behind it",
        ));
    }
    Ok(())
}

/// The command for a PowerShell prompt.
pub(super) fn write(desk: &mut Desk, command: &Command) -> Result<String, Refused> {
    desk.accepts = accepts;
    write_for(desk, command, Place::Prompt)
}

/// The command for `powershell -Command "…"` at cmd's prompt.
pub(super) fn write_inside_cmd(desk: &mut Desk, command: &Command) -> Result<String, Refused> {
    desk.accepts = cmd::accepts;
    write_for(desk, command, Place::InsideCmd)
}

fn write_for(desk: &mut Desk, command: &Command, place: Place) -> Result<String, Refused> {
    let mut pen = Pen {
        desk,
        place,
        old_passing: false,
    };
    let mut out = String::new();
    pen.command(&mut out, command);
    if !pen.old_passing {
        return Ok(out);
    }
    if place == Place::InsideCmd {
        return Err(Refused::because("it needs a quotation mark within another"));
    }
    Ok(format!(
        "& {{ $PSNativeCommandArgumentPassing = 'Legacy'; {out} }}"
    ))
}

struct Pen<'d, 'f> {
    desk: &'d mut Desk<'f>,
    place: Place,
    /// Whether an argument holds a `"`.
    old_passing: bool,
}

impl Pen<'_, '_> {
    fn command(&mut self, out: &mut String, command: &Command) {
        for (name, content) in &command.env {
            let content = self.literal(content);
            let _ = write!(out, "$env:{name} = {content}; ");
            self.desk.note("The variable stays set in this window.");
        }
        match &command.stdin {
            None => {}
            Some(Stdin::Command(first)) => {
                self.command(out, first);
                out.push_str(" | ");
            }
            Some(Stdin::Env(name)) => {
                let _ = write!(out, "$env:{name} | ");
            }
            Some(Stdin::Line(line)) => {
                out.push_str(&self.literal(line));
                out.push_str(" | ");
            }
            Some(Stdin::File(file)) => {
                let file = self.arg(file);
                let _ = write!(out, "Get-Content -Raw -LiteralPath {file} | ");
            }
            Some(Stdin::Empty) => out.push_str("$null | "),
        }
        match &command.task {
            Task::Run { program, args } => {
                let program = self.arg(program);
                match program.as_str() {
                    // `curl` alone is another command in Windows PowerShell.
                    "curl" => out.push_str("curl.exe"),
                    quoted if !is_bare(quoted) => {
                        out.push_str("& ");
                        out.push_str(quoted);
                    }
                    bare => out.push_str(bare),
                }
                for a in args {
                    out.push(' ');
                    let a = self.native_arg(a);
                    out.push_str(&a);
                }
            }
            Task::Op(op) => self.operation(out, op),
        }
        match &command.stdout {
            None => {}
            Some(Stdout::File(file)) => {
                let file = self.arg(file);
                let _ = write!(out, " | Set-Content -LiteralPath {file}");
            }
            Some(Stdout::Nowhere) => out.push_str(" | Out-Null"),
            Some(Stdout::WithoutSecret) => out
                .push_str(" | ForEach-Object { $_ -replace '^.*Secret.*$', 'found (not shown)' }"),
        }
    }

    fn operation(&mut self, out: &mut String, op: &Op) {
        let _ = match op {
            Op::Copy { from, to } => {
                let (from, to) = (self.arg(from), self.arg(to));
                write!(out, "Copy-Item -LiteralPath {from} -Destination {to}")
            }
            Op::Backup(file) => {
                let to = self.stamped(file);
                let file = self.arg(file);
                write!(out, "Copy-Item -LiteralPath {file} -Destination {to}")
            }
            Op::SetAside(file) => {
                let to = self.stamped(file);
                let file = self.arg(file);
                write!(out, "Move-Item -LiteralPath {file} -Destination {to}")
            }
            Op::MakeDir(path) => {
                let path = self.arg(path);
                write!(
                    out,
                    "New-Item -ItemType Directory -Force -Path {path} | Out-Null"
                )
            }
            Op::Show(file) => write!(out, "Get-Content -LiteralPath {}", self.arg(file)),
            Op::ShowKeys(file) => {
                let file = self.arg(file);
                write!(
                    out,
                    "& {{ try {{ $f = (Resolve-Path -LiteralPath {file} -ErrorAction Stop).ProviderPath; $c = [IO.File]::ReadAllText($f) | ConvertFrom-Json -ErrorAction Stop; [pscustomobject]@{{ auths = @(if ($c.auths) {{ $c.auths.PSObject.Properties | ForEach-Object {{ $_.Name }} }}); credsStore = $c.credsStore; credHelpers = $c.credHelpers }} | ConvertTo-Json }} catch {{ 'Not shown: {BAD_FILE}' }} }}"
                )
            }
            Op::Edit(file, change) => {
                let change = self.change(change);
                let file = self.arg(file);
                write!(
                    out,
                    "& {{ try {{ $f = (Resolve-Path -LiteralPath {file} -ErrorAction Stop).ProviderPath; $c = [IO.File]::ReadAllText($f) | ConvertFrom-Json -ErrorAction Stop; if (-not $c) {{ throw }}; {change}; [IO.File]::WriteAllText($f, ($c | ConvertTo-Json -Depth 20)) }} catch {{ 'Nothing was changed: {BAD_FILE}' }} }}"
                )
            }
            Op::Reset(file) => {
                let file = self.arg(file);
                write!(out, "Set-Content -LiteralPath {file} -Value '{{}}'")
            }
            Op::Rights(file) => {
                let file = self.arg(file);
                write!(
                    out,
                    "Get-Acl -LiteralPath {file} | Format-List Owner, AccessToString"
                )
            }
            Op::MakeMine(file) => {
                let file = self.arg(file);
                self.desk
                    .note("Run it in a window opened as administrator.");
                write!(
                    out,
                    "& {{ $f = (Resolve-Path -LiteralPath {file}).ProviderPath; takeown.exe /F $f; icacls.exe $f /inheritance:r /grant:r ($env:USERNAME + ':F') }}"
                )
            }
            Op::Find(program) => write!(out, "Get-Command {}", self.arg(program)),
            Op::IsSet(name) => write!(
                out,
                "if ($env:{name}) {{ '{name} is set' }} else {{ '{name} is empty' }}"
            ),
            Op::Ask(name) => write!(
                out,
                "$env:{name} = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString 'Token')).Password"
            ),
            Op::Set(name, content) => write!(out, "$env:{name} = {}", self.literal(content)),
            Op::Unset(name) => {
                write!(out, "Remove-Item Env:{name} -ErrorAction SilentlyContinue")
            }
            Op::Clock => write!(out, "(Get-Date).ToUniversalTime().ToString('u')"),
        };
    }

    /// Property names ignore case here, so an entry is taken out before it is
    /// put in again.
    fn change(&mut self, change: &Edit) -> String {
        match change {
            Edit::TakeOutStore => "$c.PSObject.Properties.Remove('credsStore')".to_owned(),
            Edit::TakeOutHelper(key) => {
                let key = self.literal(key);
                format!(
                    "if ($c.credHelpers) {{ $c.credHelpers.PSObject.Properties.Remove({key}) }}"
                )
            }
            Edit::TakeOutEntry(key) => {
                let key = self.literal(key);
                format!("if ($c.auths) {{ $c.auths.PSObject.Properties.Remove({key}) }}")
            }
            Edit::MoveEntry { from, to } => {
                let (from, to) = (self.literal(from), self.literal(to));
                format!(
                    "if ($c.auths) {{ $e = $c.auths.PSObject.Properties[{from}]; if ($e) {{ $v = $e.Value; $c.auths.PSObject.Properties.Remove({from}); $c.auths | Add-Member -Force -NotePropertyName {to} -NotePropertyValue $v }} }}"
                )
            }
            Edit::SetHelper { host, helper } => {
                let (host, helper) = (self.literal(host), self.literal(helper));
                format!(
                    "if (-not $c.credHelpers) {{ $c | Add-Member -Force -NotePropertyName credHelpers -NotePropertyValue ([pscustomobject]@{{}}) }}; $c.credHelpers | Add-Member -Force -NotePropertyName {host} -NotePropertyValue {helper}"
                )
            }
            Edit::SetStore(store) => {
                let store = self.literal(store);
                format!(
                    "$c | Add-Member -Force -NotePropertyName credsStore -NotePropertyValue {store}"
                )
            }
        }
    }

    /// An argument of a program, where a `"` must be written as `\"`.
    fn native_arg(&mut self, a: &Arg) -> String {
        let parts = self.desk.parts(a);
        match parts.as_slice() {
            [Part::Text(text)] if text.contains('"') => {
                self.old_passing = true;
                let mut out = String::new();
                quote(&mut out, &super::cmd::escaped(text, false));
                out
            }
            _ => self.join(&parts, false),
        }
    }

    /// An argument of a cmdlet.
    fn arg(&mut self, a: &Arg) -> String {
        let parts = self.desk.parts(a);
        self.join(&parts, false)
    }

    /// A value of an expression, where a bare word would be a command.
    fn literal(&mut self, a: &Arg) -> String {
        let parts = self.desk.parts(a);
        self.join(&parts, true)
    }

    /// The argument with the time behind it.
    fn stamped(&mut self, a: &Arg) -> String {
        let mut parts = self.desk.parts(a);
        match parts.last_mut() {
            Some(Part::Text(text)) => text.push_str(".bak-"),
            _ => parts.push(Part::Text(".bak-".to_owned())),
        }
        format!("({} + {STAMP})", sum(&parts))
    }

    fn join(&self, parts: &[Part], expression: bool) -> String {
        let mut out = String::new();
        if let Some(name) = only_env(parts) {
            let _ = write!(out, "$env:{name}");
        } else if let [Part::Text(text)] = parts {
            if expression || !is_bare(text) {
                quote(&mut out, text);
            } else {
                out.push_str(text);
            }
        } else if self.place == Place::InsideCmd {
            let _ = write!(out, "({})", sum(parts));
        } else {
            out.push('"');
            for part in parts {
                match part {
                    Part::Env(name) => {
                        let _ = write!(out, "${{env:{name}}}");
                    }
                    Part::Home(path) => {
                        let _ = write!(out, "$HOME/{path}");
                    }
                    Part::Text(text) => {
                        for c in text.chars() {
                            if matches!(c, '$' | '`' | '"' | '“' | '”' | '„') {
                                out.push('`');
                            }
                            out.push(c);
                        }
                    }
                }
            }
            out.push('"');
        }
        out
    }
}

/// The parts as a sum of strings, without double quotes.
fn sum(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str(" + ");
        }
        match part {
            Part::Text(text) => quote(&mut out, text),
            Part::Env(name) => {
                let _ = write!(out, "$env:{name}");
            }
            Part::Home(path) => {
                let _ = write!(out, "$HOME + '/{path}'");
            }
        }
    }
    out
}

/// Whether argument mode takes the word as it is, for programs and cmdlets.
fn is_bare(text: &str) -> bool {
    let within = |extra: &'static [u8]| {
        move |b: u8| b.is_ascii_alphanumeric() || b"_/=-".contains(&b) || extra.contains(&b)
    };
    match text.bytes().next() {
        Some(b'-') => text.bytes().all(within(b"")),
        Some(b) if b.is_ascii_alphabetic() || b == b'_' || b == b'/' => {
            text.bytes().all(within(b".:@+"))
        }
        _ => false,
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('\'');
    for c in text.chars() {
        if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
}
