//! The region *Causes*: what is wrong, how sure that is, and what to do.

use super::acts::Page;
use super::blanks::{self, Blanks};
use super::element::{Element, each, element, run};
use super::prose::{first_sentence, prose};
use super::{cause, client, request, share, shell, steps, unknown};
use crate::input::{Client, Field, Place, Shell};
use crate::report::{Diagnosis, ReferenceRead};
use crate::span::Span;

/// All that the answer shows.
pub struct Shown<'a> {
    /// The engine's answer.
    pub diagnosis: &'a Diagnosis,
    /// The error message it was made from.
    pub error: &'a str,
    /// The image reference it was made from.
    pub image: &'a str,
    /// The config it was made from, redacted.
    pub config: &'a str,
    /// The shell that its commands are written for.
    pub shell: Shell,
    /// The client that was chosen, if one was.
    pub client: Option<Client>,
    /// The place that was chosen, if one was.
    pub place: Option<Place>,
    /// What the reader filled in.
    pub blanks: &'a Blanks,
    /// The words that are pointed at.
    pub pointed: Option<(Field, Span)>,
    /// What came of handing it on.
    pub shared: Option<&'static str>,
    /// What is told of what the reader does.
    pub page: &'a Page,
}

impl Shown<'_> {
    /// The registry that is asked, to be set as code wherever it is named.
    pub fn host(&self) -> Option<&str> {
        match &self.diagnosis.reference {
            Some(ReferenceRead::Valid { registry, .. }) => Some(registry),
            _ => None,
        }
    }
}

/// The answer to what was pasted.
pub fn answer(shown: &Shown<'_>) -> Element {
    let diagnosis = shown.diagnosis;
    let known = !diagnosis.causes.is_empty();
    let headline = if known {
        headline(shown)
    } else {
        unknown::unknown(shown)
    };
    let for_commands = known.then(|| run().add(shell::shell(shown)).add(blanks::blanks(shown)));
    let tell_apart =
        diagnosis.tell_apart.as_ref().map(|step| {
            element("div")
                .class("tell-apart")
                .add(element("p").text(
                    "These two look alike. This command, which only reads, tells them apart:",
                ))
                .add(steps::one(step, shown))
        });
    let causes = each(diagnosis.causes.iter().enumerate(), |(index, finding)| {
        cause::cause(finding, index == 0, shown)
    });
    let causes = element("section")
        .is("role", "region")
        .is("aria-label", "Causes")
        .class("causes")
        .add(headline)
        .add(request::request(shown))
        .add(for_commands)
        .add(tell_apart)
        .add(causes)
        .add(ruled_out(shown));
    run()
        .add(causes)
        .add(client::client(shown))
        .add((known && !diagnosis.missing.is_empty()).then(|| missing(shown)))
        .add(share::share(shown))
}

/// What is wrong, in large letters its first sentence.
fn headline(shown: &Shown<'_>) -> Element {
    let (headline, rest) = first_sentence(&shown.diagnosis.headline);
    let lead = || element("p").class("lead").add(prose(rest, shown.host()));
    run()
        .add(
            element("h2")
                .is("tabindex", "-1")
                .class("headline")
                .add(prose(headline, shown.host())),
        )
        .add((!rest.is_empty()).then(lead))
}

/// What to paste next.
fn missing(shown: &Shown<'_>) -> Element {
    let list = each(&shown.diagnosis.missing, |what| {
        element("li").add(prose(what, shown.host()))
    });
    element("section")
        .is("aria-labelledby", "missing-title")
        .class("missing")
        .add(element("h2").is("id", "missing-title").text("To be surer"))
        .add(element("ul").add(list))
}

/// What it could have been, and what speaks against that.
fn ruled_out(shown: &Shown<'_>) -> Option<Element> {
    let causes = &shown.diagnosis.ruled_out;
    if causes.is_empty() {
        return None;
    }
    let list = each(causes, |cause| {
        element("div")
            .add(element("dt").text(cause.title))
            .add(element("dd").add(prose(&cause.says, shown.host())))
    });
    let details = element("details")
        .class("ruled-out")
        .add(element("summary").text("Why not something else"))
        .add(element("dl").add(list));
    Some(details)
}
