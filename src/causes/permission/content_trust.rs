//! A signature is demanded and missing.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// The client, or the cluster, takes only signed images, and for this image
    /// there is no signature that it trusts. The image itself may be there.
    ///
    /// # Why it happens
    /// `DOCKER_CONTENT_TRUST=1` makes docker ask the Notary server for
    /// signatures, which few images have. For podman, `policy.json` says which
    /// signatures are required. In clusters an admission controller checks them.
    ///
    /// # Example
    /// ```error
    /// docker: Error: remote trust data does not exist for docker.io/acme/app: notary.docker.io does not have trust data for docker.io/acme/app.
    /// ```
    /// ```image
    /// acme/app
    /// ```
    ///
    /// # How to fix
    /// Use a signed image or tag, sign it yourself, or change the setting if
    /// nobody asked for it.
    ///
    /// # How to verify
    /// The same pull works.
    ///
    /// # Don't
    /// Don't turn the check off where somebody turned it on for a reason.
    "content-trust", "A required signature is missing"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        super::outright(facts, &[]),
        facts.first(Says::TrustMissing),
        "The text says that a signature or trust data is missing.",
    );
    case.seen(
        Weight::Strong,
        facts.sentence(&answers::NO_POLICY),
        "Without a policy.json, podman, buildah and skopeo accept no image at all.",
    );
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&answers::HARBOR_UNSIGNED).is_some() {
        return of_harbor(facts);
    }
    if facts.sentence(&answers::NO_POLICY).is_some() {
        return without_policy();
    }
    if facts.tool.is_containers_image() {
        return of_podman(facts);
    }
    if facts.tool.on_a_node() {
        return Advice::new("The cluster takes only signed images, and finds no signature that it trusts for {image}.")
        .confirm(
            look("See which policies check images here.")
                .run(run("kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations")),
        )
        .fix(Fix::new("Use the signed image, or have this one signed")
            .step(look("Sign the image's digest with the key or identity that the policy names (cosign sign), and pull by that digest. A copied image needs its signature copied, too (cosign copy).")))
        .verify(look("The pod is admitted."))
        .avoid("Don't remove the policy to get one image in: ask who set it.")
        .link("https://docs.sigstore.dev/policy-controller/overview/");
    }
    Advice::new("Docker was told to accept only signed images (DOCKER_CONTENT_TRUST), and {image} has no signature.")
    .confirm(look("See whether the setting is on in this shell.").run(fix::is_set("DOCKER_CONTENT_TRUST")))
    .confirm(
        look("See whether any tag of this repository is signed.").run(
            run("docker trust inspect --pretty")
                .value(facts.reference().map(crate::reference::Reference::repository), fix::REPOSITORY),
        ),
    )
    .fix(Fix::new("If nobody needs the check: turn it off")
        .step(act("This is for this shell. Take the setting out of the shell's profile or the CI's variables to turn it off for good.")
            .run(fix::unset_variable("DOCKER_CONTENT_TRUST"))
            .weakens("docker no longer checks signatures")))
    .fix(Fix::new("For this one image")
        .step(act("Pull it without the check.")
            .run(
                run("docker pull --disable-content-trust")
                    .value(facts.subject.text.as_deref(), fix::IMAGE),
            )
            .weakens("this image's signature isn't checked")))
    .fix(Fix::new("Use a signed tag, or pull by a digest that you have checked")
        .step(look("A digest stands for exact content, which can't be replaced. Docker is retiring content trust: images are signed with cosign or notation now.")))
    .verify(words::try_again(facts))
    .avoid("Don't turn the check off where somebody turned it on for a reason: ask.")
    .avoid("Don't log in because of it: the registry refuses nothing.")
    .link("https://docs.docker.com/engine/security/trust/")
}

/// The file that says which images may run isn't there.
fn without_policy() -> Advice {
    Advice::new("This machine has no policy.json, the file that says which images podman, buildah and skopeo may accept. No registry was asked.")
        .confirm(look("See which of the files there is.").run(
            run("ls -l /etc/containers").on_linux(),
        ))
        .fix(Fix::new("Install the package that brings it")
            .step(act("On Debian and Ubuntu.").run(
                run("apt-get install golang-github-containers-common").as_root(),
            ))
            .step(look("On Fedora, RHEL and openSUSE the package is containers-common. Of another system take the file from there, and put it in /etc/containers.")))
        .verify(look("The same command gets further."))
        .avoid("Don't log in for it: the registry refuses nothing.")
        .link("https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md")
}

fn of_podman(facts: &Facts) -> Advice {
    Advice::new("policy.json on this machine says which images are allowed, and {image} isn't signed as it requires.")
    .confirm(look("See what the policy requires of each registry.").run(run("podman image trust show")))
    .confirm(look("See the file itself. A file in your home directory, .config/containers/policy.json, comes first.")
        .run(fix::show_file(fix::word("/etc/containers/policy.json")).on_linux()))
    .fix(Fix::new("Take an image that is signed as required")
        .step(look("Use the vendor's own registry and tag. If its key has changed, install the new one that the vendor publishes.")))
    .fix(Fix::new("If the policy should allow this registry: say so for it alone")
        .step(act("Accept images of this registry without a signature; the rest of the policy stays as it is.")
            .run(
                run("podman image trust set --type accept")
                    .value(facts.host(), fix::REGISTRY)
                    .as_root(),
            )
            .weakens("images of this registry are accepted without a signature")))
    .verify(words::try_again(facts))
    .avoid("Don't set the default to insecureAcceptAnything to get one image in.")
    .link("https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md")
}

/// The project in Harbor hands out signed or scanned images only.
fn of_harbor(facts: &Facts) -> Advice {
    Advice::new("{host} refuses to serve {image}: the project's policy requires images to be signed (content trust), or to be free of severe vulnerabilities.")
    .confirm(look("In Harbor, open the project: Configuration says which policies are on, and the artifact's row says whether it is signed and what the scan found."))
    .fix(Fix::new("Sign the image with what the project asks for")
        .step(act("Sign the digest that the registry holds, as somebody who may push there.").run(
            run("cosign sign")
                .value(facts.reference().map(crate::reference::Reference::full).as_deref(), fix::IMAGE),
        )))
    .fix(Fix::new("Or pull an image that meets the policy")
        .step(look("Take a tag that is signed and scanned clean, or have the project's administrator exempt this one.")))
    .verify(words::try_again(facts))
    .avoid("Don't turn the project's policy off to get one image out: ask who set it.")
    .link("https://goharbor.io/docs/latest/working-with-projects/project-configuration/")
}
