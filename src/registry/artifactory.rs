//! `JFrog` Artifactory: its cloud, and hosts that show by their name that they are one.
//!
//! From `JFrog`'s help: *Basic Authentication* (a token is the password of the
//! user that it was made for), *Permission Details* (Read on a remote repository
//! serves only what its cache holds, Deploy/Cache fetches the rest,
//! Delete/Overwrite replaces), *Configure Virtual Repositories for Deployment*.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Artifactory,
    name: "JFrog Artifactory",
    has: |host| {
        host.ends_with(".jfrog.io") || host.contains("artifactory") || host.contains("jfrog")
    },
    username: "your Artifactory user name; with a token, the one that it was made for",
    secret: "an identity token (your profile, Generate an Identity Token), or your password",
    lifetime: "An access token lasts as long as was chosen when it was made.",
    to_pull: "the permission Read on the repository",
    to_push: "the permission Deploy/Cache on the repository, and Delete/Overwrite to replace a tag",
    login,
    create: Some(create),
    grant,
    status: Some("https://status.jfrog.io/"),
    docs: "https://jfrog.com/help/r/jfrog-artifactory-documentation/docker-registry",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell(
        "Make a local Docker repository first (Administration, Repositories). With paths, the name is HOST/REPOSITORY-KEY/IMAGE; a push makes the image, not the repository.",
    ).into()
}

fn grant(site: &Site) -> Steps {
    tell(if site.push {
        "Have an administrator add you or your group to a permission on this repository with Read, Deploy/Cache and, to replace an existing tag, Delete/Overwrite (Administration, User Management, Permissions). A virtual repository takes a push only if a default deployment repository is set."
    } else {
        "Have an administrator add you or your group to a permission on this repository with Read (Administration, User Management, Permissions). On a remote repository, the first pull also needs Deploy/Cache."
    }).into()
}
