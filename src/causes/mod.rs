//! The catalogue: one file a cause. A cause is something that a person can do
//! one thing about.
//!
//! To add one: a file in the family's folder, its `mod` line there, a line in
//! [`ALL`]. Its doc comment is its public page, with these headings: *What it
//! is*, *Why it happens*, *Example*, *How to fix*, *How to verify*, *Don't*.
//! The example's blocks (`error`, `image`, `config`) are run as a test.
//!
//! Ids are public and stable; they name the problem, never the remedy. A cause
//! reads [`Facts`], never text.

mod config;
mod connection;
mod credentials;
mod engine;
mod hub_limit;
mod kubernetes;
mod limits;
mod login;
mod name;
mod network;
mod permission;
mod places;
mod pod;
mod retag;
mod words;

use crate::facts::{Facts, Op};
use crate::fix::Advice;
use crate::ranking::{Case, Weight};
use crate::signals::Says;

/// A cause of the catalogue.
#[derive(Debug)]
pub struct Cause {
    /// The public id.
    pub id: &'static str,
    /// The problem's name.
    pub title: &'static str,
    /// Says what speaks for it and against it.
    pub weigh: fn(&Facts, &mut Case),
    /// Says what to do about it.
    pub advice: fn(&Facts) -> Advice,
    /// Its page in Markdown. The page on the web is made of it, not the wasm.
    #[cfg(not(target_arch = "wasm32"))]
    pub page: &'static str,
    /// The module that it stands in.
    #[cfg(not(target_arch = "wasm32"))]
    module: &'static str,
}

#[cfg(not(target_arch = "wasm32"))]
impl Cause {
    /// The folder that it stands in.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.module.split("::").nth(2).unwrap_or_default()
    }
}

/// Declares `CAUSE` of a file; the doc comment becomes its page.
macro_rules! cause {
    ($(#[doc = $doc:literal])+ $id:literal, $title:literal) => {
        $(#[doc = $doc])+
        pub(in crate::causes) static CAUSE: crate::causes::Cause = crate::causes::Cause {
            id: $id,
            title: $title,
            weigh,
            advice,
            #[cfg(not(target_arch = "wasm32"))]
            page: concat!($($doc, "\n"),+),
            #[cfg(not(target_arch = "wasm32"))]
            module: module_path!(),
        };
    };
}
use cause;

/// All causes. The order decides between equal scores.
static ALL: &[&Cause] = &[
    &config::config_malformed::CAUSE,
    &config::auth_entry_malformed::CAUSE,
    &config::hub_key_mismatch::CAUSE,
    &config::config_key_mismatch::CAUSE,
    &config::credential_helper_missing::CAUSE,
    &config::credential_helper_failing::CAUSE,
    &config::credential_helper_shadows::CAUSE,
    &credentials::logged_in_elsewhere::CAUSE,
    &credentials::not_logged_in::CAUSE,
    &credentials::credential_expired::CAUSE,
    &credentials::token_required::CAUSE,
    &credentials::username_wrong_form::CAUSE,
    &credentials::wrong_credential::CAUSE,
    &permission::insufficient_scope::CAUSE,
    &permission::no_repository_permission::CAUSE,
    &permission::wrong_namespace::CAUSE,
    &permission::sso_not_authorized::CAUSE,
    &permission::private_repo_limit::CAUSE,
    &permission::account_blocked::CAUSE,
    &permission::network_policy_denied::CAUSE,
    &permission::content_trust::CAUSE,
    &permission::tag_immutable::CAUSE,
    &permission::registry_read_only::CAUSE,
    &credentials::login_needs_tty::CAUSE,
    &credentials::ci_secret_empty::CAUSE,
    &credentials::ci_login_missing::CAUSE,
    &credentials::different_user_config::CAUSE,
    &credentials::clock_skew::CAUSE,
    &limits::rate_limited::CAUSE,
    &limits::quota_exceeded::CAUSE,
    &network::proxy_interference::CAUSE,
    &network::tls_untrusted_ca::CAUSE,
    &network::tls_name_or_date::CAUSE,
    &network::http_not_https::CAUSE,
    &network::dns_failure::CAUSE,
    &network::unreachable::CAUSE,
    &network::registry_unavailable::CAUSE,
    &network::registry_misconfigured::CAUSE,
    &network::manifest_rejected::CAUSE,
    &network::client_unsupported::CAUSE,
    &engine::daemon_not_running::CAUSE,
    &engine::socket_permission_denied::CAUSE,
    &engine::local_storage::CAUSE,
    &engine::dockerfile_unknown_instruction::CAUSE,
    &name::repository_not_created::CAUSE,
    &name::wrong_registry_endpoint::CAUSE,
    &name::registry_retired::CAUSE,
    &name::platform_not_available::CAUSE,
    &name::repository_not_found::CAUSE,
    &name::missing_registry_host::CAUSE,
    &name::tag_not_found::CAUSE,
    &name::image_not_local::CAUSE,
    &name::invalid_reference::CAUSE,
    &kubernetes::pull_secret_missing::CAUSE,
    &kubernetes::pull_secret_invalid::CAUSE,
    &kubernetes::node_identity_missing::CAUSE,
    &kubernetes::swarm_registry_auth_missing::CAUSE,
    &engine::container_not_running::CAUSE,
];

/// What a refusal means whose wording no signal knows, where only its one word
/// is to go by: little, and better than nothing.
#[must_use]
pub fn last_resort(facts: &Facts) -> Vec<(i32, &'static Cause, Case)> {
    let unauthorized = facts.first(Says::WordUnauthorized);
    let token = facts.first(Says::TokenDenied);
    let seen = token
        .or(unauthorized)
        .or_else(|| facts.first(Says::WordForbidden));
    let known = facts
        .seen()
        .iter()
        .any(|seen| seen.signal.says.is_a_failure() && seen.signal.says != Says::TokenDenied);
    let Some(seen) = seen.filter(|_| !known && facts.about_a_registry()) else {
        return Vec::new();
    };
    let causes: &[&'static Cause] = if facts.op == Op::Login {
        &[&credentials::wrong_credential::CAUSE]
    } else if facts.tool.on_a_node() {
        &[
            &kubernetes::pull_secret_missing::CAUSE,
            &kubernetes::pull_secret_invalid::CAUSE,
        ]
    } else if token.is_some() && facts.op == Op::Push {
        &[
            &credentials::wrong_credential::CAUSE,
            &permission::no_repository_permission::CAUSE,
            &credentials::not_logged_in::CAUSE,
        ]
    } else if token.or(unauthorized).is_some() {
        &[
            &credentials::not_logged_in::CAUSE,
            &credentials::wrong_credential::CAUSE,
            &permission::no_repository_permission::CAUSE,
        ]
    } else {
        &[
            &permission::no_repository_permission::CAUSE,
            &credentials::not_logged_in::CAUSE,
        ]
    };
    let of = |(n, cause): (usize, &&'static Cause)| {
        let mut case = Case::default();
        case.says(
            if n == 0 {
                Weight::Supports
            } else {
                Weight::Hints
            },
            seen,
            if token.is_some() {
                "The token service said no, and gave no reason."
            } else {
                "This sentence isn't known here, but this word in it means a refusal."
            },
        );
        (case.score(), *cause, case)
    };
    causes.iter().enumerate().map(of).collect()
}

/// All causes of the catalogue.
pub fn all() -> impl Iterator<Item = &'static Cause> {
    ALL.iter().copied()
}
