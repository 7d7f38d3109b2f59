//! What error texts say: sentences that programs are known to print, as data.
//!
//! A [`Signal`] tells what was seen and where, never what it means: the same
//! sentence is printed for many causes. The files are named after who prints
//! it (`docker`, `kubernetes`, …), which registry answers it (`answers`), or
//! what it is about (`tls`, `network`).
//!
//! To add one, add an entry to the file it belongs to. Patterns are regular
//! expressions over bytes, without Unicode and without regard to case, in
//! which
//!
//! - a space stands for any white space, so that wrapped lines still match,
//!   and a space with `?` for none, too;
//! - a `"` stands for any straight quote, escaped or not;
//! - `<host>`, `<ref>`, `<repo>`, `<tag>`, `<word>` and the other names of
//!   [`Group`] stand for what they capture.

pub mod answers;
pub mod client;
pub mod config;
mod cut;
pub mod engine;
pub mod kubernetes;
pub mod names;
pub mod network;
mod pattern;
mod scan;
pub mod tools;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use scan::MATCHES;
pub use scan::{Scan, Sighting, scan};

/// A sentence that a program is known to print.
#[derive(Debug)]
pub struct Signal {
    /// A stable name, kebab-case. Not in the page, which has no use for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub id: &'static str,
    /// What it says.
    pub says: Says,
    /// The anchors, each with a NUL behind it, and the pattern: a text takes less
    /// room than a list of texts.
    text: &'static str,
    /// A real line that holds it. Not in the page either.
    #[cfg(not(target_arch = "wasm32"))]
    pub example: &'static str,
}

/// What a pattern may capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A registry host, with its port.
    Host,
    /// An image reference.
    Ref,
    /// A repository, without host.
    Repo,
    /// A tag or digest.
    Tag,
    /// A credential helper's or another program's name.
    Helper,
    /// A user, role or account.
    User,
    /// A Kubernetes Secret's name, with or without its namespace.
    Secret,
    /// An address or a URL.
    Url,
    /// A word of no other kind.
    Word,
    /// A path in the file system.
    Path,
    /// A number.
    Number,
    /// The actions of a token's scope, such as `pull,push`.
    Actions,
}

impl Group {
    /// Name in patterns, and the expression it stands for.
    const ALL: [(Self, &'static str, &'static str); 12] = [
        (
            Self::Host,
            "host",
            r"(?:\[[0-9a-f:]+\]|[a-z0-9*<{$(][a-z0-9._*<>{}$()-]*)(?::\d+)?",
        ),
        (Self::Ref, "ref", r#"[a-z0-9_*<{$\[(/.][^\s"'`,;|\\]*"#),
        (Self::Repo, "repo", r"[a-z0-9_*<{$(][a-z0-9._/*<>{}$()-]*"),
        (Self::Tag, "tag", r"[a-z0-9_*<{$][a-z0-9_.:+*<>{}$-]*"),
        (Self::Helper, "helper", r"[a-z0-9_][a-z0-9_.-]*"),
        (Self::User, "user", r#"[^\s"'`,;]+"#),
        (Self::Secret, "secret", r"[a-z0-9*<{$][a-z0-9./*<>{}$-]*"),
        (Self::Url, "url", r#"[^\s"'`,;<>|]+"#),
        (Self::Word, "word", r#"[^\s"'`,;:|]+"#),
        (Self::Path, "path", r#"[^\s"'`,;|][^\n"'`,;|]*?"#),
        (Self::Number, "number", r"\d+"),
        (Self::Actions, "actions", r"[a-z*]+(?:(?:,|%2c)[a-z*]+)*"),
    ];
}

/// What a sentence says, whoever printed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(
    missing_docs,
    reason = "each name is the sentence, the comments say where one ends"
)]
pub enum Says {
    // What was done. No failure.
    Pulls,
    Pushes,
    LogsIn,
    Builds,
    Runs,
    LoggedIn,
    LoggedOut,
    /// A tool is named, or prints what only it prints.
    Tool,
    /// An image or host is named, no more.
    Names,
    /// A token was asked for this repository and these actions.
    AsksToken,
    /// A registry's error code stands before its sentence: `denied: …`.
    ErrorCode,

    // Who you are.
    /// 401 without a reason.
    Unauthorized,
    /// The client held no credential for a registry that asks for Basic.
    NoBasicAuth,
    /// The request carried no credential; the text says so.
    Anonymous,
    /// The token service said no, whether or not it was sent a credential.
    TokenDenied,
    /// The token service makes nothing of the request: mostly of the name in it.
    TokenBadRequest,
    /// A credential was sent to the token service, and it said no.
    CredentialSent,
    /// User name or secret refused.
    BadCredential,
    TokenExpired,
    TokenRequired,
    /// The user name has the wrong form; the text says so.
    UsernameForm,
    NeedsTty,
    /// Login without user name or without secret.
    EmptySecret,
    /// A secret is piped into a login, or given as an option.
    PipedSecret,
    /// A user name is typed or given. No failure.
    TypedUser,
    /// A client runs under sudo. No failure.
    Sudo,
    ClockOff,

    // What you may do.
    /// `requested access to the resource is denied`
    Denied,
    /// `denied` and no more.
    DeniedBare,
    /// docker's and containerd's fixed prefix for a refused pull.
    PullAccessDenied,
    /// containerd's and `BuildKit`'s prefix for a refused push.
    PushAccessDenied,
    /// `insufficient_scope: authorization failed`, containerd's reading of a challenge.
    InsufficientScope,
    /// 403 without a reason.
    Forbidden,
    /// A word for 401 in a sentence that no other signal knows. No failure by
    /// itself.
    WordUnauthorized,
    /// A word for 403, likewise.
    WordForbidden,
    /// The token lacks a scope; the text says so.
    ScopeMissing,
    /// A role or permission is lacking; the text says so.
    PermissionMissing,
    SsoRequired,
    PlanLimit,
    /// The owner, organisation or project that the path begins with isn't there.
    NamespaceUnknown,
    AccountBlocked,
    NetworkDenied,
    TrustMissing,
    TagImmutable,
    ReadOnly,

    // The name.
    RepositoryUnknown,
    ManifestUnknown,
    NoPlatform,
    InvalidReference,
    UpperCase,
    /// No host and no default for one.
    ShortName,
    NotARegistry,
    Retired,
    NotLocal,
    ImageNotFound,

    // Limits.
    TooManyRequests,
    Quota,
    TooLarge,

    // Network, TLS, the registry.
    /// The request to this host failed before there was an answer.
    FailedAt,
    ProxyAsks,
    ProxyFails,
    HtmlAnswer,
    UnknownCa,
    CertName,
    CertDate,
    HttpToHttps,
    HttpsToHttp,
    NoSuchHost,
    ConnectionRefused,
    Timeout,
    CutOff,
    ServerError,
    RealmUnreachable,
    TokenServiceBroken,
    ManifestRejected,
    ClientTooOld,

    // The engine.
    EngineDown,
    SocketDenied,
    NoSpace,
    StoreDamaged,
    UnknownInstruction,
    NotRunning,
    /// It is about something else than an image: a program in a build step, a
    /// probe, the cluster's own API.
    Elsewhere,
    /// Another program speaks, which has registries or rights of its own: npm,
    /// Maven, git, Terraform.
    OtherProgram,

    // What the client holds.
    ConfigBroken,
    ConfigUnreadable,
    /// The path of the config that was read.
    ConfigNamed,
    AuthEntryBroken,
    HelperMissing,
    HelperFails,
    HelperCannotStore,
    HelperHasNothing,
    /// The cloud's own command line has no identity, or one that ran out, so
    /// it can't make a registry token.
    CloudIdentity,
    NoEntry,

    // Kubernetes and orchestrators.
    ImagePullFails,
    PullSecretMissing,
    /// Something that runs in a cluster speaks. No failure.
    InCluster,
    /// A step of a CI job runs a client. No failure.
    InCi,
    PullSecretInvalid,
    NodeIdentity,
    SwarmNode,
}

impl Says {
    /// Whether it tells of something that went wrong, rather than of what was
    /// done and to what.
    #[must_use]
    pub const fn is_a_failure(self) -> bool {
        !matches!(
            self,
            Self::Pulls
                | Self::Pushes
                | Self::LogsIn
                | Self::Builds
                | Self::Runs
                | Self::LoggedIn
                | Self::LoggedOut
                | Self::Tool
                | Self::Names
                | Self::AsksToken
                | Self::ErrorCode
                | Self::WordUnauthorized
                | Self::WordForbidden
                | Self::InCluster
                | Self::InCi
                | Self::PipedSecret
                | Self::TypedUser
                | Self::Sudo
                | Self::OtherProgram
                | Self::ConfigNamed
        )
    }
}

/// Declares signals as statics, and `ALL` of a file.
macro_rules! signals {
    ($($name:ident = $id:literal, $says:ident,
        [$($anchor:literal),+ $(,)?], $pattern:literal, $example:literal;)+) => {
        $(
            #[doc = concat!("`` ", $example, " ``")]
            pub static $name: crate::signals::Signal = crate::signals::Signal {
                #[cfg(not(target_arch = "wasm32"))]
                id: $id,
                says: crate::signals::Says::$says,
                text: concat!($($anchor, "\0",)+ $pattern),
                #[cfg(not(target_arch = "wasm32"))]
                example: $example,
            };
        )+
        pub(super) static ALL: &[&crate::signals::Signal] = &[$(&$name),+];
    };
}
use signals;

impl Signal {
    /// Fixed words in lower case, of which each match holds one. They are what
    /// is searched for; the pattern is tried around a hit only.
    pub fn anchors(&self) -> impl Iterator<Item = &'static str> + use<> {
        let anchors = self
            .text
            .rsplit_once('\0')
            .map_or("", |(anchors, _)| anchors);
        anchors.split('\0')
    }

    /// The sentence; see the module's head.
    #[must_use]
    pub fn pattern(&self) -> &'static str {
        self.text.rsplit('\0').next().unwrap_or_default()
    }

    /// The regular expression that its pattern stands for, to be read as bytes
    /// and without regard to ASCII's case.
    #[must_use]
    pub fn expression(&self) -> String {
        pattern::written_out(self.pattern())
    }
}

/// Every signal, file by file.
pub fn all() -> impl Iterator<Item = &'static Signal> {
    [
        client::ALL,
        answers::ALL,
        names::ALL,
        network::ALL,
        engine::ALL,
        config::ALL,
        kubernetes::ALL,
        tools::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for signal in all() {
            assert!(seen.insert(signal.id), "{} twice", signal.id);
            assert!(
                signal
                    .id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                signal.id
            );
        }
    }

    #[test]
    fn each_example_is_seen_by_its_own_signal() {
        for signal in all() {
            let seen = scan(signal.example);
            assert!(
                seen.iter().any(|sighting| sighting.signal.id == signal.id),
                "{} does not see its example {:?}",
                signal.id,
                signal.example
            );
        }
    }

    #[test]
    fn anchors_are_lower_case_and_long_enough() {
        for signal in all() {
            for anchor in signal.anchors() {
                assert!(anchor.len() >= 3, "{}: {anchor}", signal.id);
                assert_eq!(anchor, anchor.to_ascii_lowercase(), "{}", signal.id);
            }
        }
    }
}
