//! Kubernetes and other orchestrators: nobody logs in there.

pub(super) mod node_identity_missing;
pub(super) mod pull_secret_invalid;
pub(super) mod pull_secret_missing;
pub(super) mod swarm_registry_auth_missing;

use crate::facts::{Facts, Seen, Tool};
use crate::registry::Id;
use crate::signals::{Says, answers, kubernetes};

/// Whether something in a cluster pulled: a node, or a program that runs there.
fn in_a_cluster(facts: &Facts) -> bool {
    // What watches tags there reads its own settings, not a pod's.
    by_a_node(facts) || facts.has(Says::InCluster) && !facts.tool.is_a_controller()
}

/// Whether a cluster's node pulled.
fn by_a_node(facts: &Facts) -> bool {
    facts.has(Says::ImagePullFails) && facts.tool != Tool::Docker
        || facts.tool == Tool::Kubelet
        || facts.has(Says::PullSecretMissing)
}

/// "Not found", which no registry says to somebody whom it doesn't know. The
/// kubelet tries one credential after the other and quotes all answers.
fn not_there<'a>(facts: &'a Facts<'_>) -> Option<&'a Seen> {
    facts
        .any(&[Says::ManifestUnknown, Says::RepositoryUnknown])
        .or_else(|| facts.sentence(&answers::REFERENCE_NOT_FOUND))
}

/// Whether the registry belongs to a cloud that knows its own nodes.
fn at_a_cloud(facts: &Facts) -> bool {
    facts.host().is_some()
        && matches!(
            facts.registry().id,
            Id::Ecr | Id::Gcr | Id::ArtifactRegistry | Id::Acr
        )
}

/// Whether the image is the pod's sandbox, which no pull secret reaches.
fn is_sandbox(facts: &Facts) -> bool {
    facts.sentence(&kubernetes::SANDBOX_IMAGE).is_some()
}
