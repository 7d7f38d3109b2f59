//! IBM Cloud Container Registry.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Steps, act, look, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Icr,
    name: "IBM Cloud Container Registry",
    has: |host| host == "icr.io" || host.ends_with(".icr.io"),
    username: "iamapikey with an API key",
    secret: "an IBM Cloud API key (IAM, API keys)",
    lifetime: "What ibmcloud cr login stores ends with the IAM session; an API key lasts until it is deleted.",
    to_pull: "the IAM service role Reader on the namespace",
    to_push: "the IAM service role Writer on the namespace",
    login,
    create: Some(create),
    whoami: Some(whoami),
    grant,
    status: Some("https://cloud.ibm.com/status"),
    docs: "https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access",
    ..PLAIN
};

fn login(_: &Site) -> Steps {
    act("If the IBM Cloud session has ended, log in first.").run(run("ibmcloud login"))
        .then(act("Have ibmcloud store a login for docker. Choose the region with ibmcloud cr region-set.")
            .run(run("ibmcloud cr login")))
}

fn create(site: &Site) -> Steps {
    let namespace = site.repository.and_then(|path| path.split('/').next());
    act("Make the namespace: a push makes repositories, not namespaces. It needs the role Manager.")
        .run(run("ibmcloud cr namespace-add").value(namespace, fix::NAMESPACE))
        .into()
}

fn whoami(_: &Site) -> Steps {
    look("See which account and region are targeted.")
        .run(run("ibmcloud target"))
        .then(
            look("See the namespaces that this account has there.")
                .run(run("ibmcloud cr namespace-list")),
        )
}

fn grant(site: &Site) -> Steps {
    let role = if site.push { "Writer" } else { "Reader" };
    tell(format!(
        "Have the account's administrator give you or your service ID the service role {role} for Container Registry on this namespace (Manage, Access (IAM))."
    ))
        .then(tell(
            "If the namespace is in another account or region, target those: ibmcloud target, ibmcloud cr region-set. Entitled software (cp.icr.io) needs the entitlement key, with the user name cp.",
        ))
}
