//! The panel *What the client will send*: whose credential, and how the client
//! came to it.

use super::answer::Shown;
use super::prose::prose;
use crate::input::Client;
use crate::report::{CredentialRead, Outcome};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a lookup came to, in one sentence.
fn sentence(read: &CredentialRead) -> String {
    let tool = read.tool;
    // A program's name is never written with a capital letter; this is no name.
    let tool = if tool == "the kubelet" {
        "The kubelet"
    } else {
        tool
    };
    match (read.outcome, &read.key) {
        (Outcome::Found, Some(key)) => format!("{tool} sends the entry `{key}`."),
        (Outcome::Found, None) => format!("{tool} sends an entry of this file."),
        (Outcome::Missing, _) => {
            format!("{tool} finds no credential for this registry, so it asks without one.")
        }
        (Outcome::Helper, _) => {
            format!("{tool} asks a credential helper. What it answers can't be seen from here.")
        }
        (Outcome::Malformed, _) => format!("{tool} can't read what is here."),
        (Outcome::Unknown, _) => format!("Too little was pasted to tell what {tool} sends."),
    }
}

/// The same, in two words.
pub fn short(read: &CredentialRead) -> String {
    match (read.outcome, &read.username) {
        (Outcome::Found, Some(name)) => name.clone(),
        (Outcome::Found, None) => "from your config".to_owned(),
        (Outcome::Missing, _) => "none".to_owned(),
        (Outcome::Helper, _) => "from a helper".to_owned(),
        (Outcome::Malformed, _) => "can't be read".to_owned(),
        (Outcome::Unknown, _) => "unknown".to_owned(),
    }
}

/// The panel; nothing when no credential was looked up.
pub fn client(shown: &Shown<'_>) -> Html {
    let Some(read) = &shown.diagnosis.credential else {
        return Html::default();
    };
    html! {
        <section class="client" id="client" aria-labelledby="client-title">
            <div class="client-head">
                <h2 id="client-title">{ "What the client will send" }</h2>
                { choice(shown) }
            </div>
            <p>{ prose(&sentence(read), None) }</p>
            <dl class="facts">
                { fact("Key", read.key.as_deref()) }
                { fact("User name", read.username.as_deref()) }
                { fact("Secret", read.secret.as_deref()) }
            </dl>
            if !read.explanation.is_empty() {
                <h3>{ "How it gets there" }</h3>
                <ol class="lookup">
                    { for read.explanation.iter().map(|step| html! { <li>{ prose(step, None) }</li> }) }
                </ol>
            }
        </section>
    }
}

/// The switch for the client. Each has rules of its own for the same file.
fn choice(shown: &Shown<'_>) -> Html {
    let names = Client::ALL.map(|client| (client.id(), client.name()));
    let chosen = shown.client.map_or("", Client::id);
    let choose = shown.hands.client.reform(|id: String| Client::named(&id));
    choose_one("Client", "as in the error".into(), &names, chosen, &choose)
}

/// A list to choose from; the first line leaves the choice to the engine.
pub fn choose_one(
    label: &'static str,
    unset: AttrValue,
    names: &[(&'static str, &'static str)],
    chosen: &str,
    choose: &Callback<String>,
) -> Html {
    let onchange = choose.reform(|event: Event| {
        let list: HtmlSelectElement = event.target_unchecked_into();
        list.value()
    });
    html! {
        <label class="choice">
            <span>{ label }</span>
            <select {onchange}>
                <option value="" selected={chosen.is_empty()}>{ unset }</option>
                { for names.iter().map(|(id, name)| html! {
                    <option value={*id} selected={chosen == *id}>{ *name }</option>
                }) }
            </select>
        </label>
    }
}

fn fact(name: &'static str, value: Option<&str>) -> Html {
    value.map_or_else(Html::default, |value| {
        html! { <div><dt>{ name }</dt><dd>{ prose(value, None) }</dd></div> }
    })
}
