//! Who you are: no credential, the wrong one, one that has expired.

pub(super) mod credential_expired;
pub(super) mod logged_in_elsewhere;
pub(super) mod not_logged_in;
pub(super) mod wrong_credential;
