//! One side speaks HTTP, the other HTTPS.

use crate::causes::connection::{self, Engine};
use crate::causes::{cause, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, run, value, word};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, network};

cause! {
    /// # What it is
    /// The client uses HTTPS and the other side answers in plain HTTP, or the
    /// other way round. Nothing was asked yet, so no login can help.
    ///
    /// # Why it happens
    /// A registry without a certificate serves plain HTTP, and clients insist
    /// on HTTPS, except for this machine itself (localhost). Or the port is
    /// another service's. The engine's own port has the same trouble: 2375 is
    /// plain, 2376 is TLS.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry.example.com:5000/v2/": http: server gave HTTP response to HTTPS client
    /// ```
    /// ```image
    /// registry.example.com:5000/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Give the registry a certificate, or put a proxy with one in front of it.
    /// If that isn't possible, and only on a network that you trust, tell the
    /// engine that this one registry is insecure.
    ///
    /// # How to verify
    /// `curl -sSI https://HOST/v2/` answers with 200 or 401.
    ///
    /// # Don't
    /// Don't log in over plain HTTP on a network that others use: the password
    /// is sent in the clear.
    "http-not-https", "One side uses HTTP, the other HTTPS"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    let anybodys = facts
        .first(Says::HttpToHttps)
        .is_none_or(|_| !connection::about_a_registry(facts) && !facts.has(Says::FailedAt));
    case.seen(
        if anybodys {
            Weight::Supports
        } else {
            Weight::Decisive
        },
        facts.first(Says::HttpToHttps),
        "The client used TLS, and the answer was plain HTTP.",
    );
    if !facts.has(Says::UnknownCa) && !facts.has(Says::CertName) && !facts.has(Says::CertDate) {
        // Clients fall back to HTTP for this machine itself, when TLS fails.
        let fell_back = facts.sentence(&network::PLAIN_400).is_some()
            && facts.host().is_some_and(connection::is_internal);
        case.seen(
            if fell_back {
                Weight::Supports
            } else {
                Weight::Decisive
            },
            facts.first(Says::HttpsToHttp),
            "A plain HTTP request reached a port that speaks TLS.",
        );
    }
    case.seen(
        Weight::Supports,
        facts.sentence(&network::JIB_INSECURE),
        "Jib says so of a server that speaks no TLS, and of a certificate that it doesn't trust.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ProxyFails),
        "It was the proxy that answered.",
    );
    // Clients try HTTPS and then HTTP: what was said last counts.
    if let Some(last) = connection::last(facts, &[Says::HttpToHttps])
        && let Some(later) = facts.seen().iter().find(|seen| {
            seen.span.start > last.span.start
                && seen.signal.says.is_a_failure()
                && !matches!(
                    seen.signal.says,
                    Says::FailedAt | Says::HttpsToHttp | Says::ImagePullFails
                )
        })
    {
        case.says(
            Weight::StronglyAgainst,
            later,
            "The client then tried plain HTTP, and that failed for another reason.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.has(Says::HttpsToHttp) && !facts.has(Says::HttpToHttps) {
        return plain_to_tls(facts);
    }
    if connection::is_public(facts) {
        return connection::not_the_registry(facts, "Something else answers in place of {peer}, in plain HTTP. This is a public registry, so a proxy, a network's sign-in page or a wrong address is in between.")
            .verify(connection::again(facts))
            .avoid("Don't add the registry to insecure-registries: your login and the images would go to whatever answers.");
    }
    let scheme = |text: &'static str| {
        run("curl -sSI").arg(
            word(text)
                .and(value(facts.peer(), fix::REGISTRY))
                .and("/v2/"),
        )
    };
    let mut advice = Advice::new("{peer} answers in plain HTTP on that port, and {client} expects HTTPS. A login changes nothing here.")
    .confirm(
        look("See whether plain HTTP answers. 200 or 401 means that a registry is there, without TLS.")
            .run(scheme("http://")),
    )
    .fix(Fix::new("Give the registry a certificate")
        .step(act("Serve it over HTTPS: set the registry's own TLS certificate and key, or put a reverse proxy with a certificate in front of it. If HTTPS is served on another port, use that port in the image's name.")));
    advice = match connection::engine(facts) {
        Engine::Program => advice.fix(plain_http(facts)),
        Engine::BuildKit => advice.fix(builder(facts)).fix(daemon_insecure(facts)),
        Engine::Containerd => advice.fix(containerd(facts)),
        Engine::Docker if facts.tool == Tool::Unknown => {
            advice.fix(connection::insecure(facts)).fix(builder(facts))
        }
        Engine::Docker | Engine::Containers => advice.fix(connection::insecure(facts)),
    };
    if facts.tool == Tool::BuildKit {
        advice = advice.confirm(connection::which_builder());
    }
    advice
        .verify(connection::again(facts))
        .avoid("Don't log in over plain HTTP on a network that others use: the password is sent in the clear.")
        .link(match connection::engine(facts) {
            Engine::BuildKit => "https://docs.docker.com/build/buildkit/configure/",
            Engine::Containerd => {
                "https://github.com/containerd/containerd/blob/main/docs/hosts.md"
            }
            _ => "https://distribution.github.io/distribution/about/insecure/",
        })
}

const PLAIN: &str = "images and logins travel unencrypted, and anyone in between can change them";

fn daemon_insecure(facts: &Facts) -> Fix {
    Fix::new("Last resort for the engine's own builder, on a network that you trust")
        .step(connection::copy_daemon_json())
        .step(
            act("Add the registry to insecure-registries in daemon.json; keep what else is in it.")
                .edit(fix::json(
                    connection::DAEMON_JSON,
                    fix::map().put(
                        "insecure-registries",
                        fix::seq().item(value(facts.host(), fix::REGISTRY)),
                    ),
                ))
                .weakens(PLAIN),
        )
        .step(connection::restart_docker())
}

/// `BuildKit` in a container; `--push` with `registry.insecure=true` does it for
/// one push.
fn builder(facts: &Facts) -> Fix {
    let mut steps = connection::builder_settings(facts, word("  http = true"));
    if let Some(first) = steps.first_mut() {
        first.weaken(PLAIN);
    }
    steps.push(
        act("For a single push, the output can say it instead: --output type=image,name=IMAGE,push=true,registry.insecure=true.")
            .weakens(PLAIN),
    );
    Fix::new("Last resort for a builder in a container, on a network that you trust").steps(steps)
}

fn containerd(facts: &Facts) -> Fix {
    let mut steps = connection::hosts_toml(
        facts,
        [
            word("server = \"http://")
                .and(value(facts.host(), fix::REGISTRY))
                .and("\""),
            connection::hosts_head("[host.\"http://", facts),
            word("  capabilities = [\"pull\", \"resolve\"]"),
        ],
    );
    if let Some(edit) = steps.get_mut(1) {
        edit.weaken(PLAIN);
    }
    if facts.tool == Tool::Nerdctl {
        steps
            .push(act("With nerdctl, --insecure-registry does it for one command.").weakens(PLAIN));
    }
    if facts.tool == Tool::Ctr {
        steps.push(
            act("ctr itself reads these files only with --hosts-dir /etc/containerd/certs.d. With --plain-http it needs none.")
                .weakens(PLAIN),
        );
    }
    Fix::new("Last resort, on a network that you trust: tell containerd that it uses HTTP")
        .steps(steps)
}

fn plain_http(facts: &Facts) -> Fix {
    let switch = match facts.tool {
        Tool::Helm => {
            "Give helm --plain-http, at helm registry login (from 3.18 on; before, --insecure) and at pull and push."
        }
        Tool::Oras => "Give oras --plain-http.",
        Tool::Kaniko => "Give kaniko --insecure for the push and --insecure-pull for base images.",
        Tool::Jib => "Set jib.allowInsecureRegistries and sendCredentialsOverHttp.",
        _ => "Give crane --insecure.",
    };
    Fix::new("Last resort, on a network that you trust: let this program use HTTP")
        .step(act(switch).weakens(PLAIN))
}

/// A plain request on a TLS port: mostly `DOCKER_HOST` with 2376.
fn plain_to_tls(facts: &Facts) -> Advice {
    Advice::new(format!(
        "A plain HTTP request reached a port of {} that speaks TLS.",
        match facts.peer() {
            Some(_) => facts.peer_named(),
            None => "the engine or the registry".to_owned(),
        }
    ))
    .confirm(look("See where docker looks for its engine, and whether it uses TLS.").run(
        run("docker context ls"),
    ))
    .confirm(look("See whether this variable is set.").run(fix::is_set("DOCKER_HOST")))
    .confirm(look("And this one.").run(fix::is_set("DOCKER_TLS_VERIFY")))
    .fix(Fix::new("If it is the engine's port (2376): let the client use TLS")
        .step(act("Set DOCKER_HOST to tcp://HOST:2376, DOCKER_TLS_VERIFY to 1 and DOCKER_CERT_PATH to the folder with the client's certificates. With docker:dind these are made under DOCKER_TLS_CERTDIR, in its folder client, which both containers must share.")))
    .fix(Fix::new("If it is the registry: use https")
        .step(act("Take http:// out of the address, --plain-http out of the command, and the registry out of insecure-registries: it uses TLS.")))
    .verify(words::knock(facts))
    .avoid("Don't open the engine's plain port 2375 to a network: whoever reaches it is root on that machine.")
    .link("https://docs.docker.com/engine/security/protect-access/")
}
