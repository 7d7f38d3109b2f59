//! The page of a cause, and the list of all causes.

use super::frame::{Page, clipped, invitation};
use super::sentences::Sentences;
use super::{markdown, registry, steps};
use crate::causes::{self, Cause};
use crate::input::Input;
use crate::report::{Finding, explain};
use maud::{Markup, html};

/// How many sentences are shown; a few causes explain dozens.
const SENTENCES: usize = 12;

/// How many other causes are named.
const OTHERS: usize = 6;

/// The block of an example that is meant for an input.
pub(super) fn block(cause: &Cause, input: &str) -> String {
    let fence = format!("```{input}");
    let lines = cause
        .page
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    let lines = lines.skip_while(|line| *line != fence).skip(1);
    let lines = lines.take_while(|line| !line.starts_with("```"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The engine's answer to the cause's own example.
fn answer(cause: &Cause) -> Option<Finding> {
    explain(&Input {
        error: &block(cause, "error"),
        image: &block(cause, "image"),
        config: &block(cause, "config"),
        ..Input::default()
    })
    .causes
    .into_iter()
    .find(|finding| finding.id == cause.id)
}

/// What the example shows as the error: its last line.
fn example_line(cause: &Cause) -> String {
    let error = block(cause, "error");
    error.lines().last().unwrap_or("").trim().to_owned()
}

/// The sentences that a cause explains; its example's where no signal's is.
fn explained(cause: &Cause, sentences: &Sentences) -> Vec<String> {
    let mut found: Vec<String> = sentences.of(cause).into_iter().map(str::to_owned).collect();
    let example = example_line(cause);
    if !example.is_empty() && !found.iter().any(|sentence| example.contains(sentence)) {
        found.insert(found.len().min(SENTENCES - 1), example);
    }
    found
}

/// A cause's page.
pub(super) fn page(cause: &'static Cause, sentences: &Sentences) -> Page {
    let parts = markdown::parts(cause.page);
    let part = |heading: &str| {
        let part = parts.iter().find(|part| part.heading == heading);
        part.map_or("", |part| part.text.as_str())
    };
    let said = explained(cause, sentences);
    let finding = answer(cause);
    let others = sentences.beside(cause);
    let what = markdown::plain(part("What it is"));
    let main = html! {
        article class="text" {
            p class="crumbs" {
                a href="index.html" { "All errors" }
                " / "
                a href={ "index.html#" (markdown::anchor(family(cause))) } { (family(cause)) }
            }
            h1 { (cause.title) }
            div class="lead" { (markdown::html(part("What it is"))) }
            @if !said.is_empty() {
                section aria-labelledby="messages" {
                    h2 id="messages" { "Messages that it explains" }
                    (sentence_list(&said))
                }
            }
            section aria-labelledby="why" {
                h2 id="why" { "Why it happens" }
                (markdown::html(part("Why it happens")))
            }
            section aria-labelledby="example" {
                h2 id="example" { "Example" }
                (markdown::html(part("Example")))
                @if let Some(finding) = &finding {
                    p class="answered" { strong { "why401 answers: " } (steps::prose(&finding.summary)) }
                }
            }
            section aria-labelledby="fix" {
                h2 id="fix" { "How to fix" }
                (markdown::html(part("How to fix")))
                @if let Some(finding) = &finding {
                    (fixes(finding))
                }
            }
            section aria-labelledby="verify" {
                h2 id="verify" { "How to verify" }
                (markdown::html(part("How to verify")))
                @if let Some(finding) = &finding {
                    (steps::list(&finding.verify))
                }
            }
            section aria-labelledby="dont" {
                h2 id="dont" { "Don't" }
                (markdown::html(part("Don't")))
            }
            @if !others.is_empty() {
                section aria-labelledby="others" {
                    h2 id="others" { "The same words, another cause" }
                    ul {
                        @for other in others.iter().take(OTHERS) {
                            li { a href=(file_name(other)) { (other.title) } }
                        }
                    }
                }
            }
            @if let Some(finding) = &finding {
                (documentation(finding))
            }
            (registry::of_example(&block(cause, "image")))
            (invitation())
        }
    };
    Page {
        path: format!("causes/{}", file_name(cause)),
        title: match core(&example_line(cause)).or_else(|| core(said.first()?)) {
            Some(words) => format!("{} ({}) · why401", cause.title, clipped(&words, 70)),
            None => format!("{} · why401", cause.title),
        },
        description: clipped(&format!("{what} {}", said.join(" · ")), 300),
        script: None,
        main,
    }
}

/// The last sentence in a line that a program is known to print, in whole words
/// and without what stands around it.
fn core(line: &str) -> Option<String> {
    let seen = crate::signals::scan(line);
    let span = seen
        .iter()
        .filter(|sighting| sighting.signal.says.is_a_failure())
        .map(|sighting| sighting.span)
        .max_by_key(|span| (span.end, span.len()))?;
    let rest = line.get(span.end..)?;
    let word = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    line.get(span.start..span.end + word).map(str::to_owned)
}

fn sentence_list(said: &[String]) -> Markup {
    html! {
        ul class="sentences" {
            @for sentence in said.iter().take(SENTENCES) {
                li { samp { (sentence) } }
            }
        }
    }
}

/// The steps for the example, below the page's own words.
fn fixes(finding: &Finding) -> Markup {
    html! {
        @if !finding.confirm.is_empty() {
            h3 { "Check first, without changing anything" }
            (steps::list(&finding.confirm))
        }
        @for (index, fix) in finding.fixes.iter().enumerate() {
            h3 { @if index > 0 { "Or: " } (steps::prose(&fix.title)) }
            (steps::list(&fix.steps))
        }
        @if !finding.lasting.is_empty() {
            h3 { "Make it last" }
            (steps::list(&finding.lasting))
        }
    }
}

fn documentation(finding: &Finding) -> Markup {
    html! {
        @if !finding.links.is_empty() {
            section aria-labelledby="documentation" {
                h2 id="documentation" { "Documentation" }
                ul {
                    @for link in &finding.links {
                        li { a href=(link) rel="noreferrer" { (steps::bare(link)) } }
                    }
                }
            }
        }
    }
}

/// A cause's file, beside the others.
pub(super) fn file_name(cause: &Cause) -> String {
    format!("{}.html", cause.id)
}

/// What the causes of a folder are about.
fn family(cause: &Cause) -> &'static str {
    match cause.family() {
        "config" => "The config file",
        "credentials" => "Credentials",
        "permission" => "Permissions",
        "limits" => "Limits",
        "network" => "Network, TLS and the registry",
        "engine" => "The engine and its disk",
        "name" => "Names, tags and platforms",
        "kubernetes" => "Kubernetes and Swarm",
        other => other,
    }
}

/// The list of all causes.
pub(super) fn list(sentences: &Sentences) -> Page {
    let mut families: Vec<(&str, Vec<&'static Cause>)> = Vec::new();
    for cause in causes::all() {
        let name = family(cause);
        match families.iter_mut().find(|(known, _)| *known == name) {
            Some((_, causes)) => causes.push(cause),
            None => families.push((name, vec![cause])),
        }
    }
    let main = html! {
        div class="text" {
            h1 { "All errors" }
            p class="lead" {
                "The " (causes::all().count()) " causes that why401 knows, each with the messages that lead to it."
            }
            // Without script it can do nothing, and the style hides it.
            form id="find" class="find" role="search" {
                label for="words" { "Words of the message" }
                input id="words" type="search" autocomplete="off" spellcheck="false" placeholder="no basic auth credentials";
                p id="found" role="status" {}
            }
            @for (name, causes) in &families {
                section class="family" aria-labelledby=(markdown::anchor(name)) {
                    h2 id=(markdown::anchor(name)) { (name) }
                    ul class="entries" {
                        @for cause in causes { (entry(cause, sentences)) }
                    }
                }
            }
        }
    };
    Page {
        path: "causes/index.html".to_owned(),
        title: "All container registry errors, explained · why401".to_owned(),
        description: "Every cause of a refused docker login, pull or push, and of ImagePullBackOff, that why401 knows, with the messages that lead to it."
            .to_owned(),
        script: Some("find.js"),
        main,
    }
}

fn entry(cause: &Cause, sentences: &Sentences) -> Markup {
    html! {
        li {
            h3 { a href=(file_name(cause)) { (cause.title) } }
            (sentence_list(&explained(cause, sentences)))
        }
    }
}
