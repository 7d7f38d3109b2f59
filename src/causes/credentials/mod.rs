//! Who you are: is a credential held, sent, and taken.

pub(super) mod ci_login_missing;
pub(super) mod ci_secret_empty;
pub(super) mod clock_skew;
pub(super) mod credential_expired;
pub(super) mod different_user_config;
pub(super) mod logged_in_elsewhere;
pub(super) mod login_needs_tty;
pub(super) mod not_logged_in;
pub(super) mod token_required;
pub(super) mod username_wrong_form;
pub(super) mod wrong_credential;

use crate::facts::{Facts, Op, Seen};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Group, Says, answers, client, network};

/// A request that never came to the question who you are speaks against every
/// cause that answers it.
fn something_else_stopped_it(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::TooManyRequests,
            Says::UnknownCa,
            Says::HttpToHttps,
            Says::HttpsToHttp,
            Says::EngineDown,
            Says::SocketDenied,
            Says::NoSpace,
            Says::NoSuchHost,
            Says::ConnectionRefused,
            Says::Timeout,
            Says::ServerError,
            Says::RealmUnreachable,
            Says::TokenServiceBroken,
            Says::ProxyAsks,
            Says::ProxyFails,
        ]),
        "Something else stopped the request.",
    );
}

/// A token that the registry refuses was handed out by its token service, so
/// that took the login, or wanted none.
fn token_refused(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&network::TOKEN_REFUSED),
        "The token service gave a token. The registry refuses that token.",
    );
}

/// What made a pipe into `--password-stdin` empty: the command before it
/// failed, and the login's complaint is the echo.
fn broke_the_pipe<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts.any(&[
        Says::PermissionMissing,
        Says::CloudIdentity,
        Says::HelperFails,
        Says::TokenExpired,
        Says::ClockOff,
        Says::ClientTooOld,
    ])
}

/// Red Hat's registry asks everybody who sends no login to log in, and
/// containers/image then blames a password. Where the text shows that one was
/// given, it is to blame.
fn red_hat_asks<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts
        .sentence(&answers::REDHAT_LOGIN)
        .filter(|_| !facts.has(Says::TypedUser) && facts.held.outcome.is_none())
}

/// containers/image says "invalid username/password" whenever the token service
/// answers 401, which some do to those who send no login, too.
fn perhaps_nothing_sent<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts
        .sentence(&client::BEARER_REFUSED)
        .filter(|_| red_hat_asks(facts).is_none() && facts.held.outcome.is_none())
        .filter(|_| !matches!(facts.registry().id, Id::DockerHub | Id::Quay))
        .filter(|_| facts.op != Op::Login)
        .filter(|_| {
            facts
                .any(&[Says::TypedUser, Says::LogsIn, Says::LoggedIn])
                .is_none()
        })
}

/// GHCR's token service gives no token for a package that isn't public, and
/// for one that isn't there.
pub(super) fn ghcr_gives_no_token<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts
        .first(Says::TokenDenied)
        .filter(|_| facts.on(Id::Ghcr) && !facts.tool.on_a_node())
        .filter(|_| facts.sentence(&client::DENIED_TWICE).is_none())
}

/// GHCR's token service refuses a credential with "denied: denied". Without
/// one it gives an anonymous token, and the image is refused with
/// "unauthorized".
fn ghcr_refuses_a_token<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    facts
        .sentence(&client::DENIED_TWICE)
        .filter(|_| facts.on(Id::Ghcr))
}

/// The login for this registry that was taken away before it was asked.
pub(super) fn logged_out<'a>(facts: &'a Facts) -> Option<&'a Seen> {
    let out = facts.first(Says::LoggedOut)?;
    let later = |s: &&Seen| s.span.start > out.span.start;
    let asked = facts
        .seen()
        .iter()
        .filter(later)
        .any(|s| s.signal.says.is_a_failure());
    let again = facts
        .seen()
        .iter()
        .filter(later)
        .any(|s| matches!(s.signal.says, Says::LogsIn | Says::LoggedIn));
    (asked && !again && out.get(Group::Host) == facts.host()).then_some(out)
}
