//! The registry, the namespace or the image's format was shut down or moved.

use crate::causes::{cause, connection, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::reference::Reference;
use crate::registry::{Moved, mirror_of, moved};
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// What the name points to isn't served any more: the registry was shut
    /// down, the project moved elsewhere, or the image has a format that today's
    /// clients no longer read (schema 1).
    ///
    /// # Why it happens
    /// Names outlive registries in charts and scripts. `docker.pkg.github.com`
    /// became `ghcr.io`, `k8s.gcr.io` became `registry.k8s.io`, Bitnami's
    /// versioned images left `docker.io/bitnami`, and Google's Container
    /// Registry is served by Artifact Registry.
    ///
    /// # Example
    /// ```error
    /// ERROR: Head "https://docker.pkg.github.com/v2/acme/shop/app/manifests/1": unauthorized
    /// ```
    /// ```image
    /// docker.pkg.github.com/acme/shop/app:1
    /// ```
    ///
    /// # How to fix
    /// Use the new name. For an image in the old format, have it pushed again by
    /// a newer client, or convert it.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the new name prints the manifest.
    ///
    /// # Don't
    /// Don't make new tokens for the old host.
    "registry-retired", "The registry, the namespace or the image's format is retired"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::SCHEMA_1),
        "The image is in the old format (schema 1), which this client doesn't read.",
    );
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::RETIRED),
        "The registry says that it, or the project behind it, was shut down.",
    );
    let Some(moved) = subject_moved(facts) else {
        return;
    };
    let refused = facts.any(&[
        Says::Unauthorized,
        Says::NoBasicAuth,
        Says::Denied,
        Says::DeniedBare,
        Says::PullAccessDenied,
        Says::Forbidden,
        Says::BadCredential,
        Says::NoSuchHost,
        Says::ConnectionRefused,
        Says::Timeout,
        Says::TokenServiceBroken,
    ]);
    let missing = facts.any(&[
        Says::ManifestUnknown,
        Says::ImageNotFound,
        Says::RepositoryUnknown,
    ]);
    // A pod's event often says no more than that the pull fails.
    let missing = missing.or_else(|| {
        facts
            .first(Says::ImagePullFails)
            .filter(|_| moved.gone || moved.to.is_some())
    });
    let seen = if moved.gone {
        refused.or(missing)
    } else {
        missing
    };
    if seen.is_none() {
        return;
    }
    let mirror = facts.host().is_some_and(|host| mirror_of(host).is_some());
    let certain = moved.to.is_some() || mirror;
    let weight = match (moved.gone, certain) {
        (_, true) => Weight::Decisive,
        (true, false) => Weight::Strong,
        (false, false) => Weight::Hints,
    };
    case.says(weight, words::at_subject(facts), moved.says);
    case.seen(
        Weight::Supports,
        seen.filter(|_| certain),
        "The old name isn't served.",
    );
    // The old name with "v" or without is a tag like any other.
    if !moved.gone {
        case.seen(
            Weight::StronglyAgainst,
            facts.any(&[Says::NoSuchHost, Says::ConnectionRefused, Says::Timeout]),
            "The registry wasn't reached, under this name or another.",
        );
    }
    case.seen(
        Weight::Against,
        facts.any(&[
            Says::NoPlatform,
            Says::TooManyRequests,
            Says::PermissionMissing,
        ]),
        "The text names another reason.",
    );
}

fn subject_moved(facts: &Facts) -> Option<Moved> {
    moved(
        facts.host()?,
        facts.subject.repository.as_deref().unwrap_or(""),
    )
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&answers::SCHEMA_1).is_some() {
        return old_format(facts);
    }
    let moved = subject_moved(facts);
    let says = moved.as_ref().map_or(
        "The registry says that it, or the project behind it, was shut down.",
        |moved| moved.says,
    );
    let mirror = facts.host().filter(|host| mirror_of(host).is_some());
    let mut advice = Advice::new(match mirror {
        Some(host) => format!("{host} no longer serves everybody. {says}"),
        None => format!(
            "{} is no longer served as before. {says}",
            facts.image_named()
        ),
    })
    .confirm(words::ask_for_manifest(facts));
    if let Some(new) = moved.and_then(|moved| moved.to) {
        let named = plain(&new);
        let tag = facts.reference().and_then(Reference::effective_tag);
        let full = tag.map_or(new.clone(), |tag| format!("{new}:{tag}"));
        advice = advice
            .fix(Fix::new(format!("Use {named}"))
                .step(act("Pull it by its new name.").run(words::pull(facts, fix::value(full.as_str(), fix::IMAGE))))
                .step(look("Then write the new name wherever the old one is used: Dockerfiles, charts, manifests. A chart often names several images.")))
            .verify(
                look("Ask for the manifest by the new name.")
                    .run(words::manifest(facts, fix::value(full.as_str(), fix::IMAGE))),
            );
    } else if mirror.is_some() {
        advice = advice.verify(words::try_again(facts));
    } else {
        advice = advice
            .fix(Fix::new("Find the project's new home")
                .step(look("See the project's README or release notes for the name that its images have now, and use that.")))
            .verify(words::try_again(facts));
    }
    if let Some(host) = mirror {
        advice = advice.fix(connection::without_mirror(
            "If it is set as a mirror: take it out",
            host,
        ));
    }
    if facts.registry().id == crate::registry::Id::Ghcr {
        let client = facts.tool.login_client();
        let mut log_in =
            fix::Fix::new("If ghcr.io refuses it, too: log in there").step(client.asking(
                act("The package may be private. The token needs read:packages."),
                client.log_in(
                    Some("ghcr.io".into()),
                    &[
                        "-u".into(),
                        fix::value(facts.held.username(), fix::USERNAME),
                    ],
                ),
            ));
        log_in = log_in.step(look(
            "If the owner hasn't moved it: the old docker.pkg.github.com needs a login even for public packages.",
        ));
        advice = advice.fix(log_in);
    }
    advice
        .lasting(look(
            "Keep copies of the images that you depend on in a registry of your own.",
        ))
        .avoid("Don't make new tokens for the old name before you have tried the new one.")
        .link(facts.registry().docs)
}

fn old_format(facts: &Facts) -> Advice {
    let image = facts.reference().map(Reference::full);
    let image = image.as_deref();
    let from = image.map(|image| format!("docker://{image}"));
    Advice::new("{image} is in an old format (manifest schema 1) that this client no longer reads.")
    .confirm(look("See the manifest's format: schemaVersion 1 is the old one.").run(
        run("skopeo inspect --raw").value(from.as_deref(), fix::IMAGE),
    ))
    .fix(Fix::new("Use a newer tag")
        .step(look("Images that were pushed since 2017 are in a format that all clients read: choose a newer tag of the same image.")))
    .fix(Fix::new("Or convert it into a registry of your own")
        .step(act("skopeo copy converts while it copies.").run(
            run("skopeo copy --format v2s2")
                .value(from.as_deref(), fix::IMAGE)
                .arg(fix::word("docker://").and(fix::REGISTRY).and("/").and(fix::REPOSITORY).and(":").and(fix::TAG)),
        )))
    .fix(Fix::new("Or let an older engine read it")
        .step(act("Docker Engine 26 and 27 still read schema 1 if their service has this variable. Restart the service afterwards. Later versions can't read it.").edit(
            fix::lines(
                "/etc/systemd/system/docker.service.d/schema1.conf",
                fix::Language::Ini,
                [
                    fix::word("[Service]"),
                    fix::word("Environment=DOCKER_ENABLE_DEPRECATED_PULL_SCHEMA_1_IMAGE=1"),
                ],
            ),
        )))
    .verify(look("The converted image, or the newer tag, is pulled without the notice."))
    .avoid("Don't log in or out: the registry did serve the image.")
    .link("https://docs.docker.com/go/deprecated-image-specs/")
}
