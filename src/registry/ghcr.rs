//! GitHub's container registry `ghcr.io`, and the older `docker.pkg.github.com`.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Ghcr,
    name: "GitHub Container Registry",
    has: |host| {
        host == "ghcr.io"
            || host == "docker.pkg.github.com"
            || host.starts_with("containers.") && host.contains("github")
    },
    username: "your GitHub user name",
    secret: "a personal access token (classic) from https://github.com/settings/tokens",
    lifetime: "A personal access token lasts until its expiry date; GitHub Actions' GITHUB_TOKEN lasts as long as its job.",
    to_pull: "the scope read:packages",
    to_push: "the scope write:packages",
    login,
    grant,
    status: Some("https://www.githubstatus.com/"),
    docs: "https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Steps {
    let role = if site.push { "Write" } else { "Read" };
    let steps = tell(format!(
        "Open the package's settings on GitHub. Under Manage access, give the user or team the role {role}. For a workflow, add its repository under Manage Actions access with the role {role}: a package that was first pushed by hand is closed to every repository."
    ))
        .then(tell(
            "In an organisation that enforces SAML single sign-on, authorise the token for it: https://github.com/settings/tokens, Configure SSO.",
        ));
    if site.push {
        return steps;
    }
    steps.then(tell(
        "A new package is private. If everybody is meant to pull it, only its owner can change that: the package's settings, Change visibility.",
    ))
}
