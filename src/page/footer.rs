//! The foot of the page: which version this is, and its licence.

use super::element::{Element, each, element};

/// The pages beside the app.
const PAGES: [(&str, &str); 4] = [
    ("causes/index.html", "All errors"),
    ("registries/index.html", "Registries"),
    ("glossary.html", "Glossary"),
    ("keep.html", "Use it offline"),
];

/// The foot.
pub fn footer(causes: usize) -> Element {
    let knows = (causes > 0).then(|| element("span").text(&format!("knows {causes} causes")));
    let source = element("a")
        .is("href", env!("CARGO_PKG_REPOSITORY"))
        .is("target", "_blank")
        .is("rel", "noreferrer noopener")
        .text("Source");
    element("footer")
        .add(element("span").text(concat!("why401 ", env!("CARGO_PKG_VERSION"))))
        .add(knows)
        .add(element("span").text(env!("CARGO_PKG_LICENSE")))
        // In tabs of their own: what was pasted stays.
        .add(each(PAGES, |(path, name)| {
            element("a")
                .is("href", path)
                .is("target", "_blank")
                .class("site")
                .text(name)
        }))
        .add(keys())
        .add(source)
}

/// What keys there are, and the switch that turns them off.
fn keys() -> Element {
    let kbd = |key| element("kbd").text(key);
    let row = |keys: Element, what| element("div").add(keys).add(element("dd").text(what));
    let enter = element("dt").add(kbd("Ctrl")).text(" ").add(kbd("Enter"));
    let keys = element("dl")
        .add(row(enter, "goes to the answer"))
        .add(row(element("dt").add(kbd("c")), "copies the first command"))
        .add(row(element("dt").add(kbd("?")), "opens and closes this"));
    let switch = element("input").is("type", "checkbox").is("id", "no-keys");
    element("details")
        .is("id", "keys")
        .class("keys")
        .add(element("summary").text("Keys"))
        .add(keys)
        .add(element("p").text("Paste anywhere on the page: it goes into the right box."))
        .add(
            element("label")
                .add(switch)
                .text(" Switch the single keys off"),
        )
}
