//! A key that is meant for the host, and isn't found for it.

use crate::causes::{cause, words};
use crate::config::lookup::Why;
use crate::facts::{Facts, Other};
use crate::fix::{self, Advice, Edit, Fix, act, plain};
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::Says;

cause! {
    /// # What it is
    /// The config has an entry that is meant for this registry, under a key that
    /// differs from the host looked up: another port, a scheme or path that this
    /// client doesn't strip, upper case, a wildcard.
    ///
    /// # Why it happens
    /// Clients compare the key with the host in the image's name, port included.
    /// A login without the port isn't used for an image with one. Each tool
    /// accepts other spellings, so a file that works for one fails for another.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Head "https://registry.example.com:5000/v2/acme/app/manifests/1": no basic auth credentials
    /// ```
    /// ```image
    /// registry.example.com:5000/acme/app:1
    /// ```
    /// ```config
    /// {"auths": {"registry.example.com": {"auth": "xxxx"}}}
    /// ```
    ///
    /// # How to fix
    /// Log in to exactly the host that is in the image's name.
    ///
    /// # How to verify
    /// The config has that very host as a key, and the pull works.
    ///
    /// # Don't
    /// Don't rename the registry in the image to fit the key: port and scheme
    /// belong to the address.
    "config-key-mismatch", "The login is stored under another spelling of the host"
}

/// The entry that is meant for this host and isn't found, and why.
fn misspelt<'a>(facts: &'a Facts) -> Option<&'a (Other, Why)> {
    facts
        .held
        .near
        .iter()
        .find(|(_, why)| *why != Why::HubSpelling)
        .or(facts.held.near_helper.as_ref())
}

fn weigh(facts: &Facts, case: &mut Case) {
    let Some((other, why)) = misspelt(facts) else {
        return;
    };
    // A store for all hosts is asked where no key in credHelpers is met.
    let missing = facts.held.outcome == Some(Outcome::Missing);
    let store = facts.held.outcome == Some(Outcome::Helper) && facts.held.near_helper.is_some();
    if !missing && !store {
        return;
    }
    let weight = if *why == Why::ParentDomain {
        Weight::Supports
    } else {
        Weight::Decisive
    };
    case.says(
        weight,
        other,
        format!("The key {} {}.", plain(&other.key), why.says()),
    );
    case.seen(
        Weight::Hints,
        facts.any(&[
            Says::NoBasicAuth,
            Says::Unauthorized,
            Says::Anonymous,
            Says::Denied,
            Says::PullAccessDenied,
        ]),
        "The registry answers as it does to requests without a login.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "The registry wasn't asked for a login: the text names another reason.",
    );
    if *why == Why::ParentDomain {
        case.says(
            Weight::Hints,
            At::NOWHERE,
            "No client uses a login for a domain above or below.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let key = misspelt(facts).map(|(other, _)| other.key.as_str());
    let summary: fix::Says = match key {
        Some(key) => format!(
            "Your login is stored under {}, but {} looks for {}.",
            plain(key),
            facts.tool.named(),
            facts.host_named()
        )
        .into(),
        None => "The login must be stored under {host}, spelt as in the image's name.".into(),
    };
    let to = Edit::MoveEntry {
        from: fix::value(key, fix::CONFIG_KEY),
        to: fix::value(facts.host(), fix::REGISTRY),
    };
    Advice::new(summary)
        .confirm(words::look_at_config(facts))
        .fix(words::log_in(facts))
        .fix(
            Fix::new("Or move the entry under the right key")
                .step(words::copy_config(facts))
                .step(
                    act("Move the entry. This replaces what was under the new key.")
                        .run(fix::edit(words::config_file(facts), to)),
                ),
        )
        .verify(words::ask_for_manifest(facts))
        .verify(words::try_again(facts))
        .avoid(words::not_another_registry(facts))
        .link(facts.registry().docs)
}
