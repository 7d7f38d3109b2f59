//! A labelled box to paste into, with a layer behind it that highlights words.
//!
//! A long text is taken out before the browser lays it out, and read piece by
//! piece. Behind the box lies a copy of its text, itself invisible, whose marked
//! words have a background.

use super::acts::{Act, Page};
use super::browser;
use super::content::Content;
use super::element::{Element, element, run};
use super::marks::{LAYER_LIMIT, Mark, cut};
use crate::input::Field;
use crate::span::Span;

/// The words of a box.
struct Words {
    class: &'static str,
    label: &'static str,
    hint: &'static str,
    hint_id: &'static str,
    file_id: &'static str,
    placeholder: &'static str,
    rows: &'static str,
}

const ERROR: Words = Words {
    class: "box box-error",
    label: "Error message",
    hint: "one line or a whole log",
    hint_id: "error-hint",
    file_id: "error-file",
    placeholder: "Error response from daemon: …",
    rows: "6",
};

const IMAGE: Words = Words {
    class: "box box-image",
    label: "Image reference",
    hint: "optional; I look for it in the error",
    hint_id: "image-hint",
    file_id: "image-file",
    placeholder: "registry.example.com/acme/app:1",
    rows: "1",
};

const CONFIG: Words = Words {
    class: "box box-config",
    label: "config.json",
    hint: "optional; with it I can tell whose credential is sent",
    hint_id: "config-hint",
    file_id: "config-file",
    placeholder: "{ \"auths\": { … } }",
    rows: "3",
};

/// A labelled box, and `more` of what is said below it.
pub fn field(field: Field, content: &Content, more: Option<Element>, page: &Page) -> Element {
    let words = match field {
        Field::Image => &IMAGE,
        Field::Config => &CONFIG,
        Field::Error | Field::None => &ERROR,
    };
    let text = &content.text;
    let layer = (text.len() <= LAYER_LIMIT && !content.marks.is_empty()).then(|| {
        run()
            .add(pieces(text, Span::new(0, text.len()), &content.marks))
            // The last line of a text area has room even when it is empty.
            .text("\n")
    });
    let layer = element("div")
        .is("aria-hidden", "true")
        .class("layer")
        .found_by(&content.layer)
        .add(layer);
    let mut text_area = element("textarea")
        .is("id", browser::id(field))
        .is("rows", words.rows)
        .is("placeholder", words.placeholder)
        .is("aria-describedby", words.hint_id)
        .is("spellcheck", "false")
        .is("autocomplete", "off")
        .is("autocapitalize", "off")
        .is("autocorrect", "off")
        .class("input")
        .found_by(&content.text_area)
        .does("input", Act::Edit(field), page)
        .does("scroll", Act::Scroll(content.layer.clone()), page)
        // The evidence for the words at the cursor is shown.
        .does("click", Act::Cursor(field), page)
        .does("keyup", Act::KeyUp(field), page);
    if field == Field::Image {
        // A reference is one line.
        text_area = text_area.does("keydown", Act::NoEnter, page);
    }
    let note = content.note.as_ref();
    let masked = (content.masked > 0).then(|| masked(content.masked));
    element("div")
        .class(words.class)
        .does("drop", Act::Drop(field), page)
        .add(head(field, words, page))
        .add(element("div").class("paper").add(layer).add(text_area))
        .add(note.map(|note| element("p").class("note").text(note)))
        .add(masked)
        .add(more)
}

/// The label, the hint, and the button that opens the browser's own dialog. The
/// input of type `file` behind it has no face of its own.
fn head(field: Field, words: &Words, page: &Page) -> Element {
    let chooser = element("input")
        .is("type", "file")
        .is("id", words.file_id)
        .is("hidden", "hidden")
        .does("change", Act::ChooseFile(field), page);
    let open = element("button")
        .is("type", "button")
        .is("aria-describedby", words.hint_id)
        .class("quiet")
        .does("click", Act::OpenFile(words.file_id), page)
        .text("Open file");
    let hint = element("p")
        .is("id", words.hint_id)
        .class("hint")
        .text(words.hint);
    element("div")
        .class("box-head")
        .add(
            element("label")
                .is("for", browser::id(field))
                .text(words.label),
        )
        .add(chooser)
        .add(open)
        .add(hint)
}

/// Says that secrets were masked.
fn masked(count: usize) -> Element {
    let note = element("p").class("note is-masked");
    if count == 1 {
        note.text("A secret was masked here as it came in, and is kept nowhere.")
    } else {
        note.text(&format!(
            "{count} secrets were masked here as they came in, and are kept nowhere."
        ))
    }
}

/// A part of a text with its marks.
pub fn pieces(text: &str, range: Span, marks: &[(Span, Mark)]) -> Element {
    let mut pieces = run();
    for (span, mark) in cut(text, range, marks) {
        let text = span.of(text);
        pieces = match mark {
            None => pieces.text(text),
            Some(mark) => pieces.add(element("mark").class(class(mark)).text(text)),
        };
    }
    pieces
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Soft => "is-soft",
        Mark::Wrong => "is-wrong",
        Mark::Active => "is-active",
    }
}
