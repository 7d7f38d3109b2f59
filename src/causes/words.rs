//! Steps that several causes share, so that they read the same everywhere.

use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{self, Arg, Command, Fix, Step, act, look, run};
use crate::input::Field;
use crate::ranking::At;
use crate::registry::{Client, Id};
use crate::signals::{Group, Says};
use crate::words::{ends_with_one, is_among};

/// Where the image's name stands.
pub(super) fn at_subject(facts: &Facts) -> At {
    At {
        field: facts.subject.from.unwrap_or(Field::None),
        span: facts.subject.span,
    }
}

/// Where nobody answered on this machine's own port for `localhost/…`, which
/// podman writes before the names of images without a registry.
pub(super) fn local_name<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts.first(Says::ConnectionRefused).filter(|_| {
        (matches!(facts.tool, Tool::Podman | Tool::Buildah) || facts.tool.on_a_node())
            && facts.host() == Some("localhost")
    })
}

/// Failures that have nothing to do with the image's name or with rights to
/// it: where one of them is told, a refusal is its echo.
pub(super) const ANOTHER_REASON: &[Says] = &[
    Says::ProxyAsks,
    Says::ProxyFails,
    Says::UnknownCa,
    Says::CertName,
    Says::CertDate,
    Says::HttpToHttps,
    Says::NoSuchHost,
    Says::ConnectionRefused,
    Says::Timeout,
    Says::ServerError,
    Says::EngineDown,
    Says::SocketDenied,
    Says::NoSpace,
    Says::StoreDamaged,
    Says::TooManyRequests,
    Says::NetworkDenied,
    Says::AccountBlocked,
    Says::TrustMissing,
    Says::InvalidReference,
    Says::NoPlatform,
];

/// A registry's host within the repository's name, where none belongs:
/// `docker.io/ghcr.io/acme/app`.
pub(super) fn host_twice<'a>(facts: &'a Facts) -> Option<&'a str> {
    let path = facts
        .seen()
        .iter()
        .filter(|seen| seen.signal.says == Says::RepositoryUnknown)
        .find_map(|seen| seen.get(Group::Repo))
        .or(facts.subject.repository.as_deref())?;
    path.split('/').find(|part| {
        is_among("docker.io ghcr.io quay.io gcr.io public.ecr.aws", part)
            || ends_with_one(".amazonaws.com .azurecr.io docker.pkg.dev .gcr.io", part)
    })
}

/// Logs in to the registry that was asked, with what that registry takes.
pub(super) fn log_in(facts: &Facts) -> Fix {
    Fix::new(
        if facts.registry().id == Id::Public && facts.host().is_some() {
            "{host} needs no login"
        } else {
            "Log in to {host}"
        },
    )
    .steps((facts.registry().login)(&facts.site()))
}

/// Forgets the stored login, and logs in again. A login that failed stored
/// none, and podman, buildah and skopeo then stop at the logout.
pub(super) fn log_in_anew(facts: &Facts) -> Fix {
    let mut fix = log_in(facts);
    if facts.op != Op::Login || !facts.tool.is_containers_image() {
        fix = fix.first(log_out(facts));
    }
    fix
}

/// What makes that login last, where the registry has something for it.
pub(super) fn lasting_login(facts: &Facts) -> Option<Step> {
    facts
        .registry()
        .lasting
        .map(|lasting| lasting(&facts.site()))
}

/// Forgets the stored login for the registry that was asked.
pub(super) fn log_out(facts: &Facts) -> Step {
    let client = facts.tool.login_client();
    let host = facts.host();
    let command = match host {
        Some("docker.io") if client.defaults_to_hub() => client.logout(),
        _ => client.logout().value(host, fix::REGISTRY),
    };
    act("Forget the login stored for {host}.")
        .run(command)
        .deletes("the stored login for this registry; log in again to have it back")
}

/// Shows which registries and helpers the config names, without secrets.
pub(super) fn look_at_config(facts: &Facts) -> Step {
    look("See which registries and helpers your config names. Secrets aren't shown.")
        .run(fix::show_keys(config_file(facts)))
}

/// Copies the config before it is changed.
pub(super) fn copy_config(facts: &Facts) -> Step {
    let file = config_file(facts);
    act(if file.is_containers_auth() {
        "Copy the file first. Where XDG_RUNTIME_DIR isn't set, as for root, it is /run/containers/UID/auth.json; after a docker login, it is ~/.docker/config.json."
    } else {
        "Copy the file first."
    })
    .run(fix::backup(file))
}

/// The config of the reader's tool: the one that the text names, or the one
/// into which the tool logs in.
pub(super) fn config_file(facts: &Facts) -> Arg {
    let named = facts
        .first(Says::ConfigNamed)
        .and_then(|seen| seen.get(Group::Path));
    match named {
        // The home directory needn't be spelt out.
        Some(path) if !path.ends_with("/.docker/config.json") => fix::value(path, fix::CONFIG_FILE),
        None if facts.tool.is_containers_image() => fix::CONTAINERS_AUTH.into(),
        _ => fix::DOCKER_CONFIG.into(),
    }
}

/// Asks the registry for the manifest: the smallest request that needs the
/// same right as a pull.
pub(super) fn ask_for_manifest(facts: &Facts) -> Step {
    look("Ask the registry for the manifest alone. It prints JSON if the name, the tag and your rights are in order.")
        .run(manifest(facts, image(facts)))
}

/// Does again what failed.
pub(super) fn try_again(facts: &Facts) -> Step {
    // They have no command of their own for one image.
    match facts.tool {
        Tool::Kaniko | Tool::Jib => return look("Run the same build again."),
        Tool::Terraform => return look("Run terraform apply again."),
        Tool::Watchtower => {
            return look("See in watchtower's log that the next round finds the image.");
        }
        Tool::ImageUpdater => return look("See in its log that the next round lists the tags."),
        Tool::Flux => return flux_again(),
        Tool::ArgoCd => {
            return look(
                "Refresh the application. It then shows what it would deploy, and no error.",
            );
        }
        _ => {}
    }
    if facts.op == Op::Login && facts.reference().is_none() {
        return look("The login says that it succeeded.");
    }
    if !pulls(facts) {
        return ask_for_manifest(facts);
    }
    let image = image(facts);
    if facts.op == Op::Push {
        look("Push again.").run(pull_or_push(facts, "push", image))
    } else {
        look("Pull again.").run(pull_or_push(facts, "pull", image))
    }
}

/// Shows whether Flux' next try succeeded.
fn flux_again() -> Step {
    look("See that Flux says True under READY: it tries again by itself.")
        .run(run("flux get sources all -A"))
}

/// The image in full, or the word that stands for it.
fn image(facts: &Facts) -> Arg {
    fix::value(
        facts.reference().map(crate::reference::Reference::full),
        fix::IMAGE,
    )
}

/// Whether the reader's tool stores images of its own, and so has a command
/// that pulls one.
fn pulls(facts: &Facts) -> bool {
    matches!(
        client(facts),
        Client::Docker | Client::Podman | Client::Buildah | Client::Nerdctl
    )
}

fn pull_or_push(facts: &Facts, verb: &'static str, image: Arg) -> Command {
    if facts.tool == Tool::Ctr {
        return run("ctr images").arg(verb).arg(image).as_root();
    }
    run(match client(facts) {
        Client::Podman => "podman",
        Client::Buildah => "buildah",
        Client::Nerdctl => "nerdctl",
        _ => "docker",
    })
    .arg(verb)
    .arg(image)
}

/// Pulls the image of this name with the reader's tool, or asks for its
/// manifest where that tool doesn't pull.
pub(super) fn pull(facts: &Facts, image: Arg) -> Command {
    if pulls(facts) {
        pull_or_push(facts, "pull", image)
    } else {
        manifest(facts, image)
    }
}

/// Asks for the manifest of the image of this name, with the reader's tool
/// where that can.
pub(super) fn manifest(facts: &Facts, image: Arg) -> Command {
    match client(facts) {
        Client::Podman | Client::Buildah | Client::Skopeo => {
            run("skopeo inspect --raw").arg(fix::word("docker://").and(image))
        }
        Client::Crane => run("crane manifest").arg(image),
        Client::Oras => run("oras manifest fetch").arg(image),
        _ => run("docker manifest inspect").arg(image),
    }
}

/// Whether the registry can be reached at all; 401 is a healthy answer.
pub(super) fn knock(facts: &Facts) -> Step {
    look("Ask the registry for a sign of life. HTTP 401 or 200 is a healthy answer: it is there, and it is a registry.")
        .run(head_request(facts))
}

/// The answer's head alone, with the registry's clock in it.
pub(super) fn head_request(facts: &Facts) -> fix::Command {
    let host = match facts.host() {
        Some("docker.io") => Some("registry-1.docker.io"),
        host => host,
    };
    run("curl -sSI").arg(
        fix::word("https://")
            .and(fix::value(host, fix::REGISTRY))
            .and("/v2/"),
    )
}

/// The program that logs in for the reader's tool.
pub(super) fn client(facts: &Facts) -> Client {
    facts.tool.login_client()
}

/// Where a token comes from, and what it needs.
pub(super) fn make_token(facts: &Facts) -> Step {
    let registry = facts.registry();
    let needs = if facts.op == Op::Push {
        registry.to_push
    } else {
        registry.to_pull
    };
    look(format!(
        "Get {}. It needs {needs}, and no more.",
        token(facts)
    ))
}

/// What serves as the password where the account's own doesn't.
pub(super) fn token(facts: &Facts) -> &'static str {
    match facts.registry().id {
        Id::SelfHosted => "an access token, made there",
        _ => facts.registry().secret,
    }
}

/// Never log in elsewhere: the commonest wrong advice.
pub(super) fn not_another_registry(facts: &Facts) -> &'static str {
    if facts.host() == Some("docker.io") {
        "Don't put a password on the command line with -p: it stays in the shell's history and in the process list."
    } else {
        "Don't run a login without the host: docker login alone goes to Docker Hub and changes nothing for {host}."
    }
}
