//! What speaks for a cause and against it. Hover or focus shows the words in
//! the boxes.

use super::acts::Act;
use super::answer::Shown;
use super::element::{Element, each, element, run};
use super::icon;
use super::marks::quote;
use super::prose::prose;
use crate::input::Field;
use crate::report::Evidence;
use crate::span::Span;

/// The longest quote from an input, in bytes.
const QUOTE: usize = 140;

/// How much a piece of evidence weighs: dots, and the same in words.
fn strength(weight: i32) -> (u8, &'static str) {
    match weight {
        i32::MIN..=-50 => (3, "rules it out"),
        -49..=-15 => (2, "speaks strongly against it"),
        -14..=-1 => (1, "speaks against it"),
        0..=7 => (1, "hints at it"),
        8..=14 => (2, "speaks for it"),
        15..=24 => (3, "speaks strongly for it"),
        25.. => (3, "says it outright"),
    }
}

const fn place(field: Field) -> &'static str {
    match field {
        Field::Error => ", in the error",
        Field::Image => ", in the reference",
        Field::Config => ", in the config",
        Field::None => "",
    }
}

/// All evidence of a cause, what speaks for it first.
pub fn list(evidence: &[Evidence], shown: &Shown<'_>) -> Element {
    let favour = evidence.iter().filter(|one| one.weight >= 0);
    let against = evidence.iter().filter(|one| one.weight < 0);
    element("ul")
        .class("evidence")
        .add(each(favour.chain(against), |one| item(one, shown)))
}

fn item(evidence: &Evidence, shown: &Shown<'_>) -> Element {
    let span = Span::new(evidence.start, evidence.end);
    let text = match evidence.input {
        Field::Error => shown.error,
        Field::Image => shown.image,
        Field::Config => shown.config,
        Field::None => "",
    };
    let quoted = quote(text, span, QUOTE);
    let (count, words) = strength(evidence.weight);
    let against = evidence.weight < 0;
    let dots = element("span")
        .class("strength")
        .add(icon::dots(count, against));
    let says = element("span")
        .class("says")
        .add(prose(&evidence.says, shown.host()));
    let says = run().add(dots).add(says);
    let words = element("span").class("words").text(words);
    if quoted.is_empty() {
        let item = element("div").class("item").add(says);
        return element("li").add(item.add(element("span").class("where").add(words)));
    }
    let at = Some((evidence.input, span));
    let quote = element("q")
        .class(if against {
            "quoted is-against"
        } else {
            "quoted"
        })
        .add(element("bdi").is("dir", "ltr").text(&quoted));
    let place = element("span").class("unseen").text(place(evidence.input));
    let button = element("button")
        .is("type", "button")
        .class(if shown.pointed == at {
            "item is-active"
        } else {
            "item"
        })
        .does("mouseenter", Act::Point(at), shown.page)
        .does("mouseleave", Act::Point(None), shown.page)
        .does("focus", Act::Point(at), shown.page)
        .does("blur", Act::Point(None), shown.page)
        .does("click", Act::Point(at), shown.page)
        .add(says)
        .add(
            element("span")
                .class("where")
                .add(quote)
                .text(" ")
                .add(words)
                .add(place),
        );
    element("li").add(button)
}
