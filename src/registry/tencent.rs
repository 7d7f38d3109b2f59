//! Tencent Container Registry.
//!
//! From Tencent's documentation: *Managing User Accounts* and *Managing Service
//! Accounts* (1051/54755, 1051/54627: a user account is named as the account's ID;
//! a long-term credential stays valid until it is disabled or deleted, a
//! temporary one an hour), *`CreateInstanceToken`* (1051/45154).

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Tencent,
    name: "Tencent Container Registry",
    has: |host| {
        host == "ccr.ccs.tencentyun.com"
            || host.ends_with(".ccs.tencentyun.com")
            || host.ends_with(".tencentcloudcr.com")
    },
    username: "your account's ID (UIN), or the name of a service account of an enterprise instance",
    secret: "the registry's own password, or an access token of the instance",
    lifetime: "At an enterprise instance a temporary token lasts one hour, a long-term credential until it is disabled or deleted.",
    to_pull: "the right tcr:PullRepository",
    to_push: "the right tcr:PushRepository",
    login,
    create: Some(create),
    grant,
    docs: "https://www.tencentcloud.com/document/product/1051",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell("Make the namespace in the console first; a push makes the repository in it.").into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Have the owner of the namespace give your sub-account a CAM policy with tcr:PullRepository, and tcr:PushRepository to push. The host must be the one of the instance that the namespace is in.",
    ).into()
}
