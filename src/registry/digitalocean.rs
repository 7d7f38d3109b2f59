//! `DigitalOcean` Container Registry.
//!
//! From `DigitalOcean`'s documentation: *doctl registry login* (30 days unless
//! --expiry-seconds or --never-expire says otherwise, --read-only refuses
//! pushes), *Set Up CI/CD* (an API token as user name and password alike).

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{self, Steps, act, look, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::DigitalOcean,
    name: "DigitalOcean Container Registry",
    has: |host| host == "registry.digitalocean.com",
    username: "an API token; the same token is the password",
    secret: "that API token again (API, Tokens, with the registry scopes)",
    lifetime: "What doctl registry login stores lasts 30 days unless told otherwise.",
    to_pull: "a token with the scope registry:read",
    to_push: "a token with read and write access to the registry",
    login,
    create: Some(create),
    whoami: Some(whoami),
    grant,
    status: Some("https://status.digitalocean.com/"),
    docs: "https://docs.digitalocean.com/products/container-registry/how-to/use-registry-docker-kubernetes/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    let registry = site.repository.and_then(|path| path.split('/').next());
    act("Have doctl fetch a credential and store it for docker. If doctl isn't set up yet, run doctl auth init first.")
        .run(run("doctl registry login"))
        .then(
            act("If doctl answers that there are several registries, name the one.")
                .run(run("doctl registries login").value(registry, fix::REGISTRY)),
        )
}

fn create(_: &Site) -> Steps {
    tell(
        "The registry's name is the first part of the path: registry.digitalocean.com/REGISTRY/IMAGE. Make it with doctl registry create; a push makes the repository in it, up to the plan's limit.",
    ).into()
}

fn whoami(_: &Site) -> Steps {
    look("See which account doctl uses.")
        .run(run("doctl account get"))
        .then(
            look("See the registry's name and its plan: each plan has a limit of repositories.")
                .run(run("doctl registry get")),
        )
        .then(look("See which repositories it has.").run(run("doctl registry repository list-v2")))
}

fn grant(_: &Site) -> Steps {
    tell(
        "Make an API token with read and write access to the registry in the team that owns it, or log in with doctl as a member of that team. The name's first part must be the registry's own name (doctl registry get).",
    ).into()
}
