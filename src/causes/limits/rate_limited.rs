//! Too many requests in a time.

use crate::causes::{cause, pod, words};
use crate::facts::{Facts, Tool};
use crate::fix::{Advice, Fix, act, look, map, run, yaml};
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{client, kubernetes};

cause! {
    /// # What it is
    /// More was asked of the registry in a time than it allows. It answers
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
    /// The same pull goes through.
    ///
    /// # Don't
    /// Don't retry in a tight loop: each try may count.
    "rate-limited", "Too many requests to the registry"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.sentence(&client::TOO_MANY_REQUESTS),
        "The registry says that too much was asked of it.",
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
            "Your config holds no login for Docker Hub, so pulls count for the address.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&kubernetes::PULL_QPS).is_some() {
        return of_the_kubelet(facts);
    }
    match facts.registry().id {
        Id::DockerHub => of_docker_hub(facts),
        // Nothing names the host, but only Docker Hub writes this sentence.
        _ if facts.host().is_none() && facts.sentence(&client::HUB_PULL_LIMIT).is_some() => {
            of_docker_hub(facts)
        }
        Id::EcrPublic => of_ecr_public(facts),
        _ => of_another(facts),
    }
}

fn of_docker_hub(facts: &Facts) -> Advice {
    let anonymous = facts.sentence(&client::UNAUTHENTICATED_LIMIT).is_some()
        || facts.held.outcome == Some(Outcome::Missing);
    let summary = if anonymous {
        format!(
            "Docker Hub has reached its limit of pulls without a login from your address, so {} wasn't served. Log in, or wait up to 6 hours.",
            facts.image_named()
        )
    } else {
        format!(
            "Docker Hub has reached its limit of pulls for your account, or for your address if no login was sent, so {} wasn't served. Log in, or wait up to 6 hours.",
            facts.image_named()
        )
    };
    let mut advice = Advice::new(summary).confirm(
        look("See the limit of your address (ratelimit-limit, pulls;seconds) and what is left of it. Asking this way doesn't count as a pull.")
            .run(hub_remaining()),
    )
    .confirm(words::look_at_config());
    if facts.tool.on_a_node() {
        advice = advice.fix(pod::give_secret(facts));
        if matches!(facts.tool, Tool::Crictl | Tool::Containerd | Tool::Ctr) {
            advice = advice.fix(Fix::new(
                "For pulls by hand on the node",
                [act("crictl and ctr know nothing of pull secrets. Give containerd a login for registry-1.docker.io in its own config, or pull with crictl pull --creds, which asks for no file. Host by host: /etc/containerd/certs.d/docker.io/hosts.toml can name a mirror.")],
            ));
        }
    } else {
        advice = advice.fix(words::log_in(facts)).fix(Fix::new(
            "In CI: log in before the first pull",
            [
                act("Add this step before the one that pulls or builds.").edit(yaml(
                    ".github/workflows/build.yml",
                    crate::fix::seq().item(
                        map().put("uses", "docker/login-action@v3").put(
                            "with",
                            map()
                                .put("username", crate::fix::expr("vars.DOCKERHUB_USERNAME"))
                                .put("password", crate::fix::expr("secrets.DOCKERHUB_TOKEN")),
                        ),
                    ),
                )),
            ],
        ));
    }
    let official = facts
        .subject
        .repository
        .as_deref()
        .and_then(|path| path.strip_prefix("library/"));
    if let Some(name) = official {
        let tag = facts
            .reference()
            .and_then(crate::reference::Reference::effective_tag);
        advice = advice.fix(Fix::new(
            "Take the same official image from another registry",
            [
                act("Docker's official images are also at Amazon ECR Public, with its own limits.")
                    .run(run("docker").arg("pull").joined([
                        crate::fix::word("public.ecr.aws/docker/library/"),
                        crate::fix::value(name, crate::fix::REPOSITORY),
                        crate::fix::word(":"),
                        crate::fix::value(tag.filter(|tag| !tag.contains(':')), crate::fix::TAG),
                    ])),
            ],
        ));
    }
    advice
        .verify(words::try_again(facts))
        .lasting(act("Pull through a cache of your own, so that each image is fetched once for all machines: a registry in proxy mode, named in the engine's daemon.json.").edit(
            crate::fix::json(
                "/etc/docker/daemon.json",
                map().put("registry-mirrors", crate::fix::seq().item(crate::fix::joined([
                    crate::fix::word("https://"),
                    crate::fix::value(None::<&str>, crate::fix::HOST_NAME),
                ]))),
            ),
        ))
        .avoid("Don't retry in a tight loop: each manifest that is fetched counts as a pull.")
        .avoid("Don't share one person's password with all machines: make an access token with read access for them.")
        .link("https://docs.docker.com/docker-hub/usage/pulls/")
}

/// Asks Docker Hub what is left, as it documents it. The token goes through a
/// pipe, so that it isn't seen in the list of processes.
fn hub_remaining() -> crate::fix::Command {
    let token = run("curl").args([
        "-sS",
        "https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull",
    ]);
    let header = run("jq")
        .args([
            "-r",
            "\"header = \\\"Authorization: Bearer \\(.token)\\\"\"",
        ])
        .fed_by(token)
        .on_linux();
    run("curl")
        .args([
            "-sSI",
            "-K",
            "-",
            "https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest",
        ])
        .fed_by(header)
        .on_linux()
}

fn of_ecr_public(facts: &Facts) -> Advice {
    Advice::new(format!(
        "Amazon ECR Public serves one pull a second to an address without a login, and ten a second with one. {} was one too many.",
        facts.image_named()
    ))
    .confirm(words::look_at_config())
    .fix(words::log_in(facts))
    .fix(wait())
    .verify(words::try_again(facts))
    .lasting(act("Pull one image after the other rather than all at once, or through a pull-through cache in your own ECR."))
    .avoid("Don't retry in a tight loop: wait longer after each try.")
    .link("https://docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html")
}

fn of_the_kubelet(facts: &Facts) -> Advice {
    Advice::new(format!(
        "The kubelet held back the pull of {} itself: too many pulls began at once on this node. No registry refused anything, and the kubelet tries again by itself.",
        facts.image_named()
    ))
    .confirm(
        look("See whether it went through in the meantime.").run(
            run("kubectl")
                .args(["get", "events", "--field-selector", "reason=Failed", "--sort-by=.lastTimestamp"]),
        ),
    )
    .fix(Fix::new(
        "Wait: the kubelet tries again by itself",
        [look("Watch the pods. The pause between tries grows up to 5 minutes.")
            .run(run("kubectl").args(["get", "pods", "--watch"]))],
    ))
    .fix(Fix::new(
        "Raise the kubelet's own limit",
        [act("In the node's kubelet configuration. registryPullQPS is pulls a second (5 unless set, 0 for no limit), registryBurst how many may begin at once.").edit(yaml(
            "/var/lib/kubelet/config.yaml",
            map().put("registryPullQPS", 20).put("registryBurst", 40),
        ))
        .overwrites("the values that the node has now; restart the kubelet afterwards")],
    ))
    .verify(look("The pods start.").run(run("kubectl").args(["get", "pods"])))
    .lasting(act("Use imagePullPolicy: IfNotPresent with fixed tags, so that a node asks once for each image."))
    .avoid("Don't change pull secrets or logins: no registry was asked.")
    .link("https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/")
}

fn of_another(facts: &Facts) -> Advice {
    let host = facts.host_named();
    let mut advice = Advice::new(format!(
        "{host} was asked too much in a short time and answers 429. The image and your rights are in order: wait, then try again."
    ))
    .fix(wait());
    if facts.host().is_some() && facts.held.outcome != Some(Outcome::Found) {
        let mut log_in = words::log_in(facts);
        log_in.title =
            format!("If you pull from {host} without a login: log in, limits are higher then")
                .into();
        advice = advice.fix(log_in);
    }
    advice
        .verify(words::try_again(facts))
        .lasting(act("Pull fewer images at once (docker compose --parallel 1), keep what was pulled, or use a cache in front of the registry."))
        .avoid("Don't log in to Docker Hub for it, unless the image is there: each registry counts for itself.")
        .avoid("Don't retry in a tight loop: wait longer after each try.")
        .link(facts.registry().docs)
}

fn wait() -> Fix {
    Fix::new(
        "Wait, then retry",
        [act(
            "Wait as long as retry-after in the answer says, or half a minute, then retry. In a script, wait longer after each try.",
        )],
    )
}
