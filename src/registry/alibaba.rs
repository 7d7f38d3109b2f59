//! Alibaba Cloud Container Registry.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Step;

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

fn login(site: &Site) -> Vec<Step> {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Vec<Step> {
    vec![tell(
        "Make the namespace in the console (Container Registry, Namespaces). A push makes the repository only if the namespace is set to create repositories automatically.",
    )]
}

fn grant(site: &Site) -> Vec<Step> {
    let action = if site.push {
        "cr:PushRepository and cr:PullRepository"
    } else {
        "cr:PullRepository"
    };
    vec![
        tell(format!(
            "Have the owner of the namespace give your RAM user the actions {action} on this repository. Each RAM user has a registry password of its own."
        )),
        tell("The host's region must be the one that the namespace is in."),
    ]
}
