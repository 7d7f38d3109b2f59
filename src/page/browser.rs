//! All that touches the browser: clipboard, files, scrolling, the address's
//! fragment, the clock. Nothing here sends or stores anything.

use super::habits;
use crate::gist::{Gist, LONG, Reader};
use crate::input::{Field, Shell, text_from_bytes};
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, File, HtmlElement, HtmlTextAreaElement,
    KeyboardEvent, Window,
};

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

/// Milliseconds, to tell how long something takes; 0 where there is no clock.
pub fn clock() -> f64 {
    if cfg!(target_arch = "wasm32") {
        js_sys::Date::now()
    } else {
        0.0
    }
}

/// The shell that this system's users type into most.
pub fn shell() -> Shell {
    if cfg!(not(target_arch = "wasm32")) {
        return Shell::default();
    }
    let windows = window()
        .and_then(|window| window.navigator().user_agent().ok())
        .is_some_and(|agent| agent.contains("Windows"));
    if windows {
        Shell::PowerShell
    } else {
        Shell::Posix
    }
}

/// What the address holds behind its `#` and this name, as in
/// `#example=ecr-expired`.
pub fn in_address(name: &str) -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let rest = hash.strip_prefix('#')?.strip_prefix(name)?;
    rest.strip_prefix('=').map(ToOwned::to_owned)
}

/// A link to this page that holds a text; `None` where the browser can't
/// compress it.
pub async fn link(text: &str) -> Option<String> {
    let packed = packer("pack", text).await?;
    let address = window()?.location().href().ok()?;
    let page = address.split('#').next()?;
    Some(format!("{page}#paste={packed}"))
}

/// The text in the rest of such a link; `None` where it is damaged.
pub async fn unpacked(packed: &str) -> Option<String> {
    if packed.len() > LONGEST_LINK {
        return None;
    }
    let text = packer("unpack", packed).await?;
    (text.len() <= 3 * LONG).then_some(text)
}

/// A longer one is no link of ours, and could unfold to any size.
const LONGEST_LINK: usize = 100_000;

/// boot.js does it, as it takes a tenth of the code there.
async fn packer(name: &str, text: &str) -> Option<String> {
    helper(name, text).await?.as_string()
}

/// Lets the browser draw and take keys. A timer would wait for 4 ms each time.
async fn turn() {
    // A browser that can't goes on at once.
    let _ = helper("turn", "").await;
}

/// What a function of boot.js comes to.
async fn helper(name: &str, text: &str) -> Option<JsValue> {
    let home = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("why401")).ok()?;
    let function = js_sys::Reflect::get(&home, &JsValue::from_str(name)).ok()?;
    let function = function.dyn_into::<js_sys::Function>().ok()?;
    let promise = function.call1(&home, &JsValue::from_str(text)).ok()?;
    let promise = promise.dyn_into::<js_sys::Promise>().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Calls `told` whenever the fragment of the address changes.
pub fn on_address(told: impl Fn() + 'static) {
    listen("hashchange", move |_| told());
}

/// Calls `answer` for Ctrl+Enter, and does what the single keys are for: `c`
/// copies the first command, `?` shows what keys there are. They can be switched
/// off, for those whom they get in the way of, and rest where text is typed.
pub fn on_keys(answer: impl Fn() + 'static) {
    listen("keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        let held = event.ctrl_key() || event.meta_key();
        let key = event.key();
        if held && key == "Enter" {
            event.prevent_default();
            answer();
            with("#answer h2", |headline| {
                // What can't be focused is still scrolled to.
                let _ = headline.focus();
                headline.scroll_into_view();
            });
            return;
        }
        if held || event.alt_key() || types(&event) || element("#no-keys:checked").is_some() {
            return;
        }
        match key.as_str() {
            "c" => with("#answer .copy", HtmlElement::click),
            "?" => with("#keys > summary", |keys| {
                keys.click();
                let _ = keys.focus();
            }),
            _ => {}
        }
    });
}

/// Whether an event belongs to something that takes text or a choice.
fn types(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        let tag = target.tag_name();
        tag == "TEXTAREA" || tag == "SELECT" || (tag == "INPUT" && target.id() != "no-keys")
    })
}

/// Calls `taken` with what is pasted outside of the boxes, into the wrong one, or
/// is long, and the box that it belongs to.
pub fn on_paste(taken: impl Fn(Field, Pasted) + 'static) {
    listen("paste", move |event| {
        let event: ClipboardEvent = event.unchecked_into();
        let Some(text) = clipboard_text(&event) else {
            return;
        };
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let id = target.map(|target| target.id()).unwrap_or_default();
        let at = [Field::Error, Field::Image, Field::Config]
            .into_iter()
            .find(|field| self::id(*field) == id);
        if at.is_none() && types(&event) {
            return;
        }
        if text.length() as usize > LONG {
            // The browser would read the clipboard once more.
            event.prevent_default();
            taken(at.unwrap_or(Field::Error), Pasted::Long(Source::Text(text)));
            return;
        }
        let text = String::from(text);
        let goes = habits::belongs_to(&text);
        let wrong = match at {
            None => true,
            Some(at) => {
                goes == Field::Config && at != goes
                    || at == Field::Image && goes == Field::Error && text.trim().contains('\n')
            }
        };
        if wrong && !text.is_empty() {
            event.prevent_default();
            taken(goes, Pasted::Short(text, at.is_some()));
        }
    });
}

/// What was pasted.
pub enum Pasted {
    /// A text, and whether it was meant for another box.
    Short(String, bool),
    /// A text to be read piece by piece.
    Long(Source),
}

fn clipboard_text(event: &ClipboardEvent) -> Option<JsString> {
    let data = event.clipboard_data()?;
    let get = js_sys::Reflect::get(&data, &JsValue::from_str("getData")).ok()?;
    let get = get.dyn_into::<js_sys::Function>().ok()?;
    get.call1(&data, &JsValue::from_str("text/plain"))
        .ok()?
        .dyn_into()
        .ok()
}

/// Calls `told` whenever that happens, wherever on the page.
pub fn listen(event: &str, told: impl Fn(Event) + 'static) {
    if let Some(window) = window() {
        // The page lives as long as the window, and so does the listener. A
        // refusal leaves the mouse and the boxes, which work without it.
        let listener = Closure::<dyn Fn(Event)>::new(told).into_js_value();
        let _ = window.add_event_listener_with_callback(event, listener.unchecked_ref());
    }
}

/// The first element of the page that the selector fits.
pub fn element(selector: &str) -> Option<HtmlElement> {
    let element = window()?.document()?.query_selector(selector).ok()??;
    element.dyn_into().ok()
}

fn with(selector: &str, work: impl Fn(&HtmlElement)) {
    if let Some(element) = element(selector) {
        work(&element);
    }
}

/// Where the cursor stands in a box, in bytes of its text.
pub fn cursor(text_area: &HtmlTextAreaElement, text: &str) -> Option<usize> {
    let at = text_area.selection_start().ok()?? as usize;
    let mut units = 0;
    let found = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > at
    });
    Some(found.map_or(text.len(), |(at, _)| at))
}

/// Takes an example's name or a case out of the address: the text is no longer
/// that.
pub fn forget_address() {
    let Some(window) = window() else { return };
    if in_address("example")
        .or_else(|| in_address("paste"))
        .is_none()
    {
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

/// The button that was pressed, whatever of it was hit.
pub fn button(event: &Event) -> Option<Element> {
    let hit = event.target()?.dyn_into::<Element>().ok()?;
    hit.closest("button").ok()?
}

/// Copies the command beside a button. Where the clipboard is refused, its text is
/// selected instead, ready for the keyboard; the answer is then `false`.
pub async fn copy_beside(button: &Element) -> bool {
    let beside = button.parent_element();
    let code = beside.and_then(|beside| beside.query_selector("code").ok()?);
    let Some(code) = code else { return false };
    if copy(&code.text_content().unwrap_or_default()).await {
        return true;
    }
    if let Some(Ok(Some(selection))) = window().map(|window| window.get_selection()) {
        // Nothing is lost when it fails: the text can be selected by hand.
        let _ = selection.select_all_children(&code);
    }
    false
}

/// Shows on a button that it has copied, or no longer. This is no part of what is
/// drawn, as it lasts for moments only.
pub fn tick(button: &Element, shown: bool) {
    button.set_class_name(if shown { "copy is-done" } else { "copy" });
}

/// Copies a text; `false` where the clipboard is refused.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Outside https and localhost there is no clipboard at all.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &JsValue::from_str("clipboard"))
        .ok()
        .and_then(|value| value.dyn_into::<web_sys::Clipboard>().ok());
    if let Some(clipboard) = clipboard
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    false
}

/// What listens for long texts; it does so until this is dropped.
pub struct LongTexts {
    text_area: HtmlTextAreaElement,
    listener: Closure<dyn Fn(Event)>,
}

impl LongTexts {
    /// Takes each text of more than [`LONG`] UTF-16 units before the browser
    /// puts it into the box, however it comes there: dropped, or put in by the
    /// system. Most are pasted, and taken before by [`on_paste`].
    pub fn take(text_area: HtmlTextAreaElement, taken: impl Fn(Source) + 'static) -> Self {
        let target = text_area.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(text) = long_text(&event, "data") {
                event.prevent_default();
                target.set_value("");
                taken(Source::Text(text));
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

/// A text that a property of an object holds, if it is a long one. It stays
/// the browser's, so that it isn't copied as a whole.
fn long_text(object: &JsValue, property: &str) -> Option<JsString> {
    let text = js_sys::Reflect::get(object, &JsValue::from_str(property)).ok()?;
    let text = text.dyn_into::<JsString>().ok()?;
    (text.length() as usize > LONG).then_some(text)
}

/// Takes the text of a box out of it, if it is a long one.
pub fn take_long(text_area: &HtmlTextAreaElement) -> Option<Source> {
    let text = long_text(text_area, "value")?;
    text_area.set_value("");
    Some(Source::Text(text))
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

/// A long text, to be read piece by piece.
pub enum Source {
    /// As it was pasted.
    Text(JsString),
    /// A file that was chosen or dropped.
    File(File),
}

/// Of a longer text, only so many bytes at its end are read.
const MOST: f64 = 64e6;

/// How much is taken at a time, in UTF-16 units or bytes.
const PIECE: f64 = 128e3;

/// How long a piece of work may take until the browser gets its turn, in
/// milliseconds.
const TURN: f64 = 25.0;

impl Source {
    /// Its size: bytes of a file, UTF-16 units of a text.
    pub fn size(&self) -> f64 {
        match self {
            Self::Text(text) => f64::from(text.length()),
            Self::File(file) => file.size(),
        }
    }

    /// Where reading begins; 0 unless it is too long to be read as a whole.
    pub fn start(&self) -> f64 {
        (self.size() - MOST).max(0.0)
    }

    /// Reads a short file as a whole; `None` when the browser can't.
    pub async fn whole(self) -> Option<String> {
        let bytes = self.bytes(0.0, self.size()).await?;
        Some(text_from_bytes(&bytes))
    }

    async fn bytes(&self, start: f64, end: f64) -> Option<Vec<u8>> {
        let Self::File(file) = self else { return None };
        let part = file.slice_with_f64_and_f64(start, end).ok()?;
        let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Reads it, and lets the browser draw and take keys in between. `None`
    /// when the browser can't read it, or `go_on` says that it isn't wanted any
    /// more.
    pub async fn gist(self, go_on: impl Fn() -> bool) -> Option<Gist> {
        let mut reader = Reader::default();
        let (mut at, size) = (self.start(), self.size());
        let mut order = Vec::new();
        turn().await;
        let mut since = clock();
        while at < size && go_on() {
            let mut end = (at + PIECE).min(size);
            let piece = if let Self::Text(text) = &self {
                // Two units that make one character stay together.
                if (0xd800.into()..0xdc00.into()).contains(&text.char_code_at(index(end) - 1)) {
                    end += 1.0;
                }
                String::from(text.slice(index(at), index(end)))
            } else {
                let mut bytes = self.bytes(at, end).await?;
                if at == 0.0 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) {
                    order.extend(bytes.iter().take(2));
                }
                if end < size {
                    bytes.truncate(whole_lines(&bytes, !order.is_empty()));
                }
                #[allow(clippy::cast_precision_loss, reason = "it is a small number")]
                let taken = bytes.len() as f64;
                end = at + taken;
                if at > 0.0 {
                    bytes.splice(0..0, order.iter().copied());
                }
                text_from_bytes(&bytes)
            };
            reader.feed(&piece);
            at = end;
            if clock() - since > TURN {
                turn().await;
                since = clock();
            }
        }
        // The last piece is read, and then answered, in a turn of its own.
        turn().await;
        let gist = go_on().then(|| reader.finish());
        turn().await;
        gist
    }
}

/// How many of the bytes are whole lines: all, where none ends. `wide` is
/// UTF-16, of two bytes at least.
fn whole_lines(bytes: &[u8], wide: bool) -> usize {
    let last = bytes.iter().rposition(|byte| *byte == b'\n');
    let end = last.map_or(bytes.len(), |last| last + 1);
    if wide {
        end.next_multiple_of(2).min(bytes.len())
    } else {
        end
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is an index into a text"
)]
fn index(at: f64) -> u32 {
    at as u32
}

/// Scrolls the page so that the answer begins at its top, when it is below.
pub fn show_answer() {
    let (Some(answer), Some(boxes)) = (element("#answer"), element(".boxes")) else {
        return;
    };
    // Beside the boxes it is in view already.
    let left = |element: &Element| element.get_bounding_client_rect().left();
    if left(&answer) <= left(&boxes) {
        answer.scroll_into_view();
    }
}

/// Brings the layer behind a box to where the box is scrolled to, and both to
/// the first mark of a class, if there is one.
pub fn show_mark(text_area: &Element, layer: &Element, class: &str) {
    let mark = layer
        .query_selector(class)
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
