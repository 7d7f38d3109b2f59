//! The node's or service's own identity in the cloud may not pull.

use super::{at_a_cloud, in_a_cluster, is_sandbox};
use crate::causes::{cause, pod, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers, kubernetes, tools};

cause! {
    /// # What it is
    /// In a cloud, the node or service pulls with an identity of its own: EKS
    /// with the node's role, ECS with the task execution role, GKE with the
    /// node's service account, AKS and App Service with a managed identity.
    /// Here it has none, or one without the right to pull.
    ///
    /// # Why it happens
    /// The role was never attached, the task's role was given the right and not
    /// the execution role, the registry belongs to another account or project,
    /// or the cluster isn't managed by the cloud and lacks the kubelet's
    /// credential provider.
    ///
    /// # Example
    /// ```error
    /// kubelet: Error syncing pod, skipping: failed to "StartContainer" for "app" with ErrImagePull: "failed to pull and unpack image \"123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/app:1\": failed to resolve reference: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials"
    /// ```
    ///
    /// # How to fix
    /// Give the identity that pulls the cloud's role for pulling.
    ///
    /// # How to verify
    /// A new pod or task pulls the image.
    ///
    /// # Don't
    /// Don't put your own login or a key of yours on the nodes.
    "node-identity-missing", "The node's own identity isn't allowed to pull"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.sentence(&kubernetes::CREDENTIAL_PROVIDER),
        "The kubelet's credential provider, which asks the cloud for a token, failed.",
    );
    let asked = facts.any(&[Says::Unauthorized, Says::NoBasicAuth, Says::Anonymous]);
    let forbidden = facts.any(&[
        Says::Forbidden,
        Says::PermissionMissing,
        Says::Denied,
        Says::PullAccessDenied,
    ]);
    if facts.tool == Tool::Ecs {
        case.seen(
            Weight::Strong,
            facts.first(Says::PermissionMissing),
            "The role with which ECS pulls lacks a right. That is the task execution role.",
        );
        let unknown = !facts.has(Says::PermissionMissing);
        case.seen(
            Weight::Supports,
            facts.sentence(&kubernetes::ECS_BEFORE_PULL).filter(|_| unknown),
            "Before the pull, ECS fetches its login and secrets from AWS, as the task execution role.",
        );
        case.seen(
            Weight::Strong,
            asked
                .or_else(|| facts.first(Says::Denied))
                .filter(|_| unknown && (at_a_cloud(facts) || facts.host().is_none())),
            "ECS was refused. It pulls with the task execution role.",
        );
        case.seen(
            Weight::Supports,
            facts.first(Says::Forbidden).filter(|_| unknown),
            "ECS pulls with the task execution role. The registry knows it (403, not 401), but it lacks a right.",
        );
    } else if in_a_cluster(facts) && at_a_cloud(facts) {
        let weight = if facts.on(Id::Ecr) && facts.has(Says::NoBasicAuth) {
            Weight::Decisive
        } else if super::by_a_node(facts) {
            Weight::Strong
        } else {
            Weight::Supports
        };
        case.seen(
            weight,
            asked.or(forbidden),
            "The cloud's registry refused a node. Nodes of the same cloud pull with their own identity.",
        );
        if !facts.on(Id::Ecr) {
            case.seen(
                Weight::Hints,
                facts.first(Says::Anonymous),
                "The node sent no credential.",
            );
        }
        if !facts.on(Id::Ecr) && asked.is_none() {
            case.seen(
                Weight::Hints,
                forbidden,
                "The registry knows the node (403, not 401), but it lacks the right.",
            );
        }
    }
    if let Some(sandbox) = facts.sentence(&kubernetes::SANDBOX_IMAGE)
        && (asked.is_some() || at_a_cloud(facts) && forbidden.is_some())
    {
        case.says(
            if at_a_cloud(facts) { Weight::Supports } else { Weight::Hints },
            sandbox,
            "The sandbox (pause) image is pulled by the container runtime, which uses no pull secret.",
        );
    }
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::CLOUD_RUN_READ),
        "Cloud Run names the account that it pulls with, and the right that this lacks.",
    );
    case.seen(
        Weight::Strong,
        facts
            .sentence(&tools::APP_SERVICE)
            .filter(|_| asked.is_some()),
        "App Service pulls with its managed identity, or with the credential in its settings.",
    );
    case.seen(
        Weight::StronglyAgainst,
        super::not_there(facts).or_else(|| facts.first(Says::PullSecretMissing)),
        "The text names another reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
    if facts.sentence(&kubernetes::CREDENTIAL_PROVIDER).is_none()
        && facts.host().is_some()
        && !at_a_cloud(facts)
        && facts.tool != Tool::Ecs
        && !is_sandbox(facts)
    {
        case.seen(
            Weight::StronglyAgainst,
            asked.or(forbidden),
            "This registry belongs to no cloud that knows the node.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let mut advice = if facts.tool == Tool::Ecs {
        on_ecs()
    } else if facts.sentence(&answers::CLOUD_RUN_READ).is_some() {
        Advice::new("Cloud Run pulls {image} with its own service agent, which isn't allowed to read it, or the image isn't there.")
        .confirm(words::ask_for_manifest(facts))
        .fix(Fix::new("Let the service agent that the error names read the repository").steps((facts.registry().grant)(&facts.site())))
    } else if facts.sentence(&tools::APP_SERVICE).is_some() {
        Advice::new("App Service couldn't pull {image}: {host} refuses its identity, or the credential in its settings.")
        .fix(Fix::new("Let the app's managed identity pull")
            .step(act("Give the app an identity and note its principalId.").run(
                run("az webapp identity assign --name").arg(fix::SERVICE)
                    .arg("--resource-group").arg(fix::RESOURCE_GROUP),
            ))
            .step(look("Give that identity the role AcrPull on the registry (az role assignment create --role AcrPull)."))
            .step(act("Have the app use it for pulls.").run(
                run("az webapp config set --name").arg(fix::SERVICE)
                    .arg("--resource-group").arg(fix::RESOURCE_GROUP)
                    .arg("--generic-configurations").arg("{\"acrUseManagedIdentityCreds\": true}"),
            )))
    } else {
        on_a_node(facts)
    };
    advice = advice
        .verify(if facts.tool == Tool::Ecs || facts.sentence(&tools::APP_SERVICE).is_some() {
            look("Restart the task or app, and see that it pulls the image.")
        } else {
            pod::verify(facts)
        })
        .lasting(look("Put the role into your infrastructure code, next to the node group or task, so that the next one has it."))
        .avoid("Don't put your own login or key on the nodes: the next node doesn't have it, and it ends when you leave.");
    if facts.host().is_some() {
        advice = advice.avoid(words::not_another_registry(facts));
    }
    advice.link(match facts.registry().id {
        _ if facts.tool == Tool::Ecs => {
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"
        }
        Id::Ecr => "https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_EKS.html",
        Id::Gcr | Id::ArtifactRegistry => "https://cloud.google.com/artifact-registry/docs/integrate-gke",
        Id::Acr => "https://learn.microsoft.com/azure/aks/cluster-container-registry-integration",
        _ => "https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/",
    })
}

fn on_ecs() -> Advice {
    Advice::new("ECS isn't allowed to pull {image}. It pulls with the task execution role (executionRoleArn), not with the task's role.")
    .confirm(
        look("See which task definition the service runs. Its executionRoleArn is the role that pulls.").run(
            run("aws ecs describe-services --query").arg("services[0].taskDefinition").arg("--cluster")
                .arg(fix::CLUSTER)
                .arg("--services")
                .arg(fix::SERVICE),
        ),
    )
    .fix(Fix::new("Give the execution role the right to pull")
        .step(act("Attach the managed policy AmazonECSTaskExecutionRolePolicy. It holds ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer and ecr:BatchGetImage.").run(
            run("aws iam attach-role-policy --role-name")
                .arg(fix::ROLE)
                .args("--policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
        ))
        .step(look("Name that role as executionRoleArn in the task definition, and start the task again.")))
    .fix(Fix::new("If the repository is another account's")
        .step(look("Its policy must also allow your account ecr:BatchGetImage and ecr:GetDownloadUrlForLayer (aws ecr set-repository-policy).")))
    .fix(Fix::new("If the image isn't in ECR")
        .step(look("Put the user name and a token into Secrets Manager, and name that secret as repositoryCredentials in the container definition.")))
}

fn on_a_node(facts: &Facts) -> Advice {
    let mut advice = Advice::new(if is_sandbox(facts) {
        "The node isn't allowed to pull its sandbox image from {host}. The container runtime pulls it by itself, so a pull secret doesn't help."
    } else {
        "{host} refused the node: its own identity in the cloud is missing, or isn't allowed to pull {image}."
    })
    .confirm(if is_sandbox(facts) {
        look("Read the node's kubelet log from the last ten minutes.").run(run("journalctl -u kubelet --since -10min").as_root())
    } else {
        pod::describe(facts)
    });
    if let Some(mut fix) = pod::node_identity(facts) {
        fix = fix.titled(match facts.registry().id {
            Id::Ecr => "Let the node's role pull from ECR",
            Id::Acr => "Attach the registry to the cluster",
            _ => "Let the node's service account pull",
        });
        if matches!(facts.registry().id, Id::Gcr | Id::ArtifactRegistry) {
            fix = fix.step(look(
                "The role is roles/artifactregistry.reader, for the service account of the node pool. Nodes with access scopes also need devstorage.read_only or cloud-platform among these, which can only be chosen when a node pool is made.",
            ));
        }
        advice = advice.fix(fix);
    }
    if is_sandbox(facts) {
        advice = advice.fix(Fix::new("Or use a sandbox image that needs no login")
            .step(look("Set sandbox_image (containerd 2: sandbox) in /etc/containerd/config.toml to registry.k8s.io/pause, or give the runtime a credential for this host in its own configuration (on k3s and RKE2: registries.yaml).")));
    } else {
        advice = advice.fix(pod::give_secret(facts));
    }
    advice
}
