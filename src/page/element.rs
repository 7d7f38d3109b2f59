//! Elements of the page, put together by plain calls:
//!
//! ```ignore
//! element("p").class("note").text("Found: ").add(element("code").text(name))
//! ```
//!
//! Yew's `html!` writes out, for each element anew, the code that makes it. Here it
//! stands once, is never inlined, and an element costs a few calls: a third of the
//! page's weight.

use super::acts::{Act, Page};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Event;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VTag, VText,
};
use yew::{AttrValue, Callback, Html, NodeRef};

/// An element that is being made, or a run of nodes without one around them.
pub struct Element(Box<Parts>);

struct Parts {
    /// The element; `None` for a run of nodes.
    tag: Option<VTag>,
    class: Option<&'static str>,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
}

/// An element without attributes and children.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    make(Some(VTag::new(tag)))
}

/// Nodes that follow each other, without an element around them.
#[inline(never)]
pub fn run() -> Element {
    make(None)
}

fn make(tag: Option<VTag>) -> Element {
    Element(Box::new(Parts {
        tag,
        class: None,
        names: Vec::new(),
        values: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

/// One node for each item.
pub fn each<T>(items: impl IntoIterator<Item = T>, show: impl Fn(T) -> Element) -> Element {
    let mut all = run();
    for item in items {
        all = all.add(show(item));
    }
    all
}

impl Element {
    /// Sets its classes.
    #[inline(never)]
    pub fn class(mut self, names: &'static str) -> Self {
        self.0.class = Some(names);
        self
    }

    /// Sets an attribute to words of the page's own.
    #[inline(never)]
    pub fn is(self, name: &'static str, value: &'static str) -> Self {
        self.attribute(name, Some(AttrValue::Static(value)))
    }

    /// Sets an attribute to any text.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &str) -> Self {
        self.attribute(name, Some(AttrValue::Rc(value.into())))
    }

    /// Sets an attribute in some cases only.
    #[inline(never)]
    pub fn when(self, so: bool, name: &'static str, value: &'static str) -> Self {
        self.attribute(name, so.then_some(AttrValue::Static(value)))
    }

    fn attribute(mut self, name: &'static str, value: Option<AttrValue>) -> Self {
        self.0.names.push(name);
        let value = value.map(AttributeOrProperty::Attribute);
        self.0.values.push(value);
        self
    }

    /// Whether an input is checked.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.set_checked(checked);
        }
        self
    }

    /// What stands in an input.
    #[inline(never)]
    pub fn value(mut self, value: AttrValue) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.set_value(Some(value));
        }
        self
    }

    /// Tells it from those beside it, so that it stays itself when they change.
    #[inline(never)]
    pub fn key(mut self, key: &'static str) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.key = Some(key.into());
        }
        self
    }

    /// Where the element is found once it is in the document.
    #[inline(never)]
    pub fn found_by(mut self, node: &NodeRef) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.node_ref = node.clone();
        }
        self
    }

    /// Tells the page what is done with each event of that name, such as `click`.
    #[inline(never)]
    pub fn does(mut self, event: &'static str, act: Act, page: &Page) -> Self {
        let done = act.tells(page);
        self.0.listeners.push(Some(Rc::new(Heard { event, done })));
        self
    }

    /// Adds a text behind what is in it.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        let text = VText::new(AttrValue::Rc(text.into()));
        self.0.children.push(Html::VText(text));
        self
    }

    /// Adds an element behind what is in it. Where there is none, its place is
    /// kept, so that Yew takes no other for it when it comes.
    #[inline]
    pub fn add(self, child: impl Into<Option<Self>>) -> Self {
        self.add_or_keep_place(child.into())
    }

    #[inline(never)]
    fn add_or_keep_place(mut self, child: Option<Self>) -> Self {
        let child = child.map_or_else(Html::default, Self::html);
        self.0.children.push(child);
        self
    }

    /// As Yew takes it.
    #[inline(never)]
    pub fn html(self) -> Html {
        let mut parts = *self.0;
        let children = match parts.children.len() {
            1 if parts.tag.is_some() => parts.children.pop().unwrap_or_default(),
            // A run of one node is a run, too: Yew knows it again when it grows.
            _ => VList::with_children(parts.children, None).into(),
        };
        let Some(mut tag) = parts.tag else {
            return children;
        };
        if let Some(place) = tag.children_mut() {
            *place = children;
        }
        if let Some(class) = parts.class {
            parts.names.push("class");
            let value = AttributeOrProperty::Attribute(AttrValue::Static(class));
            parts.values.push(Some(value));
        }
        if !parts.names.is_empty() {
            tag.attributes = Attributes::Dynamic {
                keys: kept(parts.names),
                values: parts.values.into(),
            };
        }
        if !parts.listeners.is_empty() {
            tag.set_listeners(parts.listeners.into());
        }
        tag.into()
    }
}

/// The one list of these names. Yew wants lists that are there for good, and
/// compares the attributes of an element one by one where the list is the same.
/// There are as many as the page has kinds of elements: some forty.
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static KEPT: RefCell<Vec<&'static [&'static str]>> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| {
        if let Some(known) = kept.iter().find(|known| **known == names) {
            return *known;
        }
        let names = names.leak();
        kept.push(names);
        names
    })
}

/// A listener for any event. Yew's own, one for each kind, weigh more.
struct Heard {
    event: &'static str,
    done: Callback<Event>,
}

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.event.into())
    }

    fn handle(&self, event: Event) {
        self.done.emit(event);
    }

    /// As Yew's own: scrolling doesn't wait for what is done.
    fn passive(&self) -> bool {
        self.event == "scroll"
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;

    #[test]
    fn a_run_of_one_and_what_is_missing_keep_their_places() {
        let Html::VTag(tag) = element("p")
            .add(None)
            .add(each(["a"], |text| run().text(text)))
            .html()
        else {
            panic!("an element is a tag");
        };
        let Some(Html::VList(children)) = tag.children() else {
            panic!("two children are a list");
        };
        let lists = children.iter().map(|child| match child {
            Html::VList(list) => list.len(),
            _ => panic!("a run is a list"),
        });
        assert_eq!(lists.collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn elements_with_the_same_attributes_share_the_list_of_names() {
        let names = || match element("a").is("href", "#").class("x").html() {
            Html::VTag(tag) => match &tag.attributes {
                Attributes::Dynamic { keys, .. } => *keys,
                _ => panic!("names and values stand apart"),
            },
            _ => panic!("an element is a tag"),
        };
        assert_eq!(names(), ["href", "class"]);
        assert!(std::ptr::eq(names(), names()));
    }
}
