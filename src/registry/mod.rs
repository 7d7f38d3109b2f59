//! What is known of the registries: one file each, with their hosts, the form
//! of the user name, what serves as the secret and how long it lasts, what a
//! pull and a push need, how to log in and how to create a repository.
//!
//! To add one: a file with its `REGISTRY`, a `mod` line, a line in [`ALL`].

mod acr;
mod alibaba;
mod artifact_registry;
mod artifactory;
mod chainguard;
mod cloudsmith;
mod digitalocean;
mod docker_hub;
mod ecr;
mod ecr_public;
mod gcr;
mod ghcr;
mod gitea;
mod gitlab;
mod harbor;
mod huawei;
mod icr;
mod nexus;
mod ngc;
mod ocir;
mod oracle;
mod ovh;
mod public;
mod quay;
mod red_hat;
mod retired;
mod scaleway;
mod self_hosted;
mod tags;
mod tencent;

pub use retired::{Moved, mirror_of, moved};
pub use tags::list_tags;

use crate::fix::{self, Arg, Command, Step, Steps, act, look, run, value};
use std::borrow::Cow;

/// A registry, or a kind of registry.
#[derive(Debug)]
pub struct Registry {
    /// Which it is.
    pub id: Id,
    /// The name that people know.
    pub name: &'static str,
    /// Whether a host (lower case, with its port) belongs to it.
    pub has: fn(host: &str) -> bool,
    /// What the user name is, a clause after "The user name is".
    pub username: &'static str,
    /// What to type as the password, a clause after "As the password, use".
    pub secret: &'static str,
    /// How long a credential lasts, a sentence; empty when until it is revoked.
    pub lifetime: &'static str,
    /// What a pull needs, a clause after "To pull, it needs".
    pub to_pull: &'static str,
    /// What a push needs, a clause after "To push, it needs".
    pub to_push: &'static str,
    /// The steps that log in on the reader's own machine.
    pub login: fn(&Site) -> Steps,
    /// The step that makes the login last, where there is one.
    pub lasting: Option<fn(&Site) -> Step>,
    /// The steps that create the repository, where a push doesn't do it.
    pub create: Option<fn(&Site) -> Steps>,
    /// Read-only steps that show which identity asks and what it may do, where
    /// the registry has a command for it.
    pub whoami: Option<fn(&Site) -> Steps>,
    /// The steps that give an identity the right to pull or push.
    pub grant: fn(&Site) -> Steps,
    /// The steps that let an existing tag be overwritten, where the registry
    /// can forbid it.
    pub unlock: Option<fn(&Site) -> Steps>,
    /// Whether everybody may pull all that it serves, so that no right can be
    /// missing on a pull.
    pub public: bool,
    /// Where its operator tells of outages.
    pub status: Option<&'static str>,
    /// The operator's page about logging in.
    pub docs: &'static str,
}

/// Names a [`Registry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the registries' own")]
pub enum Id {
    DockerHub,
    Ghcr,
    GitLab,
    Ecr,
    EcrPublic,
    Gcr,
    ArtifactRegistry,
    Acr,
    Quay,
    Harbor,
    Nexus,
    Artifactory,
    DigitalOcean,
    Ocir,
    Oracle,
    Icr,
    Ngc,
    Alibaba,
    Tencent,
    Huawei,
    Scaleway,
    Ovh,
    Gitea,
    Cloudsmith,
    Chainguard,
    RedHat,
    Public,
    SelfHosted,
}

/// What a registry has where its file says nothing else.
const PLAIN: Registry = Registry {
    id: Id::SelfHosted,
    name: "",
    has: |_| false,
    username: "",
    secret: "",
    lifetime: "",
    to_pull: "",
    to_push: "",
    login: |_| Steps::none(),
    lasting: None,
    create: None,
    whoami: None,
    grant: |_| Steps::none(),
    unlock: None,
    public: false,
    status: None,
    docs: "",
};

/// All registries; the last one has every host.
static ALL: &[&Registry] = &[
    &docker_hub::REGISTRY,
    &public::REGISTRY,
    &ghcr::REGISTRY,
    &gitlab::REGISTRY,
    &ecr::REGISTRY,
    &ecr_public::REGISTRY,
    &gcr::REGISTRY,
    &artifact_registry::REGISTRY,
    &acr::REGISTRY,
    &quay::REGISTRY,
    &red_hat::REGISTRY,
    &ngc::REGISTRY,
    &ocir::REGISTRY,
    &oracle::REGISTRY,
    &icr::REGISTRY,
    &digitalocean::REGISTRY,
    &alibaba::REGISTRY,
    &tencent::REGISTRY,
    &huawei::REGISTRY,
    &scaleway::REGISTRY,
    &ovh::REGISTRY,
    &cloudsmith::REGISTRY,
    &chainguard::REGISTRY,
    &artifactory::REGISTRY,
    &harbor::REGISTRY,
    &nexus::REGISTRY,
    &gitea::REGISTRY,
    &self_hosted::REGISTRY,
];

/// The registry that a host belongs to.
#[must_use]
pub fn of(host: &str) -> &'static Registry {
    let host = host.to_ascii_lowercase();
    ALL.iter()
        .copied()
        .find(|registry| (registry.has)(&host))
        .unwrap_or(&self_hosted::REGISTRY)
}

/// The registry of that id.
#[must_use]
pub fn named(id: Id) -> &'static Registry {
    all()
        .find(|registry| registry.id == id)
        .unwrap_or(&self_hosted::REGISTRY)
}

/// All registries.
pub fn all() -> impl Iterator<Item = &'static Registry> {
    ALL.iter().copied()
}

/// The steps that create a repository in ECR, where the answer shows that it
/// is ECR and the host doesn't.
#[must_use]
pub fn create_in_ecr(site: &Site) -> Steps {
    ecr::create(site)
}

/// The step that shows until when ECR's tokens last.
#[must_use]
pub fn expiry_in_ecr(site: &Site) -> Step {
    ecr::expiry(site)
}

impl Registry {
    /// Whether it is one that somebody runs, rather than a cloud's or a
    /// company's.
    #[must_use]
    pub fn is_somebodys_own(&self) -> bool {
        matches!(
            self.id,
            Id::SelfHosted | Id::Harbor | Id::Nexus | Id::Artifactory | Id::Gitea
        )
    }
}

/// Where a login or a right is wanted.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The registry's host, as the reference has it; `None` when it isn't known.
    pub host: Option<&'a str>,
    /// The repository, without host; `None` when it isn't known.
    pub repository: Option<&'a str>,
    /// The tag, when there is one and it is known.
    pub tag: Option<&'a str>,
    /// The program that logs in.
    pub client: Client,
    /// The user name that the config holds for this host.
    pub username: Option<&'a str>,
    /// Whether something is to be pushed.
    pub push: bool,
}

/// The program that logs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the programs' own")]
pub enum Client {
    #[default]
    Docker,
    Podman,
    Buildah,
    Skopeo,
    Nerdctl,
    Helm,
    Oras,
    Crane,
}

impl Client {
    /// Logs in to a host, or where the client goes without one. The host comes
    /// first, as who leaves it out logs in elsewhere; buildah takes no option
    /// after it.
    #[must_use]
    pub fn log_in(self, host: Option<Arg>, options: &[Arg]) -> Command {
        let mut args = options.to_vec();
        if let Some(host) = host {
            args.insert(if self == Self::Buildah { args.len() } else { 0 }, host);
        }
        args.into_iter().fold(self.login(), Command::arg)
    }

    /// The start of its login command.
    #[must_use]
    pub fn login(self) -> Command {
        match self {
            Self::Docker => run("docker login"),
            Self::Podman => run("podman login"),
            Self::Buildah => run("buildah login"),
            Self::Skopeo => run("skopeo login"),
            Self::Nerdctl => run("nerdctl login"),
            Self::Helm => run("helm registry login"),
            Self::Oras => run("oras login"),
            Self::Crane => run("crane auth login"),
        }
    }

    /// The start of its logout command.
    #[must_use]
    pub fn logout(self) -> Command {
        match self {
            Self::Docker => run("docker logout"),
            Self::Podman => run("podman logout"),
            Self::Buildah => run("buildah logout"),
            Self::Skopeo => run("skopeo logout"),
            Self::Nerdctl => run("nerdctl logout"),
            Self::Helm => run("helm registry logout"),
            Self::Oras => run("oras logout"),
            Self::Crane => run("crane auth logout"),
        }
    }

    /// Has a step log in with a secret that is asked for. crane takes it on
    /// stdin alone: without one it stops.
    #[must_use]
    pub fn asking(self, step: Step, login: Command) -> Step {
        if self != Self::Crane {
            return step.run(login);
        }
        step.run_all([
            fix::ask_secret(fix::TOKEN_VARIABLE),
            login
                .arg("--password-stdin")
                .fed_by_env(fix::TOKEN_VARIABLE),
        ])
    }

    /// Whether a login without a host goes to Docker Hub.
    #[must_use]
    pub fn defaults_to_hub(self) -> bool {
        matches!(self, Self::Docker | Self::Nerdctl)
    }
}

impl<'a> Site<'a> {
    /// The first part of the host, such as an ACR registry's name.
    #[must_use]
    pub fn label(&self, index: usize) -> Option<&'a str> {
        self.host?
            .split('.')
            .nth(index)
            .filter(|label| !label.is_empty())
    }

    /// The name of the host in a sentence.
    #[must_use]
    pub fn named(&self) -> Cow<'static, str> {
        self.host.map_or(Cow::Borrowed("the registry"), |host| {
            fix::plain(host).into()
        })
    }
}

/// A login that asks for the secret, the same at most registries.
fn asks(site: &Site, registry: &Registry) -> Steps {
    let needs = if site.push {
        registry.to_push
    } else {
        registry.to_pull
    };
    let says = format!(
        "Log in to {}. The user name is {}. As the password, use {}. It needs {needs}.",
        site.named(),
        registry.username,
        registry.secret,
    );
    site.client
        .asking(
            act(says),
            site.client.log_in(
                Some(value(site.host, fix::REGISTRY)),
                &["-u".into(), value(site.username, fix::USERNAME)],
            ),
        )
        .into()
}

/// A login fed by a program that prints a short-lived token.
fn fed(site: &Site, says: String, user: &'static str, by: Command) -> Steps {
    act(says)
        .run(
            site.client
                .login()
                .arg("--username")
                .arg(user)
                .arg("--password-stdin")
                .value(site.host, fix::REGISTRY)
                .fed_by(by),
        )
        .into()
}

/// A step that only tells.
fn tell(says: impl Into<Cow<'static, str>>) -> Step {
    look(says)
}

/// The credential helper for one host in `config.json`.
fn helper_entry(site: &Site, helper: &'static str, install: &'static str) -> Step {
    act(format!(
        "Let the credential helper docker-credential-{helper} fetch a fresh token at each pull and push, so that no login is needed. {install} It is declared for {} alone.",
        site.named()
    ))
    .run_all([
        fix::backup(fix::DOCKER_CONFIG),
        fix::edit(
            fix::DOCKER_CONFIG,
            fix::Edit::SetHelper {
                host: value(site.host, fix::REGISTRY),
                helper: helper.into(),
            },
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_its_options_where_the_client_takes_them() {
        let text = |client: Client| {
            let command = client.log_in(Some("quay.io".into()), &["-u".into(), "me".into()]);
            fix::Shell::Posix
                .render(&command, &fix::Filling::default())
                .text
        };
        assert_eq!(text(Client::Podman), "podman login quay.io -u me");
        assert_eq!(text(Client::Buildah), "buildah login -u me quay.io");
    }

    #[test]
    fn hosts_find_their_registry() {
        let cases = [
            ("docker.io", Id::DockerHub),
            ("index.docker.io", Id::DockerHub),
            ("registry-1.docker.io", Id::DockerHub),
            ("ghcr.io", Id::Ghcr),
            ("docker.pkg.github.com", Id::Ghcr),
            ("registry.gitlab.com", Id::GitLab),
            ("registry.gitlab.example.com:5050", Id::GitLab),
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", Id::Ecr),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", Id::Ecr),
            ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", Id::Ecr),
            ("123456789012.dkr-ecr.eu-west-1.on.aws", Id::Ecr),
            ("public.ecr.aws", Id::EcrPublic),
            ("gcr.io", Id::Gcr),
            ("eu.gcr.io", Id::Gcr),
            ("europe-west1-docker.pkg.dev", Id::ArtifactRegistry),
            ("acme.azurecr.io", Id::Acr),
            ("acme.azurecr.cn", Id::Acr),
            ("quay.io", Id::Quay),
            ("registry.example.com:5000", Id::SelfHosted),
            ("k8s.gcr.io", Id::Public),
            ("mcr.microsoft.com", Id::Public),
            ("registry.access.redhat.com", Id::Public),
            ("registry.redhat.io", Id::RedHat),
            ("nvcr.io", Id::Ngc),
            ("container-registry.oracle.com", Id::Oracle),
            ("container-registry-fra.oracle.com", Id::Oracle),
            ("fra.ocir.io", Id::Ocir),
            ("ocir.eu-frankfurt-1.oci.oraclecloud.com", Id::Ocir),
            ("de.icr.io", Id::Icr),
            ("registry.digitalocean.com", Id::DigitalOcean),
            ("registry.cn-hangzhou.aliyuncs.com", Id::Alibaba),
            ("acme-registry.eu-central-1.cr.aliyuncs.com", Id::Alibaba),
            ("ccr.ccs.tencentyun.com", Id::Tencent),
            ("swr.eu-west-101.myhuaweicloud.com", Id::Huawei),
            ("rg.fr-par.scw.cloud", Id::Scaleway),
            ("acme.c1.de1.container-registry.ovh.net", Id::Ovh),
            ("docker.cloudsmith.io", Id::Cloudsmith),
            ("cgr.dev", Id::Chainguard),
            ("acme.jfrog.io", Id::Artifactory),
            ("artifactory.example.com:443", Id::Artifactory),
            ("harbor.example.com", Id::Harbor),
            ("nexus.example.com:8083", Id::Nexus),
            ("codeberg.org", Id::Gitea),
            ("dhi.io", Id::DockerHub),
            ("notgcr.io", Id::SelfHosted),
            ("azurecr.io.example.com", Id::SelfHosted),
        ];
        for (host, id) in cases {
            assert_eq!(of(host).id, id, "{host}");
        }
    }
}
