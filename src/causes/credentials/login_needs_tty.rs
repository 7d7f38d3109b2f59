//! An interactive login without a terminal.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act};
use crate::ranking::{At, Case, Weight};
use crate::signals::{Says, client};

cause! {
    /// # What it is
    /// The login had to ask for a user name or password, and there is no
    /// terminal to ask on. No registry was asked yet.
    ///
    /// # Why it happens
    /// The command runs in a pipe, a script, a CI job or a container without
    /// `-it`. Or `--password-stdin` was used and nothing came in on stdin, or
    /// the user name was missing: then docker falls back to asking.
    ///
    /// # Example
    /// ```error
    /// $ docker login registry.example.com
    /// Error: Cannot perform an interactive login from a non TTY device
    /// ```
    ///
    /// # How to fix
    /// Give the user name with `--username` and the secret on stdin with
    /// `--password-stdin`.
    ///
    /// # How to verify
    /// The command prints `Login Succeeded`.
    ///
    /// # Don't
    /// Don't pass the secret with `-p`: it shows up in the process list and the
    /// log.
    "login-needs-tty", "The login has no terminal to ask for the password"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::NeedsTty),
        "The client says that there is no terminal to ask on.",
    );
    let without_user = facts.sentence(&client::STDIN_WITHOUT_USER);
    case.seen(
        if facts.has(Says::LogsIn) && !facts.has(Says::TypedUser) {
            Weight::Decisive
        } else {
            Weight::Strong
        },
        without_user,
        "--password-stdin was used without a user name.",
    );
    case.seen(
        Weight::StronglyAgainst,
        super::broke_the_pipe(facts),
        "The command that should print the secret had failed: its pipe was empty.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::BadCredential),
        "A user name and a secret were tried before that, and refused.",
    );
    if without_user.is_none() {
        case.seen(
            Weight::StronglyAgainst,
            facts.first(Says::PipedSecret),
            "The secret was given by the command, so nothing is asked unless it is empty.",
        );
    }
    if facts.runs_in_ci() && without_user.is_none() {
        case.says(
            Weight::Against,
            At::NOWHERE,
            "In a CI job an empty secret is the commoner reason.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let login = words::client(facts).log_in(
        Some(fix::value(facts.host(), fix::REGISTRY)),
        &[
            "--username".into(),
            fix::value(facts.held.username(), fix::USERNAME),
            "--password-stdin".into(),
        ],
    );
    Advice::new("{client} had to ask for the user name or the password, and there is no terminal to ask on. No registry was asked yet.")
    .confirm(
        fix::look("See whether the variable with the secret is set. Its content isn't shown.")
            .run(fix::is_set(fix::TOKEN_VARIABLE)),
    )
    .fix(Fix::new("Pass the secret on stdin")
        .step(act("Give the user name as an option, and the secret on stdin from a variable.")
            .run(login.fed_by_env(fix::TOKEN_VARIABLE))))
    .fix(Fix::new("In a container or over SSH: give it a terminal")
        .step(act("Start the container with docker run -it, or the session with ssh -t, and log in as before.")))
    .verify(fix::look("The login prints Login Succeeded."))
    .avoid("Don't pass the secret with -p or --password: it shows up in the process list and in the log.")
    .link("https://docs.docker.com/reference/cli/docker/login/#password-stdin")
}
