//! A helper is asked, so the entry in the file isn't used.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Edit, Fix, act, look, plain};
use crate::input::Field;
use crate::ranking::{At, Case, Weight};
use crate::signals::Says;

cause! {
    /// # What it is
    /// The config has an entry for the registry, and a credential helper in
    /// `credsStore` or `credHelpers`. The helper is asked, and the entry in the
    /// file isn't read.
    ///
    /// # Why it happens
    /// A tool or a person wrote into `auths` by hand, while the client keeps its
    /// logins in a keychain. Or an old login stays in the keychain, while a new
    /// one was written into the file.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Head "https://registry.example.com/v2/acme/app/manifests/1": no basic auth credentials
    /// ```
    /// ```image
    /// registry.example.com/acme/app:1
    /// ```
    /// ```config
    /// {"auths": {"registry.example.com": {"auth": "xxxx"}}, "credHelpers": {"registry.example.com": "acme"}}
    /// ```
    ///
    /// # How to fix
    /// Log in with the client, which stores the login where it looks; or take the
    /// helper out for this host.
    ///
    /// # How to verify
    /// The helper's `list` names the host.
    ///
    /// # Don't
    /// Don't write into `auths` by hand while a store is set.
    "credential-helper-shadows", "A credential helper hides the stored login"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let Some((name, at)) = facts.held.helper() else {
        return;
    };
    let refused = facts.any(&[
        Says::NoBasicAuth,
        Says::Unauthorized,
        Says::Anonymous,
        Says::Denied,
        Says::PullAccessDenied,
        Says::TokenExpired,
        Says::HelperHasNothing,
    ]);
    let Some(refused) = refused else { return };
    if let Some(shadowed) = facts.held.shadowed() {
        case.says(
            Weight::Strong,
            at,
            format!("The helper {} is asked for this registry.", plain(name)),
        );
        case.says(
            Weight::Strong,
            At {
                field: Field::Config,
                span: shadowed.span,
            },
            "So this entry isn't read.",
        );
    } else if facts.held.lookup().is_some() {
        case.says(
            Weight::Hints,
            at,
            "A helper is asked for this registry, and its answer isn't in the file.",
        );
    }
    case.says(
        Weight::Hints,
        refused,
        "The registry refused what it was sent, or was sent nothing.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::HelperMissing,
            Says::HelperFails,
            Says::HelperCannotStore,
        ]),
        "The helper itself fails.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let helper = facts.held.helper().map(|(name, _)| name);
    let program = helper.map_or("a credential helper".into(), |name| {
        format!("docker-credential-{}", plain(name))
    });
    let mut helpers = facts.held.cred_helpers().into_iter();
    let for_host = helpers
        .any(|entry| entry.name.as_deref() == helper && Some(entry.host.as_str()) == facts.host());
    let (says, edit) = if for_host {
        (
            "Take the helper out for this host.",
            Edit::TakeOutHelper(fix::value(facts.host(), fix::REGISTRY)),
        )
    } else {
        (
            "Take credsStore out. For registries whose login only the helper has, log in again.",
            Edit::TakeOutStore,
        )
    };
    let log_in =
        words::log_in(facts).titled("Log in with the client, which stores the login in the helper");
    Advice::new(format!(
        "For {}, the client asks {program}. It doesn't read the entry in auths, whatever that holds.",
        facts.host_named()
    ))
    .confirm(
        look("See which hosts the helper knows. It lists no secrets.")
            .run(fix::run_helper(helper).arg("list")),
    )
    .fix(log_in)
    .fix(Fix::new("Or take the helper out, so that the entry is read")
        .step(words::copy_config(facts))
        .step(act(says)
            .run(fix::edit(words::config_file(facts), edit))
            .overwrites("this setting; the copy keeps it")))
    .verify(words::ask_for_manifest(facts))
    .verify(words::try_again(facts))
    .lasting(look(
        "Write down, for each machine and job, which helper or secret it uses.",
    ))
    .avoid("Don't write into auths by hand while a store is set: it isn't read.")
    .link("https://docs.docker.com/reference/cli/docker/login/#credential-stores")
}
