//! One config as the clients see it: its entries, its helpers, its faults.
//!
//! Everything is read off once; the text is not kept, so a document can be
//! passed on and printed without its secrets.

mod extract;

use crate::span::Span;

use super::auth::{AuthForm, UserName};
use super::gotypes::{self, misfit, misfit_at, same_field};
use super::json::{self, Fault, Member, Node, OddKind, Tree, Value};
use super::keys::{HIDDEN, shown_key, shown_name};

use super::secret::Secret;
use extract::{entries_of, helpers_of, oras_misfit, shape_of, values_of};

/// Which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// docker's `config.json`, or a relative: an object with `auths`, `credsStore`, `credHelpers`.
    DockerConfig,
    /// containers' `auth.json`: `auths`, and nothing that only docker knows.
    AuthJson,
    /// The old `.dockercfg`: host → entry, without `auths`.
    DockerCfg,
    /// A Kubernetes Secret; its config is read from the base64 inside.
    KubernetesSecret,
    /// JSON without any field of a client's config.
    OtherJson,
}

/// How a value is built, where an object is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object.
    Object,
    /// `null`, which Go takes as "leave it empty".
    Null,
    /// Something else.
    Other,
}

/// One `auths` (or `credHelpers`) as it stands in the file: there may be several.
#[derive(Clone, Debug)]
pub struct Block<T> {
    /// The field's name is written exactly so; oras takes no other.
    pub exact: bool,
    /// Where the field's name stands.
    pub key_span: Span,
    /// How the value is built.
    pub shape: Shape,
    /// What is in it, in order, duplicates too.
    pub items: Vec<T>,
}

/// One entry of `auths`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; a password in its user info is replaced by `***`.
    pub key: String,
    /// Where the key stands, without its quotes.
    pub key_span: Span,
    /// Where the value stands.
    pub span: Span,
    /// The field `auth`, if it is text.
    pub auth: Option<AuthForm>,
    /// The field `username`, if it is text.
    pub username: Option<UserName>,
    /// The field `password`, if it is text.
    pub password: Option<Secret>,
    /// The field `identitytoken`, if it is text.
    pub identity_token: Option<Secret>,
    /// The field `registrytoken`, if it is text.
    pub registry_token: Option<Secret>,
    /// What the kubelet says when it decodes this entry, `auth` aside.
    pub kubelet_misfit: Option<String>,
    /// What oras says when it decodes this entry.
    pub oras_misfit: Option<String>,
    /// Where all text of the entry stands, but for names and addresses: it may be secret.
    pub values: Vec<Span>,
}

impl Entry {
    /// Holds no field with anything in it, as docker leaves it when a credential helper has the secret.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let none = |secret: &Option<Secret>| secret.as_ref().is_none_or(|secret| secret.empty);
        self.auth.as_ref().is_none_or(|auth| auth.empty)
            && self.username.as_ref().is_none_or(UserName::is_empty)
            && none(&self.password)
            && none(&self.identity_token)
            && none(&self.registry_token)
    }
}

/// One member of `credHelpers`.
#[derive(Clone, Debug)]
pub struct HelperFor {
    /// The host that it is for.
    pub host: String,
    /// Where the host stands.
    pub key_span: Span,
    /// The helper's name, the part behind `docker-credential-`; `None` if it isn't text.
    pub name: Option<String>,
    /// Where the name stands.
    pub span: Span,
}

/// One `credsStore` as it stands in the file.
#[derive(Clone, Debug)]
pub struct StoreField {
    /// The field's name is written exactly so; oras takes no other.
    pub exact: bool,
    /// Where the field's name stands.
    pub key_span: Span,
    /// The store's name; `None` if it isn't text.
    pub name: Option<String>,
    /// Where the value stands.
    pub span: Span,
}

/// What the clients say when they decode the file, type errors only.
#[derive(Clone, Debug, Default)]
pub struct Misfits {
    /// docker, crane, nerdctl, buildkit.
    pub docker: Option<String>,
    /// Where the value stands that docker can't take.
    pub docker_span: Option<Span>,
    /// podman, skopeo, buildah.
    pub podman: Option<String>,
    /// The kubelet, entries aside.
    pub kubelet: Option<String>,
    /// docker on `DOCKER_AUTH_CONFIG`.
    pub docker_env: Option<String>,
    /// oras and helm, entries aside: the words around it and the error.
    pub oras: Option<(&'static str, String)>,
}

/// Where the text around a Kubernetes Secret says what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretMeta {
    /// `type`
    pub kind: Option<String>,
    /// The data key: `.dockerconfigjson`, `.dockercfg` or another.
    pub data_key: String,
    /// Where the data key stands.
    pub data_key_span: Option<Span>,
    /// What is in the value.
    pub payload: Payload,
}

/// What the value of a Secret's data key is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Payload {
    /// Text; the document was read from it.
    #[default]
    Read,
    /// Taken out by a person, so not checked.
    Redacted,
    /// Under `data` it must be base64, and isn't from this byte on.
    NotBase64(usize),
    /// Base64, of something that is no text.
    NotText,
}

impl SecretMeta {
    /// The type and the data key go together; else the kubelet skips the Secret.
    #[must_use]
    pub fn fits(&self) -> bool {
        matches!(
            (self.kind.as_deref(), self.data_key.as_str()),
            (
                Some("kubernetes.io/dockerconfigjson") | None,
                ".dockerconfigjson"
            ) | (Some("kubernetes.io/dockercfg") | None, ".dockercfg")
        )
    }
}

/// A top-level key, for the search for slips of the pen.
#[derive(Clone, Debug)]
pub struct TopKey {
    /// The key.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// Where in the input a document's text stands.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// The text is the input from this offset on.
    At(usize),
    /// The text was decoded from the value that stands here.
    Inside(Span),
}

impl Place {
    /// A span of the document's text as a span of the input.
    #[must_use]
    pub const fn span(self, span: Span) -> Span {
        match self {
            Self::At(offset) => span.shifted(offset),
            Self::Inside(value) => value,
        }
    }
}

/// A config that was found in the input.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which file it is.
    pub kind: DocumentKind,
    /// Where it stands.
    pub span: Span,
    /// The text is a file, byte for byte: nothing was left out of it or put around it.
    pub exact: bool,
    /// The first fault of the JSON, its offset counted from the document's start.
    pub fault: Option<Fault>,
    /// Where the fault stands.
    pub fault_span: Option<Span>,
    /// Line of the fault, from 1.
    pub fault_line: usize,
    /// Column of the fault, from 1, in characters.
    pub fault_column: usize,
    /// The fault is a redaction (`...`, a value without quotes), not one of the file.
    pub fault_is_redaction: bool,
    /// The first byte behind the value that isn't white space, and where: only in an exact file.
    pub trailing: Option<(u8, Span)>,
    /// Host → entry without `auths` around it, as in `.dockercfg`.
    pub flat: bool,
    /// The top-level keys.
    pub keys: Vec<TopKey>,
    /// Every `auths`.
    pub auths: Vec<Block<Entry>>,
    /// Every `credHelpers`.
    pub helpers: Vec<Block<HelperFor>>,
    /// Every `credsStore`.
    pub stores: Vec<StoreField>,
    /// Where the values of `HttpHeaders` stand: docker sends them to its engine.
    pub headers: Vec<Span>,
    /// Type errors.
    pub misfits: Misfits,
    /// What JSON doesn't have, in the order met.
    pub odd: Vec<json::Odd>,
    /// The Secret around it.
    pub secret: Option<SecretMeta>,
}

/// What `items` gives of each, in order, as one list: nested iterators weigh more.
pub(super) fn gather<'a, S, I: IntoIterator>(
    all: &'a [S],
    items: impl Fn(&'a S) -> I,
) -> Vec<I::Item> {
    let mut gathered = Vec::new();
    for one in all {
        gathered.extend(items(one));
    }
    gathered
}

impl Document {
    /// Every entry of every `auths`, in order.
    #[must_use]
    pub fn entries(&self) -> Vec<&Entry> {
        gather(&self.auths, |block| &block.items)
    }

    /// Every member of every `credHelpers`, in order.
    #[must_use]
    pub fn cred_helpers(&self) -> Vec<&HelperFor> {
        gather(&self.helpers, |block| &block.items)
    }

    /// Where anything stands that may be a secret.
    #[must_use]
    pub fn sensitive(&self) -> Vec<Span> {
        let mut spans = self.headers.clone();
        for entry in self.entries() {
            spans.extend(&entry.values);
            if let Some(user) = &entry.username
                && user.looks_like.is_some()
            {
                spans.push(user.span);
            }
            if entry.key == HIDDEN {
                spans.push(entry.key_span);
            }
        }
        spans
    }

    /// The `credsStore` that docker uses: its name, unless it is empty.
    #[must_use]
    pub fn creds_store(&self) -> Option<&StoreField> {
        let last = self
            .stores
            .iter()
            .rev()
            .find(|store| store.name.is_some())?;
        last.name
            .as_ref()
            .is_some_and(|name| !name.is_empty())
            .then_some(last)
    }

    /// Reads `text`, whose first value begins at its start.
    #[must_use]
    pub fn of(text: &str, place: Place, exact: bool) -> Self {
        let scan = json::scan(text);
        let tree = json::parse(text, 0);
        let end = if scan.fault.is_some() {
            tree.end
        } else {
            scan.end
        };
        let mut document = Self {
            kind: DocumentKind::OtherJson,
            span: place.span(Span::new(0, end)),
            exact,
            fault: scan.fault,
            fault_span: None,
            fault_line: 0,
            fault_column: 0,
            fault_is_redaction: false,
            trailing: None,
            flat: false,
            keys: Vec::new(),
            auths: Vec::new(),
            helpers: Vec::new(),
            stores: Vec::new(),
            headers: Vec::new(),
            misfits: Misfits::default(),
            odd: tree
                .odd
                .iter()
                .map(|odd| json::Odd {
                    kind: odd.kind,
                    span: place.span(odd.span),
                })
                .collect(),
            secret: None,
        };
        if let Some(fault) = scan.fault {
            document.place_fault(text, fault, place, &tree);
        } else if exact || matches!(place, Place::Inside(_)) {
            let rest = text.as_bytes().get(end..).unwrap_or_default();
            let found = rest.iter().position(|&byte| !json::is_space(byte));
            document.trailing = found.and_then(|at| {
                let at = end + at;
                let there = Span::new(at, at + 1).snapped(text);
                Some((*text.as_bytes().get(at)?, place.span(there)))
            });
        }
        document.read(&tree.root, text, place);
        document
    }

    fn place_fault(&mut self, text: &str, fault: Fault, place: Place, tree: &Tree) {
        let offset = fault.offset.min(text.len());
        let width = usize::from(fault.byte.is_some());
        self.fault_span = Some(place.span(Span::new(offset, offset + width).snapped(text)));
        let before = Span::new(0, offset).snapped(text).of(text);
        self.fault_line = before.matches('\n').count() + 1;
        self.fault_column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let by_redaction = |odd: &json::Odd| match odd.kind {
            OddKind::Ellipsis => true,
            OddKind::Bare => super::placeholder::is_placeholder(odd.span.of(text)),
            // A comma before or behind the dots, or lost with them.
            OddKind::TrailingComma | OddKind::MissingComma => {
                tree.odd.iter().any(|odd| odd.kind == OddKind::Ellipsis)
            }
            _ => false,
        };
        self.fault_is_redaction =
            !self.exact && !tree.odd.is_empty() && tree.odd.iter().all(by_redaction);
    }

    fn read(&mut self, root: &Node, text: &str, place: Place) {
        for member in root.members() {
            let key = member.key_text(text);
            self.keys.push(TopKey {
                name: shown_key(&key),
                span: place.span(member.key),
            });
            let key_span = place.span(member.key);
            if same_field("auths", &key) {
                self.auths.push(Block {
                    exact: key == "auths",
                    key_span,
                    shape: shape_of(&member.node),
                    items: entries_of(&member.node, text, place, false),
                });
            } else if same_field("credHelpers", &key) {
                self.helpers.push(Block {
                    exact: key == "credHelpers",
                    key_span,
                    shape: shape_of(&member.node),
                    items: helpers_of(&member.node, text, place),
                });
            } else if same_field("HttpHeaders", &key) {
                self.headers.extend(values_of(&member.node, text, place));
            } else if same_field("credsStore", &key) {
                self.stores.push(StoreField {
                    exact: key == "credsStore",
                    key_span,
                    name: member.node.text(text).map(shown_name),
                    span: place.span(member.node.span),
                });
            }
        }
        let (docker, docker_span) = misfit_at(root, text, &gotypes::DOCKER).unzip();
        self.misfits = Misfits {
            docker,
            docker_span: docker_span.map(|span| place.span(span)),
            podman: misfit(root, text, &gotypes::PODMAN),
            kubelet: misfit(root, text, &gotypes::KUBELET),
            docker_env: cfg!(not(target_arch = "wasm32"))
                .then(|| misfit(root, text, &gotypes::DOCKER_ENV))
                .flatten(),
            oras: oras_misfit(root, text),
        };
        self.kind = self.kind_of(root, text);
        if self.kind == DocumentKind::DockerCfg {
            self.flat = true;
            self.read_flat(root, text, place);
        }
    }

    /// The old layout: the top level is what `auths` is elsewhere.
    fn read_flat(&mut self, root: &Node, text: &str, place: Place) {
        self.auths = vec![Block {
            exact: true,
            key_span: place.span(Span::new(0, 0)),
            shape: Shape::Object,
            items: entries_of(root, text, place, true),
        }];
        self.misfits = Misfits {
            podman: misfit(root, text, &gotypes::PODMAN_AUTHS),
            kubelet: misfit(root, text, &gotypes::KUBELET_AUTHS),
            ..Misfits::default()
        };
    }

    fn kind_of(&self, root: &Node, text: &str) -> DocumentKind {
        let known = |key: &&TopKey| gotypes::DOCKER.has_field(&key.name);
        let config = self.keys.iter().filter(known).count();
        if config > 0 {
            let only_auths = self
                .keys
                .iter()
                .all(|key| same_field("auths", &key.name) || same_field("credHelpers", &key.name));
            return if only_auths && !self.auths.is_empty() && self.stores.is_empty() && config == 1
            {
                DocumentKind::AuthJson
            } else {
                DocumentKind::DockerConfig
            };
        }
        // An exact file is named config.json: docker reads it as such, whatever is in it.
        let looks_like_entry = |member: &Member| {
            let fields = member.node.members();
            fields.iter().any(|field| {
                let key = field.key_text(text);
                ["auth", "username", "password", "identitytoken", "email"]
                    .iter()
                    .any(|name| same_field(name, &key))
            })
        };
        if !self.exact && root.members().iter().any(looks_like_entry) {
            return DocumentKind::DockerCfg;
        }
        if matches!(root.value, Value::Object(_)) && (root.members().is_empty() || self.exact) {
            return DocumentKind::DockerConfig;
        }
        DocumentKind::OtherJson
    }
}
