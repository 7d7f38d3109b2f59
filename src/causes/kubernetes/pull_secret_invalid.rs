//! The pull secret is there, and can't serve.

use super::in_a_cluster;
use crate::causes::{cause, pod, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain};
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Says, kubernetes};

cause! {
    /// # What it is
    /// The pod names a pull secret that exists, but its type, its server or its
    /// content is wrong, or the token in it has expired or was revoked.
    ///
    /// # Why it happens
    /// The secret was made as `generic` from a key file, its content was encoded
    /// twice, the server has another spelling than the image's host, or a token
    /// that lasts some hours (ECR: 12) was put into it.
    ///
    /// # Example
    /// ```error
    /// Secret "regcred" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'e' looking for beginning of value
    /// ```
    ///
    /// # How to fix
    /// Make it again with `kubectl create secret docker-registry`, which writes
    /// type and content as they must be.
    ///
    /// # How to verify
    /// The secret's type is `kubernetes.io/dockerconfigjson`, its key is the
    /// image's host, and a new pod's events say `Pulled`.
    ///
    /// # Don't
    /// Don't paste the secret's content anywhere: it holds the password.
    "pull-secret-invalid", "The pull secret doesn't work"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::PullSecretInvalid),
        "Kubernetes refuses the secret's content.",
    );
    let base64 = facts.first(Says::AuthEntryBroken);
    if base64.is_some() && in_a_cluster(facts) {
        case.seen(
            Weight::Strong,
            base64,
            "The content isn't base64, as a pull secret's data must be.",
        );
    }
    if !in_a_cluster(facts) {
        return;
    }
    let sent = facts.any(&[Says::CredentialSent, Says::BadCredential]);
    case.seen(
        Weight::Strong,
        sent.filter(|_| !super::is_sandbox(facts)),
        "The node sent a credential from a pull secret, and the registry refused it.",
    );
    case.seen(
        Weight::Supports,
        facts.first(Says::BadCredential),
        "The registry says that the user name or the secret is wrong.",
    );
    case.seen(
        Weight::Supports,
        facts.first(Says::TokenExpired),
        "The token in the secret has expired.",
    );
    if sent.is_none() {
        let weight = if facts.on(Id::Ecr) {
            Weight::Hints
        } else {
            Weight::Supports
        };
        case.seen(
            weight,
            facts.any(&[Says::Unauthorized]),
            "A secret with another server's name leads to this, too.",
        );
    }
    case.seen(
        Weight::Supports,
        facts
            .sentence(&kubernetes::NAMES_SECRET)
            .filter(|_| sent.is_none() && facts.has(Says::Unauthorized)),
        "The pod names a pull secret, and the registry still asks who the node is.",
    );
    if facts.held.outcome == Some(Outcome::Malformed) {
        case.says(
            Weight::Strong,
            At::config(facts),
            "What you pasted can't be read as a pull secret's content.",
        );
    }
    case.seen(
        Weight::StronglyAgainst,
        super::not_there(facts).or_else(|| facts.first(Says::PullSecretMissing)),
        "The text names another reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
    case.seen(
        Weight::Against,
        facts.any(&[Says::Anonymous, Says::NoBasicAuth]),
        "The node sent no credential at all.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let host = facts.host_named();
    let named = pod::secret(facts).map_or("The pull secret".into(), |name| {
        format!("The pull secret {}", plain(name))
    });
    let refused = facts.any(&[
        Says::CredentialSent,
        Says::BadCredential,
        Says::TokenExpired,
    ]);
    let summary = if refused.is_some() {
        format!("{named} was sent to {host}, which refuses the user name or the token in it.")
    } else if facts.has(Says::PullSecretInvalid) {
        format!("{named} isn't valid: its data must be the base64 of a config.json, encoded once.")
    } else {
        format!("{named} doesn't work for {host}: its type, its server or its content is wrong.")
    };
    let name = pod::secret(facts);
    let mut remake =
        pod::give_secret(facts).titled("Make the secret again, with kubectl's own command");
    remake = remake.first(
        act("Delete the old one: a secret's type can't be changed.")
            .run(pod::kubectl(facts, "delete secret").value(name, fix::SECRET_NAME))
            .deletes("the secret; running pods stay, new pods wait until it is made again"),
    );
    let mut advice = Advice::new(summary)
        .confirm(
            look("See the secret's type, which must be kubernetes.io/dockerconfigjson. Its content isn't shown.").run(
                pod::kubectl(facts, "get secret")
                    .value(name, fix::SECRET_NAME)
                    .arg("--output").arg("jsonpath={.type}"),
            ),
        )
        .confirm(pod::describe(facts))
        .fix(remake);
    if facts.has(Says::PullSecretInvalid) || facts.has(Says::AuthEntryBroken) {
        advice = advice.fix(Fix::new("If it is written as YAML, or by Terraform")
            .step(look(
                "Under data, .dockerconfigjson is the base64 of the whole config.json, encoded once and on one line. Under stringData, and in Terraform's kubernetes_secret, it is the JSON itself: those encode it for you. The type is kubernetes.io/dockerconfigjson.",
            )));
    }
    if matches!(facts.registry().id, Id::Gcr | Id::ArtifactRegistry) && facts.host().is_some() {
        advice = advice.fix(Fix::new("If it should hold a service account's key")
            .step(look(
                "The user name is _json_key, the password is the key file's whole content. A secret made as generic from the key file isn't a pull secret.",
            )));
    }
    if facts.on(Id::Ecr) {
        advice = advice.lasting(look(
            "A token for ECR lasts 12 hours, so a secret with one must be renewed all the time. Let the node's role pull instead.",
        ));
    } else {
        advice = advice.lasting(look(
            "Use a token that is made for this cluster alone, can only pull, and has an expiry date that you know.",
        ));
    }
    advice
        .verify(pod::verify(facts))
        .avoid("Don't paste the secret's content anywhere: it holds the password.")
        .link(
            "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/",
        )
}
