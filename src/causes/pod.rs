//! What the causes of this family share: whose pod it is, and its pull secret.

use crate::facts::Facts;
use crate::fix::{self, Command, Fix, Step, Steps, act, look, run};
use crate::registry::Id;
use crate::signals::{Group, Says, kubernetes};

/// The name that a new secret gets.
pub(super) const NEW_SECRET: &str = "regcred";

/// The namespace that the text shows the pod to be in.
pub(super) fn namespace<'a>(facts: &'a Facts) -> Option<&'a str> {
    let pod =
        |seen: &'a crate::facts::Seen| seen.get(Group::Word)?.split_once('/').map(|(ns, _)| ns);
    named(facts)
        .and_then(|secret| secret.split_once('/'))
        .map(|(namespace, _)| namespace)
        .or_else(|| facts.sentence(&kubernetes::EVENT_ROW)?.get(Group::Word))
        .or_else(|| pod(facts.sentence(&kubernetes::POD)?))
        .or_else(|| facts.sentence(&kubernetes::POD_IN)?.get(Group::Word))
}

/// The secret that the text names, without its namespace.
pub(super) fn secret<'a>(facts: &'a Facts) -> Option<&'a str> {
    named(facts).map(|secret| secret.rsplit('/').next().unwrap_or(secret))
}

/// The secret as the text names it, with its namespace where it stands there.
fn named<'a>(facts: &'a Facts) -> Option<&'a str> {
    let told = facts
        .seen()
        .iter()
        .filter(|seen| {
            matches!(
                seen.signal.says,
                Says::PullSecretMissing | Says::PullSecretInvalid
            )
        })
        .find_map(|seen| seen.get(Group::Secret));
    told.or_else(|| {
        facts
            .sentence(&kubernetes::NAMES_SECRET)?
            .get(Group::Secret)
    })
}

/// A kubectl command for the pod's namespace.
pub(super) fn kubectl(facts: &Facts, words: &'static str) -> Command {
    run("kubectl")
        .args(words)
        .arg("-n")
        .value(namespace(facts), fix::KUBERNETES_NAMESPACE)
}

/// The pod's events: which secret, which host, which refusal.
pub(super) fn describe(facts: &Facts) -> Step {
    look("Read the pod's events, and see which image and pull secrets it names.")
        .run(kubectl(facts, "describe pod").arg(fix::POD))
}

/// Makes the secret and hands it to the pod.
pub(super) fn give_secret(facts: &Facts) -> Fix {
    let host = facts.host_named();
    let name = secret(facts).unwrap_or(NEW_SECRET).to_owned();
    let create =
        run("kubectl create secret docker-registry").value(name.as_str(), fix::SECRET_NAME);
    // Docker Hub's entry has a key of its own.
    let create = if facts.on(Id::DockerHub) {
        create.arg("--docker-server=https://index.docker.io/v1/")
    } else {
        create.option("--docker-server=", facts.host(), fix::REGISTRY)
    };
    let create = if facts.on(Id::Ecr) {
        create.arg("--docker-username=AWS")
    } else {
        create.option("--docker-username=", facts.held.username(), fix::USERNAME)
    }
    .arg(fix::word("--docker-password=").and(fix::env(fix::TOKEN_VARIABLE)))
    .arg("-n")
    .value(namespace(facts), fix::KUBERNETES_NAMESPACE);
    Fix::new("Give the pod a pull secret for {host}")
        .step(act(format!(
            "Make the secret in the pod's own namespace: pods see no other namespace's secrets. The server is {host}, as in the image's name. The user name is {}. As the password, use {}. You are asked for it, and it isn't shown.",
            facts.registry().username,
            facts.registry().secret,
        ))
        .run_all([fix::ask_secret(fix::TOKEN_VARIABLE), create]))
        .step(act("Name it in the pod's spec (in a Deployment under template).").edit(fix::yaml(
            "the pod's spec",
            fix::map().put(
                "spec",
                fix::map().put(
                    "imagePullSecrets",
                    fix::seq().item(fix::map().put("name", fix::value(name.as_str(), fix::SECRET_NAME))),
                ),
            ),
        )))
        .step(act("Or give it to the service account that the pod runs as, so that all its pods have it.")
            .run(
                kubectl(facts, "patch serviceaccount")
                    .arg(fix::SERVICE_ACCOUNT)
                    .arg("--patch")
                    .arg(fix::word("{\"imagePullSecrets\":[{\"name\":\"").and(fix::value(name.as_str(), fix::SECRET_NAME)).and("\"}]}")),
            )
            .overwrites("the service account's list of pull secrets"))
}

/// A pull that was refused is tried again by a new pod.
pub(super) fn verify(facts: &Facts) -> Step {
    look("Delete the waiting pod (its Deployment makes a new one), then see that the events say Pulled.")
        .run(kubectl(facts, "get events --sort-by=.lastTimestamp"))
}

/// The cloud's own way: the node's identity may pull, no secret is needed.
pub(super) fn node_identity(facts: &Facts) -> Option<Fix> {
    let (title, steps): (&str, Steps) = match facts.registry().id {
        _ if facts.host().is_none() => return None,
        Id::Ecr => (
            "Or let the node's role pull from ECR",
            look(
                "Attach the managed policy AmazonEC2ContainerRegistryPullOnly (older: AmazonEC2ContainerRegistryReadOnly) to the node's role. Outside EKS, the kubelet also needs the credential provider ecr-credential-provider, set up with --image-credential-provider-config.",
            ).into(),
        ),
        Id::Gcr | Id::ArtifactRegistry => (
            "Or let the node's service account pull",
            (facts.registry().grant)(&facts.site()),
        ),
        Id::Acr => (
            "Or attach the registry to the cluster",
            act("On AKS, give the cluster's identity the right to pull.").run(
                run("az aks update --name")
                    .arg(fix::CLUSTER)
                    .arg("--resource-group")
                    .arg(fix::RESOURCE_GROUP)
                    .arg("--attach-acr")
                    .value(facts.site().label(0), fix::REGISTRY),
            ).into(),
        ),
        _ => return None,
    };
    Some(Fix::new(title).steps(steps))
}
