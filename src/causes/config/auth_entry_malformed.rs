//! An entry exists, and its `auth` can't be used.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{Advice, Fix, act};
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::Says;

cause! {
    /// # What it is
    /// The config has an entry whose `auth` isn't the base64 of `user:secret`, is
    /// empty or encoded twice, or carries a line break inside the secret.
    ///
    /// # Why it happens
    /// It was made by hand or by a script: `echo` adds a line break that `base64`
    /// then encodes; a token was put in as it is; a template encoded what was
    /// encoded already; a variable wasn't replaced. docker reads all entries
    /// before it uses one, so a bad entry for another host does harm as well.
    ///
    /// # Example
    /// ```error
    /// WARNING: Error parsing config file (/home/acme/.docker/config.json): illegal base64 data at input byte 4
    /// ```
    /// ```image
    /// registry.example.com/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Have the client write the entry: log out and in again. In a script, use
    /// `printf '%s'` rather than `echo`.
    ///
    /// # How to verify
    /// No warning is printed any more, and the pull works.
    ///
    /// # Don't
    /// Don't paste the auth value into a web page to decode it: it holds the
    /// password.
    "auth-entry-malformed", "The stored login is damaged"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::AuthEntryBroken),
        "The client says that an auth value in its config can't be decoded.",
    );
    if let Some((at, says, ours)) = facts.held.damaged() {
        case.says(
            if ours {
                Weight::Decisive
            } else {
                Weight::Strong
            },
            at,
            says,
        );
    } else if facts.held.outcome == Some(Outcome::Found) {
        case.says(
            Weight::Against,
            At::config(facts),
            "The entry that is used isn't damaged.",
        );
    }
    case.seen(
        Weight::Against,
        facts.first(Says::TokenExpired),
        "The registry read a token, and calls it expired.",
    );
    if facts.held.broken().is_some() {
        case.says(
            Weight::Against,
            At::config(facts),
            "The file as a whole can't be read.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let why = facts
        .held
        .damaged()
        .map_or(String::new(), |(_, says, _)| says);
    let fix = Fix::new("Have the client write the entry again")
        .step(words::copy_config(facts))
        .step(words::log_out(facts))
        .steps_of(words::log_in(facts));
    let summary = format!(
        "An entry in your config is damaged, so {} doesn't get the login that you think it gets. {why}",
        facts.host_named()
    );
    Advice::new(summary.trim_end().to_owned())
        .confirm(words::look_at_config(facts))
        .fix(fix)
        .fix(Fix::new("If a script or template makes the entry")
            .step(act("auth is the base64 of user:secret, encoded once, on one line, with no line break inside: use printf '%s' rather than echo, and base64 -w0 rather than base64. A token alone doesn't belong there.")))
        .verify(words::ask_for_manifest(facts))
        .verify(words::try_again(facts))
        .avoid("Don't paste the auth value into a web page to decode it: it holds the password.")
        .link("https://docs.docker.com/reference/cli/docker/login/")
}
