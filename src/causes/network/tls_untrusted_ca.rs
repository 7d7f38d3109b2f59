//! The certificate's issuer isn't trusted.

use crate::causes::cause;
use crate::causes::connection::{self, Engine};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, Step, act, run, word};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, network};

cause! {
    /// # What it is
    /// The registry answered over TLS, and its certificate was issued by an
    /// authority (CA) that the engine doesn't know. Nothing was asked yet, so
    /// no login can help.
    ///
    /// # Why it happens
    /// The registry has a certificate of a private CA, or one it signed itself.
    /// Or it leaves out the intermediate certificate. With a public registry, a
    /// proxy that inspects TLS puts its own certificate in place. The engine
    /// decides, so trust set up in a browser or for curl isn't enough.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry.example.com:5000/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority
    /// ```
    /// ```image
    /// registry.example.com:5000/app
    /// ```
    ///
    /// # How to fix
    /// Give the CA's certificate to the engine, for this registry:
    /// `/etc/docker/certs.d/HOST:PORT/ca.crt`. Each engine has its own place.
    ///
    /// # How to verify
    /// The same pull goes on to the next step: a login, or the image.
    ///
    /// # Don't
    /// Don't switch verification off: it sends the login to whoever answers.
    "tls-untrusted-ca", "The registry's certificate isn't trusted"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    case.seen(
        connection::refused_certificate(facts),
        facts.first(Says::UnknownCa),
        "The certificate was signed by an authority that isn't known here.",
    );
    case.seen(
        Weight::Supports,
        facts.sentence(&network::JIB_INSECURE),
        "Jib says so of a certificate that it doesn't trust, and of a server that speaks no TLS.",
    );
    case.seen(
        Weight::Against,
        facts.any(&[Says::CertName, Says::CertDate]),
        "The complaint is about the certificate's name or date.",
    );
    if !facts.has(Says::UnknownCa) {
        case.seen(
            Weight::Supports,
            facts.any(&[Says::CertName, Says::CertDate]),
            "The certificate was refused.",
        );
    }
    if facts.host().is_some_and(connection::is_internal) {
        case.seen(
            Weight::Strong,
            facts.sentence(&network::PLAIN_400),
            "For an address of this machine, the client falls back to plain HTTP when TLS fails, and the TLS port refused that.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::EngineDown),
        "The engine wasn't reached.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let summary = if connection::is_public(facts) {
        "The certificate that answers for {peer} is signed by an authority (CA) that {client} doesn't trust. This is a public registry, so something on the way, such as a company proxy, answers with its own certificate."
    } else {
        "The certificate of {peer} is signed by an authority (CA) that {client} doesn't trust. Give it that CA; a login changes nothing here."
    };
    let mut advice = Advice::new(summary).confirm(connection::show_certificate(facts));
    let system = system_store(facts);
    let engine = connection::engine(facts);
    if engine == Engine::BuildKit {
        advice = advice.confirm(connection::which_builder());
    }
    advice = if connection::is_public(facts) {
        advice.fix(system)
    } else {
        match engine {
            // A token service of its own: docker 29 asks it with what the system trusts.
            Engine::Docker if facts.peer() != facts.host() => advice.fix(system).fix(docker(facts)),
            Engine::Docker => advice.fix(docker(facts)).fix(system),
            Engine::BuildKit => advice.fix(builder(facts)).fix(docker(facts)),
            Engine::Containers => advice.fix(containers(facts)),
            Engine::Containerd => advice.fix(containerd(facts)),
            Engine::Program => advice.fix(program(facts)).fix(system),
        }
    };
    if facts.tool == Tool::Podman {
        advice = advice.fix(machine());
    }
    if !connection::is_public(facts) {
        advice = advice.fix(connection::insecure(facts));
    }
    advice
        .verify(connection::again(facts))
        .lasting(act("Have the registry serve the whole chain, with the intermediate certificates, or use a certificate from a public CA: then no client needs a change."))
        .avoid("Don't trust whichever certificate answers: get the CA from whoever runs the registry or the proxy.")
        .link(match engine {
            Engine::Containers => {
                "https://github.com/containers/image/blob/main/docs/containers-certs.d.5.md"
            }
            Engine::Containerd => {
                "https://github.com/containerd/containerd/blob/main/docs/hosts.md"
            }
            Engine::BuildKit => "https://docs.docker.com/build/buildkit/configure/",
            _ => "https://docs.docker.com/engine/security/certificates/",
        })
}

fn get_ca() -> Step {
    act("Get the CA's certificate in PEM form from whoever runs the registry.")
}

/// dockerd: a folder named as the host in the image's name is, with its port.
fn docker(facts: &Facts) -> Fix {
    Fix::new("Give the CA to the engine, for this registry only")
        .step(get_ca())
        .step(act("Make the folder. Its name is the host as it is in the image's name, with the port.")
            .run(fix::make_dir(fix::docker_certs(facts.host(), "")).as_root()))
        .step(act("Put the CA there. No restart is needed. With Docker Desktop, add it to the system's trusted certificates and restart Docker Desktop.")
            .run(
                fix::copy_file(fix::CA_FILE, fix::docker_certs(facts.host(), "/ca.crt"))
                    .as_root(),
            )
            .overwrites("a CA that was there under this name"))
}

/// `BuildKit` in a container has its own settings.
fn builder(facts: &Facts) -> Fix {
    Fix::new("For a builder in a container: name the CA in buildkitd.toml")
        .step(get_ca())
        .steps(connection::builder_settings(
            facts,
            word("  ca = [\"").and(fix::CA_FILE).and("\"]"),
        ))
}

/// podman, buildah and skopeo.
fn containers(facts: &Facts) -> Fix {
    Fix::new("Give the CA to podman, buildah and skopeo, for this registry only")
        .step(get_ca())
        .step(act("Make the folder. Its name is the host as it is in the image's name, with the port.")
            .run(
                fix::make_dir(connection::in_certs("/etc/containers/certs.d/", facts, ""))
                    .as_root(),
            ))
        .step(act("Put the CA there. No restart is needed.")
            .run(
                fix::copy_file(
                    fix::CA_FILE,
                    connection::in_certs("/etc/containers/certs.d/", facts, "/ca.crt"),
                )
                .as_root(),
            )
            .overwrites("a CA that was there under this name"))
}

/// On macOS and Windows podman pulls inside a virtual machine.
fn machine() -> Fix {
    Fix::new("With podman machine (macOS, Windows): give the CA to the virtual machine")
        .step(act("Copy the CA into the machine's trusted certificates.")
            .run(
                run("podman machine ssh sudo tee /etc/pki/ca-trust/source/anchors/registry-ca.crt")
                    .fed_by_file(fix::CA_FILE)
                    .quietly(),
            )
            .overwrites("a CA that was there under this name"))
        .step(act("Have the machine read them.").run(run("podman machine ssh sudo update-ca-trust")))
}

/// containerd: hosts.toml in the registry's folder.
fn containerd(facts: &Facts) -> Fix {
    let settings = connection::hosts_toml(
        facts,
        [
            connection::hosts_head("[host.\"https://", facts),
            word("  ca = \"/etc/containerd/certs.d/")
                .and(fix::value(facts.host(), fix::REGISTRY))
                .and("/ca.crt\""),
        ],
    );
    let copy = act("Put the CA there.")
        .run(
            fix::copy_file(
                fix::CA_FILE,
                connection::in_certs("/etc/containerd/certs.d/", facts, "/ca.crt"),
            )
            .as_root(),
        )
        .overwrites("a CA that was there under this name");
    let mut fix = Fix::new("Give the CA to containerd, on every node that pulls")
        .step(get_ca())
        .steps(settings);
    // Behind the step that makes the folder.
    fix.steps.insert(2, copy);
    fix
}

/// Programs that ask the registry themselves.
fn program(facts: &Facts) -> Fix {
    let step = match facts.tool {
        Tool::Helm => {
            act("Name the CA with helm's --ca-file, at helm registry login and at pull or push.")
        }
        Tool::Oras => act("Name the CA with oras' --ca-file."),
        Tool::Kaniko => act(
            "Mount the CA into kaniko's container and name it for this registry: --registry-certificate HOST=FILE.",
        ),
        Tool::Jib => act("Import the CA into the truststore of the Java that runs the build.").run(
            run("keytool -importcert -cacerts -alias registry-ca -file")
                .arg(fix::CA_FILE),
        ),
        Tool::Flux => act(
            "Put the CA into a secret under the key ca.crt, in the namespace of the OCIRepository or HelmRepository, and name it there in spec.certSecretRef.",
        )
        .run(
            run("kubectl create secret generic registry-ca")
                .arg(fix::word("--from-file=ca.crt=").and(fix::CA_FILE))
                .arg("-n")
                .arg(fix::KUBERNETES_NAMESPACE),
        ),
        Tool::ArgoCd => act("Tell Argo CD the CA for this host.").run(
            run("argocd cert add-tls")
                .value(facts.host(), fix::REGISTRY)
                .arg("--from")
                .arg(fix::CA_FILE),
        ),
        _ => act("Let it read the CA for this one run, and see whether that works.")
            .run(words_manifest(facts)),
    };
    Fix::new("Give the CA to the program")
        .step(get_ca())
        .step(step)
}

/// crane reads the file that `SSL_CERT_FILE` names.
fn words_manifest(facts: &Facts) -> fix::Command {
    let image = facts.reference().map(crate::reference::Reference::full);
    run("crane manifest")
        .value(image, fix::IMAGE)
        .with_env("SSL_CERT_FILE", fix::CA_FILE)
}

/// What the whole system trusts. dockerd reads it when it starts.
fn system_store(facts: &Facts) -> Fix {
    let restart = match connection::engine(facts) {
        Engine::Containerd => act("Restart containerd, which reads them when it starts.")
            .run(run("systemctl restart containerd").as_root()),
        Engine::Containers | Engine::Program => {
            act("Nothing needs a restart; the next run reads them.")
        }
        Engine::Docker | Engine::BuildKit => connection::restart_docker(),
    };
    Fix::new("Have the whole system trust the CA")
        .step(act(
            "Get the CA's certificate in PEM form from whoever runs the registry, or the proxy in between.",
        ))
        .step(act("On Debian, Ubuntu and Alpine, put it among the trusted certificates.")
            .run_all([
                fix::copy_file(
                    fix::CA_FILE,
                    word("/usr/local/share/ca-certificates/registry-ca.crt"),
                )
                .as_root(),
                run("update-ca-certificates").as_root(),
            ])
            .overwrites("a CA that was there under this name"))
        .step(act("On Fedora, RHEL and the like, do the same here.")
            .run_all([
                fix::copy_file(
                    fix::CA_FILE,
                    word("/etc/pki/ca-trust/source/anchors/registry-ca.crt"),
                )
                .as_root(),
                run("update-ca-trust").as_root(),
            ])
            .overwrites("a CA that was there under this name"))
        .step(restart)
}
