//! The few icons, drawn here. They stand beside words and are hidden from
//! assistive technology.

use super::element::{Element, each, element};

/// A drawing of this size, which nobody reads or reaches by keys.
fn drawing(
    class: &'static str,
    view: &'static str,
    width: &'static str,
    height: &'static str,
) -> Element {
    element("svg")
        .is("viewBox", view)
        .is("width", width)
        .is("height", height)
        .is("aria-hidden", "true")
        .is("focusable", "false")
        .class(class)
}

/// Two sheets, and a tick that stands in their place for a while after copying.
pub fn copy() -> Element {
    let lines = |class, path| {
        element("path")
            .is("d", path)
            .is("fill", "none")
            .is("stroke", "currentColor")
            .is("stroke-width", "1.5")
            .is("stroke-linecap", "round")
            .is("stroke-linejoin", "round")
            .class(class)
    };
    drawing("icon", "0 0 16 16", "16", "16")
        .add(lines("sheets", "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z"))
        .add(lines("tick", "M3 8.5l3.5 3.5L13 4.5"))
}

/// How sure: a bar that is filled up to `percent`. The words beside it say the same.
pub fn meter(percent: u8) -> Element {
    let width = u32::from(percent.min(100)) * 36 / 100;
    let bar = |class, width: &str| {
        element("rect")
            .set("width", width)
            .is("height", "6")
            .is("rx", "3")
            .class(class)
    };
    drawing("meter", "0 0 36 6", "36", "6")
        .add(bar("meter-all", "36"))
        .add(bar("meter-part", &width.max(3).to_string()))
}

/// How much a piece of evidence weighs: up to three dots, hollow when it speaks against.
pub fn dots(count: u8, against: bool) -> Element {
    let class = if against { "dots is-against" } else { "dots" };
    let places = ["4", "13", "22"].into_iter().take(usize::from(count));
    drawing(class, "0 0 26 8", "26", "8").add(each(places, |x| {
        element("circle").is("cx", x).is("cy", "4").is("r", "3")
    }))
}
