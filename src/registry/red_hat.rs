//! Red Hat's registries that want a login.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::RedHat,
    name: "Red Hat Registry",
    has: |host| {
        matches!(
            host,
            "registry.redhat.io" | "registry.connect.redhat.com" | "registry.stage.redhat.io"
        )
    },
    username: "your Red Hat login, or a registry service account's whole name such as 1234567|ci",
    secret: "that login's password, or the service account's token (https://access.redhat.com/terms-based-registry/)",
    lifetime: "A registry service account's token lasts until it is regenerated or deleted.",
    to_pull: "a Red Hat account; some images need a subscription",
    to_push: "the rights of a Red Hat partner",
    login,
    grant,
    status: Some("https://status.redhat.com/"),
    docs: "https://access.redhat.com/RegistryAuthentication",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(_: &Site) -> Steps {
    tell(
        "Log in with a Red Hat account that has the subscription for this image, or make a registry service account at https://access.redhat.com/terms-based-registry/. An account with outstanding terms must accept them at https://access.redhat.com first.",
    ).into()
}
