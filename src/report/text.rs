//! The answer for a terminal and as Markdown.

use super::{Diagnosis, Evidence, Finding, Language, Likelihood, Line, ReferenceRead, Step};
use crate::input::Field;

/// How many causes are written out; the rest is named.
const WRITTEN_OUT: usize = 3;

impl Likelihood {
    /// In words, to stand alone.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Likely => "Likely",
            Self::Possible => "Possible",
            Self::Considered => "Also considered",
        }
    }
}

impl Language {
    /// The name in a Markdown fence.
    #[must_use]
    pub const fn fence(self) -> &'static str {
        match self {
            Self::Shell => "sh",
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Toml => "toml",
            Self::Ini => "ini",
            Self::Dockerfile => "dockerfile",
        }
    }
}

/// How a format sets off its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Markdown,
}

/// For a terminal.
#[must_use]
pub fn text(diagnosis: &Diagnosis) -> String {
    write(diagnosis, Form::Text)
}

/// For an issue or a chat. It holds the answer and no input.
#[must_use]
pub fn markdown(diagnosis: &Diagnosis) -> String {
    write(diagnosis, Form::Markdown)
}

/// For an issue or a chat: what was pasted (error, image, config), and the
/// answer. The texts are to come without their secrets.
#[must_use]
pub fn handed_on(diagnosis: &Diagnosis, texts: &[String; 3]) -> String {
    let mut out = String::new();
    for (name, text) in ["Error", "Image", "config.json"].iter().zip(texts) {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        // A fence is longer than any in the text.
        let mut fence = "```".to_owned();
        while text.contains(&fence) {
            fence.push('`');
        }
        for part in [name, ":\n", &fence, "text\n", text, "\n", &fence, "\n\n"] {
            out.push_str(part);
        }
    }
    out.push_str(&markdown(diagnosis));
    out
}

fn write(diagnosis: &Diagnosis, form: Form) -> String {
    let mut out = String::new();
    match form {
        Form::Text => line(&mut out, &[&diagnosis.headline]),
        Form::Markdown => line(&mut out, &["## ", &diagnosis.headline]),
    }
    match &diagnosis.reference {
        Some(ReferenceRead::Valid {
            registry,
            repository,
            tag,
            digest,
            ..
        }) => {
            let told = "\nThe image, as the client reads it: ";
            let mut image = vec![told, registry, "/", repository];
            for (sign, part) in [(":", tag), ("@", digest)] {
                if let Some(part) = part {
                    image.extend([sign, part]);
                }
            }
            line(&mut out, &image);
        }
        Some(ReferenceRead::Invalid {
            error, client_says, ..
        }) => {
            line(&mut out, &["\nThe image: ", error]);
            line(&mut out, &["The client's words for it: ", client_says]);
        }
        None => {}
    }
    if let Some(credential) = &diagnosis.credential {
        line(&mut out, &["\nWhat ", credential.tool, " will send:"]);
        for says in &credential.explanation {
            line(&mut out, &["- ", says]);
        }
    }
    if let Some(config) = &diagnosis.config
        && !config.problems.is_empty()
    {
        line(&mut out, &["\nIn the config:"]);
        for problem in &config.problems {
            line(&mut out, &["- ", &problem.says]);
        }
    }
    if let Some(step) = &diagnosis.tell_apart {
        line(
            &mut out,
            &["\nThe first two causes look alike. This command only reads, and tells them apart:"],
        );
        write_step(&mut out, form, step);
    }
    for (index, cause) in diagnosis.causes.iter().enumerate().take(WRITTEN_OUT) {
        write_cause(&mut out, form, index + 1, cause, &diagnosis.lines);
    }
    if diagnosis.causes.len() > WRITTEN_OUT {
        line(&mut out, &["\nAlso considered:"]);
        for cause in diagnosis.causes.iter().skip(WRITTEN_OUT) {
            line(&mut out, &["- ", cause.title, " (", cause.id, ")"]);
        }
    }
    if !diagnosis.missing.is_empty() {
        line(&mut out, &["\nTo know more, paste:"]);
        for missing in &diagnosis.missing {
            line(&mut out, &["- ", missing]);
        }
    }
    out
}

/// A log with more lines than this is too long to see at once.
const SEEN_AT_ONCE: usize = 20;

/// Where in a long log a piece of evidence stands.
fn in_line(evidence: &Evidence, lines: &[Line]) -> Option<usize> {
    let long = lines.last().is_some_and(|line| line.number > SEEN_AT_ONCE);
    let holds = |line: &&Line| line.start <= evidence.start && evidence.start <= line.end;
    let in_log = long && evidence.input == Field::Error;
    Some(lines.iter().filter(|_| in_log).find(holds)?.number)
}

fn write_cause(out: &mut String, form: Form, number: usize, cause: &Finding, lines: &[Line]) {
    let number_shown = number.to_string();
    let sure = cause.likelihood.words().to_ascii_lowercase();
    let head = [
        &number_shown,
        ". ",
        cause.title,
        " [",
        cause.id,
        "] ",
        &sure,
    ]
    .concat();
    match form {
        Form::Text => {
            line(out, &["\n", &head]);
            line(out, &[&"─".repeat(head.chars().count())]);
        }
        Form::Markdown => line(out, &["\n### ", &head]),
    }
    if number > 1 {
        line(out, &[&cause.summary]);
    }
    line(out, &["\nWhy:"]);
    for evidence in &cause.evidence {
        let sign = if evidence.weight < 0 {
            "- against: "
        } else {
            "- "
        };
        match in_line(evidence, lines) {
            Some(number) => line(
                out,
                &[sign, &evidence.says, " (line ", &number.to_string(), ")"],
            ),
            None => line(out, &[sign, &evidence.says]),
        }
    }
    part(out, form, "Make sure", &cause.confirm);
    for fix in &cause.fixes {
        part(out, form, &fix.title, &fix.steps);
    }
    part(out, form, "See that it works", &cause.verify);
    part(out, form, "Make it last", &cause.lasting);
    if !cause.avoid.is_empty() {
        line(out, &["\nDon't:"]);
        for avoid in &cause.avoid {
            line(out, &["- ", avoid]);
        }
    }
    for link in &cause.links {
        line(out, &["\nSee ", link]);
    }
}

fn part(out: &mut String, form: Form, title: &str, steps: &[Step]) {
    if steps.is_empty() {
        return;
    }
    line(out, &["\n", title, ":"]);
    for step in steps {
        write_step(out, form, step);
    }
}

fn write_step(out: &mut String, form: Form, step: &Step) {
    line(out, &["- ", &step.text]);
    if let Some(file) = &step.file {
        line(out, &["  In ", file, ":"]);
    }
    if let Some(command) = step
        .command
        .as_deref()
        .filter(|command| !command.is_empty())
    {
        match form {
            Form::Text => {
                out.push('\n');
                for part in command.lines() {
                    line(out, &["    ", part]);
                }
                out.push('\n');
            }
            Form::Markdown => {
                let language = step.language.fence();
                line(out, &["\n```", language, "\n", command, "\n```\n"]);
            }
        }
    }
    if let Some(note) = &step.note {
        line(out, &["  (", note, ")"]);
    }
}

fn line(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
    out.push('\n');
}
