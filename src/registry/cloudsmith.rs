//! Cloudsmith.
//!
//! From Cloudsmith's documentation: *Docker Registry* (names are
//! HOST/OWNER/REPOSITORY/IMAGE). The forms of user name and secret are from
//! memory: the page's part on them could not be read.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Cloudsmith,
    name: "Cloudsmith",
    has: |host| {
        host == "docker.cloudsmith.io"
            || host.ends_with(".cloudsmith.com")
            || host.ends_with(".cloudsmith.io")
    },
    username: "your Cloudsmith user name, or token with an entitlement token",
    secret: "an API key, or an entitlement token to pull",
    to_pull: "the right to read the repository",
    to_push: "the right to write to the repository",
    login,
    create: Some(create),
    grant,
    status: Some("https://status.cloudsmith.io/"),
    docs: "https://help.cloudsmith.io/docs/docker-registry",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell(
        "Make the repository in Cloudsmith first: the path is HOST/WORKSPACE/REPOSITORY/IMAGE, and a push makes only the image.",
    ).into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Have an administrator of the workspace give you or the service account Read, or Write to push, on this repository (the repository's Settings, Access Controls). Paths are HOST/WORKSPACE/REPOSITORY/IMAGE.",
    ).into()
}
