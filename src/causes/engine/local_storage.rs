//! No space, or a damaged store.

use crate::causes::{cause, connection};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, Step, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, engine};

cause! {
    /// # What it is
    /// The image arrived, and the machine couldn't store it: no space is left,
    /// or the engine's own store is damaged. The registry did its part.
    ///
    /// # Why it happens
    /// Old images, stopped containers and build caches fill the disk; the
    /// virtual disk of Docker Desktop or podman machine is small; or a crash or
    /// a full disk left half-written layers.
    ///
    /// # Example
    /// ```error
    /// failed to register layer: write /usr/lib/libexample.so: no space left on device
    /// ```
    ///
    /// # How to fix
    /// Free space, or make the disk larger. For a damaged store: restart the
    /// engine, remove the image, pull again.
    ///
    /// # How to verify
    /// `df -h` shows space where the engine stores images, and the pull ends.
    ///
    /// # Don't
    /// Don't delete files below `/var/lib/docker` by hand while the engine runs.
    "local-storage", "The disk is full or the image store is damaged"
}

fn weigh(facts: &Facts, case: &mut Case) {
    connection::not_elsewhere(facts, case);
    let weight = if connection::about_a_registry(facts) {
        Weight::Decisive
    } else {
        Weight::Supports
    };
    let full = facts.first(Says::NoSpace);
    case.seen(weight, full, "The machine couldn't write what it received.");
    let damaged = facts.first(Says::StoreDamaged);
    case.seen(
        Weight::Strong,
        damaged,
        "The engine's store couldn't take the layer.",
    );
    if full.is_none() && connection::about_a_registry(facts) {
        case.seen(
            Weight::Supports,
            damaged,
            "The layer had arrived, so the registry did its part.",
        );
    }
    if full.is_none() {
        case.seen(
            Weight::Supports,
            facts.sentence(&engine::REGISTER_LAYER),
            "It failed while the layer was put into the store.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&engine::USER_IDS).is_some() {
        return of_user_ids(facts);
    }
    let full = facts.has(Says::NoSpace);
    let advice = Advice::new(if full {
        "This machine has no room, or no working disk, to store {image}. The registry did its part."
    } else {
        "The engine's own store couldn't take a layer of {image}: it is damaged or busy. The registry did its part."
    });
    let df = || run("df -h").on_linux();
    let advice = advice
        .confirm(look("See how full the disks are. Images are stored in /var/lib/docker, /var/lib/containers or /var/lib/containerd. If there is room, run df -i: used-up inodes give the same error. With Docker Desktop or podman machine, it is the disk of their VM.").run(df()))
        .confirm(usage(facts));
    let free = Fix::new("Free space")
        .step(prune(facts)).step(act(
        "Build caches can go, too: docker builder prune. With Docker Desktop or podman machine, the virtual disk has its own size: make it larger in the settings.",
    ));
    let damaged = Fix::new("If the store is damaged")
        .step(match connection::engine(facts) {
            connection::Engine::Containers => act("Remove the image, then pull again.")
                .run(run("podman rmi").value(facts.subject.text.as_deref(), fix::IMAGE))
                .deletes("the image as it is stored; the pull fetches it again"),
            connection::Engine::Containerd => act("Restart containerd, then pull again.")
                .run(run("systemctl restart containerd").as_root()),
            _ => act("Restart the engine, then pull again.")
                .run(run("systemctl restart docker").as_root()),
        })
        .step(act(
            "If that doesn't help: remove the image and what was built on it, and pull again. As the last step with docker, stop the engine, rename the folder /var/lib/docker, and start it: all images, containers and volumes are out of sight until the folder has its name back.",
        ))
        .step(act(
            "An input/output error points to the disk itself: read the system's log (dmesg) and check the disk.",
        ));
    let advice = if full {
        advice.fix(free).fix(damaged)
    } else {
        advice.fix(damaged).fix(free)
    };
    let advice = if facts.tool == Tool::Ecs {
        advice.fix(Fix::new("On Fargate: more ephemeral storage").step(act(
            "Set ephemeralStorage with sizeInGiB in the task definition (21 to 200).",
        )))
    } else {
        advice
    };
    advice
        .verify(look("There is room now.").run(df()))
        .verify(connection::again(facts))
        .lasting(act("Clear old images and caches regularly, and watch the disk. The kubelet does it by itself (imageGC thresholds)."))
        .avoid("Don't delete single files below /var/lib/docker: that damages the store.")
        .link("https://docs.docker.com/engine/manage-resources/pruning/")
}

/// Files in the layer belong to ids that this user's namespace doesn't hold.
fn of_user_ids(facts: &Facts) -> Advice {
    Advice::new("A layer of {image} has files of users that your account has no ids for. Without root, /etc/subuid and /etc/subgid say which ids it may use. The registry did its part.")
    .confirm(look("See the ranges that your account has. No line with your name means none.").run(run("cat /etc/subuid /etc/subgid").on_linux()))
    .fix(Fix::new("Give your account ids, and have podman take them")
        .step(act("65536 ids are enough for common images. Choose a range that no other line has.").run(
            run("usermod --add-subuids 100000-165535 --add-subgids 100000-165535")
                .arg(fix::env("USER"))
                .as_root(),
        ))
        .step(act("Stop podman's processes, so that the new ranges take effect. This stops running containers.")
            .run(run("podman system migrate"))))
    .verify(connection::again(facts))
    .avoid("Don't pull as root to get around it: the image then lands in root's store.")
    .link("https://docs.podman.io/en/latest/markdown/podman.1.html#rootless-mode")
}

fn usage(facts: &Facts) -> Step {
    let program = if facts.tool.is_containers_image() {
        "podman"
    } else {
        "docker"
    };
    look("See what takes the space: images, containers, volumes, build cache.")
        .run(run(program).args("system df"))
}

fn prune(facts: &Facts) -> Step {
    let program = match connection::engine(facts) {
        connection::Engine::Containerd if facts.tool != Tool::Nerdctl => {
            return act("Remove images that no container on the node uses.")
                .run(run("crictl rmi --prune").as_root())
                .deletes("images that no container uses; they are pulled again when needed");
        }
        connection::Engine::Containers => "podman",
        _ => "docker",
    };
    act("Remove stopped containers, unused networks, and images without a tag. Volumes stay.")
        .run(run(program).args("system prune"))
        .deletes("stopped containers with what was written in them, unused networks, untagged images and unused build cache; it asks first")
}
