//! The identity has no right on this repository.

use super::{another_reason_is_given, credential_comes_first, doing, refusal, signed_in};
use crate::causes::{cause, places, words};
use crate::facts::{Facts, Op, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::input::Field;
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Group, Says, answers, names, network};

cause! {
    /// # What it is
    /// The registry knows who you are, and you aren't allowed to use this
    /// repository: no role, no membership, no policy gives you the right.
    ///
    /// # Why it happens
    /// Being known isn't being allowed: 401 asks who you are, 403 says that you
    /// aren't allowed to. The role was never given, was given on another project, or the
    /// request comes from another identity than you think: the node's, the
    /// job's, another account's.
    ///
    /// # Example
    /// ```error
    /// denied: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:123456789012:repository/app because no identity-based policy allows the ecr:InitiateLayerUpload action
    /// ```
    /// ```image
    /// 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1
    /// ```
    ///
    /// # How to fix
    /// Have whoever owns the repository give your identity the right to pull or
    /// push, on exactly this repository or project.
    ///
    /// # How to verify
    /// The same pull or push works. New rights may take some minutes.
    ///
    /// # Don't
    /// Don't log in again with the same account: it changes nothing.
    "no-repository-permission", "No permission for this repository"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Strong,
        facts
            .sentence(&names::EMPTY_400)
            .filter(|_| facts.sentence(&names::HEROKU).is_some()),
        "Heroku says 400 and no more to a push to an app that isn't there, or isn't yours.",
    );
    let push = facts.op == Op::Push;
    case.seen(
        super::outright(
            facts,
            &[
                &answers::AWS_NOT_AUTHORIZED,
                &answers::LAMBDA_ECR,
                &answers::GOOGLE_PERMISSION,
                &answers::HARBOR_UNAUTHORIZED,
                &answers::GITHUB_DENIED,
                &answers::QUAY_APP,
                &answers::AZURE_ACTION,
                &answers::ORACLE_ACTION,
                &answers::CLOUD_RUN_READ,
            ],
        ),
        facts.first(Says::PermissionMissing),
        "The registry names the right that is missing.",
    );
    let named = facts.has(Says::PermissionMissing);
    if !named && !facts.registry().public {
        forbidden(facts, case);
    }
    // GHCR says a bare "denied" to a token that it doesn't take.
    let stale = facts.on(Id::Ghcr) && !push && facts.has(Says::DeniedBare);
    let refused = refusal(facts).filter(|_| !stale).or_else(|| {
        facts
            .first(Says::Unauthorized)
            .filter(|_| signed_in(facts).is_some() && !super::upload_unauthorized(facts))
    });
    if let (false, Some(refused)) = (named, refused) {
        if facts.on(Id::DockerHub) && !push {
            case.says(
                Weight::Hints,
                refused,
                "Docker Hub hides a repository from those who aren't allowed to see it.",
            );
        } else {
            case.says(
                Weight::Supports,
                refused,
                "The registry refuses without a reason, as it does when a right is missing.",
            );
        }
        if let Some((at, says)) = signed_in(facts) {
            // "denied" is the client's word for a token that was given out and
            // grants too little: the credential was taken.
            let granted_nothing = facts.has(Says::Denied) || facts.has(Says::InsufficientScope);
            let weight = if granted_nothing && !facts.on(Id::DockerHub) {
                Weight::Strong
            } else if facts.on(Id::DockerHub) && !push {
                // There a name that isn't right is the commoner reason.
                Weight::Hints
            } else {
                Weight::Supports
            };
            case.says(weight, at, says);
        }
    }
    if stale {
        case.seen(
            Weight::Hints,
            facts.first(Says::DeniedBare),
            "GHCR also says \"denied\" to those who aren't allowed to see a package.",
        );
    }
    case.seen(
        Weight::Supports,
        facts.sentence(&answers::GOOGLE_INVALID),
        "Google speaks of permissions that are needed and missing.",
    );
    case.seen(
        Weight::Against,
        facts.sentence(&answers::BLOBS_FORBIDDEN),
        "The manifest was served, so there is a right to pull.",
    );
    if facts.on(Id::Ecr) && !named && !facts.has(Says::Forbidden) {
        case.seen(
            Weight::Against,
            facts.first(Says::Unauthorized),
            "ECR answers 403 if a right is missing, and 401 if the token is missing or too old.",
        );
    }
    case.seen(
        Weight::Hints,
        facts.sentence(&answers::GITEA_SCOPE),
        "It may also be that you aren't allowed to write to this owner's packages.",
    );
    if facts.op == Op::Login && !named {
        case.seen(
            Weight::Against,
            facts.first(Says::LogsIn),
            "A login asks for no repository.",
        );
    }
    if case.score() > 0 {
        another_reason_is_given(facts, case, &[Says::PermissionMissing]);
        credential_comes_first(facts, case);
        case.wants(
            facts,
            Field::Config,
            "Your config.json: it shows whether a credential is held for this registry.",
        );
        case.wants(
            facts,
            Field::Image,
            "The image reference: it shows which repository was asked for.",
        );
    }
}

/// 403: the registry knows who asks.
fn forbidden(facts: &Facts, case: &mut Case) {
    // The body of a proxy's or a firewall's 403 is a web page.
    if facts.has(Says::HtmlAnswer) && !facts.on(Id::Acr) {
        return;
    }
    let says_403_for_rights = [
        Id::Ecr,
        Id::ArtifactRegistry,
        Id::Gcr,
        Id::Acr,
        Id::Ghcr,
        Id::Icr,
        Id::Artifactory,
        Id::Nexus,
        Id::Harbor,
    ]
    .into_iter()
    .any(|id| facts.on(id));
    // At GHCR the token service answers 403 to tokens that it doesn't take.
    let token_service = facts.on(Id::Ghcr)
        && facts
            .any(&[Says::CredentialSent, Says::TokenDenied])
            .is_some();
    let (weight, says) = if says_403_for_rights && !token_service {
        (
            Weight::Strong,
            "403 from this registry means that a right is missing.",
        )
    } else if facts.about_a_registry() || facts.has(Says::CredentialSent) {
        (
            Weight::Supports,
            "403 says that the request isn't allowed, whoever asks.",
        )
    } else {
        (Weight::Hints, "403 says that a request isn't allowed.")
    };
    case.seen(weight, facts.first(Says::Forbidden), says);
    let pulled = facts.op == Op::Pull || facts.tool == Tool::Helm || token_service;
    if facts.has(Says::Forbidden) && !pulled {
        case.seen(
            Weight::Hints,
            facts.first(Says::CredentialSent),
            "The token service refused the right, not the credential.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&answers::LAMBDA_ECR).is_some() {
        return of_lambda(facts);
    }
    let host = facts.host_named();
    let image = facts.image_named();
    let right = facts
        .first(Says::PermissionMissing)
        .and_then(|seen| seen.get(Group::Url).or_else(|| seen.get(Group::Word)))
        .filter(|word| word.contains(['.', ':']));
    let summary = match right {
        Some(right) => format!(
            "{host} knows who asks, but that identity isn't allowed to {} {image}: it lacks {}.",
            doing(facts),
            plain(right)
        ),
        // Some answer so to those without a login, too.
        None if (facts.has(Says::Forbidden) || facts.has(Says::Anonymous))
            && super::signed_in(facts).is_none() =>
        {
            format!(
                "{host} refuses to let you {} {image}: the login that it was sent, if any, has no right to it.",
                doing(facts)
            )
        }
        None => format!(
            "{host} knows who asks, but that identity isn't allowed to {} {image}.",
            doing(facts)
        ),
    };
    let mut advice = super::who_asks(facts, Advice::new(summary));
    let unsaid = facts.has(Says::Forbidden)
        && facts.sentence(&network::HEAD_REQUEST).is_some()
        && facts.op != Op::Push;
    if unsaid && let Some(mut ask) = advice.confirm.pop() {
        ask.says = "An answer to HEAD has no body, so the registry's reason is missing. Ask with GET, which prints it.".into();
        advice.confirm.insert(0, ask);
    }
    advice = super::get_the_right(facts, advice);
    let status_only = facts.tool == Tool::BuildKit || facts.has(Says::CredentialSent);
    if status_only
        && facts.has(Says::Forbidden)
        && facts.op != Op::Pull
        && !facts.tool.is_containers_image()
    {
        advice = advice.confirm(
            look("BuildKit shows only the status. Push once with docker push: that prints the registry's own sentence.")
                .run(run("docker push").value(facts.subject.text.as_deref(), fix::IMAGE)),
        );
    }
    if facts.tool == Tool::Ecs && facts.on(Id::Ecr) {
        advice.fixes.insert(0, places::ecs(facts));
    }
    if facts.tool.on_a_node() {
        advice = advice.avoid("Don't give the right to yourself: on a node, the one who asks is the node, the service or the account in the pull secret.");
    }
    advice
        .verify(words::try_again(facts))
        .avoid("Don't log in again with the same account: it changes nothing.")
        .avoid("Don't make the repository public, and don't hand out an administrator's role, to get around it.")
        .link(facts.registry().docs)
}

/// Lambda pulls with its service principal, which the repository must let in.
fn of_lambda(facts: &Facts) -> Advice {
    let site = facts.site();
    let statement = fix::map()
        .put("Sid", "LambdaPull")
        .put("Effect", "Allow")
        .put(
            "Principal",
            fix::map().put("Service", "lambda.amazonaws.com"),
        )
        .put(
            "Action",
            fix::seq()
                .item("ecr:BatchGetImage")
                .item("ecr:GetDownloadUrlForLayer"),
        );
    Advice::new(
        "Lambda isn't allowed to pull the image from ECR: the repository's policy doesn't let the service lambda.amazonaws.com in.",
    )
    .confirm(
        fix::look("See the repository's policy, if it has one.").run(
            run("aws ecr get-repository-policy --repository-name")
                .value(site.repository, fix::REPOSITORY),
        ),
    )
    .fix(Fix::new("Let Lambda in")
        .step(act("Add this statement to the repository's policy, and keep what is there.").edit(
            fix::json(
                "policy.json",
                fix::map()
                    .put("Version", "2012-10-17")
                    .put("Statement", fix::seq().item(statement)),
            ),
        ))
        .step(act("Set it.")
            .run(
                run("aws ecr set-repository-policy --policy-text file://policy.json --repository-name")
                    .value(site.repository, fix::REPOSITORY),
            )
            .overwrites("the repository's policy as it is now")))
    .verify(fix::look("Deploy the function again. The function and the repository must be in the same region."))
    .avoid("Don't make the repository public to get around it.")
    .link("https://docs.aws.amazon.com/lambda/latest/dg/images-create.html")
}
