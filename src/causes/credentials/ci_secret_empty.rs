//! In CI: the secret never arrived.

use crate::causes::{cause, places};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look};
use crate::log::Place;
use crate::ranking::{At, Case, Weight};
use crate::signals::{Says, client, engine};

cause! {
    /// # What it is
    /// The job logged in with an empty user name or an empty secret: the
    /// variable that should hold it isn't there in this run.
    ///
    /// # Why it happens
    /// Its name is spelt differently in the settings and in the file. It is
    /// protected, and the branch isn't. The run comes from a fork or from a bot,
    /// which gets no secrets. It is set for another environment. It isn't passed
    /// on to a reusable workflow or a container.
    ///
    /// # Example
    /// ```error
    /// Run docker/login-action@v3
    ///   with:
    ///     logout: true
    /// Error: Username and password required
    /// ```
    ///
    /// # How to fix
    /// Define the variable under the very name that the job reads, for this
    /// branch and environment. For pull requests from forks, skip the login.
    ///
    /// # How to verify
    /// A step that says whether the variable is set, never what it holds.
    ///
    /// # Don't
    /// Don't print the secret to see whether it is there, and don't open secrets
    /// to forks with `pull_request_target`.
    "ci-secret-empty", "The CI secret is empty in this run"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let without_user = facts.sentence(&client::STDIN_WITHOUT_USER);
    case.seen(
        if facts.has(Says::LogsIn) && !facts.has(Says::TypedUser) {
            Weight::Supports
        } else {
            Weight::Strong
        },
        without_user,
        "The login got no user name, as it does from an empty variable.",
    );
    case.seen(
        Weight::Hints,
        without_user,
        "--password-stdin is usually given together with a user name.",
    );
    let empty = facts.seen().iter().find(|seen| {
        seen.signal.says == Says::EmptySecret && !seen.is(&client::STDIN_WITHOUT_USER)
    });
    case.seen(
        Weight::Decisive,
        empty,
        "The login got an empty user name or an empty secret.",
    );
    if facts.first(Says::NeedsTty).is_some() {
        let tty = facts.first(Says::NeedsTty);
        if facts.first(Says::PipedSecret).is_some() || facts.runs_in_ci() {
            case.seen(
                Weight::Strong,
                tty,
                "docker asks at the terminal when it was given an empty user name or secret.",
            );
            case.seen(
                Weight::Supports,
                facts.first(Says::PipedSecret),
                "The command gave both, so a variable must have been empty.",
            );
        } else {
            case.seen(
                Weight::Supports,
                tty,
                "docker asks at the terminal when it was given an empty user name or secret.",
            );
        }
    }
    case.seen(
        Weight::StronglyAgainst,
        super::broke_the_pipe(facts),
        "The command that should print the secret failed: its pipe was empty.",
    );
    if facts.subject.has_a_gap() {
        case.seen(
            Weight::Supports,
            facts.any(&[Says::InvalidReference]),
            "The image's name has a gap, as from an empty variable.",
        );
    }
    case.seen(
        Weight::Hints,
        facts.sentence(&engine::EMPTY_VARIABLE),
        "A variable is reported as not set.",
    );
    if facts.runs_in_ci() && case.score() > 0 {
        case.says(Weight::Hints, At::NOWHERE, "The log is from a CI job.");
    }
}

fn advice(facts: &Facts) -> Advice {
    let place = match facts.place {
        Place::GitHubActions => {
            "In the repository's settings (Secrets and variables, Actions), compare the secret's name with the one behind secrets. in the workflow, letter by letter. A run from a fork gets none: guard the login step with if: github.event.pull_request.head.repo.full_name == github.repository."
        }
        Place::GitLabCi => {
            "In the project's settings (CI/CD, Variables), compare the variable's name, its environment and whether it is protected: a protected variable reaches protected branches and tags only."
        }
        _ => {
            "Compare the variable's name in the CI settings with the one in the job's file, letter by letter, and look whether it is limited to protected branches, to an environment, or kept from forks."
        }
    };
    Advice::new("The login to {host} got an empty user name or secret: in this run, the variable that should hold it is empty.")
    .confirm(
        look("In the job, right before the login: see whether the variable is set. Use the name that your job reads. Its content isn't shown.")
            .run(fix::is_set(fix::TOKEN_VARIABLE)),
    )
    .fix(Fix::new("Bring the secret to this run")
        .step(act(place)))
    .fix(places::ci_login(facts))
    .verify(look("The login step prints Login Succeeded."))
    .avoid("Don't print the variable to see what it holds.")
    .avoid("Don't use pull_request_target with a fork's code to get at secrets: it hands them to that code.")
    .link("https://docs.github.com/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions")
}
