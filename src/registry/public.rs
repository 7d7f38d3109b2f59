//! Registries that serve everybody without a login, and take no push.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Public,
    name: "a public registry",
    has: |host| {
        matches!(
            host,
            "mcr.microsoft.com" | "registry.k8s.io" | "k8s.gcr.io" | "registry.access.redhat.com"
        )
    },
    username: "none",
    secret: "none",
    to_pull: "nothing: all is public",
    to_push: "the rights of its operator",
    login,
    grant,
    public: true,
    docs: "https://distribution.github.io/distribution/spec/api/",
    ..PLAIN
};

fn login(_: &Site) -> Steps {
    tell(
        "This registry needs no login: all its images are public. A stale login for it does harm, so log out of it.",
    ).into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Everybody may pull here, and only its operator may push. No right can be missing on a pull: look at the name, and at what stands between you and the registry.",
    ).into()
}
