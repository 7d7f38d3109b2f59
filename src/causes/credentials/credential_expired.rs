//! The token was valid once.

use crate::causes::config::makes_tokens;
use crate::causes::permission::outright;
use crate::causes::{cause, places, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, look};
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Says, answers, names};

cause! {
    /// # What it is
    /// The credential that the client has was good once and has expired. The
    /// registry refuses it even for public images.
    ///
    /// # Why it happens
    /// Tokens of cloud registries are short-lived: ECR 12 hours, Azure 3 hours,
    /// Google 1 hour. Personal access tokens end on their expiry date. A client
    /// sends what it has stored, however old.
    ///
    /// # Example
    /// ```error
    /// denied: Your authorization token has expired. Reauthenticate and try again.
    /// ```
    /// ```image
    /// 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1
    /// ```
    /// ```config
    /// {"auths": {"123456789012.dkr.ecr.eu-west-1.amazonaws.com": {"auth": "xxxx"}}}
    /// ```
    ///
    /// # How to fix
    /// Log in again, which stores a fresh token.
    ///
    /// # How to verify
    /// The same pull or push works.
    ///
    /// # Don't
    /// Don't store a longer-lived password to get around it: let a credential
    /// helper fetch the token each time.
    "credential-expired", "The stored credential has expired"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        super::logged_out(facts),
        "The login was taken away before.",
    );
    case.seen(
        Weight::Strong,
        facts.sentence(&names::STOPPED_MIDWAY),
        "Layers went through before, so it was allowed: the token for it ran out on the way.",
    );
    let weight = if facts.any_but(Says::TokenExpired, &answers::EXPIRED_WORDS) {
        Weight::Decisive
    } else {
        outright(facts, &[])
    };
    case.seen(
        weight,
        facts.first(Says::TokenExpired),
        "The registry says that the token has expired.",
    );
    if let Some((at, ago)) = facts.held.expired() {
        case.says(
            Weight::Strong,
            at,
            format!("The token in your config expired {ago} ago."),
        );
    }
    case.seen(
        Weight::Supports,
        super::ghcr_refuses_a_token(facts),
        "GHCR answers \"denied: denied\" to a token that it no longer accepts, even for public packages.",
    );
    if facts.on(Id::EcrPublic) && facts.op != Op::Push {
        case.seen(
            Weight::Strong,
            facts.any(&[Says::Forbidden, Says::Unauthorized]),
            "ECR Public refuses a login that ran out, even for images that everybody may read.",
        );
    }
    let short_lived = facts.registry().lifetime.contains("hours");
    if short_lived {
        case.seen(
            Weight::Hints,
            facts.any(&[Says::CredentialSent, Says::Forbidden]),
            "A credential was sent and refused, and here they only last some hours.",
        );
    } else {
        case.seen(
            Weight::Hints,
            facts.first(Says::CredentialSent),
            "A credential was sent, and refused.",
        );
    }
    let refused = facts.any(&[Says::Unauthorized, Says::CredentialSent]);
    if facts.held.outcome == Some(Outcome::Found) && refused.is_some() {
        if facts.held.is_identity_token() {
            case.says(
                Weight::Strong,
                At::config(facts),
                "Your config has an identity token for this registry, which expires.",
            );
        }
        if short_lived {
            case.seen(
                Weight::Supports,
                refused,
                "Your config has a credential for this registry, and it is refused.",
            );
        }
    }
    let in_a_store = facts.held.outcome == Some(Outcome::Helper)
        && facts
            .held
            .helper()
            .is_some_and(|(name, _)| !makes_tokens(name));
    if short_lived && in_a_store && facts.op != Op::Login {
        case.seen(
            Weight::Strong,
            facts.first(Says::Unauthorized).filter(|_| !facts.has(Says::NoBasicAuth)),
            "Logins for this registry only last some hours, and yours is in a store that doesn't renew them.",
        );
    }
    case.seen(
        Weight::Against,
        facts.first(Says::NoBasicAuth),
        "The client had no credential at all.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::Anonymous),
        "No credential was sent at all.",
    );
    if facts.registry().lifetime.contains("hours") && facts.held.key().is_some() && case.score() > 0
    {
        case.says(Weight::Hints, At::config(facts), facts.registry().lifetime);
    }
}

/// The registry's own token, given for one pull or push.
fn midway(facts: &Facts) -> Advice {
    let mut advice = Advice::new("{host} let layers through, and then asked again who you are: the token that it gives for one transfer lasts minutes, and this one took longer.")
    .confirm(look("Compare the clock of the machine that pulls or pushes with the right time: a token from a clock that is off ends early."))
    .fix(Fix::new("Try again")
        .step(words::try_again(facts))
        .step(look("What went through is kept, so there is less to do with each try. A faster line helps, and fewer layers at a time: \"max-concurrent-uploads\": 1 or \"max-concurrent-downloads\": 1 in the engine's daemon.json.")))
    .verify(words::try_again(facts))
    .avoid("Don't make a new password for it: the first layers went through with what was sent.")
    .link(facts.registry().docs);
    if facts.registry().is_somebodys_own() || facts.on(Id::GitLab) {
        advice = advice.fix(Fix::new("If you run the registry: let its tokens last longer")
            .step(look("In GitLab: Admin, Settings, CI/CD, Container Registry, Authorization token duration. In Harbor: Administration, Configuration, System Settings, Token Expiration. Elsewhere it is a setting of the token service.")));
    }
    advice
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&names::STOPPED_MIDWAY).is_some() && !facts.has(Says::TokenExpired) {
        return midway(facts);
    }
    let summary: fix::Says = match facts.registry().lifetime {
        "" => "The credential stored for {host} has expired.".into(),
        lifetime => format!(
            "The credential stored for {} has expired. {lifetime}",
            facts.host_named()
        )
        .into(),
    };
    let fix = words::log_in(facts).titled("Log in to {host} again");
    let mut advice = Advice::new(summary)
        .confirm(words::look_at_config(facts))
        .fix(fix)
        .fix(Fix::new("If the image is public: forget the stale login").step(words::log_out(facts)))
        .verify(words::try_again(facts))
        .avoid("Don't write a token into a script or an image: it expires, and it leaks.")
        .link(facts.registry().docs);
    if facts.on(Id::Ecr) {
        advice = advice.confirm(crate::registry::expiry_in_ecr(&facts.site()));
    }
    advice.fix_first(places::logins(facts));
    advice.lasting.extend(words::lasting_login(facts));
    advice
}
