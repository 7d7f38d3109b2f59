//! Quay.io.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Quay,
    name: "Quay.io",
    has: |host| host == "quay.io" || host.starts_with("quay."),
    username: "your Quay user name, or a robot account's full name such as acme+ci",
    secret: "an encrypted password or a robot account's token (Account settings, or the organisation's Robot accounts)",
    lifetime: "It lasts until it is revoked.",
    to_pull: "the Read permission on the repository",
    to_push: "the Write permission on the repository",
    login,
    grant,
    unlock: Some(unlock),
    status: Some("https://status.redhat.com/"),
    docs: "https://docs.quay.io/guides/login.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Steps {
    let right = if site.push { "Write" } else { "Read" };
    tell(format!(
        "In the repository's settings at Quay, under User and robot permissions, give the user or robot account {right}. A robot account has no right on a repository until it is given one, and a repository made by a push is private."
    )).into()
}

fn unlock(_: &Site) -> Steps {
    tell(
        "In Quay, open the repository, Tags, and take the immutability off this tag or change the policy that sets it.",
    ).into()
}
