//! Docker Hub, and `dhi.io`, which takes the same accounts.

use super::{Client, Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Steps, act};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::DockerHub,
    name: "Docker Hub",
    has: |host| {
        matches!(
            host,
            "docker.io"
                | "index.docker.io"
                | "registry-1.docker.io"
                | "registry.hub.docker.com"
                | "auth.docker.io"
                | "dhi.io"
        )
    },
    username: "your Docker ID, not your e-mail address",
    secret: "a personal access token (https://app.docker.com/settings/personal-access-tokens), or an organisation's access token with the organisation's name as the user name",
    lifetime: "A personal access token lasts until it is revoked or reaches the expiry date chosen when it was made.",
    to_pull: "Read access",
    to_push: "Read & Write access",
    login,
    create: Some(create),
    grant,
    unlock: Some(unlock),
    status: Some("https://www.dockerstatus.com/"),
    docs: "https://docs.docker.com/security/access-tokens/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    let needs = if site.push {
        REGISTRY.to_push
    } else {
        REGISTRY.to_pull
    };
    let host = if site.host == Some("dhi.io") {
        Some("dhi.io".into())
    } else if site.client.defaults_to_hub() {
        None
    } else if site.client == Client::Helm {
        // Helm compares hosts as they stand in the chart's address.
        Some("registry-1.docker.io".into())
    } else {
        Some("docker.io".into())
    };
    let login = site.client.log_in(
        host,
        &["-u".into(), fix::value(site.username, fix::USERNAME)],
    );
    let says = format!(
        "Log in to Docker Hub. The user name is {}. As the password, use {}. It needs {needs}.",
        REGISTRY.username, REGISTRY.secret
    );
    site.client.asking(act(says), login).into()
}

fn create(_: &Site) -> Steps {
    tell(
        "In your own namespace a push makes the repository. In an organisation's namespace, have someone with the right to create repositories make it at https://hub.docker.com/repositories first.",
    ).into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "In an organisation, have an owner give a team that you belong to Read or Read & Write on this repository (hub.docker.com, the repository, Permissions). For a repository of another user, have them add you under Collaborators.",
    ).into()
}

fn unlock(_: &Site) -> Steps {
    tell(
        "On hub.docker.com, open the repository, Settings, and change the rule for immutable tags so that it no longer covers this tag.",
    ).into()
}
