//! Sonatype Nexus, on hosts that show by their name that they are one.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Nexus,
    name: "Sonatype Nexus",
    has: |host| host.contains("nexus"),
    username: "your Nexus user name, or a user token's name code",
    secret: "your Nexus password, or a user token's pass code",
    to_pull: "the privilege nx-repository-view-docker-REPOSITORY-read",
    to_push: "the privileges nx-repository-view-docker-REPOSITORY-add and -edit, on a hosted repository",
    login,
    create: Some(create),
    grant,
    unlock: Some(unlock),
    docs: "https://help.sonatype.com/en/docker-registry.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell(
        "In Nexus, make a repository of the recipe docker (hosted) with a connector (Repository, Repositories). A push makes the image's path in it. A proxy repository takes no push, and a group only with Nexus Pro.",
    ).into()
}

fn grant(site: &Site) -> Steps {
    let privileges = if site.push {
        "read, add and edit"
    } else {
        "read and browse"
    };
    tell(format!(
        "Have an administrator give you a role with the {privileges} privileges on this repository (nx-repository-view-docker-REPOSITORY-*), in Nexus under Security, Roles."
    ))
        .then(tell(
            "The Docker Bearer Token Realm must be active, or a login does nothing for docker (Security, Realms).",
        ))
}

fn unlock(_: &Site) -> Steps {
    tell(
        "In Nexus, set the hosted repository's Deployment policy to Allow redeploy, or tick Allow redeploy only on latest (Repository, Repositories).",
    ).into()
}
