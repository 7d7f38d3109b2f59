//! Giving an image another name and pushing that, in the way of the tool.

use crate::causes::words;
use crate::facts::{Facts, Tool};
use crate::fix::{self, Arg, Fix, Step, Steps, act, look, map, run, value, word, yaml};
use crate::registry::Id;

/// The fix that pushes the image under the name `to`.
pub(super) fn push_as(facts: &Facts, title: &'static str, to: Arg) -> Fix {
    let steps = match facts.tool {
        Tool::BuildKit => build(to),
        Tool::Kaniko | Tool::Jib | Tool::Crane | Tool::Skopeo | Tool::Oras | Tool::Helm => {
            act("Give the tool the other name as its destination (kaniko: --destination, Jib: to.image, crane, skopeo and oras: the last name, helm: the address), then push again. This shows whether it is there.")
                .run(run("crane manifest").arg(to)).into()
        }
        _ => tag_and_push(facts, to),
    };
    Fix::new(title).steps(steps)
}

/// Shows that the registry has the new name.
pub(super) fn is_there(facts: &Facts, to: Arg) -> Step {
    look("After the push, the registry has the new name: this prints JSON.")
        .run(words::manifest(facts, to))
}

fn tag_and_push(facts: &Facts, to: Arg) -> Steps {
    let tool = match facts.tool {
        Tool::Podman => "podman",
        Tool::Buildah => "buildah",
        Tool::Nerdctl => "nerdctl",
        _ => "docker",
    };
    act("Give the image a second name.")
        .run(
            run(tool)
                .arg("tag")
                .value(facts.subject.text.as_deref(), fix::IMAGE)
                .arg(to.clone()),
        )
        .then(act("Push that name.").run(run(tool).arg("push").arg(to)))
}

/// `BuildKit` pushes what it builds: there is no image here to be tagged.
fn build(to: Arg) -> Steps {
    act("Name the image in full where it is built: namespace, name and tag.")
        .run(run("docker build -t").arg(to.clone()).args("--push ."))
        .then(
            act("In a workflow, tags: takes whole names, not tags alone.").edit(yaml(
                ".github/workflows/build.yml",
                map().put("with", map().put("push", true).put("tags", to)),
            )),
        )
}

/// The image's name with the reader's own namespace in it.
pub(super) fn own_name(facts: &Facts) -> Arg {
    let hub = at_hub(facts);
    let host = if hub {
        word("")
    } else {
        value(facts.host().map(|host| format!("{host}/")), fix::REGISTRY)
    };
    let user = facts.held.username().filter(|_| hub);
    let reference = facts.reference();
    let name = reference.and_then(|reference| reference.path.rsplit('/').next());
    let tag = reference.and_then(|reference| reference.tag.as_deref());
    // Where only a tag was given as the name, as in `docker push latest`.
    let (name, tag) = match name {
        Some(name) if tag.is_none() && looks_like_a_tag(name) => (None, Some(name)),
        _ => (name, tag),
    };
    host.and(value(user, fix::NAMESPACE))
        .and("/")
        .and(value(name, fix::REPOSITORY))
        .and(value(format!(":{}", tag.unwrap_or("latest")), fix::TAG))
}

/// Whether a push went to Docker Hub; a name without a host does.
pub(super) fn at_hub(facts: &Facts) -> bool {
    facts.on(Id::DockerHub) || facts.host().is_none()
}

/// Whether a name is what people call versions and branches.
fn looks_like_a_tag(name: &str) -> bool {
    matches!(
        name,
        "latest" | "master" | "main" | "dev" | "develop" | "stable" | "edge" | "nightly" | "test"
    ) || name
        .trim_start_matches('v')
        .starts_with(|c: char| c.is_ascii_digit())
}
