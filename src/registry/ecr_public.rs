//! Amazon ECR Public, `public.ecr.aws`.

use super::{Id, PLAIN, Registry, Site, fed, tell};
use crate::fix::{self, Steps, act, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::EcrPublic,
    name: "Amazon ECR Public",
    has: |host| host == "public.ecr.aws" || host == "ecr-public.aws.com",
    username: "always AWS",
    secret: "the token that aws ecr-public get-login-password prints",
    lifetime: "The token lasts 12 hours. A pull needs none.",
    to_pull: "nothing: all is public, a login only raises the rate limit",
    to_push: "ecr-public:GetAuthorizationToken, sts:GetServiceBearerToken and the ecr-public upload actions",
    login,
    create: Some(create),
    whoami: Some(super::ecr::whoami),
    grant,
    public: true,
    status: Some("https://health.aws.amazon.com/health/status"),
    docs: "https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    fed(
        site,
        "Log in to public.ecr.aws. The token always comes from us-east-1, whatever your own region is.".into(),
        "AWS",
        run("aws ecr-public get-login-password --region us-east-1"),
    )
}

fn create(site: &Site) -> Steps {
    let name = site
        .repository
        .and_then(|r| r.split_once('/'))
        .map(|(_, name)| name);
    act("Create the repository. Its name is the part after your registry's alias, without a host.")
        .run(
            run("aws ecr-public create-repository --region us-east-1 --repository-name")
                .value(name, fix::REPOSITORY),
        )
        .into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Give the role or user these actions: ecr-public:GetAuthorizationToken, sts:GetServiceBearerToken, ecr-public:BatchCheckLayerAvailability, ecr-public:InitiateLayerUpload, ecr-public:UploadLayerPart, ecr-public:CompleteLayerUpload and ecr-public:PutImage.",
    ).into()
}
