//! What was being done, and by which tool.

use super::Seen;
use crate::registry::Client;
use crate::signals::{Group, Says, Signal, answers, client, engine, names, network, tools};
use crate::span::Span;

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Op {
    /// Nothing tells.
    #[default]
    Unknown,
    /// An image was pulled, to run it or to build on it.
    Pull,
    /// An image was pushed.
    Push,
    /// Somebody logged in.
    Login,
}

/// The tool that met the registry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the tools' own")]
pub enum Tool {
    /// Nothing tells; docker is assumed where one must be.
    #[default]
    Unknown,
    Docker,
    Compose,
    BuildKit,
    Podman,
    Buildah,
    Skopeo,
    Crane,
    Kaniko,
    Jib,
    Helm,
    Oras,
    Nerdctl,
    Crictl,
    Ctr,
    Containerd,
    Kubelet,
    Swarm,
    Ecs,
    Watchtower,
    /// What watches for new tags in a cluster: Argo CD's image updater, Flux'
    /// image reflector.
    ImageUpdater,
    /// Flux, which fetches charts and artifacts by itself.
    Flux,
    /// Argo CD's repository server, likewise.
    ArgoCd,
    /// Terraform's docker provider.
    Terraform,
}

impl Tool {
    /// The program in a sentence.
    #[must_use]
    pub fn named(self) -> &'static str {
        match self {
            Self::Podman => "podman",
            Self::Buildah => "buildah",
            Self::Skopeo => "skopeo",
            Self::Crane => "crane",
            Self::Kaniko => "kaniko",
            Self::Jib => "Jib",
            Self::Helm => "Helm",
            Self::Oras => "oras",
            Self::Nerdctl => "nerdctl",
            Self::BuildKit => "BuildKit",
            Self::Compose => "docker compose",
            Self::Crictl | Self::Containerd | Self::Ctr => "containerd",
            Self::Kubelet => "the kubelet",
            Self::Swarm => "the swarm node",
            Self::Ecs => "ECS",
            Self::Watchtower => "watchtower",
            Self::ImageUpdater => "the image updater",
            Self::Flux => "Flux",
            Self::Terraform => "Terraform's docker provider",
            Self::ArgoCd => "Argo CD",
            Self::Docker => "docker",
            Self::Unknown => "the client",
        }
    }

    /// The program that logs in for it.
    #[must_use]
    pub fn login_client(self) -> Client {
        match self {
            Self::Podman => Client::Podman,
            Self::Buildah => Client::Buildah,
            Self::Skopeo => Client::Skopeo,
            Self::Nerdctl => Client::Nerdctl,
            Self::Helm => Client::Helm,
            Self::Oras => Client::Oras,
            Self::Crane => Client::Crane,
            _ => Client::Docker,
        }
    }

    /// Whether it runs on a cluster's node, where nobody logs in.
    #[must_use]
    pub fn on_a_node(self) -> bool {
        matches!(
            self,
            Self::Crictl | Self::Ctr | Self::Containerd | Self::Kubelet | Self::Swarm | Self::Ecs
        )
    }

    /// Whether it runs in a cluster and asks registries by itself, with
    /// credentials from its own settings: neither a pod's nor anybody's login.
    #[must_use]
    pub fn is_a_controller(self) -> bool {
        matches!(self, Self::ImageUpdater | Self::Flux | Self::ArgoCd)
    }

    /// Whether it is one of podman, buildah and skopeo.
    #[must_use]
    pub fn is_containers_image(self) -> bool {
        matches!(self, Self::Podman | Self::Buildah | Self::Skopeo)
    }
}

/// Which tool printed the text. The more particular one wins: a kubelet event
/// quotes containerd, `docker compose` quotes docker.
pub(super) fn tool(seen: &[Seen]) -> Tool {
    let order: [(&Signal, Tool); 27] = [
        (&tools::IMAGE_UPDATER, Tool::ImageUpdater),
        (&tools::WATCHTOWER, Tool::Watchtower),
        (&tools::ECS, Tool::Ecs),
        (&tools::SWARM, Tool::Swarm),
        // They say "failed to pull image", too, and are no nodes.
        (&tools::GITLAB_RUNNER, Tool::Docker),
        (&tools::KIND, Tool::Docker),
        (&tools::KUBELET, Tool::Kubelet),
        (&tools::FLUX, Tool::Flux),
        (&tools::ARGO_CD, Tool::ArgoCd),
        // A scanner tries engines one after the other, and quotes them all.
        (&tools::SCANNER, Tool::Unknown),
        (&tools::TERRAFORM, Tool::Terraform),
        (&tools::CRICTL, Tool::Crictl),
        (&tools::KANIKO, Tool::Kaniko),
        (&tools::JIB, Tool::Jib),
        (&tools::HELM, Tool::Helm),
        (&tools::ORAS, Tool::Oras),
        (&tools::NERDCTL, Tool::Nerdctl),
        (&tools::CRANE, Tool::Crane),
        (&tools::SKOPEO, Tool::Skopeo),
        (&tools::BUILDAH, Tool::Buildah),
        (&tools::PODMAN, Tool::Podman),
        (&tools::CONTAINERS_IMAGE, Tool::Podman),
        (&tools::COMPOSE, Tool::Compose),
        (&tools::BUILDKIT, Tool::BuildKit),
        (&tools::CTR, Tool::Ctr),
        (&tools::DOCKER, Tool::Docker),
        (&tools::CONTAINERD, Tool::Containerd),
    ];
    let named = |signal: &Signal| seen.iter().any(|s| s.is(signal));
    order
        .into_iter()
        .find(|(signal, _)| named(signal))
        .map_or(Tool::Unknown, |(_, tool)| tool)
}

/// A scanner tries one engine after the other, then the registry. Where the
/// registry answered, that there is no engine isn't the failure.
pub(super) fn drop_tried_engines(seen: &mut Vec<Seen>) {
    let answered = |s: &Seen| {
        matches!(
            s.signal.says,
            Says::Unauthorized | Says::ManifestUnknown | Says::Denied | Says::RepositoryUnknown
        )
    };
    if seen.iter().any(|s| s.is(&tools::SCANNER)) && seen.iter().any(answered) {
        seen.retain(|s| s.signal.says != Says::EngineDown);
    }
}

/// Other servers refuse in the same words: git's and npm's, of which whole lines
/// are left out, and the engine, whose status tells nothing of the registry's.
pub(super) fn drop_others(seen: &mut Vec<Seen>) {
    let others = |s: &&Seen| s.is(&tools::OTHER_LINE) || s.is(&engine::ENGINE_STATUS);
    let spans: Vec<Span> = seen.iter().filter(others).map(|s| s.span).collect();
    seen.retain(|s| {
        s.signal.says == Says::OtherProgram
            || !spans
                .iter()
                .any(|span| span.start <= s.span.start && s.span.start < span.end)
    });
}

/// A refusal that stands where a token was expected is a refusal.
pub(super) fn drop_missing_tokens(seen: &mut Vec<Seen>) {
    let refused = |s: &Seen| s.is(&network::NO_TOKEN_REFUSED);
    if let Some(at) = seen.iter().find(|s| refused(s)).map(|s| s.span.start) {
        seen.retain(|s| refused(s) || !s.is(&network::TOKEN_BROKEN) || s.span.start != at);
    }
}

/// What was being done. A push shows itself by more than a word, so it is
/// asked for first; a login only counts when nothing was pulled or pushed
/// after it.
pub(super) fn op(seen: &[Seen]) -> Op {
    let last = |says: &[Says]| {
        seen.iter()
            .rev()
            .find(|s| says.contains(&s.signal.says) && !is_no_push(s))
            .map(|s| s.span.start)
    };
    let pushed = last(&[Says::Pushes, Says::PushAccessDenied]);
    let asked_to_push = seen.iter().any(asks_to_write);
    let pulled = last(&[
        Says::Pulls,
        Says::PullAccessDenied,
        Says::Builds,
        Says::Runs,
        Says::ImagePullFails,
    ]);
    let logged_in = last(&[Says::LogsIn, Says::NeedsTty]);
    let refused = seen
        .iter()
        .any(|s| s.is(&client::LOGIN_401) || s.is(&client::LOGIN_REFUSED));
    match (pushed, pulled, logged_in) {
        (Some(_), None, _) => Op::Push,
        (Some(push), Some(pull), _) => {
            let built = last(&[Says::Builds]).is_some();
            if push > pull || built {
                Op::Push
            } else {
                Op::Pull
            }
        }
        _ if asked_to_push => Op::Push,
        (None, Some(_), _) => Op::Pull,
        // It lists tags, which is a right to read.
        _ if seen.iter().any(|s| s.is(&tools::IMAGE_UPDATER)) => Op::Pull,
        // "Pulling web...", as compose says it of a service.
        _ if seen.iter().any(|s| s.is(&names::STEP_PULLS)) => Op::Pull,
        // Jib's builds end in a push.
        _ if denied_alone(seen) || seen.iter().any(|s| s.is(&client::JIB_403)) => Op::Push,
        // What failed after a login that succeeded is something else.
        (None, None, Some(login)) if last(&[Says::LoggedIn]).is_some_and(|done| done > login) => {
            Op::Unknown
        }
        (None, None, Some(_)) => Op::Login,
        _ if refused => Op::Login,
        _ => Op::Unknown,
    }
}

/// "pushing" before something that isn't an image: a layer, commits, a page.
fn is_no_push(seen: &Seen) -> bool {
    seen.is(&names::STEP_PUSHES)
        && !seen
            .get(crate::signals::Group::Ref)
            .is_some_and(|text| text.contains('/') && text.contains(['.', ':']))
}

/// "requested access to the resource is denied" without what a pull has around
/// it: docker says "pull access denied" first, the others name the manifest.
fn denied_alone(seen: &[Seen]) -> bool {
    let asks_for_manifest = |s: &Seen| {
        [
            &names::READING_MANIFEST,
            &names::MANIFEST_URL,
            &names::BLOB_URL,
        ]
        .into_iter()
        .any(|signal| std::ptr::eq(s.signal, signal))
    };
    let has = |says: Says| {
        seen.iter()
            .any(|s| s.signal.says == says && !s.is(&answers::AZURE_DENIED))
    };
    // A token for pulling is asked for.
    let to_read = |s: &Seen| s.get(Group::Actions) == Some("pull");
    has(Says::Denied)
        && !has(Says::SwarmNode)
        && !seen.iter().any(to_read)
        && !seen.iter().any(asks_for_manifest)
}

/// Whether a sentence names a right that only a push needs.
fn asks_to_write(s: &Seen) -> bool {
    let named = [Group::Actions, Group::Url, Group::Word]
        .into_iter()
        .filter_map(|group| s.get(group));
    match s.signal.says {
        Says::TagImmutable => true,
        Says::AsksToken => s
            .get(Group::Actions)
            .is_some_and(|actions| actions.contains("push")),
        Says::PermissionMissing | Says::Anonymous => named.into_iter().any(|right| {
            ["push", "Upload", "PutImage", "upload", "write", "create"]
                .iter()
                .any(|part| right.contains(part))
        }),
        // GitHub's "installation not allowed to Write organization package".
        Says::ScopeMissing => s
            .get(Group::Word)
            .is_some_and(|right| !right.eq_ignore_ascii_case("read")),
        _ => s.is(&answers::CREATE_ON_PUSH),
    }
}
