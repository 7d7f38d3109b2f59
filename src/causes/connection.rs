//! Steps around a connection that several causes share: where each engine keeps what it
//! trusts, and how to look at what answers.

use crate::causes::words;
use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{
    self, Advice, Arg, Fix, Language, Step, Steps, act, lines, look, run, value, word,
};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, network, tools};
use crate::words::{begins_with_one, ends_with_one};

/// docker's own settings.
pub(super) const DAEMON_JSON: &str = "/etc/docker/daemon.json";

/// Who opens the connection, and so whose settings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// dockerd.
    Docker,
    /// `BuildKit`: docker's own, or in a container.
    BuildKit,
    /// podman, buildah, skopeo.
    Containers,
    /// containerd, on a node or below nerdctl.
    Containerd,
    /// A program that asks by itself and trusts what the system trusts.
    Program,
}

/// Who opens the connection. A kubelet's event quotes the runtime below it.
pub(super) fn engine(facts: &Facts) -> Engine {
    match facts.tool {
        Tool::Podman | Tool::Buildah | Tool::Skopeo => Engine::Containers,
        Tool::Kubelet if facts.sentence(&tools::DOCKER).is_some() => Engine::Docker,
        Tool::Nerdctl | Tool::Crictl | Tool::Ctr | Tool::Containerd | Tool::Kubelet => {
            Engine::Containerd
        }
        Tool::BuildKit => Engine::BuildKit,
        Tool::Crane
        | Tool::Kaniko
        | Tool::Jib
        | Tool::Helm
        | Tool::Oras
        | Tool::ImageUpdater
        | Tool::Flux
        | Tool::ArgoCd => Engine::Program,
        Tool::Docker
        | Tool::Compose
        | Tool::Swarm
        | Tool::Ecs
        | Tool::Watchtower
        | Tool::Terraform
        | Tool::Unknown => Engine::Docker,
    }
}

/// Whether the registry is one of the big public ones, whose certificates
/// every system trusts.
pub(super) fn is_public(facts: &Facts) -> bool {
    use Id::{
        Acr, ArtifactRegistry, DockerHub, Ecr, EcrPublic, Gcr, Ghcr, Icr, Ngc, Public, Quay, RedHat,
    };
    // Another port than 443 is a mirror's.
    let elsewhere = facts
        .peer()
        .is_some_and(|peer| without_port(peer) != peer && !peer.ends_with(":443"));
    facts.host().is_some()
        && !elsewhere
        && match facts.registry().id {
            Id::GitLab => facts.host() == Some("registry.gitlab.com"),
            Id::Quay => facts.host() == Some("quay.io"),
            id => [
                DockerHub,
                Ghcr,
                Ecr,
                EcrPublic,
                Gcr,
                ArtifactRegistry,
                Acr,
                Quay,
                Icr,
                Ngc,
                RedHat,
                Public,
            ]
            .contains(&id),
        }
}

/// Whether the text is about a registry at all: a broken connection alone may
/// be anything's.
pub(super) fn about_a_registry(facts: &Facts) -> bool {
    facts.tool != Tool::Unknown || facts.op != Op::Unknown || facts.subject.is_known()
}

/// How much a certificate's refusal says. Registry clients are mostly written
/// in Go, whose words for it begin with x509; other programs have other words.
pub(super) fn refused_certificate(facts: &Facts) -> Weight {
    if about_a_registry(facts) || facts.has(Says::FailedAt) {
        Weight::Decisive
    } else if facts.sentence(&network::GO_X509).is_some() {
        Weight::Strong
    } else {
        Weight::Supports
    }
}

/// Weighs against a cause where the connection was another program's.
pub(super) fn not_elsewhere(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::Elsewhere),
        "It happened to another program: in a build step, a probe, or a call to the cluster's own API.",
    );
}

/// The place of the last sentence that says one of these.
pub(super) fn last<'a>(facts: &'a Facts, says: &[Says]) -> Option<&'a Seen> {
    facts
        .seen()
        .iter()
        .rev()
        .find(|seen| says.contains(&seen.signal.says))
}

/// Whether a name only means something inside a machine, a cluster or a
/// private network: localhost, a single word, a private address.
pub(super) fn is_internal(host: &str) -> bool {
    let name = without_port(host);
    let private_172 = || {
        name.strip_prefix("172.")
            .and_then(|rest| rest.split('.').next())
            .and_then(|part| part.parse::<u8>().ok())
            .is_some_and(|part| (16..32).contains(&part))
    };
    !name.contains('.')
        || begins_with_one("127. 10. 192.168. 0.0.0.0", name)
        || ends_with_one(".local .internal .svc .localhost .lan", name)
        || private_172()
}

/// Whether a host is an IP address, which no name stands for.
pub(super) fn is_address(host: &str) -> bool {
    host.bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'))
}

/// A step that asks where the name of the host that failed leads.
pub(super) fn look_up(facts: &Facts) -> Step {
    look("See whether its name leads to the right address.")
        .run(run("nslookup").value(facts.peer().map(without_port), fix::HOST_NAME))
}

/// Something else answers in place of a public registry.
pub(super) fn not_the_registry(facts: &Facts, headline: &'static str) -> Advice {
    Advice::new(headline)
        .confirm(look_up(facts))
        .fix(Fix::new("If the name leads to a wrong address: correct it")
            .step(look("Take the registry's name out of the hosts file, or ask whoever runs the DNS or the VPN. If a mirror is set (registry-mirrors), take that out.")))
        .fix(Fix::new("If the address is right: get past what is in between")
            .step(look("On a network with a sign-in page, open a web page and sign in. Otherwise ask whoever runs the proxy or firewall to let the registry through; a certificate's issuer often names it.")))
}

/// Takes a mirror out of the engine's settings.
pub(super) fn without_mirror(title: &'static str, host: &str) -> Fix {
    Fix::new(title)
        .step(act(format!("Take {} out of registry-mirrors: in /etc/docker/daemon.json on Linux, under Settings, Docker Engine in Docker Desktop. containerd has its mirrors in /etc/containerd/certs.d.", fix::plain(host))))
        .step(act("Restart the engine.").run(run("systemctl restart docker").as_root()))
}

/// The name without the port.
pub(super) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Shows the certificate that the other side presents.
pub(super) fn show_certificate(facts: &Facts) -> Step {
    let host = facts.peer();
    let port = if host.is_some_and(|host| host != without_port(host)) {
        ""
    } else {
        ":443"
    };
    look("See the certificate that answers: which name it is for, who issued it (issuer), and until when it is valid.")
        .run(
            run("openssl s_client -showcerts -connect")
                .arg(value(host, fix::REGISTRY).and(port))
                .arg("-servername")
                .value(host.map(without_port), fix::HOST_NAME)
                .without_input(),
        )
}

/// Restarts dockerd, which doesn't read its settings again by itself.
pub(super) fn restart_docker() -> Step {
    act("Restart the engine. Its containers stop unless live-restore is set. With Docker Desktop: choose Restart in its menu.")
        .run(run("systemctl restart docker").as_root())
}

/// Keeps a copy of daemon.json, where there is one.
pub(super) fn copy_daemon_json() -> Step {
    act("Copy the engine's settings, if the file exists. With Docker Desktop they are under Settings, Docker Engine.")
        .run(fix::backup(word(DAEMON_JSON)).as_root())
}

/// A path under a directory that is named after the registry.
pub(super) fn in_certs(directory: &'static str, facts: &Facts, file: &'static str) -> Arg {
    word(directory)
        .and(value(facts.host(), fix::REGISTRY))
        .and(file)
}

/// The settings of a registry for `BuildKit` in a container: this line below the
/// registry's head.
pub(super) fn builder_settings(facts: &Facts, line: Arg) -> Steps {
    act("Write this into a file buildkitd.toml.").edit(lines(
        "buildkitd.toml",
        Language::Toml,
        [
            word("[registry.\"").and(value(facts.host(), fix::REGISTRY)).and("\"]"),
            line,
        ],
    ))
        .then(act("Make a builder with it and use that. The files that it names are copied into the builder.")
            .run(run("docker buildx create --use --config buildkitd.toml")))
}

/// Which builder builds: docker's own one, or one in a container.
pub(super) fn which_builder() -> Step {
    look("See which builder is in use: the driver docker is the engine's own; docker-container has its own settings.")
        .run(run("docker buildx ls"))
}

/// The settings of a registry for containerd, under its `config_path`.
pub(super) fn hosts_toml<const N: usize>(facts: &Facts, body: [Arg; N]) -> Steps {
    let directory = in_certs("/etc/containerd/certs.d/", facts, "");
    act("On every node: make the registry's folder.")
        .run(fix::make_dir(directory).as_root())
        .then(act(format!(
            "Put this into /etc/containerd/certs.d/{}/hosts.toml. It is read at each pull; no restart is needed.",
            facts.host().map_or_else(|| fix::REGISTRY.name().to_owned(), fix::plain)
        ))
        .edit(
            lines(
                in_certs("/etc/containerd/certs.d/", facts, "/hosts.toml"),
                Language::Toml,
                body,
            ),
        ))
        .then(look("Check that containerd's settings have config_path = \"/etc/containerd/certs.d\" for registries. Without it, hosts.toml isn't read.")
            .run(run("containerd config dump").on_linux()))
}

/// `[host."https://HOST"]`, the head of a host's part in hosts.toml.
pub(super) fn hosts_head(scheme: &'static str, facts: &Facts) -> Arg {
    word(scheme)
        .and(value(facts.host(), fix::REGISTRY))
        .and("\"]")
}

/// Has the engine speak to the registry without a trusted certificate: the
/// last resort.
pub(super) fn insecure(facts: &Facts) -> Fix {
    const HOW: &str = "anyone in between can read and change images and logins";
    const TITLE: &str =
        "Last resort, on a network that you trust: skip the checks for this one registry";
    let host = facts.host();
    match engine(facts) {
        Engine::Docker => Fix::new(TITLE)
            .step(copy_daemon_json())
            .step(act("Add the registry to insecure-registries in /etc/docker/daemon.json; keep what else is in it.")
                .edit(fix::json(
                    DAEMON_JSON,
                    fix::map().put(
                        "insecure-registries",
                        fix::seq().item(value(host, fix::REGISTRY)),
                    ),
                ))
                .weakens(HOW))
            .step(restart_docker()),
        Engine::BuildKit => {
            let mut steps = builder_settings(facts, word("insecure = true"));
            if let Some(first) = steps.first_mut() {
                first.weaken(HOW);
            }
            Fix::new(TITLE).steps(steps)
        }
        Engine::Containers => Fix::new(TITLE)
            .step(act("Name it in /etc/containers/registries.conf, or in a file in registries.conf.d beside it.")
                .edit(lines(
                    "/etc/containers/registries.conf.d/insecure.conf",
                    Language::Toml,
                    [
                        word("[[registry]]"),
                        word("location = \"").and(value(host, fix::REGISTRY)).and("\""),
                        word("insecure = true"),
                    ],
                ))
                .weakens(HOW)),
        Engine::Containerd => {
            let mut steps = hosts_toml(
                facts,
                [
                    hosts_head("[host.\"https://", facts),
                    word("  skip_verify = true"),
                ],
            );
            for step in steps.iter_mut() {
                if matches!(step.action, Some(fix::Action::Edit(_))) {
                    step.weaken(HOW);
                }
            }
            let fix = Fix::new(TITLE).steps(steps);
            if facts.tool == Tool::Nerdctl {
                fix.step(
                    act("With nerdctl, --insecure-registry does this for one command.")
                        .weakens(HOW),
                )
            } else {
                fix
            }
        }
        Engine::Program => Fix::new(TITLE)
            .step(act("Run the program once with its own option for this: --insecure-skip-tls-verify for helm, --insecure for oras and crane, --skip-tls-verify for kaniko, allowInsecureRegistries for Jib.")
                .weakens(HOW)),
    }
}

/// Does again what failed, with the program that asked the registry.
pub(super) fn again(facts: &Facts) -> Step {
    let image = facts.reference().map(crate::reference::Reference::full);
    match engine(facts) {
        Engine::Containerd if facts.tool != Tool::Nerdctl => look("Pull again, on the node.")
            .run(run("crictl pull").value(image, fix::IMAGE).as_root()),
        Engine::BuildKit => look("Build again: it gets past that step."),
        _ => words::try_again(facts),
    }
}

/// Asks the host for anything at all, and shows each step of the connection.
pub(super) fn talk(facts: &Facts) -> Step {
    let path = if facts.peer() == facts.host() || facts.on(Id::DockerHub) {
        "/v2/"
    } else {
        "/"
    };
    look("Ask that host by hand, on the machine that failed. 200 or 401 means that it can be reached; otherwise the last line before the error shows where it stops.")
        .run(run("curl -v")
            .arg(word("https://").and(value(facts.peer(), fix::REGISTRY)).and(path))
            .args("--connect-timeout 10"))
}

/// Which proxies the engine uses.
/// What the engine itself logged of the request.
pub(super) fn engine_log(facts: &Facts) -> Option<Step> {
    let unit = match engine(facts) {
        Engine::Docker | Engine::BuildKit => "docker",
        Engine::Containerd => "containerd",
        Engine::Containers | Engine::Program => return None,
    };
    let says = if unit == "docker" {
        "Read what the engine logged at that time. With \"debug\": true in /etc/docker/daemon.json and a reload (systemctl reload docker) it logs each request. Take that out afterwards."
    } else {
        "Read what containerd logged at that time."
    };
    Some(
        look(says).run(
            run("journalctl --unit")
                .arg(unit)
                .args("--lines 50 --no-pager")
                .as_root()
                .on_linux(),
        ),
    )
}

/// Which proxies are used.
pub(super) fn show_proxies(facts: &Facts) -> Step {
    match engine(facts) {
        Engine::Docker | Engine::BuildKit => {
            look("See which proxies the engine itself uses: HTTP Proxy, HTTPS Proxy, No Proxy.")
                .run(run("docker info"))
        }
        _ => look("See whether the variable HTTPS_PROXY is set.").run(fix::is_set("HTTPS_PROXY")),
    }
}
