//! Google Artifact Registry, `LOCATION-docker.pkg.dev`.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Steps, act, look, run, word};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::ArtifactRegistry,
    name: "Google Artifact Registry",
    has: |host| host.ends_with("docker.pkg.dev"),
    username: "oauth2accesstoken with an access token, or _json_key with a service account's key",
    secret: "an access token (gcloud auth print-access-token)",
    lifetime: "An access token lasts one hour; the credential helper fetches a new one.",
    to_pull: "the role roles/artifactregistry.reader",
    to_push: "the role roles/artifactregistry.writer",
    login,
    create: Some(create),
    whoami: Some(whoami),
    grant,
    unlock: Some(unlock),
    status: Some("https://status.cloud.google.com/"),
    docs: "https://cloud.google.com/artifact-registry/docs/docker/authentication",
    ..PLAIN
};

/// `europe-west1` of `europe-west1-docker.pkg.dev`.
pub(super) fn location<'a>(site: &Site<'a>) -> Option<&'a str> {
    site.host?.strip_suffix("-docker.pkg.dev")
}

/// Project and repository: the first two parts of the path.
fn parts<'a>(site: &Site<'a>) -> (Option<&'a str>, Option<&'a str>) {
    let mut parts = site
        .repository
        .unwrap_or("")
        .split('/')
        .filter(|part| !part.is_empty());
    (parts.next(), parts.next())
}

fn login(site: &Site) -> Steps {
    act("If gcloud's own session has ended, log in first.").run(run("gcloud auth login"))
        .then(act(format!(
            "Have gcloud asked for a fresh token whenever {} needs one. This sets credHelpers in ~/.docker/config.json, which most clients read.",
            site.named()
        ))
        .run(run("gcloud auth configure-docker").value(site.host, fix::REGISTRY)))
}

fn create(site: &Site) -> Steps {
    let (project, repository) = parts(site);
    act("Create the repository: in Artifact Registry, a push doesn't.")
        .run(
            run("gcloud artifacts repositories create")
                .value(repository, fix::REPOSITORY)
                .arg("--repository-format=docker")
                .option("--location=", location(site), fix::REGION)
                .option("--project=", project, fix::PROJECT),
        )
        .into()
}

fn whoami(site: &Site) -> Steps {
    let (project, repository) = parts(site);
    look("See which account gcloud uses.")
        .run(run("gcloud auth list"))
        .then(
            look("See whether the repository exists, and who has which role on it.").run(
                run("gcloud artifacts repositories get-iam-policy")
                    .value(repository, fix::REPOSITORY)
                    .option("--location=", location(site), fix::REGION)
                    .option("--project=", project, fix::PROJECT),
            ),
        )
}

fn grant(site: &Site) -> Steps {
    let (project, repository) = parts(site);
    let role = if site.push {
        "roles/artifactregistry.writer"
    } else {
        "roles/artifactregistry.reader"
    };
    act(format!(
        "Give the account the role {role} on this repository."
    ))
    .run(
        run("gcloud artifacts repositories add-iam-policy-binding")
            .value(repository, fix::REPOSITORY)
            .option("--location=", location(site), fix::REGION)
            .option("--project=", project, fix::PROJECT)
            .arg(word("--member=").and(fix::MEMBER))
            .arg(if site.push {
                "--role=roles/artifactregistry.writer"
            } else {
                "--role=roles/artifactregistry.reader"
            }),
    )
        .then(tell(
            "What counts is the account that pulls or pushes: in the cloud the node's or service's own, on your machine yours.",
        ))
}

fn unlock(site: &Site) -> Steps {
    let (project, repository) = parts(site);
    act("Let the repository's tags be overwritten.")
        .run(
            run("gcloud artifacts repositories update")
                .value(repository, fix::REPOSITORY)
                .option("--location=", location(site), fix::REGION)
                .option("--project=", project, fix::PROJECT)
                .arg("--no-immutable-tags"),
        )
        .weakens("any later push can then replace what a tag stands for")
        .into()
}
