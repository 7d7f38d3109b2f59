//! The reference names no registry, so the client asked its default.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::input::Field;
use crate::ranking::{Case, Weight};
use crate::registry::{self, Id};
use crate::signals::{Group, Says, names};

cause! {
    /// # What it is
    /// The image's name has no registry in it. Docker, containerd and Kubernetes
    /// then ask Docker Hub: `myapp` becomes `docker.io/library/myapp`,
    /// `acme/app` becomes `docker.io/acme/app`. Podman asks its own list, and
    /// stops when that is empty.
    ///
    /// # Why it happens
    /// The host was left out, or the variable that should hold it was empty.
    /// The first part of a name only counts as a host if it has a dot or a port,
    /// or is `localhost`.
    ///
    /// # Example
    /// ```error
    /// Error: short-name "app" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"
    /// ```
    /// ```image
    /// app
    /// ```
    ///
    /// # How to fix
    /// Write the full reference, host first: `registry.example.com/acme/app:1`.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the full reference prints the manifest.
    ///
    /// # Don't
    /// Don't log in to Docker Hub for an image that lives elsewhere.
    "missing-registry-host", "The image's name has no registry host"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ShortName),
        "The client has no default registry, and the name has none in it.",
    );
    case.seen(
        Weight::Strong,
        facts.sentence(&names::SEARCH_LIST),
        "The name has no registry in it, so the client tried each one on its list.",
    );
    case.seen(
        Weight::Decisive,
        pushed_local_name(facts),
        "podman writes localhost/ before names without a registry. None runs on this machine.",
    );
    if case.score() > 0 {
        case.seen(
            Weight::Strong,
            facts.sentence(&names::SEARCH_LIST),
            "What each of them answered says little: most of them weren't meant.",
        );
        return;
    }
    if let Some(bare) = searched(facts) {
        case.says(
            Weight::Strong,
            bare,
            "The name has no registry in it, and the client tried {host} from its list.",
        );
        return;
    }
    // docker itself prints docker.io/ in front of names; nobody prints Hub's
    // other addresses unasked.
    let typed = facts.subject.text.as_deref().is_some_and(|text| {
        text.starts_with("registry") || text.starts_with("index.") || facts.tool == Tool::Helm
    });
    let too_deep = !typed && facts.subject.is_too_deep_for_hub() && facts.refused().is_some();
    if too_deep {
        case.says(
            Weight::Strong,
            words::at_subject(facts),
            "Docker Hub's names have two parts, this one has more. The first seems to be a host, but without a dot or a port it isn't read as one.",
        );
    }
    if !facts.subject.is_hub_by_default() && !too_deep {
        let written = facts
            .reference()
            .is_some_and(crate::reference::Reference::host_was_written);
        if written {
            let weight = if facts.subject.from == Some(Field::Image) {
                Weight::RulesOut
            } else {
                Weight::StronglyAgainst
            };
            case.says(
                weight,
                words::at_subject(facts),
                "The name has its registry host in it.",
            );
        }
        return;
    }
    case.seen(
        Weight::Decisive,
        facts
            .sentence(&names::UPLOADS)
            .filter(|seen| seen.get(Group::Host).is_some_and(|host| registry::of(host).id != Id::DockerHub)),
        "The name has no registry in it, and the push went to this host: the client has its own list of registries.",
    );
    let Some(refusal) = facts.any(&[
        Says::PullAccessDenied,
        Says::PushAccessDenied,
        Says::Denied,
        Says::Unauthorized,
        Says::ManifestUnknown,
        Says::ImageNotFound,
        Says::RepositoryUnknown,
        Says::InsufficientScope,
    ]) else {
        return;
    };
    let missing = facts.any(&[Says::ManifestUnknown, Says::ImageNotFound]);
    if facts.subject.is_official() {
        if missing.is_some() {
            if tag_is_a_commit(facts) {
                case.says(
                    Weight::Strong,
                    words::at_subject(facts),
                    "The tag is a commit's hash. Official images have no such tags; your own builds do.",
                );
                case.says(
                    Weight::Hints,
                    words::at_subject(facts),
                    "The name has no registry in it, so Docker Hub's official image was asked for.",
                );
            }
        } else if !facts.subject.is_well_known() && !facts.has(Says::CredentialSent) {
            case.says(
                Weight::Supports,
                words::at_subject(facts),
                "The name has no registry in it, so Docker Hub was asked.",
            );
            case.says(
                Weight::Hints,
                refusal,
                "Docker Hub refuses no official image, so there is none of this name.",
            );
        }
    } else if missing.is_none() {
        case.says(
            Weight::Hints,
            words::at_subject(facts),
            "The name has no registry in it, so Docker Hub was asked.",
        );
    }
    if matches!(facts.tool, Tool::Ecs | Tool::Kubelet) && missing.is_none() {
        case.says(
            Weight::Hints,
            refusal,
            "A service in the cloud usually runs images from a private registry.",
        );
    }
    if facts.tool == Tool::Ecs {
        case.says(
            Weight::Supports,
            words::at_subject(facts),
            "ECS only looks in ECR when the name has ECR's host in it.",
        );
    }
    if let Some(other) = facts.held.others.iter().find(|o| o.host != "docker.io") {
        case.says(
            Weight::Supports,
            other,
            format!(
                "Your config has a login for {}, which isn't in the name.",
                plain(&other.host)
            ),
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::BadCredential, Says::TokenExpired, Says::TokenRequired]),
        "Docker Hub names another reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
}

/// A name without a registry that was looked for in one of the client's list,
/// which isn't Docker Hub.
fn searched<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    // What follows an option, as in `--retry 0`, isn't the image's name.
    let asked = facts.subject.repository.as_deref().unwrap_or("");
    let bare = |seen: &&Seen| {
        seen.is(&names::PULL_COMMAND)
            && seen
                .get(Group::Ref)
                .and_then(|text| crate::reference::parse(text).ok())
                .is_some_and(|reference| {
                    let path = reference.path.as_str();
                    let name = path.strip_prefix("library/").unwrap_or(path);
                    !reference.host_was_written() && asked.ends_with(name)
                })
    };
    let elsewhere = facts.tool.is_containers_image()
        && facts.subject.from == Some(Field::Error)
        && facts.host().is_some_and(|host| host != "docker.io");
    let failed = facts.any(&[
        Says::RepositoryUnknown,
        Says::ManifestUnknown,
        Says::ImageNotFound,
    ]);
    failed?;
    facts.seen().iter().find(bare).filter(|_| elsewhere)
}

/// A push of `localhost/…` that found no registry there.
fn pushed_local_name<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    words::local_name(facts).filter(|_| facts.op == Op::Push)
}

/// A git commit's hash as tag, in full or shortened.
fn tag_is_a_commit(facts: &Facts) -> bool {
    facts
        .reference()
        .and_then(|reference| reference.tag.as_deref())
        .is_some_and(|tag| {
            matches!(tag.len(), 7..=12 | 40)
                && tag
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
                && tag.bytes().any(|b| b.is_ascii_alphabetic())
        })
}

fn advice(facts: &Facts) -> Advice {
    let asked = facts.image_named();
    let bare = searched(facts).and_then(|seen| seen.get(Group::Ref));
    let local = pushed_local_name(facts).is_some();
    let listed = facts.sentence(&names::SEARCH_LIST).is_some() || bare.is_some();
    let podman = facts.has(Says::ShortName) || listed;
    // The host in it is one of the list, or podman's own, and wasn't meant.
    let reference = facts.reference().map(|read| {
        let mut meant = read.clone();
        if listed || local {
            "docker.io".clone_into(&mut meant.domain);
        }
        meant
    });
    let written = match &reference {
        Some(meant) if listed => plain(&meant.familiar()),
        _ => facts
            .subject
            .text
            .as_deref()
            .map_or("The name".into(), plain),
    };
    let summary = if listed {
        format!(
            "{} names no registry, so {} tried the registries on its list, and got it from none.",
            bare.map_or(written, plain),
            facts.tool.named()
        )
    } else if local {
        format!("{written} names no registry: podman writes localhost/ before names without one.")
    } else if podman {
        format!("{written} names no registry, and this client has no default one to ask.")
    } else {
        format!(
            "{written} names no registry, so {} asked Docker Hub for {asked}.",
            facts.tool.named()
        )
    };
    let other = facts.held.others.iter().find(|o| o.host != "docker.io");
    let verb = if facts.op == Op::Push { "push" } else { "pull" };
    let client = if facts.tool.is_containers_image() {
        "podman"
    } else {
        "docker"
    };
    // The name as it goes behind a host: without docker.io and library/.
    let name = reference
        .as_ref()
        .map(crate::reference::Reference::familiar);
    let mut full = run(client).arg(verb);
    if local {
        full = full.value(facts.subject.text.as_deref(), fix::IMAGE);
    }
    let full = full.arg(
        fix::value(other.map(|o| o.host.as_str()), fix::REGISTRY)
            .and("/")
            .and(fix::value(name.as_deref(), fix::IMAGE)),
    );
    let mut elsewhere = Fix::new("Write the host in front of the name")
        .step(act("Ask the registry that you meant, by its full name, such as ghcr.io/OWNER/NAME. Log in to that host first if the image is private.").run(full));
    if facts.tool == Tool::Ecs {
        elsewhere = elsewhere.step(look(
            "In the task definition, image is ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG.",
        ));
    } else if facts.tool == Tool::Kubelet {
        elsewhere = elsewhere.step(look(
            "In the pod's spec or the chart's values, put the host into image. On OpenShift, the cluster's own images are at image-registry.openshift-image-registry.svc:5000/PROJECT/NAME.",
        ));
    }
    let hub = reference.as_ref().map(crate::reference::Reference::full);
    let mut advice = Advice::new(summary);
    if local {
        return advice
            .fix(elsewhere)
            .verify(look("The client now names that host, and the push works."))
            .link("https://docs.podman.io/en/latest/markdown/podman-push.1.html");
    }
    if !podman {
        advice = advice.confirm(words::ask_for_manifest(facts));
    }
    advice = advice.fix(elsewhere).fix(
        Fix::new("If Docker Hub was meant")
            .step(act(if facts.subject.is_official() && !podman {
                "Name the user or organisation, too: docker.io/NAMESPACE/NAME. Without one it is an official image, docker.io/library/NAME."
            } else {
                "Write it in full, so that every client reads it the same way."
            })
            .run(if facts.subject.is_official() && !podman {
                run(client).arg(verb).arg(fix::word("docker.io/").and(fix::NAMESPACE).and("/").and(fix::value(name.as_deref(), fix::IMAGE)))
            } else {
                run(client).arg(verb).value(hub.as_deref(), fix::IMAGE)
            })),
    );
    if podman {
        advice = advice.lasting(
            act("Let podman try Docker Hub for names without a host.").edit(fix::lines(
                "/etc/containers/registries.conf",
                fix::Language::Toml,
                [fix::word("unqualified-search-registries = [\"docker.io\"]")],
            )),
        );
    } else {
        advice = advice.lasting(look(
            "Write the host into every image name, in scripts, charts and Dockerfiles. In CI, stop when the variable that holds it is empty.",
        ));
    }
    advice
        .verify(look(
            "The client now names that host, and the pull or push works.",
        ))
        .avoid("Don't log in to Docker Hub for an image that lives elsewhere.")
        .link("https://docs.docker.com/reference/cli/docker/image/tag/")
}
