//! The name: what was asked for.

pub(super) mod image_not_local;
pub(super) mod invalid_reference;
pub(super) mod missing_registry_host;
pub(super) mod platform_not_available;
pub(super) mod registry_retired;
pub(super) mod repository_not_created;
pub(super) mod repository_not_found;
pub(super) mod tag_not_found;
pub(super) mod wrong_registry_endpoint;
