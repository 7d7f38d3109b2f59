//! The secret may be right, the user name can't be.

use crate::causes::{cause, words};
use crate::facts::{Facts, Seen};
use crate::fix::Advice;
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// The user name has a form that this registry never takes, so no secret can
    /// make it right.
    ///
    /// # Why it happens
    /// Docker Hub needs the Docker ID, not the e-mail address. Amazon ECR needs
    /// `AWS`, Google `_json_key` or `oauth2accesstoken`, NVIDIA `$oauthtoken`.
    /// The shell reads a `$` as the start of a variable unless it is in single
    /// quotes, as in the name of a Harbor robot account.
    ///
    /// # Example
    /// ```error
    /// Username (acme@example.com):
    /// Password:
    /// Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password
    /// ```
    ///
    /// # How to fix
    /// Log in again with the user name in the form that the registry needs.
    ///
    /// # How to verify
    /// `Login Succeeded`.
    ///
    /// # Don't
    /// Don't reset the password: it may be right.
    "username-wrong-form", "The user name has the wrong form for this registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::UsernameForm),
        "The text says that the user name has the wrong form.",
    );
    let refused = facts.any(&[
        Says::BadCredential,
        Says::CredentialSent,
        Says::Unauthorized,
        Says::DeniedBare,
    ]);
    let Some(refused) = refused else { return };
    let wrong = |name: &str| wrong_form(facts, name);
    let typed = facts.first(Says::TypedUser);
    let of_typed = typed.and_then(|seen| seen.get(Group::User)).and_then(wrong);
    if let Some(says) = of_typed.or_else(|| typed.and_then(|seen| eaten(facts, seen))) {
        case.seen(Weight::Strong, typed, says);
        case.says(
            Weight::Supports,
            refused,
            "The registry refuses what it was sent.",
        );
        case.says(
            Weight::Hints,
            At::NOWHERE,
            format!("The user name there is {}.", facts.registry().username),
        );
    } else if let Some(says) = facts.held.username().and_then(wrong) {
        case.says(Weight::Strong, At::config(facts), says);
        case.says(
            Weight::Supports,
            refused,
            "The registry refuses what it was sent.",
        );
    } else if facts.on(Id::DockerHub) {
        case.seen(
            Weight::Hints,
            facts.first(Says::BadCredential),
            "An e-mail address as the user name is refused in the same words.",
        );
    }
}

/// Whether a user name is typed or held whose form can't be right.
pub(super) fn is_seen(facts: &Facts) -> bool {
    let typed = facts.first(Says::TypedUser);
    if typed.is_some_and(|seen| eaten(facts, seen).is_some()) {
        return true;
    }
    let typed = typed.and_then(|seen| seen.get(Group::User));
    typed
        .or_else(|| facts.held.username())
        .is_some_and(|name| wrong_form(facts, name).is_some())
}

/// Says what is wrong with a user name, if its form can't be right here.
/// A robot account's `$` on a command line, where no single quotes keep it from
/// the shell.
fn eaten(facts: &Facts, typed: &Seen) -> Option<&'static str> {
    let command = typed.span.of(facts.input.error);
    let name = typed.get(Group::User)?;
    let (at, _) = command.match_indices(name).last()?;
    let quoted = command.get(..at)?.ends_with('\'');
    let variable = name
        .get(..6)
        .filter(|front| front.eq_ignore_ascii_case("robot$"))
        .and_then(|_| name.as_bytes().get(6))
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    (variable && !quoted && command.starts_with("login")).then_some(
        "Without single quotes, a shell reads the $ in the user name and what follows as a variable.",
    )
}

fn wrong_form(facts: &Facts, name: &str) -> Option<&'static str> {
    // Masked, or a variable: nothing can be said of it.
    let masked = name.contains(['*', '<', '{', '%', '('])
        || name.contains('$') && !name.starts_with("$oauth");
    if masked || name.is_empty() {
        return None;
    }
    let mail = name.contains('@');
    match facts.registry().id {
        Id::DockerHub if mail => {
            Some("The user name is an e-mail address; Docker Hub needs the Docker ID.")
        }
        Id::Ghcr if mail => Some("The user name is an e-mail address; GitHub needs the user name."),
        Id::Ecr | Id::EcrPublic if name != "AWS" => {
            Some("The user name isn't AWS; Amazon ECR accepts no other.")
        }
        Id::Gcr | Id::ArtifactRegistry
            if !matches!(
                name,
                "_json_key"
                    | "_json_key_base64"
                    | "oauth2accesstoken"
                    | "_dcgcloud_token"
                    | "_token"
            ) =>
        {
            Some(
                "The user name is none of those that Google accepts (_json_key, oauth2accesstoken).",
            )
        }
        Id::Ngc if name != "$oauthtoken" => Some(
            "The user name isn't $oauthtoken, word for word; NVIDIA accepts no other with an API key.",
        ),
        Id::Ocir if !name.contains('/') => {
            Some("The user name lacks the tenancy's namespace and a slash at its beginning.")
        }
        Id::Harbor | Id::Quay | Id::SelfHosted if name == "robot" => {
            Some("The user name ends where there was a $: the shell read the rest as a variable.")
        }
        _ => None,
    }
}

fn advice(facts: &Facts) -> Advice {
    let fix = words::log_in_anew(facts).titled("Log in to {host} with the right user name");
    Advice::new(format!(
        "This user name can't be right: at {}, it is {}.",
        facts.host_named(),
        facts.registry().username
    ))
    .confirm(words::look_at_config(facts))
    .fix(fix)
    .verify(words::try_again(facts))
    .avoid("Don't reset the password yet: it may be right.")
    .avoid("Don't leave a user name with a $ in it without single quotes: the shell reads what follows as a variable.")
    .link(facts.registry().docs)
}
