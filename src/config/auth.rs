//! The `auth` of an entry: base64 of `user:secret`, decoded just enough.

use crate::span::Span;

use super::base64::{self, Illegal};
use super::placeholder::is_placeholder;
use super::secret::{Damage, Secret, SecretField, SecretKind, is_variable, secret_by_look};

/// A user name, or the fact that a secret was put in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UserName {
    /// The name; empty when it looks like a secret, or when there is none.
    pub text: String,
    /// The kind of secret it looks like: then it isn't shown.
    pub looks_like: Option<SecretKind>,
    /// Where it was read from: the field, or the whole `auth`.
    pub span: Span,
}

impl UserName {
    /// The name as given, hidden when it looks like a secret.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Self {
        let looks_like = secret_by_look(text);
        Self {
            text: if looks_like.is_some() {
                String::new()
            } else {
                text.to_owned()
            },
            looks_like,
            span,
        }
    }

    /// Neither a name nor something in its place.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty() && self.looks_like.is_none()
    }
}

/// How far a tool gets with an `auth`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Not base64, from the byte that Go names.
    Illegal(Illegal),
    /// Base64, but no colon in what it decodes to.
    NoColon {
        /// It decodes to nothing at all.
        empty: bool,
    },
    /// A user and a secret.
    Pair {
        /// Nothing before the colon.
        user_empty: bool,
    },
}

/// What the `auth` of an entry holds. Neither it nor the secret is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthForm {
    /// Where the value stands, without its quotes.
    pub span: Span,
    /// `"auth": ""`
    pub empty: bool,
    /// Taken out by a person, so not checked.
    pub redacted: bool,
    /// How far docker, podman, crane, oras and nerdctl get: padding is needed.
    pub padded: Split,
    /// How far the kubelet gets: with padding or without.
    pub kubelet: Split,
    /// The user, when it decodes to a pair.
    pub user: Option<UserName>,
    /// The secret, when it decodes to a pair.
    pub secret: Option<Secret>,
    /// What is wrong with it; nothing when redacted.
    pub damage: Vec<Damage>,
}

impl AuthForm {
    /// Reads the facts off an `auth` value.
    #[must_use]
    pub fn of(value: &str, span: Span) -> Self {
        let bytes = value.as_bytes();
        let padded = base64::decode_padded(bytes);
        let unpadded = if value.trim().ends_with('=') {
            None
        } else {
            Some(base64::decode_unpadded(bytes))
        };
        let kubelet = split_of(unpadded.as_ref().unwrap_or(&padded));
        let mut form = Self {
            span,
            empty: value.is_empty(),
            redacted: is_placeholder(value),
            padded: split_of(&padded),
            kubelet,
            user: None,
            secret: None,
            damage: Vec::new(),
        };
        let decoded = padded.ok().or_else(|| unpadded.and_then(Result::ok));
        let pair = decoded.as_deref().and_then(cut_at_colon);
        if let Some((user, secret)) = pair {
            form.user = Some(UserName::of(&String::from_utf8_lossy(user), span));
            let secret = String::from_utf8_lossy(secret);
            let secret = Secret::of(&secret, span, SecretField::Auth);
            form.redacted |= secret.redacted;
            form.secret = Some(secret);
        } else if let Some(decoded) = &decoded {
            form.redacted |= std::str::from_utf8(decoded).is_ok_and(is_placeholder);
        }
        if !form.redacted && !form.empty {
            form.damage = form.damage_of(value, decoded.as_deref());
        }
        form
    }

    fn damage_of(&self, value: &str, decoded: Option<&[u8]>) -> Vec<Damage> {
        let mut damage = Vec::new();
        match self.padded {
            Split::Illegal(Illegal(at)) => {
                if is_variable(value.trim()) {
                    damage.push(Damage::Variable);
                } else if matches!(self.kubelet, Split::Pair { .. }) {
                    damage.push(Damage::NoPadding);
                } else if url_safe_only(value) {
                    damage.push(Damage::UrlSafeAlphabet);
                } else if value.contains([' ', '\t']) && decodes_without_space(value) {
                    damage.push(Damage::WhiteSpace);
                } else if plain_pair(value) {
                    damage.push(Damage::NotEncoded);
                }
                damage.push(Damage::NotBase64(at));
            }
            Split::NoColon { .. } => {
                let again = decoded.map(base64::decode_padded).and_then(Result::ok);
                if again.is_some_and(|bytes| cut_at_colon(&bytes).is_some()) {
                    damage.push(Damage::EncodedTwice);
                } else {
                    damage.push(Damage::NoColon);
                }
            }
            Split::Pair { user_empty } => {
                if user_empty {
                    damage.push(Damage::EmptyUser);
                }
                if self
                    .user
                    .as_ref()
                    .is_some_and(|user| is_variable(&user.text))
                {
                    damage.push(Damage::Variable);
                }
                for found in self.secret.iter().flat_map(|secret| &secret.damage) {
                    if !damage.contains(found) {
                        damage.push(*found);
                    }
                }
            }
        }
        damage
    }
}

fn split_of(decoded: &Result<Vec<u8>, Illegal>) -> Split {
    match decoded {
        Err(illegal) => Split::Illegal(*illegal),
        Ok(bytes) => match cut_at_colon(bytes) {
            None => Split::NoColon {
                empty: bytes.is_empty(),
            },
            Some((user, _)) => Split::Pair {
                user_empty: user.is_empty(),
            },
        },
    }
}

fn cut_at_colon(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = bytes.iter().position(|&byte| byte == b':')?;
    Some((bytes.get(..colon)?, bytes.get(colon + 1..)?))
}

/// Base64 once `-` and `_` are put back.
fn url_safe_only(value: &str) -> bool {
    let standard = value.replace('-', "+").replace('_', "/");
    let bytes = standard.as_bytes();
    standard != value
        && (base64::decode_padded(bytes).is_ok() || base64::decode_unpadded(bytes).is_ok())
}

fn decodes_without_space(value: &str) -> bool {
    let dense: Vec<u8> = value
        .bytes()
        .filter(|byte| !matches!(byte, b' ' | b'\t'))
        .collect();
    base64::decode_padded(&dense).is_ok_and(|bytes| cut_at_colon(&bytes).is_some())
}

/// `user:secret` without base64.
fn plain_pair(value: &str) -> bool {
    value
        .split_once(':')
        .is_some_and(|(user, secret)| !user.is_empty() && !secret.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn damage(value: &str) -> Vec<Damage> {
        AuthForm::of(value, Span::new(0, 0)).damage
    }

    #[test]
    fn damages() {
        assert_eq!(damage("dXNlcjpwdw=="), []);
        assert_eq!(damage("dXNlcjpwdwo="), [Damage::TrailingNewline]);
        assert_eq!(damage("dXNlcjpwdwAA"), [Damage::Nul]);
        assert_eq!(damage("ZXhhbXBsZQ=="), []);
        assert_eq!(damage("aHVudGVyMg=="), [Damage::NoColon]);
        assert_eq!(damage("OnB3"), [Damage::EmptyUser]);
        assert_eq!(damage("dXNlcjo="), [Damage::EmptySecret]);
        assert_eq!(damage("ZFhObGNqcHdkdz09"), [Damage::EncodedTwice]);
        assert_eq!(
            damage("dTr7__5-fg=="),
            [Damage::UrlSafeAlphabet, Damage::NotBase64(4)]
        );
        assert_eq!(
            damage("dXNlcjpwdw"),
            [Damage::NoPadding, Damage::NotBase64(8)]
        );
        assert_eq!(
            damage("dXNlcjpwdw== "),
            [Damage::WhiteSpace, Damage::NotBase64(12)]
        );
        assert_eq!(
            damage("user:hunter2"),
            [Damage::NotEncoded, Damage::NotBase64(4)]
        );
        assert_eq!(damage("$AUTH"), [Damage::Variable, Damage::NotBase64(0)]);
        assert_eq!(damage("dXNlcjokVE9LRU4="), [Damage::Variable]);
    }

    #[test]
    fn redactions_are_no_damage() {
        for value in [
            "xxxx",
            "REDACTED",
            "***",
            "<redacted>",
            "dXNlcjp4eHh4",
            "...",
        ] {
            let form = AuthForm::of(value, Span::new(0, 0));
            assert!(form.redacted && form.damage.is_empty(), "{value}");
        }
    }

    #[test]
    fn a_token_as_user_is_not_kept() {
        // ghp_aaaaaaaaaaaaaaaaaaaa:x
        let form = AuthForm::of("Z2hwX2FhYWFhYWFhYWFhYWFhYWFhYWFhOng=", Span::new(0, 0));
        let user = form.user.unwrap();
        assert_eq!(
            (user.text.as_str(), user.looks_like),
            ("", Some(SecretKind::GitHubClassic))
        );
    }
}
