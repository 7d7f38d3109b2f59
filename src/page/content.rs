//! What stands in a box, and how it comes into the document.
//!
//! The text area is the browser's own. Its text is read when it changes, and
//! written only when the page changes it.

use super::acts::Page;
use super::app::Msg;
use super::browser::{self, LongTexts};
use super::marks::Mark;
use super::masked;
use crate::input::Field;
use crate::redact::Mask;
use crate::span::Span;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::{AttrValue, NodeRef};

/// The first mark.
const FIRST: &str = "mark";

/// The mark that is pointed at.
const POINTED_AT: &str = ".is-active";

/// What stands in a box.
#[derive(Default)]
pub struct Content {
    /// The text. The text area in the document holds it too.
    pub text: Rc<str>,
    /// What is said of the text.
    pub note: Option<AttrValue>,
    /// How many secrets were masked in it.
    pub masked: usize,
    /// What is highlighted in it.
    pub marks: Vec<(Span, Mark)>,
    /// The text area.
    pub text_area: NodeRef,
    /// The layer behind it.
    pub layer: NodeRef,
    /// Whether it was searched for secrets.
    searched: bool,
    /// Whether the page changed the text since it was written.
    unwritten: bool,
    /// The mark that is brought into view once it is drawn, as a selector.
    show: Option<&'static str>,
    long_texts: Option<LongTexts>,
}

impl Content {
    /// A box with this text in it.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// What the reader changed: the box shows it already.
    pub fn take(&mut self, text: &str) {
        self.text = text.into();
        self.note = None;
        self.masked = 0;
        self.searched = false;
        self.show.get_or_insert(POINTED_AT);
    }

    /// It came as a whole, so it is shown from its first mark on.
    pub fn pasted(&mut self) {
        self.show = Some(FIRST);
    }

    /// What the page changes.
    pub fn set(&mut self, text: &str) {
        self.take(text);
        self.unwritten = true;
        self.pasted();
    }

    /// Masks its secrets, if it has any, and says where they stood.
    pub fn mask(&mut self) -> Option<Vec<Mask>> {
        if std::mem::replace(&mut self.searched, true) {
            return None;
        }
        let (text, masks) = masked::mask(&self.text)?;
        let (note, earlier, show) = (self.note.take(), self.masked, self.show);
        self.set(&text);
        self.note = note;
        self.show = show;
        self.masked = earlier + masks.len();
        self.searched = true;
        Some(masks)
    }

    /// What is highlighted in it from now on.
    pub fn mark(&mut self, marks: Vec<(Span, Mark)>) {
        if self.marks != marks {
            self.marks = marks;
            self.show.get_or_insert(POINTED_AT);
        }
    }

    /// The evidence that stands at a place: the shortest, where several pieces do.
    pub fn evidence_at(&self, at: usize) -> Option<Span> {
        let mut found: Option<Span> = None;
        for (span, mark) in &self.marks {
            let shorter = found.is_none_or(|found| span.len() < found.len());
            if *mark == Mark::Soft && span.start <= at && at < span.end && shorter {
                found = Some(*span);
            }
        }
        found
    }

    /// Takes long texts as they come into the box. It must be in the document.
    pub fn take_long(&mut self, field: Field, page: &Page) {
        let page = page.clone();
        self.long_texts = self.text_area.cast().map(|text_area| {
            LongTexts::take(text_area, move |text| page.emit(Msg::Long(field, text)))
        });
    }

    /// Brings what the page changed into the box. This doesn't wait until the rest
    /// is drawn, as a frame may come before: what was masked must be gone by then.
    pub fn write(&mut self) {
        if std::mem::take(&mut self.unwritten)
            && let Some(text_area) = self.text_area.cast()
        {
            write(&text_area, &self.text);
        }
    }

    /// Scrolls to the marks, once they are drawn.
    pub fn drawn(&mut self) {
        if let Some(mark) = self.show.take()
            && !self.marks.is_empty()
            && let (Some(text_area), Some(layer)) = (self.text_area.cast(), self.layer.cast())
        {
            browser::show_mark(&text_area, &layer, mark);
        }
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
