//! A Swarm service whose nodes were given no credential.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, kubernetes};

cause! {
    /// # What it is
    /// In a swarm, each node pulls for itself. It has a credential only if the
    /// command that made or updated the service passed it on.
    ///
    /// # Why it happens
    /// The service or stack was deployed without `--with-registry-auth`, or was
    /// updated without it, or the token that was passed on has expired since.
    ///
    /// # Example
    /// ```error
    /// $ docker stack deploy --compose-file stack.yml shop
    /// image registry.example.com/acme/app:1 could not be accessed on a registry to record its digest. Each node will access registry.example.com/acme/app:1 independently, possibly leading to different nodes running different versions of the image.
    /// ```
    ///
    /// # How to fix
    /// Log in on the manager, then deploy again with `--with-registry-auth`.
    ///
    /// # How to verify
    /// `docker service ps` shows the tasks as `Running`.
    ///
    /// # Don't
    /// Don't log in on each node by hand: the service doesn't use it.
    "swarm-registry-auth-missing", "The swarm's nodes were given no credential"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let Some(swarm) = facts.first(Says::SwarmNode) else {
        return;
    };
    let digest = facts.sentence(&kubernetes::SWARM_DIGEST);
    let refused = facts.any(&[
        Says::NotLocal,
        Says::PullAccessDenied,
        Says::NoBasicAuth,
        Says::Unauthorized,
        Says::Denied,
        Says::TokenExpired,
    ]);
    if digest.is_none() && refused.is_none() {
        return;
    }
    case.says(
        Weight::Supports,
        swarm,
        "It is a Swarm service: each node pulls for itself.",
    );
    case.seen(Weight::Strong, refused, "A node's pull was refused.");
    if refused.is_none() {
        case.seen(
            Weight::Supports,
            digest,
            "The manager couldn't read the image's digest from the registry.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&kubernetes::WITH_REGISTRY_AUTH),
        "The command did pass the credential on.",
    );
    if facts.subject.is_official() {
        case.says(
            Weight::StronglyAgainst,
            words::at_subject(facts),
            "Official images are public: no credential is needed.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let mut log_in = words::log_in(facts).titled("Pass the credential on to the nodes");
    log_in = log_in.step(
        act("Deploy the stack again, and pass the credential on.").run(
            run("docker stack deploy --with-registry-auth --compose-file")
                .arg(fix::FILE)
                .arg(fix::STACK),
        ),
    );
    Advice::new("The swarm's nodes pull {image} by themselves, and the service was deployed without giving them a credential for {host}.")
    .confirm(
        look("Read why the tasks were rejected, in full.")
            .run(run("docker service ps --no-trunc").arg(fix::SERVICE)),
    )
    .fix(log_in)
    .fix(Fix::new("For a single service")
        .step(act("Update it, and pass the credential on.").run(
            run("docker service update --with-registry-auth --image")
                .value(facts.subject.text.as_deref(), fix::IMAGE)
                .arg(fix::SERVICE),
        )))
    .verify(
        look("The tasks are Running, on every node.")
            .run(run("docker service ps").arg(fix::SERVICE)),
    )
    .lasting(look(
        "Write --with-registry-auth into every deploy and update. A token that expires (ECR: after 12 hours) must be passed on again, or new nodes can't pull.",
    ))
    .avoid("Don't log in on each node by hand: the service doesn't use it.")
    .link("https://docs.docker.com/reference/cli/docker/stack/deploy/")
}
