//! Amazon ECR, private registries, in all partitions and on all endpoints.

use super::{Id, PLAIN, Registry, Site, fed, helper_entry, tell};
use crate::fix::{self, Step, Steps, act, look, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Ecr,
    name: "Amazon ECR",
    has: |host| {
        (host.contains(".dkr.ecr.") || host.contains(".dkr.ecr-fips."))
            && (host.ends_with(".amazonaws.com")
                || host.ends_with(".amazonaws.com.cn")
                || host.contains(".amazonaws.com:"))
            || host.contains(".dkr-ecr")
                && (host.ends_with(".on.aws") || host.ends_with(".on.amazonwebservices.com.cn"))
    },
    username: "always AWS",
    secret: "the token that aws ecr get-login-password prints",
    lifetime: "The token lasts 12 hours.",
    to_pull: "ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer and ecr:BatchGetImage",
    to_push: "ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload and ecr:PutImage",
    login,
    lasting: Some(lasting),
    create: Some(create),
    whoami: Some(whoami),
    grant,
    unlock: Some(unlock),
    status: Some("https://health.aws.amazon.com/health/status"),
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
    ..PLAIN
};

/// The region in the host: `ACCOUNT.dkr.ecr.REGION.amazonaws.com`,
/// `ACCOUNT.dkr-ecr.REGION.on.aws`.
pub(super) fn region<'a>(site: &Site<'a>) -> Option<&'a str> {
    let at = if site.label(1)? == "dkr" { 3 } else { 2 };
    site.label(at)
        .filter(|region| region.contains('-') && !region.contains(['<', '*', '$', '{', '(']))
}

fn account<'a>(site: &Site<'a>) -> Option<&'a str> {
    site.label(0)
        .filter(|account| account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit()))
}

fn login(site: &Site) -> Steps {
    let password = run("aws ecr get-login-password --region").value(region(site), fix::REGION);
    fed(
        site,
        format!(
            "Log in to {}. The user name is always AWS, and the token lasts 12 hours.",
            site.named()
        ),
        "AWS",
        password,
    )
}

pub(super) fn expiry(site: &Site) -> Step {
    look("See until when a new token would be valid, and whether the AWS identity still gets one. The stored one is valid for 12 hours from its login.").run(
        run("aws ecr get-authorization-token --output text --query").arg("authorizationData[0].expiresAt").arg("--region")
            .value(region(site), fix::REGION),
    )
}

fn lasting(site: &Site) -> Step {
    helper_entry(
        site,
        "ecr-login",
        "Install it from your system's package amazon-ecr-credential-helper.",
    )
}

pub(super) fn create(site: &Site) -> Steps {
    act("Create the repository: in ECR a push doesn't, unless a repository creation template says so.").run(
        run("aws ecr create-repository --repository-name")
            .value(site.repository, fix::REPOSITORY)
            .arg("--region")
            .value(region(site), fix::REGION),
    ).into()
}

/// The identity that the AWS command line uses.
pub(super) fn whoami(_: &Site) -> Steps {
    look("See which role or user asks: docker's token was made for it.")
        .run(run("aws sts get-caller-identity"))
        .into()
}

fn grant(site: &Site) -> Steps {
    let needs = if site.push {
        REGISTRY.to_push
    } else {
        REGISTRY.to_pull
    };
    let account = account(site).map_or("the registry's account".into(), |id| {
        format!("account {id}")
    });
    tell(format!(
        "Give the role or user that the first command shows these actions: {needs}. The managed policy {} is enough.",
        if site.push {
            "AmazonEC2ContainerRegistryPowerUser"
        } else {
            "AmazonEC2ContainerRegistryPullOnly"
        }
    ))
        .then(tell(format!(
            "If the identity belongs to another account, {account} must also allow it in the repository's policy (aws ecr set-repository-policy)."
        )))
}

fn unlock(site: &Site) -> Steps {
    act("Let the repository's tags be overwritten.")
        .run(
            run("aws ecr put-image-tag-mutability --repository-name")
                .value(site.repository, fix::REPOSITORY)
                .args("--image-tag-mutability MUTABLE --region")
                .value(region(site), fix::REGION),
        )
        .weakens("any later push can then replace what a tag stands for")
        .into()
}
