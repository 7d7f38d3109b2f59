//! Docker Hub's limit of pulls: what it counts, and how it counts for less.

use super::{places, pod, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, expr, json, look, map, run, seq, yaml};
use crate::report::Outcome;
use crate::signals::{Group, client};

/// What to do when Docker Hub has had enough of an address or account.
pub(super) fn advice(facts: &Facts) -> Advice {
    let account = facts
        .sentence(&client::HUB_ACCOUNT_LIMIT)
        .and_then(|seen| seen.get(Group::User));
    let anonymous = facts.sentence(&client::UNAUTHENTICATED_LIMIT).is_some()
        || facts.held.outcome == Some(Outcome::Missing);
    let summary: fix::Says = if let Some(account) = account {
        format!(
            "The account {} has used up its pulls from Docker Hub, so {} wasn't served. Wait up to 6 hours, or take a plan without the limit.",
            fix::plain(account),
            facts.image_named()
        )
        .into()
    } else if anonymous {
        "Your address has used up its pulls from Docker Hub without a login, so {image} wasn't served. Log in, or wait up to 6 hours.".into()
    } else {
        "Your account, or your address if no login was sent, has used up its pulls from Docker Hub, so {image} wasn't served. Log in, or wait up to 6 hours.".into()
    };
    let mut advice = Advice::new(summary).confirm(
        look("See the limit of your address (ratelimit-limit, pulls;seconds) and what is left of it. This request doesn't count as a pull.")
            .run(hub_remaining()),
    )
    .confirm(words::look_at_config(facts));
    advice = counted_for_an_account(facts, account.is_some(), advice);
    let official = facts
        .subject
        .repository
        .as_deref()
        .and_then(|path| path.strip_prefix("library/"));
    if let Some(name) = official {
        let tag = facts
            .reference()
            .and_then(crate::reference::Reference::effective_tag);
        advice = advice.fix(
            Fix::new("Take the same official image from another registry").step(
                act("Docker's official images are also at Amazon ECR Public, with its own limits.")
                    .run(
                        run("docker pull").arg(
                            fix::word("public.ecr.aws/docker/library/")
                                .and(fix::value(name, fix::REPOSITORY))
                                .and(":")
                                .and(fix::value(tag.filter(|tag| !tag.contains(':')), fix::TAG)),
                        ),
                    ),
            ),
        );
    }
    advice
        .verify(words::try_again(facts))
        .lasting(act("Pull through your own cache, so that each image is fetched once for all machines: a registry in proxy mode, named in the engine's daemon.json.").edit(
            json(
                "/etc/docker/daemon.json",
                map().put("registry-mirrors", seq().item(fix::word("https://").and(fix::HOST_NAME))),
            ),
        ))
        .avoid("Don't retry in a tight loop: each manifest that is fetched counts as a pull.")
        .avoid("Don't give one person's password to all machines: make an access token with read access for them.")
        .link("https://docs.docker.com/docker-hub/usage/pulls/")
}

/// Adds what has the pulls count for an account, in the way of the place that pulls.
fn counted_for_an_account(facts: &Facts, known: bool, advice: Advice) -> Advice {
    if known {
        return advice.fix(Fix::new("Wait, or take a plan without the limit")
            .step(look(
                "The limit counts over 6 hours. Under https://app.docker.com/billing a paid plan lifts it. Give machines that pull a lot an account of their own.",
            )));
    }
    match facts.tool {
        Tool::Ecs => advice.fix(places::ecs(facts)),
        Tool::Swarm => advice.fix(
            words::log_in(facts)
                .titled("Log in on a manager, and send the login to the nodes")
                .step(act("Update the service with it.").run(
                    run("docker service update --with-registry-auth").arg(fix::SERVICE),
                )),
        ),
        Tool::Kubelet => advice.fix(pod::give_secret(facts)),
        Tool::Crictl | Tool::Containerd | Tool::Ctr => advice
            .fix(pod::give_secret(facts))
            .fix(Fix::new("For pulls by hand on the node")
                .step(act(
                    "crictl and ctr don't use pull secrets. Give containerd a login for registry-1.docker.io in its own config, or name a mirror in /etc/containerd/certs.d/docker.io/hosts.toml.",
                ))),
        _ => advice.fix(words::log_in(facts)).fix(in_ci(facts)),
    }
}

/// The login of a CI job; GitHub's where nothing tells which.
fn in_ci(facts: &Facts) -> Fix {
    if facts.runs_in_ci() {
        return places::ci_login(facts);
    }
    let with = map()
        .put("username", expr("vars.DOCKERHUB_USERNAME"))
        .put("password", expr("secrets.DOCKERHUB_TOKEN"));
    Fix::new("In CI: log in before the first pull").step(
        act("On GitHub, add this step before the one that pulls or builds.").edit(yaml(
            ".github/workflows/build.yml",
            seq().item(
                map()
                    .put("uses", "docker/login-action@v3")
                    .put("with", with),
            ),
        )),
    )
}

/// What to do when it has had enough of wrong passwords.
pub(super) fn of_failed_logins(facts: &Facts) -> Advice {
    Advice::new("Docker Hub accepts no login for a while: too many failed from this address or for this user name.")
        .confirm(words::look_at_config(facts))
        .fix(Fix::new("Stop what keeps trying, wait, then log in once with a token")
            .step(look("Find the job or machine that tries again and again with a wrong secret, and stop it: each try makes the pause longer."))
            .step(look("Wait a quarter of an hour or more."))
            .step(words::make_token(facts)))
        .fix(words::log_in(facts))
        .verify(look("The login prints Login Succeeded."))
        .avoid("Don't try one password after another: that is what Docker Hub blocks.")
        .link("https://docs.docker.com/security/access-tokens/")
}

/// Asks Docker Hub what is left, as it documents it. The token goes through a
/// pipe, so that it isn't seen in the list of processes.
fn hub_remaining() -> fix::Command {
    let token = run("curl -sS").arg("https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull");
    let header = run("jq -r")
        .arg("\"header = \\\"Authorization: Bearer \\(.token)\\\"\"")
        .fed_by(token)
        .on_linux();
    run("curl -sSI -K - https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest")
        .fed_by(header)
        .on_linux()
}
