//! This user may not use the engine's socket.

use crate::causes::cause;
use crate::facts::{Facts, Tool};
use crate::fix::{Advice, Fix, act, env, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::Says;

cause! {
    /// # What it is
    /// The engine runs, and the user who called isn't allowed to talk to its
    /// socket. No registry was asked.
    ///
    /// # Why it happens
    /// On Linux the socket belongs to root and the group docker. The user isn't
    /// in that group, or joined it and hasn't logged in to the system again.
    ///
    /// # Example
    /// ```error
    /// permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.47/info": dial unix /var/run/docker.sock: connect: permission denied
    /// ```
    ///
    /// # How to fix
    /// Add the user to the group docker and start a new session, or use
    /// rootless docker or podman.
    ///
    /// # How to verify
    /// `docker version` shows a server part without sudo.
    ///
    /// # Don't
    /// Don't open the socket to everybody: whoever may use it is root on the
    /// machine.
    "socket-permission-denied", "This user isn't allowed to use the engine's socket"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::SocketDenied),
        "The engine's socket refused this user.",
    );
}

fn advice(facts: &Facts) -> Advice {
    if facts.tool.on_a_node() && facts.tool != Tool::Swarm {
        return node();
    }
    let mut advice = Advice::new("The engine is running, but this user isn't allowed to use its socket. No registry was asked.")
        .confirm(look("See whose the socket is.").run(crate::fix::show_rights(crate::fix::word("/var/run/docker.sock"))))
        .confirm(look("See which groups you are in. docker must be among them.").run(run("id")))
        .fix(Fix::new("Join the group docker")
            .step(act("Add yourself. Members of this group have root's powers on this machine: add only people who may have them.")
                .run(run("usermod -aG docker").arg(env("USER")).as_root()))
            .step(act("Log out of the system and in again; or get the group at once, in this shell only.")
                .run(run("newgrp docker").on_linux())))
        .fix(Fix::new("In CI: for the user that runs jobs")
            .step(act("Add the runner's user (jenkins, gitlab-runner, a service account) to the group docker and restart the runner. In a container, give it the number of the socket's group: docker run --group-add, fsGroup in Kubernetes.")))
        .fix(Fix::new("Without root's powers: rootless docker, or podman")
            .step(act("Both run containers as you, with a socket of your own and no group.")
                .run(run("dockerd-rootless-setuptool.sh install").on_linux())))
        .verify(look("It shows a server part, without sudo.").run(run("docker version")))
        .avoid("Don't open the socket to everybody with chmod: whoever can use it is root on the machine.")
        .avoid("Don't get used to sudo docker: root has another config.json, so your login isn't found there.")
        .link("https://docs.docker.com/engine/install/linux-postinstall/");
    let guarded = Fix::new("If a proxy guards the socket: let it pass the request").step(look(
        "A pull or push needs POST and IMAGES there (docker-socket-proxy: POST=1, IMAGES=1).",
    ));
    // A socket's rights never make a 403.
    if facts.has(Says::Forbidden) {
        advice.fix_first(vec![guarded]);
        advice
    } else {
        advice.fix(guarded)
    }
}

fn node() -> Advice {
    Advice::new("containerd's socket belongs to root, and this user isn't allowed to use it. No registry was asked.")
        .confirm(look("See whether root can use it.").run(run("crictl version").as_root()))
        .fix(Fix::new("Ask as root")
            .step(act("On a node, run crictl, ctr and nerdctl as root.").run(run("crictl images").as_root())))
        .verify(look("It lists the node's images.").run(run("crictl images").as_root()))
        .avoid("Don't open the socket to everybody with chmod: whoever can use it is root on the machine.")
        .link("https://github.com/containerd/containerd/blob/main/docs/getting-started.md")
}
