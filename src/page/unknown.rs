//! Nothing was recognised: say so, show what was read, ask for more.

use super::answer::Shown;
use super::element::{Element, each, element, run};
use super::prose::prose;

/// The answer that is none.
pub fn unknown(shown: &Shown<'_>) -> Element {
    let diagnosis = shown.diagnosis;
    let nothing_asked = shown.error.trim().is_empty();
    let headline = if !nothing_asked {
        "I don't know this one"
    } else if diagnosis.headline.is_empty() {
        "Now the error message"
    } else {
        &diagnosis.headline
    };
    let why = || {
        element("p").text("No sentence in it is one that I know from a registry, its clients or a container engine. Guessing would cost you more time than it saves.")
    };
    let next = || {
        let list = element("ul").class("next");
        run()
            .add(element("h3").class("next").text("What to paste next"))
            .add(list.add(each(&diagnosis.missing, |what| {
                element("li").add(prose(what, None))
            })))
    };
    run()
        .add(
            element("h2")
                .is("tabindex", "-1")
                .class("headline")
                .add(prose(headline, None)),
        )
        .add((!nothing_asked).then(why))
        .add((!diagnosis.missing.is_empty()).then(next))
}
