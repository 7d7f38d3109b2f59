//! What of the input may be shown: everything but secrets.
//!
//! [`redacted`] masks them in any text, a config or a log, whole or broken,
//! and keeps hosts, keys, user names and the shape. Nothing else in the
//! project decides what is shown. When in doubt it masks: a word too many
//! costs less than a token in a screenshot.

mod assignments;
mod commands;
mod pairs;
mod structure;
mod tokens;

use crate::config::placeholder::is_certain;
use crate::config::secret::is_variable;
use crate::span::Span;

/// What stands in the place of a secret. It is taken for a redaction everywhere here.
pub const MASK: &str = "***";

/// By what a secret was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaskKind {
    /// A field of a config, or an assignment to a name like `TOKEN`.
    Field,
    /// An HTTP header, or a signed part of a URL.
    Header,
    /// The password in a URL.
    Url,
    /// A password on a command line.
    CommandLine,
    /// The value of a Kubernetes Secret.
    KubernetesSecret,
    /// A token, by its public prefix or its form.
    Token,
    /// Base64 of `user:secret`.
    Pair,
    /// A private key.
    PrivateKey,
}

impl MaskKind {
    /// What was masked, in words.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Field => "the value of a field",
            Self::Header => "a header or a signed part of a URL",
            Self::Url => "the password in a URL",
            Self::CommandLine => "a password on a command line",
            Self::KubernetesSecret => "the value of a Kubernetes Secret",
            Self::Token => "a token",
            Self::Pair => "a user name and secret in base64",
            Self::PrivateKey => "a private key",
        }
    }
}

/// One secret that was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Where it stood in the input.
    pub span: Span,
    /// By what it was recognised.
    pub kind: MaskKind,
}

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The text, secrets replaced by [`MASK`].
    pub text: String,
    /// What was replaced, in order.
    pub masked: Vec<Mask>,
}

/// The secrets found so far.
struct Finder<'t> {
    text: &'t str,
    masks: Vec<Mask>,
}

impl Finder<'_> {
    /// Marks a secret, unless nothing is there, or a person took it out, or it
    /// is the name of a variable.
    fn mask(&mut self, span: Span, kind: MaskKind) {
        let span = span.snapped(self.text);
        let value = span.of(self.text).trim();
        if !value.is_empty() && !is_certain(value) && !is_variable(value) {
            self.masks.push(Mask { span, kind });
        }
    }
}

/// Masking may let what follows in a broken text be read in another way. So it
/// is looked at once more, until nothing is found; this often at most.
const ROUNDS: usize = 6;

/// Masks every secret in `text`.
///
/// Linear in its length. Masking twice changes nothing more.
#[must_use]
pub fn redacted(text: &str) -> Redacted {
    let mut redacted = without(text, found_in(text));
    for _ in 1..ROUNDS {
        if redacted.masked.is_empty() {
            break;
        }
        let again = found_in(&redacted.text);
        if again.is_empty() {
            break;
        }
        let mut masks = redacted.masked.clone();
        masks.extend(in_original(&again, &redacted.masked));
        redacted = without(text, masks);
    }
    redacted
}

fn found_in(text: &str) -> Vec<Mask> {
    let mut finder = Finder {
        text,
        masks: Vec::new(),
    };
    structure::find(&mut finder);
    assignments::find(&mut finder);
    tokens::find(&mut finder);
    commands::find(&mut finder);
    pairs::find(&mut finder);
    finder.masks
}

fn without(text: &str, masks: Vec<Mask>) -> Redacted {
    let masked = merged(masks);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mask in &masked {
        out.push_str(text.get(at..mask.span.start).unwrap_or_default());
        out.push_str(MASK);
        at = mask.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Redacted { text: out, masked }
}

/// The masks found in the masked text, placed in the original.
fn in_original(again: &[Mask], masked: &[Mask]) -> Vec<Mask> {
    // Where each earlier mask stands in the masked text.
    let mut starts = Vec::with_capacity(masked.len());
    let (mut original, mut shown) = (0, 0);
    for earlier in masked {
        shown += earlier.span.start - original;
        starts.push(shown);
        shown += MASK.len();
        original = earlier.span.end;
    }
    let place = |at: usize, end: bool| {
        let before = starts.partition_point(|&start| if end { start < at } else { start <= at });
        let nearest = before
            .checked_sub(1)
            .and_then(|index| Some((*starts.get(index)?, masked.get(index)?)));
        match nearest {
            None => at,
            Some((start, mask)) if at < start + MASK.len() => {
                if end {
                    mask.span.end
                } else {
                    mask.span.start
                }
            }
            Some((start, mask)) => mask.span.end + (at - start - MASK.len()),
        }
    };
    again
        .iter()
        .map(|mask| Mask {
            span: Span::new(place(mask.span.start, false), place(mask.span.end, true)),
            kind: mask.kind,
        })
        .collect()
}

/// Whether anything in `text` would be masked.
#[must_use]
pub fn holds_secret(text: &str) -> bool {
    !redacted(text).masked.is_empty()
}

/// In order, and those that touch made one.
fn merged(mut masks: Vec<Mask>) -> Vec<Mask> {
    crate::order::sort(&mut masks, |mask| {
        [mask.span.start, crate::order::down(mask.span.end), 0]
    });
    let mut out: Vec<Mask> = Vec::with_capacity(masks.len());
    for mask in masks {
        match out.last_mut() {
            Some(last) if mask.span.start <= last.span.end => {
                last.span.end = last.span.end.max(mask.span.end);
            }
            _ => out.push(mask),
        }
    }
    out
}

/// The end of the run of bytes from `start` on that are all `wanted`.
fn run_end(text: &str, start: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let length = bytes
        .iter()
        .position(|&byte| !wanted(byte))
        .unwrap_or(bytes.len());
    start + length
}

/// A byte that tokens are made of.
const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'_' | b'-' | b'.' | b'+' | b'/' | b'=' | b'~' | b'%' | b'*'
        )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[track_caller]
    fn masks(text: &str, expected: &str) {
        let once = redacted(text);
        assert_eq!(once.text, expected, "{text}");
        assert_eq!(redacted(&once.text).text, once.text, "twice: {text}");
    }

    #[test]
    fn configs() {
        masks(
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"dTE6aHVudGVyMg==\",\"username\":\"me\",\"password\":\"hunter2\"}},\"credsStore\":\"pass\"}",
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"***\",\"username\":\"me\",\"password\":\"***\"}},\"credsStore\":\"pass\"}",
        );
        masks(
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"xxxx\"}}}",
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"xxxx\"}}}",
        );
        masks(
            "{\"auths\":{\"a.io\":{\"auth\": dTE6aHVudGVyMg==,",
            "{\"auths\":{\"a.io\":{\"auth\": ***,",
        );
        masks(
            "{\"auths\":{\"a.io\":\"dTE6aHVudGVyMg==\"}}",
            "{\"auths\":{\"a.io\":\"***\"}}",
        );
        masks(
            "{\\\"auth\\\":\\\"dTE6aHVudGVyMg==\\\"}",
            "{\\\"auth\\\":\\\"***\\\"}",
        );
        masks(
            "{\"auths\":{\"a.io\":{\"\\u0061uth\":\"aHVudGVyMg==\"}}}",
            "{\"auths\":{\"a.io\":{\"\\u0061uth\":\"***\"}}}",
        );
        masks(
            "{\"auths\":{\"https://me:hunter2@a.io\":{}}}",
            "{\"auths\":{\"https://me:***@a.io\":{}}}",
        );
        masks(
            "{\"ServerURL\":\"a.io\",\"Username\":\"me\",\"Secret\":\"hunter2\"}",
            "{\"ServerURL\":\"a.io\",\"Username\":\"me\",\"Secret\":\"***\"}",
        );
    }

    #[test]
    fn secrets_of_kubernetes() {
        masks(
            "kind: Secret\ndata:\n  .dockerconfigjson: eyJhdXRocyI6e319eyJhdXRocyI6e319\n  tls.key: aHVudGVyMg==\nmetadata:\n  name: regcred\n",
            "kind: Secret\ndata:\n  .dockerconfigjson: ***\n  tls.key: ***\nmetadata:\n  name: regcred\n",
        );
        masks(
            "{\"kind\":\"Secret\",\"data\":{\"a\":\"aHVudGVyMg==\"},\"metadata\":{\"name\":\"r\"}}",
            "{\"kind\":\"Secret\",\"data\":{\"a\":\"***\"},\"metadata\":{\"name\":\"r\"}}",
        );
    }

    #[test]
    fn logs() {
        for text in [
            "Error response from daemon: Get \"https://ghcr.io/v2/\": unauthorized",
            "www-authenticate: Bearer realm=\"https://ghcr.io/token\",service=\"ghcr.io\",scope=\"repository:a/b:pull\"",
            "Www-Authenticate: Basic realm=\"Registry Realm\"",
            "failed to fetch oauth token: unexpected status: 401 Unauthorized",
            "error: failed to authorize: failed to fetch anonymous token",
            "docker login -u me --password-stdin ghcr.io",
            "echo $TOKEN | docker login -u me --password-stdin",
            "docker login -u me -p $PASSWORD ghcr.io",
            "ghcr.io/acme/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "Password: ",
            "WARNING! Using --password via the CLI is insecure. Use --password-stdin.",
            "Post \"http://docker:2375/v1.24/auth\": dial tcp: lookup docker",
            "https://auth.docker.io/token?offline_token=true&service=registry.docker.io",
            "{\"auths\":{},\"HttpHeaders\":{\"User-Agent\":\"Docker-Client/18.06.1-ce\"}}",
            "error getting credentials - err: exit status 1, out: `no token`",
            "permissions:\n  id-token: write\n",
            "buildx build --secret id=npm,src=.npmrc -p 8080 .",
        ] {
            masks(text, text);
        }
        masks(
            "> Authorization: Basic dTE6aHVudGVyMg==\r\n> Host: a.io",
            "> Authorization: Basic ***\r\n> Host: a.io",
        );
        masks(
            "curl -H 'Authorization: Bearer abc.def' https://a.io",
            "curl -H 'Authorization: Bearer ***' https://a.io",
        );
        masks("X-Registry-Auth: e30xyz123", "X-Registry-Auth: ***");
        masks(
            "GET https://me:hunter2@a.io/v2/ 401",
            "GET https://me:***@a.io/v2/ 401",
        );
        masks(
            "docker login -u me -p hunter2 a.io",
            "docker login -u me -p *** a.io",
        );
        masks(
            "docker login --username me --password=hunter2 a.io",
            "docker login --username me --password=*** a.io",
        );
        masks(
            "echo \"hunter2\" | docker login -u me --password-stdin",
            "echo \"***\" | docker login -u me --password-stdin",
        );
        masks(
            "CI_REGISTRY_PASSWORD=hunter2 make",
            "CI_REGISTRY_PASSWORD=*** make",
        );
        masks("token ghp_a1b2c3d4e5f6a1b2c3d4e5f6 used", "token *** used");
        masks("AKIAABCDEFGHIJKLMNOP", "***");
        masks(
            "crane auth login a.io -u me -p 'hun ter2'",
            "crane auth login a.io -u me -p '***'",
        );
        masks(
            "skopeo copy --src-creds me:hunter2 a b",
            "skopeo copy --src-creds me:*** a b",
        );
        masks(
            "curl -u me:hunter2 https://a.io",
            "curl -u me:*** https://a.io",
        );
        masks(
            "https://a.io/b?X-Amz-Signature=0123abcd&x=1",
            "https://a.io/b?X-Amz-Signature=***&x=1",
        );
        masks(
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----",
        );
        masks(
            "password: hunter2\nusername: me",
            "password: ***\nusername: me",
        );
    }

    #[test]
    fn a_pair_without_a_name() {
        masks("it is dTE6aHVudGVyMg== I think", "it is *** I think");
    }

    #[test]
    fn long_input_is_quick() {
        let line = "2026-01-01T00:00:00Z level=info msg=\"pulling registry.example.com/acme/app:1\" auth token: none\n";
        let text = line.repeat(20_000);
        let start = std::time::Instant::now();
        assert!(redacted(&text).masked.is_empty());
        // Two megabytes, unoptimised, on a busy machine.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        let braces = "{\"auth\":\"".repeat(50_000);
        let _ = redacted(&braces);
    }
}
