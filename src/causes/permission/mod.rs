//! What you may do: the registry knows who asks, and says no.

pub(super) mod account_blocked;
pub(super) mod content_trust;
pub(super) mod insufficient_scope;
pub(super) mod network_policy_denied;
pub(super) mod no_repository_permission;
pub(super) mod private_repo_limit;
pub(super) mod registry_read_only;
pub(super) mod sso_not_authorized;
pub(super) mod tag_immutable;
pub(super) mod wrong_namespace;

use super::words;
use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{self, Advice, Fix, act};
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Group, Says, Signal, client, tools};

/// Rights are asked about after the credential: what tells that the request
/// never came so far speaks against every cause of this family.
fn credential_comes_first(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::BadCredential,
            Says::TokenExpired,
            Says::TokenRequired,
            Says::UsernameForm,
            Says::EmptySecret,
            Says::HelperMissing,
            Says::HelperFails,
            Says::ConfigBroken,
        ]),
        "The credential itself failed, and rights are only checked after it.",
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
            Says::RealmUnreachable,
            Says::TokenServiceBroken,
        ]),
        "Something else stopped the request.",
    );
    if matches!(
        facts.held.outcome,
        Some(Outcome::Missing | Outcome::Malformed)
    ) {
        case.says(
            Weight::StronglyAgainst,
            At::config(facts),
            "Your config has no usable credential for {host}.",
        );
    }
}

/// How much a sentence tells that says it outright: less where nothing shows
/// that a registry said it, and other programs print the like.
pub(in crate::causes) fn outright(facts: &Facts, only_registries: &[&Signal]) -> Weight {
    let a_registry = facts.about_a_registry()
        || facts.has(Says::ErrorCode)
        || only_registries
            .iter()
            .any(|signal| facts.sentence(signal).is_some());
    if a_registry {
        Weight::Decisive
    } else {
        Weight::Supports
    }
}

/// A reason that the registry gives itself speaks against those that only
/// guess one.
fn another_reason_is_given(facts: &Facts, case: &mut Case, own: &[Says]) {
    let reasons: Vec<Says> = [
        Says::ScopeMissing,
        Says::PermissionMissing,
        Says::SsoRequired,
        Says::PlanLimit,
        Says::AccountBlocked,
        Says::NetworkDenied,
        Says::Quota,
        Says::TagImmutable,
        Says::ReadOnly,
        Says::Retired,
    ]
    .into_iter()
    .filter(|says| !own.contains(says))
    .collect();
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&reasons),
        "The registry names another reason.",
    );
}

/// What settles who asks, so that only a right is left to be missing: a
/// credential in the config, or a login to this very host.
fn signed_in(facts: &Facts) -> Option<(At, &'static str)> {
    if matches!(facts.held.outcome, Some(Outcome::Found | Outcome::Helper)) {
        return Some((
            At::config(facts),
            "Your config has a credential for {host}, so it is a right that is missing.",
        ));
    }
    if let Some(seen) = facts.sentence(&tools::GITLAB_PAYLOAD) {
        return Some((
            seen.into(),
            "The runner sent the job's own token, so it is a right that is missing.",
        ));
    }
    if let Some(given) = facts.given_with_command() {
        return Some((
            given.into(),
            "The command was given a credential, so it is probably a right that is missing.",
        ));
    }
    let login = facts.first(Says::LoggedIn)?;
    let to = facts
        .seen()
        .iter()
        .filter(|seen| seen.signal.says == Says::LogsIn)
        .find_map(|seen| seen.get(Group::Host));
    let same = match (to, facts.host()) {
        (Some(to), Some(host)) => {
            to == host || to.ends_with("docker.io") && host.ends_with("docker.io")
        }
        // No command is shown: a script or an action logged in.
        (None, _) if !facts.has(Says::LogsIn) => true,
        (None, Some(host)) => (host == "docker.io") == words::client(facts).defaults_to_hub(),
        _ => true,
    };
    same.then(|| {
        (
            login.into(),
            "A login succeeded shortly before that, so it is a right that is missing.",
        )
    })
}

/// A plain registry took the login, and answers the upload as if there were
/// none. docker says "denied" where a token grants too little.
pub(super) fn upload_unauthorized(facts: &Facts) -> bool {
    facts.op == Op::Push
        && facts.on(Id::SelfHosted)
        && facts.sentence(&client::UNAUTHORIZED).is_some()
        && facts.has(Says::LoggedIn)
        && signed_in(facts).is_some()
        && refusal(facts).is_none()
        && !facts.has(Says::PermissionMissing)
}

/// A refusal that gives no reason but that something isn't allowed.
fn refusal<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts.any(&[
        Says::Denied,
        Says::PushAccessDenied,
        Says::InsufficientScope,
        Says::PullAccessDenied,
        Says::DeniedBare,
    ])
}

/// What was to be done, for a sentence: "push to" or "pull".
fn doing(facts: &Facts) -> &'static str {
    if facts.op == Op::Push {
        "push to"
    } else {
        "pull"
    }
}

/// The right that a job's own token wants on GitHub.
fn workflow_permissions(facts: &Facts) -> Fix {
    let right = if facts.op == Op::Pull && facts.host().is_some() {
        "read"
    } else {
        "write"
    };
    Fix::new("In GitHub Actions: give the job's token the right to packages")
        .step(act("Put this into the workflow or the job. permissions takes away all that it doesn't name, so add what else the job needs.").edit(fix::yaml(
            ".github/workflows/build.yml",
            fix::map().put(
                "permissions",
                fix::map().put("contents", "read").put("packages", right),
            ),
        )))
}

/// Adds the read-only steps that show who asks and with what right.
fn who_asks(facts: &Facts, mut advice: Advice) -> Advice {
    match facts.registry().whoami {
        Some(whoami) => {
            for step in whoami(&facts.site()) {
                advice = advice.confirm(step);
            }
        }
        None => advice = advice.confirm(words::look_at_config(facts)),
    }
    if facts.op != Op::Push {
        advice = advice.confirm(words::ask_for_manifest(facts));
    }
    advice
}

/// Adds the ways to get the right: have it given, or be somebody who has it.
fn get_the_right(facts: &Facts, mut advice: Advice) -> Advice {
    advice = advice.fix(
        Fix::new(format!("Get the right to {} it", doing(facts)))
            .steps((facts.registry().grant)(&facts.site())),
    );
    // BuildKit's bare 403 names no registry; in GitHub's workflows it is mostly
    // GHCR's.
    let perhaps_ghcr = facts.host().is_none() && facts.tool == Tool::BuildKit;
    if facts.on(Id::Ghcr) || perhaps_ghcr {
        advice = advice.fix(workflow_permissions(facts));
    }
    let login =
        words::log_in(facts).titled("If another account has the right: log in with that one");
    advice.fix(login)
}
