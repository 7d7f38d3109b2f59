//! Scaleway Container Registry.
//!
//! From Scaleway's documentation: the registry's *Quickstart* (user name nologin,
//! an API key's secret key as the password, piped to --password-stdin).

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Steps, act, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Scaleway,
    name: "Scaleway Container Registry",
    has: |host| host.starts_with("rg.") && host.ends_with(".scw.cloud"),
    username: "nologin",
    secret: "the secret key of an API key (https://console.scaleway.com/iam/api-keys)",
    lifetime: "An API key lasts until the date chosen when it was made.",
    to_pull: "the permission set ContainerRegistryReadOnly in the project",
    to_push: "the permission set ContainerRegistryFullAccess in the project",
    login,
    create: Some(create),
    grant,
    status: Some("https://status.scaleway.com/"),
    docs: "https://www.scaleway.com/en/docs/container-registry/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    let says = format!(
        "Log in to {}. The user name is {}. As the password, use {}.",
        site.named(),
        REGISTRY.username,
        REGISTRY.secret
    );
    site.client
        .asking(
            act(says),
            site.client.log_in(
                Some(fix::value(site.host, fix::REGISTRY)),
                &["-u".into(), "nologin".into()],
            ),
        )
        .into()
}

fn create(site: &Site) -> Steps {
    let namespace = site.repository.and_then(|path| path.split('/').next());
    act("Make the namespace: a push makes images, not namespaces.")
        .run(run("scw registry namespace create").option("name=", namespace, fix::NAMESPACE))
        .into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Have an owner of the organisation give the API key's user or application a policy with ContainerRegistryReadOnly, or ContainerRegistryFullAccess to push, in the project that the namespace is in (IAM, Policies).",
    ).into()
}
