//! What the client holds for the registry: the config, read the way the tool
//! reads it.

use super::{Facts, Subject, Tool};
use crate::config::keys::{self, Relation, relate};
use crate::config::lookup::{
    Client, Found, Lookup, NoHelpers, Outcome as Came, PassedOver, Why, lookup,
};
use crate::config::problems::{self, Problem, ProblemKind, Severity};
use crate::config::{
    Config, Damage, Document, DocumentKind, Entry, HelperFor, Secret, SecretField,
};
use crate::fix::plain;
use crate::input::Input;
use crate::ranking::At;
use crate::reference::{self, Reference};
use crate::report::{CredentialRead, Outcome};
use crate::span::Span;
use std::borrow::Cow;

/// What the config holds.
#[derive(Debug, Default)]
pub struct Held<'a> {
    /// What the tool's lookup came to; `None` when no config was given or no
    /// host is known.
    pub outcome: Option<Outcome>,
    /// Where the entry or the helper stands that the tool takes.
    pub at: Option<At>,
    /// Entries for other hosts.
    pub others: Vec<Other>,
    /// Entries that are meant for this host and aren't found, with the reason.
    pub near: Vec<(Other, Why)>,
    /// A key in `credHelpers` that is meant for this host and isn't found.
    pub near_helper: Option<(Other, Why)>,
    config: Cow<'a, Config>,
    problems: Vec<Problem>,
    lookup: Option<Lookup>,
    now: Option<i64>,
    given: bool,
    /// A line out of the file, such as `"credsStore": "desktop"`: that it
    /// isn't whole says nothing about the file.
    excerpt: bool,
}

/// An entry that isn't used.
#[derive(Clone, Debug)]
pub struct Other {
    /// The host that it is for.
    pub host: String,
    /// The key as it is written.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
}

impl Other {
    fn of(passed: &PassedOver) -> Self {
        let host = keys::host_in(&passed.key);
        let host = if keys::is_hub(host) {
            "docker.io"
        } else {
            host
        };
        Self {
            host: host.to_owned(),
            key: passed.key.clone(),
            span: passed.span,
        }
    }
}

/// Which client's rules a tool follows.
fn client(tool: Tool, config: &Config) -> Client {
    if config
        .documents
        .iter()
        .any(|document| document.kind == DocumentKind::KubernetesSecret)
    {
        return Client::Kubelet;
    }
    rules(tool)
}

fn rules(tool: Tool) -> Client {
    match tool {
        Tool::Podman | Tool::Buildah | Tool::Skopeo => Client::Podman,
        Tool::Crane | Tool::Kaniko => Client::Crane,
        Tool::Helm | Tool::Oras => Client::Oras,
        Tool::Nerdctl => Client::Nerdctl,
        Tool::BuildKit => Client::Buildkit,
        Tool::Kubelet | Tool::Containerd | Tool::Crictl => Client::Kubelet,
        _ => Client::Docker,
    }
}

/// The tool of the reader who chose this client. What the text shows stays
/// where it follows the same rules, as it says more: skopeo is read as podman.
pub(super) fn chosen(client: Client, shown: Tool) -> Tool {
    let chosen = match client {
        Client::Podman => Tool::Podman,
        Client::Crane => Tool::Crane,
        Client::Oras => Tool::Oras,
        Client::Nerdctl => Tool::Nerdctl,
        Client::Buildkit => Tool::BuildKit,
        Client::Kubelet => Tool::Kubelet,
        Client::Docker | Client::Docker28 | Client::Docker26 => Tool::Docker,
    };
    if rules(shown) == rules(chosen) {
        shown
    } else {
        chosen
    }
}

impl<'a> Held<'a> {
    pub(super) fn of(input: &Input<'a>, subject: &Subject, tool: Tool) -> Self {
        let given = !input.config.trim().is_empty();
        let mut held = Self {
            given,
            excerpt: input.config.trim_start().starts_with('"'),
            now: input.now,
            ..Self::default()
        };
        if !given {
            return held;
        }
        held.config = input.read.map_or_else(
            || Cow::Owned(crate::config::read(input.config)),
            Cow::Borrowed,
        );
        held.problems = problems::of(&held.config);
        // ctr reads no config: it sends what --user gives it.
        let Some(reference) = asked(subject).filter(|_| tool != Tool::Ctr) else {
            return held;
        };
        held.lookup = lookup(
            input.client.unwrap_or_else(|| client(tool, &held.config)),
            &reference,
            &held.config,
            &NoHelpers,
        );
        let Some(found) = &held.lookup else {
            return held;
        };
        held.outcome = Some(match found.outcome {
            Came::Found => Outcome::Found,
            Came::Missing => Outcome::Missing,
            Came::Helper { .. } => Outcome::Helper,
            Came::Malformed => Outcome::Malformed,
            Came::Unknown => Outcome::Unknown,
        });
        let span = match &found.outcome {
            Came::Helper { span, .. } => Some(*span),
            _ => found.found.first().and_then(|found| found.key_span),
        };
        held.at = span.map(At::in_config);
        let (mut others, mut near) = (Vec::new(), Vec::new());
        for passed in &found.passed_over {
            match passed.why {
                // An empty entry holds something only where a store keeps it.
                Why::OtherHost if held.holds(passed.span) => others.push(Other::of(passed)),
                Why::HubSpelling
                | Why::Spelling
                | Why::Case
                | Why::Space
                | Why::Port
                | Why::Wildcard
                | Why::ParentDomain
                    if held.holds(passed.span) =>
                {
                    near.push((Other::of(passed), passed.why));
                }
                _ => {}
            }
        }
        held.near_helper = held.config.cred_helpers().into_iter().find_map(|helper| {
            let why = match relate(&helper.host, &reference.domain) {
                Relation::Wildcard => Why::Wildcard,
                Relation::Spelling => Why::Spelling,
                Relation::Case => Why::Case,
                Relation::Space => Why::Space,
                Relation::Port => Why::Port,
                _ => return None,
            };
            let other = Other {
                host: keys::host_in(&helper.host).to_owned(),
                key: helper.host.clone(),
                span: helper.key_span,
            };
            Some((other, why)).filter(|_| held.at.is_none_or(|at| at.span != helper.span))
        });
        held.others = others;
        held.near = near;
        held
    }

    /// Whether a config was given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.given
    }

    /// The configs in the paste.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.config.documents.iter()
    }

    /// Every member of every `credHelpers`.
    #[must_use]
    pub fn cred_helpers(&self) -> Vec<&HelperFor> {
        self.config.cred_helpers()
    }

    /// The lookup, step by step.
    #[must_use]
    pub fn lookup(&self) -> Option<&Lookup> {
        self.lookup.as_ref()
    }

    /// The credential that the tool takes.
    fn credential(&self) -> Option<&Found> {
        self.lookup.as_ref()?.credential()
    }

    /// The user name held for the host, when it may be shown.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        let user = self.credential()?.username.as_ref()?;
        (user.looks_like.is_none() && !user.text.is_empty()).then_some(user.text.as_str())
    }

    /// The key of the entry that the tool takes.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.lookup.as_ref()?.key()
    }

    /// The credential helper that is asked for this registry, or the store of
    /// the whole file when no registry is known.
    #[must_use]
    pub fn helper(&self) -> Option<(&str, At)> {
        if let Some(Came::Helper { name, span }) = self.lookup.as_ref().map(|l| &l.outcome) {
            return Some((name, At::in_config(*span)));
        }
        if self.lookup.is_some() {
            return None;
        }
        let store = self.config.creds_store()?;
        Some((store.name.as_deref()?, At::in_config(store.span)))
    }

    /// The entry of `auths` that the helper takes the place of.
    #[must_use]
    pub fn shadowed(&self) -> Option<&PassedOver> {
        let passed = &self.lookup.as_ref()?.passed_over;
        passed.iter().find(|passed| {
            passed.why == Why::HelperAnswers
                && self
                    .entry(passed.span)
                    .is_some_and(|entry| !entry.is_empty())
        })
    }

    /// Whether the entry with this key holds a login, in the file or in the
    /// store that leaves it empty.
    fn holds(&self, key: Span) -> bool {
        let filled = self.entry(key).is_some_and(|entry| !entry.is_empty());
        filled || self.config.creds_store().is_some()
    }

    fn entry(&self, key: Span) -> Option<&Entry> {
        self.config
            .entries()
            .into_iter()
            .find(|entry| entry.key_span == key)
    }

    /// The first fault of the JSON that is the file's own, not a redaction's:
    /// where it stands and a sentence about it.
    #[must_use]
    pub fn broken(&self) -> Option<(At, String)> {
        if self.excerpt {
            return None;
        }
        self.config.documents.iter().find_map(|document| {
            if let Some(fault) = document.fault.filter(|_| !document.fault_is_redaction) {
                let span = document.fault_span.unwrap_or(document.span);
                let found = fault.byte.map_or("the text ends".to_owned(), |byte| {
                    format!("found {}", crate::config::json::quote_char(byte))
                });
                return Some((
                    At::in_config(span),
                    format!(
                        "It isn't valid JSON: line {}, column {}: expected {}, but {found}.",
                        document.fault_line,
                        document.fault_column,
                        fault.context.expected()
                    ),
                ));
            }
            let misfit = document.misfits.docker.as_ref()?;
            Some((
                At::in_config(document.span),
                format!("A value has the wrong type: {}.", plain(misfit)),
            ))
        })
    }

    /// The first damaged `auth` or secret: this registry's before others'.
    /// The flag says whether it is this registry's.
    #[must_use]
    pub fn damaged(&self) -> Option<(At, String, bool)> {
        let entries = self.config.entries();
        let mut first: Option<(&Problem, bool)> = None;
        for problem in &self.problems {
            let ProblemKind::Damaged(damage) = problem.kind else {
                continue;
            };
            let entry = entries.iter().find(|entry| {
                entry.span.start <= problem.span.start && problem.span.end <= entry.span.end
            });
            // With an identity token, docker writes an empty secret itself.
            let by_design = damage == Damage::EmptySecret
                && entry.is_some_and(|entry| {
                    entry.identity_token.is_some() || entry.registry_token.is_some()
                });
            if problem.severity == Severity::Note || by_design {
                continue;
            }
            let ours = self.lookup.is_some()
                && entry.is_some_and(|entry| {
                    !self.others.iter().any(|other| other.span == entry.key_span)
                });
            if first.is_none_or(|(_, before)| ours && !before) {
                first = Some((problem, ours));
            }
        }
        let (problem, ours) = first?;
        Some((At::in_config(problem.span), sentence(&problem.says), ours))
    }

    /// Where the entry stands whose token has expired, and how long ago.
    #[must_use]
    pub fn expired(&self) -> Option<(At, String)> {
        let now = self.now?;
        let secret = self
            .credential()?
            .secrets()
            .find(|secret| secret.expires.is_some_and(|at| at <= now))?;
        let ago = duration(now - secret.expires?);
        Some((At::in_config(secret.span), ago))
    }

    /// Where a token stands that isn't valid yet by this machine's clock, and
    /// for how long.
    #[must_use]
    pub fn not_yet_valid(&self) -> Option<(At, String)> {
        let now = self.now?;
        let starts = |secret: &Secret| secret.not_before.or(secret.issued);
        let secret = self
            .credential()?
            .secrets()
            .find(|secret| starts(secret).is_some_and(|at| at > now + 60))?;
        let at = At::in_config(secret.span);
        Some((at, duration(starts(secret)? - now)))
    }

    /// Whether the credential that the tool takes is an identity token.
    #[must_use]
    pub fn is_identity_token(&self) -> bool {
        self.credential().is_some_and(|found| {
            found
                .secrets()
                .any(|s| s.field == SecretField::IdentityToken)
        })
    }

    /// An entry for Docker Hub under a name that docker doesn't look for, when
    /// no registry is known, so that nothing was looked up: where it stands,
    /// and whether the file holds nothing else.
    #[must_use]
    pub fn hub_elsewhere(&self) -> Option<(At, &str, bool)> {
        if self.lookup.is_some() {
            return None;
        }
        let problem = self
            .problems
            .iter()
            .find(|problem| problem.kind == ProblemKind::HubKey)?;
        let entry = self
            .config
            .entries()
            .into_iter()
            .find(|entry| entry.key_span == problem.span)?;
        let at = At::in_config(problem.span);
        Some((at, &entry.key, self.config.entries().len() == 1))
    }

    /// What is wrong with the file.
    pub fn problems(&self) -> impl Iterator<Item = (Span, String)> {
        self.problems
            .iter()
            .map(|problem| (problem.span, sentence(&problem.says)))
    }

    /// The lookup as it is shown.
    #[must_use]
    pub fn read(&self, facts: &Facts) -> Option<CredentialRead> {
        let lookup = self.lookup.as_ref()?;
        let now = facts.input.now;
        Some(CredentialRead {
            tool: lookup.client.name(),
            outcome: self.outcome?,
            key: self.key().map(plain),
            username: self.username().map(plain),
            secret: self
                .credential()
                .and_then(|found| found.secrets().next())
                .map(|secret| described(secret, now)),
            explanation: lookup.trace.iter().map(|step| plain(&step.says)).collect(),
        })
    }
}

/// The reference that is looked up; for a registry alone, any repository there.
fn asked(subject: &Subject) -> Option<Reference> {
    // The address of a registry alone parses, too, as a name at Docker Hub.
    if let Some(Ok(reference)) = &subject.reference
        && subject.repository.as_deref() == Some(&reference.path)
    {
        return Some(reference.clone());
    }
    let host = subject.host.as_deref()?;
    let path = subject.repository.as_deref().unwrap_or("any");
    reference::parse(&format!("{host}/{path}"))
        .or_else(|_| reference::parse(&format!("{host}/any")))
        .ok()
}

/// What can be said of a secret without showing it.
fn described(secret: &Secret, now: Option<i64>) -> String {
    if secret.redacted {
        return "redacted, so not checked".to_owned();
    }
    if secret.empty {
        return "empty".to_owned();
    }
    let name = secret.kind.name();
    match (secret.expires, now) {
        (Some(at), Some(now)) if at <= now => format!("{name}, expired {} ago", duration(now - at)),
        (Some(at), Some(now)) => format!("{name}, good for another {}", duration(at - now)),
        _ => name.to_owned(),
    }
}

/// Seconds in words, in the largest unit that fits.
fn duration(seconds: i64) -> String {
    let (count, unit) = match seconds {
        ..120 => (seconds.max(0), "second"),
        120..7_200 => (seconds / 60, "minute"),
        7_200..172_800 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// With a full stop, and without what could reorder the line.
fn sentence(says: &str) -> String {
    let mut sentence = plain(says);
    if ["the ", "a ", "an "]
        .iter()
        .any(|word| sentence.starts_with(word))
        && let Some(first) = sentence.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_s_choice_of_a_client_names_the_tool() {
        for (client, shown, tool) in [
            (Client::Podman, Tool::Unknown, Tool::Podman),
            (Client::Podman, Tool::Docker, Tool::Podman),
            (Client::Podman, Tool::Skopeo, Tool::Skopeo),
            (Client::Docker, Tool::Compose, Tool::Compose),
            (Client::Docker28, Tool::Podman, Tool::Docker),
        ] {
            assert_eq!(chosen(client, shown), tool, "{client:?} {shown:?}");
        }
    }

    #[test]
    fn durations_read_well() {
        for (seconds, words) in [
            (1, "1 second"),
            (300, "5 minutes"),
            (3 * 3_600, "3 hours"),
            (86_400 * 3, "3 days"),
        ] {
            assert_eq!(duration(seconds), words);
        }
    }
}
