//! What is wrong with a config, whichever image it is for.

mod members;

pub use members::words_of;

use crate::fill::fill;
use crate::order::repeated;
use crate::span::Span;

use super::Config;
use super::document::{Document, DocumentKind, Payload};
use super::gotypes::same_field;
use super::json::{self, OddKind};
use super::secret::Damage;
use members::{entries, helper_name, helpers};

/// More than these are not listed.
const MOST: usize = 100;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A client can't read the file or the entry.
    Error,
    /// It reads it, and hardly as it was meant.
    Warning,
    /// Good to know.
    Note,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// Not JSON.
    Malformed,
    /// Something was left out by whoever pasted it.
    Redacted,
    /// Text behind the JSON.
    Trailing,
    /// A value of the wrong type.
    WrongType,
    /// The same key twice.
    DuplicateKey,
    /// A top-level key that no client knows, close to one that they do.
    Misspelt,
    /// A key that is a pattern.
    Wildcard,
    /// A key of `credHelpers` that is never looked up: scheme, path or port.
    HelperKey,
    /// A key with upper case, white space, or nothing in it.
    OddKey,
    /// Docker Hub under a name that docker doesn't look for.
    HubKey,
    /// A helper's name with `docker-credential-` in front, or a path.
    HelperName,
    /// Entries that are never read, as `credsStore` answers for every host.
    Shadowed,
    /// An `auth` or a secret with something wrong.
    Damaged(Damage),
    /// A secret where a user name belongs.
    SecretAsUser,
    /// An AWS access key, which no registry takes.
    AwsKey,
    /// A Secret whose type and data key don't go together, or whose value can't be read.
    SecretForm,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    pub span: Span,
    /// It in one sentence, without its full stop.
    pub says: String,
}

struct List(Vec<Problem>);

impl List {
    /// Adds one, as a text and the names in it: see [`fill`].
    fn add(
        &mut self,
        kind: ProblemKind,
        severity: Severity,
        span: Span,
        text: &str,
        names: &[&str],
    ) {
        if self.0.len() < MOST {
            self.0.push(Problem {
                kind,
                severity,
                span,
                says: fill(text, names),
            });
        }
    }
}

/// Everything that is wrong with what was pasted, in the order it stands.
#[must_use]
pub fn of(config: &Config) -> Vec<Problem> {
    let mut list = List(Vec::new());
    for document in &config.documents {
        syntax(document, &mut list);
        if document.kind == DocumentKind::OtherJson {
            continue;
        }
        top_level(document, &mut list);
        secret_form(document, &mut list);
        helpers(document, &mut list);
        entries(document, &mut list);
    }
    let mut problems = list.0;
    crate::order::sort(&mut problems, |problem| {
        [
            problem.span.start,
            problem.span.end,
            problem.severity as usize,
        ]
    });
    problems
}

fn syntax(document: &Document, list: &mut List) {
    if let (Some(fault), Some(span)) = (document.fault, document.fault_span) {
        if document.fault_is_redaction {
            let words = "something was left out here, so the file is read as if it were whole";
            list.add(ProblemKind::Redacted, Severity::Note, span, words, &[]);
        } else {
            let place = fill(
                "line {}, column {}",
                &[
                    &document.fault_line.to_string(),
                    &document.fault_column.to_string(),
                ],
            );
            let met = fault
                .byte
                .map_or_else(|| "the end".to_owned(), json::quote_char);
            let expected = fault.context.expected();
            let why = document.odd.iter().find_map(|odd| reason(odd.kind));
            let why = why.map_or_else(String::new, |why| fill(" ({})", &[why]));
            list.add(
                ProblemKind::Malformed,
                Severity::Error,
                span,
                "not valid JSON at {}: expected {}, found {}{}",
                &[&place, expected, &met, &why],
            );
        }
    }
    if let Some((_, span)) = document.trailing {
        let words =
            "text behind the JSON: docker ignores it, podman and the kubelet refuse the file";
        list.add(ProblemKind::Trailing, Severity::Warning, span, words, &[]);
    }
    if let (Some(misfit), Some(span)) = (&document.misfits.docker, document.misfits.docker_span)
        && document.fault.is_none()
        && document.kind != DocumentKind::OtherJson
    {
        list.add(
            ProblemKind::WrongType,
            Severity::Error,
            span,
            "a value of the wrong type: {}",
            &[misfit],
        );
    }
}

/// The slip behind a fault, in plain words.
const fn reason(kind: OddKind) -> Option<&'static str> {
    match kind {
        OddKind::TrailingComma => Some("there is a comma too many"),
        OddKind::MissingComma => Some("a comma is missing"),
        OddKind::MissingColon => Some("a colon is missing"),
        OddKind::Comment => Some("JSON has no comments"),
        OddKind::SingleQuotes => Some("JSON takes double quotes only"),
        OddKind::BrokenString => {
            Some("a closing double quote is missing, or a line break is inside the quotes")
        }
        OddKind::StrayBracket => Some("a bracket closes nothing"),
        OddKind::Cut => Some("a closing bracket is missing"),
        OddKind::Bare => Some("text needs double quotes"),
        OddKind::Ellipsis => None,
    }
}

fn top_level(document: &Document, list: &mut List) {
    let names: Vec<&str> = document.keys.iter().map(|key| key.name.as_str()).collect();
    for (key, again) in document.keys.iter().zip(repeated(&names)) {
        if again {
            list.add(
                ProblemKind::DuplicateKey,
                Severity::Warning,
                key.span,
                "the key \"{}\" is there twice: the later one wins, and two `auths` are merged",
                &[&key.name],
            );
        }
        if document.flat || document.secret.is_some() && !document.auths.is_empty() {
            continue;
        }
        if let Some(meant) = misspelt(&key.name) {
            list.add(
                ProblemKind::Misspelt,
                Severity::Warning,
                key.span,
                "no client knows the key \"{}\"; \"{}\" is meant?",
                &[&key.name, meant],
            );
        }
    }
    if let Some(store) = document.creds_store()
        && let Some(name) = &store.name
    {
        helper_name(name, store.span, list);
        let mut held = document.entries();
        held.retain(|entry| !entry.is_empty());
        if let Some(first) = held.first() {
            let count = held.len().to_string();
            let entries = if held.len() == 1 {
                " entry with a secret is"
            } else {
                " entries with secrets are"
            };
            list.add(
                ProblemKind::Shadowed,
                Severity::Note,
                first.key_span,
                "credsStore is `{}`: docker asks it for every host, so the {}{} not read",
                &[name, &count, entries],
            );
        }
    }
}

/// The known key that an unknown one is close to.
fn misspelt(name: &str) -> Option<&'static str> {
    const KNOWN: [&str; 4] = ["auths", "credsStore", "credHelpers", "HttpHeaders"];
    if KNOWN.iter().any(|known| same_field(known, name)) {
        return None;
    }
    let lower = name.to_ascii_lowercase().replace(['_', '-'], "");
    match lower.as_str() {
        "auth" | "authorizations" | "authentications" => return Some("auths"),
        "credentialstore" | "credentialsstore" | "credstore" | "credsstores" => {
            return Some("credsStore");
        }
        "credentialhelpers" | "credentialhelper" | "credhelper" => return Some("credHelpers"),
        _ => {}
    }
    KNOWN.into_iter().find(|known| {
        distance(&known.to_ascii_lowercase(), &lower) <= if known.len() > 6 { 2 } else { 1 }
    })
}

/// How many letters must be put in, taken out or exchanged; at most three are counted.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        for (j, &cb) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let cost = (diagonal + usize::from(ca != cb))
                .min(above + 1)
                .min(left + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = cost;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(3)
}

fn secret_form(document: &Document, list: &mut List) {
    let Some(secret) = &document.secret else {
        return;
    };
    let span = secret.data_key_span.unwrap_or(document.span);
    if !secret.fits() {
        let kind = secret.kind.as_deref().unwrap_or("Opaque");
        list.add(
            ProblemKind::SecretForm,
            Severity::Error,
            span,
            "a Secret of type `{}` with the key `{}` is no pull secret: the type kubernetes.io/dockerconfigjson goes with .dockerconfigjson",
            &[kind, &secret.data_key],
        );
    }
    let words = match secret.payload {
        Payload::Read => return,
        Payload::Redacted => {
            let words = "the Secret's value is redacted, so it was not checked";
            return list.add(
                ProblemKind::Redacted,
                Severity::Note,
                document.span,
                words,
                &[],
            );
        }
        Payload::NotBase64(at) => fill(
            "under `data` the value must be base64, and is not from byte {} on; plain text goes under `stringData`",
            &[&at.to_string()],
        ),
        Payload::NotText => "the Secret's value decodes to something that is no text".to_owned(),
    };
    list.add(
        ProblemKind::SecretForm,
        Severity::Error,
        span,
        "{}",
        &[&words],
    );
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::read;
    use super::*;

    fn kinds(text: &str) -> Vec<ProblemKind> {
        read(text)
            .problems()
            .into_iter()
            .map(|problem| problem.kind)
            .collect()
    }

    #[test]
    fn a_trailing_comma_has_its_place() {
        let text = "{\n  \"auths\": {},\n}";
        let problems = read(text).problems();
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].says,
            "not valid JSON at line 3, column 1: expected a key in double quotes, found '}' (there is a comma too many)"
        );
        assert_eq!(problems[0].span.of(text), "}");
    }

    #[test]
    fn slips_of_the_pen() {
        for (key, meant) in [
            ("credStore", "credsStore"),
            ("credsStores", "credsStore"),
            ("auth", "auths"),
            ("credHelper", "credHelpers"),
            ("cred_helpers", "credHelpers"),
        ] {
            assert_eq!(misspelt(key), Some(meant), "{key}");
        }
        for key in [
            "Auths",
            "AUTHS",
            "detachKeys",
            "proxies",
            "plugins",
            "aliases",
        ] {
            assert_eq!(misspelt(key), None, "{key}");
        }
    }

    #[test]
    fn keys_and_helpers() {
        assert_eq!(
            kinds(
                "{\"auths\":{\"*.example.com\":{},\"docker.io\":{},\"GHCR.io\":{},\"quay.io\":{},\"quay.io\":{}}}"
            ),
            [
                ProblemKind::Wildcard,
                ProblemKind::HubKey,
                ProblemKind::OddKey,
                ProblemKind::DuplicateKey
            ]
        );
        assert_eq!(
            kinds(
                "{\"credHelpers\":{\"*.example.com\":\"pass\",\"https://quay.io\":\"pass\"},\"credsStore\":\"docker-credential-pass\"}"
            ),
            [
                ProblemKind::Wildcard,
                ProblemKind::HelperKey,
                ProblemKind::HelperName
            ]
        );
        assert_eq!(
            kinds(
                "{\"auths\":{\"quay.io\":{\"auth\":\"dTE6aHVudGVyMg==\"}},\"credsStore\":\"pass\"}"
            ),
            [ProblemKind::Shadowed]
        );
        assert_eq!(kinds("{\"auths\":[]}"), [ProblemKind::WrongType]);
        assert_eq!(
            kinds("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"xxxx\"}}}"),
            []
        );
    }

    #[test]
    fn damaged_entries() {
        assert_eq!(
            kinds("{\"auths\":{\"quay.io\":{\"auth\":\"ZFhObGNqcHdkdz09\"}}}"),
            [ProblemKind::Damaged(Damage::EncodedTwice)]
        );
        // ghp_aaaaaaaaaaaaaaaaaaaa:x
        assert_eq!(
            kinds("{\"auths\":{\"ghcr.io\":{\"auth\":\"Z2hwX2FhYWFhYWFhYWFhYWFhYWFhYWFhOng=\"}}}"),
            [ProblemKind::SecretAsUser]
        );
    }
}
