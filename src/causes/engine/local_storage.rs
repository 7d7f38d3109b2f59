//! No space, or a damaged store.

use crate::causes::{cause, connection};
use crate::facts::{Facts, Tool};
use crate::fix::{Advice, Fix, Step, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::Says;

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
            facts.sentence(&crate::signals::engine::REGISTER_LAYER),
            "It failed while the layer was put into the store.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let image = facts.image_named();
    let full = facts.has(Says::NoSpace);
    let advice = Advice::new(if full {
        format!(
            "The machine has no room, or no working disk, to store {image}. The registry did its part."
        )
    } else {
        format!(
            "The engine's own store couldn't take a layer of {image}: it is damaged or busy. The registry did its part."
        )
    });
    let df = || run("df").args(["-h"]).on_linux();
    let advice = advice
        .confirm(look("See how full the disks are. /var/lib/docker, /var/lib/containers and /var/lib/containerd are where images are stored.").run(df()))
        .confirm(usage(facts));
    let free = Fix::new("Free space", [prune(facts)]).step(act(
        "Build caches can go too: docker builder prune. With Docker Desktop or podman machine, the virtual disk has a size of its own: make it larger in the settings.",
    ));
    let damaged = Fix::new(
        "If the store is damaged",
        [
            act("Restart the engine, then pull again.")
                .run(run("systemctl").args(["restart", "docker"]).as_root()),
            act(
                "If it stays: remove the image and what was built on it, and pull again. As the last step, stop the engine, set the folder /var/lib/docker aside under another name, and start it: all images, containers and volumes are gone from sight until it is put back.",
            ),
            act(
                "An input/output error points to the disk itself: read the system's log (dmesg) and check the disk.",
            ),
        ],
    );
    let advice = if full {
        advice.fix(free).fix(damaged)
    } else {
        advice.fix(damaged).fix(free)
    };
    let advice = if facts.tool == Tool::Ecs {
        advice.fix(Fix::new(
            "On Fargate: more ephemeral storage",
            [act(
                "Set ephemeralStorage with sizeInGiB in the task definition (21 to 200).",
            )],
        ))
    } else {
        advice
    };
    advice
        .verify(look("There is room now.").run(df()))
        .verify(connection::again(facts))
        .lasting(act("Clear old images and caches regularly, and watch the disk. The kubelet does it by itself, by its imageGC thresholds."))
        .avoid("Don't delete single files below /var/lib/docker: that is what damages the store.")
        .link("https://docs.docker.com/engine/manage-resources/pruning/")
}

fn usage(facts: &Facts) -> Step {
    let program = if facts.tool.is_containers_image() {
        "podman"
    } else {
        "docker"
    };
    look("See what takes the space: images, containers, volumes, build cache.")
        .run(run(program).args(["system", "df"]))
}

fn prune(facts: &Facts) -> Step {
    let program = match connection::engine(facts) {
        connection::Engine::Containerd if facts.tool != Tool::Nerdctl => {
            return act("Remove images that no container on the node uses.")
                .run(run("crictl").args(["rmi", "--prune"]).as_root())
                .deletes("images that no container uses; they are pulled again when needed");
        }
        connection::Engine::Containers => "podman",
        _ => "docker",
    };
    act("Remove stopped containers, unused networks, and images without a tag. Volumes stay.")
        .run(run(program).args(["system", "prune"]))
        .deletes("stopped containers with what was written in them, unused networks, untagged images and unused build cache; it asks before")
}
