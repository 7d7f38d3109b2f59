//! `OVHcloud` Managed Private Registry, which is Harbor.

use super::harbor::{create, grant, unlock};
use super::{Id, PLAIN, Registry, Site, asks};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Ovh,
    name: "OVHcloud Managed Private Registry",
    has: |host| {
        host.ends_with(".container-registry.ovh.net")
            || host.ends_with(".container-registry.ovh.us")
    },
    username: "the Harbor user name that the OVHcloud control panel made (Identification details), or a robot account's full name",
    secret: "that user's Harbor password",
    to_pull: "at least the role Limited Guest in the Harbor project",
    to_push: "at least the role Developer in the Harbor project",
    login,
    create: Some(create),
    grant,
    unlock: Some(unlock),
    status: Some("https://public-cloud.status-ovhcloud.com/"),
    docs: "https://docs.ovh.com/ie/en/private-registry/managing-users-and-projects/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}
