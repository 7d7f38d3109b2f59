//! A helper is named whose program isn't there.

use super::makes_tokens;
use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain};
use crate::ranking::{Case, Weight};
use crate::report::Outcome;
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// The config names a credential helper, and its program isn't on PATH. Newer
    /// clients stop there, even for public images; older ones go on without a
    /// login.
    ///
    /// # Why it happens
    /// The config came from another machine: `desktop` from Docker Desktop,
    /// `osxkeychain` from a Mac. Or Docker Desktop was removed. Or a service has
    /// a shorter PATH than your terminal.
    ///
    /// # Example
    /// ```error
    /// error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: ``
    /// ```
    /// ```image
    /// nginx
    /// ```
    /// ```config
    /// {"credsStore": "desktop"}
    /// ```
    ///
    /// # How to fix
    /// Install the helper, or copy the config and take the setting out, then log
    /// in again.
    ///
    /// # How to verify
    /// The helper is found, or isn't asked any more, and the pull works.
    ///
    /// # Don't
    /// Don't delete the whole config because of one line.
    "credential-helper-missing", "A credential helper isn't installed"
}

/// The helper that is missed: by the client's words, else by the config's.
fn helper<'a>(facts: &'a Facts) -> Option<&'a str> {
    let said = facts
        .first(Says::HelperMissing)
        .and_then(|seen| seen.get(Group::Helper));
    said.or_else(|| facts.held.helper().map(|(name, _)| name))
}

fn weigh(facts: &Facts, case: &mut Case) {
    let missed = facts.first(Says::HelperMissing);
    case.seen(
        Weight::Decisive,
        missed,
        "The client can't find the helper's program.",
    );
    let Some((name, at)) = facts.held.helper() else {
        return;
    };
    if missed.is_some() {
        case.says(
            Weight::Supports,
            at,
            format!("Your config names the helper {}.", plain(name)),
        );
    } else if facts.held.outcome == Some(Outcome::Helper) && makes_tokens(name) {
        let nothing = facts.first(Says::NoBasicAuth);
        case.seen(Weight::Supports, nothing, "No login was sent.");
        if nothing.is_some() {
            case.says(
                Weight::Supports,
                at,
                format!("docker-credential-{name} makes a token by itself, so it isn't there, or it failed. docker doesn't say so when it pulls."),
            );
        }
    } else if facts.held.outcome == Some(Outcome::Helper)
        && matches!(name, "desktop" | "desktop.exe")
    {
        let refused = facts.any(&[
            Says::NoBasicAuth,
            Says::Unauthorized,
            Says::PullAccessDenied,
        ]);
        if let Some(refused) = refused {
            case.says(Weight::Hints, refused, "No login was sent.");
            // A 401 is also what a login that is too old gets.
            let weight = if facts.registry().lifetime.contains("hours")
                && refused.signal.says == Says::Unauthorized
            {
                Weight::Hints
            } else {
                Weight::Supports
            };
            case.says(
                weight,
                at,
                format!("docker-credential-{name} comes with Docker Desktop only. When it isn't there, older clients go on without a login."),
            );
        }
    }
}

fn advice(facts: &Facts) -> Advice {
    let name = helper(facts);
    let program = name.map_or("a credential helper".into(), |name| {
        format!("docker-credential-{}", plain(name))
    });
    let mut advice = Advice::new(format!(
        "Your config tells {} to ask {program}, but that program isn't on this machine's PATH.",
        facts.tool.named()
    ))
    .confirm(
        look("See whether the program is anywhere on PATH.")
            .run(fix::find_program(fix::helper_program(name))),
    )
    .confirm(words::look_at_config(facts))
    .fix(super::take_helper_out(facts, name))
    .fix(Fix::new("Or install the helper").step(act(install(name))));
    if facts.host().is_some() {
        advice = advice.verify(words::try_again(facts));
    }
    advice
        .verify(words::look_at_config(facts))
        .avoid("Don't delete the whole config because of one line: copy it first.")
        .link("https://docs.docker.com/reference/cli/docker/login/#credential-stores")
}

fn install(name: Option<&str>) -> &'static str {
    match name {
        Some("desktop" | "desktop.exe" | "wincred") => {
            "It comes with Docker Desktop. On Linux without Docker Desktop, and in WSL without its integration, it isn't available: take it out of the config."
        }
        Some("osxkeychain") => {
            "macOS only: it comes with Docker Desktop, or as docker-credential-helper from Homebrew. Elsewhere, take it out of the config."
        }
        Some("ecr-login") => {
            "Install your system's package amazon-ecr-credential-helper (Homebrew: docker-credential-helper-ecr). The program must be called docker-credential-ecr-login."
        }
        Some("gcloud") => {
            "It is part of the Google Cloud CLI: install that, and have its bin folder on the PATH of the user that runs the client."
        }
        Some("gcr") => {
            "Install it with gcloud components install docker-credential-gcr, or from its releases."
        }
        Some("pass" | "secretservice") => {
            "Install your system's package golang-docker-credential-helpers, or a release of docker-credential-helpers."
        }
        _ => {
            "Get it from its maker, and install it as docker-credential-NAME on the PATH of the user that runs the client."
        }
    }
}
