//! Azure Container Registry, in all clouds.

use super::{Id, Registry, Site, tell};
use crate::fix::{self, Step, act, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Acr,
    name: "Azure Container Registry",
    has: |host| {
        [".azurecr.io", ".azurecr.cn", ".azurecr.us", ".azurecr.de"]
            .iter()
            .any(|end| host.ends_with(end))
    },
    username: "a service principal's application id, a token's name, or 00000000-0000-0000-0000-000000000000 with a refresh token",
    secret: "the service principal's or token's password",
    lifetime: "What az acr login stores lasts 3 hours.",
    to_pull: "the role AcrPull",
    to_push: "the role AcrPush",
    login,
    lasting: None,
    create: None,
    grant,
    status: Some("https://azure.status.microsoft/"),
    docs: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
};

fn login(site: &Site) -> Vec<Step> {
    vec![
        act("If the Azure CLI's own session has ended, log in first.").run(run("az").arg("login")),
        act(format!(
            "Log in to {} with your Azure identity. What this stores lasts 3 hours.",
            site.named()
        ))
        .run(
            run("az")
                .args(["acr", "login", "--name"])
                .value(site.label(0), fix::REGISTRY),
        ),
    ]
}

fn grant(site: &Site) -> Vec<Step> {
    let role = if site.push { "AcrPush" } else { "AcrPull" };
    vec![
        act("Note the registry's id.").run(
            run("az")
                .args(["acr", "show", "--query", "id", "--output", "tsv", "--name"])
                .value(site.label(0), fix::REGISTRY),
        ),
        tell(format!(
            "Give the identity the role {role} on that id (az role assignment create --role {role}). A registry in the mode RBAC Registry + ABAC Repository Permissions wants {} instead.",
            if site.push {
                "Container Registry Repository Writer"
            } else {
                "Container Registry Repository Reader"
            }
        )),
    ]
}
