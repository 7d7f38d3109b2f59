//! Too many requests in a time.

use crate::causes::{cause, hub_limit, words};
use crate::facts::Facts;
use crate::fix::{Advice, Fix, act, look, map, run, yaml};
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{client, kubernetes};

cause! {
    /// # What it is
    /// The registry got more requests in some time than it allows. It answers
    /// HTTP 429, `toomanyrequests`, until that time is over. The image and your
    /// rights are in order.
    ///
    /// # Why it happens
    /// Docker Hub counts pulls without a login for each address, and offices,
    /// cloud networks and CI runners share theirs with many. Other registries
    /// count bursts. The kubelet has a limit of its own and then says
    /// `pull QPS exceeded`, without asking any registry.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit
    /// ```
    /// ```image
    /// nginx
    /// ```
    ///
    /// # How to fix
    /// Log in, so that pulls count for your account rather than for the shared
    /// address. Or wait, and pull less: from a cache, or from a mirror.
    ///
    /// # How to verify
    /// The same pull works.
    ///
    /// # Don't
    /// Don't retry in a tight loop: each try may count.
    "rate-limited", "Too many requests to the registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.sentence(&client::TOO_MANY_REQUESTS),
        "The registry says that it got too many requests.",
    );
    case.seen(
        Weight::Decisive,
        facts.sentence(&kubernetes::PULL_QPS),
        "The kubelet holds the pull back itself.",
    );
    if facts.sentence(&client::TOO_MANY_REQUESTS).is_none() {
        let status = facts.sentence(&client::STATUS_429);
        // Any server may say 429: a registry must be in sight.
        let weight = if facts.host().is_some() {
            Weight::Decisive
        } else {
            Weight::Hints
        };
        case.seen(weight, status, "The answer is 429, too many requests.");
    }
    case.seen(
        Weight::Hints,
        facts.sentence(&client::UNAUTHENTICATED_LIMIT),
        "It counted the pull as one without a login.",
    );
    case.seen(
        Weight::Against,
        facts.sentence(&client::TRAFFIC_QUOTA),
        "It is a quota of traffic that is used up, not a rate.",
    );
    if case.score() > 0 && facts.on(Id::DockerHub) && facts.held.outcome == Some(Outcome::Missing) {
        case.says(
            Weight::Hints,
            At::config(facts),
            "Your config has no login for Docker Hub, so pulls count for your address.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&kubernetes::PULL_QPS).is_some() {
        return of_the_kubelet();
    }
    if facts.sentence(&client::HUB_LOGIN_LIMIT).is_some() {
        return hub_limit::of_failed_logins(facts);
    }
    match facts.registry().id {
        Id::DockerHub => hub_limit::advice(facts),
        Id::EcrPublic => of_ecr_public(facts),
        _ => of_another(facts),
    }
}

fn of_ecr_public(facts: &Facts) -> Advice {
    Advice::new("Amazon ECR Public allows one pull a second without a login, and ten with one. {image} was one too many.")
    .confirm(words::look_at_config(facts))
    .fix(words::log_in(facts))
    .fix(wait())
    .verify(words::try_again(facts))
    .lasting(act("Pull one image after the other rather than all at once, or through a pull-through cache in your own ECR."))
    .avoid("Don't retry in a tight loop: wait longer after each try.")
    .link("https://docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html")
}

fn of_the_kubelet() -> Advice {
    Advice::new("The kubelet itself held back the pull of {image}: too many pulls began at once on this node. No registry refused anything, and the kubelet tries again by itself.")
    .confirm(
        look("See whether it worked in the meantime.").run(
            run("kubectl get events --field-selector reason=Failed --sort-by=.lastTimestamp"),
        ),
    )
    .fix(Fix::new("Wait: the kubelet tries again by itself")
        .step(look("Watch the pods. The pause between tries grows up to 5 minutes.")
            .run(run("kubectl get pods --watch"))))
    .fix(Fix::new("Raise the kubelet's own limit")
        .step(act("Put this into the node's kubelet configuration. registryPullQPS is the pulls per second (5 unless set, 0 for no limit), registryBurst is how many may begin at once.").edit(yaml(
            "/var/lib/kubelet/config.yaml",
            map().put("registryPullQPS", 20).put("registryBurst", 40),
        ))
        .overwrites("the values that the node has now; restart the kubelet afterwards")))
    .verify(look("The pods start.").run(run("kubectl get pods")))
    .lasting(act("Use imagePullPolicy: IfNotPresent with fixed tags, so that a node asks once for each image."))
    .avoid("Don't change pull secrets or logins: no registry was asked.")
    .link("https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/")
}

fn of_another(facts: &Facts) -> Advice {
    let mut advice = Advice::new("{host} got too many requests in a short time, and answers 429. The image and your rights are in order: wait, then try again.")
    .fix(wait());
    if facts.host().is_some() && facts.held.outcome != Some(Outcome::Found) {
        let log_in = words::log_in(facts)
            .titled("If you pull from {host} without a login: log in, which raises the limit");
        advice = advice.fix(log_in);
    }
    advice
        .verify(words::try_again(facts))
        .lasting(act("Pull fewer images at once (docker compose --parallel 1), keep what was pulled, or use a cache in front of the registry."))
        .avoid("Don't log in to Docker Hub for it, unless the image is there: each registry counts on its own.")
        .avoid("Don't retry in a tight loop: wait longer after each try.")
        .link(facts.registry().docs)
}

fn wait() -> Fix {
    Fix::new("Wait, then retry")
        .step(act(
            "Wait as long as retry-after in the answer says, or half a minute, then retry. In a script, wait longer after each try.",
        ))
}
