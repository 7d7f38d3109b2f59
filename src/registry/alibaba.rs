//! Alibaba Cloud Container Registry.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Alibaba,
    name: "Alibaba Cloud Container Registry",
    has: |host| host.ends_with(".aliyuncs.com"),
    username: "your Alibaba Cloud account's full name, or USER@ALIAS for a RAM user",
    secret: "the password set for Container Registry (console, Access Credential), not the account's password",
    lifetime: "A temporary password lasts one hour, the permanent one until it is changed.",
    to_pull: "the RAM action cr:PullRepository",
    to_push: "the RAM action cr:PushRepository",
    login,
    create: Some(create),
    grant,
    status: Some("https://status.alibabacloud.com/"),
    docs: "https://www.alibabacloud.com/help/en/acr/user-guide/configure-access-credentials",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell(
        "Make the namespace in the console (Container Registry, Namespaces). A push makes the repository only if the namespace is set to create repositories automatically.",
    ).into()
}

fn grant(site: &Site) -> Steps {
    let action = if site.push {
        "cr:PushRepository and cr:PullRepository"
    } else {
        "cr:PullRepository"
    };
    tell(format!(
        "Have the owner of the namespace give your RAM user the actions {action} on this repository. Each RAM user has a registry password of its own."
    ))
        .then(tell("The host's region must be the one that the namespace is in."))
}
