//! A command, or the lines of a file, with its button *Copy*.

use super::acts::{Act, Page};
use super::element::{Element, each, element, run};
use super::icon;
use crate::report::{Language, Step};

/// What stands above lines that are written in another language than the shell's.
const fn name(language: Language) -> Option<&'static str> {
    match language {
        Language::Shell => None,
        Language::Yaml => Some("YAML"),
        Language::Json => Some("JSON"),
        Language::Toml => Some("TOML"),
        Language::Ini => Some("INI"),
        Language::Dockerfile => Some("Dockerfile"),
    }
}

/// The text of a command, cut into lines and words, so that a line that is too
/// long is indented where it goes on, and breaks between words only, not at the
/// hyphens of an option. Nothing is added to the text or taken away.
fn lines(command: &str) -> Element {
    each(command.split_inclusive('\n'), |line| {
        element("span").class("line").add(words(line))
    })
}

fn words(line: &str) -> Element {
    each(line.split_inclusive([' ', '\n', '\t']), |piece| {
        let word = piece.trim_end_matches([' ', '\n', '\t']);
        let space = piece.get(word.len()..).unwrap_or("");
        if word.is_empty() {
            return run().text(space);
        }
        run()
            .add(element("span").class("word").add(placeholders(word)))
            .text(space)
    })
}

/// Sets what the reader is to fill in apart: `YOUR_USERNAME` and the like.
fn placeholders(word: &str) -> Element {
    let mut parts = run();
    let mut rest = word;
    while let Some(start) = rest.find("YOUR_") {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_')
            .unwrap_or(from.len());
        let (name, behind) = from.split_at(end);
        parts = parts
            .text(before)
            .add(element("span").class("placeholder").text(name));
        rest = behind;
    }
    parts.text(rest)
}

/// A command and its button, whose name never changes: what it did is told in the
/// live region, and shown as a tick.
pub fn command(command: &str, step: &Step, page: &Page) -> Element {
    let language = name(step.language).map(|name| {
        let file = step.file.as_ref().map(|file| {
            run()
                .add(element("bdi").is("dir", "ltr").text(file))
                .text(" · ")
        });
        element("span").class("language").add(file).text(name)
    });
    let code = element("code")
        .is("dir", "ltr")
        .is("translate", "no")
        .add(lines(command));
    let button = element("button")
        .is("type", "button")
        .class("copy")
        .does("click", Act::Copy, page)
        .add(icon::copy())
        .text("Copy");
    let class = if language.is_some() {
        "command is-file"
    } else {
        "command"
    };
    element("div")
        .class(class)
        .add(language)
        .add(element("pre").add(code))
        .add(button)
}
