//! The certificate is for another name, or its time is over.

use crate::causes::{cause, connection};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run, value, word};
use crate::ranking::{Case, Weight};
use crate::signals::Says;

cause! {
    /// # What it is
    /// The registry showed a certificate that isn't valid for the host in the
    /// image's name, or not at this time. Nothing was asked yet, so no login
    /// can help.
    ///
    /// # Why it happens
    /// The certificate has expired, or names other hosts. An address such as
    /// `10.0.0.5` must be in it as an IP address; the old field common name no
    /// longer counts. Or the clock of this machine is wrong.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://10.0.0.5:5000/v2/": x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs
    /// ```
    /// ```image
    /// 10.0.0.5:5000/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Use the name that the certificate has, or give the registry a new
    /// certificate with the right `subjectAltName`.
    ///
    /// # How to verify
    /// `openssl s_client` shows a certificate with the name and a future date.
    ///
    /// # Don't
    /// Don't switch verification off: it sends the login to whoever answers.
    "tls-name-or-date", "The certificate's name or date is wrong"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    case.seen(
        connection::refused_certificate(facts),
        facts.first(Says::CertName),
        "The certificate isn't valid for the host that was asked.",
    );
    case.seen(
        connection::refused_certificate(facts),
        facts.first(Says::CertDate),
        "The certificate isn't valid at this time.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ProxyFails),
        "It was the proxy that was asked.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let dated = facts.has(Says::CertDate) && !facts.has(Says::CertName);
    let mut advice = if dated {
        Advice::new("The certificate of {peer} isn't valid at this time: it has expired, or this machine's clock is wrong.")
        .confirm(look("See this machine's time in UTC.").run(fix::show_clock()))
        .confirm(connection::show_certificate(facts))
        .fix(Fix::new("If the clock is wrong: set it")
            .step(act("Have the clock set over the network. If it is a virtual machine whose host has slept, restart it.").run(
                run("timedatectl set-ntp true").as_root(),
            )))
        .fix(Fix::new("If the clock is right: renew the certificate")
            .step(act("Renew the registry's certificate, or ask whoever runs it to do so, and reload the registry or the proxy in front of it.")))
        .fix(Fix::new("If it is a public registry: update what this system trusts")
            .step(act("An old system lacks newer authorities, and calls that an expired certificate. On Debian and Ubuntu:").run_all([
                run("apt-get update").as_root(),
                run("apt-get install --only-upgrade ca-certificates")
                    .as_root(),
            ]))
            .step(connection::restart_docker()))
    } else if connection::is_public(facts) {
        connection::not_the_registry(facts, "Something else answers in place of {peer}: its certificate is for another name. This is a public registry, so a proxy, a network's sign-in page or a wrong address is in between.")
            .confirm(connection::show_certificate(facts))
    } else {
        Advice::new("The certificate that {peer} shows is for another name. The client compares it with the host in the image's name.")
        .confirm(connection::show_certificate(facts))
        .fix(Fix::new("Use a name that is in the certificate")
            .step(act("In the image's name, write the host as the certificate has it under subjectAltName. If that name doesn't resolve, add it to this machine's DNS.")))
        .fix(new_certificate(facts))
    };
    if !connection::is_public(facts) {
        advice = advice.fix(connection::insecure(facts));
    }
    advice
        .verify(connection::show_certificate(facts))
        .verify(connection::again(facts))
        .lasting(act(
            "Have certificates renewed automatically (ACME), and watch their expiry dates.",
        ))
        .avoid("Don't switch verification off: it sends the login to whoever answers.")
        .link("https://distribution.github.io/distribution/about/insecure/")
}

/// A request for a certificate with the right name in it.
fn new_certificate(facts: &Facts) -> Fix {
    let host = facts.peer().map(connection::without_port);
    let is_address = host.is_some_and(connection::is_address);
    let kind = if is_address {
        "subjectAltName=IP:"
    } else {
        "subjectAltName=DNS:"
    };
    Fix::new("Give the registry a certificate for this name")
        .step(act("Ask your authority (CA) for a certificate whose subjectAltName holds this name; an address only counts as an IP entry. This makes a new key and the request for it.")
            .run(
                run("openssl req -new -newkey rsa:3072 -nodes -keyout registry.key -out registry.csr -subj")
                    .arg(word("/CN=").and(value(host, fix::HOST_NAME)))
                    .arg("-addext")
                    .arg(word(kind).and(value(host, fix::HOST_NAME))),
            )
            .overwrites("registry.key and registry.csr in this folder"))
        .step(act("Put the certificate and the key where the registry, or the proxy in front of it, reads them, and reload it."))
}
