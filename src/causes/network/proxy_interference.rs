//! Something in between answers instead of the registry.

use crate::causes::cause;
use crate::causes::connection::{self, Engine};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, Language, Step, act, lines, look, run, word};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says, names, network};

cause! {
    /// # What it is
    /// A proxy, a firewall's page, a captive portal or a web server in between
    /// answered instead of the registry, or the proxy that the engine was told
    /// to use can't be reached.
    ///
    /// # Why it happens
    /// The engine has settings of its own: what the shell knows of proxies
    /// doesn't reach it. Or the proxy asks for a login (407), refuses the host,
    /// or its address is written wrongly. A registry answers in JSON, so an
    /// HTML page (`invalid character '<'`) comes from something else.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused
    /// ```
    /// ```image
    /// docker.io/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Give the engine the right proxy, or exempt this registry from it
    /// (`NO_PROXY`), and restart the engine.
    ///
    /// # How to verify
    /// `curl -sSI https://HOST/v2/` answers 200 or 401 with
    /// `docker-distribution-api-version` or a `www-authenticate` header.
    ///
    /// # Don't
    /// Don't switch certificate checks off to get through a proxy.
    "proxy-interference", "A proxy or web page answers instead of the registry"
}

/// The status that came with a body that isn't JSON.
pub(super) fn status<'a>(facts: &'a Facts) -> Option<&'a str> {
    facts.sentence(&network::UNPARSED_BODY)?.get(Group::Number)
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    // pip, curl and browsers go through proxies, too.
    let weight = if connection::about_a_registry(facts) {
        Weight::Decisive
    } else {
        Weight::Supports
    };
    case.seen(
        weight,
        facts.first(Says::ProxyAsks),
        "A proxy asks for a login (407); registries never send that.",
    );
    case.seen(
        weight,
        facts.first(Says::ProxyFails),
        "The request went to a proxy, and failed there.",
    );
    html(facts, case);
    case.seen(
        Weight::Strong,
        mirror(facts).and(facts.any(&[Says::Forbidden, Says::Unauthorized])),
        "A mirror was asked in the registry's place (?ns=), and refused.",
    );
    if connection::is_public(facts) {
        case.seen(
            Weight::Supports,
            facts.any(&[Says::UnknownCa, Says::CertName]),
            "A public registry's certificate is trusted everywhere, so something on the way showed another one.",
        );
        case.seen(
            Weight::Hints,
            facts.any(&[Says::ConnectionRefused, Says::Timeout, Says::CutOff]),
            "Many networks only let requests to registries out through a proxy.",
        );
    }
    if facts.has(Says::Anonymous) {
        case.seen(
            Weight::Supports,
            facts.first(Says::ServerError),
            "A gateway in between gave up.",
        );
    }
}

/// The mirror that was asked in the registry's place.
fn mirror<'a>(facts: &'a Facts) -> Option<&'a str> {
    facts.sentence(&names::MIRROR)?.get(Group::Host)
}

fn html(facts: &Facts, case: &mut Case) {
    let page = facts.first(Says::HtmlAnswer);
    let weight = match status(facts) {
        Some("403" | "407" | "451") => Weight::Strong,
        Some("404" | "405" | "413" | "429" | "500" | "502" | "503" | "504") => Weight::Hints,
        _ if connection::about_a_registry(facts) => Weight::Strong,
        _ => Weight::Hints,
    };
    case.seen(
        weight,
        page,
        "The answer isn't JSON, as a registry's would be.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::NetworkDenied, Says::TooLarge, Says::TooManyRequests]),
        "The page names another reason.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::ManifestUnknown),
        "A registry answered after it, and names another reason.",
    );
}

fn advice(facts: &Facts) -> Advice {
    if let Some(host) = mirror(facts) {
        return Advice::new(format!(
            "{} was asked in place of {}: it is set as its mirror. It refused, and nobody else had a better answer.",
            fix::plain(host),
            facts.host_named()
        ))
        .fix(Fix::new("If it is meant to serve this image: see why it doesn't")
            .step(look("See that the image's name is right, and that the mirror has it for those who ask. docker sends mirrors no login; containerd sends what its own settings name (hosts.toml, in k3s registries.yaml).")))
        .fix(connection::without_mirror("If it isn't: ask the registry itself", host))
        .verify(connection::again(facts))
        .link("https://github.com/containerd/containerd/blob/main/docs/hosts.md");
    }
    let summary = if facts.has(Says::ProxyAsks) {
        "A proxy between you and {peer} asks for a login of its own (407). The registry wasn't reached."
    } else if facts.has(Says::ProxyFails) {
        "Requests for {peer} go through a proxy, and fail there before the registry is reached."
    } else {
        "A web page answered instead of {peer}: a proxy, a firewall or a web server in between. A registry answers in JSON."
    };
    let mut advice = Advice::new(summary)
        .confirm(connection::show_proxies(facts))
        .confirm(connection::talk(facts));
    advice.confirm.extend(connection::engine_log(facts));
    advice
        .fix(set_proxy(facts))
        .fix(no_proxy(facts))
        .fix(Fix::new("If the network blocks the registry")
            .step(act("Ask whoever runs the network or the proxy to let {peer} through, with its token service and its storage, and without a login or TLS inspection for it. If that isn't possible, pull through a mirror inside the network.")))
        .verify(connection::talk(facts))
        .verify(connection::again(facts))
        .avoid("Don't write a password into a proxy's address where others can read it: docker info shows proxies.")
        .avoid("Don't switch certificate checks off to get through a proxy.")
        .link("https://docs.docker.com/engine/daemon/proxy/")
}

fn drop_in(facts: &Facts) -> (&'static str, Step) {
    match connection::engine(facts) {
        Engine::Containerd => (
            "/etc/systemd/system/containerd.service.d/http-proxy.conf",
            act("Have systemd read it, and restart containerd. Containers keep running.").run_all([
                run("systemctl daemon-reload").as_root(),
                run("systemctl restart containerd").as_root(),
            ]),
        ),
        _ => (
            "/etc/systemd/system/docker.service.d/http-proxy.conf",
            act("Have systemd read it, and restart the engine. Its containers stop unless live-restore is set.")
                .run_all([
                    run("systemctl daemon-reload").as_root(),
                    run("systemctl restart docker").as_root(),
                ]),
        ),
    }
}

fn set_proxy(facts: &Facts) -> Fix {
    const TITLE: &str = "Give the engine the right proxy";
    let no = fix::value(facts.peer(), fix::REGISTRY);
    match connection::engine(facts) {
        Engine::Docker | Engine::BuildKit | Engine::Containerd => {
            let (file, restart) = drop_in(facts);
            Fix::new(TITLE)
                .step(act(format!("Put this into {file}. In most networks, HTTPS_PROXY begins with http://, too: HTTPS_PROXY=http://proxy.example.com:3128. Quotes must be straight ones. With Docker Desktop: Settings, Resources, Proxies."))
                    .edit(lines(
                        file,
                        Language::Ini,
                        [
                            word("[Service]"),
                            word("Environment=\"HTTP_PROXY=").and(fix::PROXY).and("\""),
                            word("Environment=\"HTTPS_PROXY=").and(fix::PROXY).and("\""),
                            word("Environment=\"NO_PROXY=localhost,127.0.0.1\""),
                        ],
                    ))
                    .overwrites("a file that was there under this name"))
                .step(restart)
        }
        Engine::Containers | Engine::Program => Fix::new(TITLE)
            .step(act("Set the proxy for this shell. In most networks, its address begins with http://.")
                .run(fix::set_variable("HTTPS_PROXY", fix::PROXY))
                .overwrites("the variable in this shell"))
            .step(act("Exempt the hosts that need no proxy.")
                .run(fix::set_variable("NO_PROXY", word("localhost,127.0.0.1,").and(no)))
                .overwrites("the variable in this shell")),
    }
}

fn no_proxy(facts: &Facts) -> Fix {
    let peer = facts.peer_named();
    Fix::new("If no proxy is needed for this registry")
        .step(act(format!(
            "Add {} to NO_PROXY (no port, no scheme) where HTTPS_PROXY is set: the engine's systemd unit, proxies in daemon.json, or Docker Desktop's settings. Take HTTPS_PROXY out if there is no proxy any more. Then restart the engine.",
            connection::without_port(&peer)
        )))
}
