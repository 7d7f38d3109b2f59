//! The local clock is off.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, network};

cause! {
    /// # What it is
    /// Tokens and certificates are good between two points in time. A machine
    /// whose clock is off finds them not yet valid, or expired at once.
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
    /// The difference is below a second or two, and the same pull goes through.
    ///
    /// # Don't
    /// Don't set the clock by hand on a machine that runs databases: let it be
    /// slewed.
    "clock-skew", "A clock is off"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ClockOff),
        "A token or signature is refused for its time.",
    );
    let date = facts.first(Says::CertDate);
    case.seen(
        Weight::Supports,
        date,
        "A certificate is refused for its date, which a clock that is off brings about, too.",
    );
    case.seen(
        Weight::Hints,
        facts.sentence(&network::TOKEN_REFUSED),
        "A new token that is refused at once may be one from another time.",
    );
    if facts.has(Says::LoggedIn) {
        case.seen(
            Weight::Supports,
            facts.first(Says::TokenExpired),
            "A token that is refused as expired right after a login points to a clock.",
        );
    }
    if let Some((at, ahead)) = facts.held.not_yet_valid() {
        case.says(
            Weight::Strong,
            at,
            format!(
                "By this machine's clock, the token in your config becomes valid in {ahead} only."
            ),
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    Advice::new(format!(
        "What {} sent or was sent is refused for its time: this machine's clock, or the server's, is off.",
        facts.host_named()
    ))
    .confirm(look("See this machine's time in UTC.").run(fix::show_clock()))
    .confirm(
        look("See the registry's time, in the line Date, and compare.").run(words::head_request(facts)),
    )
    .fix(Fix::new(
        "Linux: synchronise the clock",
        [
            act("Turn on time synchronisation.").run(run("timedatectl").args(["set-ntp", "true"]).as_root()),
            look("It says: System clock synchronized: yes.").run(run("timedatectl").arg("status").on_linux()),
        ],
    ))
    .fix(Fix::new(
        "Windows and macOS",
        [
            act("Windows: in a terminal with administrator rights, run w32tm /resync. macOS: sudo sntp -sS time.apple.com."),
            act("Docker Desktop and WSL run a virtual machine whose clock stops while the computer sleeps: quit and start Docker Desktop, or run wsl --shutdown."),
        ],
    ))
    .fix(Fix::new(
        "Your own registry",
        [act("Compare the clocks of the registry and of its token service: an NTP service (chrony, systemd-timesyncd) belongs on both.")],
    ))
    .verify(words::try_again(facts))
    .avoid("Don't switch certificate checks off: the date is part of them.")
    .link("https://distribution.github.io/distribution/spec/auth/jwt/")
}
