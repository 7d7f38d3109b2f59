//! Passwords on command lines and in URLs.

use crate::span::Span;

use super::{Finder, MaskKind, run_end};

/// Lines longer than this are no command that a person typed.
const LONGEST_LINE: usize = 1024 * 1024;

pub(super) fn find(finder: &mut Finder<'_>) {
    urls(finder);
    let text = finder.text;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() <= LONGEST_LINE {
            command(finder, start, line);
        }
        start += line.len();
    }
}

/// `scheme://user:password@host`
fn urls(finder: &mut Finder<'_>) {
    let text = finder.text;
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find("://")) {
        let start = at + offset + 3;
        let end = run_end(text, start, |byte| {
            !byte.is_ascii_whitespace()
                && !matches!(byte, b'/' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'?' | b'#')
        });
        at = start;
        let authority = text.get(start..end.min(start + 4096)).unwrap_or_default();
        if let Some(sign) = authority.rfind('@')
            && let Some(colon) = authority.get(..sign).and_then(|user| user.find(':'))
        {
            finder.mask(Span::new(start + colon + 1, start + sign), MaskKind::Url);
        }
    }
}

fn command(finder: &mut Finder<'_>, start: usize, line: &str) {
    let login = line.find("login");
    if let Some(login) = login {
        for flag in [" -p", " -p="] {
            option(finder, start, line, login, flag, |value| Some(value));
        }
        piped(finder, start, line, login);
    }
    if line.contains("creds") {
        for flag in ["--creds", "--src-creds", "--dest-creds"] {
            option(finder, start, line, 0, flag, behind_colon);
        }
    }
    if line.contains("curl") {
        for flag in [" -u", " --user"] {
            option(finder, start, line, 0, flag, behind_colon);
        }
    }
}

/// Behind the first colon of `user:password`.
fn behind_colon(value: &str) -> Option<&str> {
    value.split_once(':').map(|(_, secret)| secret)
}

/// Masks `part` of the value of each `flag` in `line` from `from` on.
fn option(
    finder: &mut Finder<'_>,
    start: usize,
    line: &str,
    from: usize,
    flag: &str,
    part: impl Fn(&str) -> Option<&str>,
) {
    let mut at = from;
    while let Some(offset) = line.get(at..).and_then(|rest| rest.find(flag)) {
        at += offset + flag.len();
        let rest = line.get(at..).unwrap_or_default();
        let Some(separator) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, ' ' | '=' | '\t'))
        else {
            continue;
        };
        let value = at + separator.len_utf8();
        let value = run_end(line, value, |byte| matches!(byte, b' ' | b'\t'));
        let word = word_at(line, value);
        if word.starts_with('-') {
            continue;
        }
        if let Some(secret) = part(word) {
            // `part` cuts the front off.
            let begin = word.len() - secret.len();
            let word_start = value
                + usize::from(
                    line.as_bytes()
                        .get(value)
                        .is_some_and(|byte| matches!(byte, b'"' | b'\'')),
                );
            let from = start + word_start + begin;
            finder.mask(Span::new(from, from + secret.len()), MaskKind::CommandLine);
        }
    }
}

/// A word of a command, without the quotes around it.
fn word_at(line: &str, start: usize) -> &str {
    let rest = line.get(start..).unwrap_or_default();
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = rest.get(1..).unwrap_or_default();
            inner.split(quote).next().unwrap_or_default()
        }
        _ => rest.split_ascii_whitespace().next().unwrap_or_default(),
    }
}

/// `echo SECRET | docker login --password-stdin`
fn piped(finder: &mut Finder<'_>, start: usize, line: &str, login: usize) {
    let before = line.get(..login).unwrap_or_default();
    let Some(pipe) = before.rfind('|') else {
        return;
    };
    let before = before.get(..pipe).unwrap_or_default();
    for program in ["echo ", "printf ", "<<< "] {
        let Some((at, _)) = before.match_indices(program).last() else {
            continue;
        };
        let mut at = at + program.len();
        while let Some(word) = before.get(at..).filter(|rest| !rest.trim().is_empty()) {
            at += word.len() - word.trim_start().len();
            let quoted = word.trim_start().starts_with(['"', '\'']);
            let inner = word_at(before, at);
            let from = at + usize::from(quoted);
            if !inner.starts_with('-') && !inner.starts_with('%') {
                finder.mask(
                    Span::new(start + from, start + from + inner.len()),
                    MaskKind::CommandLine,
                );
            }
            at = from + inner.len() + usize::from(quoted);
            if inner.is_empty() && !quoted {
                break;
            }
        }
    }
}
