//! The registry or its token service fails.

use super::proxy_interference::status;
use crate::causes::{cause, connection, words};
use crate::facts::{Facts, Op};
use crate::fix::{Advice, Fix, act, look};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers, client, network};

cause! {
    /// # What it is
    /// The registry, its token service or its storage answered that it can't
    /// serve the request now (HTTP 500, 502, 503, 504).
    ///
    /// # Why it happens
    /// An outage, a deployment, too much load; with your own registry, a full
    /// disk, a storage it can't reach, or a proxy whose upstream is down.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: received unexpected HTTP status: 503 Service Unavailable
    /// ```
    /// ```image
    /// docker.io/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Look at the registry's status page, wait, try again. With your own
    /// registry, read its log.
    ///
    /// # How to verify
    /// The same request works later, with nothing changed.
    ///
    /// # Don't
    /// Don't change logins or rights because of it: they aren't the reason.
    "registry-unavailable", "The registry itself is failing right now"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    let seen = facts.first(Says::ServerError);
    if connection::about_a_registry(facts) {
        case.seen(
            Weight::Decisive,
            seen,
            "The answer was a server error (5xx).",
        );
    } else {
        case.seen(
            Weight::Supports,
            seen,
            "A server answered with a server error (5xx).",
        );
    }
    case.seen(
        Weight::Strong,
        facts.sentence(&answers::GITHUB_AUTHZ_DOWN),
        "The registry couldn't reach a part of itself.",
    );
    case.seen(
        Weight::Strong,
        facts.sentence(&network::STATUS_WORD_ONLY),
        "The service was named as unavailable.",
    );
    if matches!(status(facts), Some("500" | "502" | "503" | "504")) {
        case.seen(
            Weight::Decisive,
            facts.first(Says::HtmlAnswer),
            "A gateway's page came back: what is behind it didn't answer.",
        );
    }
    if facts.on(Id::DockerHub) && !facts.has(Says::CredentialSent) {
        let anonymous = facts.sentence(&client::ANONYMOUS_TOKEN);
        if facts.has(Says::Unauthorized) {
            // A node may have been told to ask a mirror in Hub's place.
            case.seen(
                if facts.tool.on_a_node() {
                    Weight::Hints
                } else {
                    Weight::Strong
                },
                anonymous,
                "Docker Hub gives a token to everyone who asks without a login, so a refusal there is its own fault.",
            );
        }
    }
    if facts.registry().public && facts.op != Op::Push {
        case.seen(
            Weight::Supports,
            facts.first(Says::Unauthorized),
            "Everybody may pull there without a login, so a refusal is a fault of its own, or for a login that was sent along.",
        );
    }
    let proxy = facts.seen().iter().find(|seen| {
        matches!(seen.signal.says, Says::ProxyAsks | Says::ProxyFails)
            && !std::ptr::eq(seen.signal, &raw const network::STATUS_WORD_ONLY)
    });
    case.seen(Weight::Against, proxy, "A proxy was in between.");
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::EngineDown,
            Says::NoSpace,
            Says::TooManyRequests,
            Says::NoSuchHost,
            Says::ClientTooOld,
        ]),
        "Something else is named as the reason.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let mut advice = Advice::new("{host} answered that it can't serve the request right now. Your image, login and rights aren't the reason.")
    .confirm(words::knock(facts));
    let public = connection::is_public(facts);
    if let Some(status) = facts.registry().status.filter(|_| public) {
        advice = advice
            .confirm(look(format!("Look at the status page: {status}")))
            .fix(Fix::new("Wait and try again")
                .step(act("Try again after some minutes; layers that arrived are kept."))
                .step(act("In CI, have the step retried automatically, with a pause in between.")))
            .fix(Fix::new("If it lasts and the status page says nothing")
                .step(act("Try from another network: a proxy or gateway of your own network may have answered. Without a login, some registries serve public images even if an old token fails.")))
            .link(status);
    } else {
        if !public {
            advice = advice.fix(Fix::new("If it is your own registry: read why")
                .step(act("Read the log of the registry, and of the proxy in front of it, at the time of the request."))
                .step(act("Check its disk or object storage, its database, its memory, and that the proxy's upstream address is right.")));
        }
        advice = advice.fix(Fix::new("If others run it: look at their status page, and wait")
            .step(act("If it says nothing, give them the time of the request and the image's name. Try again later.")));
    }
    advice
        .verify(connection::again(facts))
        .lasting(act("Keep what builds and clusters need in a registry or pull-through cache of your own, so that an outage doesn't stop them."))
        .avoid("Don't change logins or rights because of it: they aren't the reason.")
}
