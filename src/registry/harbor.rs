//! Harbor, on hosts that show by their name that they are one.

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::{self, Steps};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Harbor,
    name: "Harbor",
    has: |host| host.contains("harbor"),
    username: "your Harbor user name, or a robot account's full name such as robot$acme+ci, in single quotes",
    secret: "your password, the CLI secret from your user profile if you sign in through a single sign-on, or a robot account's secret",
    lifetime: "A robot account lasts until the expiry date it was made with, 30 days unless changed.",
    to_pull: "at least the role Limited Guest in the project",
    to_push: "at least the role Developer in the project",
    login,
    create: Some(create),
    grant,
    unlock: Some(unlock),
    docs: "https://goharbor.io/docs/main/working-with-projects/working-with-images/pulling-pushing-images/",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

/// A push makes the repository in Harbor, never the project.
pub(super) fn create(site: &Site) -> Steps {
    let project = site
        .repository
        .and_then(|path| path.split('/').next())
        .map_or("it".into(), fix::plain);
    tell(format!(
        "Make the project first: in Harbor's web page, Projects, New Project, with the name {project}. A push makes the repository, not the project."
    )).into()
}

/// What a member needs, the same in every Harbor.
pub(super) fn grant(site: &Site) -> Steps {
    let role = if site.push {
        "at least the role Developer"
    } else {
        "at least the role Limited Guest"
    };
    let project = site
        .repository
        .and_then(|path| path.split('/').next())
        .map_or("the project".into(), |name| {
            format!("the project {}", fix::plain(name))
        });
    tell(format!(
        "Have an administrator of {project} give you {role} in Harbor's web page (Projects, the project, Members)."
    ))
        .then(tell(
            "A robot account has only the projects and actions that were ticked when it was made: edit it there (Robot Accounts), or make a new one.",
        ))
}

pub(super) fn unlock(_: &Site) -> Steps {
    tell(
        "In Harbor's web page, open the project, Policy, Tag Immutability, and change or remove the rule that covers this tag.",
    ).into()
}
