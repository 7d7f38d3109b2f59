//! The page's state and what is drawn of it.

mod messages;

use super::acts::{Act, Page};
use super::blanks::Blanks;
use super::browser::{self, Pasted};
use super::content::Content;
use super::element::{Element, each, element};
use super::field::field;
use super::marks::Mark;
use super::masked::Known;
use super::prose::prose;
use super::{answer, habits, request};
use crate::input::{Client, Field, Input, Place, Shell};
use crate::report::{Diagnosis, ReferenceRead};
use crate::span::Span;
use messages::Next;
pub use messages::{Msg, Way};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use yew::prelude::*;

/// What is longer than this many bytes is marked only while it is pointed at:
/// a box that is marked from end to end shows nothing.
const SOFT_LIMIT: usize = 300;

/// The engine, as the page is given it: explains what was pasted.
#[derive(Clone, Copy)]
pub struct Engine(pub fn(&Input<'_>) -> Diagnosis);

impl PartialEq for Engine {
    /// There is one engine in a page, for as long as it is open.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What the page is made with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The engine.
    pub engine: Engine,
    /// What the boxes hold at first, for tests: error, image, config.
    #[prop_or_default]
    pub texts: [&'static str; 3],
}

/// The page.
pub struct App {
    engine: Engine,
    error: Content,
    image: Content,
    config: Content,
    shell: Shell,
    client: Option<Client>,
    place: Option<Place>,
    blanks: Blanks,
    answer: Rc<Diagnosis>,
    /// What was read off the config before its secrets were masked.
    known: Option<Known>,
    pointed: Option<(Field, Span)>,
    /// The number of the last change, which may still wait for its answer.
    waiting: Rc<Cell<u32>>,
    /// How long the last answer took, in milliseconds.
    took: f64,
    said: AttrValue,
    trouble: Option<AttrValue>,
    shared: Option<&'static str>,
    /// Tells this page what happened.
    page: Page,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { engine, texts } = *ctx.props();
        let [error, image, config] = texts;
        let mut app = Self {
            engine,
            error: Content::new(error),
            image: Content::new(image),
            config: Content::new(config),
            shell: browser::shell(),
            client: None,
            place: None,
            blanks: Blanks::default(),
            answer: Rc::default(),
            known: None,
            pointed: None,
            waiting: Rc::default(),
            took: 0.0,
            said: AttrValue::default(),
            trouble: None,
            shared: None,
            page: ctx.link().callback(|msg| msg),
        };
        app.explain();
        app.settle();
        app
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let next = self.take_in(msg);
        if matches!(next, Next::Answer | Next::Show) {
            self.explain();
        }
        if next == Next::Show && !self.answer.headline.is_empty() {
            // After this frame is drawn, when the answer has its place.
            self.after(Duration::ZERO, Msg::Show);
        }
        let draw = next != Next::Nothing;
        if draw {
            self.settle();
        }
        draw
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (error, image, config) = (&self.error, &self.image, &self.config);
        let clear = || {
            element("button")
                .is("type", "button")
                .class("quiet")
                .does("click", Act::Clear, &self.page)
                .text("Clear all")
        };
        let trouble = self.trouble.as_ref().map(|trouble| {
            element("p")
                .is("role", "alert")
                .class("trouble")
                .text(trouble)
        });
        let empty = self.is_empty();
        let boxes = element("form")
            .class("boxes")
            .does("submit", Act::NoSubmit, &self.page)
            .add(field(Field::Error, error, self.misplaced(), &self.page))
            .add(field(Field::Image, image, self.found(), &self.page))
            .add(field(Field::Config, config, self.problems(), &self.page))
            .add(trouble)
            .add((!empty).then(clear));
        let answer = (!empty).then(|| {
            let shown = answer::answer(&answer::Shown {
                diagnosis: &self.answer,
                error: &error.text,
                image: &image.text,
                config: &config.text,
                shell: self.shell,
                client: self.client,
                place: self.place,
                blanks: &self.blanks,
                shared: self.shared,
                pointed: self.pointed,
                page: &self.page,
            });
            element("div").is("id", "answer").class("answer").add(shown)
        });
        element("div")
            .class(if empty { "app" } else { "app has-input" })
            .add(boxes)
            .add(answer)
            .add(
                element("p")
                    .is("role", "status")
                    .class("unseen")
                    .text(&self.said),
            )
            .html()
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.error.take_long(Field::Error, &self.page);
            self.image.take_long(Field::Image, &self.page);
            self.config.take_long(Field::Config, &self.page);
        }
        self.error.drawn();
        self.image.drawn();
        self.config.drawn();
        if first {
            let page = self.page.clone();
            browser::on_address(move || page.emit(Msg::Address));
            // A file is taken wherever it is dropped.
            for (event, act) in [
                ("dragover", Act::DragOver),
                ("drop", Act::Drop(Field::None)),
            ] {
                let act = act.tells(&self.page);
                browser::listen(event, move |event| act.emit(event));
            }
            let page = self.page.clone();
            browser::on_keys(move || page.emit(Msg::Now));
            let page = self.page.clone();
            browser::on_paste(move |field, pasted| {
                page.emit(match pasted {
                    Pasted::Short(text, moved) => Msg::Put(field, text, moved),
                    Pasted::Long(source) => Msg::Long(field, source),
                });
            });
            self.page.emit(Msg::Address);
        }
    }
}

impl App {
    fn text_mut(&mut self, field: Field) -> &mut Content {
        match field {
            Field::Image => &mut self.image,
            Field::Config => &mut self.config,
            Field::Error | Field::None => &mut self.error,
        }
    }

    fn is_empty(&self) -> bool {
        self.error.text.is_empty() && self.image.text.is_empty() && self.config.text.is_empty()
    }

    /// Makes the answer. Secrets are masked before: from then on neither the
    /// boxes nor the page hold them.
    fn explain(&mut self) {
        if self.is_empty() {
            // The engine's tables are made when they are needed, not at the start.
            self.said = AttrValue::default();
            self.answer = Rc::default();
            return;
        }
        self.error.mask();
        self.image.mask();
        let config = Rc::clone(&self.config.text);
        if let Some(masks) = self.config.mask() {
            self.known = Some(Known::read(&config, masks));
        }
        let start = browser::clock();
        let mut answer = (self.engine.0)(&Input {
            error: &self.error.text,
            image: &self.image.text,
            config: &self.config.text,
            read: self.known.as_ref().map(|known| &known.config),
            now: cfg!(target_arch = "wasm32").then(browser::now).flatten(),
            shell: self.shell,
            client: self.client,
            place: self.place,
            filling: Some(&self.blanks.filling),
        });
        if let Some(known) = &self.known {
            known.place(&mut answer);
        }
        self.said = told(&answer).into();
        self.answer = Rc::new(answer);
        self.took = browser::clock() - start;
    }

    /// Brings the boxes to what they hold now, and what is highlighted in them.
    fn settle(&mut self) {
        for field in [Field::Error, Field::Image, Field::Config] {
            let marks = self.marks(field);
            let content = self.text_mut(field);
            content.mark(marks);
            content.write();
        }
    }

    /// What is highlighted in a field: what the first cause rests on, what breaks
    /// a rule, and what is pointed at.
    fn marks(&self, field: Field) -> Vec<(Span, Mark)> {
        let mut marks = Vec::new();
        // What is pointed at comes first, as there is a limit to what is shown.
        if let Some((at, span)) = self.pointed
            && at == field
        {
            marks.push((span, Mark::Active));
        }
        if let Some(ReferenceRead::Invalid {
            from, start, end, ..
        }) = &self.answer.reference
            && *from == field
        {
            marks.push((Span::new(*start, *end), Mark::Wrong));
        }
        if let Some(config) = &self.answer.config
            && field == Field::Config
        {
            for problem in &config.problems {
                marks.push((Span::new(problem.start, problem.end), Mark::Wrong));
            }
        }
        if let Some(first) = self.answer.causes.first() {
            for evidence in &first.evidence {
                let span = Span::new(evidence.start, evidence.end);
                if evidence.input == field && span.len() <= SOFT_LIMIT {
                    marks.push((span, Mark::Soft));
                }
            }
        }
        marks
    }

    /// Said below the box of the error where a config stands in it.
    fn misplaced(&self) -> Option<Element> {
        if !habits::looks_like_config(&self.error.text) {
            return None;
        }
        let button = element("button")
            .is("type", "button")
            .does("click", Act::MoveConfig, &self.page)
            .text("Move it to its box");
        let note = element("p")
            .class("note")
            .text("This looks like a config.json.")
            .add(button);
        Some(note)
    }

    /// Said below the box of the reference where the error names one.
    fn found(&self) -> Option<Element> {
        let found = request::found_in_error(self.answer.reference.as_ref()?)?;
        let note = element("p")
            .class("note")
            .text("Found in your paste: ")
            .add(element("code").class("name").text(&found));
        Some(note)
    }

    /// Said below the box of the config: what is wrong with it.
    fn problems(&self) -> Option<Element> {
        let config = self.answer.config.as_ref()?;
        let problems = each(&config.problems, |problem| {
            element("p")
                .class("note is-wrong")
                .add(prose(&problem.says, None))
        });
        Some(problems)
    }
}

/// The answer in a few words, for those who don't see it change.
fn told(answer: &Diagnosis) -> String {
    match answer.causes.as_slice() {
        [] => answer.headline.clone(),
        [only] => format!("One cause: {}", only.title),
        [first, ..] => format!("{} causes, first: {}", answer.causes.len(), first.title),
    }
}
