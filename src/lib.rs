//! why401 explains container-registry errors.

pub mod span;
