//! config.json: what the client holds, and why it doesn't find it.

pub(super) mod auth_entry_malformed;
pub(super) mod config_key_mismatch;
pub(super) mod config_malformed;
pub(super) mod credential_helper_failing;
pub(super) mod credential_helper_missing;
pub(super) mod credential_helper_shadows;
pub(super) mod hub_key_mismatch;
