//! What a reader can do to the parts of the page, and what the page is told then.

use super::app::{Msg, Way};
use super::browser;
use super::share::Form;
use crate::fix::Placeholder;
use crate::input::{Client, Field, Place, Shell};
use crate::span::Span;
use wasm_bindgen::JsCast;
use web_sys::{
    DragEvent, Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    InputEvent, KeyboardEvent,
};
use yew::{AttrValue, Callback, NodeRef, TargetCast};

/// Tells the page what happened.
pub type Page = Callback<Msg>;

/// What an element of the page is for.
pub enum Act {
    /// All boxes are emptied.
    Clear,
    /// What stands as the error is a config: it goes to its own box.
    MoveConfig,
    /// A reference is used instead.
    Image(AttrValue),
    /// A shell is chosen.
    Shell(Shell),
    /// A client is chosen from a list.
    Client,
    /// A place is chosen from a list.
    Place,
    /// Something is typed in a placeholder's stead.
    Fill(Placeholder),
    /// Words of an input are pointed at, or no longer.
    Point(Option<(Field, Span)>),
    /// The command beside the button is copied.
    Copy,
    /// The case is handed on.
    Share(Form),
    /// The text of a box changes.
    Edit(Field),
    /// The cursor is put somewhere in a box.
    Cursor(Field),
    /// A key is let go in a box: those with arrows move the cursor.
    KeyUp(Field),
    /// Enter has nothing to do here.
    NoEnter,
    /// A box is scrolled, and the layer behind it with it.
    Scroll(NodeRef),
    /// A file is dropped; `Field::None` outside of the boxes.
    Drop(Field),
    /// Something is dragged over the page.
    DragOver,
    /// The browser's dialog is opened, by the input of this id.
    OpenFile(&'static str),
    /// A file was chosen in it.
    ChooseFile(Field),
    /// The form isn't sent anywhere.
    NoSubmit,
}

impl Act {
    /// What is called when it happens.
    pub fn tells(self, page: &Page) -> Callback<Event> {
        let page = page.clone();
        Callback::from(move |event: Event| {
            if let Some(msg) = self.done(&event) {
                page.emit(msg);
            }
        })
    }

    /// Does what can't wait, and says what the page must be told.
    fn done(&self, event: &Event) -> Option<Msg> {
        let msg = match self {
            Self::Clear => Msg::Clear,
            Self::MoveConfig => Msg::MoveConfig,
            Self::Image(reference) => Msg::Image(reference.clone()),
            Self::Shell(shell) => Msg::Shell(*shell),
            Self::Client => Msg::Client(Client::named(&chosen(event))),
            Self::Place => Msg::Place(Place::named(&chosen(event))),
            Self::Fill(placeholder) => {
                let input: HtmlInputElement = event.target_unchecked_into();
                Msg::Fill(*placeholder, input.value())
            }
            Self::Point(place) => Msg::Point(*place),
            Self::Copy => Msg::Copy(browser::button(event)?),
            Self::Share(form) => Msg::Share(*form),
            Self::Edit(field) => edited(*field, event.unchecked_ref()),
            Self::Cursor(field) => Msg::Cursor(*field, event.target_unchecked_into()),
            Self::KeyUp(field) => {
                let key = event.unchecked_ref::<KeyboardEvent>().key();
                if !key.starts_with("Arrow") {
                    return None;
                }
                Msg::Cursor(*field, event.target_unchecked_into())
            }
            Self::NoEnter => {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                    event.prevent_default();
                }
                return None;
            }
            Self::Scroll(layer) => {
                let text_area: Element = event.target_unchecked_into();
                if let Some(layer) = layer.cast::<Element>() {
                    layer.set_scroll_top(text_area.scroll_top());
                }
                return None;
            }
            Self::Drop(field) => {
                let file = browser::dropped_file(event.unchecked_ref())?;
                event.prevent_default();
                // The window takes what the boxes don't.
                event.stop_propagation();
                Msg::File(*field, file)
            }
            Self::DragOver => {
                if browser::drags_file(event.unchecked_ref::<DragEvent>()) {
                    event.prevent_default();
                }
                return None;
            }
            Self::OpenFile(chooser) => {
                browser::open_chooser(chooser);
                return None;
            }
            Self::ChooseFile(field) => {
                let chooser: HtmlInputElement = event.target_unchecked_into();
                let file = chooser.files().and_then(|files| files.get(0));
                // So that the same file can be chosen again after it has changed.
                chooser.set_value("");
                Msg::File(*field, file?)
            }
            Self::NoSubmit => {
                event.prevent_default();
                return None;
            }
        };
        Some(msg)
    }
}

/// What is chosen in a list.
fn chosen(event: &Event) -> String {
    let list: HtmlSelectElement = event.target_unchecked_into();
    list.value()
}

/// What a box holds now, and how it came there.
fn edited(field: Field, event: &InputEvent) -> Msg {
    let text_area: HtmlTextAreaElement = event.target_unchecked_into();
    if let Some(long) = browser::take_long(&text_area) {
        return Msg::Long(field, long);
    }
    let kind = event.input_type();
    let typed = [
        "insertText",
        "insertLine",
        "insertComp",
        "insertRepl",
        "delete",
        "history",
    ];
    let way = if typed.iter().any(|start| kind.starts_with(start)) {
        Way::Typed
    } else {
        Way::Pasted
    };
    Msg::Text(field, text_area.value(), way)
}
