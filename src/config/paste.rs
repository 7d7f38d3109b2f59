//! What was pasted: one config or several, alone or with a prompt, a fence or
//! words around them, in JSON, in a Kubernetes Secret, or in base64.

use crate::span::Span;

use super::base64;
use super::document::{Document, DocumentKind, Place};
use super::kubernetes;

/// More configs than this are not looked for in one paste.
const MOST: usize = 64;

/// More braces than this are not tried.
const MOST_TRIES: usize = 2048;

/// Finds the configs in `text`. Text that is none at all is one document with
/// a fault, so that it can be said what a client makes of it.
#[must_use]
pub fn documents(text: &str) -> Vec<Document> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let yaml = kubernetes::looks_like_yaml(text);
    let mut found = Vec::new();
    let mut others = Vec::new();
    let mut at = 0;
    let mut tries = 0;
    while found.len() < MOST && tries < MOST_TRIES {
        tries += 1;
        let start = next_object(text, at, yaml);
        let gap = Span::new(at, start.unwrap_or(text.len()));
        between(text, gap, yaml, &mut found);
        let Some(start) = start else {
            break;
        };
        let rest = text.get(start..).unwrap_or_default();
        let document = Document::of(rest, Place::At(start), false);
        at = document.span.end.max(start + 1);
        let secrets = kubernetes::from_json(rest, Place::At(start));
        if !secrets.is_empty() {
            found.extend(secrets);
        } else if document.keys.is_empty() && !opens_line(text, start) {
            // `{}` within a line is no config.
        } else if document.kind == DocumentKind::OtherJson {
            // `{.data}` of a command is none; `{"auths"` cut short may be.
            others.push(document);
        } else {
            found.push(document);
        }
    }
    // An empty object says something only when it stands alone.
    if found.len() > 1 {
        let telling: Vec<bool> = found
            .iter()
            .map(|document| !document.keys.is_empty() || document.secret.is_some())
            .collect();
        if telling.contains(&true) {
            let mut keep = telling.into_iter();
            found.retain(|_| keep.next().unwrap_or(true));
        }
    }
    if found.is_empty() {
        let whole = || Document::of(text, Place::At(0), false);
        found.push(others.into_iter().next().unwrap_or_else(whole));
    }
    found.truncate(MOST);
    found
}

/// The next `{` that may open a config. In YAML only one that opens a line:
/// the others belong to it.
fn next_object(text: &str, from: usize, yaml: bool) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('{')?;
        let before = text.get(..at)?;
        let line_start = opens_line(text, at);
        // `{{ template }}` and `${VARIABLE}` open nothing.
        let opens = !before.ends_with(['$', '{', '%']) && !text.get(at + 1..)?.starts_with('{');
        if opens && (line_start || !yaml) {
            return Some(at);
        }
        at += 1;
    }
}

fn opens_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.is_empty() || before.ends_with('\n')
}

/// What stands between the objects: a Secret in YAML, or base64 of a config.
fn between(text: &str, gap: Span, yaml: bool, found: &mut Vec<Document>) {
    let part = gap.of(text);
    if part.trim().is_empty() {
        return;
    }
    if yaml {
        found.extend(kubernetes::from_yaml(part, gap.start));
        return;
    }
    let mut tries = 0;
    let mut at = 0;
    // Base64 of `{"`, `{ "` and `{`, line break: what a config begins with.
    while let Some(offset) = part.get(at..).and_then(find_marker) {
        let start = at + offset;
        let run = part.get(start..).unwrap_or_default();
        let end = run
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b"+/=\r\n".contains(&byte))
            .unwrap_or(run.len());
        at = start + end.max(1);
        tries += 1;
        if tries > 32 || found.len() >= MOST {
            return;
        }
        let value = run.get(..end).unwrap_or_default().trim_end();
        let Some(inner) = decode(value) else {
            continue;
        };
        let span = Span::new(start, start + value.len()).shifted(gap.start);
        let document = Document::of(&inner, Place::Inside(span), false);
        if document.kind != DocumentKind::OtherJson {
            found.push(document);
        }
    }
}

fn find_marker(text: &str) -> Option<usize> {
    ["eyJ", "eyAi", "ewo", "ew0K", "eyAg"]
        .iter()
        .filter_map(|marker| text.find(marker))
        .min()
}

/// Base64 of a text, with padding or without.
pub(super) fn decode(value: &str) -> Option<String> {
    let bytes = base64::decode_padded(value.as_bytes())
        .or_else(|_| base64::decode_unpadded(value.as_bytes()));
    String::from_utf8(bytes.ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn kinds(text: &str) -> Vec<DocumentKind> {
        documents(text)
            .iter()
            .map(|document| document.kind)
            .collect()
    }

    #[test]
    fn text_around() {
        let text = "me@host:~$ cat ~/.docker/config.json\n```json\n{\n \"auths\": {\"ghcr.io\": {}}, \"credsStore\": \"pass\"\n}\n```\nme@host:~$ ";
        let found = documents(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kind, DocumentKind::DockerConfig);
        assert_eq!(found[0].entries()[0].key_span.of(text), "ghcr.io");
        assert!(found[0].fault.is_none());
    }

    #[test]
    fn several() {
        let text = "{\"auths\":{\"ghcr.io\":{}}}\n# cat auth.json\n{\"auths\":{\"quay.io\":{}},\"credHelpers\":{}}";
        assert_eq!(
            kinds(text),
            [DocumentKind::AuthJson, DocumentKind::DockerConfig]
        );
        assert_eq!(
            kinds("{\"ghcr.io\":{\"auth\":\"xxxx\",\"email\":\"a@example.com\"}}"),
            [DocumentKind::DockerCfg]
        );
    }

    #[test]
    fn base64_of_a_config() {
        // {"auths":{"ghcr.io":{"auth":"dTE6cHc="}}}, wrapped as base64 wraps it.
        let text = "eyJhdXRocyI6eyJnaGNyLmlvIjp7\nImF1dGgiOiJkVEU2Y0hjPSJ9fX0=\n";
        let found = documents(text);
        assert_eq!(found[0].kind, DocumentKind::AuthJson);
        let entry = found[0].entries()[0];
        assert_eq!(entry.key, "ghcr.io");
        assert_eq!(entry.key_span.of(text), text.trim_end());
    }

    #[test]
    fn what_is_no_config_is_a_fault() {
        for text in ["auths:\n  ghcr.io: {}", "hello", "{'auths': {}}x"] {
            assert!(documents(text)[0].fault.is_some(), "{text}");
        }
        assert!(documents(" \n").is_empty());
    }

    #[test]
    fn redactions_are_no_faults() {
        for text in [
            "{\"auths\": {\"ghcr.io\": {\"auth\": \"...\"}, ...}}",
            "{\"auths\": {\"ghcr.io\": {\"auth\": <redacted>}}}",
            "{\"auths\": {\"ghcr.io\": {\"auth\": xxxx}, … }}",
        ] {
            let found = documents(text);
            assert!(
                found[0].fault.is_some() && found[0].fault_is_redaction,
                "{text}"
            );
            assert_eq!(found[0].entries()[0].key, "ghcr.io");
            assert!(found[0].entries()[0].auth.as_ref().unwrap().redacted);
        }
    }
}
