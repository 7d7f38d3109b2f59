//! The pod has no pull secret for the registry, or names one that isn't there.

use super::{at_a_cloud, in_a_cluster};
use crate::causes::{cause, pod, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, kubernetes};

cause! {
    /// # What it is
    /// The node pulled the image without a credential, as the pod gives it
    /// none. A login on your machine or on the node doesn't count: the kubelet
    /// takes the pod's `imagePullSecrets`, or the node's own cloud identity.
    ///
    /// # Why it happens
    /// The pod names no secret, names one that lives in another namespace, or
    /// its name is misspelt. The secret must be in the pod's namespace, of the
    /// type `kubernetes.io/dockerconfigjson`, with the image's host as server.
    ///
    /// # Example
    /// ```error
    /// Warning  Failed  12s  kubelet  Failed to pull image "registry.example.com/acme/app:1": failed to pull and unpack image "registry.example.com/acme/app:1": failed to resolve reference "registry.example.com/acme/app:1": unexpected status from HEAD request to https://registry.example.com/v2/acme/app/manifests/1: 401 Unauthorized
    /// Warning  Failed  12s  kubelet  Error: ImagePullBackOff
    /// ```
    ///
    /// # How to fix
    /// Make a secret with `kubectl create secret docker-registry`, in the pod's
    /// namespace, and name it in the pod's spec or its service account.
    ///
    /// # How to verify
    /// A new pod's events say `Pulled`.
    ///
    /// # Don't
    /// Don't log in on the node: the next node doesn't know of it.
    "pull-secret-missing", "The pod has no pull secret for this registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::PullSecretMissing),
        "The kubelet didn't find the pull secret that the pod names.",
    );
    if !in_a_cluster(facts) {
        return;
    }
    let refused = facts.any(&[
        Says::Unauthorized,
        Says::NoBasicAuth,
        Says::Anonymous,
        Says::PullAccessDenied,
        Says::Denied,
        Says::DeniedBare,
    ]);
    let cloud = at_a_cloud(facts);
    if facts.subject.is_official() || facts.subject.is_public_copy() {
        case.seen(Weight::Hints, refused, "The node's pull was refused.");
    } else if cloud {
        case.seen(
            Weight::Supports,
            refused,
            "The node's pull was refused. Without the node's cloud identity, a pull secret is needed.",
        );
    } else {
        case.seen(
            Weight::Strong,
            refused.filter(|_| !facts.on(Id::DockerHub)),
            "The registry asked the node who it is. Nodes answer with the pod's pull secret; a docker login, yours or on the node, isn't read.",
        );
        case.seen(
            Weight::Supports,
            refused.filter(|_| facts.on(Id::DockerHub)),
            "Docker Hub refused the node. For a private repository the pod needs a pull secret.",
        );
    }
    case.seen(
        Weight::Supports,
        facts.any(&[Says::Anonymous, Says::NoBasicAuth]),
        "The node sent no credential.",
    );
    case.seen(
        Weight::Against,
        facts.sentence(&kubernetes::NAMES_SECRET),
        "The pod does name a pull secret.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::CredentialSent,
            Says::BadCredential,
            Says::TokenExpired,
        ]),
        "The node did send a credential.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&kubernetes::SANDBOX_IMAGE),
        "The sandbox image is pulled by the container runtime, which uses no pull secret.",
    );
    case.seen(
        Weight::StronglyAgainst,
        super::not_there(facts),
        "The registry answered that there is no such image.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
}

/// The updater asks by itself, with its own credentials.
fn image_updater(facts: &Facts) -> Advice {
    let mut fix = pod::give_secret(facts).titled("Give the updater a pull secret for {host}");
    fix.steps.truncate(1);
    fix = fix.step(act("Name it in the updater's ConfigMap argocd-image-updater-config: in registries.conf, the entry with the prefix {host} gets credentials: pullsecret:NAMESPACE/SECRET. Then restart the updater.").run(pod::kubectl(facts, "rollout restart deployment argocd-image-updater")));
    Advice::new("{host} refused Argo CD Image Updater, which asked for the tags of {image}: it has no credential for that host, or one without the right to read.")
    .confirm(look("See which registries and credentials the updater knows.").run(pod::kubectl(
        facts,
        "get configmap argocd-image-updater-config -o yaml",
    )))
    .fix(fix)
    .verify(look("The next run in the updater's log counts no errors.").run(pod::kubectl(
        facts,
        "logs deployment/argocd-image-updater",
    )))
    .avoid(words::not_another_registry(facts))
    .link("https://argocd-image-updater.readthedocs.io/en/stable/configuration/registries/")
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&kubernetes::IMAGE_UPDATER).is_some() {
        return image_updater(facts);
    }
    let summary: fix::Says = match pod::secret(facts) {
        Some(secret) if facts.has(Says::PullSecretMissing) => {
            let place = pod::namespace(facts).map_or("the pod's namespace".into(), |ns| {
                format!("the namespace {}", fix::plain(ns))
            });
            format!(
                "The pod names the pull secret {}, but {place} has no such secret.",
                fix::plain(secret)
            )
            .into()
        }
        _ => "{host} refused the node's pull of {image}: the pod gives the node no credential for that host.".into(),
    };
    let mut advice = Advice::new(summary)
        .confirm(pod::describe(facts))
        .confirm(
            look("See which secrets the namespace has. A pull secret's type is kubernetes.io/dockerconfigjson.")
                .run(pod::kubectl(facts, "get secrets")),
        )
        .fix(pod::give_secret(facts));
    if let Some(fix) = pod::node_identity(facts) {
        advice = advice.fix(fix);
    } else if facts.host().is_none() {
        advice = advice.fix(Fix::new("If the registry is your cloud's own: let the node's identity pull")
            .step(look(
                "On EKS, give the node's role the right to pull; with ECR on other clusters, set up the kubelet's ecr-credential-provider. On GKE, give the node's service account roles/artifactregistry.reader. On AKS, run az aks update --attach-acr.",
            )));
    }
    advice
        .verify(pod::verify(facts))
        .lasting(look("On k3s and RKE2, a credential for all pods can be in /etc/rancher/k3s/registries.yaml (RKE2: /etc/rancher/rke2), under configs and exactly the host that is asked, {host}. Restart the service afterwards."))
        .lasting(look(
            "Give the secret to the namespace's service account, so that new pods have it. Renew it before its token expires.",
        ))
        .avoid("Don't log in on the node: the next node doesn't have that login.")
        .avoid(words::not_another_registry(facts))
        .link("https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/")
}
