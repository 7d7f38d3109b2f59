//! GitLab's container registry: registry.gitlab.com and self-hosted ones that
//! show by their name that they are GitLab's.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::GitLab,
    name: "GitLab Container Registry",
    has: |host| host == "registry.gitlab.com" || host.contains("gitlab"),
    username: "your GitLab user name, or the deploy token's own user name",
    secret: "a personal, project or deploy token, not your password",
    lifetime: "A token lasts until its expiry date; a CI job's token lasts as long as the job.",
    to_pull: "the scope read_registry and at least the Reporter role in the project",
    to_push: "the scopes read_registry and write_registry, and at least the Developer role in the project",
    login,
    grant,
    status: Some("https://status.gitlab.com/"),
    docs: "https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Steps {
    tell(if site.push {
        "In the project, a Maintainer gives you at least the Developer role (Manage, Members), or makes a deploy token with read_registry and write_registry (Settings, Repository)."
    } else {
        "In the project, a Maintainer gives you at least the Reporter role (Manage, Members), or makes a deploy token with read_registry (Settings, Repository). For another project's CI job, add that project to the job token allowlist (Settings, CI/CD)."
    }).into()
}
