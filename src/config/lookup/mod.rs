//! Which credential a client would send for a reference, step by step.
//!
//! One file a client, each the client's own algorithm: they differ in nearly
//! every step. docker, crane, nerdctl and buildkit share docker's code, here
//! as in the real world. Sources: docker/cli, containers/image, the kubelet's
//! keyring, go-containerregistry, oras-go, nerdctl and buildkit, checked
//! against the programs by `tests/credentials.rs`.

mod buildkit;
mod crane;
mod docker;
mod helper;
mod kubelet;
mod nerdctl;
mod oras;
mod passed_over;
mod podman;

pub use helper::{Answer, Helpers, NoHelpers};
pub use passed_over::{PassedOver, Why};

use crate::fill::fill;
use crate::reference::Reference;
use crate::span::Span;

use super::auth::UserName;
use super::document::{Document, Entry};
use super::secret::Secret;
use super::{Config, DocumentKind};

/// A program that logs in to registries, in the version that matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Client {
    /// docker up to 26: `https://` is taken off keys, nothing else is understood.
    Docker26,
    /// docker 27 to 28.2: a failing helper is ignored on pull and push.
    Docker28,
    /// docker 29: reads `DOCKER_AUTH_CONFIG`, stops when a helper fails.
    #[default]
    Docker,
    /// podman, buildah, skopeo, CRI-O: containers/image 5.31 and later.
    Podman,
    /// The kubelet with an image pull secret, or a node's config file.
    Kubelet,
    /// crane, ko, kaniko, cosign: go-containerregistry.
    Crane,
    /// oras and helm.
    Oras,
    /// nerdctl 2.
    Nerdctl,
    /// docker buildx and buildkit.
    Buildkit,
}

impl Client {
    /// All of them, today's docker first.
    pub const ALL: [Self; 9] = [
        Self::Docker,
        Self::Podman,
        Self::Kubelet,
        Self::Crane,
        Self::Oras,
        Self::Nerdctl,
        Self::Buildkit,
        Self::Docker28,
        Self::Docker26,
    ];

    /// The program's name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docker26 => "docker 26",
            Self::Docker28 => "docker 28",
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Kubelet => "the kubelet",
            Self::Crane => "crane",
            Self::Oras => "oras",
            Self::Nerdctl => "nerdctl",
            Self::Buildkit => "buildkit",
        }
    }

    /// The client with that stable name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.id() == id)
    }

    /// The stable name in JSON and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Docker26 => "docker-26",
            Self::Docker28 => "docker-28",
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Kubelet => "kubelet",
            Self::Crane => "crane",
            Self::Oras => "oras",
            Self::Nerdctl => "nerdctl",
            Self::Buildkit => "buildkit",
        }
    }
}

/// What a client is asked: a reference's parts, and what it finds on the machine.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The domain of the reference as distribution/reference parses it, `docker.io` for Docker Hub.
    pub domain: &'a str,
    /// The path of the reference, `library/nginx`.
    pub path: &'a str,
    /// The config file that the client reads.
    pub config: &'a Document,
    /// What `DOCKER_AUTH_CONFIG` holds, read with [`super::read_exact`].
    pub env: Option<&'a Document>,
    /// What the credential helpers answer.
    pub helpers: &'a dyn Helpers,
    /// The config file's name, as the client's errors print it.
    pub file: &'a str,
}

impl<'a> Ask<'a> {
    /// `DOCKER_AUTH_CONFIG`, which isn't known to the page.
    #[inline]
    fn env(&self) -> Option<&'a Document> {
        self.env.filter(|_| cfg!(not(target_arch = "wasm32")))
    }

    /// The name without tag and digest.
    fn name(&self) -> String {
        if self.domain.is_empty() {
            self.path.to_owned()
        } else {
            fill("{}/{}", &[self.domain, self.path])
        }
    }

    fn is_hub(&self) -> bool {
        matches!(self.domain, "docker.io" | "index.docker.io")
    }
}

/// Where a credential comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An entry of the file.
    File,
    /// An entry of `DOCKER_AUTH_CONFIG`; spans are in its text then.
    Env,
    /// A credential helper, by the name behind `docker-credential-`.
    Helper(String),
}

/// One credential that the client may end up with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it comes from.
    pub source: Source,
    /// The key that matched; of a helper: what it was asked for.
    pub key: String,
    /// Where the key stands; of a helper: where its name stands.
    pub key_span: Option<Span>,
    /// The user name.
    pub username: Option<UserName>,
    /// The password, or what `auth` holds behind the colon.
    pub secret: Option<Secret>,
    /// The token that is exchanged for an access token.
    pub identity_token: Option<Secret>,
    /// The token that is sent as it is.
    pub registry_token: Option<Secret>,
    /// `auth` goes to the engine as it stands, undecoded, and the engine does not use it.
    pub undecoded: bool,
    /// Which try of the kubelet it belongs to, from 0; within one try the order is by chance.
    pub rank: usize,
}

impl Found {
    fn empty(source: Source, key: &str, key_span: Option<Span>) -> Self {
        Self {
            source,
            key: key.to_owned(),
            key_span,
            username: None,
            secret: None,
            identity_token: None,
            registry_token: None,
            undecoded: false,
            rank: 0,
        }
    }

    /// An entry that gives nothing.
    fn nothing_in(entry: &Entry) -> Self {
        Self::empty(Source::File, &entry.key, Some(entry.key_span))
    }

    /// The fields that stand in the entry as plain text.
    fn plain(entry: &Entry) -> Self {
        Self {
            username: entry.username.clone(),
            secret: entry.password.clone(),
            identity_token: entry.identity_token.clone(),
            registry_token: entry.registry_token.clone(),
            ..Self::nothing_in(entry)
        }
    }

    /// The entry with its `auth` decoded, which wins over plain fields.
    fn decoded(entry: &Entry) -> Self {
        let mut found = Self::plain(entry);
        if let Some(auth) = entry.auth.as_ref().filter(|auth| !auth.empty) {
            found.username.clone_from(&auth.user);
            found.secret = Some(
                auth.secret
                    .clone()
                    .unwrap_or_else(|| Secret::unread(auth.span, auth.redacted)),
            );
        }
        found
    }

    /// The user name, when there is one that may be shown.
    #[must_use]
    pub fn user(&self) -> &str {
        self.username.as_ref().map_or("", |user| user.text.as_str())
    }

    /// Nothing that a registry could be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let none = |secret: &Option<Secret>| secret.as_ref().is_none_or(|secret| secret.empty);
        self.username.as_ref().is_none_or(UserName::is_empty)
            && none(&self.secret)
            && none(&self.identity_token)
            && none(&self.registry_token)
    }

    /// Every secret in it that is not empty.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        [&self.secret, &self.identity_token, &self.registry_token]
            .into_iter()
            .flatten()
            .filter(|secret| !secret.empty)
    }
}

/// What comes of the lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A credential is there.
    Found,
    /// There is none: the client goes on as nobody.
    Missing,
    /// A helper is asked, and its answer is not known here, or it failed (then `error` is set).
    Helper {
        /// The name behind `docker-credential-`.
        name: String,
        /// Where the name stands.
        span: Span,
    },
    /// The file, or the entry, can't be read.
    Malformed,
    /// The client can't use this reference, or chance decides whether there is one.
    Unknown,
}

impl Outcome {
    /// The stable name in JSON.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Missing => "missing",
            Self::Helper { .. } => "helper",
            Self::Malformed => "malformed",
            Self::Unknown => "unknown",
        }
    }
}

/// One step of the trace, a plain sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The sentence.
    pub says: String,
    /// What it speaks of.
    pub span: Option<Span>,
}

/// An error in the client's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The error alone.
    pub cause: String,
    /// The line that is printed: by docker, crane, oras and nerdctl on any
    /// command, by podman on `login --get-login`, by the kubelet in the event.
    pub printed: String,
}

impl Said {
    /// The error, and what is printed before it: a text and the names in it.
    /// The page shows the error alone.
    #[inline]
    fn new(text: &str, names: &[&str], cause: String) -> Self {
        let printed = if cfg!(target_arch = "wasm32") {
            String::new()
        } else {
            fill(text, names) + &cause
        };
        Self { cause, printed }
    }
}

/// What a client does with a reference and a config.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The client.
    pub client: Client,
    /// What comes of it.
    pub outcome: Outcome,
    /// The credential. Of the kubelet: all that it tries, in order. Of the
    /// others: one, or the several between which chance decides.
    pub found: Vec<Found>,
    /// Chance decides between what is in `found`, or whether it is used at all:
    /// Go reads maps in random order.
    pub by_chance: bool,
    /// The helpers asked, in order: name, and what for.
    pub asked: Vec<(String, String)>,
    /// The entries that were not used, and why.
    pub passed_over: Vec<PassedOver>,
    /// How it came to that.
    pub trace: Vec<Step>,
    /// The error with which the client stops.
    pub error: Option<Said>,
    /// What the client warns of before it goes on.
    pub warnings: Vec<String>,
}

impl Lookup {
    fn new(client: Client) -> Self {
        Self {
            client,
            outcome: Outcome::Missing,
            found: Vec::new(),
            by_chance: false,
            asked: Vec::new(),
            passed_over: Vec::new(),
            trace: Vec::new(),
            error: None,
            warnings: Vec::new(),
        }
    }

    /// Writes down a step: a text and the names in it, as for [`fill`].
    fn step(&mut self, text: &str, names: &[&str], span: Option<Span>) {
        self.trace.push(Step {
            says: fill(text, names),
            span,
        });
    }

    /// Writes down a warning in the client's own words, which is for tests.
    #[inline]
    fn warn(&mut self, text: &str, names: &[&str]) {
        if cfg!(not(target_arch = "wasm32")) {
            self.warnings.push(fill(text, names));
        }
    }

    /// Notes that the helper is asked, in place of the file.
    fn asks(&mut self, helper: &str, key: &str, span: Span) {
        self.step(
            "asks `docker-credential-{}` for `{}`; an entry in auths is not read",
            &[helper, key],
            Some(span),
        );
    }

    fn fail(&mut self, said: Said) {
        self.step("error: {}", &[&said.cause], None);
        self.error = Some(said);
        if !matches!(self.outcome, Outcome::Helper { .. }) {
            self.outcome = Outcome::Malformed;
        }
    }

    /// The credential, if it is certain which.
    #[must_use]
    pub fn credential(&self) -> Option<&Found> {
        (self.outcome == Outcome::Found).then(|| self.found.first())?
    }

    /// The key that matched, if one did.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.found
            .first()
            .filter(|found| !found.is_empty())
            .map(|found| found.key.as_str())
    }
}

/// What `client` does for `reference` with the first fitting config of what was
/// pasted. With several configs, see [`lookup_in`].
#[must_use]
pub fn lookup(
    client: Client,
    reference: &Reference,
    config: &Config,
    helpers: &dyn Helpers,
) -> Option<Lookup> {
    let fits = |document: &&Document| {
        let kubernetes = document.kind == DocumentKind::KubernetesSecret;
        document.kind != DocumentKind::OtherJson && (client == Client::Kubelet) == kubernetes
    };
    let documents = &config.documents;
    let document = documents
        .iter()
        .find(fits)
        .or_else(|| {
            documents
                .iter()
                .find(|document| document.kind != DocumentKind::OtherJson)
        })
        .or_else(|| documents.first())?;
    Some(lookup_in(
        client,
        &Ask {
            domain: &reference.domain,
            path: &reference.path,
            config: document,
            env: None,
            helpers,
            file: default_file(client),
        },
    ))
}

/// Where the client's config file is by default, for its messages.
#[must_use]
pub const fn default_file(client: Client) -> &'static str {
    match client {
        Client::Podman => "$XDG_RUNTIME_DIR/containers/auth.json",
        _ => "~/.docker/config.json",
    }
}

/// What `client` does when asked.
#[must_use]
pub fn lookup_in(client: Client, ask: &Ask<'_>) -> Lookup {
    let mut lookup = Lookup::new(client);
    match client {
        Client::Docker26 | Client::Docker28 | Client::Docker => docker::run(ask, &mut lookup),
        Client::Podman => podman::run(ask, &mut lookup),
        Client::Kubelet => kubelet::run(ask, &mut lookup),
        Client::Crane => crane::run(ask, &mut lookup),
        Client::Oras => oras::run(ask, &mut lookup),
        Client::Nerdctl => nerdctl::run(ask, &mut lookup),
        Client::Buildkit => buildkit::run(ask, &mut lookup),
    }
    let redacted = lookup
        .found
        .iter()
        .flat_map(Found::secrets)
        .find(|secret| secret.redacted);
    if let Some(span) = redacted.map(|secret| secret.span) {
        lookup.step(
            "the secret is redacted, so it was not checked",
            &[],
            Some(span),
        );
    }
    passed_over::fill(ask, &mut lookup);
    lookup
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::config::keys::Relation;
    use crate::config::read;

    fn of(client: Client, reference: &str, config: &str) -> Lookup {
        let reference = crate::reference::parse(reference).unwrap();
        lookup(client, &reference, &read(config), &NoHelpers).unwrap()
    }

    fn says(lookup: &Lookup) -> Vec<&str> {
        lookup.trace.iter().map(|step| step.says.as_str()).collect()
    }

    #[test]
    fn a_helper_shadows_the_entry() {
        let config = "{\"auths\":{\"ghcr.io\":{\"auth\":\"xxxx\"}},\"credsStore\":\"desktop\",\"credHelpers\":{\"quay.io\":\"pass\"}}";
        let found = of(Client::Docker, "ghcr.io/acme/app", config);
        assert_eq!(
            says(&found),
            [
                "docker looks for the key `ghcr.io`",
                "credHelpers has no `ghcr.io`",
                "credsStore is `desktop`",
                "asks `docker-credential-desktop` for `ghcr.io`; an entry in auths is not read",
            ]
        );
        assert_eq!(found.outcome.id(), "helper");
        assert_eq!(found.passed_over[0].why, Why::HelperAnswers);
        // podman doesn't read credsStore.
        assert_eq!(
            of(Client::Podman, "ghcr.io/acme/app", config).outcome,
            Outcome::Found
        );
    }

    #[test]
    fn docker_hub_under_another_name() {
        let config = "{\"auths\":{\"docker.io\":{\"auth\":\"xxxx\"},\"ghcr.io\":{}}}";
        let found = of(Client::Docker, "acme/app", config);
        assert_eq!(found.outcome, Outcome::Missing);
        let passed: Vec<_> = found
            .passed_over
            .iter()
            .map(|p| (p.key.as_str(), p.why, p.relation))
            .collect();
        assert_eq!(
            passed,
            [
                ("docker.io", Why::HubSpelling, Relation::HubSpelling),
                ("ghcr.io", Why::OtherHost, Relation::Other)
            ]
        );
        assert_eq!(found.passed_over[0].span.of(config), "docker.io");
        assert_eq!(
            of(Client::Kubelet, "acme/app", config).key(),
            Some("docker.io")
        );
    }

    #[test]
    fn a_redaction_is_found_and_not_checked() {
        for auth in ["xxxx", "REDACTED", "***", "<redacted>", "dXNl..."] {
            let config = ["{\"auths\":{\"ghcr.io\":{\"auth\":\"", auth, "\"}}}"].concat();
            for client in Client::ALL {
                let found = of(client, "ghcr.io/acme/app", &config);
                assert_eq!(found.outcome, Outcome::Found, "{} {auth}", client.id());
                assert!(found.error.is_none() && found.warnings.is_empty());
                assert_eq!(
                    says(&found).last(),
                    Some(&"the secret is redacted, so it was not checked")
                );
            }
        }
    }

    #[test]
    fn a_malformed_file_says_so() {
        let config = "{\"auths\":{\"ghcr.io\":{\"auth\":\"dTE6aHVudGVyMg==\"}},}";
        let found = of(Client::Docker, "ghcr.io/acme/app", config);
        assert_eq!(found.outcome, Outcome::Malformed);
        assert_eq!(found.warnings.len(), 1);
        assert_eq!(found.passed_over[0].why, Why::NotRead);
    }

    #[test]
    fn a_secret_of_the_wrong_type_is_skipped() {
        let secret = "kind: Secret\ntype: Opaque\nstringData:\n  .dockerconfigjson: '{\"auths\":{\"ghcr.io\":{\"auth\":\"xxxx\"}}}'\n";
        assert_eq!(
            of(Client::Kubelet, "ghcr.io/acme/app", secret).outcome,
            Outcome::Missing
        );
        let fits = secret.replace("Opaque", "kubernetes.io/dockerconfigjson");
        assert_eq!(
            of(Client::Kubelet, "ghcr.io/acme/app", &fits).outcome,
            Outcome::Found
        );
    }
}
