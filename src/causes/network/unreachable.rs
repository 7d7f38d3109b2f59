//! No connection, or one that breaks off.

use crate::causes::{cause, connection, words};
use crate::config::lookup::Why;
use crate::facts::{Facts, Seen, Tool};
use crate::fix::{self, Advice, Fix, act, look, run, value, word};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Group, Says, kubernetes, names, network};

cause! {
    /// # What it is
    /// The registry, its token service or its storage couldn't be reached, or
    /// the connection broke off: refused, timed out, reset, cut off.
    ///
    /// # Why it happens
    /// Nothing listens at that address and port, a firewall or security group
    /// drops the request, the network in between is slow or broken, or the only
    /// way out is a proxy. Layers come from other hosts than the registry's, which
    /// must be reachable too.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry.example.com/v2/": dial tcp 192.0.2.7:443: connect: connection refused
    /// ```
    /// ```image
    /// registry.example.com/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Make the host and port reachable from the machine that pulls: start the
    /// registry, open the firewall, or set the proxy.
    ///
    /// # How to verify
    /// `curl -sSv https://HOST/v2/` answers 200 or 401 on that machine.
    ///
    /// # Don't
    /// Don't log in or out: nothing was asked.
    "unreachable", "The registry can't be reached"
}

const BROKEN: &[Says] = &[Says::ConnectionRefused, Says::Timeout, Says::CutOff];

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    // "context deadline exceeded" and "connection refused" are said by many
    // programs about many things.
    let particular = facts
        .seen()
        .iter()
        .find(|seen| BROKEN.contains(&seen.signal.says) && !is_deadline(seen));
    let seen = particular.or_else(|| facts.any(BROKEN));
    let about = connection::about_a_registry(facts);
    let weight = match (about, particular) {
        (true, Some(_)) => Weight::Strong,
        (true, None) if facts.tool == Tool::Ecs || facts.has(Says::FailedAt) => Weight::Strong,
        _ => Weight::Supports,
    };
    case.seen(weight, seen, "The connection wasn't made, or broke off.");
    if seen.is_none() && facts.refused().is_none() && !facts.has(Says::PermissionMissing) {
        case.seen(
            Weight::Supports,
            facts.sentence(&kubernetes::ECS_BEFORE_PULL),
            "Before the pull, ECS fetches its login and secrets from AWS: from a subnet without a way out it can't.",
        );
    }
    if !facts.seen().iter().any(|s| s.signal.says.is_a_failure()) {
        case.seen(
            Weight::Supports,
            facts.sentence(&names::RETRYING),
            "The upload breaks off again and again, and the reason isn't shown.",
        );
    }
    if seen.is_some() {
        case.seen(
            Weight::Supports,
            facts.first(Says::FailedAt),
            "The request failed before there was an answer.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::NoSuchHost,
            Says::ProxyFails,
            Says::EngineDown,
            Says::SocketDenied,
        ]),
        "It failed before the registry's address was tried.",
    );
    case.seen(
        Weight::Against,
        facts.any(&[Says::NoSpace, Says::StoreDamaged, Says::TooLarge]),
        "Something else is named as the reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        words::local_name(facts),
        "localhost/ is what podman writes before names without a registry.",
    );
    if let Some(realm) = facts.first(Says::RealmUnreachable)
        && realm.get(Group::Host).is_some_and(connection::is_internal)
    {
        case.says(
            Weight::Against,
            realm,
            "It is the token service that wasn't reached, at an internal address.",
        );
    }
}

fn is_deadline(seen: &Seen) -> bool {
    std::ptr::eq(seen.signal, &raw const network::DEADLINE)
}

fn advice(facts: &Facts) -> Advice {
    let peer = facts.peer_named();
    let what = match facts.any(BROKEN).map(|seen| seen.signal.says) {
        Some(Says::ConnectionRefused) => {
            "Nothing answers at its port: the registry isn't running there, the port is wrong, or a firewall refuses the connection."
        }
        Some(Says::CutOff) => {
            "The connection broke off: the network, a proxy or the other side ended it."
        }
        _ => {
            "No answer came in time: a firewall drops the requests, or the network is slow or needs a proxy."
        }
    };
    let mut advice = Advice::new(format!(
        "The connection to {peer} failed. {what} No login is involved."
    ))
    .confirm(connection::talk(facts))
    .confirm(connection::show_proxies(facts));
    if facts.tool == Tool::Ecs {
        advice = advice.fix(ecs());
    }
    // The same host with another port, to which somebody logged in.
    let known = facts.held.near.iter().find(|(_, why)| *why == Why::Port);
    if let (Some((known, _)), Some(reference)) = (known, facts.reference())
        && facts.has(Says::ConnectionRefused)
    {
        let name = reference.full();
        let path = name.split_once('/').map_or("", |(_, path)| path);
        let name = [known.host.as_str(), "/", path].concat();
        advice = advice.fix(
            Fix::new("Use the port that your login is for").step(
                act(format!(
                    "Your config has a login for {}: the image's name may have the wrong port.",
                    fix::plain(&known.host)
                ))
                .run(words::pull(facts, value(name, fix::IMAGE))),
            ),
        );
    }
    if !connection::is_public(facts) {
        advice = advice.fix(Fix::new("If it is your own registry: see that it runs and listens there")
            .step(look("On its machine: see whether something listens on the port, and on which address.")
                .run(run("ss -ltn").on_linux()))
            .step(act("Start the registry, and open its port in firewall and security group for the machine that pulls. Check that {peer} is the right name and port.")));
    }
    let hosts: fix::Says = if facts.on(Id::DockerHub) {
        "Let the machine that pulls reach registry-1.docker.io, auth.docker.io, and the hosts that serve layers: production.cloudflare.docker.com, production.cloudfront.docker.com, and docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com.".into()
    } else {
        "Let the machine that pulls reach {peer} on its port, and the hosts that serve tokens and layers.".into()
    };
    advice = advice
        .fix(Fix::new("If a firewall or a proxy is in between")
            .step(act(hosts))
            .step(act("If the only way out is a proxy, give the engine that proxy.")))
        .fix(Fix::new("If it only breaks off sometimes")
            .step(act("Try again: finished layers are kept."))
            .step(act("On a slow connection, load fewer layers at once: max-concurrent-downloads in /etc/docker/daemon.json. Over a VPN, a smaller MTU for the engine's network may be needed.").edit(fix::json(
                connection::DAEMON_JSON,
                fix::map().put("max-concurrent-downloads", 1),
            )))
            .step(act("For a push that breaks off at large layers: a proxy in front of the registry may limit size or time (nginx: client_max_body_size, proxy_read_timeout).")));
    if facts
        .peer()
        .is_some_and(|host| !connection::is_address(host))
    {
        advice = advice.confirm(connection::look_up(facts));
    }
    if facts.has(Says::CutOff) && !connection::is_public(facts) {
        advice = advice.confirm(
            look("A connection that ends without an answer may also mean that the port uses plain HTTP. See whether this answers; if it does, give the registry a certificate, or name it under insecure-registries on a network that you trust.").run(
                run("curl -sSI").arg(word("http://").and(value(facts.peer(), fix::REGISTRY)).and("/v2/")),
            ),
        );
    }
    advice.confirm.extend(connection::engine_log(facts));
    advice
        .verify(words::knock(facts))
        .verify(connection::again(facts))
        .avoid("Don't log in or out: nothing was asked.")
        .link(facts.registry().docs)
}

/// Tasks in a private subnet reach ECR by a NAT gateway or by endpoints.
fn ecs() -> Fix {
    Fix::new("On ECS: give the task a way to the registry")
        .step(look("See which endpoints the VPC has. A private subnet needs a NAT gateway, or endpoints for ecr.api, ecr.dkr and s3 (and secretsmanager, ssm, logs where used).")
            .run(run("aws ec2 describe-vpc-endpoints")))
        .step(act("In a public subnet, give the task a public address (assignPublicIp ENABLED). In a private one, add what is missing, let the task's security group out to port 443, and let the endpoints' security group accept it."))
}
