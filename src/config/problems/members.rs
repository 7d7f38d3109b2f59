//! What is wrong with the members of `auths` and `credHelpers`: their keys,
//! their secrets, the names of helpers.

use crate::config::UserName;
use crate::config::document::{Document, Entry};
use crate::config::keys::{HUB_KEY, host_in, is_hub};
use crate::config::secret::{Damage, Secret, SecretKind};
use crate::order::repeated;
use crate::span::Span;

use super::{List, ProblemKind, Severity};

pub(super) fn helper_name(name: &str, span: Span, list: &mut List) {
    if let Some(rest) = name
        .rsplit('/')
        .next()
        .and_then(|last| last.strip_prefix("docker-credential-"))
    {
        list.add(
            ProblemKind::HelperName,
            Severity::Error,
            span,
            "the helper's name is the part behind `docker-credential-`: `{}`",
            &[rest],
        );
    } else if name.contains(['/', '\\']) || name.trim() != name {
        list.add(
            ProblemKind::HelperName,
            Severity::Error,
            span,
            "`{}` is no helper's name: it is the part behind `docker-credential-`, without a path",
            &[name],
        );
    }
}

pub(super) fn helpers(document: &Document, list: &mut List) {
    let helpers = document.cred_helpers();
    let hosts: Vec<&str> = helpers.iter().map(|helper| helper.host.as_str()).collect();
    for (helper, again) in helpers.into_iter().zip(repeated(&hosts)) {
        let host = helper.host.as_str();
        let span = helper.key_span;
        if again {
            list.add(
                ProblemKind::DuplicateKey,
                Severity::Warning,
                span,
                "`{}` is in credHelpers twice: the later one wins",
                &[host],
            );
        }
        if let Some(name) = &helper.name {
            helper_name(name, helper.span, list);
        }
        if host.contains('*') {
            list.add(
                ProblemKind::Wildcard,
                Severity::Warning,
                span,
                "`{}` in credHelpers: no client takes patterns there",
                &[host],
            );
        } else if host == HUB_KEY {
            // docker's own spelling; podman would look for docker.io.
        } else if is_hub(&host_in(host).to_ascii_lowercase()) {
            list.add(
                ProblemKind::HubKey,
                Severity::Warning,
                span,
                "docker looks in credHelpers for `{}`, not for `{}`; podman looks for `docker.io`",
                &[HUB_KEY, host],
            );
        } else if host.contains('/') {
            list.add(
                ProblemKind::HelperKey,
                Severity::Warning,
                span,
                "`{}` in credHelpers is never looked up: the key is the plain host, `{}`",
                &[host, host_in(host)],
            );
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
            "an empty key in {} matches nothing",
            &[place],
        );
    } else if key.trim() != key || key.contains(['"', '\'']) {
        list.add(
            ProblemKind::OddKey,
            Severity::Warning,
            span,
            "`{}` in {} has white space or quotes in it and matches nothing",
            &[key, place],
        );
    } else if key.bytes().any(|byte| byte.is_ascii_uppercase()) && !is_masked(key) {
        list.add(
            ProblemKind::OddKey,
            Severity::Warning,
            span,
            "`{}` in {} matches only references with the same upper and lower case",
            &[key, place],
        );
    }
}

/// A host that was masked in part by whoever pasted it: `XXXX.dkr.ecr…`, `<account>.dkr…`.
fn is_masked(key: &str) -> bool {
    key.contains("XXX") || key.contains("xxx") || key.contains(['<', '*', '…'])
}

pub(super) fn entries(document: &Document, list: &mut List) {
    let entries = document.entries();
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    for (entry, again) in entries.into_iter().zip(repeated(&keys)) {
        let key = entry.key.as_str();
        let span = entry.key_span;
        if again {
            list.add(
                ProblemKind::DuplicateKey,
                Severity::Warning,
                span,
                "`{}` is in auths twice: the later one wins",
                &[key],
            );
        }
        if key.contains('*') {
            list.add(
                ProblemKind::Wildcard,
                Severity::Warning,
                span,
                "`{}` is a pattern: only the kubelet takes patterns, one label of a host at a time",
                &[key],
            );
        } else if key != HUB_KEY && is_hub(&host_in(key).to_ascii_lowercase()) {
            list.add(
                ProblemKind::HubKey,
                Severity::Warning,
                span,
                "docker looks for Docker Hub under `{}`, not under `{}`",
                &[HUB_KEY, key],
            );
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
            list.add(
                ProblemKind::Damaged(found),
                severity_of(found),
                auth.span,
                "the `auth` of `{}` {}",
                &[key, words_of(found)],
            );
        }
    }
    let user = |user: &UserName, list: &mut List| {
        if let Some(kind) = user.looks_like {
            let problem = if kind == SecretKind::AwsKeyId {
                ProblemKind::AwsKey
            } else {
                ProblemKind::SecretAsUser
            };
            list.add(
                problem,
                Severity::Warning,
                user.span,
                "where the user name of `{}` belongs stands {}",
                &[key, kind.name()],
            );
        }
    };
    let secret = |secret: &Secret, list: &mut List| {
        if secret.kind == SecretKind::AwsKeyId {
            list.add(
                ProblemKind::AwsKey,
                Severity::Warning,
                secret.span,
                "the secret of `{}` is the id of an AWS access key, which no registry takes as password",
                &[key],
            );
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
            list.add(
                ProblemKind::Damaged(found),
                severity_of(found),
                held.span,
                "the secret of `{}` {}",
                &[key, words_of(found)],
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
        Damage::Variable => "has the name of a variable in it: nothing put its value there",
        Damage::Quoted => "has quotes around it that are part of it",
    }
}
