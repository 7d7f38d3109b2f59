//! Reading entries and helpers off the tree.

use crate::config::auth::{AuthForm, UserName};
use crate::config::gotypes::{self, last_fitting, misfit, misfit_in_auths, same_field};
use crate::config::json::{Member, Node, Value};
use crate::config::keys::{shown_key, shown_name};
use crate::config::secret::{Secret, SecretField};
use crate::span::Span;

use super::{Entry, HelperFor, Place, Shape};

pub(super) fn shape_of(node: &Node) -> Shape {
    match &node.value {
        Value::Object(_) => Shape::Object,
        Value::Null => Shape::Null,
        _ => Shape::Other,
    }
}

/// The entries of `auths`, or of a file that has nothing around them: `flat`.
pub(super) fn entries_of(node: &Node, text: &str, place: Place, flat: bool) -> Vec<Entry> {
    let kubelet = if flat { misfit } else { misfit_in_auths };
    let entry = |member: &Member| {
        let fields = member.node.members();
        let fitting = |name: &str| {
            let node = last_fitting(fields, text, name)?;
            Some((node.text(text)?, place.span(node.span)))
        };
        let secret = |name: &str, field: SecretField| {
            fitting(name).map(|(value, span)| Secret::of(&value, span, field))
        };
        Entry {
            key: shown_key(&member.key_text(text)),
            key_span: place.span(member.key),
            span: place.span(member.node.span),
            auth: fitting("auth").map(|(value, span)| AuthForm::of(&value, span)),
            username: fitting("username").map(|(value, span)| UserName::of(&value, span)),
            password: secret("password", SecretField::Password),
            identity_token: secret("identitytoken", SecretField::IdentityToken),
            registry_token: secret("registrytoken", SecretField::RegistryToken),
            kubelet_misfit: kubelet(&member.node, text, &gotypes::KUBELET_ENTRY),
            oras_misfit: misfit(&member.node, text, &gotypes::ORAS_ENTRY),
            values: values_of(&member.node, text, place),
        }
    };
    node.members().iter().map(entry).collect()
}

/// Where text and numbers stand in an entry, names and addresses aside.
pub(super) fn values_of(node: &Node, text: &str, place: Place) -> Vec<Span> {
    const OPEN: [&str; 4] = ["username", "email", "serveraddress", "User-Agent"];
    let mut values = Vec::new();
    let mut nodes = vec![node];
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Str | Value::Bare | Value::Number => values.push(place.span(node.span)),
            Value::Array(elements) => nodes.extend(elements),
            Value::Object(members) => nodes.extend(
                members
                    .iter()
                    .filter(|member| {
                        let key = member.key_text(text);
                        !OPEN.iter().any(|open| same_field(open, &key))
                    })
                    .map(|member| &member.node),
            ),
            Value::Null | Value::Bool => {}
        }
    }
    values
}

pub(super) fn helpers_of(node: &Node, text: &str, place: Place) -> Vec<HelperFor> {
    let helper = |member: &Member| HelperFor {
        host: shown_key(&member.key_text(text)),
        key_span: place.span(member.key),
        // What doesn't fit leaves the name empty, as Go does.
        name: member.node.text(text).map(shown_name),
        span: place.span(member.node.span),
    };
    node.members().iter().map(helper).collect()
}

/// oras decodes field by field, in this order.
pub(super) fn oras_misfit(root: &Node, text: &str) -> Option<(&'static str, String)> {
    if let Some(found) = misfit(root, text, &gotypes::ORAS) {
        return Some(("", found));
    }
    [
        (
            "credsStore",
            "failed to unmarshal creds store field: ",
            &gotypes::Go::Str,
        ),
        (
            "credHelpers",
            "failed to unmarshal cred helpers field: ",
            &gotypes::ORAS_HELPERS,
        ),
        ("auths", "failed to unmarshal auths field: ", &gotypes::ORAS),
    ]
    .into_iter()
    .find_map(|(field, words, go)| Some((words, misfit(root.get(text, field)?, text, go)?)))
}
