//! How to list a repository's tags, at each registry.

use super::{Client, Id, Site, artifact_registry, ecr, of};
use crate::fix::{self, Command, run};

/// The command that lists the tags of the site's repository.
#[must_use]
pub fn list_tags(site: &Site) -> Command {
    let name = match (site.host, site.repository) {
        (Some(host), Some(repository)) => Some(format!("{host}/{repository}")),
        _ => None,
    };
    let name = name.as_deref();
    match site.host.map(|host| of(host).id) {
        Some(Id::Ecr) => run("aws ecr list-images --repository-name")
            .value(site.repository, fix::REPOSITORY)
            .arg("--region")
            .value(ecr::region(site), fix::REGION),
        Some(Id::Gcr) => run("gcloud container images list-tags").value(name, fix::IMAGE),
        Some(Id::ArtifactRegistry) if artifact_registry::location(site).is_some() => {
            run("gcloud artifacts docker tags list").value(name, fix::IMAGE)
        }
        Some(Id::Acr) => run("az acr repository show-tags --name")
            .value(site.label(0), fix::REGISTRY)
            .arg("--repository")
            .value(site.repository, fix::REPOSITORY),
        _ => match site.client {
            Client::Podman | Client::Buildah | Client::Skopeo => {
                let name = name.map(|name| format!("docker://{name}"));
                run("skopeo list-tags").value(name, fix::IMAGE)
            }
            Client::Oras | Client::Helm => run("oras repo tags").value(name, fix::IMAGE),
            _ => run("crane ls").value(name, fix::IMAGE),
        },
    }
}
