//! The registry can't take this manifest.

use crate::causes::{cause, connection, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// All layers arrived, and then the registry refused the manifest: it
    /// doesn't accept this kind, or something that it names isn't there.
    ///
    /// # Why it happens
    /// New builders push an image index with attestations (provenance, SBOM),
    /// in OCI media types. Older registries and some proxies only take Docker's
    /// own kinds. Signatures and charts use kinds of their own too.
    ///
    /// # Example
    /// ```error
    /// ERROR: failed to solve: failed to push registry.example.com/acme/app:1: failed commit on ref "manifest-sha256:1111": unexpected status: 400 Bad Request
    /// ```
    ///
    /// # How to fix
    /// Push without attestations (`--provenance=false --sbom=false`), or in
    /// Docker's media types, or update the registry.
    ///
    /// # How to verify
    /// The push ends, and the tag can be pulled.
    ///
    /// # Don't
    /// Don't log in again: the layers were taken, so the login works.
    "manifest-rejected", "The registry refuses the image's manifest"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts
            .first(Says::ManifestRejected)
            .filter(|seen| facts.op == Op::Push || !seen.is(&answers::BLOB_UNKNOWN)),
        "The registry refused the manifest itself.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::Unauthorized,
            Says::Denied,
            Says::Forbidden,
            Says::TagImmutable,
            Says::ServerError,
            Says::TooLarge,
        ]),
        "Another reason is given.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let image = facts.reference().map(crate::reference::Reference::full);
    let image = image.as_deref();
    let build = || run("docker buildx build");
    Advice::new("{host} took the layers and refused the manifest: it doesn't accept an image of this kind. Your login is fine.")
    .confirm(
        look("If the image is somewhere else, too, see its kind: mediaType, and entries for unknown/unknown, which are attestations.")
            .run(run("docker buildx imagetools inspect --raw").value(image, fix::IMAGE)),
    )
    .fix(Fix::new("Push without attestations")
        .step(act("Build and push again without provenance and SBOM. In docker/build-push-action: provenance: false and sbom: false.").run(
            build()
                .args("--provenance=false --sbom=false --push --tag")
                .value(image, fix::IMAGE)
                .arg("."),
        )))
    .fix(Fix::new("Push in Docker's own media types")
        .step(act("With Buildx, set oci-mediatypes=false as well.").run(
            build()
                .args("--provenance=false --output type=registry,oci-mediatypes=false --tag")
                .value(image, fix::IMAGE)
                .arg("."),
        ))
        .step(act("With podman and buildah, use the format v2s2 instead of oci.").run(
            run("podman push --format v2s2")
                .value(image, fix::IMAGE),
        )))
    .fix(Fix::new("Update the registry")
        .step(act("Newer versions take OCI indexes and artifacts (distribution from 2.7 and 3, Harbor from 2.0, Nexus and Artifactory in recent versions). A proxy cache in between must know them, too. In a manifest of the old kind (schema 1), the name and tag must match the pushed ones.")))
    .verify(words::ask_for_manifest(facts))
    .verify(connection::again(facts))
    .avoid("Don't log in again: the layers were taken, so the login works.")
    .link("https://docs.docker.com/build/metadata/attestations/")
}
