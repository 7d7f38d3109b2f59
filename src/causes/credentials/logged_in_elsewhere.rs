//! Credentials exist, but for another registry host.

use crate::causes::{cause, login, words};
use crate::facts::{Facts, Seen, host_named};
use crate::fix::Advice;
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// You are logged in, but to another registry than the one that the image's
    /// name leads to. Each host has its own login.
    ///
    /// # Why it happens
    /// `docker login` without a host logs in to Docker Hub. The image's first
    /// part, up to the first slash, names the registry that is asked; a login
    /// to any other host isn't sent there.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized: authentication required
    /// ```
    /// ```image
    /// ghcr.io/acme/app:1
    /// ```
    /// ```config
    /// {"auths": {"https://index.docker.io/v1/": {"auth": "xxxx"}}}
    /// ```
    ///
    /// # How to fix
    /// Log in to the host that is in the image's name.
    ///
    /// # How to verify
    /// The config now has a key for that host, and the pull works.
    ///
    /// # Don't
    /// Don't log in to Docker Hub again: it doesn't change what this registry
    /// sees.
    "logged-in-elsewhere", "Logged in to another registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let refused = facts.any(&[
        Says::Unauthorized,
        Says::NoBasicAuth,
        Says::Anonymous,
        Says::Denied,
        Says::DeniedBare,
        Says::PullAccessDenied,
        Says::PushAccessDenied,
        Says::Forbidden,
    ]);
    let Some(refused) = refused else { return };
    let host = facts.host_named().into_owned();
    if facts.held.outcome == Some(Outcome::Missing)
        && let Some(other) = facts.held.others.first()
    {
        case.says(
            Weight::Strong,
            other,
            format!("You have a login for {}.", host_named(&other.host)),
        );
        case.says(
            Weight::Supports,
            At::NOWHERE,
            "The image is at {host}, for which you have none.",
        );
        case.says(
            Weight::Hints,
            refused,
            "The registry refuses a request that carries no login.",
        );
    }
    // podman has no default: it takes the first registry of its search list.
    case.seen(
        Weight::Decisive,
        login_by_list(facts),
        "No registry is named here, so podman logs in to the first one on its search list.",
    );
    // "docker login" without a host, then an image that isn't at Docker Hub.
    let login = facts.first(Says::LogsIn);
    if let (Some(login), Some(_), Some(asked)) = (login, facts.first(Says::LoggedIn), facts.host())
    {
        let to = login.get(Group::Host).unwrap_or("docker.io");
        let another =
            to != asked && facts.tool.login_client().defaults_to_hub() && to.contains('.');
        if another && !facts.held.is_given() {
            case.says(
                Weight::Strong,
                login,
                format!(
                    "The login that succeeded was for {}, but the image is at {host}.",
                    host_named(to)
                ),
            );
            case.says(
                Weight::Hints,
                refused,
                "The registry still refuses the request.",
            );
        }
    }
}

/// A login by podman that succeeded, without a host, before Docker Hub refused.
fn login_by_list<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts.first(Says::LogsIn).filter(|login| {
        !login
            .get(Group::Host)
            .is_some_and(|host| host.contains(['.', ':']))
            && facts.tool.is_containers_image()
            && facts.has(Says::LoggedIn)
            && facts.on(Id::DockerHub)
            && facts.held.outcome.is_none()
    })
}

fn advice(facts: &Facts) -> Advice {
    let elsewhere = facts
        .held
        .others
        .first()
        .map_or("another registry".into(), |other| host_named(&other.host));
    let mut advice = Advice::new(format!(
        "The image is at {}, but your login is for {elsewhere}. A login counts for its own host only.",
        facts.host_named(),
    ))
    .confirm(login::show_login(facts))
    .verify(words::ask_for_manifest(facts))
    .verify(words::try_again(facts))
    .avoid(words::not_another_registry(facts))
    .link(facts.registry().docs);
    advice = login::give_a_login(facts, advice);
    advice.lasting.extend(words::lasting_login(facts));
    advice
}
