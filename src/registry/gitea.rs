//! Gitea and Forgejo, Codeberg among them.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Gitea,
    name: "Gitea or Forgejo",
    has: |host| host == "codeberg.org" || host.contains("gitea") || host.contains("forgejo"),
    username: "your user name there",
    secret: "an access token (Settings, Applications) with the scope package",
    to_pull: "an access token with the scope read:package",
    to_push: "an access token with the scope write:package, and the right to write to the owner's packages",
    login,
    grant,
    docs: "https://docs.gitea.com/usage/packages/container",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Steps {
    let scope = if site.push {
        "write:package"
    } else {
        "read:package"
    };
    tell(format!(
        "Make an access token with the scope {scope} (Settings, Applications, Select permissions: package), and log in with it."
    ))
        .then(tell(
            "The path begins with the owner: HOST/OWNER/IMAGE. For an organisation, you must be in a team that may write to packages.",
        ))
}
