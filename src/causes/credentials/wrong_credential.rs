//! The registry saw a user name and a secret, and refuses them.

use crate::causes::{cause, connection, login, places, words};
use crate::facts::{Facts, Op, Tool};
use crate::fix::{self, Advice, Fix, Step, look, run};
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::{Says, answers, client, names};

cause! {
    /// # What it is
    /// The client sent a user name and a secret, and the registry refuses
    /// them. It would refuse them for public images, too.
    ///
    /// # Why it happens
    /// A typo, a password that was changed, a token that was revoked, another
    /// account's token, or a stored login that nobody remembers.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password
    /// ```
    /// ```image
    /// acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Forget the stored login, then log in again with a new token.
    ///
    /// # How to verify
    /// `Login Succeeded`, then the pull works.
    ///
    /// # Don't
    /// Don't try many passwords: registries lock accounts.
    "wrong-credential", "The registry refuses this user name or secret"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        super::logged_out(facts),
        "The login was taken away before.",
    );
    let says = facts.first(Says::BadCredential);
    // Any program says "invalid username or password"; a registry puts its
    // error code in front.
    let anyones = says.is_some_and(|seen| seen.is(&client::BAD_CREDENTIAL_BARE));
    let weight = if anyones && !facts.about_a_registry() {
        Weight::Hints
    } else if super::red_hat_asks(facts).is_some() {
        Weight::Supports
    } else if super::perhaps_nothing_sent(facts).is_some() {
        Weight::Strong
    } else {
        Weight::Decisive
    };
    case.seen(
        weight,
        says,
        "The registry says that the user name or the secret is wrong.",
    );
    let sent = facts
        .first(Says::CredentialSent)
        .filter(|seen| says.is_none() || !seen.is(&client::LOGIN_REFUSED));
    case.seen(
        Weight::Supports,
        sent,
        if sent.is_some_and(|seen| seen.is(&client::OAUTH_TOKEN)) {
            "The token service was sent a credential (\"oauth token\", not \"anonymous token\") and refused it."
        } else {
            "A credential was sent, and refused."
        },
    );
    case.seen(
        Weight::Strong,
        super::ghcr_refuses_a_token(facts),
        "GHCR answers \"denied: denied\" to a token that it doesn't accept.",
    );
    if facts.op == Op::Login {
        case.seen(
            Weight::Strong,
            facts.any(&[
                Says::Unauthorized,
                Says::DeniedBare,
                Says::Denied,
                Says::Anonymous,
            ]),
            "The login itself was refused.",
        );
    }
    case.seen(
        Weight::Supports,
        facts.sentence(&client::LOGIN_401),
        "The login itself was refused.",
    );
    case.seen(
        Weight::Supports,
        facts.sentence(&client::LOGIN_400),
        "Amazon ECR can't read the secret (400): usually the command before the pipe printed nothing, or an error.",
    );
    if facts.held.outcome == Some(Outcome::Found) {
        case.seen(
            Weight::Supports,
            facts.sentence(&answers::NO_SUCH_MANIFEST),
            "docker manifest says so of a login that is refused, too.",
        );
    }
    weigh_config(facts, case);
    case.seen(
        Weight::Against,
        super::red_hat_asks(facts),
        "Red Hat's registry also says so to those who send no login.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&names::SEARCH_LIST),
        "Several registries were asked, and most were never meant.",
    );
    case.seen(
        Weight::StronglyAgainst,
        says.filter(|_| facts.tool.on_a_node() && !facts.has(Says::TypedUser)),
        "On a node, the credential comes from a pull secret.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[Says::TokenRequired, Says::TokenExpired, Says::ScopeMissing]),
        "The registry gives a more specific reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::NoBasicAuth),
        "The client had no credential at all.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts
            .first(Says::Anonymous)
            .filter(|_| facts.op != Op::Login),
        "No credential was sent at all.",
    );
    case.seen(
        Weight::Against,
        facts.first(Says::LoggedIn),
        "A login succeeded shortly before that, so the registry accepted the user name and the secret.",
    );
    super::token_refused(facts, case);
    if (says.is_some() || facts.op == Op::Login) && super::username_wrong_form::is_seen(facts) {
        case.says(
            Weight::Against,
            At::NOWHERE,
            "The user name's form alone is a reason to refuse it.",
        );
    }
}

/// A credential is held, so it was sent, and the registry asks all the same.
fn weigh_config(facts: &Facts, case: &mut Case) {
    let refused = facts.any(&[Says::Unauthorized, Says::CredentialSent]);
    let Some(refused) = refused else { return };
    if facts.held.outcome != Some(Outcome::Found) || facts.held.damaged().is_some() {
        return;
    }
    case.says(
        Weight::Supports,
        At::config(facts),
        "Your config has a credential for this registry, so one was sent.",
    );
    case.says(
        if facts.op == Op::Push {
            Weight::Hints
        } else {
            Weight::Supports
        },
        refused,
        "The registry doesn't accept it: it still asks who you are.",
    );
    if facts.registry().lifetime.contains("hours") {
        case.says(
            Weight::Against,
            At::NOWHERE,
            "Tokens of this registry only last some hours: expiry is the more common reason.",
        );
    }
}

/// The same login without a client in between.
fn test_login(facts: &Facts) -> Step {
    look("Try the user name and the secret by hand: curl asks for the secret, so it isn't in the history or the process list. 200: they are accepted. 401 with Basic in www-authenticate: they aren't. 401 with Bearer: ask the realm that is named there in the same way.").run(
        run("curl -sSI --user")
            .value(facts.held.username(), fix::USERNAME)
            .arg(fix::word("https://").and(fix::value(facts.host(), fix::REGISTRY)).and("/v2/")),
    )
}

fn advice(facts: &Facts) -> Advice {
    let host = facts.host_named();
    let advice = Advice::new(format!(
        "{host} refused the user name or the secret that it was sent. The user name there is {}.",
        facts.registry().username
    ))
    .confirm(login::show_login(facts));
    // They don't read what a login command stores.
    if facts.tool.is_a_controller() || facts.tool == Tool::Kaniko {
        return login::give_a_login(facts, advice)
            .verify(words::try_again(facts))
            .link(facts.registry().docs);
    }
    let mut advice = advice.fix(words::log_in_anew(facts).titled("Log in to {host} again"));
    if !connection::is_public(facts) {
        advice = advice.confirm(test_login(facts));
    }
    advice.fix_first(places::logins(facts));
    if facts.op != Op::Login {
        advice = advice.fix(
            Fix::new("If the image is public: forget the login, as a pull needs none")
                .step(words::log_out(facts)),
        );
    }
    advice
        .verify(words::try_again(facts))
        .avoid("Don't put a password on the command line with -p: it stays in the shell's history and in the process list.")
        .link(facts.registry().docs)
}
