//! The image isn't built for this operating system and architecture.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says, answers};

cause! {
    /// # What it is
    /// The tag exists, but has no image for this machine's operating system and
    /// architecture.
    ///
    /// # Why it happens
    /// Apple silicon and ARM servers need `linux/arm64`, and many images are
    /// built for `linux/amd64` alone. Windows containers also need a matching
    /// version of Windows. A build's `--platform` counts, too.
    ///
    /// # Example
    /// ```error
    /// docker: no matching manifest for linux/arm64/v8 in the manifest list entries.
    /// ```
    /// ```image
    /// ghcr.io/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Ask for a platform that the image has, or have it built for yours.
    ///
    /// # How to verify
    /// `docker buildx imagetools inspect` lists your platform.
    ///
    /// # Don't
    /// Don't log in or out: the registry answered.
    "platform-not-available", "No image for this platform"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::NoPlatform),
        "The image has nothing for the platform that was asked for.",
    );
    case.seen(
        Weight::Hints,
        facts.sentence(&answers::OTHER_PLATFORM),
        "The image is for a platform other than this machine's.",
    );
    if facts.sentence(&answers::OTHER_PLATFORM).is_some() {
        case.seen(
            Weight::Strong,
            facts.sentence(&answers::EXEC_FORMAT),
            "The machine can't run the image's programs.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let platform = facts
        .first(Says::NoPlatform)
        .and_then(|seen| seen.get(Group::Word))
        .filter(|word| word.contains('/'));
    let image = facts.subject.text.as_deref();
    let windows = platform.is_some_and(|p| p.starts_with("windows"));
    let named = platform.map_or("this machine's platform".into(), plain);
    let mut advice = Advice::new(format!(
        "{} exists, but isn't built for {named}.",
        facts.image_named()
    ))
    .confirm(look("List the platforms that the tag has.").run(
        if facts.tool.is_containers_image() {
            words::manifest(facts, fix::value(image, fix::IMAGE))
        } else {
            run("docker buildx imagetools inspect").value(image, fix::IMAGE)
        },
    ));
    if windows {
        advice = advice.fix(Fix::new("Match the operating system")
            .step(look("A Linux image needs Docker Desktop switched to Linux containers. A Windows image needs a tag that fits this version of Windows, such as ltsc2022.")));
    } else if platform.is_none_or(|p| !p.contains("amd64")) {
        let verb = if facts.has(Says::Runs) { "run" } else { "pull" };
        let client = if facts.tool.is_containers_image() {
            "podman"
        } else {
            "docker"
        };
        advice = advice
            .fix(Fix::new("Take the amd64 image, by emulation")
                .step(act("Docker Desktop and podman machine emulate amd64, more slowly. On a Linux server, QEMU must be set up for it first.").run(
                    run(client).arg(verb).args("--platform linux/amd64").value(image, fix::IMAGE),
                )))
            .fix(Fix::new("Or choose the platform in a file")
                .step(look("In Compose, platform: linux/amd64 in the service. In a Dockerfile, FROM --platform=linux/amd64."))
                .step(look("On Kubernetes, put the pod on a node of the right architecture: nodeSelector with kubernetes.io/arch: amd64.")));
    }
    advice = advice
        .fix(
            Fix::new("Or use another tag").step(
                look("Newer tags are often built for more platforms: choose one that lists yours.")
                    .run(crate::registry::list_tags(&facts.site())),
            ),
        )
        .fix(
            Fix::new("If the image is yours: build it for both platforms").step(
                act("One push then holds an image for each platform.").run(
                    run("docker buildx build --platform linux/amd64,linux/arm64 --push -t")
                        .value(image, fix::IMAGE)
                        .arg("."),
                ),
            ),
        );
    if facts.op != Op::Push {
        advice = advice.verify(words::try_again(facts));
    }
    advice
        .avoid("Don't log in or out: the registry answered.")
        .link("https://docs.docker.com/build/building/multi-platform/")
}
