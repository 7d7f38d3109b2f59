//! In CI: the job pulls or pushes without a login to that registry.

use crate::causes::{cause, login, places, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look};
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::{Says, tools};

cause! {
    /// # What it is
    /// The job pulls or pushes without a login to that registry. What another
    /// job, another runner or a step inside a container stored doesn't count.
    ///
    /// # Why it happens
    /// There is no login step, it comes later, it stands in another job, or it
    /// is for another registry. Images of `container:` and of container actions
    /// are pulled before any step runs.
    ///
    /// # Example
    /// ```error
    /// ##[group]Run docker push registry.example.com/acme/app:1
    /// docker push registry.example.com/acme/app:1
    /// The push refers to repository [registry.example.com/acme/app]
    /// no basic auth credentials
    /// ##[error]Process completed with exit code 1.
    /// ```
    ///
    /// # How to fix
    /// Add a login step for exactly this registry before the step that fails, in
    /// the same job.
    ///
    /// # How to verify
    /// The log shows `Login Succeeded` before the pull or push.
    ///
    /// # Don't
    /// Don't put the secret into the job's file: use the CI's secret store.
    "ci-login-missing", "The CI job doesn't log in to this registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    if !facts.runs_in_ci() && facts.tool != Tool::Kaniko {
        return;
    }
    let refused = facts.any(&[
        Says::NoBasicAuth,
        Says::Anonymous,
        Says::Unauthorized,
        Says::Denied,
        Says::PullAccessDenied,
        Says::PushAccessDenied,
    ]);
    let Some(refused) = refused else { return };
    let weight = match refused.signal.says {
        Says::NoBasicAuth | Says::Anonymous => Weight::Supports,
        Says::Unauthorized if !facts.runs_in_ci() => Weight::Supports,
        _ => Weight::Hints,
    };
    case.says(
        weight,
        refused,
        "The registry was sent no credential that it accepts.",
    );
    if facts.runs_in_ci() {
        // A failure that a log of a job merely quotes may be of anywhere.
        let step = facts.sentence(&tools::CI_STEP);
        let before = facts.sentence(&tools::CI_BEFORE_STEPS);
        if before.is_some() {
            case.seen(
                Weight::Strong,
                before,
                "GitHub pulls this image before any step of the job runs, so a login step comes too late for it.",
            );
        } else if let Some(login) = facts.any(&[Says::LoggedIn, Says::LogsIn]) {
            case.says(Weight::Against, login, "The log shows a login before that.");
        } else if step.is_some() {
            let asks = matches!(
                refused.signal.says,
                Says::NoBasicAuth | Says::Anonymous | Says::Unauthorized
            );
            case.seen(
                if asks {
                    Weight::Strong
                } else {
                    Weight::Supports
                },
                step,
                "A step of the job ran it, and the log shows no login before that.",
            );
        } else {
            case.says(
                Weight::Hints,
                At::NOWHERE,
                "The log is from a CI job, and shows no login.",
            );
        }
    }
    super::something_else_stopped_it(facts, case);
    if facts.tool.on_a_node() {
        case.says(
            Weight::StronglyAgainst,
            At::NOWHERE,
            "It failed on a node, where the job's login isn't used.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::CredentialSent,
            Says::BadCredential,
            Says::TokenExpired,
            Says::EmptySecret,
            Says::NeedsTty,
            Says::CloudIdentity,
            Says::HelperMissing,
            Says::HelperFails,
        ]),
        "A login was tried, and failed for another reason.",
    );
    if facts.held.outcome == Some(Outcome::Found) {
        case.says(
            Weight::StronglyAgainst,
            At::config(facts),
            "The config has a credential for this registry.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let early = facts.sentence(&tools::CI_BEFORE_STEPS).is_some();
    let mut advice = Advice::new(if early {
        "The image at {host} is pulled before any step of the job runs, so a login step comes too late for it."
    } else {
        "The job goes to {host} without a login. Each job starts with none, whatever another job or runner did."
    });
    if early {
        let login = fix::map()
            .put("username", fix::expr("github.actor"))
            .put("password", fix::expr("secrets.REGISTRY_TOKEN"));
        advice = advice.fix(Fix::new("Give the login where the image is named")
            .step(act("For the job's container and for services, write it beside image.").edit(fix::yaml(
                ".github/workflows/build.yml",
                fix::map().put("container", fix::map().put("image", fix::value(facts.subject.text.as_deref(), fix::IMAGE)).put("credentials", login)),
            )))
            .step(act("A container action has no such place: make its image public, or run it with docker run in a step of its own, after a login step.")));
    }
    if !early {
        advice = advice.fix(give(facts));
    }
    advice
    .confirm(look("Search the job's log for Login Succeeded before the step that failed, and see which host it was for."))
    .verify(look("The log shows Login Succeeded before the pull or push."))
    .avoid("Don't put the secret into the job's file: use the CI's secret store.")
    .avoid(words::not_another_registry(facts))
    .link("https://github.com/docker/login-action")
}

/// kaniko and Jib know no login command.
fn give(facts: &Facts) -> Fix {
    if facts.tool != Tool::Kaniko {
        return places::ci_login(facts);
    }
    let there = places::logins(facts).into_iter().next();
    there.unwrap_or_else(|| login::kaniko(facts))
}
