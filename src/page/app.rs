//! The page's state and what changes it.

use super::blanks::Blanks;
use super::browser::{self, Pasted, Source};
use super::field::{Box3, FieldBox};
use super::marks::Mark;
use super::masked::{self, Known};
use super::share::{Case, Form};
use super::{answer, examples, footer, habits, header, long, request, start};
use crate::fix::Placeholder;
use crate::gist::Gist;
use crate::input::{Client, Field, Input, Place, Shell};
use crate::redact::Mask;
use crate::report::{Diagnosis, ReferenceRead, handed_on};
use crate::span::Span;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use web_sys::{DragEvent, File};
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

/// What stands in a box. The text area in the document holds it too, and is
/// written to only when the page changes the text itself.
#[derive(Clone, PartialEq)]
pub struct Content {
    /// The text.
    pub text: Rc<str>,
    /// Counts the changes made by the page.
    pub revision: u32,
    /// Counts the changes as a whole, by a paste or by the page.
    pub pasted: u32,
    /// What is said of the text.
    pub note: Option<AttrValue>,
    /// How many secrets were masked in it.
    pub masked: usize,
    /// Whether it was searched for secrets.
    searched: bool,
}

impl Content {
    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            revision: 0,
            pasted: 0,
            note: None,
            masked: 0,
            searched: false,
        }
    }

    /// What the reader changed: the box shows it already.
    fn take(&mut self, text: &str) {
        self.text = text.into();
        self.note = None;
        self.masked = 0;
        self.searched = false;
    }

    /// What the page changes.
    fn set(&mut self, text: &str) {
        self.take(text);
        self.revision += 1;
        self.pasted += 1;
    }

    /// Masks its secrets, if it has any, and says where they stood.
    fn mask(&mut self) -> Option<Vec<Mask>> {
        if std::mem::replace(&mut self.searched, true) {
            return None;
        }
        let (text, masks) = masked::mask(&self.text)?;
        let (note, earlier, pasted) = (self.note.take(), self.masked, self.pasted);
        self.set(&text);
        self.note = note;
        self.pasted = pasted;
        self.masked = earlier + masks.len();
        self.searched = true;
        Some(masks)
    }
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
    /// The cursor was put there, in a box.
    Cursor(Field, usize),
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
    Image(String),
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

/// The callbacks that views are given. They are made once, so that a component
/// whose properties are the same isn't drawn again.
#[derive(Clone, PartialEq)]
pub struct Hands {
    /// A box changed.
    pub text: Callback<(Field, String, Way)>,
    /// A long text was pasted.
    pub long: Callback<(Field, Source)>,
    /// A file was chosen or dropped.
    pub file: Callback<(Field, File)>,
    /// An example was asked for.
    pub example: Callback<&'static examples::Example>,
    /// A reference to use instead.
    pub image: Callback<String>,
    /// The cursor was put there, in a box.
    pub cursor: Callback<(Field, usize)>,
    /// Another shell was chosen.
    pub shell: Callback<Shell>,
    /// The client was chosen.
    pub client: Callback<Option<Client>>,
    /// The place was chosen.
    pub place: Callback<Option<Place>>,
    /// What to put in a placeholder's stead.
    pub fill: Callback<(Placeholder, String)>,
    /// Words of an input are pointed at, or no longer.
    pub point: Callback<Option<(Field, Span)>>,
    /// The case is to be handed on.
    pub share: Callback<Form>,
    /// Something to tell those who don't see it.
    pub say: Callback<&'static str>,
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
    hands: Hands,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
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
            hands: Hands {
                text: link.callback(|(field, text, way)| Msg::Text(field, text, way)),
                long: link.callback(|(field, source)| Msg::Long(field, source)),
                file: link.callback(|(field, file)| Msg::File(field, file)),
                example: link.callback(Msg::Example),
                cursor: link.callback(|(field, at)| Msg::Cursor(field, at)),
                image: link.callback(Msg::Image),
                shell: link.callback(Msg::Shell),
                client: link.callback(Msg::Client),
                place: link.callback(Msg::Place),
                fill: link.callback(|(placeholder, text)| Msg::Fill(placeholder, text)),
                point: link.callback(Msg::Point),
                share: link.callback(Msg::Share),
                say: link.callback(Msg::Say),
            },
        };
        app.explain(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Text(field, text, way) => {
                self.take(field, &text);
                if way == Way::Pasted {
                    self.text_mut(field).pasted += 1;
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
            Msg::Cursor(field, at) => {
                let place = self.evidence_at(field, at).map(|span| (field, span));
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

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let empty = self.is_empty();
        let over = Callback::from(|event: DragEvent| {
            if browser::drags_file(&event) {
                event.prevent_default();
            }
        });
        let file = self.hands.file.clone();
        let drop = Callback::from(move |event: DragEvent| {
            if let Some(dropped) = browser::dropped_file(&event) {
                event.prevent_default();
                file.emit((Field::None, dropped));
            }
        });
        html! {
            <div class={classes!("page", (!empty).then_some("has-input"))} ondragover={over} ondrop={drop}>
                { header::header() }
                <main>
                    <form class="boxes" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                        { self.error_box(link) }
                        { self.image_box() }
                        { self.config_box() }
                        if let Some(trouble) = &self.trouble {
                            <p class="trouble" role="alert">{ trouble.clone() }</p>
                        }
                        if !empty {
                            <button type="button" class="quiet" onclick={link.callback(|_| Msg::Clear)}>
                                { "Clear all" }
                            </button>
                        }
                    </form>
                    <div class="answer" id="answer">
                        if empty {
                            { start::start(&self.hands) }
                        } else {
                            { answer::answer(&answer::Shown {
                                diagnosis: &self.answer,
                                error: &self.error.text,
                                image: &self.image.text,
                                config: &self.config.text,
                                shell: self.shell,
                                client: self.client,
                                place: self.place,
                                blanks: &self.blanks,
                                shared: self.shared,
                                pointed: self.pointed,
                                hands: &self.hands,
                            }) }
                        }
                    </div>
                </main>
                { footer::footer(ctx.props().engine.causes) }
                <p class="unseen" role="status">{ self.said.clone() }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let link = ctx.link().clone();
            browser::on_address(move || link.send_message(Msg::Address));
            let link = ctx.link().clone();
            browser::on_keys(move || link.send_message(Msg::Now));
            let link = ctx.link().clone();
            browser::on_paste(move |field, pasted| {
                link.send_message(match pasted {
                    Pasted::Short(text, moved) => Msg::Put(field, text, moved),
                    Pasted::Long(source) => Msg::Long(field, source),
                });
            });
            ctx.link().send_message(Msg::Address);
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

    /// What is highlighted in a field: what the first cause rests on, and what
    /// is pointed at.
    fn marks(&self, field: Field) -> Rc<[(Span, Mark)]> {
        let evidence = self
            .answer
            .causes
            .first()
            .into_iter()
            .flat_map(|cause| &cause.evidence)
            .filter(|evidence| evidence.input == field)
            .map(|evidence| (Span::new(evidence.start, evidence.end), Mark::Soft))
            .filter(|(span, _)| span.len() <= SOFT_LIMIT);
        let invalid = match &self.answer.reference {
            Some(ReferenceRead::Invalid {
                from, start, end, ..
            }) if *from == field => Some((Span::new(*start, *end), Mark::Wrong)),
            _ => None,
        };
        let problems = self
            .answer
            .config
            .iter()
            .filter(|_| field == Field::Config)
            .flat_map(|config| &config.problems)
            .map(|problem| (Span::new(problem.start, problem.end), Mark::Wrong));
        let pointed = self
            .pointed
            .filter(|(at, _)| *at == field)
            .map(|(_, span)| (span, Mark::Active));
        // What is pointed at comes first, as there is a limit to what is shown.
        pointed
            .into_iter()
            .chain(invalid)
            .chain(problems)
            .chain(evidence)
            .collect()
    }

    fn error_box(&self, link: &html::Scope<Self>) -> Html {
        let text = &self.error.text;
        html! {
            <FieldBox which={Box3::Error} value={self.error.clone()} marks={self.marks(Field::Error)} hands={self.hands.clone()}>
                if habits::looks_like_config(text) {
                    <p class="note">
                        { "This looks like a config.json." }
                        <button type="button" onclick={link.callback(|_| Msg::MoveConfig)}>{ "Move it to its box" }</button>
                    </p>
                }
            </FieldBox>
        }
    }

    fn image_box(&self) -> Html {
        html! {
            <FieldBox which={Box3::Image} value={self.image.clone()} marks={self.marks(Field::Image)} hands={self.hands.clone()}>
                if let Some(found) = self.answer.reference.as_ref().and_then(request::found_in_error) {
                    <p class="note">{ "Found in your paste: " }<code class="name">{ found }</code></p>
                }
            </FieldBox>
        }
    }

    fn config_box(&self) -> Html {
        html! {
            <FieldBox which={Box3::Config} value={self.config.clone()} marks={self.marks(Field::Config)} hands={self.hands.clone()}>
                if let Some(config) = &self.answer.config {
                    { for config.problems.iter().map(|problem| html! {
                        <p class="note is-wrong">{ super::prose::prose(&problem.says, None) }</p>
                    }) }
                }
            </FieldBox>
        }
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
