//! What you may do: the registry knows who asks, and says no.

pub(super) mod wrong_namespace;

use crate::facts::Facts;
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::Says;

/// Rights are asked about after the credential: what tells that the request
/// never came so far speaks against every cause of this family.
fn credential_comes_first(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::BadCredential,
            Says::TokenExpired,
            Says::TokenRequired,
            Says::EmptySecret,
            Says::HelperMissing,
            Says::HelperFails,
            Says::ConfigBroken,
        ]),
        "The credential itself failed, and rights are asked about after it.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::NoBasicAuth, Says::Anonymous]),
        "The request carried no credential at all.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::TooManyRequests,
            Says::UnknownCa,
            Says::HttpToHttps,
            Says::EngineDown,
            Says::SocketDenied,
            Says::NoSuchHost,
            Says::InvalidReference,
        ]),
        "Something else stopped the request.",
    );
    if facts.held.outcome == Some(Outcome::Missing) {
        case.says(
            Weight::StronglyAgainst,
            At::config(facts),
            format!(
                "Your config holds no credential for {}.",
                facts.host_named()
            ),
        );
    }
}
