//! Huawei Cloud `SoftWare` Repository for Container (SWR).

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Huawei,
    name: "Huawei Cloud SWR",
    has: |host| {
        host.starts_with("swr.")
            && (host.ends_with(".myhuaweicloud.com") || host.ends_with(".myhuaweicloud.eu"))
            || host.ends_with(".swr-pro.myhuaweicloud.com")
    },
    username: "REGION@ACCESS-KEY-ID, such as eu-west-101@AK",
    secret: "the login key that SWR's console derives from the access key (Generate Login Command)",
    lifetime: "A temporary login command lasts 6 hours, a long-term one until the access key is deleted.",
    to_pull: "the right to read the image, which its owner gives",
    to_push: "the right to edit in the organisation",
    login,
    create: Some(create),
    grant,
    docs: "https://support.huaweicloud.com/eu/usermanual-swr/swr_01_1000.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn create(_: &Site) -> Steps {
    tell(
        "Make the organisation in SWR's console first (Organization Management); a push makes the image in it.",
    ).into()
}

fn grant(site: &Site) -> Steps {
    tell(if site.push {
        "Have an administrator give your user Edit or Manage in the SWR organisation that the path begins with (Organization Management, Users)."
    } else {
        "Have the owner give your user Read on the image or its organisation, share the image with your account (Sharing), or make it public."
    })
        .then(tell(
            "A shared image is pulled with its owner's organisation in the path, and from the region that it is in.",
        ))
}
