//! The client is too old for this, or can't do it.

use crate::causes::{cause, connection, login, words};
use crate::config::{Document, StoreField};
use crate::facts::{Facts, Tool};
use crate::fix::{Advice, Fix, act, look, plain, run};
use crate::input::Field;
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::{Says, client, engine};

cause! {
    /// # What it is
    /// The program that you use is too old for the engine or the registry, or
    /// can't do what it was asked to do.
    ///
    /// # Why it happens
    /// Engine, command line tool and registry are updated separately. An engine
    /// refuses clients that use a very old or a newer API; an old client
    /// doesn't know OCI images, new ways to log in, or new options.
    ///
    /// podman, buildah and skopeo don't read docker's `credsStore`.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: client version 1.32 is too old. Minimum supported API version is 1.40, please upgrade your client to a newer version
    /// ```
    ///
    /// # How to fix
    /// Update the program that is named, or set the API version that both know.
    ///
    /// # How to verify
    /// `docker version` shows API versions that overlap.
    ///
    /// # Don't
    /// Don't log in or out: this isn't about the login.
    "client-unsupported", "The client is too old, or can't do this"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ClientTooOld),
        "The client is too old for what it was asked to do, or can't do it.",
    );
    case.seen(
        Weight::Against,
        facts
            .first(Says::NoBasicAuth)
            .filter(|_| facts.has(Says::ClientTooOld)),
        "The client had no credential either.",
    );
    if let (Some((store, name)), Some(refused)) = (unread_store(facts), facts.refused()) {
        let at = At {
            field: Field::Config,
            span: store.span,
        };
        case.says(
            Weight::Strong,
            at,
            format!(
                "Your config keeps its logins in {}, which podman, buildah and skopeo don't use.",
                plain(name)
            ),
        );
        case.says(Weight::Hints, refused, "So nothing was sent.");
    }
}

/// The store that docker keeps its logins in, where podman and its relatives
/// were handed docker's config: they don't read it.
fn unread_store<'a>(facts: &'a Facts) -> Option<(&'a StoreField, &'a str)> {
    if !facts.tool.is_containers_image() || facts.held.outcome != Some(Outcome::Missing) {
        return None;
    }
    let store = facts.held.documents().find_map(Document::creds_store)?;
    Some((store, store.name.as_deref()?))
}

/// docker's logins aren't podman's.
fn of_store(facts: &Facts, store: &str) -> Advice {
    Advice::new(format!(
        "{} doesn't read credsStore, so it doesn't see what docker keeps in docker-credential-{}, and sent nothing to {}.",
        facts.tool.named(),
        plain(store),
        facts.host_named()
    ))
    .confirm(login::show_login(facts))
    .fix(words::log_in(facts))
    .fix(Fix::new("Or name the helper for this host")
        .step(act("podman, buildah and skopeo read credHelpers: name the helper for this registry's host there, in their own auth.json or in docker's config.json. The helper's program must be on PATH.")))
    .verify(words::try_again(facts))
    .avoid("Don't copy the secret out of the store into a file.")
    .link("https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md")
}

fn advice(facts: &Facts) -> Advice {
    if !facts.has(Says::ClientTooOld)
        && let Some((_, store)) = unread_store(facts)
    {
        return of_store(facts, store);
    }
    let ecr = facts.sentence(&engine::GET_LOGIN_GONE).is_some();
    if facts.sentence(&engine::DRIVER_LACKS).is_some() {
        return of_driver(facts);
    }
    if facts.sentence(&engine::HELM_OCI).is_some() {
        return of_chart(facts);
    }
    if facts.sentence(&engine::PLUGIN_MISSING).is_some() {
        return of_plugin();
    }
    if facts.sentence(&engine::CLOUD_RUN_HOSTS).is_some() {
        return of_cloud_run();
    }
    let api = !ecr && facts.sentence(&client::CLIENT_TOO_OLD).is_some();
    let mut advice = Advice::new(
        "The program that was used is too old for this engine or registry, or can't do what it was asked to do. This isn't about the login.",
    )
    .confirm(look("See the versions and API versions of the client and the engine.").run(run("docker version")));
    if ecr {
        let login = (crate::registry::of("123456789012.dkr.ecr.us-east-1.amazonaws.com").login)(
            &facts.site(),
        );
        advice =
            advice.fix(Fix::new("AWS CLI 2 has no get-login: use get-login-password").steps(login));
    }
    if api {
        advice = advice.fix(Fix::new("If it is about the API version")
            .step(act("Update the program that talks to the engine: the docker command, or a library in it, such as Testcontainers or docker-java."))
            .step(act("Until then, docker-java takes a version from the file .docker-java.properties in the home folder: api.version=1.44. The docker command takes DOCKER_API_VERSION.")));
    }
    advice
        .fix(Fix::new("Update the program that is named in the error")
            .step(act("Get it from its own project, not from an old distribution: docker, podman, containerd, Buildx and cloud tools all need recent versions for OCI images, attestations and today's logins.")))
        .fix(Fix::new("Do this one step with another program")
            .step(act("skopeo or crane can copy and look at images without the engine, and know all kinds of manifests. A tool that can't log in can read the image from a file that they write.")))
        .verify(connection::again(facts))
        .avoid("Don't log in or out: this isn't about the login.")
        .link("https://docs.docker.com/reference/api/engine/")
}

/// compose and buildx are programs of their own, which docker calls.
fn of_plugin() -> Advice {
    Advice::new("This docker has no such command: compose and buildx are plugins, and the one that is wanted isn't installed for this user. It isn't about the registry.")
        .confirm(look("See which plugins docker finds.").run(run("docker info")))
        .fix(Fix::new("Install the plugin")
            .step(act("From Docker's own packages, on Debian and Ubuntu.").run(
                run("apt-get install docker-compose-plugin docker-buildx-plugin")
                    .as_root(),
            ))
            .step(look("Debian's and Ubuntu's own packages have other names: docker-compose-v2 or docker-compose, and docker-buildx. With Homebrew, link what it installed into ~/.docker/cli-plugins.")))
        .verify(look("It answers with a version.").run(run("docker compose version")))
        .avoid("Don't log in or out: it isn't about the login.")
        .link("https://docs.docker.com/compose/install/linux/")
}

/// The engine's own builder keeps one platform only.
fn of_driver(facts: &Facts) -> Advice {
    Advice::new("This builder can't make or keep an image for several platforms: the engine's classic store holds only one. This isn't about the registry.")
        .confirm(look("See which builders there are, and which driver each has.").run(run("docker buildx ls")))
        .fix(Fix::new("Build with a separate builder, and push from there")
            .step(act("Make a builder with the driver docker-container and use it. Its result isn't in the local store: push it with --push.")
                .run(run("docker buildx create --name multi --driver docker-container --use"))))
        .fix(Fix::new("Or keep images in containerd's store")
            .step(act("In Docker Desktop: Settings, General, Use containerd for pulling and storing images. In the engine's daemon.json: \"features\": {\"containerd-snapshotter\": true}, then restart it. Images in the old store aren't visible in the new one.")))
        .fix(Fix::new("Or build for one platform")
            .step(act("Name a single platform with --platform when the result is to be loaded (--load).")))
        .verify(connection::again(facts))
        .avoid("Don't log in or out: this isn't about the login.")
        .link("https://docs.docker.com/build/building/multi-platform/")
}

/// A chart in a registry was asked for as one in a classic repository.
fn of_chart(facts: &Facts) -> Advice {
    let argo = Fix::new("In Argo CD: say that it is a registry")
        .step(act(
            "Write the repoURL without oci://, and the chart's name apart under chart. The repository's secret needs type: helm and enableOCI: \"true\" (argocd repo add with --type helm --enable-oci).",
        ));
    let helm = Fix::new("Name the chart by its full address")
        .step(act(
            "Leave out helm repo add and --repo: a registry has no index. Registry, path and chart stand in one address: helm pull oci://HOST/PATH/CHART --version VERSION, and the same for install, upgrade and template.",
        ));
    let in_argo = facts.tool == Tool::ArgoCd;
    let advice = Advice::new("A chart in a registry (oci://) was asked for as if it were in a classic chart repository. Such a registry has no index.yaml, and Helm before 3.8 knows it only as an experiment. It isn't about the login.")
        .confirm(look("See Helm's version: it is to be 3.8 or newer.").run(run("helm version")));
    let advice = if in_argo {
        advice.fix(argo).fix(helm)
    } else {
        advice.fix(helm).fix(argo)
    };
    advice
        .fix(Fix::new("In a Chart.yaml")
            .step(act("Under dependencies, the repository is oci://HOST/PATH without the chart's name. Then run helm dependency update.")))
        .verify(connection::again(facts))
        .avoid("Don't log in or out: it isn't about the login.")
        .link("https://helm.sh/docs/topics/registries/")
}

/// Cloud Run pulls from Google and Docker Hub alone.
fn of_cloud_run() -> Advice {
    Advice::new("Cloud Run only takes images from Artifact Registry, gcr.io and Docker Hub, so it can't pull {image}.")
    .fix(Fix::new("Let Artifact Registry fetch it")
        .step(act("Make a remote repository in Artifact Registry for that host, and deploy LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/ followed by the image's own path.")))
    .fix(Fix::new("Or copy the image into Artifact Registry")
        .step(act("Copy it with crane, skopeo or docker tag and push, then deploy the copy.")))
    .verify(look("Deploy again: the revision becomes ready."))
    .avoid("Don't make the image public: Cloud Run doesn't accept the host itself.")
    .link("https://cloud.google.com/run/docs/deploying")
}
