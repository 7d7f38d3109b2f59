//! The engine, builder or node doesn't have the image itself.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, engine, tools};

cause! {
    /// # What it is
    /// Something was to be done with an image that this engine, builder or node
    /// doesn't have. No registry refused anything.
    ///
    /// # Why it happens
    /// The image was built under another name, by a builder that keeps it in its
    /// cache (buildx without `--load`), on another engine or for another user.
    /// Or a Kubernetes pod has the pull policy `Never`.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: No such image: app:1
    /// ```
    /// ```image
    /// app:1
    /// ```
    ///
    /// # How to fix
    /// List the engine's images, then build, load, tag or pull the one you want.
    ///
    /// # How to verify
    /// `docker image inspect` with the name prints its details.
    ///
    /// # Don't
    /// Don't log in or out: no registry was asked.
    "image-not-local", "The engine doesn't have this image"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let cached = facts.sentence(&engine::LEFT_IN_CACHE);
    case.seen(
        Weight::Strong,
        cached,
        "The build's result stayed in the builder's cache: the engine doesn't have it.",
    );
    let absent = facts
        .seen()
        .iter()
        .find(|s| s.signal.says == Says::NotLocal && !s.is(&engine::LEFT_IN_CACHE));
    case.seen(
        Weight::Decisive,
        absent,
        "The engine says that it has no such image.",
    );
    case.seen(
        Weight::Decisive,
        words::local_name(facts).filter(|_| facts.op != Op::Push),
        "podman writes localhost/ before the names of images without a registry. None of this name is here, so a registry was looked for on this machine.",
    );
    let looked = facts.first(Says::Runs);
    let refused = facts.any(&[Says::PullAccessDenied, Says::Denied]);
    if let (Some(looked), Some(_)) = (looked, refused)
        && facts.subject.is_official()
    {
        case.says(
            Weight::Supports,
            looked,
            "It wasn't on this engine, so a registry was asked for it.",
        );
        case.says(
            Weight::Hints,
            words::at_subject(facts),
            "A name without an owner and a host is usually one of your own builds.",
        );
    }
    if looked.is_none() && facts.subject.is_official() {
        case.seen(
            Weight::Hints,
            facts.first(Says::PullAccessDenied),
            "A name without an owner and a host is usually one of your own builds.",
        );
    }
    if facts.tool == Tool::Skopeo && facts.subject.is_official() {
        case.seen(
            Weight::Strong,
            refused,
            "docker:// means a registry, never the local engine.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::InvalidReference, Says::UpperCase]),
        "The name itself isn't valid.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::SwarmNode),
        "A swarm's node says so when its pull was refused.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&tools::SCANNER),
        "A scanner looks in local engines first, then asks the registry.",
    );
    if absent.is_some() {
        case.seen(
            Weight::Against,
            facts.any(&[Says::Unauthorized, Says::PullAccessDenied, Says::EngineDown]),
            "Something else failed, too.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let text = facts.subject.text.as_deref();
    let named = text.map_or("the image".into(), plain);
    let image = text;
    let client = match facts.tool {
        Tool::Podman | Tool::Buildah => "podman",
        Tool::Nerdctl => "nerdctl",
        _ => "docker",
    };
    let node = matches!(facts.tool, Tool::Kubelet | Tool::Crictl);
    let mut advice = Advice::new(if facts.tool == Tool::Skopeo {
        format!(
            "docker:// asks a registry for {named}. An image of the local engine is named docker-daemon:{named}."
        )
    } else if node {
        format!(
            "The node doesn't have {named}{}.",
            if facts.tool == Tool::Kubelet {
                ", and was told not to pull it"
            } else {
                ""
            }
        )
    } else {
        format!(
            "This engine doesn't have {named}: it was built under another name, elsewhere, or not at all."
        )
    });
    advice = advice.confirm(if node {
        look("On the node, list its images.").run(run("crictl images").as_root())
    } else {
        look("List the images that the engine has.").run(run(client).args("image ls"))
    });
    if facts.tool == Tool::Skopeo {
        return advice
            .fix(
                Fix::new("Take it from the engine").step(
                    act("Name the engine as the source.").run(
                        run("skopeo inspect")
                            .arg(fix::word("docker-daemon:").and(fix::value(image, fix::IMAGE))),
                    ),
                ),
            )
            .verify(look("The command reads the image and asks no registry."))
            .avoid("Don't log in: no registry has this image.")
            .link("https://github.com/containers/image/blob/main/docs/containers-transports.5.md");
    }
    let buildx = facts.has(Says::Builds)
        || facts.sentence(&engine::LEFT_IN_CACHE).is_some()
        || facts.has(Says::Runs);
    let build = Fix::new("Build it under this name").step(
        act("Build and tag it in one go.").run(
            run(client)
                .args("build -t")
                .value(image, fix::IMAGE)
                .arg("."),
        ),
    );
    let load = Fix::new("If buildx built it: load it into the engine")
        .step(act("A builder with the driver docker-container keeps its result to itself, unless it is told to load it.").run(
            run("docker buildx build --load -t").value(image, fix::IMAGE).arg("."),
        ))
        .step(act("Or build with the engine's own builder, which needs no loading.")
            .run(run("docker buildx use default")))
        .step(look("In GitHub Actions, docker/build-push-action takes load: true."));
    if facts.tool == Tool::Compose {
        advice = advice.fix(Fix::new("Build it first")
            .step(act("Compose pushes and runs what was built. Build, then try again. (In older versions: docker-compose build.)")
                .run(run("docker compose build"))));
    } else if node {
        advice = advice.fix(Fix::new("Let the node have it")
            .step(look("Set imagePullPolicy to IfNotPresent and push the image to a registry that the node can reach."))
            .step(act("Or load it into a local cluster: kind, minikube and k3d each have a command for it.")
                .run(run("kind load docker-image").value(image, fix::IMAGE))));
    } else if buildx {
        advice = advice.fix(load).fix(build);
    } else {
        advice = advice.fix(build);
        if facts.op == Op::Push {
            advice = advice.fix(
                Fix::new("If Compose builds it").step(
                    act("Build before you push. (In older versions: docker-compose build.)")
                        .run(run("docker compose build")),
                ),
            );
        } else {
            let elsewhere = image.filter(|_| words::local_name(facts).is_none());
            advice = advice.fix(
                Fix::new("Or pull it").step(
                    act("Pull it, if a registry has it.")
                        .run(run(client).arg("pull").value(elsewhere, fix::IMAGE)),
                ),
            );
        }
        advice = advice.fix(
            Fix::new("If it is there under another name").step(
                act("Give it this name, too.").run(
                    run(client)
                        .arg("tag")
                        .arg(fix::IMAGE)
                        .value(image, fix::IMAGE),
                ),
            ),
        );
    }
    advice
        .verify(look("Its details are shown.").run(if node {
            run("crictl inspecti").value(image, fix::IMAGE).as_root()
        } else {
            run(client).args("image inspect").value(image, fix::IMAGE)
        }))
        .avoid("Don't log in or out: no registry refused anything.")
        .link("https://docs.docker.com/build/builders/drivers/docker-container/")
}
