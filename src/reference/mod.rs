//! Image references: what a client makes of `ghcr.io/acme/app:1.2@sha256:…`,
//! and why it refuses one.
//!
//! The clients do not agree. Each [`Dialect`] here follows one parser to the
//! letter, error text included, and the vectors in
//! `tests/vectors/reference-vectors.jsonl` (made with the real parsers) hold
//! them to it. What the parsers leave unsaid, [`Invalid`] says: which part
//! breaks which rule, where it stands, and the nearest valid reference.
//!
//! ```text
//! parse_as ─▶ docker · crane · oras   read as that client reads  ─▶ Reference
//!               └─▶ explain · nearest   explain a refusal          ─▶ Invalid
//! misread                             valid, but not what was meant ─▶ Misread
//! ```
//!
//! All is linear in the length of the text, and works on any text.

use crate::fill::fill;
mod chars;
mod crane;
mod docker;
mod explain;
mod go;
mod grammar;
mod invalid;
mod misread;
mod nearest;
mod oras;
mod upper;

pub use invalid::{Invalid, Rule};
pub use misread::{Misread, misread};

/// The parser that reads the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `distribution/reference` 0.6: docker 25 and newer, containerd,
    /// `BuildKit`, nerdctl, the kubelet. (The length limit is that of docker 27.)
    Docker,
    /// `docker/distribution` 2.8: docker 23 and 24.
    DockerOld,
    /// `containers/image`: podman, skopeo, buildah, CRI-O. Short names are read
    /// with Docker Hub's defaults, as the library does once a registry is
    /// chosen; see [`is_short_name`].
    Podman,
    /// `go-containerregistry`: crane, ko, kaniko, cosign.
    Crane,
    /// `oras-go` 2.6: oras, helm, notation.
    Oras,
}

/// A reference as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The registry, with its port if one is written. `docker.io` for Docker
    /// Hub (crane: `index.docker.io`). Empty where docker takes the written
    /// host for a part of the path, as in `my_host.local/app`.
    pub domain: String,
    /// The repository in that registry, with the `library/` that was added.
    pub path: String,
    /// The tag as written, without the colon.
    pub tag: Option<String>,
    /// The digest as written, with its algorithm.
    pub digest: Option<String>,
    /// Whether the text itself names the registry.
    host_written: bool,
}

impl Reference {
    /// Domain and path: `docker.io/library/nginx`.
    #[must_use]
    pub fn repository(&self) -> String {
        if self.domain.is_empty() {
            return self.path.clone();
        }
        fill("{}/{}", &[self.domain.as_str(), self.path.as_str()])
    }

    /// The short form that docker prints: `docker.io/` is dropped, and then
    /// `library/`; tag and digest stay as written.
    #[must_use]
    pub fn familiar(&self) -> String {
        let name = if self.is_docker_hub() {
            self.path
                .strip_prefix("library/")
                .filter(|name| !name.contains('/'))
                .unwrap_or(&self.path)
                .to_owned()
        } else {
            self.repository()
        };
        self.with_tag_and_digest(name, self.tag.as_deref())
    }

    /// The tag that is asked for: the written one, else `latest` when there is
    /// no digest either.
    #[must_use]
    pub fn effective_tag(&self) -> Option<&str> {
        match (&self.tag, &self.digest) {
            (Some(tag), _) => Some(tag),
            (None, Some(_)) => None,
            (None, None) => Some("latest"),
        }
    }

    /// Whether the client takes this for Docker Hub: `docker.io`, which
    /// `index.docker.io` is turned into (by crane the other way round). Docker
    /// Hub's other hosts, such as `registry-1.docker.io`, are to all clients
    /// registries like any other.
    #[must_use]
    pub fn is_docker_hub(&self) -> bool {
        matches!(self.domain.as_str(), "docker.io" | "index.docker.io")
    }

    /// The host (and port) whose API is asked: Docker Hub's differs from its name.
    #[must_use]
    pub fn api_host(&self) -> &str {
        match self.domain.as_str() {
            "docker.io" => "registry-1.docker.io",
            other => other,
        }
    }

    /// All that is known: `docker.io/library/nginx:latest`. Parsed again, it
    /// gives the same parts.
    #[must_use]
    pub fn full(&self) -> String {
        self.with_tag_and_digest(self.repository(), self.effective_tag())
    }

    /// What docker pulls: like [`Reference::full`], but next to a digest the
    /// tag is dropped. (Source: `ParseDockerRef`.)
    #[must_use]
    pub fn docker_ref(&self) -> String {
        let tag = self.effective_tag().filter(|_| self.digest.is_none());
        self.with_tag_and_digest(self.repository(), tag)
    }

    /// Whether the text names a registry, rather than leaving it to the
    /// client's default.
    #[must_use]
    pub fn host_was_written(&self) -> bool {
        self.host_written
    }

    /// `name`, then the tag and this reference's digest, as far as there are any.
    fn with_tag_and_digest(&self, mut name: String, tag: Option<&str>) -> String {
        for (mark, part) in [(':', tag), ('@', self.digest.as_deref())] {
            if let Some(part) = part {
                name.push(mark);
                name.push_str(part);
            }
        }
        name
    }
}

/// Reads `text` as docker 25 and newer do.
///
/// # Errors
/// When docker refuses it, with docker's words and ours.
pub fn parse(text: &str) -> Result<Reference, Invalid> {
    parse_as(text, Dialect::Docker)
}

/// Reads `text` as the parser of that dialect does.
///
/// # Errors
/// When that parser refuses it, with its words and ours.
pub fn parse_as(text: &str, dialect: Dialect) -> Result<Reference, Invalid> {
    read(text, dialect).map_err(|words| Invalid::explained(text, dialect, words))
}

/// Reads `text`; the error is what the tool prints, and nothing more. The
/// search for a nearest reference uses this, so that it does not explain itself.
fn read(text: &str, dialect: Dialect) -> Result<Reference, String> {
    match dialect {
        Dialect::Docker => docker::parse(text, docker::Release::New),
        Dialect::DockerOld | Dialect::Podman => docker::parse(text, docker::Release::Old),
        Dialect::Crane => crane::parse(text),
        Dialect::Oras => oras::parse(text),
    }
}

/// Whether podman, buildah and skopeo's relatives take `text` for a short name:
/// a valid name without a registry, which they look up in the aliases and
/// `unqualified-search-registries` of `registries.conf` before anything is
/// asked. `localhost/…` is not one, `localhost:5000` (a tag!) is.
/// (Source: `containers/image` `pkg/shortnames`, which unlike its comment takes
/// names with a digest too.)
#[must_use]
pub fn is_short_name(text: &str) -> bool {
    docker::is_short_name(text)
}
