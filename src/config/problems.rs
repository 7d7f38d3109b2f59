//! What is wrong with a config, whichever image it is for.

use std::collections::BTreeSet;

use crate::span::Span;

use super::document::{Document, DocumentKind, Entry, Payload};
use super::gotypes::same_field;
use super::json::{self, OddKind};
use super::keys::{HUB_KEY, host_in, is_hub};
use super::secret::{Damage, Secret, SecretKind};
use super::{Config, UserName};

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
    fn add(&mut self, kind: ProblemKind, severity: Severity, span: Span, words: &[&str]) {
        if self.0.len() < MOST {
            self.0.push(Problem {
                kind,
                severity,
                span,
                says: words.concat(),
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
    problems.sort_by_key(|problem| (problem.span, problem.severity));
    problems
}

fn syntax(document: &Document, list: &mut List) {
    if let (Some(fault), Some(span)) = (document.fault, document.fault_span) {
        if document.fault_is_redaction {
            let words = "something was left out here, so the file is read as if it were whole";
            list.add(ProblemKind::Redacted, Severity::Note, span, &[words]);
        } else {
            let place = [
                "line ",
                &document.fault_line.to_string(),
                ", column ",
                &document.fault_column.to_string(),
            ]
            .concat();
            let met = fault
                .byte
                .map_or_else(|| "the end".to_owned(), json::quote_char);
            let expected = fault.context.expected();
            let why = document.odd.iter().find_map(|odd| reason(odd.kind));
            let why = why.map_or_else(String::new, |why| [" (", why, ")"].concat());
            let words = [
                "not valid JSON at ",
                &place,
                ": expected ",
                expected,
                ", found ",
                &met,
                &why,
            ];
            list.add(ProblemKind::Malformed, Severity::Error, span, &words);
        }
    }
    if let Some((_, span)) = document.trailing {
        let words =
            "text behind the JSON: docker ignores it, podman and the kubelet refuse the file";
        list.add(ProblemKind::Trailing, Severity::Warning, span, &[words]);
    }
    if let (Some(misfit), Some(span)) = (&document.misfits.docker, document.misfits.docker_span)
        && document.fault.is_none()
        && document.kind != DocumentKind::OtherJson
    {
        let words = ["a value of the wrong type: ", &misfit.go_words()];
        list.add(ProblemKind::WrongType, Severity::Error, span, &words);
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
            Some("a closing double quote is missing, or a line break stands inside the quotes")
        }
        OddKind::StrayBracket => Some("a bracket closes nothing"),
        OddKind::Cut => Some("a closing bracket is missing"),
        OddKind::Bare => Some("text needs double quotes"),
        OddKind::Ellipsis => None,
    }
}

fn top_level(document: &Document, list: &mut List) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for key in &document.keys {
        if !seen.insert(&key.name) {
            let words = [
                "the key \"",
                &key.name,
                "\" stands twice: the later one wins, and two `auths` are merged",
            ];
            list.add(
                ProblemKind::DuplicateKey,
                Severity::Warning,
                key.span,
                &words,
            );
        }
        if document.flat || document.secret.is_some() && !document.auths.is_empty() {
            continue;
        }
        if let Some(meant) = misspelt(&key.name) {
            let words = [
                "no client knows the key \"",
                &key.name,
                "\"; \"",
                meant,
                "\" is meant?",
            ];
            list.add(ProblemKind::Misspelt, Severity::Warning, key.span, &words);
        }
    }
    if let Some(store) = document.creds_store()
        && let Some(name) = &store.name
    {
        helper_name(name, store.span, list);
        let held: Vec<&Entry> = document
            .entries()
            .filter(|entry| !entry.is_empty())
            .collect();
        if let Some(first) = held.first() {
            let count = held.len().to_string();
            let entries = if held.len() == 1 {
                " entry with a secret is"
            } else {
                " entries with secrets are"
            };
            let words = [
                "credsStore is `",
                name,
                "`: docker asks it for every host, so the ",
                &count,
                entries,
                " not read",
            ];
            list.add(
                ProblemKind::Shadowed,
                Severity::Note,
                first.key_span,
                &words,
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

fn helper_name(name: &str, span: Span, list: &mut List) {
    if let Some(rest) = name
        .rsplit('/')
        .next()
        .and_then(|last| last.strip_prefix("docker-credential-"))
    {
        let words = [
            "the helper's name is the part behind `docker-credential-`: `",
            rest,
            "`",
        ];
        list.add(ProblemKind::HelperName, Severity::Error, span, &words);
    } else if name.contains(['/', '\\']) || name.trim() != name {
        let words = [
            "`",
            name,
            "` is no helper's name: it is the part behind `docker-credential-`, without a path",
        ];
        list.add(ProblemKind::HelperName, Severity::Error, span, &words);
    }
}

fn secret_form(document: &Document, list: &mut List) {
    let Some(secret) = &document.secret else {
        return;
    };
    let span = secret.data_key_span.unwrap_or(document.span);
    if !secret.fits() {
        let kind = secret.kind.as_deref().unwrap_or("Opaque");
        let words = [
            "a Secret of type `",
            kind,
            "` with the key `",
            &secret.data_key,
            "` is no pull secret: the type kubernetes.io/dockerconfigjson goes with .dockerconfigjson",
        ];
        list.add(ProblemKind::SecretForm, Severity::Error, span, &words);
    }
    let words = match secret.payload {
        Payload::Read => return,
        Payload::Redacted => {
            let words = "the Secret's value is redacted, so it was not checked";
            return list.add(
                ProblemKind::Redacted,
                Severity::Note,
                document.span,
                &[words],
            );
        }
        Payload::NotBase64(at) => [
            "under `data` the value must be base64, and is not from byte ",
            &at.to_string(),
            " on; plain text goes under `stringData`",
        ]
        .concat(),
        Payload::NotText => "the Secret's value decodes to something that is no text".to_owned(),
    };
    list.add(ProblemKind::SecretForm, Severity::Error, span, &[&words]);
}

fn helpers(document: &Document, list: &mut List) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for helper in document.cred_helpers() {
        let host = helper.host.as_str();
        let span = helper.key_span;
        if !seen.insert(host) {
            let words = [
                "`",
                host,
                "` stands twice in credHelpers: the later one wins",
            ];
            list.add(ProblemKind::DuplicateKey, Severity::Warning, span, &words);
        }
        if let Some(name) = &helper.name {
            helper_name(name, helper.span, list);
        }
        if host.contains('*') {
            let words = [
                "`",
                host,
                "` in credHelpers: no client takes patterns there",
            ];
            list.add(ProblemKind::Wildcard, Severity::Warning, span, &words);
        } else if host == HUB_KEY {
            // docker's own spelling; podman would look for docker.io.
        } else if is_hub(&host_in(host).to_ascii_lowercase()) {
            let words = [
                "docker looks in credHelpers for `",
                HUB_KEY,
                "`, not for `",
                host,
                "`; podman looks for `docker.io`",
            ];
            list.add(ProblemKind::HubKey, Severity::Warning, span, &words);
        } else if host.contains('/') {
            let words = [
                "`",
                host,
                "` in credHelpers is never looked up: the key is the plain host, `",
                host_in(host),
                "`",
            ];
            list.add(ProblemKind::HelperKey, Severity::Warning, span, &words);
        } else {
            odd_key(host, span, "credHelpers", list);
        }
    }
}

/// Upper case, white space, nothing.
fn odd_key(key: &str, span: Span, place: &str, list: &mut List) {
    if key.is_empty() {
        list.add(
            ProblemKind::OddKey,
            Severity::Warning,
            span,
            &["an empty key in ", place, " matches nothing"],
        );
    } else if key.trim() != key || key.contains(['"', '\'']) {
        let words = [
            "`",
            key,
            "` in ",
            place,
            " has white space or quotes in it and matches nothing",
        ];
        list.add(ProblemKind::OddKey, Severity::Warning, span, &words);
    } else if key.bytes().any(|byte| byte.is_ascii_uppercase()) && !is_masked(key) {
        let words = [
            "`",
            key,
            "` in ",
            place,
            " matches only references with the same upper and lower case",
        ];
        list.add(ProblemKind::OddKey, Severity::Warning, span, &words);
    }
}

/// A host that was masked in part by whoever pasted it: `XXXX.dkr.ecr…`, `<account>.dkr…`.
fn is_masked(key: &str) -> bool {
    key.contains("XXX") || key.contains("xxx") || key.contains(['<', '*', '…'])
}

fn entries(document: &Document, list: &mut List) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for entry in document.entries() {
        let key = entry.key.as_str();
        let span = entry.key_span;
        if !seen.insert(key) {
            let words = ["`", key, "` stands twice in auths: the later one wins"];
            list.add(ProblemKind::DuplicateKey, Severity::Warning, span, &words);
        }
        if key.contains('*') {
            let words = [
                "`",
                key,
                "` is a pattern: only the kubelet takes patterns, one label of a host at a time",
            ];
            list.add(ProblemKind::Wildcard, Severity::Warning, span, &words);
        } else if key != HUB_KEY && is_hub(&host_in(key).to_ascii_lowercase()) {
            let words = [
                "docker looks for Docker Hub under `",
                HUB_KEY,
                "`, not under `",
                key,
                "`",
            ];
            list.add(ProblemKind::HubKey, Severity::Warning, span, &words);
        } else {
            odd_key(key, span, "auths", list);
        }
        damage(entry, list);
    }
}

fn damage(entry: &Entry, list: &mut List) {
    let key = entry.key.as_str();
    if let Some(auth) = &entry.auth {
        for &found in &auth.damage {
            let words = ["the `auth` of `", key, "` ", words_of(found)];
            list.add(
                ProblemKind::Damaged(found),
                severity_of(found),
                auth.span,
                &words,
            );
        }
    }
    let user = |user: &UserName, list: &mut List| {
        if let Some(kind) = user.looks_like {
            let words = [
                "where the user name of `",
                key,
                "` belongs stands ",
                kind.name(),
            ];
            let kind = if kind == SecretKind::AwsKeyId {
                ProblemKind::AwsKey
            } else {
                ProblemKind::SecretAsUser
            };
            list.add(kind, Severity::Warning, user.span, &words);
        }
    };
    let secret = |secret: &Secret, list: &mut List| {
        if secret.kind == SecretKind::AwsKeyId {
            let words = [
                "the secret of `",
                key,
                "` is the id of an AWS access key, which no registry takes as password",
            ];
            list.add(ProblemKind::AwsKey, Severity::Warning, secret.span, &words);
        }
    };
    for name in entry
        .username
        .iter()
        .chain(entry.auth.iter().filter_map(|auth| auth.user.as_ref()))
    {
        user(name, list);
    }
    for held in entry
        .password
        .iter()
        .chain(entry.auth.iter().filter_map(|auth| auth.secret.as_ref()))
    {
        secret(held, list);
    }
    let plain = [
        &entry.password,
        &entry.identity_token,
        &entry.registry_token,
    ];
    for held in plain.into_iter().flatten().filter(|secret| !secret.empty) {
        for &found in &held.damage {
            let words = ["the secret of `", key, "` ", words_of(found)];
            list.add(
                ProblemKind::Damaged(found),
                severity_of(found),
                held.span,
                &words,
            );
        }
    }
}

const fn severity_of(damage: Damage) -> Severity {
    match damage {
        Damage::NotBase64(_) | Damage::NoColon | Damage::EncodedTwice | Damage::EmptyUser => {
            Severity::Error
        }
        _ => Severity::Warning,
    }
}

/// The end of a sentence that begins with what is damaged.
#[must_use]
pub const fn words_of(damage: Damage) -> &'static str {
    match damage {
        Damage::NotBase64(_) => "is not base64",
        Damage::NoPadding => "lacks the `=` at its end, which all but the kubelet need",
        Damage::UrlSafeAlphabet => "is in the URL-safe alphabet of base64, with `-` or `_`",
        Damage::WhiteSpace => "has white space in it",
        Damage::NoColon => "decodes to something without a colon, so not to `user:secret`",
        Damage::EmptyUser => "has no user before the colon",
        Damage::EmptySecret => "has no secret behind the colon",
        Damage::EncodedTwice => "was encoded twice",
        Damage::NotEncoded => "is `user:secret` as it is, not in base64",
        Damage::TrailingNewline => {
            "ends in a line break, as `echo` without `-n` makes it: it is part of the password"
        }
        Damage::SpaceAround => "begins or ends with a space",
        Damage::Nul => "has a NUL byte in it",
        Damage::Variable => "holds the name of a variable: nothing replaced it by its value",
        Damage::Quoted => "has quotes around it that are part of it",
    }
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
