//! The helper runs, and fails.

use super::makes_tokens;
use crate::causes::{cause, words};
use crate::facts::{Facts, Seen, Tool};
use crate::fix::{self, Advice, Fix, Steps, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Group, Says, Signal, config};

cause! {
    /// # What it is
    /// The credential helper that the config names ran, and failed. The registry
    /// isn't the cause.
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
        "The helper ran, and ended with an error.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::AccountBlocked),
        "The helper gives the reason, and it is about the account.",
    );
    let unread = facts.any(&[
        Says::HelperFails,
        Says::HelperMissing,
        Says::AuthEntryBroken,
        Says::ConfigBroken,
    ]);
    if unread.is_none() {
        case.seen(
            Weight::Strong,
            facts.sentence(&config::ORAS_CREDENTIAL),
            "ORAS got no credential from the helper: what follows is the helper's own output.",
        );
        if facts.held.helper().is_some() {
            case.seen(
                Weight::Strong,
                facts.sentence(&config::GARBLED),
                "What should be JSON is neither JSON nor a web page: a helper printed something else.",
            );
            case.seen(
                Weight::Strong,
                facts.sentence(&config::STORING_FAILED),
                "The login was accepted, but the helper didn't store it: what follows is the helper's own output.",
            );
        }
    }
    case.seen(
        Weight::Decisive,
        facts.first(Says::HelperCannotStore),
        "This helper can't store a login: it fetches a token by itself at each use.",
    );
    // Anybody's AWS command may print this, and kaniko does for any registry.
    if facts.about_a_registry() {
        case.seen(
            if facts.tool == Tool::Kaniko && facts.registry().id != Id::Ecr {
                Weight::Hints
            } else {
                Weight::Decisive
            },
            facts.first(Says::CloudIdentity),
            "The cloud's command line tool has no valid identity, so it can't make a token for the registry.",
        );
    }
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
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::AuthEntryBroken, Says::ConfigBroken]),
        "The config can't be read, so no helper was asked.",
    );
    if let Some(name) = facts.held.helper().map(|(name, _)| name)
        && makes_tokens(name)
        && facts.held.outcome == Some(Outcome::Helper)
    {
        case.seen(
            Weight::Supports,
            facts.first(Says::NoBasicAuth),
            "This helper makes a token at each use, yet no login was sent: it failed, or isn't there.",
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
        let google = [&config::HELPER_NO_IDENTITY, &config::GOOGLE_NO_IDENTITY];
        google
            .into_iter()
            .any(|signal| facts.sentence(signal).is_some())
            .then_some("gcloud")
    })
}

fn advice(facts: &Facts) -> Advice {
    if let Some(seen) = facts.first(Says::CloudIdentity)
        && !facts.has(Says::HelperFails)
    {
        return cloud(facts, seen);
    }
    let name = name(facts);
    let store = store(facts);
    let program = name.map_or("The credential helper".into(), |name| {
        format!("docker-credential-{}", plain(name))
    });
    let mut advice = Advice::new(format!(
        "{program} failed when it was asked to fetch or store a login. The registry isn't the cause."
    ))
    .confirm(
        look("Run the helper by itself: it lists hosts and user names, but no secrets, or says what it lacks.")
            .run(fix::run_helper(name.or(store)).arg("list")),
    )
    .fix(Fix::new("Give the helper what it needs").steps(mend(store.or(name))));
    if !name.is_some_and(makes_tokens) {
        let without = super::take_helper_out(facts, name).titled("Or do without it");
        advice = advice.fix(without);
    }
    advice
        .verify(
            look("The helper answers with JSON.").run(fix::run_helper(name.or(store)).arg("list")),
        )
        .avoid(
            "Don't run the helper's get where its output is shown or logged: it prints the secret.",
        )
        .link("https://github.com/docker/docker-credential-helpers")
}

/// The helper for the store that says itself what it lacks. Docker Desktop's
/// helper passes on the words of the store below it.
fn store(facts: &Facts) -> Option<&'static str> {
    let stores = [
        (&config::MACOS_KEYCHAIN, "osxkeychain"),
        (&config::SECRET_SERVICE, "secretservice"),
        (&config::PASS_STORE, "pass"),
        (&config::WINDOWS_STORE, "wincred"),
    ];
    let said = |signal: &Signal| facts.sentence(signal).is_some();
    stores
        .into_iter()
        .find(|(signal, _)| said(signal))
        .map(|(_, helper)| helper)
}

/// The cloud's command line has no identity, or one that ran out.
fn cloud(facts: &Facts, seen: &Seen) -> Advice {
    let what = if seen.is(&config::CLOUD_EXPIRED) {
        "The cloud identity that makes the registry's token has expired"
    } else {
        "No cloud identity was found, so no token for the registry could be made"
    };
    let google = seen.is(&config::GOOGLE_NO_IDENTITY);
    let (who, steps) = match facts.registry().id {
        Id::Acr => (
            run("az account show"),
            act("Log in to Azure in this session; in CI, with the job's service principal or federated identity.").run(run("az login")).into(),
        ),
        _ if google => (
            run("gcloud auth list"),
            act("Log in to Google Cloud in this session.").run(run("gcloud auth login"))
                .then(act("In CI and on servers, activate the service account or use workload identity federation instead: there is nobody to answer the prompt.")),
        ),
        _ => (
            run("aws sts get-caller-identity"),
            act("If you use single sign-on, log in again.").run(run("aws sso login"))
                .then(act("If you use keys: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for temporary ones, AWS_SESSION_TOKEN again for this process, or name the profile in AWS_PROFILE. sudo and services don't inherit them. In GitHub Actions, run aws-actions/configure-aws-credentials first.")),
        ),
    };
    let log_in = words::log_in(facts).titled("Then log in to {host}");
    Advice::new(format!(
        "{what}. So the login to {} had nothing to send.",
        facts.host_named()
    ))
    .confirm(look("See which identity the command line tool finds.").run(who))
    .fix(Fix::new("Give the command line tool an identity").steps(steps))
    .fix(log_in)
    .verify(words::try_again(facts))
    .avoid("Don't put long-lived cloud keys into the image or the repository.")
    .link(facts.registry().docs)
}

fn mend(name: Option<&str>) -> Steps {
    match name {
        Some("osxkeychain") => act("Unlock the keychain in this session; it asks for its password. Over SSH and in CI, it is locked.")
            .run(run("security unlock-keychain"))
            .then(look("A stale login shows in Keychain Access under the registry's host, and can be deleted there.")),
        Some("secretservice") => act(
            "docker-credential-secretservice needs a desktop session with D-Bus and a keyring. A server has none: do without it.",
        ).into(),
        Some("pass") => act("Set up pass with a GPG key of yours: gpg --full-generate-key makes one, gpg --list-keys shows its id, and pass init takes that id.")
            .then(act("Over SSH, tell GPG where to ask for the key's passphrase: export GPG_TTY=$(tty).")),
        Some("ecr-login") => act("With docker-credential-ecr-login a docker login is neither needed nor possible: leave it out, and pull or push right away.")
            .then(look("See which AWS identity it finds. It needs one that is allowed to use ECR.")
                .run(run("aws sts get-caller-identity"))),
        Some("gcloud" | "gcr") => act("Log in to Google Cloud in this session.").run(run("gcloud auth login"))
            .then(act("In CI and on servers: activate the service account instead (gcloud auth activate-service-account, or workload identity federation).")),
        Some("desktop" | "desktop.exe") => {
            act("Start Docker Desktop and sign in there. In WSL, turn on its integration for this distribution.").into()
        }
        Some("wincred") => act("The Windows credential store needs an interactive logon: over SSH, in a service and in a scheduled task without a stored password, there is none. Log on interactively, or do without it.")
            .then(look("\"The stub received bad data\" means that the secret is longer than the 2,560 bytes that the store takes: do without it."))
            .then(look("A stale login shows in Credential Manager under the registry's host (Windows Credentials), and can be removed there.")),
        _ => act("Read what the helper says when it is run by itself, and fix that.").into(),
    }
}
