//! The token is good and lacks a scope.

use super::{another_reason_is_given, credential_comes_first, refusal, signed_in};
use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{Advice, Fix, look};
use crate::input::Field;
use crate::log::Place;
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// The registry knows the token and accepts it. But the token was made for
    /// less than this: to read only, or for other things than packages.
    ///
    /// # Why it happens
    /// A token has scopes of its own, whatever its owner may do: `read:packages`
    /// and `write:packages` on GitHub, `read_registry` and `write_registry` on
    /// GitLab, Read or Read & Write on Docker Hub. In GitHub Actions, the job's
    /// token has the rights that `permissions:` names. `Login Succeeded` says
    /// nothing of scopes.
    ///
    /// # Example
    /// ```error
    /// denied: permission_denied: The token provided does not match expected scopes.
    /// ```
    /// ```image
    /// ghcr.io/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Make a token with the scope that is needed, and log in with it. In a
    /// workflow, write the right under `permissions:`.
    ///
    /// # How to verify
    /// The same push or pull works.
    ///
    /// # Don't
    /// Don't tick every scope: a token that leaks can do all that it may.
    "insufficient-scope", "The token lacks a scope"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let push = facts.op == Op::Push;
    case.seen(
        super::outright(
            facts,
            &[
                &answers::GITHUB_SCOPES,
                &answers::GITEA_SCOPE,
                &answers::HUB_TOKEN_SCOPES,
            ],
        ),
        facts.first(Says::ScopeMissing),
        "The registry says that the token's scopes aren't enough.",
    );
    let named = facts.has(Says::ScopeMissing);
    if facts.on(Id::Ghcr) {
        case.seen(
            Weight::Supports,
            facts.sentence(&answers::GITHUB_DENIED),
            "GitHub names a right to packages that the token doesn't have.",
        );
        if push {
            case.seen(
                Weight::Supports,
                facts.first(Says::Forbidden),
                "GHCR answers 403 to a token that it knows and that isn't allowed to write here.",
            );
        }
    }
    if !named && facts.has(Says::Forbidden) {
        case.seen(
            Weight::Supports,
            facts.first(Says::CredentialSent),
            "The token service refused the right, not the credential (403, not 401).",
        );
    }
    let refused = refusal(facts).or_else(|| facts.first(Says::Unauthorized).filter(|_| push));
    if let (false, Some(refused)) = (named, refused) {
        let challenged = facts.first(Says::InsufficientScope);
        if challenged.is_some() && !facts.has(Says::PullAccessDenied) {
            case.seen(
                Weight::Supports,
                challenged,
                "The registry answers that the token's scope isn't enough, or that there is no token.",
            );
        } else {
            case.says(
                Weight::Hints,
                refused,
                "A token that may only read is refused like this.",
            );
        }
        if let Some((at, says)) = signed_in(facts) {
            let weight = if push {
                Weight::Supports
            } else {
                Weight::Hints
            };
            case.says(weight, at, says);
        }
    }
    if case.score() > 0 {
        // GitHub names a right also where it is the token that lacks it.
        let own: &[Says] = if facts.sentence(&answers::GITHUB_DENIED).is_some() {
            &[Says::ScopeMissing, Says::PermissionMissing]
        } else {
            &[Says::ScopeMissing]
        };
        another_reason_is_given(facts, case, own);
        credential_comes_first(facts, case);
        case.wants(
            facts,
            Field::Config,
            "Your config.json: it shows whether a credential is held for this registry.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let host = facts.host_named();
    let push = facts.op == Op::Push;
    let registry = facts.registry();
    let needs = if push {
        registry.to_push
    } else {
        registry.to_pull
    };
    let summary = if facts.op == Op::Unknown {
        format!(
            "{host} accepts your token, but the token wasn't made for this: to pull, it needs {}; to push, {}.",
            registry.to_pull, registry.to_push
        )
    } else {
        format!(
            "{host} accepts your token, but the token wasn't made for this: to {}, it needs {needs}.",
            if push { "push" } else { "pull" },
        )
    };
    let mut login = words::log_in(facts).titled("Make a token with the scope, and log in with it");
    login = login.first(words::make_token(facts));
    let installation = facts
        .sentence(&answers::GITHUB_SCOPES)
        .is_some_and(|_| facts.place == Place::GitHubActions);
    let mut advice = Advice::new(summary).confirm(look(
        "Open the list of your tokens at the registry and look at this one's scopes. A login that succeeds doesn't show them.",
    ))
    .confirm(words::look_at_config(facts));
    if facts.on(Id::Ghcr) {
        let workflow = super::workflow_permissions(facts);
        advice = if installation || facts.place == Place::GitHubActions {
            advice.fix(workflow).fix(login)
        } else {
            advice.fix(login).fix(workflow)
        };
        advice = advice.fix(Fix::new("If the job's token is still refused")
            .step(look("Open the package's settings on GitHub and add the workflow's repository under Manage Actions access with the role Write. A new package of an organisation also needs the organisation to allow package creation (Settings, Packages).")));
    } else {
        advice = advice.fix(login);
    }
    advice
        .verify(words::try_again(facts))
        .avoid("Don't tick every scope: a token that leaks can do all that it may.")
        .avoid("Don't use your password instead of a token: it can do everything, and can't be revoked on its own.")
        .link(registry.docs)
}
