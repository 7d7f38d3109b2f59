//! The head of the page: its name, what it does, and its promise.

use super::element::{Element, element};

/// The head.
pub fn header() -> Element {
    let one_file = element("a")
        .is("href", "why401.html")
        .is("download", "why401.html")
        .text("one file");
    let fetch = element("code")
        .class("name")
        .text("fetch(\"https://example.com\")");
    let checks = element("ul")
        .add(element("li").text("Open the developer tools (F12), choose Network, and paste: no request appears."))
        .add(
            element("li")
                .text("Type ")
                .add(fetch)
                .text(" into their console: the page's Content-Security-Policy refuses it."),
        )
        .add(element("li").text("Turn the network off, now that the page is loaded: all works as before."))
        .add(element("li").text("No cookie is set, and nothing that you paste is stored. Secrets in a config.json are masked as soon as it is pasted."))
        .add(
            element("li")
                .class("site")
                .text("Or keep the whole page as ")
                .add(one_file)
                .text(", which may load nothing at all."),
        );
    let promise = element("summary")
        .text("Nothing you paste leaves this page: the browser itself is told to refuse every request.")
        .add(element("span").class("more").text("How to check"));
    element("header")
        .add(element("h1").text("why").add(element("span").text("401")))
        .add(
            element("p")
                .class("purpose")
                .text("Explains container registry errors: what is wrong, and what to run."),
        )
        .add(element("details").class("promise").add(promise).add(checks))
}
