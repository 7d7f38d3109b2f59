//! Secrets found by the structure around them: configs and Kubernetes Secrets
//! that can be read as such, however their keys are spelt or escaped.

use crate::config::kubernetes::behind_dashes;
use crate::config::{self, Document, DocumentKind};
use crate::span::Span;

use super::{Finder, MaskKind, run_end};

/// Longer text is a log: what it quotes of a config is found by its names.
const LONGEST: usize = 4 * 1024 * 1024;

pub(super) fn find(finder: &mut Finder<'_>) {
    let text = finder.text;
    if text.len() > LONGEST {
        return;
    }
    if text.contains('{') || text.contains(".docker") {
        for document in config::read(text).documents {
            if document.kind != DocumentKind::OtherJson || !document.entries().is_empty() {
                of_document(finder, &document);
            }
        }
    }
    if text.contains("Secret") {
        yaml_data(finder);
        json_data(finder);
    }
}

fn of_document(finder: &mut Finder<'_>, document: &Document) {
    let kind = if document.secret.is_some() {
        MaskKind::KubernetesSecret
    } else {
        MaskKind::Field
    };
    for span in document.sensitive() {
        finder.mask(span, kind);
    }
}

/// Everything under `data:` of a Secret in YAML.
fn yaml_data(finder: &mut Finder<'_>) {
    let text = finder.text;
    let is_secret = |line| behind_dashes(line).starts_with("kind: Secret");
    if !text.lines().any(is_secret) {
        return;
    }
    let mut start = 0;
    // The indentation of the `data:` that the line is under.
    let mut under: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let here = start;
        start += line.len();
        let content = line.trim_end();
        let indent = content.len() - content.trim_start_matches(' ').len();
        let bare = content.trim_start();
        if bare.is_empty() {
            continue;
        }
        let item = bare.strip_prefix("- ");
        let key = item.unwrap_or(bare);
        let key_indent = indent + (bare.len() - key.len());
        if under.is_some_and(|data| key_indent <= data || item.is_some()) {
            under = None;
        }
        if matches!(key, "data:" | "stringData:") {
            under = Some(key_indent);
        } else if under.is_some() {
            // `key: value`, or a further line of a value.
            let value = match bare.split_once(": ") {
                Some((name, value)) if !name.contains(['{', '"']) => value,
                _ if bare.ends_with(':') => continue,
                _ => bare,
            };
            let value = value.trim();
            // JSON is looked into by its own rules; a block begins on the next line.
            if value.starts_with(['{', '}', '|', '>']) || value.contains("\":") {
                continue;
            }
            let inner = value.trim_matches(['"', '\'']);
            let from = here + content.len() - value.len() + value.find(inner).unwrap_or(0);
            finder.mask(
                Span::new(from, from + inner.len()),
                MaskKind::KubernetesSecret,
            );
        }
    }
}

/// Every text in the object `"data"` of a Secret in JSON.
fn json_data(finder: &mut Finder<'_>) {
    let text = finder.text;
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find("ata\"")) {
        at += offset + 4;
        let open = run_end(text, at, |byte| {
            matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b':')
        });
        let named = text.get(..at).is_some_and(|before| {
            before.ends_with("\"data\"") || before.ends_with("\"stringData\"")
        });
        if !named || text.as_bytes().get(open) != Some(&b'{') {
            continue;
        }
        let tree = config::json::parse(text, open);
        // Only of a Secret: the kind stands somewhere beside it.
        for member in tree.root.members() {
            if matches!(
                member.node.value,
                config::json::Value::Str | config::json::Value::Bare
            ) {
                finder.mask(member.node.span, MaskKind::KubernetesSecret);
            }
        }
        at = tree.end.max(at);
    }
}
