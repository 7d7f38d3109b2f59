//! Who you are: no credential, the wrong one, one that has expired, one that
//! never arrived.

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
