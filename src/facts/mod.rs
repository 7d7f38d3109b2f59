//! The join of all that was read: everything that a cause may know.

mod held;
#[cfg(not(target_arch = "wasm32"))]
mod long;
mod scene;
mod seen;
mod subject;

pub use held::{Held, Other};
pub use scene::{Op, Tool};
pub use seen::Seen;
pub use subject::Subject;

use crate::fix::{Names, plain};
use crate::input::{Field, Input};
use crate::log::Place;
use crate::reference::Reference;
use crate::registry::{self, Id, Registry, Site};
use crate::signals::{Group, Says, Signal, answers, client, engine, names, tools};
use std::borrow::Cow;

/// Everything that a cause may know.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What was pasted.
    pub input: &'a Input<'a>,
    /// Which image and which registry it is about.
    pub subject: Subject,
    /// What was being done.
    pub op: Op,
    /// The tool that did it.
    pub tool: Tool,
    /// Where it ran.
    pub place: Place,
    /// What the config holds for the registry.
    pub held: Held<'a>,
    seen: Vec<Seen>,
}

impl<'a> Facts<'a> {
    /// Reads and joins the inputs.
    #[must_use]
    pub fn read(input: &'a Input<'a>) -> Self {
        let (mut seen, printed) = seen::read(input.error);
        scene::drop_tried_engines(&mut seen);
        scene::drop_missing_tokens(&mut seen);
        scene::drop_others(&mut seen);
        let place = input.place.unwrap_or(printed);
        let shown = scene::tool(&seen);
        let tool = input
            .client
            .map_or(shown, |client| held::chosen(client, shown));
        let op = scene::op(&seen);
        let subject = Subject::of(input, &seen, tool);
        let held = Held::of(input, &subject, tool);
        Self {
            input,
            subject,
            op,
            tool,
            place,
            held,
            seen,
        }
    }

    /// Everything seen, in the order in which it stands in the text.
    #[must_use]
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// The first sentence that says this.
    #[must_use]
    pub fn first(&self, says: Says) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.signal.says == says)
    }

    /// The first sentence that says one of these.
    #[must_use]
    pub fn any(&self, says: &[Says]) -> Option<&Seen> {
        self.seen
            .iter()
            .find(|seen| says.contains(&seen.signal.says))
    }

    /// Whether a sentence says this.
    #[must_use]
    pub fn has(&self, says: Says) -> bool {
        self.first(says).is_some()
    }

    /// Whether a sentence says this that isn't this very one.
    #[must_use]
    pub fn any_but(&self, says: Says, signal: &Signal) -> bool {
        self.seen
            .iter()
            .any(|seen| seen.signal.says == says && !seen.is(signal))
    }

    /// The first sighting of this very sentence.
    #[must_use]
    pub fn sentence(&self, signal: &Signal) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.is(signal))
    }

    /// A credential that podman, buildah or skopeo was given on its command line
    /// (`--creds`).
    #[must_use]
    pub fn given_with_command(&self) -> Option<&Seen> {
        self.first(Says::TypedUser)
            .filter(|_| self.tool.is_containers_image() && !self.has(Says::LogsIn))
    }

    /// Whether anything was pasted into this input.
    #[must_use]
    pub fn given(&self, field: Field) -> bool {
        match field {
            Field::Error => !self.input.error.trim().is_empty(),
            Field::Image => self.subject.is_known(),
            Field::Config => !self.input.config.trim().is_empty(),
            Field::None => true,
        }
    }

    /// The registry host that refused, `docker.io` for all of Docker Hub's
    /// names; `None` when nothing tells.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.subject.host.as_deref()
    }

    /// The registry that the host belongs to. Where the host doesn't tell, what
    /// it answered may: some sentences only one kind of registry writes.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        let by_host = registry::of(self.host().unwrap_or(""));
        if by_host.id != Id::SelfHosted {
            return by_host;
        }
        // What was painted over may be anybody's.
        let anywhere = self
            .host()
            .is_some_and(|host| !host.contains(['<', '*', '$', '{', '[', '#']));
        SPEAKERS
            .iter()
            .filter(|(_, id)| !anywhere || matches!(id, Id::Harbor | Id::Gitea | Id::GitLab))
            .find(|(signal, _)| self.sentence(signal).is_some())
            .map_or(by_host, |(_, id)| registry::named(*id))
    }

    /// Whether it is this registry, by its host or by what it answered.
    #[must_use]
    pub fn on(&self, id: Id) -> bool {
        self.registry().id == id && (self.host().is_some() || id != Id::SelfHosted)
    }

    /// Whether anything shows that the text is about a registry at all: an
    /// image, a host, a config, or a tool that talks to registries. Sentences
    /// that any program could print count only then.
    #[must_use]
    pub fn about_a_registry(&self) -> bool {
        self.subject.is_known()
            || self.held.is_given()
            || self.tool != Tool::Unknown
            || self
                .any(&[Says::Pulls, Says::Pushes, Says::LogsIn, Says::AsksToken])
                .is_some()
    }

    /// Another program that speaks, where nothing shows that a registry of
    /// images did.
    #[must_use]
    pub fn another_program(&self) -> Option<&Seen> {
        let of_images = self.any(&[
            Says::Denied,
            Says::PullAccessDenied,
            Says::PushAccessDenied,
            Says::InsufficientScope,
            Says::NoBasicAuth,
            Says::Anonymous,
            Says::ManifestUnknown,
            Says::InvalidReference,
            Says::EngineDown,
            Says::SocketDenied,
        ]);
        let pulls = self.any(&[Says::ImagePullFails, Says::Pulls, Says::Pushes]);
        self.first(Says::OtherProgram)
            .filter(|_| !self.about_a_registry())
            .or_else(|| {
                self.sentence(&engine::PROBE_FAILED)
                    .filter(|_| pulls.is_none())
            })
            .filter(|_| of_images.is_none())
    }

    /// Whether the registry, or the client for it, refused the request for
    /// want of a credential or a right.
    #[must_use]
    pub fn refused(&self) -> Option<&Seen> {
        self.any(&[
            Says::Unauthorized,
            Says::NoBasicAuth,
            Says::Anonymous,
            Says::Denied,
            Says::DeniedBare,
            Says::PullAccessDenied,
            Says::PushAccessDenied,
            Says::InsufficientScope,
            Says::Forbidden,
        ])
    }

    /// Whether the text is a CI job's log.
    #[must_use]
    pub fn runs_in_ci(&self) -> bool {
        !matches!(
            self.place,
            Place::Unknown | Place::Kubernetes | Place::Swarm | Place::Ecs | Place::Nomad
        )
    }

    /// The host in a sentence: its name, or "the registry".
    #[must_use]
    pub fn host_named(&self) -> Cow<'_, str> {
        self.host()
            .map_or(Cow::Borrowed("the registry"), host_named)
    }

    /// The image in a sentence: its name, or "the image".
    #[must_use]
    pub fn image_named(&self) -> Cow<'_, str> {
        match (self.reference(), &self.subject.text) {
            (Some(reference), _) => Cow::Owned(plain(&reference.full())),
            (None, Some(text)) => Cow::Owned(plain(text)),
            (None, None) => match (self.host(), &self.subject.repository) {
                (Some(host), Some(repository)) => {
                    Cow::Owned(plain(&format!("{host}/{repository}")))
                }
                _ => Cow::Borrowed("the image"),
            },
        }
    }

    /// The host of the request that failed: the registry, or its token service,
    /// its storage, a mirror.
    #[must_use]
    pub fn peer(&self) -> Option<&str> {
        let asked = self
            .first(Says::FailedAt)
            .and_then(|seen| seen.get(Group::Host));
        match asked.or(self.host()) {
            Some("docker.io" | "index.docker.io") => Some("registry-1.docker.io"),
            host => host,
        }
    }

    /// That host in a sentence: its name, or "the registry".
    #[must_use]
    pub fn peer_named(&self) -> String {
        self.peer().map_or_else(|| "the registry".to_owned(), plain)
    }

    /// What the places in texts stand for.
    #[must_use]
    pub fn names(&self) -> Names {
        Names {
            host: self.host_named().into_owned(),
            image: self.image_named().into_owned(),
            client: self.tool.named(),
            peer: self.peer_named(),
        }
    }

    /// The reference, when it is known and valid.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        self.subject.reference.as_ref()?.as_ref().ok()
    }

    /// Where a login or a right is wanted.
    #[must_use]
    pub fn site(&self) -> Site<'_> {
        Site {
            host: self.host(),
            repository: self.subject.repository.as_deref(),
            tag: self
                .reference()
                .and_then(|reference| reference.tag.as_deref()),
            client: self.tool.login_client(),
            username: self.held.username(),
            push: self.op == Op::Push,
        }
    }
}

/// Sentences that only one kind of registry answers.
static SPEAKERS: &[(&Signal, Id)] = &[
    (&answers::HARBOR_UNAUTHORIZED, Id::Harbor),
    (&answers::HARBOR_QUOTA, Id::Harbor),
    (&answers::HARBOR_VULNERABLE, Id::Harbor),
    (&answers::HARBOR_UNSIGNED, Id::Harbor),
    (&answers::GITEA_SCOPE, Id::Gitea),
    (&answers::GITLAB_BASIC, Id::GitLab),
    (&answers::GITLAB_FORBIDDEN, Id::GitLab),
    (&names::GITLAB_TOKEN_URL, Id::GitLab),
    (&tools::GITLAB_PAYLOAD, Id::GitLab),
    (&answers::GITHUB_SCOPES, Id::Ghcr),
    (&answers::GITHUB_DENIED, Id::Ghcr),
    (&answers::GITHUB_TOKEN_REFUSED, Id::Ghcr),
    (&answers::GITHUB_SSO, Id::Ghcr),
    (&answers::GITHUB_OWNER, Id::Ghcr),
    (&answers::HUB_TOKEN_SCOPES, Id::DockerHub),
    (&answers::HUB_TOKEN_EXPIRED, Id::DockerHub),
    (&answers::HUB_IMAGE_ACCESS, Id::DockerHub),
    (&answers::HUB_GEO, Id::DockerHub),
    (&client::HUB_PULL_LIMIT, Id::DockerHub),
    (&answers::ECR_EXPIRED, Id::Ecr),
    (&answers::ECR_NO_REPOSITORY, Id::Ecr),
    (&answers::AWS_NOT_AUTHORIZED, Id::Ecr),
    (&answers::GOOGLE_PERMISSION, Id::ArtifactRegistry),
    (&answers::GOOGLE_API_OFF, Id::ArtifactRegistry),
    (&answers::ACR_FIREWALL, Id::Acr),
    (&answers::ACR_LOCKED, Id::Acr),
    (&names::AZURE_LOGIN, Id::Acr),
    (&answers::NGC_LICENCE, Id::Ngc),
    (&answers::ARTIFACTORY_SAYS, Id::Artifactory),
    (&answers::SWR_DENIED, Id::Huawei),
    (&answers::AZURE_ACTION, Id::Acr),
    (&answers::ORACLE_ACTION, Id::Ocir),
    (&answers::DIGITALOCEAN_SCOPE, Id::DigitalOcean),
    (&answers::QUAY_APP, Id::Quay),
    (&answers::PLAN_REPOSITORIES, Id::DigitalOcean),
    (&answers::NEXUS_REDEPLOY, Id::Nexus),
];

/// A host in a sentence, Docker Hub by the name that people know.
#[must_use]
pub fn host_named(host: &str) -> Cow<'static, str> {
    match host {
        "docker.io" => Cow::Borrowed("Docker Hub (docker.io)"),
        _ => Cow::Owned(plain(host)),
    }
}
