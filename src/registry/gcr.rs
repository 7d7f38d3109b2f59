//! Google's older `gcr.io` hosts, now served by Artifact Registry.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Step, Steps, act, look, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Gcr,
    name: "Google gcr.io",
    has: |host| host == "gcr.io" || host.ends_with(".gcr.io"),
    username: "oauth2accesstoken with an access token, or _json_key with a service account's key",
    secret: "an access token (gcloud auth print-access-token)",
    lifetime: "An access token lasts one hour; the credential helper fetches a new one.",
    to_pull: "the role roles/artifactregistry.reader",
    to_push: "the role roles/artifactregistry.writer",
    login,
    lasting: Some(lasting),
    create: Some(create),
    whoami: Some(whoami),
    grant,
    status: Some("https://status.cloud.google.com/"),
    docs: "https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr",
    ..PLAIN
};

fn login(_: &Site) -> Steps {
    act("If gcloud's own session has ended, log in first.").run(run("gcloud auth login"))
        .then(act("Have gcloud asked for a fresh token whenever gcr.io needs one. This sets credHelpers in ~/.docker/config.json, which most clients read.")
            .run(run("gcloud auth configure-docker")))
}

fn lasting(_: &Site) -> Step {
    look(
        "Container Registry itself is shut down, and Artifact Registry serves gcr.io. Give new images a name there: REGION-docker.pkg.dev/PROJECT/REPOSITORY/NAME.",
    )
}

fn create(_: &Site) -> Steps {
    tell(
        "Artifact Registry serves gcr.io now. The project needs a repository for this host first: in the console, Artifact Registry, Settings, or gcloud artifacts docker upgrade.",
    ).into()
}

fn whoami(_: &Site) -> Steps {
    look("See which account gcloud uses.")
        .run(run("gcloud auth list"))
        .into()
}

fn grant(site: &Site) -> Steps {
    let project = site.repository.and_then(|path| path.split('/').next());
    tell(if site.push {
        "In the project, give the account the role roles/artifactregistry.writer (IAM & Admin). The storage roles of the old Container Registry no longer count."
    } else {
        "In the project, give the account the role roles/artifactregistry.reader (IAM & Admin). The storage roles of the old Container Registry no longer count."
    })
        .then(act("In a project that is new to it, turn the service on: without it every request is refused.").run(
            run("gcloud services enable artifactregistry.googleapis.com")
                .option("--project=", project, fix::PROJECT),
        ))
}
