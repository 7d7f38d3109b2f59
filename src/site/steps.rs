//! Steps and their commands, as the app shows them.

use crate::report::{Effect, Step};
use maud::{Markup, html};

/// Several steps, numbered when there are more than one.
pub(super) fn list(steps: &[Step]) -> Markup {
    match steps {
        [] => html! {},
        [only] => one(only),
        _ => html! { ol class="steps" { @for step in steps { li { (one(step)) } } } },
    }
}

fn one(step: &Step) -> Markup {
    let mark = match step.effect {
        Effect::Destroys => Some(("effect is-destroys", "overwrites")),
        Effect::Weakens => Some(("effect is-weakens", "less safe")),
        Effect::Reads | Effect::Changes => None,
    };
    html! {
        div class="step" {
            p {
                (prose(&step.text))
                @if let (Some((class, word)), Some(_)) = (mark, &step.command) {
                    " " span class=(class) { (word) }
                }
            }
            @if let Some(text) = &step.command {
                (command(text))
            }
            @if let Some(note) = &step.note {
                p class="care" { (prose(note)) }
            }
        }
    }
}

/// A command, or the lines of a file, cut into lines and words as in the app:
/// a long line is indented where it goes on, and breaks between words only.
/// Nothing is added to the text or taken away.
pub(super) fn command(text: &str) -> Markup {
    html! {
        div class="command" {
            pre {
                code {
                    @for line in text.split_inclusive('\n') {
                        span class="line" {
                            @for piece in line.split_inclusive([' ', '\n', '\t']) {
                                (word(piece))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A word and the space behind it.
fn word(piece: &str) -> Markup {
    let word = piece.trim_end_matches([' ', '\n', '\t']);
    let space = piece.get(word.len()..).unwrap_or("");
    html! {
        @if !word.is_empty() { span class="word" { (placeholders(word)) } }
        (space)
    }
}

/// Sets what the reader is to fill in apart: `YOUR_USERNAME` and the like.
fn placeholders(word: &str) -> Markup {
    let Some((before, from)) = word.find("YOUR_").map(|at| word.split_at(at)) else {
        return html! { (word) };
    };
    let end = from
        .find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_')
        .unwrap_or(from.len());
    let (name, behind) = from.split_at(end);
    html! { (before) span class="placeholder" { (name) } (placeholders(behind)) }
}

/// A sentence in which `words between backticks` are names, commands or files,
/// and addresses are links.
pub(super) fn prose(text: &str) -> Markup {
    let pieces = text.split('`').collect::<Vec<_>>();
    // The last backtick has no second one when their number is odd.
    let closed = pieces.len() - usize::from(pieces.len().is_multiple_of(2));
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index % 2 == 1 && index < closed {
                code class="name" { (piece) }
            } @else {
                @if index >= closed && index > 0 { "`" }
                (linked(piece))
            }
        }
    }
}

fn linked(text: &str) -> Markup {
    let Some((before, from)) = text.find("https://").map(|at| text.split_at(at)) else {
        return html! { (text) };
    };
    let end = from
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | ';' | '"' | '\''))
        .unwrap_or(from.len());
    let address = from.get(..end).unwrap_or(from).trim_end_matches(['.', ':']);
    let rest = from.get(address.len()..).unwrap_or("");
    html! { (before) a href=(address) rel="noreferrer" { (bare(address)) } (linked(rest)) }
}

/// An address as it is read: without its scheme.
pub(super) fn bare(address: &str) -> &str {
    let address = address.strip_prefix("https://").unwrap_or(address);
    address.strip_suffix('/').unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_cut_and_kept() {
        assert_eq!(
            command("a -u YOUR_USERNAME\n").into_string(),
            "<div class=\"command\"><pre><code><span class=\"line\"><span class=\"word\">a</span> \
             <span class=\"word\">-u</span> <span class=\"word\"><span class=\"placeholder\">YOUR_USERNAME</span></span>\n\
             </span></code></pre></div>"
        );
    }

    #[test]
    fn names_and_addresses_are_set_apart() {
        let cases = [
            ("a `b` c", "a <code class=\"name\">b</code> c"),
            ("a ` b", "a ` b"),
            ("`a` ` b", "<code class=\"name\">a</code> ` b"),
            (
                "see (https://example.com/a), b",
                "see (<a href=\"https://example.com/a\" rel=\"noreferrer\">example.com/a</a>), b",
            ),
            ("a < b", "a &lt; b"),
        ];
        for (text, expected) in cases {
            assert_eq!(prose(text).into_string(), expected, "{text}");
        }
    }
}
