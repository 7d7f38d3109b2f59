//! The helper runs, and fails.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Edit, Fix, Step, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says, config};

cause! {
    /// # What it is
    /// The credential helper that the config names was run, and failed. The
    /// registry has no part in it.
    ///
    /// # Why it happens
    /// The keychain is locked, as it is over SSH and in a background service.
    /// `secretservice` needs a desktop session with D-Bus. `pass` isn't set up
    /// or its GPG key can't be unlocked. `ecr-login` can't store a login, as it
    /// makes its own. A cloud helper finds no identity.
    ///
    /// # Example
    /// ```error
    /// Error saving credentials: error storing credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`
    /// ```
    /// ```config
    /// {"credsStore": "secretservice"}
    /// ```
    ///
    /// # How to fix
    /// Unlock or set up what the helper needs, or take the helper out of the
    /// config on machines without a desktop.
    ///
    /// # How to verify
    /// The helper's `list` answers with JSON.
    ///
    /// # Don't
    /// Don't run the helper's `get` where its output is logged: it prints the
    /// secret.
    "credential-helper-failing", "The credential helper fails"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::HelperFails),
        "The helper was run, and ended with an error.",
    );
    case.seen(
        Weight::Decisive,
        facts.first(Says::HelperCannotStore),
        "This helper can't store a login: it fetches a token by itself at each use.",
    );
    if facts.has(Says::HelperMissing) {
        case.seen(
            Weight::StronglyAgainst,
            facts.first(Says::HelperMissing),
            "The helper's program isn't there at all.",
        );
    }
    if let Some((name, at)) = facts.held.helper()
        && case.score() > 0
    {
        case.says(
            Weight::Hints,
            at,
            format!("Your config names the helper {}.", plain(name)),
        );
    }
    let nothing = facts.first(Says::HelperHasNothing);
    case.seen(
        Weight::Supports,
        nothing,
        "The helper answers that it has no credential for this registry.",
    );
}

fn name<'a>(facts: &'a Facts) -> Option<&'a str> {
    let said = facts
        .any(&[Says::HelperFails])
        .and_then(|seen| seen.get(Group::Helper));
    let known = said.or_else(|| facts.held.helper().map(|(name, _)| name));
    known.or_else(|| {
        // Some helpers give themselves away by what they say.
        let failed = facts.any(&[Says::HelperFails, Says::HelperCannotStore])?;
        if std::ptr::eq(failed.signal, &raw const config::HELPER_CANNOT_STORE) {
            return Some("ecr-login");
        }
        None
    })
}

fn advice(facts: &Facts) -> Advice {
    let name = name(facts);
    let program = name.map_or("The credential helper".into(), |name| {
        format!("docker-credential-{}", plain(name))
    });
    let mut advice = Advice::new(format!(
        "{program} was asked for a login or to keep one, and failed. The registry has no part in it."
    ))
    .confirm(
        look("Run the helper by itself: it lists hosts and user names, no secrets, or says what it lacks.")
            .run(fix::run_helper(name).arg("list")),
    )
    .fix(Fix { title: "Give the helper what it needs".into(), steps: mend(facts, name) });
    if !matches!(name, Some("ecr-login")) {
        advice = advice.fix(Fix::new(
            "Or do without it",
            [
                words::copy_config(),
                act("Take credsStore out. From then on logins are kept in the file itself, in base64.")
                    .run(fix::edit(fix::DOCKER_CONFIG, Edit::TakeOutStore)).overwrites("this setting; the copy keeps it"),
                act("Log in again to the registries you need. A public image needs no login."),
            ],
        ));
    }
    advice
        .verify(look("The helper answers with JSON.").run(fix::run_helper(name).arg("list")))
        .avoid(
            "Don't run the helper's get where its output is shown or logged: it prints the secret.",
        )
        .link("https://github.com/docker/docker-credential-helpers")
}

fn mend(facts: &Facts, name: Option<&str>) -> Vec<Step> {
    match name {
        Some("osxkeychain") => vec![
            act("Unlock the keychain in this session; it asks for its password. Over SSH and in CI it is locked.")
                .run(run("security").arg("unlock-keychain")),
        ],
        Some("secretservice") => vec![act(
            "docker-credential-secretservice needs a desktop session with D-Bus and a keyring. On a server there is none: do without it.",
        )],
        Some("pass") => vec![
            act("Install pass and set it up with a GPG key of yours.").run(run("pass").arg("init").placeholder(fix::USERNAME)),
            act("Over SSH, tell GPG where to ask: set GPG_TTY to your terminal (export GPG_TTY=$(tty))."),
        ],
        Some("ecr-login") => vec![
            act("With docker-credential-ecr-login no docker login is needed, nor possible: pull or push at once."),
            look("See which AWS identity it finds. It needs one, and the ECR rights.")
                .run(run("aws").args(["sts", "get-caller-identity"])),
        ],
        Some("gcloud" | "gcr") => vec![act("Log in to Google Cloud in this session.").run(run("gcloud").args(["auth", "login"]))],
        Some("desktop" | "desktop.exe") => {
            vec![act("Start Docker Desktop and sign in there. In WSL, turn on its integration for this distribution.")]
        }
        _ if facts.first(Says::HelperFails).is_some_and(|seen| seen.signal.id == "keychain-locked") => vec![
            act("Unlock what keeps the secrets: macOS over SSH: security unlock-keychain. Linux without a desktop: there is no keyring, do without the helper. pass: pass init, and GPG_TTY set."),
        ],
        _ => vec![act("Read what the helper says when it is run by itself, and mend that.")],
    }
}
