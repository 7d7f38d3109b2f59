//! What can happen to the page, and what it makes of it.

use super::App;
use crate::fix::Placeholder;
use crate::gist::Gist;
use crate::input::{Client, Field, Place, Shell};
use crate::page::acts::Page;
use crate::page::blanks::Blanks;
use crate::page::browser::{self, Source};
use crate::page::content::Content;
use crate::page::share::{Case, Form};
use crate::page::{examples, habits, long};
use crate::report::handed_on;
use crate::span::Span;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;
use web_sys::{Element, File, HtmlTextAreaElement};
use yew::AttrValue;
use yew::platform::{spawn_local, time::sleep};

/// How long after the last key the answer is made, where it takes longer than
/// [`QUICK`]. A paste is answered at once.
const PAUSE: Duration = Duration::from_millis(120);

/// How long a button shows that it has copied.
const TICK: Duration = Duration::from_secs(2);

/// An answer that takes no longer, in milliseconds, is made with each key.
const QUICK: f64 = 12.0;

const UNREADABLE: AttrValue = AttrValue::Static("The browser could not read this file.");

const DAMAGED: AttrValue = AttrValue::Static("This link is damaged: a part of it is missing.");

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
    /// The fragment of the address changed.
    Address,
    /// The case in the address was unpacked, or could not be.
    Opened(Option<String>),
    /// The command beside this button is to be copied.
    Copy(Element),
    /// It was copied.
    Copied(Element),
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
    /// The answer stands on the page: it is brought into view.
    Show,
    /// Something to tell those who don't see it.
    Say(&'static str),
}

/// What follows from a message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing that is seen.
    Nothing,
    /// The page is drawn.
    Draw,
    /// The answer is made, and the page drawn.
    Answer,
    /// The same, and the answer is brought into view.
    Show,
}

impl App {
    /// Takes in what happened.
    pub fn take_in(&mut self, msg: Msg) -> Next {
        match msg {
            // A text of several lines that isn't pasted may come with an event for each,
            // after the first of which its secrets were masked.
            Msg::Text(field, text, _) if *self.text_mut(field).text == *text => Next::Nothing,
            Msg::Text(field, text, way) => {
                browser::forget_address();
                self.changed(field).take(&text);
                if way == Way::Pasted {
                    self.text_mut(field).pasted();
                    return Next::Show;
                }
                if self.took <= QUICK {
                    return Next::Answer;
                }
                self.after(PAUSE, Msg::Pause(self.waiting.get()));
                Next::Nothing
            }
            Msg::Put(field, text, moved) => {
                browser::forget_address();
                self.put(field, &text);
                self.text_mut(field).note = moved.then_some(AttrValue::Static(match field {
                    Field::Config => "This is a config.json, so it went into this box.",
                    _ => "This isn't a single reference, so it went into this box.",
                }));
                browser::focus(field);
                Next::Show
            }
            Msg::Cursor(field, text_area) => {
                let content = self.text_mut(field);
                let at = browser::cursor(&text_area, &content.text);
                let words = at.and_then(|at| content.evidence_at(at));
                self.point(words.map(|span| (field, span)))
            }
            Msg::Now => Next::Answer,
            Msg::Pause(number) if number == self.waiting.get() => Next::Answer,
            Msg::Pause(_) => Next::Nothing,
            Msg::File(field, file) => {
                let source = Source::File(file);
                if long::is_long(&source) {
                    self.page.emit(Msg::Long(field, source));
                } else {
                    self.later(async move { Msg::Read(field, source.whole().await) });
                }
                Next::Nothing
            }
            Msg::Long(Field::Config, source) => self.fail(long::no_config(source.size()).into()),
            Msg::Long(_, source) => {
                // What is so long is no image's name.
                self.fill(Field::Error, "");
                browser::forget_address();
                let (size, start) = (source.size(), source.start());
                self.error.note = Some(long::reading(size).into());
                let waiting = Rc::clone(&self.waiting);
                let number = waiting.get();
                self.later(async move {
                    let gist = source.gist(|| waiting.get() == number).await;
                    Msg::Gist(number, size, start, gist)
                });
                Next::Draw
            }
            Msg::Gist(number, ..) if number != self.waiting.get() => Next::Nothing,
            Msg::Gist(_, _, _, None) => {
                self.error.note = None;
                self.fail(UNREADABLE)
            }
            Msg::Gist(_, size, start, Some(gist)) => {
                self.fill(Field::Error, &gist.text);
                self.error.masked = gist.masked;
                self.error.note = Some(long::read(&gist, size, start).into());
                Next::Show
            }
            Msg::Read(_, None) => self.fail(UNREADABLE),
            Msg::Read(Field::None, Some(text)) => {
                self.put(habits::belongs_to(&text), &text);
                Next::Show
            }
            Msg::Read(field, Some(text)) => {
                self.put(field, &text);
                Next::Show
            }
            Msg::Address => {
                if let Some(packed) = browser::in_address("paste") {
                    self.later(async move { Msg::Opened(browser::unpacked(&packed).await) });
                }
                let named = browser::in_address("example");
                let Some(example) = named.and_then(|name| examples::named(&name)) else {
                    return Next::Nothing;
                };
                self.fill_all([example.error, example.image, example.config]);
                Next::Show
            }
            Msg::Opened(None) => self.fail(DAMAGED),
            Msg::Opened(Some(text)) => {
                let case = Case::unpacked(&text);
                self.fill_all(case.texts.each_ref().map(String::as_str));
                (self.shell, self.client, self.place) = (case.shell, case.client, case.place);
                Next::Show
            }
            Msg::Copy(button) => {
                self.later(async move {
                    if browser::copy_beside(&button).await {
                        Msg::Copied(button)
                    } else {
                        Msg::Say(
                            "The browser refused. The command is selected: copy it with the keyboard.",
                        )
                    }
                });
                Next::Nothing
            }
            Msg::Copied(button) => {
                browser::tick(&button, true);
                self.later(async move {
                    sleep(TICK).await;
                    browser::tick(&button, false);
                    Msg::Say("")
                });
                self.say("Copied")
            }
            Msg::Share(form) => {
                self.share(form);
                Next::Nothing
            }
            Msg::Clear => {
                self.fill_all([""; 3]);
                self.blanks = Blanks::default();
                browser::forget_address();
                browser::focus(Field::Error);
                self.explain();
                self.say("All three boxes are empty.")
            }
            Msg::MoveConfig => {
                let config = Rc::clone(&self.error.text);
                self.fill(Field::Error, "");
                self.fill(Field::Config, &config);
                browser::focus(Field::Error);
                Next::Answer
            }
            Msg::Image(reference) => {
                self.fill(Field::Image, &reference);
                Next::Answer
            }
            Msg::Shell(shell) => {
                self.shell = shell;
                Next::Answer
            }
            Msg::Client(client) => {
                self.client = client;
                Next::Answer
            }
            Msg::Place(place) => {
                self.place = place;
                Next::Answer
            }
            Msg::Fill(placeholder, text) => {
                self.blanks.fill(placeholder, &text);
                Next::Answer
            }
            Msg::Point(place) => self.point(place),
            Msg::Shared(words) => {
                self.shared = Some(words);
                self.say(words)
            }
            Msg::Show => {
                browser::show_answer();
                Next::Nothing
            }
            Msg::Say(words) => self.say(words),
        }
    }

    /// What the page changes.
    fn fill(&mut self, field: Field, text: &str) {
        self.changed(field).set(text);
    }

    fn fill_all(&mut self, [error, image, config]: [&str; 3]) {
        self.fill(Field::Error, error);
        self.fill(Field::Image, image);
        self.fill(Field::Config, config);
    }

    /// Puts a text from elsewhere into a box.
    fn put(&mut self, field: Field, text: &str) {
        let text = if field == Field::Image {
            text.trim()
        } else {
            text
        };
        self.fill(field, text);
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

    fn point(&mut self, place: Option<(Field, Span)>) -> Next {
        if std::mem::replace(&mut self.pointed, place) == place {
            Next::Nothing
        } else {
            Next::Draw
        }
    }

    /// Says why something can't be done.
    fn fail(&mut self, why: AttrValue) -> Next {
        self.trouble = Some(why);
        Next::Draw
    }

    /// Says something to those who don't see it.
    fn say(&mut self, words: &'static str) -> Next {
        self.said = AttrValue::Static(words);
        Next::Draw
    }

    /// Hands the case on.
    fn share(&self, form: Form) {
        let texts = [&self.error.text, &self.image.text, &self.config.text].map(|text| &**text);
        let case = Case::of(texts, self.shell, self.client, self.place);
        let markdown = (form == Form::Markdown).then(|| handed_on(&self.answer, &case.texts));
        self.later(async move {
            let text = match markdown {
                Some(text) => Some(text),
                None => browser::link(&case.packed()).await,
            };
            let done = match text {
                Some(text) => browser::copy(&text).await,
                None => false,
            };
            Msg::Shared(match (done, case.cut) {
                (false, _) => "The browser refused to copy.",
                (true, false) => "Copied, without secrets.",
                (true, true) => {
                    "Copied, without secrets. Of the long error, it has the lines that matter."
                }
            })
        });
    }

    /// Sends a message after a while.
    pub fn after(&self, pause: Duration, msg: Msg) {
        self.later(async move {
            sleep(pause).await;
            msg
        });
    }

    /// Does what takes its time, and then takes in what came of it.
    fn later(&self, work: impl Future<Output = Msg> + 'static) {
        fn start(page: Page, work: Pin<Box<dyn Future<Output = Msg>>>) {
            spawn_local(async move { page.emit(work.await) });
        }
        start(self.page.clone(), Box::pin(work));
    }
}
