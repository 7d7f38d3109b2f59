//! Which image and which registry the text is about.

use super::{Seen, Tool};
use crate::input::{Field, Input};
use crate::reference::{self, Invalid, Reference, Rule};
use crate::signals::{Group, Says, answers, names};
use crate::span::Span;
use crate::words::{begins_with_one, holds_one, is_among};

/// The image and the registry.
#[derive(Debug, Default)]
pub struct Subject {
    /// The reference as it was written, without a transport such as `docker://`.
    pub text: Option<Box<str>>,
    /// Where it stands.
    pub span: Span,
    /// The input it stands in.
    pub from: Option<Field>,
    /// What the client's parser makes of it.
    pub reference: Option<Result<Reference, Invalid>>,
    /// The registry host that was asked, `docker.io` for Docker Hub.
    pub host: Option<Box<str>>,
    /// The repository, without host, with the `library/` of Docker Hub.
    pub repository: Option<Box<str>>,
}

impl Subject {
    /// Whether an image or at least a host is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.text.is_some() || self.host.is_some()
    }

    /// Whether the written reference has a part that is empty, as an empty
    /// variable leaves it, or an unexpanded variable.
    #[must_use]
    pub fn has_a_gap(&self) -> bool {
        let text = self.text.as_deref().unwrap_or("");
        let path = text.split_once("://").map_or(text, |(_, rest)| rest);
        path.contains("//")
            || path.starts_with(['/', ':'])
            || path.ends_with([':', '/'])
            || path.contains("/:")
    }

    /// Whether the name holds no registry, so that Docker Hub was asked by
    /// default.
    #[must_use]
    pub fn is_hub_by_default(&self) -> bool {
        self.host.as_deref() == Some("docker.io")
            && matches!(&self.reference, Some(Ok(reference)) if !reference.host_was_written())
    }

    /// Whether Docker Hub was asked for a name of three or more parts. Its own
    /// have two.
    #[must_use]
    pub fn is_too_deep_for_hub(&self) -> bool {
        self.host.as_deref() == Some("docker.io")
            && self
                .repository
                .as_deref()
                .is_some_and(|repository| repository.matches('/').count() > 1)
            && !self.text.as_deref().is_some_and(is_masked)
    }

    /// Whether it is a name of Docker Hub's official images, `docker.io/library/…`:
    /// all of them are public, and nobody else may push there.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.host.as_deref() == Some("docker.io")
            && self
                .repository
                .as_deref()
                .is_some_and(|repository| repository.starts_with("library/"))
    }

    /// Whether it is an official image that is surely there, whatever Docker Hub
    /// answers.
    #[must_use]
    pub fn is_well_known(&self) -> bool {
        const NAMES: &str = "alpine busybox debian ubuntu nginx httpd node python golang maven ruby php \
            redis postgres mysql mongo docker registry \
            hello-world mariadb rabbitmq openjdk eclipse-temurin wordpress";
        self.is_official()
            && self
                .repository
                .as_deref()
                .and_then(|repository| repository.strip_prefix("library/"))
                .is_some_and(|name| is_among(NAMES, name))
    }

    /// Whether it is in Alibaba's public copies of Kubernetes' images, which
    /// anybody may pull.
    #[must_use]
    pub fn is_public_copy(&self) -> bool {
        let ends = |host: &str| host.ends_with(".aliyuncs.com");
        self.host.as_deref().is_some_and(ends)
            && self
                .repository
                .as_deref()
                .is_some_and(|repository| repository.starts_with("google_containers/"))
    }

    pub(super) fn of(input: &Input, seen: &[Seen], tool: Tool) -> Self {
        let mut subject = Self::default();
        let broken = seen
            .iter()
            .any(|s| matches!(s.signal.says, Says::InvalidReference | Says::UpperCase));
        let failed = seen.iter().any(|s| s.signal.says.is_a_failure());
        let image = without_transport(input.image.trim());
        if image.is_empty() || image.contains('$') && failed && !broken {
            // A variable in the image field says less than what was asked for.
            subject.find_in(seen, broken);
        }
        if subject.text.is_none() && !image.is_empty() {
            let start = input.image.find(image).unwrap_or(0);
            let span = Span::new(start, start + image.len());
            subject.take(image, span, Field::Image, failed && !broken);
        }
        subject.name_host(tool, failed);
        // The address that was asked beats what the reference says only where
        // the reference says nothing.
        if subject.host.is_none() {
            subject.host = asked_host(seen).map(Into::into);
        }
        if subject.host.is_none()
            && let Some((host, repository)) = google_repository(seen)
        {
            subject.host = Some(host.into());
            subject.repository = Some(repository.into());
        }
        if subject.repository.is_none() {
            subject.repository = seen.iter().find_map(|s| s.get(Group::Repo)).map(Into::into);
        }
        subject
    }

    /// Takes a text as the reference. One in which parts were masked before it
    /// was pasted isn't parsed if the failure is another.
    fn take(&mut self, text: &str, span: Span, from: Field, may_be_masked: bool) {
        self.text = Some(text.into());
        self.span = span;
        self.from = Some(from);
        let parsed = reference::parse(text);
        self.reference = (!may_be_masked || parsed.is_ok() || !is_masked(text)).then_some(parsed);
    }

    /// Host and repository, as the text and the tool have them.
    fn name_host(&mut self, tool: Tool, failed: bool) {
        let Some(text) = self.text.as_deref() else {
            return;
        };
        let (host, repository) = match &self.reference {
            // A registry's address alone is no image.
            Some(Ok(reference)) if !reference.host_was_written() && looks_like_a_host(text) => {
                let host = text.trim_end_matches('/').to_owned();
                if failed {
                    self.text = None;
                    self.reference = None;
                }
                (host, None)
            }
            // What was painted over may have been a host.
            Some(Ok(reference))
                if !reference.host_was_written()
                    && failed
                    && text.split_once('/').is_some_and(|(first, _)| {
                        first.len() > 3 && first.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'))
                    }) =>
            {
                return;
            }
            // Helm's charts have no docker.io and no library/.
            Some(Ok(reference)) if tool == Tool::Helm && !reference.host_was_written() => return,
            Some(Ok(reference)) => (reference.domain.clone(), Some(reference.path.clone())),
            Some(Err(_)) => match host_of_broken(text) {
                Some((host, _)) => (host.to_owned(), None),
                None => return,
            },
            None => match host_of_broken(text) {
                Some((host, rest)) => (host.to_owned(), Some(without_tag(rest).to_owned())),
                None if looks_like_a_host(text) => {
                    let host = text.to_owned();
                    self.text = None;
                    (host, None)
                }
                None => return,
            },
        };
        self.host = Some(canonical(&host).into());
        self.repository = repository.map(Into::into);
    }

    /// The image that the text is about: the one in the refusal itself before
    /// those in what led to it.
    fn find_in(&mut self, seen: &[Seen], broken: bool) {
        let mut candidates: Vec<(u8, &Seen, &str)> = seen
            .iter()
            .filter_map(|s| Some((rank(s)?, s, without_transport(s.get(Group::Ref)?))))
            .filter(|(_, s, text)| is_a_name(s, text, broken))
            .collect();
        crate::order::sort(&mut candidates, |(rank, ..)| [usize::from(*rank), 0, 0]);
        let mut candidates = candidates.into_iter().map(|(_, s, text)| (s, text));
        if let Some((first, text)) = candidates.next() {
            // "The push refers to repository [docker.io/acme/app]" leaves out
            // the tag that the command had, and some sentences leave out the host.
            let (s, text) = candidates
                .find(|(_, other)| says_more(text, other))
                .unwrap_or((first, text));
            if uploaded(seen).is_some_and(|(host, repository)| is_another(text, host, repository)) {
                // A copy has a source, too: what was refused is where it went.
                return;
            }
            self.take(text, s.span, Field::Error, !broken);
            if s.signal.says == Says::UpperCase {
                // The path alone: its first part isn't a host.
                self.reference = None;
            }
            return;
        }
        // A URL names host, repository and tag apart.
        let url = seen
            .iter()
            .find(|s| s.is(&names::MANIFEST_URL) || s.is(&names::BLOB_URL));
        if let Some((s, host, repository)) =
            url.and_then(|s| Some((s, s.get(Group::Host)?, s.get(Group::Repo)?)))
        {
            let mut text = format!("{}/{repository}", canonical(host));
            if let Some(tag) = s.get(Group::Tag) {
                text.push_str(if tag.contains(':') { "@" } else { ":" });
                text.push_str(tag);
            }
            // The server was sent this tag, so it is what the reader had.
            let odd_tag = matches!(&reference::parse(&text), Err(invalid) if invalid.rule == Rule::TagCharacter);
            if reference::parse(&text).is_ok() || odd_tag || is_masked(&text) {
                self.take(&text, s.span, Field::Error, !broken);
            }
            if let Some(Ok(reference)) = &self.reference
                && !reference.host_was_written()
            {
                // A URL's host is one, with a dot in it or not.
                self.reference = None;
            }
        }
    }
}

/// Artifact Registry names the repository as a resource of its cloud,
/// `projects/acme/locations/europe-west1/repositories/app`: host and path.
fn google_repository(seen: &[Seen]) -> Option<(String, String)> {
    seen.iter().find_map(|s| {
        if !s.is(&answers::GOOGLE_PERMISSION) && !s.is(&answers::GOOGLE_ANONYMOUS) {
            return None;
        }
        let rest = s.get(Group::Path)?.strip_prefix("projects/")?;
        let (project, rest) = rest.split_once("/locations/")?;
        let (location, repository) = rest.split_once("/repositories/")?;
        // The repositories that took over gcr.io's names are called after them.
        Some(if repository.ends_with("gcr.io") {
            (repository.to_owned(), project.to_owned())
        } else {
            (
                format!("{location}-docker.pkg.dev"),
                format!("{project}/{repository}"),
            )
        })
    })
}

/// The host and the repository that a layer was to be uploaded to, where the
/// client's sentence names both.
fn uploaded(seen: &[Seen]) -> Option<(&str, &str)> {
    seen.iter()
        .filter(|s| s.is(&names::UPLOADS))
        .find_map(|s| Some((s.get(Group::Host)?, s.get(Group::Repo)?)))
}

/// Whether a name without a registry ends otherwise than this repository, on a
/// host that isn't Docker Hub's.
fn is_another(text: &str, host: &str, repository: &str) -> bool {
    let last = repository.rsplit('/').next();
    canonical(host) != "docker.io"
        && reference::parse(text)
            .is_ok_and(|r| !r.host_was_written() && r.path.rsplit('/').next() != last)
}

/// Which sentence's image counts: the smallest.
fn rank(s: &Seen) -> Option<u8> {
    s.get(Group::Ref)?;
    Some(match s.signal.says {
        Says::InvalidReference => 0,
        _ if s.is(&names::STACK_TASK) || s.is(&names::SEARCH_LIST) => 0,
        Says::PullAccessDenied
        | Says::ManifestUnknown
        | Says::NotLocal
        | Says::ImageNotFound
        | Says::ShortName => 1,
        Says::Pulls if s.is(&names::FAILED_TO_PULL) || s.is(&names::PULL_NAME_UNKNOWN) => 2,
        Says::Pushes if !s.is(&names::PUSH_COMMAND) => 2,
        _ if s.is(&names::NAMED) => 2,
        _ if s.is(&names::STEP_PUSHES) => 4,
        _ if s.is(&names::STEP_PULLS) || s.is(&names::STEP_SIGNS) => 5,
        Says::Names => 3,
        Says::Builds | Says::Runs => 4,
        Says::Pushes | Says::Pulls => 5,
        _ => 6,
    })
}

/// Whether what a sentence captured can be an image's name.
fn is_a_name(s: &Seen, text: &str, broken: bool) -> bool {
    // containerd's names for parts of an image.
    const PARTS: &str = "sha256: manifest-sha256 layer-sha256 config-sha256 index-sha256";
    // What stands there in a sentence that goes on otherwise.
    const WORDS: &str = "reference error a all an and any are as at because by chart configuration docker \
        failed for from help image images in is it layer layers manifest manually may \
        not of on or some the this to url url: with";
    if broken && s.signal.says == Says::InvalidReference {
        return !text.is_empty();
    }
    let has_mark = text.contains(['/', ':', '@', '.']);
    if s.is(&names::NAMED_NOT_FOUND) && !text.contains(['/', ':']) {
        return false;
    }
    let has_slash = text.contains('/') && text.contains(['.', ':']);
    (text.contains(|c: char| c.is_ascii_alphanumeric()) || is_masked(text))
        && !begins_with_one(PARTS, text)
        && (has_mark || !is_among(WORDS, text))
        && (has_slash
            || !s.is(&names::STEP_PULLS) && !s.is(&names::STEP_SIGNS) && !s.is(&names::STEP_PUSHES))
        && (broken || is_masked(text) || reference::parse(text).is_ok())
}

/// Whether `other` names the same repository as `first`, with a host, a tag or
/// a digest where that has none.
fn says_more(first: &str, other: &str) -> bool {
    let (Ok(first), Ok(other)) = (reference::parse(first), reference::parse(other)) else {
        return false;
    };
    let bare = |r: &Reference| r.tag.is_none() && r.digest.is_none();
    if first.host_was_written() {
        bare(&first) && !bare(&other) && first.repository() == other.repository()
    } else {
        other.host_was_written()
            && without_library(&first.path) == without_library(&other.path)
            && (bare(&first) || first.tag.as_deref() == Some("latest") || !bare(&other))
            || bare(&first) && !bare(&other) && first.repository() == other.repository()
    }
}

/// A path at Docker Hub as people write it.
fn without_library(path: &str) -> &str {
    path.strip_prefix("library/").unwrap_or(path)
}

/// Whether parts of it were taken out before it was pasted, or it holds a
/// variable: `***/app`, `<account>.dkr.ecr…`, `$REGISTRY/app`.
fn is_masked(text: &str) -> bool {
    holds_one("*** < > (( { $ [ … .. xxx XXX xx/ #", text)
}

/// A repository without tag and digest.
fn without_tag(text: &str) -> &str {
    let text = text.split_once('@').map_or(text, |(name, _)| name);
    match text.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => text,
    }
}

/// Docker Hub has several names; all go to one registry and one credential.
fn canonical(host: &str) -> &str {
    match host {
        "index.docker.io" | "registry-1.docker.io" | "auth.docker.io" => "docker.io",
        _ => host,
    }
}

/// The host that was asked: of a request that failed before one that a login
/// names, and of a token service last.
fn asked_host(seen: &[Seen]) -> Option<&str> {
    let of = |says: Says| {
        seen.iter()
            .filter(move |s| s.signal.says == says)
            .find_map(|s| s.get(Group::Host))
    };
    of(Says::Names)
        .or_else(|| of(Says::Pushes))
        .or_else(|| of(Says::BadCredential))
        .or_else(|| of(Says::NoEntry))
        .or_else(|| of(Says::LogsIn).filter(|host| looks_like_a_host(host)))
        .or_else(|| of(Says::AsksToken))
        .or_else(|| of(Says::Denied))
        .map(canonical)
}

/// Whether the text is a registry's address and no more: `localhost`, an IP
/// address or a name with a dot whose end is a word, each perhaps with a port.
/// Parts that were masked (`<account>`, `***`, `$REGION`) may stand in it.
fn looks_like_a_host(text: &str) -> bool {
    let text = text.trim_end_matches('/');
    if let Some(rest) = text.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(address, port)| {
            address.contains(':')
                && address.bytes().all(|b| b.is_ascii_hexdigit() || b == b':')
                && port.strip_prefix(':').map_or(port.is_empty(), is_port)
        });
    }
    let name = match text.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        Some(_) => return false,
        None => text,
    };
    let masked = |b: u8| b"*<>{}$()_ ".contains(&b);
    let label = |l: &str| {
        !l.is_empty()
            && l.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || masked(b))
    };
    let Some((first, last)) = name.rsplit_once('.') else {
        return name == "localhost";
    };
    let is_ip = name.split('.').count() == 4 && name.split('.').all(|l| l.parse::<u8>().is_ok());
    let is_name = first.split('.').all(label)
        && last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    is_ip || is_name
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The host of a reference that isn't valid, when its first part is surely
/// one, and what stands behind it.
fn host_of_broken(text: &str) -> Option<(&str, &str)> {
    let text = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .unwrap_or(text);
    let (host, rest) = text.split_once('/')?;
    looks_like_a_host(host).then_some((host, rest))
}

/// The reference behind a transport, quotes and back-quotes taken off.
fn without_transport(text: &str) -> &str {
    let text = text.trim_matches(['"', '\'', '`', ' ', '\n', '\r', '\t', '“', '”']);
    // "signing [registry.example.com/acme/app]" isn't an IPv6 address.
    let text = text
        .strip_prefix('[')
        .filter(|rest| !rest.contains(']'))
        .unwrap_or(text);
    ["docker://", "oci://", "oras://", "registry://"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_alone() {
        for host in [
            "10.0.0.15:5000",
            "10.0.0.15",
            "localhost",
            "localhost:5000",
            "registry.example.com",
            "registry.example.com:5000/",
            "[::1]:5000",
            "<account>.dkr.ecr.eu-west-1.amazonaws.com",
        ] {
            assert!(looks_like_a_host(host), "{host}");
        }
        for name in [
            "app",
            "app:1",
            "python3.11",
            "1.2.3",
            "my.app:v1",
            "acme/app",
            "",
            ".",
            "300.1.1.1",
            "node:20.1",
        ] {
            assert!(!looks_like_a_host(name), "{name}");
        }
    }
}
