//! Registries and namespaces that were shut down or moved, and where to.

/// Something that moved or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What happened, one sentence.
    pub says: &'static str,
    /// The new name without the tag, where it follows from the old one.
    pub to: Option<String>,
    /// Whether the old name surely doesn't serve any more, or only in part.
    pub gone: bool,
}

/// What became of `host/repository`, if it moved or ended.
#[must_use]
pub fn moved(host: &str, repository: &str) -> Option<Moved> {
    let behind = |prefix: &str| repository.strip_prefix(prefix);
    let to = |new: &str, rest: &str| Some([new, rest].concat());
    let (says, new, gone) = match host {
        "docker.pkg.github.com" => (
            "GitHub replaced docker.pkg.github.com with ghcr.io.",
            // OWNER/REPOSITORY/IMAGE became OWNER/IMAGE.
            match repository.split('/').collect::<Vec<_>>().as_slice() {
                [owner, _, image] => Some(["ghcr.io/", owner, "/", image].concat()),
                _ => None,
            },
            true,
        ),
        "k8s.gcr.io" => (
            "Kubernetes replaced k8s.gcr.io with registry.k8s.io in 2023, and adds nothing to the old one.",
            to("registry.k8s.io/", repository),
            false,
        ),
        "gcr.io" | "us.gcr.io" | "eu.gcr.io" | "asia.gcr.io" => {
            if let Some(image) =
                behind("google_containers/").or_else(|| behind("google-containers/"))
            {
                (
                    "Kubernetes moved its images from gcr.io to registry.k8s.io.",
                    to("registry.k8s.io/", image),
                    false,
                )
            } else if let Some(image) = behind("kubernetes-helm/") {
                (
                    "Helm moved its images from gcr.io to ghcr.io.",
                    to("ghcr.io/helm/", image),
                    true,
                )
            } else {
                (
                    "Google shut down Container Registry in 2025. Artifact Registry serves its gcr.io names, but only what was moved there.",
                    None,
                    false,
                )
            }
        }
        "registry.svc.ci.openshift.org" => (
            "OpenShift's CI registry moved to registry.ci.openshift.org.",
            to("registry.ci.openshift.org/", repository),
            true,
        ),
        "docker.io" => {
            if let Some(image) = behind("bitnami/") {
                (
                    "Bitnami took its versioned images off docker.io/bitnami in 2025. The old ones are under docker.io/bitnamilegacy, without updates.",
                    to("docker.io/bitnamilegacy/", image),
                    false,
                )
            } else if repository == "jboss/keycloak" {
                (
                    "Keycloak's images moved to quay.io/keycloak/keycloak.",
                    Some("quay.io/keycloak/keycloak".to_owned()),
                    false,
                )
            } else {
                return None;
            }
        }
        "quay.io" if repository == "kubernetes-ingress-controller/nginx-ingress-controller" => (
            "The ingress controller's images moved to registry.k8s.io/ingress-nginx/controller.",
            Some("registry.k8s.io/ingress-nginx/controller".to_owned()),
            false,
        ),
        _ if mirror_of(host).is_some() => (
            "This public mirror was shut down, or serves its own network alone.",
            mirror_of(host)
                .filter(|_| !repository.is_empty())
                .and_then(|of| to(of, repository)),
            true,
        ),
        "registry.centos.org" => ("The CentOS project's registry was shut down.", None, true),
        _ if host.ends_with(".bintray.io") => ("Bintray was shut down in 2021.", None, true),
        _ => return None,
    };
    Some(Moved {
        says,
        to: new,
        gone,
    })
}

/// What a public mirror that ended was a mirror of.
#[must_use]
pub fn mirror_of(host: &str) -> Option<&'static str> {
    Some(match host {
        "registry.docker-cn.com"
        | "hub-mirror.c.163.com"
        | "dockerhub.azk8s.cn"
        | "reg-mirror.qiniu.com"
        | "docker.mirrors.ustc.edu.cn"
        | "docker.mirrors.sjtug.sjtu.edu.cn"
        | "mirror.baidubce.com"
        | "dockerproxy.com" => "docker.io/",
        "gcr.azk8s.cn" | "gcr.mirrors.ustc.edu.cn" => "gcr.io/",
        "quay.azk8s.cn" | "quay.mirrors.ustc.edu.cn" => "quay.io/",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_names_follow_from_old_ones() {
        let to = |host, repository| moved(host, repository).and_then(|moved| moved.to);
        assert_eq!(
            to("docker.pkg.github.com", "acme/shop/app").as_deref(),
            Some("ghcr.io/acme/app")
        );
        assert_eq!(
            to("k8s.gcr.io", "pause").as_deref(),
            Some("registry.k8s.io/pause")
        );
        assert_eq!(
            to("docker.io", "bitnami/redis").as_deref(),
            Some("docker.io/bitnamilegacy/redis")
        );
        assert_eq!(
            to("quay.mirrors.ustc.edu.cn", "acme/app").as_deref(),
            Some("quay.io/acme/app")
        );
        assert_eq!(to("hub-mirror.c.163.com", ""), None);
        assert_eq!(to("gcr.io", "acme/app"), None);
        assert_eq!(moved("docker.io", "acme/app"), None);
        assert!(moved("acme-docker.bintray.io", "app").is_some_and(|moved| moved.gone));
    }
}
