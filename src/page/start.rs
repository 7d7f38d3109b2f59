//! The page before anything is pasted: an invitation and examples.

use super::acts::{Act, Page};
use super::element::{Element, each, element};
use super::examples::EXAMPLES;
use super::marks::quote;
use crate::span::Span;

/// The start page.
pub fn start(page: &Page) -> Element {
    let examples = each(EXAMPLES, |example| {
        let said = quote(last_line(example.error), Span::new(0, usize::MAX), 160);
        let link = element("a")
            .set("href", &["#example=", example.name].concat())
            .does("click", Act::Example(example), page)
            .add(element("span").class("title").text(example.title))
            .add(element("code").text(&said));
        element("li").add(link)
    });
    element("section")
        .is("aria-labelledby", "start-title")
        .class("start")
        .add(
            element("h2")
                .is("id", "start-title")
                .class("headline")
                .text("Paste what the registry or the client said."),
        )
        .add(element("p").text("The answer appears here as you paste: what is wrong, how sure that is, and the commands for your own registry. Or look at an example:"))
        .add(element("ul").class("examples").add(examples))
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or("")
}
