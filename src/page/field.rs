//! A labelled box to paste into, with a layer behind it that highlights words.
//!
//! The text area is the browser's own. Its text is read when it changes, and
//! written only when the page changes it. A long one is taken out before the
//! browser lays it out, and read piece by piece. Behind the box lies a copy of
//! its text, itself invisible, whose marked words have a background.

use super::app::{Content, Hands, Way};
use super::browser::{self, LongTexts};
use super::marks::{LAYER_LIMIT, Mark, cut};
use crate::input::Field;
use crate::span::Span;
use std::rc::Rc;
use web_sys::{DragEvent, Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// One of the three boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Box3 {
    /// *Error message*
    Error,
    /// *Image reference*
    Image,
    /// *config.json*
    Config,
}

impl Box3 {
    const fn field(self) -> Field {
        match self {
            Self::Error => Field::Error,
            Self::Image => Field::Image,
            Self::Config => Field::Config,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Error => "Error message",
            Self::Image => "Image reference",
            Self::Config => "config.json",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Error => "one line or a whole log",
            Self::Image => "optional; I look for it in the error",
            Self::Config => "optional; with it I can tell whose credential is sent",
        }
    }

    const fn hint_id(self) -> &'static str {
        match self {
            Self::Error => "error-hint",
            Self::Image => "image-hint",
            Self::Config => "config-hint",
        }
    }

    const fn file_id(self) -> &'static str {
        match self {
            Self::Error => "error-file",
            Self::Image => "image-file",
            Self::Config => "config-file",
        }
    }

    const fn placeholder(self) -> &'static str {
        match self {
            Self::Error => "Error response from daemon: …",
            Self::Image => "registry.example.com/acme/app:1",
            Self::Config => "{ \"auths\": { … } }",
        }
    }

    const fn rows(self) -> &'static str {
        match self {
            Self::Error => "6",
            Self::Image => "1",
            Self::Config => "3",
        }
    }
}

/// What a box is made with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which box it is.
    pub which: Box3,
    /// What stands in it.
    pub value: Content,
    /// What is highlighted in it.
    pub marks: Rc<[(Span, Mark)]>,
    /// What happens.
    pub hands: Hands,
    /// What is said below it.
    #[prop_or_default]
    pub children: Html,
}

/// A labelled box.
#[component]
pub fn FieldBox(props: &Props) -> Html {
    let Props {
        which,
        value,
        marks,
        hands,
        children,
    } = props;
    let (which, field) = (*which, which.field());
    let text_area = use_node_ref();
    let layer = use_node_ref();

    {
        let (text_area, text) = (text_area.clone(), Rc::clone(&value.text));
        use_effect_with(value.revision, move |revision| {
            if *revision > 0
                && let Some(text_area) = text_area.cast::<HtmlTextAreaElement>()
            {
                write(&text_area, &text);
            }
        });
    }
    {
        let (text_area, layer) = (text_area.clone(), layer.clone());
        let shown = use_mut_ref(|| 0);
        let deps = (Rc::clone(&value.text), Rc::clone(marks), value.pasted);
        use_effect_with(deps, move |(_, marks, pasted)| {
            // What was pasted is shown from its first mark on.
            let new = std::mem::replace(&mut *shown.borrow_mut(), *pasted) != *pasted;
            if !marks.is_empty()
                && let (Some(text_area), Some(layer)) =
                    (text_area.cast::<Element>(), layer.cast::<Element>())
            {
                let class = if new { "mark" } else { ".is-active" };
                browser::show_mark(&text_area, &layer, class);
            }
        });
    }

    {
        let (text_area, hands) = (text_area.clone(), hands.clone());
        use_effect_with((), move |()| {
            let long_texts = text_area.cast::<HtmlTextAreaElement>().map(|text_area| {
                LongTexts::take(text_area, move |text| hands.long.emit((field, text)))
            });
            move || drop(long_texts)
        });
    }

    let oninput = {
        let hands = hands.clone();
        Callback::from(move |event: InputEvent| {
            let text_area: HtmlTextAreaElement = event.target_unchecked_into();
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
            if let Some(long) = browser::take_long(&text_area) {
                hands.long.emit((field, long));
            } else {
                hands.text.emit((field, text_area.value(), way));
            }
        })
    };
    // The evidence for the words at the cursor is shown.
    let at_cursor = {
        let (hands, text) = (hands.clone(), Rc::clone(&value.text));
        move |text_area: &HtmlTextAreaElement| {
            if let Some(at) = browser::cursor(text_area, &text) {
                hands.cursor.emit((field, at));
            }
        }
    };
    let onclick = {
        let at_cursor = at_cursor.clone();
        Callback::from(move |event: MouseEvent| at_cursor(&event.target_unchecked_into()))
    };
    let onkeyup = Callback::from(move |event: KeyboardEvent| {
        if event.key().starts_with("Arrow") {
            at_cursor(&event.target_unchecked_into());
        }
    });
    let onscroll = {
        let layer = layer.clone();
        Callback::from(move |event: Event| {
            let text_area: Element = event.target_unchecked_into();
            if let Some(layer) = layer.cast::<Element>() {
                layer.set_scroll_top(text_area.scroll_top());
            }
        })
    };
    let ondrop = {
        let hands = hands.clone();
        Callback::from(move |event: DragEvent| {
            if let Some(file) = browser::dropped_file(&event) {
                event.prevent_default();
                event.stop_propagation();
                hands.file.emit((field, file));
            }
        })
    };
    let onfile = {
        let hands = hands.clone();
        Callback::from(move |event: Event| {
            let chooser: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = chooser.files().and_then(|files| files.get(0)) {
                hands.file.emit((field, file));
            }
            // So that the same file can be chosen again after it has changed.
            chooser.set_value("");
        })
    };
    // A reference is one line: Enter has nothing to do there.
    let onkeydown = (which == Box3::Image).then(|| {
        Callback::from(|event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
            }
        })
    });

    let text = &value.text;
    html! {
        <div class={classes!("box", format!("box-{}", browser::id(field)))} {ondrop}>
            <div class="box-head">
                <label for={browser::id(field)}>{ which.label() }</label>
                <input type="file" hidden=true id={which.file_id()} onchange={onfile} />
                <OpenFile chooser={which.file_id()} hint={which.hint_id()} />
                <p class="hint" id={which.hint_id()}>{ which.hint() }</p>
            </div>
            <div class="paper">
                <div class="layer" aria-hidden="true" ref={layer}>
                    if text.len() <= LAYER_LIMIT && !marks.is_empty() {
                        { pieces(text, Span::new(0, text.len()), marks) }
                        // The last line of a text area has room even when it is empty.
                        { "\n" }
                    }
                </div>
                <textarea ref={text_area} id={browser::id(field)} rows={which.rows()} class="input"
                    placeholder={which.placeholder()} aria-describedby={which.hint_id()}
                    spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off"
                    {oninput} {onscroll} {onkeydown} {onclick} {onkeyup} />
            </div>
            if let Some(note) = &value.note {
                <p class="note">{ note.clone() }</p>
            }
            if value.masked > 0 {
                <p class="note is-masked">{ masked(value.masked) }</p>
            }
            { children.clone() }
        </div>
    }
}

/// Says that secrets were masked.
fn masked(count: usize) -> String {
    if count == 1 {
        "A secret was masked here as it came in, and is kept nowhere.".to_owned()
    } else {
        format!("{count} secrets were masked here as they came in, and are kept nowhere.")
    }
}

/// Puts a text into a box. The cursor stays as far from the end as it was, so
/// that it doesn't jump when a secret before it is masked.
fn write(text_area: &HtmlTextAreaElement, text: &str) {
    let old = text_area.text_length();
    let cursor = text_area.selection_end().ok().flatten().unwrap_or(old);
    text_area.set_value(text);
    let new = text_area.text_length();
    let at = new.saturating_sub(old.saturating_sub(cursor));
    // The cursor is a comfort; a browser that refuses leaves it at the end.
    let _ = text_area.set_selection_range(at, at);
    text_area.set_scroll_top(0);
}

/// A part of a text with its marks.
pub fn pieces(text: &str, range: Span, marks: &[(Span, Mark)]) -> Html {
    cut(text, range, marks)
        .into_iter()
        .map(|piece| {
            let text = piece.text.to_owned();
            match piece.mark {
                None => Html::from(text),
                Some(mark) => html! { <mark class={class(mark)}>{ text }</mark> },
            }
        })
        .collect()
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Soft => "is-soft",
        Mark::Wrong => "is-wrong",
        Mark::Active => "is-active",
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenFileProps {
    chooser: &'static str,
    hint: &'static str,
}

/// The button that opens the browser's own dialog. The input of type `file`
/// behind it has no face of its own.
#[component]
fn OpenFile(props: &OpenFileProps) -> Html {
    let chooser = props.chooser;
    let onclick = Callback::from(move |_: MouseEvent| browser::open_chooser(chooser));
    html! {
        <button type="button" class="quiet" aria-describedby={props.hint} {onclick}>{ "Open file" }</button>
    }
}
