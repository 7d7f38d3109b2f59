//! The engine's socket doesn't answer.

use crate::causes::cause;
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::log::Place;
use crate::ranking::{Case, Weight};
use crate::signals::{Says, engine};

cause! {
    /// # What it is
    /// The command line tool found no engine: nothing listens at the socket,
    /// pipe or address where it looked. No registry was asked.
    ///
    /// # Why it happens
    /// The engine or Docker Desktop isn't started, it crashed, or the tool
    /// looks elsewhere (`DOCKER_HOST`, a context). In CI, the job's container
    /// has no engine beside it.
    ///
    /// # Example
    /// ```error
    /// Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
    /// ```
    ///
    /// # How to fix
    /// Start the engine, or point the tool to where it runs.
    ///
    /// # How to verify
    /// `docker version` shows a server part.
    ///
    /// # Don't
    /// Don't log in or out, and don't change the registry's settings: it wasn't
    /// asked.
    "daemon-not-running", "The engine isn't running or isn't found"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::EngineDown),
        "The tool found no engine to talk to.",
    );
    if facts.has(Says::EngineDown) {
        case.seen(
            Weight::Supports,
            facts.first(Says::ConfigBroken),
            "An unreadable config is a warning only; the missing engine ended the command.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::Unauthorized,
            Says::ManifestUnknown,
            Says::Denied,
            Says::PullAccessDenied,
        ]),
        "A registry was asked, too, and it refused: some tools only try an engine first.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::SocketDenied),
        "The socket is there, but this user isn't allowed to use it.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ClientTooOld),
        "The engine answered that it accepts no client that old, or that new.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::HttpsToHttp),
        "The engine's port answered, with TLS.",
    );
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&engine::PODMAN_DOWN).is_some() || facts.tool == Tool::Podman {
        return podman();
    }
    if facts.sentence(&engine::CONTAINERD_DOWN).is_some() {
        return containerd();
    }
    if facts.sentence(&engine::DAEMON_FAILED).is_some() {
        return refuses_to_start();
    }
    let in_ci = matches!(
        facts.place,
        Place::GitLabCi
            | Place::Jenkins
            | Place::Bitbucket
            | Place::Drone
            | Place::CircleCi
            | Place::Kubernetes
    ) || facts.sentence(&engine::SERVICE_DOWN).is_some();
    let windows = facts.sentence(&engine::PIPE_DOWN).is_some();
    let summary = if windows {
        "Docker Desktop isn't running: the pipe that docker looks for doesn't exist. No registry was asked."
    } else if in_ci {
        "The job found no docker engine beside it, so no registry was asked."
    } else {
        "docker found no engine at its socket, so no registry was asked. The engine isn't running, or docker looks in the wrong place."
    };
    let linux = Fix::new("On Linux: start the engine")
        .step(
            act("Start it, now and at each boot.")
                .run(run("systemctl enable --now docker").as_root()),
        )
        .step(
            look("If it doesn't keep running, read why.")
                .run(run("journalctl --unit docker --lines 50 --no-pager").as_root()),
        );
    let desktop = Fix::new("With Docker Desktop (Windows, macOS): start it")
        .step(act(
            "Start Docker Desktop and wait until it says that the engine runs. On Windows it needs WSL 2; if it keeps on starting, wsl --update helps. Newer versions start with docker desktop start, too.",
        ));
    let elsewhere = Fix::new("If the engine runs, but elsewhere: look there")
        .step(
            look("See the contexts; the one with the star is used. DOCKER_HOST overrides it.")
                .run(run("docker context ls")),
        )
        .step(
            act("If DOCKER_HOST is set and wrong, unset it.")
                .run(fix::unset_variable("DOCKER_HOST"))
                .overwrites("the variable in this shell"),
        );
    let mut advice = Advice::new(summary).confirm(
        look("See whether an engine answers. If none does, the part Server is missing.")
            .run(run("docker version")),
    );
    if in_ci {
        advice = advice.fix(ci());
    }
    advice = if windows {
        advice.fix(desktop).fix(elsewhere)
    } else {
        advice.fix(linux).fix(desktop).fix(elsewhere)
    };
    if !in_ci && !windows {
        advice = advice.fix(ci());
    }
    advice
        .verify(look("It now shows a server part.").run(run("docker version")))
        .avoid("Don't log in or out: no registry was asked.")
        .avoid("Don't open the engine on a TCP port without TLS: whoever reaches it is root on that machine.")
        .link(if in_ci {
            "https://docs.gitlab.com/ci/docker/using_docker_build/"
        } else {
            "https://docs.docker.com/engine/daemon/troubleshoot/"
        })
}

fn containerd() -> Advice {
    Advice::new("containerd doesn't answer, or answers without CRI, the part that Kubernetes talks to. No registry was asked.")
        .fix(Fix::new("Start it").step(
            act("Start it, now and at each boot.").run(run("systemctl enable --now containerd").as_root()),
        ))
        .fix(Fix::new("If it runs: turn on CRI").step(
            act("In /etc/containerd/config.toml, take cri out of disabled_plugins, where Docker's package puts it. Then restart containerd.")
                .run(run("systemctl restart containerd").as_root()),
        ))
        .verify(look("It answers with its version.").run(run("crictl version").as_root()))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://kubernetes.io/docs/setup/production-environment/container-runtimes/")
}

/// dockerd tells why it doesn't start.
fn refuses_to_start() -> Advice {
    Advice::new("dockerd itself doesn't start, and its message says why. No registry was asked.")
        .confirm(
            look("See whether its file is valid. dockerd 23 and newer can check it without starting.")
                .run(run("dockerd --validate --config-file /etc/docker/daemon.json").as_root()),
        )
        .fix(Fix::new("Fix what the message names, then start it")
            .step(act("In /etc/docker/daemon.json: JSON allows no comment and no comma after the last entry. An entry of insecure-registries is a host and a port, without http:// and without a path. What is set there must not be in the service's command line as well."))
            .step(act("Start it again. systemd gives up after a few tries, so reset those first.")
                .run_all([
                    run("systemctl reset-failed docker").as_root(),
                    run("systemctl restart docker").as_root(),
                ]))
            .step(look("If it still doesn't stay up, read why.").run(
                run("journalctl --unit docker --lines 50 --no-pager")
                    .as_root(),
            )))
        .verify(look("It now shows a server part.").run(run("docker version")))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://docs.docker.com/engine/daemon/troubleshoot/")
}

/// A job's container has no engine; it needs one beside it, or its host's.
fn ci() -> Fix {
    let services = fix::seq().item("docker:dind");
    Fix::new("In CI: give the job an engine")
        .step(act("GitLab: run docker:dind as a service of the job. The runner must allow it: privileged = true in its config.toml.").edit(fix::yaml(
            ".gitlab-ci.yml",
            fix::map().put(
                "build",
                fix::map()
                    .put("image", "docker:cli")
                    .put("services", services)
                    .put(
                        "variables",
                        fix::map().put("DOCKER_TLS_CERTDIR", "/certs"),
                    ),
            ),
        )))
        .step(act("Jenkins and other runners in a container: mount the host's /var/run/docker.sock into it, or build without an engine (buildah, kaniko). A job with the socket is root on that host."))
}

fn podman() -> Advice {
    Advice::new("podman found nothing to talk to: on macOS and Windows its virtual machine isn't running, on Linux its socket isn't. No registry was asked.")
        .confirm(look("See whether a machine exists and runs.").run(run("podman machine list")))
        .confirm(
            look("See where podman connects to.")
                .run(run("podman system connection list")),
        )
        .fix(Fix::new("On macOS and Windows: start the machine")
            .step(act("Start it.").run(run("podman machine start")))
            .step(act("If there is none yet, make one first.").run(run("podman machine init"))))
        .fix(Fix::new("On Linux: start the socket of your user")
            .step(act("Only tools that speak to podman over its socket need it.").run(
                run("systemctl --user enable --now podman.socket")
                    .on_linux(),
            )))
        .verify(look("It answers with the versions of client and server.").run(run("podman version")))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://docs.podman.io/en/latest/markdown/podman-machine-start.1.html")
}
