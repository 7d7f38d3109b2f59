//! Kubernetes and other orchestrators: nobody logs in there.

mod pod;
pub(super) mod pull_secret_missing;
