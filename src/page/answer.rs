//! The region *Causes*: what is wrong, how sure that is, and what to do.

use super::app::Hands;
use super::blanks::{self, Blanks};
use super::prose::{first_sentence, prose};
use super::{cause, client, request, share, shell, steps, unknown};
use crate::input::{Client, Field, Place, Shell};
use crate::report::{Diagnosis, ReferenceRead};
use crate::span::Span;
use yew::prelude::*;

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
    /// What happens.
    pub hands: &'a Hands,
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
pub fn answer(shown: &Shown<'_>) -> Html {
    let diagnosis = shown.diagnosis;
    let (headline, rest) = first_sentence(&diagnosis.headline);
    let has_command = !diagnosis.causes.is_empty();
    html! {
        <>
            <section class="causes" role="region" aria-label="Causes">
                if diagnosis.causes.is_empty() {
                    { unknown::unknown(shown) }
                } else {
                    <h2 class="headline" tabindex="-1">{ prose(headline, shown.host()) }</h2>
                    if !rest.is_empty() {
                        <p class="lead">{ prose(rest, shown.host()) }</p>
                    }
                }
                { request::request(shown) }
                if has_command {
                    { shell::shell(shown) }
                    { blanks::blanks(shown) }
                }
                if let Some(step) = &diagnosis.tell_apart {
                    <div class="tell-apart">
                        <p>{ "These two look alike. This command, which only reads, tells them apart:" }</p>
                        { steps::one(step, shown) }
                    </div>
                }
                { for diagnosis.causes.iter().enumerate().map(|(index, finding)| {
                    cause::cause(finding, index == 0, shown)
                }) }
                { ruled_out(shown) }
            </section>
            { client::client(shown) }
            if !diagnosis.causes.is_empty() && !diagnosis.missing.is_empty() {
                <section class="missing" aria-labelledby="missing-title">
                    <h2 id="missing-title">{ "To be surer" }</h2>
                    <ul>{ for diagnosis.missing.iter().map(|what| html! { <li>{ prose(what, shown.host()) }</li> }) }</ul>
                </section>
            }
            { share::share(shown) }
        </>
    }
}

/// What it could have been, and what speaks against that.
fn ruled_out(shown: &Shown<'_>) -> Html {
    let causes = &shown.diagnosis.ruled_out;
    if causes.is_empty() {
        return Html::default();
    }
    html! {
        <details class="ruled-out">
            <summary>{ "Why not something else" }</summary>
            <dl>
                { for causes.iter().map(|cause| html! {
                    <div><dt>{ cause.title }</dt><dd>{ prose(&cause.says, shown.host()) }</dd></div>
                }) }
            </dl>
        </details>
    }
}
