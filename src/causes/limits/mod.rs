//! How much: requests in a time, bytes in a store.

pub(super) mod quota_exceeded;
pub(super) mod rate_limited;
