//! Kubernetes Secrets that hold a config: in JSON, or in YAML as `kubectl get
//! secret -o yaml` prints it and as manifests are written.
//!
//! Of YAML only what these files need is read: keys with their indentation,
//! scalars plain, quoted or in a block. No anchors, no flow maps.

use crate::span::Span;

use super::base64;
use super::document::{Document, DocumentKind, Payload, Place, SecretMeta};
use super::json::{self, Node, Value};
use super::paste::decode;
use super::placeholder::is_placeholder;

/// More Secrets than this are not read.
const MOST: usize = 64;

/// The data keys that hold a config although their value may be redacted.
fn is_config_key(key: &str) -> bool {
    key.contains("dockerconfig")
        || key.contains("dockercfg")
        || key == "config.json"
        || key == "auth.json"
}

/// What stands in a line behind its indentation and the dashes of lists.
pub(crate) fn behind_dashes(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item;
    }
    rest
}

/// Whether the text has lines of a Secret in YAML.
#[must_use]
pub fn looks_like_yaml(text: &str) -> bool {
    text.lines().any(|line| {
        let line = behind_dashes(line);
        line.starts_with("kind: Secret")
            || line.starts_with("kind: List")
            || line.starts_with(".dockerconfigjson:")
            || line.starts_with(".dockercfg:")
            || line.starts_with("type: kubernetes.io/dockerc")
    })
}

/// The config inside a value of a Secret.
fn document(value: &str, place: Place, plain: bool, meta: SecretMeta) -> Option<Document> {
    let span = place.span(Span::new(0, value.len()));
    let named = is_config_key(&meta.data_key);
    let (mut found, payload) = if plain {
        (Document::of(value, place, false), Payload::Read)
    } else if let Some(inner) = decode(value.trim()) {
        let found = Document::of(&inner, Place::Inside(span), false);
        if found.kind == DocumentKind::OtherJson && is_placeholder(value) {
            (
                Document::of("{}", Place::Inside(span), false),
                Payload::Redacted,
            )
        } else {
            (found, Payload::Read)
        }
    } else {
        let payload = if is_placeholder(value) {
            Payload::Redacted
        } else {
            match base64::decode_padded(value.trim().as_bytes()) {
                Err(illegal) => Payload::NotBase64(illegal.0),
                // Base64 of bytes that are no text.
                Ok(_) => Payload::NotText,
            }
        };
        (Document::of("{}", Place::Inside(span), false), payload)
    };
    if !named && found.kind == DocumentKind::OtherJson {
        return None;
    }
    found.kind = DocumentKind::KubernetesSecret;
    found.secret = Some(SecretMeta { payload, ..meta });
    Some(found)
}

/// The Secrets in a JSON object: itself, or the items of a list.
#[must_use]
pub fn from_json(text: &str, place: Place) -> Vec<Document> {
    // Parsing a second time is cheap next to parsing what is no Secret.
    let head = text.get(..text.floor_char_boundary(4096)).unwrap_or(text);
    if !head.contains("\"kind\"")
        && !head.contains("\"data\"")
        && !head.contains("\"stringData\"")
        && !head.contains("\"apiVersion\"")
    {
        return Vec::new();
    }
    let tree = json::parse(text, 0);
    let mut found = Vec::new();
    secret_of(&tree.root, text, place, &mut found);
    if let Some(Node {
        value: Value::Array(items),
        ..
    }) = tree.root.get(text, "items")
    {
        for item in items.iter().take(256) {
            secret_of(item, text, place, &mut found);
        }
    }
    found
}

fn secret_of(node: &Node, text: &str, place: Place, found: &mut Vec<Document>) {
    let string = |node: Option<&Node>| Some(node?.text(text)?.into_owned());
    for (section, plain) in [("data", false), ("stringData", true)] {
        let Some(data) = node.get(text, section) else {
            continue;
        };
        for member in data.members() {
            let Some(value) = member.node.text(text) else {
                continue;
            };
            let meta = SecretMeta {
                kind: string(node.get(text, "type")),
                data_key: member.key_text(text).into_owned(),
                data_key_span: Some(place.span(member.key)),
                payload: Payload::Read,
            };
            let inside = Place::Inside(place.span(member.node.span));
            if let Some(mut document) = document(&value, inside, plain, meta) {
                document.span = place.span(node.span);
                found.push(document);
            }
        }
    }
}

/// One line of YAML.
struct Line<'t> {
    /// Offset of the line in the text.
    start: usize,
    indent: usize,
    /// The line opens an element of a list.
    item: bool,
    key: &'t str,
    key_start: usize,
    value: &'t str,
    value_start: usize,
}

fn line_of(text: &str, start: usize) -> Line<'_> {
    let mut indent = text.len() - text.trim_start_matches(' ').len();
    let mut rest = text.get(indent..).unwrap_or_default();
    let item = rest.starts_with("- ");
    if item {
        let after = rest.get(2..).unwrap_or_default().trim_start();
        indent += rest.len() - after.len();
        rest = after;
    }
    let colon = rest.find(": ").or_else(|| {
        rest.trim_end()
            .ends_with(':')
            .then(|| rest.trim_end().len() - 1)
    });
    let (key, value) = colon.map_or(("", ""), |at| {
        (
            rest.get(..at).unwrap_or_default(),
            rest.get(at + 1..).unwrap_or_default(),
        )
    });
    let quotes = |c: char| c == '"' || c == '\'';
    let bare_key = key.trim_matches(quotes);
    let key_start = start + indent + key.find(bare_key).unwrap_or(0);
    let value_trimmed = value.trim();
    let value_start = start + indent + key.len() + 1 + (value.len() - value.trim_start().len());
    Line {
        start,
        indent,
        item,
        key: bare_key,
        key_start,
        value: value_trimmed,
        value_start,
    }
}

/// A Secret while its lines are read.
#[derive(Default)]
struct Open {
    start: usize,
    kind: Option<String>,
    data: Vec<Datum>,
}

/// A key under `data` or `stringData`.
struct Datum {
    key: String,
    key_span: Span,
    /// Where the value stands.
    span: Span,
    /// Under `stringData`: as it is, not in base64.
    plain: bool,
}

/// The Secrets in YAML; `offset` is where `text` begins in the input.
#[must_use]
pub fn from_yaml(text: &str, offset: usize) -> Vec<Document> {
    let mut reader = Reader {
        text,
        offset,
        found: Vec::new(),
        open: Open::default(),
        section: ("", 0),
        skip_deeper: None,
        item_indent: None,
    };
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.find('\n').map_or(text.len(), |end| at + end + 1);
        let raw = text.get(at..end).unwrap_or_default();
        at = if raw.trim().is_empty() || raw.trim_start().starts_with('#') {
            end
        } else if raw.starts_with("---") {
            reader.close(end);
            (reader.section, reader.skip_deeper, reader.item_indent) = (("", 0), None, None);
            end
        } else {
            reader.line(&line_of(raw, at), end)
        };
    }
    reader.close(text.len());
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    found: Vec<Document>,
    open: Open,
    /// The block key that the line is in, and its indentation.
    section: (&'t str, usize),
    /// Lines deeper than this belong to a block scalar that is of no interest.
    skip_deeper: Option<usize>,
    /// Where the elements of a `kind: List` have their keys.
    item_indent: Option<usize>,
}

impl<'t> Reader<'t> {
    /// Takes a line in; gives where the next one begins.
    fn line(&mut self, line: &Line<'t>, end: usize) -> usize {
        if self
            .skip_deeper
            .is_some_and(|indent| line.indent > indent && !line.item)
        {
            return end;
        }
        self.skip_deeper = None;
        let opens_secret = matches!(
            line.key,
            "apiVersion" | "kind" | "data" | "metadata" | "type" | "stringData"
        );
        if line.item && opens_secret {
            if self.item_indent.is_none_or(|indent| indent == line.indent) {
                self.close(line.start);
            }
            self.item_indent = Some(line.indent);
        }
        if line.indent <= self.section.1 && !line.key.is_empty() {
            self.section = ("", 0);
        }
        let value = line.value.trim_matches(['"', '\'']);
        match (self.section.0, line.key) {
            ("", "data" | "stringData" | "metadata") if line.value.is_empty() => {
                self.section = (line.key, line.indent);
            }
            ("", "type") => {
                self.open.kind = Some(value.to_owned()).filter(|value| !value.is_empty());
            }
            ("data" | "stringData", key) | ("", key @ (".dockerconfigjson" | ".dockercfg"))
                if !key.is_empty() =>
            {
                let (span, next) = scalar(self.text, line, end);
                self.open.data.push(Datum {
                    key: key.to_owned(),
                    key_span: Span::new(line.key_start, line.key_start + key.len()),
                    span,
                    plain: self.section.0 == "stringData",
                });
                return next;
            }
            _ if line.value.starts_with(['|', '>']) => self.skip_deeper = Some(line.indent),
            _ => {}
        }
        end
    }

    /// Ends the Secret being read at `end`, where the next one begins.
    fn close(&mut self, end: usize) {
        let next = Open {
            start: end,
            ..Open::default()
        };
        let open = std::mem::replace(&mut self.open, next);
        for datum in open.data {
            if self.found.len() >= MOST {
                return;
            }
            let meta = SecretMeta {
                kind: open.kind.clone(),
                data_key: datum.key,
                data_key_span: Some(datum.key_span.shifted(self.offset)),
                payload: Payload::Read,
            };
            let value = datum.span.of(self.text);
            let here = datum.span.shifted(self.offset);
            let document = if !datum.plain {
                // Base64 broken over lines is indented; white space means nothing in it.
                let dense: String = value.split_whitespace().collect();
                document(&dense, Place::Inside(here), false, meta)
            } else if value.contains("\\\"") {
                // In double quotes the JSON's own quotes are escaped.
                document(&json::unquote(value), Place::Inside(here), true, meta)
            } else {
                document(value, Place::At(here.start), true, meta)
            };
            if let Some(mut document) = document {
                document.span = Span::new(open.start, end).shifted(self.offset);
                self.found.push(document);
            }
        }
    }
}

/// The value of a line: where it stands, and where the next line begins.
fn scalar(text: &str, line: &Line<'_>, line_end: usize) -> (Span, usize) {
    let block = line.value.starts_with(['|', '>']) && line.value.len() <= 4;
    let mut start = line.value_start;
    let mut end = start + line.value.len();
    let mut next = line_end;
    // A block, or a plain value that goes on in deeper lines.
    while let Some(rest) = text.get(next..).filter(|rest| !rest.is_empty()) {
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let raw = rest.get(..length).unwrap_or_default();
        let indent = raw.len() - raw.trim_start_matches(' ').len();
        if !raw.trim().is_empty() && indent <= line.indent {
            break;
        }
        if !raw.trim().is_empty() {
            if block && start == line.value_start {
                start = next + indent;
            }
            end = next + raw.trim_end().len();
        }
        next += length;
    }
    if block && start == line.value_start {
        return (Span::new(end, end), next);
    }
    // Quotes around the whole are not part of it.
    let value = text.get(start..end).unwrap_or_default();
    for quote in ['"', '\''] {
        if value.len() > 1 && value.starts_with(quote) && value.ends_with(quote) {
            return (Span::new(start + 1, end - 1), next);
        }
    }
    (Span::new(start, end), next)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::paste::documents;
    use super::*;

    // {"auths":{"ghcr.io":{"auth":"dTE6cHc="}}}
    const DATA: &str = "eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkVEU2Y0hjPSJ9fX0=";

    fn keys(document: &Document) -> Vec<&str> {
        document
            .entries()
            .iter()
            .map(|entry| entry.key.as_str())
            .collect()
    }

    #[test]
    fn yaml_as_kubectl_prints_it() {
        let text = [
            "apiVersion: v1\ndata:\n  .dockerconfigjson: ",
            DATA,
            "\nkind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"apiVersion\":\"v1\",\"kind\":\"Secret\"}\n  name: regcred\n  namespace: web\ntype: kubernetes.io/dockerconfigjson\n",
        ]
        .concat();
        let found = documents(&text);
        assert_eq!(found.len(), 1);
        let secret = found[0].secret.as_ref().unwrap();
        assert!(secret.fits());
        assert_eq!(keys(&found[0]), ["ghcr.io"]);
        assert_eq!(found[0].entries()[0].key_span.of(&text), DATA);
    }

    #[test]
    fn a_list_and_several_documents() {
        let item = |name: &str| {
            [
                "- apiVersion: v1\n  data:\n    .dockerconfigjson: ",
                DATA,
                "\n  kind: Secret\n  metadata:\n    name: ",
                name,
                "\n  type: kubernetes.io/dockerconfigjson\n",
            ]
            .concat()
        };
        let text = [
            "apiVersion: v1\nitems:\n",
            &item("one"),
            &item("two"),
            "kind: List\n",
        ]
        .concat();
        let found = documents(&text);
        assert_eq!(found.len(), 2);
        for (document, name) in found.iter().zip(["one", "two"]) {
            assert_eq!(keys(document), ["ghcr.io"], "{name}");
            assert!(document.secret.as_ref().unwrap().fits(), "{name}");
        }
        assert!(found[0].entries()[0].key_span < found[1].entries()[0].key_span);
    }

    #[test]
    fn string_data_keeps_its_spans() {
        let text = "kind: Secret\nmetadata:\n  name: regcred\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: |\n    {\n      \"auths\": {\"ghcr.io\": {\"auth\": \"dTE6cHc=\"}}\n    }\n";
        let found = documents(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].entries()[0].key_span.of(text), "ghcr.io");
    }

    #[test]
    fn json_and_mismatched_types() {
        let text = ["{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"type\":\"Opaque\",\"metadata\":{\"name\":\"r\"},\"data\":{\".dockerconfigjson\":\"", DATA, "\"}}"].concat();
        let found = documents(&text);
        assert_eq!(keys(&found[0]), ["ghcr.io"]);
        assert!(!found[0].secret.as_ref().unwrap().fits());
    }

    #[test]
    fn redacted_and_broken_values() {
        let text = "kind: Secret\ndata:\n  .dockerconfigjson: <redacted>\ntype: kubernetes.io/dockerconfigjson\n";
        assert_eq!(
            documents(text)[0].secret.as_ref().unwrap().payload,
            Payload::Redacted
        );
        let text = "kind: Secret\ndata:\n  .dockerconfigjson: '{\"auths\":{}}'\n";
        assert_eq!(
            documents(text)[0].secret.as_ref().unwrap().payload,
            Payload::NotBase64(0)
        );
    }
}
