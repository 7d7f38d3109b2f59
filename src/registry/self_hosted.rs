//! Any other host: a registry that somebody runs.

use super::{Id, PLAIN, Registry, Site, asks, fed, tell};
use crate::fix::{self, Steps, act, look, run};
use crate::words::begins_with_one;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::SelfHosted,
    name: "this registry",
    has: |_| true,
    username: "the one that the registry's operator gave you",
    secret: "the password or token that belongs to it",
    to_pull: "the right to read this repository",
    to_push: "the right to write to this repository",
    login,
    grant,
    docs: "https://distribution.github.io/distribution/spec/auth/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    match site.host {
        Some("registry.heroku.com") => act("Have the Heroku CLI store a login for docker. It is that of the account that heroku login was told.")
            .run(run("heroku container:login")).into(),
        Some("registry.fly.io") => act("Have the Fly CLI store a login for docker. fly auth login comes first.")
            .run(run("fly auth docker")).into(),
        Some(host) if is_openshifts(host) => fed(
            site,
            format!(
                "Log in to {}, OpenShift's own registry, with your session's token. oc login comes first; any user name does. A build or pod in the cluster takes its service account's token.",
                site.named()
            ),
            "unused",
            run("oc whoami -t"),
        ),
        _ => asks(site, &REGISTRY),
    }
}

/// The registry that an `OpenShift` cluster has: by its service, and by its route.
fn is_openshifts(host: &str) -> bool {
    begins_with_one(
        "image-registry.openshift-image-registry.svc default-route-openshift-image-registry. \
         docker-registry.default.svc docker-registry-default.",
        host,
    )
}

fn grant(site: &Site) -> Steps {
    if site.host.is_some_and(is_openshifts) {
        let project = site
            .repository
            .and_then(|path| path.split_once('/'))
            .map(|(project, _)| project);
        let role = if site.push {
            "system:image-builder"
        } else {
            "system:image-puller"
        };
        return look("See who you are. A build or pod in the cluster is the service account that it runs as: system:serviceaccount:PROJECT:NAME.")
            .run(run("oc whoami"))
            .then(act("Have an administrator of the image's project give that user or service account the role.").run(
                run("oc policy add-role-to-user")
                    .arg(role)
                    .arg(fix::USERNAME)
                    .arg("-n")
                    .value(project, fix::NAMESPACE),
            ));
    }
    let right = if site.push { "write to" } else { "read" };
    let repository = site.repository.map_or("this repository".into(), |name| {
        format!("the repository {}", fix::plain(name))
    });
    tell(format!(
        "Have the registry's operator, or the owner of the project there, give your account the right to {right} {repository}."
    )).into()
}
