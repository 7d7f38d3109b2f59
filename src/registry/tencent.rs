//! Tencent Container Registry.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Step;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Tencent,
    name: "Tencent Container Registry",
    has: |host| {
        host == "ccr.ccs.tencentyun.com"
            || host.ends_with(".ccs.tencentyun.com")
            || host.ends_with(".tencentcloudcr.com")
    },
    username: "your account ID (UIN) at the personal registry, or the user name that an enterprise instance shows",
    secret: "the registry's own password, or an access token of the instance",
    lifetime: "A temporary token of an enterprise instance lasts one hour.",
    to_pull: "the right tcr:PullRepository",
    to_push: "the right tcr:PushRepository",
    login,
    create: Some(create),
    grant,
    docs: "https://www.tencentcloud.com/document/product/1051",
    ..PLAIN
};

fn login(site: &Site) -> Vec<Step> {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Vec<Step> {
    vec![tell(
        "Make the namespace in the console first; a push makes the repository in it.",
    )]
}

fn grant(_: &Site) -> Vec<Step> {
    vec![tell(
        "Have the owner of the namespace give your sub-account a CAM policy with tcr:PullRepository, and tcr:PushRepository to push. The host must be the one of the instance that the namespace is in.",
    )]
}
