//! The page's state and what changes it.

use super::acts::{Act, Page};
use super::blanks::Blanks;
use super::browser::{self, Pasted, Source};
use super::content::Content;
use super::element::{Element, each, element};
use super::field::field;
use super::marks::Mark;
use super::masked::Known;
use super::prose::prose;
use super::share::{Case, Form};
use super::{answer, examples, footer, habits, header, long, request, start};
use crate::fix::Placeholder;
use crate::gist::Gist;
use crate::input::{Client, Field, Input, Place, Shell};
use crate::report::{Diagnosis, ReferenceRead, handed_on};
use crate::span::Span;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

/// How long after the last key the answer is made, where it takes longer than
/// [`QUICK`]. A paste is answered at once.
const PAUSE: Duration = Duration::from_millis(120);

/// An answer that takes no longer, in milliseconds, is made with each key.
const QUICK: f64 = 12.0;

/// What is longer than this many bytes is marked only while it is pointed at:
/// a box that is marked from end to end shows nothing.
const SOFT_LIMIT: usize = 300;

const UNREADABLE: &str = "The browser could not read this file.";

/// The engine, as the page is given it.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Explains what was pasted.
    pub explain: fn(&Input<'_>) -> Diagnosis,
    /// How many causes it knows.
    pub causes: usize,
}

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

/// How a text came into a box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Key by key: the answer waits for a pause.
    Typed,
    /// As a whole: the answer comes in the same frame.
    Pasted,
}

/// What can happen to the page.
pub enum Msg {
    /// A box changed.
    Text(Field, String, Way),
    /// A text was pasted elsewhere, perhaps into another box.
    Put(Field, String, bool),
    /// The cursor was put somewhere in a box.
    Cursor(Field, HtmlTextAreaElement),
    /// The answer is wanted without a pause.
    Now,
    /// The pause after the change of this number is over.
    Pause(u32),
    /// A file was chosen or dropped; `Field::None` where it should go by its content.
    File(Field, File),
    /// A file was read, or could not be.
    Read(Field, Option<String>),
    /// A text came in that is too long to be read at once.
    Long(Field, Source),
    /// It was read, as the change of this number, or could not be.
    Gist(u32, f64, f64, Option<Gist>),
    /// An example was asked for.
    Example(&'static examples::Example),
    /// The fragment of the address changed.
    Address,
    /// The case in the address was unpacked, or could not be.
    Opened(Option<String>),
    /// The case is to be handed on.
    Share(Form),
    /// All boxes are to be emptied.
    Clear,
    /// What stands as the error is a config: it goes to its own box.
    MoveConfig,
    /// A reference to use instead.
    Image(AttrValue),
    /// Another shell was chosen.
    Shell(Shell),
    /// The client was chosen, or `None` for the one that the error tells of.
    Client(Option<Client>),
    /// The place was chosen, or `None` for the one that the error tells of.
    Place(Option<Place>),
    /// What to put in a placeholder's stead.
    Fill(Placeholder, String),
    /// Words of an input are pointed at, or no longer.
    Point(Option<(Field, Span)>),
    /// It was handed on, or could not be.
    Shared(&'static str),
    /// Something to tell those who don't see it.
    Say(&'static str),
}

/// The page.
pub struct App {
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
    /// Tells this page what happened. It is made once, so that a component whose
    /// properties are the same isn't drawn again.
    page: Page,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let [error, image, config] = ctx.props().texts;
        let mut app = Self {
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
        app.explain(ctx);
        app.settle();
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let draw = self.take_in(ctx, msg);
        if draw {
            self.settle();
        }
        draw
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (error, image, config) = (&self.error, &self.image, &self.config);
        let clear = || {
            element("button")
                .is("type", "button")
                .class("quiet")
                .on("click", Act::Clear.tells(&self.page))
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
            .on("submit", Act::NoSubmit.tells(&self.page))
            .add(field(Field::Error, error, self.misplaced(), &self.page))
            .add(field(Field::Image, image, self.found(), &self.page))
            .add(field(Field::Config, config, self.problems(), &self.page))
            .add(trouble)
            .add((!empty).then(clear));
        let answer = if empty {
            start::start(&self.page)
        } else {
            answer::answer(&answer::Shown {
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
            })
        };
        let answer = element("div")
            .is("id", "answer")
            .class("answer")
            .add(answer);
        element("div")
            .class(if empty { "page" } else { "page has-input" })
            .on("dragover", Act::DragOver.tells(&self.page))
            .on("drop", Act::Drop(Field::None).tells(&self.page))
            .add(header::header())
            .add(element("main").add(boxes).add(answer))
            .add(footer::footer(ctx.props().engine.causes))
            .add(
                element("p")
                    .is("role", "status")
                    .class("unseen")
                    .text(&self.said),
            )
            .html()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
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
            let page = self.page.clone();
            browser::on_keys(move || page.emit(Msg::Now));
            let page = self.page.clone();
            browser::on_paste(move |field, pasted| {
                page.emit(match pasted {
                    Pasted::Short(text, moved) => Msg::Put(field, text, moved),
                    Pasted::Long(source) => Msg::Long(field, source),
                });
            });
            ctx.link().send_message(Msg::Address);
        }
    }
}

impl App {
    /// Takes in what happened. Whether it changes what is drawn.
    fn take_in(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Text(field, text, way) => {
                self.take(field, &text);
                if way == Way::Pasted {
                    self.text_mut(field).pasted();
                    return self.answer_and_show(ctx);
                }
                if self.took <= QUICK {
                    return self.explain(ctx);
                }
                let (link, number) = (ctx.link().clone(), self.waiting.get());
                yew::platform::spawn_local(async move {
                    yew::platform::time::sleep(PAUSE).await;
                    link.send_message(Msg::Pause(number));
                });
                false
            }
            Msg::Put(field, text, moved) => {
                browser::forget_address();
                let text = if field == Field::Image {
                    text.trim()
                } else {
                    &text
                };
                self.fill(field, text);
                self.text_mut(field).note = moved.then(|| match field {
                    Field::Config => "This is a config.json, so it went into this box.".into(),
                    _ => "This isn't a single reference, so it went into this box.".into(),
                });
                browser::focus(field);
                self.answer_and_show(ctx)
            }
            Msg::Cursor(field, text_area) => {
                let place = browser::cursor(&text_area, &self.text_mut(field).text)
                    .and_then(|at| self.evidence_at(field, at))
                    .map(|span| (field, span));
                std::mem::replace(&mut self.pointed, place) != place
            }
            Msg::Now => self.explain(ctx),
            Msg::Pause(number) => number == self.waiting.get() && self.explain(ctx),
            Msg::File(field, file) => {
                let (link, source) = (ctx.link().clone(), Source::File(file));
                if long::is_long(&source) {
                    link.send_message(Msg::Long(field, source));
                    return false;
                }
                yew::platform::spawn_local(async move {
                    link.send_message(Msg::Read(field, source.whole().await));
                });
                false
            }
            Msg::Long(Field::Config, source) => {
                self.trouble = Some(long::no_config(source.size()).into());
                true
            }
            Msg::Long(_, source) => {
                // What is so long is no image's name.
                self.fill(Field::Error, "");
                browser::forget_address();
                let (size, start) = (source.size(), source.start());
                self.error.note = Some(long::reading(size).into());
                let (link, waiting) = (ctx.link().clone(), Rc::clone(&self.waiting));
                let number = waiting.get();
                yew::platform::spawn_local(async move {
                    let gist = source.gist(|| waiting.get() == number).await;
                    link.send_message(Msg::Gist(number, size, start, gist));
                });
                true
            }
            Msg::Gist(number, ..) if number != self.waiting.get() => false,
            Msg::Gist(_, _, _, None) => {
                self.error.note = None;
                self.trouble = Some(UNREADABLE.into());
                true
            }
            Msg::Gist(_, size, start, Some(gist)) => {
                self.fill(Field::Error, &gist.text);
                self.error.masked = gist.masked;
                self.error.note = Some(long::read(&gist, size, start).into());
                self.answer_and_show(ctx)
            }
            Msg::Read(_, None) => {
                self.trouble = Some(UNREADABLE.into());
                true
            }
            Msg::Read(field, Some(text)) => {
                let field = if field == Field::None {
                    habits::belongs_to(&text)
                } else {
                    field
                };
                let text = if field == Field::Image {
                    text.trim()
                } else {
                    &text
                };
                self.fill(field, text);
                self.answer_and_show(ctx)
            }
            Msg::Example(example) => {
                self.fill(Field::Error, example.error);
                self.fill(Field::Image, example.image);
                self.fill(Field::Config, example.config);
                self.answer_and_show(ctx)
            }
            Msg::Address => {
                if let Some(packed) = browser::in_address("paste") {
                    let link = ctx.link().clone();
                    yew::platform::spawn_local(async move {
                        let text = browser::unpacked(&packed).await;
                        link.send_message(Msg::Opened(text));
                    });
                }
                let named = browser::in_address("example");
                if let Some(example) = named.and_then(|name| examples::named(&name)) {
                    ctx.link().send_message(Msg::Example(example));
                }
                false
            }
            Msg::Opened(None) => {
                self.trouble = Some("This link is damaged: a part of it is missing.".into());
                true
            }
            Msg::Opened(Some(text)) => {
                let case = Case::unpacked(&text);
                let [error, image, config] = &case.texts;
                self.fill(Field::Error, error);
                self.fill(Field::Image, image);
                self.fill(Field::Config, config);
                (self.shell, self.client, self.place) = (case.shell, case.client, case.place);
                self.answer_and_show(ctx)
            }
            Msg::Share(form) => {
                self.share(ctx, form);
                false
            }
            Msg::Clear => {
                for field in [Field::Error, Field::Image, Field::Config] {
                    self.fill(field, "");
                }
                self.blanks = Blanks::default();
                browser::forget_address();
                browser::focus(Field::Error);
                self.explain(ctx);
                self.said = "All three boxes are empty.".into();
                true
            }
            Msg::MoveConfig => {
                let config = Rc::clone(&self.error.text);
                self.fill(Field::Error, "");
                self.fill(Field::Config, &config);
                browser::focus(Field::Error);
                self.explain(ctx)
            }
            Msg::Image(reference) => {
                self.fill(Field::Image, &reference);
                self.explain(ctx)
            }
            Msg::Shell(shell) => {
                self.shell = shell;
                self.explain(ctx)
            }
            Msg::Client(client) => {
                self.client = client;
                self.explain(ctx)
            }
            Msg::Place(place) => {
                self.place = place;
                self.explain(ctx)
            }
            Msg::Fill(placeholder, text) => {
                self.blanks.fill(placeholder, &text);
                self.explain(ctx)
            }
            Msg::Point(place) => std::mem::replace(&mut self.pointed, place) != place,
            Msg::Shared(words) => {
                self.shared = Some(words);
                self.said = words.into();
                true
            }
            Msg::Say(words) => {
                self.said = words.into();
                true
            }
        }
    }

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

    /// What the reader changed.
    fn take(&mut self, field: Field, text: &str) {
        browser::forget_address();
        self.changed(field).take(text);
    }

    /// What the page changes.
    fn fill(&mut self, field: Field, text: &str) {
        self.changed(field).set(text);
    }

    fn changed(&mut self, field: Field) -> &mut Content {
        self.trouble = None;
        self.shared = None;
        self.pointed = None;
        // What was still to be read or answered is no longer wanted.
        self.waiting.set(self.waiting.get().wrapping_add(1));
        if field == Field::Config {
            self.known = None;
        }
        self.text_mut(field)
    }

    fn run(&self, ctx: &Context<Self>) -> Diagnosis {
        (ctx.props().engine.explain)(&Input {
            error: &self.error.text,
            image: &self.image.text,
            config: &self.config.text,
            read: self.known.as_ref().map(|known| &known.config),
            now: cfg!(target_arch = "wasm32").then(browser::now).flatten(),
            shell: self.shell,
            client: self.client,
            place: self.place,
            filling: Some(&self.blanks.filling),
        })
    }

    /// Makes the answer. Secrets are masked before: from then on neither the
    /// boxes nor the page hold them.
    fn explain(&mut self, ctx: &Context<Self>) -> bool {
        if self.is_empty() {
            // The engine's tables are made when they are needed, not at the start.
            self.said = AttrValue::default();
            self.answer = Rc::default();
            return true;
        }
        self.error.mask();
        self.image.mask();
        let config = Rc::clone(&self.config.text);
        if let Some(masks) = self.config.mask() {
            self.known = Some(Known::read(&config, masks));
        }
        let start = browser::clock();
        let mut answer = self.run(ctx);
        if let Some(known) = &self.known {
            known.place(&mut answer);
        }
        self.said = told(&answer).into();
        self.answer = Rc::new(answer);
        self.took = browser::clock() - start;
        true
    }

    fn share(&self, ctx: &Context<Self>, form: Form) {
        let texts = [&self.error.text, &self.image.text, &self.config.text].map(|text| &**text);
        let case = Case::of(texts, self.shell, self.client, self.place);
        let markdown = (form == Form::Markdown).then(|| handed_on(&self.answer, &case.texts));
        let link = ctx.link().clone();
        yew::platform::spawn_local(async move {
            let text = match markdown {
                Some(text) => Some(text),
                None => browser::link(&case.packed()).await,
            };
            let done = match text {
                Some(text) => browser::copy(&text).await,
                None => false,
            };
            link.send_message(Msg::Shared(match (done, case.cut) {
                (false, _) => "The browser refused to copy.",
                (true, false) => "Copied, without secrets.",
                (true, true) => {
                    "Copied, without secrets. Of the long error, it has the lines that matter."
                }
            }));
        });
    }

    fn answer_and_show(&mut self, ctx: &Context<Self>) -> bool {
        self.explain(ctx);
        if !self.answer.headline.is_empty() {
            // After this frame is drawn, when the answer has its place.
            yew::platform::spawn_local(async {
                yew::platform::time::sleep(Duration::ZERO).await;
                browser::show_answer();
            });
        }
        true
    }

    /// The words of the first cause's evidence that stand at a place.
    fn evidence_at(&self, field: Field, at: usize) -> Option<Span> {
        let first = self.answer.causes.first()?;
        first
            .evidence
            .iter()
            .filter(|evidence| evidence.input == field)
            .map(|evidence| Span::new(evidence.start, evidence.end))
            .filter(|span| span.start <= at && at < span.end && span.len() <= SOFT_LIMIT)
            .min_by_key(|span| span.len())
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
            .on("click", Act::MoveConfig.tells(&self.page))
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
