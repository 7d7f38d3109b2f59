//! Oracle Cloud Infrastructure Registry.
//!
//! From Oracle's documentation: *Preparing for Container Registry* (an auth
//! token, a policy or the administrators' group), *Logging in to Oracle Cloud
//! Infrastructure Registry* (the tenancy's object storage namespace before the
//! user name, an auth token as the password).

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Ocir,
    name: "Oracle Cloud Infrastructure Registry",
    has: |host| {
        host.ends_with(".ocir.io")
            || host.starts_with("ocir.") && host.ends_with(".oci.oraclecloud.com")
    },
    username: "TENANCY-NAMESPACE/USER, and TENANCY-NAMESPACE/DOMAIN/USER for a user of another identity domain (oracleidentitycloudservice for federated ones)",
    secret: "an auth token (your profile in the console, Auth tokens), not your password",
    to_pull: "a policy that lets your group read repos",
    to_push: "a policy that lets your group manage repos, or use repos where the repository exists",
    login,
    grant,
    status: Some("https://ocistatus.oraclecloud.com/"),
    docs: "https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrypushingimagesusingthedockercli.htm",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(site: &Site) -> Steps {
    tell(if site.push {
        "Have an administrator write a policy: Allow group GROUP to manage repos in tenancy (or in compartment COMPARTMENT). A first push makes the repository in the root compartment, so it needs the right there; or make the repository in its compartment first."
    } else {
        "Have an administrator write a policy: Allow group GROUP to read repos in tenancy (or in compartment COMPARTMENT)."
    }).into()
}
