//! The panel *What the client will send*: whose credential, and how the client
//! came to it.

use super::acts::{Act, Page};
use super::answer::Shown;
use super::element::{Element, each, element, run};
use super::prose::prose;
use crate::input::Client;
use crate::report::{CredentialRead, Outcome};

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
        (Outcome::Found, Some(key)) => [tool, " sends the entry `", key, "`."].concat(),
        (Outcome::Unknown, _) => ["Too little was pasted to tell what ", tool, " sends."].concat(),
        (outcome, _) => [tool, what(outcome)].concat(),
    }
}

/// What a client does that doesn't send a certain entry.
const fn what(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Found => " sends an entry of this file.",
        Outcome::Missing => " finds no credential for this registry, so it asks without one.",
        Outcome::Helper => " asks a credential helper. What it answers can't be seen from here.",
        Outcome::Malformed => " can't read what is here.",
        Outcome::Unknown => "",
    }
}

/// The same, in two words.
pub fn short(read: &CredentialRead) -> &str {
    match (read.outcome, &read.username) {
        (Outcome::Found, Some(name)) => name,
        (Outcome::Found, None) => "from your config",
        (Outcome::Missing, _) => "none",
        (Outcome::Helper, _) => "from a helper",
        (Outcome::Malformed, _) => "can't be read",
        (Outcome::Unknown, _) => "unknown",
    }
}

/// The panel; nothing when no credential was looked up.
pub fn client(shown: &Shown<'_>) -> Option<Element> {
    let read = shown.diagnosis.credential.as_ref()?;
    let head = element("div")
        .class("client-head")
        .add(
            element("h2")
                .is("id", "client-title")
                .text("What the client will send"),
        )
        .add(choice(shown));
    let facts = element("dl")
        .class("facts")
        .add(fact("Key", read.key.as_deref()))
        .add(fact("User name", read.username.as_deref()))
        .add(fact("Secret", read.secret.as_deref()));
    let how = || {
        let steps = each(&read.explanation, |step| {
            element("li").add(prose(step, None))
        });
        run()
            .add(element("h3").text("How it gets there"))
            .add(element("ol").class("lookup").add(steps))
    };
    let panel = element("section")
        .is("id", "client")
        .is("aria-labelledby", "client-title")
        .class("client")
        .add(head)
        .add(element("p").add(prose(&sentence(read), None)))
        .add(facts)
        .add((!read.explanation.is_empty()).then(how));
    Some(panel)
}

/// The switch for the client. Each has rules of its own for the same file.
fn choice(shown: &Shown<'_>) -> Element {
    let names = Client::ALL.map(|client| (client.id(), client.name()));
    let chosen = shown.client.map_or("", Client::id);
    choose_one(
        "Client",
        "as in the error",
        &names,
        chosen,
        Act::Client,
        shown.page,
    )
}

/// A list to choose from; the first line leaves the choice to the engine.
pub fn choose_one(
    label: &'static str,
    unset: &str,
    names: &[(&'static str, &'static str)],
    chosen: &str,
    choose: Act,
    page: &Page,
) -> Element {
    let option = |id: &'static str, name: &str| {
        element("option")
            .is("value", id)
            .when(chosen == id, "selected", "selected")
            .text(name)
    };
    let list = element("select")
        .does("change", choose, page)
        .add(option("", unset))
        .add(each(names, |(id, name)| option(id, name)));
    element("label")
        .class("choice")
        .add(element("span").text(label))
        .add(list)
}

fn fact(name: &'static str, value: Option<&str>) -> Option<Element> {
    let value = element("dd").add(prose(value?, None));
    Some(element("div").add(element("dt").text(name)).add(value))
}
