//! The registry takes no writes.

use crate::causes::{cause, retag, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, look, plain};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// The registry, or the repository in it, serves pulls and takes no pushes.
    ///
    /// # Why it happens
    /// It is a mirror: a registry in pull-through (proxy) mode can't be pushed
    /// to, nor can a proxy project in Harbor or a proxy repository in Nexus and
    /// Artifactory. Or it was set read-only, for garbage collection, a backup or
    /// maintenance.
    ///
    /// # Example
    /// ```error
    /// The push refers to repository [mirror.example.com/acme/app]
    /// unsupported: The operation is unsupported.
    /// ```
    /// ```image
    /// mirror.example.com/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Push to a registry or project that takes pushes. During maintenance,
    /// wait.
    ///
    /// # How to verify
    /// The push works there.
    ///
    /// # Don't
    /// Don't take the proxy setting off a mirror that others pull through.
    "registry-read-only", "The registry takes no pushes"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let words = facts.sentence(&answers::READ_ONLY);
    let status = facts.sentence(&answers::STATUS_405);
    let push = facts.op == Op::Push;
    case.seen(
        if push {
            Weight::Decisive
        } else {
            Weight::Strong
        },
        words,
        "The registry says that it doesn't take this operation.",
    );
    if words.is_none() && push {
        case.seen(
            Weight::Strong,
            status,
            "405: the address is there, and takes no uploads.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts
            .first(Says::HtmlAnswer)
            .filter(|_| words.is_none() && status.is_some()),
        "A web page came back: a web server refused the upload, not a registry.",
    );
    if facts.registry().public && push && facts.host().is_some() {
        case.seen(
            Weight::Supports,
            facts.any(&[Says::Denied, Says::Unauthorized, Says::Forbidden]),
            "Only its operator can push to this registry.",
        );
    }
    if case.score() > 0 && push {
        case.seen(
            Weight::Hints,
            facts.first(Says::Pushes),
            "It was a push, and pulls aren't refused.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let site = facts.site();
    let mut advice = Advice::new(
        "{host} takes no pushes: it is a mirror (a pull-through proxy), or it is set read-only for now.",
    );
    advice = match facts.registry().id {
        Id::Harbor | Id::Ovh => advice.confirm(look("Look at the project in Harbor's web page: a proxy cache project says so, and an administrator may have set the system read-only (Administration, Configuration, System Settings).")),
        Id::Nexus | Id::Artifactory => advice.confirm(look("Look at the repository's type on the web page: only a hosted (Nexus) or local (Artifactory) one takes pushes. A proxy, remote, group or virtual one doesn't, unless it is set up to pass them on.")),
        _ => advice.confirm(look("On the registry's machine, look at its configuration: a proxy with a remoteurl makes it a mirror, and readonly under storage, maintenance makes it read-only. The variable REGISTRY_PROXY_REMOTEURL makes it a mirror, too.")),
    };
    let name = site.repository;
    advice = advice
        .confirm(words::knock(facts))
        .fix(retag::push_as(
            facts,
            "Push where pushes are taken", fix::Arg::from(fix::REGISTRY).and("/").and(fix::value(name, fix::REPOSITORY)).and(":").and(fix::value(site.tag, fix::TAG))))
        .fix(Fix::new("If it is read-only for maintenance: wait")
            .step(look(match facts.registry().status {
                Some(page) => format!("See what its operator says on {}.", plain(page)),
                None => "Ask its operator how long: garbage collection and backups set a registry read-only for a while.".to_owned(),
            })))
        .fix(Fix::new("If it is your registry and should take pushes: run it without proxy mode")
            .step(look("A registry can't be a mirror and take pushes. Run a second one, on a port and a volume of its own, without the proxy setting.")));
    advice
        .verify(words::try_again(facts))
        .avoid("Don't take the proxy setting off a mirror that others pull through.")
        .avoid("Don't log in again: no right is missing.")
        .link("https://distribution.github.io/distribution/recipes/mirror/")
}
