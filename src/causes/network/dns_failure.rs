//! The host's name doesn't resolve.

use crate::causes::{cause, connection};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says, network};

cause! {
    /// # What it is
    /// The name of the registry's host has no address for the machine that
    /// asked. The registry wasn't reached.
    ///
    /// # Why it happens
    /// A typing mistake in the name, a name that only exists in another network
    /// (VPN, cluster, compose file), or a DNS server that doesn't answer. The
    /// engine, a builder and a node each ask their own DNS server.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry.example.com/v2/": dial tcp: lookup registry.example.com on 127.0.0.53:53: no such host
    /// ```
    /// ```image
    /// registry.example.com/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Correct the name, connect to the network that knows it, or fix the DNS
    /// settings of the engine's machine.
    ///
    /// # How to verify
    /// `nslookup HOST` shows an address on the machine that pulls.
    ///
    /// # Don't
    /// Don't log in or out: nothing was asked.
    "dns-failure", "The registry's name can't be resolved"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    let seen = facts.first(Says::NoSuchHost);
    // Programs of all kinds print the one; "lookup" is what registry clients print.
    let particular = facts.sentence(&network::NO_SUCH_HOST).is_some() || facts.tool == Tool::Jib;
    let weight = if particular && connection::about_a_registry(facts) {
        Weight::Decisive
    } else {
        Weight::Supports
    };
    case.seen(weight, seen, "The name of a host has no address here.");
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ProxyFails),
        "It was the proxy's name.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::EngineDown),
        "It was the engine's name.",
    );
    if let Some(realm) = facts.first(Says::RealmUnreachable)
        && realm.get(Group::Host).is_some_and(connection::is_internal)
    {
        case.says(
            Weight::StronglyAgainst,
            realm,
            "It is the token service's name, as the registry told it.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let seen = facts.first(Says::NoSuchHost);
    let host = seen
        .and_then(|seen| seen.get(Group::Host))
        .or(facts.peer().map(connection::without_port));
    let named = host.map_or_else(|| "the registry's host name".to_owned(), fix::plain);
    let lookup = || run("nslookup").value(host, fix::HOST_NAME);
    let mut advice = Advice::new(format!(
        "{named} can't be resolved on the machine that asked, so the registry wasn't reached. No login is involved."
    ))
    .confirm(look("Look the name up by hand, on the machine that failed.").run(lookup()))
    .confirm(
        look("Ask another DNS server. If this one knows the name, the machine's own DNS is the problem.")
            .run(lookup().arg("1.1.1.1")),
    );
    if !connection::is_public(facts) {
        advice = advice.fix(Fix::new("If no DNS server knows it")
            .step(act(format!(
                "Check the spelling of {named}. If the name only exists in a private network, connect to it (VPN), or have the name added to the DNS that this machine asks. For a single machine, a line with the address and the name in /etc/hosts is enough; a builder in a container and cluster nodes don't read yours."
            ))));
    }
    advice
        .fix(Fix::new("If this machine's DNS doesn't answer")
            .step(look("See which DNS servers it asks (Linux with systemd-resolved).")
                .run(run("resolvectl status").on_linux()))
            .step(act("Set DNS servers that answer, and restart the engine. In WSL, wsl --shutdown renews them; Docker Desktop needs a restart after a change of network.")
                .run(run("systemctl restart docker").as_root())))
        .fix(Fix::new("If a proxy resolves names in your network")
            .step(act("Give the engine that proxy (HTTPS_PROXY in its systemd unit, or Docker Desktop's settings): then names are resolved there.")))
        .verify(look("The name now has an address.").run(run("nslookup").value(host, fix::HOST_NAME)))
        .verify(connection::again(facts))
        .avoid("Don't log in or out: nothing was asked.")
        .link("https://docs.docker.com/engine/daemon/troubleshoot/")
}
