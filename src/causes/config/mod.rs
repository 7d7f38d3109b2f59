//! config.json: what the client holds, and why it doesn't find it.

pub(super) mod auth_entry_malformed;
pub(super) mod config_key_mismatch;
pub(super) mod config_malformed;
pub(super) mod credential_helper_failing;
pub(super) mod credential_helper_missing;
pub(super) mod credential_helper_shadows;
pub(super) mod hub_key_mismatch;

use crate::causes::words;
use crate::facts::Facts;
use crate::fix::{self, Edit, Fix, act};

/// Whether a helper needs no login, as it fetches a token from the cloud.
pub(super) fn makes_tokens(name: &str) -> bool {
    matches!(name, "ecr-login" | "gcloud" | "gcr" | "acr-env")
}

/// Copies the config, takes the store or the host's helper out, logs in again.
fn take_helper_out(facts: &Facts, name: Option<&str>) -> Fix {
    let for_host = name.and_then(|name| {
        let mut helpers = facts.held.cred_helpers().into_iter();
        helpers.find(|helper| helper.name.as_deref() == Some(name))
    });
    let (what, edit) = match for_host {
        Some(helper) => (
            "the entry of credHelpers",
            Edit::TakeOutHelper(fix::value(helper.host.as_str(), fix::CONFIG_KEY)),
        ),
        None => ("credsStore", Edit::TakeOutStore),
    };
    let fix = Fix::new("Take it out of the config")
        .step(words::copy_config(facts))
        .step(
            act(format!(
                "Take {what} out. From then on, logins are kept in the file itself, in base64."
            ))
            .run(fix::edit(words::config_file(facts), edit))
            .overwrites("this setting; the copy keeps it"),
        )
        .step(act(
            "Log in again to the registries that you need: the helper's logins aren't in the file. A public image needs no login.",
        ));
    if facts.host().is_some() {
        fix.steps_of(words::log_in(facts))
    } else {
        fix
    }
}
