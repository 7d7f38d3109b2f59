//! The registry takes no account passwords here.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::Advice;
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::Says;

cause! {
    /// # What it is
    /// The registry refuses account passwords for this account: a personal,
    /// deploy or access token must be used as the password.
    ///
    /// # Why it happens
    /// Two-factor authentication or single sign-on is on, or the registry never
    /// took passwords. A password that worked yesterday stops working on the day
    /// when two-factor authentication is turned on.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: please use personal access token to login
    /// ```
    ///
    /// # How to fix
    /// Make a token with the least rights that will do, and log in with it as
    /// the password.
    ///
    /// # How to verify
    /// `Login Succeeded`, then the same pull or push works.
    ///
    /// # Don't
    /// Don't turn two-factor authentication off.
    "token-required", "A token is needed in place of the password"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::TokenRequired),
        "The registry says that a token must be used instead of the password.",
    );
    if facts.on(Id::Ghcr) || facts.on(Id::GitLab) {
        case.seen(
            Weight::Hints,
            facts.first(Says::BadCredential),
            "This registry accepts tokens, not account passwords.",
        );
    } else if facts.on(Id::DockerHub) {
        case.seen(
            Weight::Hints,
            facts.first(Says::BadCredential),
            "With two-factor authentication on, Docker Hub accepts only tokens.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let mut fix = words::log_in(facts).titled("Make a token, then log in to {host} with it");
    fix = fix.first(words::make_token(facts));
    Advice::new(format!(
        "{} doesn't accept this account's own password. As the password, use {}.",
        facts.host_named(),
        words::token(facts)
    ))
    .confirm(words::look_at_config(facts))
    .fix(fix)
    .verify(words::try_again(facts))
    .avoid("Don't turn two-factor authentication off to get around it.")
    .avoid("Don't paste the token into a script or onto the command line: type it at the prompt, or pass it by --password-stdin.")
    .link(facts.registry().docs)
}
