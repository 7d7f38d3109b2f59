//! All that touches the browser: clipboard, files, scrolling, the address's
//! fragment, the clock. Nothing here sends or stores anything.

use crate::input::{Field, Shell, text_from_bytes};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DragEvent, Element, File, HtmlElement, HtmlTextAreaElement, InputEvent, Node,
    ScrollIntoViewOptions, Window,
};

/// More of a file than this many bytes is not read.
const FILE_LIMIT: f64 = 50.0 * 1024.0 * 1024.0;

/// The id of the text area of a field.
pub const fn id(field: Field) -> &'static str {
    match field {
        Field::Image => "image",
        Field::Config => "config",
        Field::Error | Field::None => "error",
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Seconds since 1970-01-01 UTC by the reader's clock.
pub fn now() -> Option<i64> {
    let seconds = js_sys::Date::now() / 1000.0;
    #[allow(clippy::cast_possible_truncation, reason = "it is cut on purpose")]
    seconds.is_finite().then_some(seconds as i64)
}

/// The shell that this system's users type into most.
pub fn shell() -> Shell {
    let windows = window()
        .and_then(|window| window.navigator().user_agent().ok())
        .is_some_and(|agent| agent.contains("Windows"));
    if windows {
        Shell::PowerShell
    } else {
        Shell::Posix
    }
}

/// The example that the address names, as in `#example=ecr-expired`.
pub fn example_in_address() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    hash.strip_prefix("#example=").map(ToOwned::to_owned)
}

/// Calls `told` whenever the fragment of the address changes.
pub fn on_address(told: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(told);
    if let Some(window) = window() {
        // The page lives as long as the window, and so does the listener. A
        // refusal leaves the examples' buttons, which work without it.
        let _ =
            window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref());
        closure.forget();
    }
}

/// Takes the example's name out of the address: the text is no longer that.
pub fn forget_example() {
    let Some(window) = window() else { return };
    if example_in_address().is_none() {
        return;
    }
    let location = window.location();
    let (Ok(path), Ok(query), Ok(history)) =
        (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    // From `file:` some browsers refuse; the name then stays, which does no harm.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &query)));
}

/// Copies the text of an element. Where the clipboard is refused, the text is
/// selected instead, ready for the keyboard; the answer is then `false`.
pub async fn copy_text_of(node: Node) -> bool {
    let Some(window) = window() else { return false };
    let text = node.text_content().unwrap_or_default();
    // Outside https and localhost there is no clipboard at all.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &JsValue::from_str("clipboard"))
        .ok()
        .and_then(|value| value.dyn_into::<web_sys::Clipboard>().ok());
    if let Some(clipboard) = clipboard
        && JsFuture::from(clipboard.write_text(&text)).await.is_ok()
    {
        return true;
    }
    if let Ok(Some(selection)) = window.get_selection() {
        // Nothing is lost when it fails: the text can be selected by hand.
        let _ = selection.select_all_children(&node);
    }
    false
}

/// What listens for long texts; it does so until this is dropped.
pub struct LongTexts {
    text_area: HtmlTextAreaElement,
    listener: Closure<dyn Fn(InputEvent)>,
}

impl LongTexts {
    /// Takes each text of more than `limit` UTF-16 units before the browser
    /// puts it into the box, however it comes there: pasted or dropped.
    pub fn take(
        text_area: HtmlTextAreaElement,
        limit: usize,
        taken: impl Fn(String) + 'static,
    ) -> Self {
        let target = text_area.clone();
        let listener = Closure::<dyn Fn(InputEvent)>::new(move |event: InputEvent| {
            if let Some(text) = event.data().filter(|text| text.len() > limit) {
                event.prevent_default();
                target.set_value("");
                taken(text);
            }
        });
        // Yew doesn't know this event. Without it the box is slow, and works.
        let _ = text_area
            .add_event_listener_with_callback("beforeinput", listener.as_ref().unchecked_ref());
        Self {
            text_area,
            listener,
        }
    }
}

impl Drop for LongTexts {
    fn drop(&mut self) {
        // Without its box there is nothing to be taken from.
        let _ = self.text_area.remove_event_listener_with_callback(
            "beforeinput",
            self.listener.as_ref().unchecked_ref(),
        );
    }
}

/// The first file that is dropped, if it is files that are.
pub fn dropped_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Whether files are dragged, and not a piece of text.
pub fn drags_file(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

/// Reads a file that was chosen or dropped; `None` when the browser can't.
pub async fn read(file: File) -> Option<String> {
    let part = file.slice_with_f64_and_f64(0.0, FILE_LIMIT).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(text_from_bytes(&Uint8Array::new(&buffer).to_vec()))
}

/// Scrolls the page so that the answer begins at its top, when it is below.
pub fn show_answer() {
    let Some(answer) = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("answer"))
    else {
        return;
    };
    let height = window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(f64::MAX);
    if answer.get_bounding_client_rect().top() > height * 0.6 {
        answer.scroll_into_view();
    }
}

/// Brings the layer behind a box to where the box is scrolled to, and both to
/// the words that are pointed at, if there are any.
pub fn show_mark(text_area: &Element, layer: &Element) {
    let mark = layer
        .query_selector(".is-active")
        .ok()
        .flatten()
        .and_then(|mark| mark.dyn_into::<HtmlElement>().ok());
    if let Some(mark) = mark {
        let (top, height) = (mark.offset_top(), text_area.client_height());
        let seen = text_area.scroll_top();
        if top < seen || top + mark.offset_height() > seen + height {
            text_area.set_scroll_top(top - height / 3);
        }
    }
    layer.set_scroll_top(text_area.scroll_top());
}

/// Scrolls to the marked words among the lines that are shown of a long text.
pub fn show_excerpt_mark() {
    let mark = window()
        .and_then(|window| window.document())
        .and_then(|document| {
            document
                .query_selector(".excerpt .is-active")
                .ok()
                .flatten()
        });
    if let Some(mark) = mark {
        let options = ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        mark.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Opens the browser's dialog of an input of type `file`.
pub fn open_chooser(id: &str) {
    let chooser = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(chooser) = chooser {
        chooser.click();
    }
}

/// Puts the cursor into a field's box.
pub fn focus(field: Field) {
    let text_area = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id(field)))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(text_area) = text_area {
        // A box that can't be focused isn't there.
        let _ = text_area.focus();
    }
}
