//! Docker Hub's credentials under a key that isn't looked up.

use crate::causes::{cause, words};
use crate::config::keys::{HUB_KEY, is_hub};
use crate::config::lookup::Why;
use crate::facts::{Facts, Other, Tool};
use crate::fix::{self, Advice, Edit, Fix, act, plain};
use crate::input::Field;
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Group, Says, names};

cause! {
    /// # What it is
    /// The config has a Docker Hub login under a key that the client doesn't
    /// look up. docker looks for `https://index.docker.io/v1/` and nothing else,
    /// with `v1` and the slash at the end.
    ///
    /// # Why it happens
    /// The file or a Kubernetes secret was made by hand with `docker.io`,
    /// `index.docker.io` or `https://index.docker.io/v2/`; or the login named
    /// `index.docker.io`, which is stored under another key than a login without
    /// a host.
    ///
    /// # Example
    /// ```error
    /// unauthorized: authentication required
    /// ```
    /// ```image
    /// acme/app:1
    /// ```
    /// ```config
    /// {"auths": {"docker.io": {"auth": "xxxx"}}}
    /// ```
    ///
    /// # How to fix
    /// Copy the file, then move the entry under `https://index.docker.io/v1/`,
    /// or log in without a host.
    ///
    /// # How to verify
    /// The config has that key, and the pull works.
    ///
    /// # Don't
    /// Don't keep both keys with different secrets: tools differ in which one
    /// they use.
    "hub-key-mismatch", "The Docker Hub login is stored under the wrong key"
}

/// The entry that is meant for Docker Hub and isn't found.
fn misspelt<'a>(facts: &'a Facts) -> Option<&'a Other> {
    facts
        .held
        .near
        .iter()
        .find(|(_, why)| *why == Why::HubSpelling)
        .map(|(other, _)| other)
}

/// The key that the reader's tool looks up.
fn looked_up(facts: &Facts) -> &'static str {
    if facts.tool.is_containers_image() {
        "docker.io"
    } else {
        HUB_KEY
    }
}

fn weigh(facts: &Facts, case: &mut Case) {
    let refused = facts.any(&[
        Says::Unauthorized,
        Says::NoBasicAuth,
        Says::Anonymous,
        Says::Denied,
        Says::PullAccessDenied,
        Says::PushAccessDenied,
        Says::TooManyRequests,
        Says::NoEntry,
    ]);
    if facts.held.outcome == Some(Outcome::Missing)
        && let Some(other) = misspelt(facts)
    {
        case.says(
            Weight::Decisive,
            other,
            format!(
                "The login is stored under {}, and {} looks for {}.",
                plain(&other.key),
                facts.tool.named(),
                looked_up(facts)
            ),
        );
        case.seen(
            Weight::Hints,
            refused,
            "Docker Hub answers as it does to requests without a login.",
        );
        return;
    }
    let elsewhere = facts
        .held
        .hub_elsewhere()
        .filter(|(_, key, _)| *key != looked_up(facts));
    if let (Some((at, key, alone)), Some(_)) = (elsewhere, refused) {
        case.says(
            if alone {
                Weight::Strong
            } else {
                Weight::Supports
            },
            at,
            format!(
                "A Docker Hub login is stored under {}, and docker looks for {HUB_KEY}.",
                plain(key)
            ),
        );
        case.wants(
            facts,
            Field::Image,
            "The image reference: it shows whether Docker Hub was asked.",
        );
        return;
    }
    if facts.held.is_given() || !facts.on(Id::DockerHub) {
        return;
    }
    let library = facts
        .sentence(&names::UPLOADS)
        .and_then(|seen| seen.get(Group::Repo))
        .is_some_and(|repository| repository.starts_with("library/"));
    if library {
        return;
    }
    // Without the config: some programs have a file of their own, in which
    // people write the key by hand.
    let looked = facts.first(Says::NoEntry);
    if facts.tool == Tool::Kaniko || looked.is_some() {
        case.seen(
            if looked.is_some() { Weight::Supports } else { Weight::Strong },
            refused.filter(|seen| seen.signal.says != Says::NoEntry),
            "This program's config is usually written by hand, and Docker Hub's key is often misspelt.",
        );
        case.seen(
            Weight::Supports,
            looked.filter(|seen| seen.get(Group::Host).is_some_and(is_hub)),
            "It found no entry under the name that it looks for.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let key = misspelt(facts)
        .map(|other| other.key.as_str())
        .or_else(|| facts.held.hub_elsewhere().map(|(_, key, _)| key));
    let looked_up = looked_up(facts);
    let summary = match key {
        Some(key) => format!(
            "Your Docker Hub login is stored under the key {}, but {} looks for {looked_up}.",
            plain(key),
            facts.tool.named()
        ),
        None => format!(
            "The Docker Hub login must be stored under the key {HUB_KEY}, with v1 and the slash at the end. Under any other key, it isn't found."
        ),
    };
    let log_in = words::log_in(facts).titled("Or log in again, which writes the right key");
    let to = Edit::MoveEntry {
        from: fix::value(key, fix::CONFIG_KEY),
        to: looked_up.into(),
    };
    Advice::new(summary)
        .confirm(words::look_at_config(facts))
        .fix(Fix::new("Move the entry under the right key")
            .step(words::copy_config(facts))
            .step(act(format!("Move the entry under {looked_up}.")).run(fix::edit(words::config_file(facts), to))))
        .fix(log_in)
        .verify(words::ask_for_manifest(facts))
        .verify(words::try_again(facts))
        .avoid("Don't keep two Docker Hub keys with different secrets: tools differ in which one they use.")
        .avoid("Don't use /v2/ in the key: v1 is part of the name, whatever API is used.")
        .link("https://docs.docker.com/reference/cli/docker/login/")
}
