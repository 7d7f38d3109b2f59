//! A command, or the lines of a file, with its button *Copy*.

use super::acts::Page;
use super::app::Msg;
use super::element::{Element, each, element, run};
use super::{browser, icon};
use crate::report::Language;
use std::time::Duration;
use web_sys::Event;
use yew::prelude::*;

/// How long the tick stays.
const TICK: Duration = Duration::from_secs(2);

/// What a command is shown with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Exactly what is copied.
    pub command: AttrValue,
    /// What it is written in.
    pub language: Language,
    /// The file that it belongs in.
    pub file: Option<String>,
    /// Told what was done, for those who don't see it.
    pub page: Page,
}

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

/// A command and its button. The button's name never changes: what it did is
/// told in the live region, and shown as a tick. It is a component of its own, so
/// that one that stays the same isn't drawn again with each key.
#[derive(Default)]
pub struct Command {
    code: NodeRef,
    /// Whether it was copied just now.
    copied: bool,
}

impl Component for Command {
    /// Whether it was copied just now.
    type Message = bool;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _: &Context<Self>, copied: bool) -> bool {
        self.copied = copied;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let language = name(props.language).map(|name| {
            let file = props.file.as_ref().map(|file| {
                run()
                    .add(element("bdi").is("dir", "ltr").text(file))
                    .text(" · ")
            });
            element("span").class("language").add(file).text(name)
        });
        let code = element("code")
            .is("dir", "ltr")
            .is("translate", "no")
            .found_by(&self.code)
            .add(lines(&props.command));
        let (class, icon) = if self.copied {
            ("copy is-done", icon::tick())
        } else {
            ("copy", icon::copy())
        };
        let button = element("button")
            .is("type", "button")
            .class(class)
            .on("click", self.copy(ctx))
            .add(icon)
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
            .html()
    }
}

impl Command {
    /// What the button does.
    fn copy(&self, ctx: &Context<Self>) -> Callback<Event> {
        let (code, link) = (self.code.clone(), ctx.link().clone());
        let page = ctx.props().page.clone();
        Callback::from(move |_| {
            let Some(node) = code.get() else {
                return;
            };
            let (link, page) = (link.clone(), page.clone());
            yew::platform::spawn_local(async move {
                if !browser::copy_text_of(node).await {
                    page.emit(Msg::Say(
                        "The browser refused. The command is selected: copy it with the keyboard.",
                    ));
                    return;
                }
                page.emit(Msg::Say("Copied"));
                link.send_message(true);
                yew::platform::time::sleep(TICK).await;
                link.send_message(false);
                page.emit(Msg::Say(""));
            });
        })
    }
}
