//! The name: what was asked for.

pub(super) mod invalid_reference;
