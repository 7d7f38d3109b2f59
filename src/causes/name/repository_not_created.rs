//! A push to a repository or project that must be created first.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers, names};

cause! {
    /// # What it is
    /// The push went to a repository that doesn't exist, on a registry where a
    /// push creates none.
    ///
    /// # Why it happens
    /// Amazon ECR, Google Artifact Registry and Harbor need the repository (on
    /// Harbor, the project) to be created first. Docker Hub, GHCR, GitLab and
    /// Azure make it with the first push.
    ///
    /// # Example
    /// ```error
    /// The push refers to repository [123456789012.dkr.ecr.eu-west-1.amazonaws.com/app]
    /// name unknown: The repository with name 'app' does not exist in the registry with id '123456789012'
    /// ```
    ///
    /// # How to fix
    /// Create the repository, with exactly this name, in this region or location.
    ///
    /// # How to verify
    /// Push again: the layers say `Pushed`.
    ///
    /// # Don't
    /// Don't log in again: the registry knew who you are.
    "repository-not-created", "The repository must be created before the push"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let unknown = facts.first(Says::RepositoryUnknown);
    let creates = facts.registry().create.is_some() && facts.host().is_some()
        || facts.sentence(&answers::HARBOR_NO_PROJECT).is_some()
        || facts.sentence(&answers::ECR_NO_REPOSITORY).is_some()
        || facts.sentence(&answers::GOOGLE_NO_REPOSITORY).is_some();
    if facts.op == Op::Push {
        case.seen(
            if creates {
                Weight::Decisive
            } else {
                Weight::Strong
            },
            unknown,
            "The registry says that there is no such repository to push to.",
        );
        if !facts.on(Id::DockerHub) && !facts.on(Id::Ghcr) {
            case.seen(
                Weight::Hints,
                facts
                    .any(&[Says::PushAccessDenied, Says::Denied])
                    .filter(|_| unknown.is_none()),
                "Some registries refuse a push like this when the project isn't there.",
            );
        }
    } else if facts.op == Op::Unknown {
        // To a pull, docker would have said "repository … not found" first.
        let read = facts.sentence(&names::MANIFEST_URL).is_some();
        case.seen(
            if read {
                Weight::Supports
            } else {
                Weight::Strong
            },
            unknown.filter(|_| creates),
            "On this registry a repository must be created before it is pushed to.",
        );
    }
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::CREATE_ON_PUSH),
        "The registry says that the repository isn't there, and that this identity isn't allowed to create it by a push.",
    );
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::GOOGLE_API_OFF),
        "The project's registry service isn't switched on.",
    );
    if words::host_twice(facts).is_some() {
        case.says(
            Weight::StronglyAgainst,
            words::at_subject(facts),
            "The repository's name has a host in it, which it shouldn't.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&answers::GOOGLE_API_OFF).is_some() {
        return of_google_api(facts);
    }
    let repository = facts
        .subject
        .repository
        .as_deref()
        .map_or("the repository".into(), |name| {
            format!("the repository {}", plain(name))
        });
    let host = facts.host_named();
    let google = facts.sentence(&answers::CREATE_ON_PUSH).is_some();
    let mut advice = Advice::new(format!(
        "{host} doesn't have {repository}, and a push doesn't create it there."))
    .confirm(look("Compare the name, letter by letter, with those that {host} lists: the region or location, the project, and the repository."));
    let steps = match facts.registry().create {
        Some(create) => create(&facts.site()),
        None if facts.sentence(&answers::ECR_NO_REPOSITORY).is_some() => {
            crate::registry::create_in_ecr(&facts.site())
        }
        None => look(
            "On {host}, create the project or repository in its web page first: in Harbor, Projects, New project. The first part of the path is the project's name.",
        ).into(),
    };
    advice = advice.fix(Fix::new(format!("Create {repository}")).steps(steps));
    if google {
        advice = advice.fix(Fix::new("Or let this identity create it by the push")
            .step(look(
                "Give it the role roles/artifactregistry.createOnPushWriter in the project. The first push to gcr.io then makes the repository.",
            )));
    }
    advice
        .verify(words::try_again(facts))
        .lasting(look("Create repositories along with the other infrastructure (Terraform, CloudFormation), or with a creation template of the registry."))
        .avoid("Don't log in again: the registry knew who you are.")
        .link(facts.registry().docs)
}

/// The project has no Artifact Registry yet.
fn of_google_api(facts: &Facts) -> Advice {
    Advice::new("{host} can't serve this project: its Artifact Registry API isn't enabled, or the project's name is wrong.")
    .confirm(look("See which project you work in.").run(run("gcloud config get-value project")))
    .fix(Fix::new("Enable the API, then create the repository")
        .step(act("Do this as somebody who may enable services in the project. It takes some minutes to take effect.").run(
            run("gcloud services enable artifactregistry.googleapis.com --project")
                .arg(fix::PROJECT),
        )))
    .verify(words::try_again(facts))
    .avoid("Don't log in again: the registry knew who you are.")
    .link("https://cloud.google.com/artifact-registry/docs/enable-service")
}
