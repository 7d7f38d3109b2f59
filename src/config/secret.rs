//! What may be said of a secret without holding it: its kind by its public
//! prefix, when it expires, and what is visibly wrong with it.

use crate::span::Span;

use super::base64;
use super::json::{self, Value};
use super::placeholder::is_placeholder;

/// Longer values are not decoded: no token is.
const MAX_DECODED: usize = 64 * 1024;

/// What kind of secret it is, by what its issuer puts in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretKind {
    /// No public mark: a password, or a token without a prefix.
    Unknown,
    /// Docker Hub's personal access token, `dckr_pat_`.
    DockerHubPersonal,
    /// Docker Hub's organisation access token, `dckr_oat_`.
    DockerHubOrganisation,
    /// GitHub's classic personal access token, `ghp_`.
    GitHubClassic,
    /// GitHub's fine-grained personal access token, `github_pat_`: GHCR takes none.
    GitHubFineGrained,
    /// GitHub's token of an OAuth app, such as the `gh` program's, `gho_`.
    GitHubOAuth,
    /// GitHub's user token of an app, `ghu_`.
    GitHubUser,
    /// GitHub's server token of an app or of a workflow, `ghs_`.
    GitHubServer,
    /// GitLab's personal, project or group access token, `glpat-`.
    GitLabPersonal,
    /// GitLab's deploy token, `gldt-`.
    GitLabDeploy,
    /// GitLab's job token, `glcbt-`.
    GitLabJob,
    /// npm's access token, `npm_`.
    Npm,
    /// The id of an AWS access key: never a registry password.
    AwsKeyId,
    /// The password that `aws ecr get-login-password` prints, valid 12 hours.
    Ecr,
    /// Google's OAuth access token, `ya29.`, valid one hour.
    GoogleAccess,
    /// Google's service account key file.
    GoogleKeyFile,
    /// Azure Container Registry's refresh token, valid three hours.
    AzureRefresh,
    /// Another JSON web token.
    Jwt,
    /// Some other JSON.
    Json,
}

/// The prefixes by which issuers let their tokens be found.
const PREFIXES: &[(&str, SecretKind)] = &[
    ("dckr_pat_", SecretKind::DockerHubPersonal),
    ("dckr_oat_", SecretKind::DockerHubOrganisation),
    ("ghp_", SecretKind::GitHubClassic),
    ("github_pat_", SecretKind::GitHubFineGrained),
    ("gho_", SecretKind::GitHubOAuth),
    ("ghu_", SecretKind::GitHubUser),
    ("ghs_", SecretKind::GitHubServer),
    ("glpat-", SecretKind::GitLabPersonal),
    ("gldt-", SecretKind::GitLabDeploy),
    ("glcbt-", SecretKind::GitLabJob),
    ("npm_", SecretKind::Npm),
    ("ya29.", SecretKind::GoogleAccess),
];

impl SecretKind {
    /// What to call it in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "a secret",
            Self::DockerHubPersonal => "a Docker Hub personal access token",
            Self::DockerHubOrganisation => "a Docker Hub organisation access token",
            Self::GitHubClassic => "a classic GitHub personal access token",
            Self::GitHubFineGrained => "a fine-grained GitHub personal access token",
            Self::GitHubOAuth => "a GitHub OAuth token",
            Self::GitHubUser => "a GitHub app's user token",
            Self::GitHubServer => "a GitHub workflow or app token",
            Self::GitLabPersonal => "a GitLab access token",
            Self::GitLabDeploy => "a GitLab deploy token",
            Self::GitLabJob => "a GitLab job token",
            Self::Npm => "an npm token",
            Self::AwsKeyId => "the id of an AWS access key",
            Self::Ecr => "an ECR token",
            Self::GoogleAccess => "a Google access token",
            Self::GoogleKeyFile => "a Google service account key",
            Self::AzureRefresh => "an Azure Container Registry refresh token",
            Self::Jwt => "a JSON web token",
            Self::Json => "JSON",
        }
    }
}

/// What is visibly wrong with a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Not base64 from this byte of the value on (Go's counting).
    NotBase64(usize),
    /// Base64 without its padding: only the kubelet reads it.
    NoPadding,
    /// Base64 in the URL-safe alphabet: `-` or `_` where `+` or `/` belong.
    UrlSafeAlphabet,
    /// White space inside or around the base64.
    WhiteSpace,
    /// It decodes, but there is no colon between user and secret.
    NoColon,
    /// Nothing before the colon.
    EmptyUser,
    /// Nothing behind the colon.
    EmptySecret,
    /// What it decodes to is base64 of `user:secret` once more.
    EncodedTwice,
    /// `user:secret` as it is, not in base64.
    NotEncoded,
    /// The secret ends in a line break, as `echo` without `-n` makes it.
    TrailingNewline,
    /// The secret begins or ends with a space or a tab.
    SpaceAround,
    /// The secret holds a NUL byte.
    Nul,
    /// The secret is a variable's name, `$TOKEN`: nothing replaced it.
    Variable,
    /// The secret stands in quotes that belong to a shell or a file.
    Quoted,
}

/// Which field of the entry holds the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretField {
    /// Behind the colon of the decoded `auth`.
    Auth,
    /// `password`
    Password,
    /// `identitytoken`
    IdentityToken,
    /// `registrytoken`
    RegistryToken,
}

/// What is known of a secret. The secret itself is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where the value stands in the input: the whole `auth` when it is in there.
    pub span: Span,
    /// The field that holds it.
    pub field: SecretField,
    /// Its kind.
    pub kind: SecretKind,
    /// Nothing there.
    pub empty: bool,
    /// Taken out by a person, so not checked.
    pub redacted: bool,
    /// When it stops being valid, in seconds since 1970-01-01 UTC, where it says so.
    pub expires: Option<i64>,
    /// When it starts being valid, likewise.
    pub not_before: Option<i64>,
    /// When it was made, likewise.
    pub issued: Option<i64>,
    /// What is wrong with it.
    pub damage: Vec<Damage>,
}

impl Secret {
    /// Reads the facts off `value`.
    #[must_use]
    pub fn of(value: &str, span: Span, field: SecretField) -> Self {
        let trimmed = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        let mut secret = Self {
            span,
            field,
            kind: SecretKind::Unknown,
            empty: value.is_empty(),
            redacted: is_placeholder(value),
            expires: None,
            not_before: None,
            issued: None,
            damage: Vec::new(),
        };
        secret.recognise(trimmed);
        if !secret.redacted {
            secret.damage = damage_of(value, trimmed);
        }
        secret
    }

    /// The secret in an `auth` that doesn't decode, or was taken out.
    #[must_use]
    pub fn unread(span: Span, redacted: bool) -> Self {
        Self {
            empty: false,
            redacted,
            damage: Vec::new(),
            ..Self::of("", span, SecretField::Auth)
        }
    }

    fn recognise(&mut self, value: &str) {
        if let Some((_, kind)) = PREFIXES
            .iter()
            .find(|(prefix, _)| value.starts_with(prefix))
        {
            self.kind = *kind;
            return;
        }
        if is_aws_key_id(value) {
            self.kind = SecretKind::AwsKeyId;
        } else if value.starts_with('{') {
            self.kind = SecretKind::Json;
            self.read_json(value);
        } else if value.starts_with("eyJ") && value.len() <= MAX_DECODED {
            self.read_token(value);
        } else if value.len() > 200 && value.len() <= MAX_DECODED && value.starts_with("ewog") {
            // `_json_key_base64`: the key file once more in base64.
            if let Some(text) = decoded_text(value) {
                self.read_json(&text);
            }
        }
    }

    /// A value that begins like base64 of JSON.
    fn read_token(&mut self, value: &str) {
        let mut parts = value.split('.');
        let (head, body, rest) = (parts.next(), parts.next(), parts.next());
        if let (Some(_), Some(body), Some(_)) = (head, body, rest) {
            self.kind = SecretKind::Jwt;
            if let Some(text) = decoded_text(body) {
                let tree = json::parse(&text, 0);
                let number = |key: &str| {
                    tree.root
                        .get(&text, key)
                        .and_then(|node| seconds(node, &text))
                };
                self.expires = number("exp");
                self.not_before = number("nbf");
                self.issued = number("iat");
                let says = |key: &str, what: &str| {
                    let node = tree.root.get(&text, key);
                    node.and_then(|node| node.text(&text))
                        .is_some_and(|text| text == what)
                };
                if says("grant_type", "refresh_token") || says("iss", "Azure Container Registry") {
                    self.kind = SecretKind::AzureRefresh;
                }
            }
        } else if let Some(text) = decoded_text(value) {
            self.read_json(&text);
        }
    }

    fn read_json(&mut self, text: &str) {
        let tree = json::parse(text, 0);
        let get = |key: &str| tree.root.get(text, key);
        if get("payload").is_some() && get("datakey").is_some() {
            self.kind = SecretKind::Ecr;
            self.expires = get("expiration").and_then(|node| seconds(node, text));
        } else if get("private_key").is_some() || get("client_email").is_some() {
            self.kind = SecretKind::GoogleKeyFile;
        }
    }
}

/// A number of seconds, or of milliseconds when it would be past the year 5000.
fn seconds(node: &json::Node, text: &str) -> Option<i64> {
    let digits = match node.value {
        Value::Number | Value::Str => node.span.of(text),
        _ => return None,
    };
    let whole = digits.split('.').next().unwrap_or_default();
    let value: i64 = whole.parse().ok()?;
    Some(if value > 100_000_000_000 {
        value / 1000
    } else {
        value
    })
}

/// Base64 of either alphabet, padded or not, as text.
fn decoded_text(value: &str) -> Option<String> {
    if value.len() > MAX_DECODED {
        return None;
    }
    let standard: Vec<u8> = value
        .bytes()
        .filter(|&byte| byte != b'=')
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    let bytes = base64::decode_unpadded(&standard).ok()?;
    String::from_utf8(bytes).ok()
}

/// What stands behind the public prefix of a token.
#[must_use]
pub fn behind_prefix(value: &str) -> Option<&str> {
    PREFIXES
        .iter()
        .find_map(|(prefix, _)| value.strip_prefix(prefix))
}

/// The kind of a value that must not be shown although it stands where a name does.
#[must_use]
pub fn secret_by_look(value: &str) -> Option<SecretKind> {
    let secret = Secret::of(value, Span::new(0, 0), SecretField::Auth);
    if secret.kind != SecretKind::Unknown {
        return Some(secret.kind);
    }
    // No user name is this long; `eyJ` begins the base64 of JSON.
    (value.len() > 128 || value.starts_with("eyJ") && value.len() > 24)
        .then_some(SecretKind::Unknown)
}

/// `AKIA…` and `ASIA…`: twenty capital letters and digits.
#[must_use]
pub fn is_aws_key_id(value: &str) -> bool {
    (value.starts_with("AKIA") || value.starts_with("ASIA"))
        && value.len() == 20
        && value
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn damage_of(value: &str, trimmed: &str) -> Vec<Damage> {
    let mut damage = Vec::new();
    if value.is_empty() {
        damage.push(Damage::EmptySecret);
        return damage;
    }
    if value.ends_with(['\n', '\r']) {
        damage.push(Damage::TrailingNewline);
    } else if value.starts_with([' ', '\t', '\n', '\r']) || value.ends_with([' ', '\t']) {
        damage.push(Damage::SpaceAround);
    }
    if value.contains('\0') {
        damage.push(Damage::Nul);
    }
    if is_variable(trimmed) {
        damage.push(Damage::Variable);
    }
    let quoted =
        |quote: char| trimmed.len() > 2 && trimmed.starts_with(quote) && trimmed.ends_with(quote);
    if quoted('"') || quoted('\'') {
        damage.push(Damage::Quoted);
    }
    damage
}

/// `$TOKEN`, `${TOKEN}`, `${{ secrets.TOKEN }}`, `$(cat token)`, `%TOKEN%`.
#[must_use]
pub fn is_variable(value: &str) -> bool {
    let name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let Some(rest) = value.strip_prefix('$') else {
        let inner = value
            .strip_prefix('%')
            .and_then(|rest| rest.strip_suffix('%'));
        return inner.is_some_and(name);
    };
    name(rest)
        || rest.starts_with('{') && rest.ends_with('}')
        || rest.starts_with('(') && rest.ends_with(')')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn of(value: &str) -> Secret {
        Secret::of(value, Span::new(0, 0), SecretField::Auth)
    }

    #[test]
    fn kinds() {
        for (value, kind) in [
            ("dckr_pat_aaaa", SecretKind::DockerHubPersonal),
            ("glpat-abc", SecretKind::GitLabPersonal),
            ("AKIAABCDEFGHIJKLMNOP", SecretKind::AwsKeyId),
            ("hunter2", SecretKind::Unknown),
            (
                "{\"type\":\"service_account\",\"private_key\":\"x\"}",
                SecretKind::GoogleKeyFile,
            ),
        ] {
            assert_eq!(of(value).kind, kind, "{value}");
        }
    }

    #[test]
    fn expiry() {
        // {"alg":"none"} . {"exp":1700000000,"nbf":1699990000,"grant_type":"refresh_token"}
        let jwt = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDAsIm5iZiI6MTY5OTk5MDAwMCwiZ3JhbnRfdHlwZSI6InJlZnJlc2hfdG9rZW4ifQ.c2ln";
        let secret = of(jwt);
        assert_eq!(secret.kind, SecretKind::AzureRefresh);
        assert_eq!(
            (secret.expires, secret.not_before),
            (Some(1_700_000_000), Some(1_699_990_000))
        );
        // {"payload":"x","datakey":"y","version":"2","type":"DATA_KEY","expiration":1700000000}
        let ecr = "eyJwYXlsb2FkIjoieCIsImRhdGFrZXkiOiJ5IiwidmVyc2lvbiI6IjIiLCJ0eXBlIjoiREFUQV9LRVkiLCJleHBpcmF0aW9uIjoxNzAwMDAwMDAwfQ==";
        let secret = of(ecr);
        assert_eq!(
            (secret.kind, secret.expires),
            (SecretKind::Ecr, Some(1_700_000_000))
        );
    }

    #[test]
    fn damage() {
        assert_eq!(of("pw\n").damage, [Damage::TrailingNewline]);
        assert_eq!(of("$TOKEN").damage, [Damage::Variable]);
        assert_eq!(of("\"pw\"").damage, [Damage::Quoted]);
        assert_eq!(of("").damage, [Damage::EmptySecret]);
        assert!(of("xxxx").damage.is_empty() && of("xxxx").redacted);
    }
}
