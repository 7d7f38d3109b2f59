//! The local clock is off.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, network};

cause! {
    /// # What it is
    /// Tokens and certificates are valid between two points in time. A machine
    /// whose clock is wrong finds them not yet valid, or already expired.
    ///
    /// # Why it happens
    /// Time isn't synchronised, a virtual machine slept, a board has no clock
    /// battery, or registry and token service disagree by more than their
    /// allowance.
    ///
    /// # Example
    /// ```error
    /// failed to decode bearer token: token is not valid yet
    /// ```
    ///
    /// # How to fix
    /// Compare the clock with another one, then synchronise it.
    ///
    /// # How to verify
    /// The difference is below a second or two, and the same pull works.
    ///
    /// # Don't
    /// Don't set the clock by hand on a machine that runs databases: let it be
    /// slewed.
    "clock-skew", "A clock is wrong"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ClockOff),
        "A token or signature is refused because of the time.",
    );
    let date = facts.first(Says::CertDate);
    case.seen(
        Weight::Supports,
        date,
        "A certificate is refused for its date. A wrong clock does that, too.",
    );
    case.seen(
        Weight::Hints,
        facts.sentence(&network::TOKEN_REFUSED),
        "A new token that is refused at once may come from a wrong clock.",
    );
    if facts.has(Says::LoggedIn) {
        case.seen(
            Weight::Supports,
            facts.first(Says::TokenExpired),
            "A token refused as expired right after a login points to a wrong clock.",
        );
    }
    if let Some((at, ahead)) = facts.held.not_yet_valid() {
        case.says(
            Weight::Strong,
            at,
            format!(
                "By this machine's clock, the token in your config only becomes valid in {ahead}."
            ),
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    Advice::new("A token or certificate for {host} was refused because of the time: this machine's clock, or the server's, is wrong.")
    .confirm(look("See this machine's time in UTC.").run(fix::show_clock()))
    .confirm(
        look("See the registry's time, in the line Date, and compare.").run(words::head_request(facts)),
    )
    .fix(Fix::new("Linux: synchronise the clock")
        .step(act("Turn on time synchronisation.").run(run("timedatectl set-ntp true").as_root()))
        .step(look("It says: System clock synchronized: yes.").run(run("timedatectl status").on_linux())))
    .fix(Fix::new("Windows and macOS")
        .step(act("Windows: in a terminal with administrator rights, run w32tm /resync. macOS: sudo sntp -sS time.apple.com."))
        .step(act("Docker Desktop and WSL run a virtual machine whose clock stops while the computer sleeps: quit and start Docker Desktop, or run wsl --shutdown.")))
    .fix(Fix::new("Your own registry")
        .step(act("Compare the clocks of the registry and of its token service: run an NTP service (chrony, systemd-timesyncd) on both.")))
    .verify(words::try_again(facts))
    .avoid("Don't switch certificate checks off: the date is part of them.")
    .link("https://distribution.github.io/distribution/spec/auth/jwt/")
}
