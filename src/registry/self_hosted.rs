//! Any other host: a registry that somebody runs.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::{self, Step};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::SelfHosted,
    name: "this registry",
    has: |_| true,
    username: "the one that the registry's operator gave you",
    secret: "the password or token that belongs to it",
    to_pull: "the right to read this repository",
    to_push: "the right to write to this repository",
    login,
    grant,
    docs: "https://distribution.github.io/distribution/spec/auth/",
    ..PLAIN
};

fn login(site: &Site) -> Vec<Step> {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Vec<Step> {
    let right = if site.push { "write to" } else { "read" };
    let repository = site.repository.map_or("this repository".into(), |name| {
        format!("the repository {}", fix::plain(name))
    });
    vec![tell(format!(
        "Have the registry's operator, or the owner of the project there, give your account the right to {right} {repository}."
    ))]
}
