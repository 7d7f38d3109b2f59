//! Azure Container Registry, in all clouds.

use super::{Client, Id, PLAIN, Registry, Site, fed, tell};
use crate::fix::{self, Steps, act, look, run, value};
use crate::words::ends_with_one;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Acr,
    name: "Azure Container Registry",
    has: |host| ends_with_one(".azurecr.io .azurecr.cn .azurecr.us .azurecr.de", host),
    username: "a service principal's application (client) id, a token's name, or 00000000-0000-0000-0000-000000000000 with a refresh token",
    secret: "the service principal's or token's password",
    lifetime: "What az acr login stores lasts 3 hours.",
    to_pull: "the role AcrPull",
    to_push: "the role AcrPush",
    login,
    whoami: Some(whoami),
    grant,
    unlock: Some(unlock),
    status: Some("https://azure.status.microsoft/"),
    docs: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    let own = run("az acr login --name").value(site.label(0), fix::REGISTRY);
    let says = format!(
        "Log in to {} with your Azure identity. What this stores lasts 3 hours.",
        site.named()
    );
    // By itself it runs docker, and stops where there is none.
    let own = if site.client == Client::Docker {
        act(says).run(own).into()
    } else {
        fed(
            site,
            says,
            "00000000-0000-0000-0000-000000000000",
            own.args("--expose-token --output tsv --query accessToken"),
        )
    };
    Steps::from(act("If the Azure CLI's own session has ended, log in first.").run(run("az login")))
        .then_all(own)
        .then(site.client.asking(
            act("Without an Azure identity, as on a server, do this instead of both: log in with a service principal's application (client) id or a token's name as the user name, and its password."),
            site.client.log_in(
                Some(value(site.host, fix::REGISTRY)),
                &["-u".into(), fix::USERNAME.into()],
            ),
        ))
}

fn whoami(site: &Site) -> Steps {
    look("See which account and subscription the Azure CLI uses.")
        .run(run("az account show"))
        .then(
            look("Have Azure test the way to the registry: DNS, network rules, login, rights.")
                .run(run("az acr check-health --yes --name").value(site.label(0), fix::REGISTRY)),
        )
}

fn grant(site: &Site) -> Steps {
    let role = if site.push { "AcrPush" } else { "AcrPull" };
    act("Note the registry's id.").run(
        run("az acr show --query id --output tsv --name").value(site.label(0), fix::REGISTRY),
    )
        .then(tell(format!(
            "Give the identity the role {role} on that id (az role assignment create --role {role}). A registry in the mode RBAC Registry + ABAC Repository Permissions needs {} instead. A token has only what its scope map lists.",
            if site.push {
                "Container Registry Repository Writer"
            } else {
                "Container Registry Repository Reader"
            }
        )))
}

fn unlock(site: &Site) -> Steps {
    let image = match (site.repository, site.tag) {
        (Some(repository), Some(tag)) => Some(format!("{repository}:{tag}")),
        _ => None,
    };
    let of = |command: fix::Command| {
        command
            .arg("--name")
            .value(site.label(0), fix::REGISTRY)
            .arg("--image")
            .value(image.as_deref(), fix::IMAGE)
    };
    look("See whether the image is locked (writeEnabled).")
        .run(of(run("az acr repository show")))
        .then(
            act("Unlock it.")
                .run(of(run("az acr repository update")).args("--write-enabled true"))
                .weakens("any later push can then replace what the tag stands for"),
        )
}
