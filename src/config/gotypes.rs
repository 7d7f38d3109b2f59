//! The type errors of Go's `encoding/json`, for the structs that the clients
//! decode into: which value doesn't fit which field, in Go's words.
//!
//! Go goes on behind such an error and reports the first one at the end.

use crate::fill::fill;
use crate::span::Span;

use super::json::{Member, Node, Value};

/// A Go type, as far as it matters for decoding.
#[derive(Debug)]
pub enum Go {
    /// `string`
    Str,
    /// Takes anything: `json.RawMessage`, or a type that decodes itself.
    Raw,
    /// A slice, by its full name, and its elements.
    List(&'static str, &'static Go),
    /// A map with text for keys, by its full name, and its values.
    Map(&'static str, &'static Go),
    /// A struct: package, name, its fields by their JSON names (those of the
    /// type `string`, then the others), and whether unknown fields are errors.
    Struct(
        &'static str,
        &'static str,
        &'static str,
        &'static [(&'static str, Go)],
        bool,
    ),
}

impl Go {
    /// Whether it is a struct with such a field.
    #[must_use]
    pub fn has_field(&self, key: &str) -> bool {
        match self {
            Self::Struct(_, _, texts, fields, _) => field_of(texts, fields, key).is_some(),
            _ => false,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Str => "string".to_owned(),
            Self::Raw => String::new(),
            Self::List(name, _) | Self::Map(name, _) => (*name).to_owned(),
            Self::Struct(package, name, ..) => fill("{}.{}", &[package, name]),
        }
    }
}

const STRINGS: Go = Go::Map("map[string]string", &Go::Str);

/// docker/cli's `configfile.ConfigFile`.
pub const DOCKER: Go = Go::Struct(
    "configfile",
    "ConfigFile",
    "psFormat imagesFormat networksFormat pluginsFormat volumesFormat statsFormat \
     detachKeys credsStore serviceInspectFormat servicesFormat tasksFormat secretFormat \
     configFormat nodesFormat currentContext experimental",
    &[
        (
            "auths",
            Go::Map("map[string]types.AuthConfig", &DOCKER_ENTRY),
        ),
        ("HttpHeaders", STRINGS),
        ("credHelpers", STRINGS),
        ("pruneFilters", Go::List("[]string", &Go::Str)),
        (
            "proxies",
            Go::Map("map[string]configfile.ProxyConfig", &PROXY),
        ),
        ("cliPluginsExtraDirs", Go::List("[]string", &Go::Str)),
        ("plugins", Go::Map("map[string]map[string]string", &STRINGS)),
        ("aliases", STRINGS),
        ("features", STRINGS),
    ],
    false,
);

const DOCKER_ENTRY: Go = Go::Struct(
    "types",
    "AuthConfig",
    "username password auth email serveraddress identitytoken registrytoken",
    &[],
    false,
);

const PROXY: Go = Go::Struct(
    "configfile",
    "ProxyConfig",
    "httpProxy httpsProxy noProxy ftpProxy allProxy",
    &[],
    false,
);

/// docker/cli's reading of `DOCKER_AUTH_CONFIG`, which takes no unknown field.
pub const DOCKER_ENV: Go = Go::Struct(
    "configfile",
    "configEnv",
    "",
    &[(
        "auths",
        Go::Map(
            "map[string]configfile.configEnvAuth",
            &Go::Struct("configfile", "configEnvAuth", "auth", &[], true),
        ),
    )],
    true,
);

/// containers/image's `dockerConfigFile`.
pub const PODMAN: Go = Go::Struct(
    "config",
    "dockerConfigFile",
    "",
    &[("auths", PODMAN_AUTHS), ("credHelpers", STRINGS)],
    false,
);

/// containers/image on `.dockercfg`: the map alone.
pub const PODMAN_AUTHS: Go = Go::Map(
    "map[string]config.dockerAuthConfig",
    &Go::Struct(
        "config",
        "dockerAuthConfig",
        "auth identitytoken",
        &[],
        false,
    ),
);

/// The kubelet's `DockerConfigJSON`; its entries decode themselves.
pub const KUBELET: Go = Go::Struct(
    "credentialprovider",
    "DockerConfigJSON",
    "",
    &[("auths", KUBELET_AUTHS), ("HttpHeaders", STRINGS)],
    false,
);

/// The kubelet on `.dockercfg`: the map alone.
pub const KUBELET_AUTHS: Go = Go::Map("credentialprovider.DockerConfig", &Go::Raw);

/// One entry as the kubelet decodes it.
pub const KUBELET_ENTRY: Go = Go::Struct(
    "credentialprovider",
    "dockerConfigEntryWithAuth",
    "username password email auth",
    &[],
    false,
);

/// One entry as oras-go decodes it.
pub const ORAS_ENTRY: Go = Go::Struct(
    "config",
    "AuthConfig",
    "auth identitytoken registrytoken username password",
    &[],
    false,
);

/// oras-go's whole file, and its `auths`.
pub const ORAS: Go = Go::Map("map[string]json.RawMessage", &Go::Raw);

/// oras-go's `credHelpers`.
pub const ORAS_HELPERS: Go = STRINGS;

/// What a credential helper prints.
pub const HELPER: Go = Go::Struct(
    "credentials",
    "Credentials",
    "ServerURL Username Secret",
    &[],
    false,
);

/// A value that doesn't fit its field.
enum Misfit {
    /// A value of one kind where another is wanted.
    Type {
        /// What Go calls the value: `array`, `bool`, `number`, `object`, `string`.
        value: &'static str,
        /// The struct around it, and the path of fields down from the first struct.
        field: Option<(String, String)>,
        /// The type wanted.
        wanted: String,
    },
    /// A field that a strict reader doesn't know.
    Unknown(String),
}

impl Misfit {
    /// Go's words.
    fn go_words(&self) -> String {
        match self {
            Self::Type {
                value,
                field,
                wanted,
            } => {
                let (place, field) = match field {
                    Some((name, path)) => ("Go struct field ", fill("{}.{}", &[name, path])),
                    None => ("Go value", String::new()),
                };
                fill(
                    "json: cannot unmarshal {} into {}{} of type {}",
                    &[value, place, &field, wanted],
                )
            }
            Self::Unknown(name) => fill("json: unknown field {}", &[&super::json::quote(name)]),
        }
    }

    /// The same error as seen from a struct around, at `path` in it.
    fn inside(self, outer: &str, path: &str) -> Self {
        match self {
            Self::Type {
                value,
                field,
                wanted,
            } => {
                let path = match field {
                    Some((_, inner)) => fill("{}.{}", &[path, &inner]),
                    None => path.to_owned(),
                };
                Self::Type {
                    value,
                    field: Some((outer.to_owned(), path)),
                    wanted,
                }
            }
            unknown @ Self::Unknown(_) => unknown,
        }
    }
}

/// What Go says of the first misfit of `node` as a value of type `go`.
#[must_use]
pub fn misfit(node: &Node, input: &str, go: &Go) -> Option<String> {
    misfit_at(node, input, go).map(|(words, _)| words)
}

/// The same, and where the value stands that doesn't fit.
#[must_use]
pub fn misfit_at(node: &Node, input: &str, go: &Go) -> Option<(String, Span)> {
    let (misfit, span) = check(node, input, go, None, &mut Vec::new())?;
    Some((misfit.go_words(), span))
}

/// What Go says of a misfit in a value that decodes itself, as an entry of the
/// kubelet's `auths` does.
#[must_use]
pub fn misfit_in_auths(node: &Node, input: &str, go: &Go) -> Option<String> {
    let (misfit, _) = check(node, input, go, None, &mut Vec::new())?;
    Some(misfit.inside("DockerConfigJSON", "auths").go_words())
}

fn check(
    node: &Node,
    input: &str,
    go: &Go,
    within: Option<&'static str>,
    path: &mut Vec<&'static str>,
) -> Option<(Misfit, Span)> {
    match (go, &node.value) {
        (Go::Raw, _) | (_, Value::Null) | (Go::Str, Value::Str | Value::Bare) => None,
        (Go::List(_, element), Value::Array(nodes)) => nodes
            .iter()
            .find_map(|node| check(node, input, element, within, path)),
        (Go::Map(_, element), Value::Object(members)) => members
            .iter()
            .find_map(|member| check(&member.node, input, element, within, path)),
        (Go::Struct(_, name, texts, fields, strict), Value::Object(members)) => {
            members.iter().find_map(|member| {
                let key = member.key_text(input);
                let Some((field, go)) = field_of(texts, fields, &key) else {
                    return strict.then(|| (Misfit::Unknown(key.into_owned()), member.key));
                };
                path.push(field);
                let found = check(&member.node, input, go, Some(name), path);
                path.pop();
                found
            })
        }
        (go, value) => {
            let misfit = Misfit::Type {
                value: value.go_kind(),
                field: within.map(|name| (name.to_owned(), path.join("."))),
                wanted: go.name(),
            };
            Some((misfit, node.span))
        }
    }
}

/// The field that Go picks for a key: the exact name, else the name without regard to case.
fn field_of(
    texts: &'static str,
    fields: &'static [(&'static str, Go)],
    key: &str,
) -> Option<(&'static str, &'static Go)> {
    let all = || {
        let texts = texts.split_ascii_whitespace().map(|name| (name, &Go::Str));
        texts.chain(fields.iter().map(|(name, go)| (*name, go)))
    };
    all()
        .find(|(name, _)| *name == key)
        .or_else(|| all().find(|(name, _)| same_field(name, key)))
}

/// Whether Go takes `key` for the field `name`. Two letters beyond ASCII fold
/// onto ASCII ones: long s and the kelvin sign.
#[must_use]
pub fn same_field(name: &str, key: &str) -> bool {
    let fold = |c: char| match c {
        'ſ' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    name.chars().map(fold).eq(key.chars().map(fold))
}

/// The last member that Go decodes into the field `name` and that is of a fitting kind.
#[must_use]
pub fn last_fitting<'n>(members: &'n [Member], input: &str, name: &str) -> Option<&'n Node> {
    members
        .iter()
        .rev()
        .find(|member| {
            matches!(member.node.value, Value::Str | Value::Bare)
                && same_field(name, &member.key_text(input))
        })
        .map(|member| &member.node)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::json::parse;
    use super::*;

    fn words(text: &str, go: &Go) -> String {
        misfit(&parse(text, 0).root, text, go).unwrap_or_default()
    }

    #[test]
    fn words_of_go() {
        assert_eq!(
            words("{\"auths\":[]}", &DOCKER),
            "json: cannot unmarshal array into Go struct field ConfigFile.auths of type map[string]types.AuthConfig"
        );
        assert_eq!(
            words("{\"AUTHS\":{\"a\":{\"auth\":1}}}", &DOCKER),
            "json: cannot unmarshal number into Go struct field AuthConfig.auths.auth of type string"
        );
        assert_eq!(
            words("[]", &PODMAN),
            "json: cannot unmarshal array into Go value of type config.dockerConfigFile"
        );
        assert_eq!(
            words("{\"auths\":{\"a\":{\"x\":1}}}", &DOCKER_ENV),
            "json: unknown field \"x\""
        );
        assert_eq!(words("{\"auths\":null,\"credsStore\":null}", &DOCKER), "");
        assert_eq!(
            misfit_in_auths(
                &parse("{\"auth\":1}", 0).root,
                "{\"auth\":1}",
                &KUBELET_ENTRY
            )
            .unwrap(),
            "json: cannot unmarshal number into Go struct field DockerConfigJSON.auths.auth of type string"
        );
    }
}
