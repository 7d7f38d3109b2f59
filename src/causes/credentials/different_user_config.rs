//! The login is stored, but not where this process looks.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{At, Case, Weight};
use crate::report::Outcome;
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// A login is stored for another user of this machine, another home
    /// directory or another `DOCKER_CONFIG`; or the file is there and this user
    /// isn't allowed to read it.
    ///
    /// # Why it happens
    /// `sudo docker` reads root's config, not yours, and a login under sudo is
    /// stored for root. A service, a cron job or a container has another HOME,
    /// or none.
    ///
    /// # Example
    /// ```error
    /// WARNING: Error loading config file: open /root/.docker/config.json: permission denied
    /// ```
    ///
    /// # How to fix
    /// Log in as the user that runs the command, or point `DOCKER_CONFIG` at the
    /// folder that holds the login.
    ///
    /// # How to verify
    /// As that same user, the pull works and no warning is printed.
    ///
    /// # Don't
    /// Don't make the file readable for everybody: it holds secrets.
    "different-user-config", "The login is stored for another user"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ConfigUnreadable),
        "The client can't read the config file that it looks for.",
    );
    let refused = facts.any(&[
        Says::NoBasicAuth,
        Says::Unauthorized,
        Says::Denied,
        Says::DeniedBare,
        Says::PullAccessDenied,
        Says::Anonymous,
    ]);
    if let (Some(sudo), Some(_)) = (facts.first(Says::Sudo), refused) {
        case.says(
            Weight::Supports,
            sudo,
            "The command ran under sudo, so it reads root's config.",
        );
        case.seen(
            Weight::Supports,
            facts.first(Says::LoggedIn),
            "A login succeeded before that, and yet the registry refuses the request.",
        );
    }
    case.seen(
        Weight::Supports,
        facts.first(Says::NoEntry).filter(|_| refused.is_some()),
        "The program looked into its own file and found no entry for this registry.",
    );
    if facts.held.outcome == Some(Outcome::Found) {
        if refused.is_some() {
            let sent = facts.any(&[Says::BadCredential, Says::TokenExpired]);
            case.seen(
                if sent.is_some() {
                    Weight::Hints
                } else {
                    Weight::Strong
                },
                facts.first(Says::Sudo),
                "The config pasted here has a credential; root's may have none, or another one.",
            );
        }
        let anonymous = facts.any(&[Says::NoBasicAuth, Says::Anonymous, Says::NoEntry]);
        case.seen(
            Weight::Strong,
            anonymous,
            "The client sent nothing, though the config pasted here has a credential.",
        );
        if anonymous.is_some() {
            case.says(
                Weight::Supports,
                At::config(facts),
                "So it reads a file other than this one.",
            );
        }
    }
}

fn advice(facts: &Facts) -> Advice {
    let unreadable = facts.first(Says::ConfigUnreadable);
    let path = unreadable
        .and(facts.first(Says::ConfigNamed))
        .and_then(|seen| seen.get(Group::Path));
    let log_in = words::log_in(facts)
        .titled("Log in as the user that runs the command")
        .first(act("Become the user that runs the command, in the same way: with sudo if the command has sudo, or in the environment of the service or container that runs it."));
    let summary: fix::Says = match path {
        Some(path) => format!(
            "The client looks for its config at {}, and can't read it as this user.",
            fix::plain(path)
        )
        .into(),
        None => "A login for {host} is stored, but not in the file that this process reads: it has another user, HOME or DOCKER_CONFIG.".into(),
    };
    let mut advice = Advice::new(summary);
    if unreadable.is_some() {
        advice = advice.fix(Fix::new("Take the file back")
            .step(act("After a run under sudo the file belongs to root. Make it yours again, for you alone.")
                .run(fix::make_mine(words::config_file(facts)))));
    }
    let again = words::try_again(facts);
    advice
        .confirm(look("See who runs the command.").run(run("id")))
        .confirm(look("See who owns the config, and who may read it.").run(fix::show_rights(words::config_file(facts))))
        .fix(Fix::new("Run without sudo")
            .step(again.saying("Run the same command as the user who logged in. HOME decides which config.json is read: sudo, services and cron have another one, or none.")))
        .fix(log_in)
        .fix(Fix::new("Point to the right folder")
            .step(act("Set DOCKER_CONFIG to the folder (not the file) that holds the right config.json, for this process.")
                .run(fix::set_variable("DOCKER_CONFIG", fix::home(".docker")))))
        .verify(words::try_again(facts))
        .avoid("Don't make config.json readable for everybody: it holds secrets.")
        .avoid("Don't copy root's config into other homes: each copy goes stale on its own.")
        .link("https://docs.docker.com/reference/cli/docker/#configuration-files")
}
