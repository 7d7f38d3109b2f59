//! No credential at all is held for the registry.

use crate::causes::{cause, login, name, words};
use crate::facts::{Facts, Op, Tool};
use crate::fix::Advice;
use crate::input::Field;
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Says, client, names, tools};

cause! {
    /// # What it is
    /// The registry asked who you are (HTTP 401), and the client had nothing to
    /// answer with: it has no credential for the host in the image's name.
    ///
    /// # Why it happens
    /// Nobody logged in to this host yet, the login was for another host, or it
    /// was stored for another user. `no basic auth credentials` is the client's
    /// own sentence for it. `failed to fetch anonymous token` also says that no
    /// credential was sent.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Head "https://registry.example.com/v2/acme/app/manifests/1": no basic auth credentials
    /// ```
    /// ```image
    /// registry.example.com/acme/app:1
    /// ```
    /// ```config
    /// {}
    /// ```
    ///
    /// # How to fix
    /// Log in to exactly this host, with its port if the name has one.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the full reference prints the manifest.
    ///
    /// # Don't
    /// Don't run `docker login` without the host: that goes to Docker Hub.
    "not-logged-in", "Not logged in to this registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let nothing = facts.first(Says::HelperHasNothing);
    let refused = facts.refused().or(nothing);
    if facts.given(Field::Error) && refused.is_none() || facts.op == Op::Login {
        return;
    }
    case.seen(
        Weight::Supports,
        nothing,
        "The credential helper was asked, and has no login for this registry.",
    );
    case.seen(
        Weight::Strong,
        facts.first(Says::NoBasicAuth),
        "The client says that it has no credential for this registry.",
    );
    case.seen(
        Weight::Strong,
        facts.first(Says::Anonymous),
        "The request was sent without a credential.",
    );
    case.seen(
        Weight::Strong,
        super::logged_out(facts),
        "The login was taken away before.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&names::STOPPED_MIDWAY),
        "It was under way already.",
    );
    if facts.registry().public && facts.op != Op::Push {
        case.seen(
            Weight::StronglyAgainst,
            refused,
            "Everybody may pull there without a login.",
        );
    }
    let hidden = name::repository_not_found::hub_hides(facts).is_some()
        || facts.on(Id::DockerHub)
            && facts.op != Op::Push
            && facts.sentence(&client::UNAUTHORIZED).is_some()
            && facts.sentence(&names::READING_MANIFEST).is_some();
    case.seen(
        if hidden {
            Weight::Hints
        } else {
            Weight::Supports
        },
        facts.first(Says::Unauthorized),
        "The registry asks who you are (401), and was sent nothing that it accepts.",
    );
    if !facts.has(Says::Unauthorized) {
        let denied = facts.any(&[Says::PullAccessDenied, Says::Denied, Says::DeniedBare]);
        if !facts.on(Id::DockerHub) || facts.op == Op::Push {
            case.seen(
                Weight::Supports,
                denied,
                "Without a login, private repositories are refused.",
            );
        } else {
            case.seen(
                Weight::Hints,
                denied,
                "Without a login, Docker Hub hides private repositories.",
            );
        }
    }
    // containers/image says "invalid username/password" to this answer, though
    // none was sent.
    let red_hat = super::red_hat_asks(facts);
    let nothing_sent = super::perhaps_nothing_sent(facts);
    case.seen(
        Weight::Strong,
        nothing_sent,
        "podman, buildah and skopeo say so for every 401 of a token service, even if no login was sent.",
    );
    case.seen(
        Weight::Strong,
        red_hat,
        "Red Hat's registry says so to everyone who sends no login.",
    );
    case.seen(
        Weight::Supports,
        super::ghcr_gives_no_token(facts),
        "GHCR's token service gives a client without a login no token for a package that isn't public.",
    );
    weigh_config(facts, case);
    case.seen(
        if red_hat.or(nothing_sent).is_some() {
            Weight::Against
        } else {
            Weight::StronglyAgainst
        },
        facts.any(&[
            Says::CredentialSent,
            Says::BadCredential,
            Says::TokenExpired,
            Says::TokenRequired,
        ]),
        "A credential was sent, and refused.",
    );
    case.seen(
        Weight::StronglyAgainst,
        super::ghcr_refuses_a_token(facts),
        "GHCR says \"denied: denied\" to a token that it doesn't accept. Without a token, it says \"unauthorized\".",
    );
    if facts.on(Id::DockerHub) && facts.op != Op::Push {
        let official = facts
            .subject
            .repository
            .as_deref()
            .is_some_and(|repository| repository.starts_with("library/"));
        case.seen(
            if official { Weight::StronglyAgainst } else { Weight::Against },
            facts.sentence(&client::ANONYMOUS_TOKEN),
            "Docker Hub gives everyone an anonymous token, so this one wasn't refused for lack of a login.",
        );
    }
    case.seen(
        Weight::Against,
        facts.given_with_command(),
        "The command was given a user name and a password.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::LoggedIn),
        "A login succeeded shortly before that.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&tools::GITLAB_PAYLOAD),
        "The runner sent the job's own token.",
    );
    super::something_else_stopped_it(facts, case);
    super::token_refused(facts, case);
    if facts.tool == Tool::Ctr {
        // What its --user gave is what was refused, where something was sent.
        if !facts.has(Says::CredentialSent) {
            case.says(
                Weight::Strong,
                At::NOWHERE,
                "ctr reads no config file: it sends only what its own --user gives it.",
            );
        }
    } else if facts.tool.on_a_node() {
        case.says(
            Weight::Against,
            At::NOWHERE,
            "Nobody logs in on a cluster's node: pull secrets and node identities take the place of a login.",
        );
    }
    case.wants(
        facts,
        Field::Config,
        "Your config.json: it shows whether a credential is held for this registry.",
    );
    case.wants(
        facts,
        Field::Image,
        "The image reference: it shows which registry was asked.",
    );
}

/// What the config says.
fn weigh_config(facts: &Facts, case: &mut Case) {
    match facts.held.outcome {
        Some(Outcome::Missing) if !facts.held.near.is_empty() => {
            case.says(
                Weight::Against,
                At::config(facts),
                "Your config has a login that is meant for this registry.",
            );
        }
        Some(Outcome::Missing) if facts.held.others.is_empty() => case.says(
            Weight::Strong,
            At::config(facts),
            "Your config has no credential for {host}, nor for any other registry.",
        ),
        Some(Outcome::Missing) => case.says(
            Weight::Hints,
            At::config(facts),
            "Your config has no credential for {host}.",
        ),
        Some(Outcome::Found) => case.says(
            Weight::StronglyAgainst,
            At::config(facts),
            "Your config has a credential for {host}.",
        ),
        Some(Outcome::Helper) if !facts.has(Says::HelperHasNothing) => {
            case.says(
                Weight::Against,
                At::config(facts),
                "A credential helper is asked, so the file alone doesn't tell.",
            );
        }
        Some(Outcome::Malformed) => {
            case.says(
                Weight::StronglyAgainst,
                At::config(facts),
                "Your config can't be read as it stands.",
            );
        }
        _ => {}
    }
}

fn advice(facts: &Facts) -> Advice {
    let mut advice = Advice::new("{host} asks who you are, and {client} has no credential for it.")
        .confirm(login::show_login(facts))
        .verify(words::try_again(facts))
        .avoid(words::not_another_registry(facts))
        .link(facts.registry().docs);
    advice = login::give_a_login(facts, advice);
    if !matches!(facts.tool, Tool::Kaniko | Tool::Watchtower) && !facts.tool.is_a_controller() {
        advice.verify.insert(0, words::ask_for_manifest(facts));
    }
    advice.lasting.extend(words::lasting_login(facts));
    advice
}
