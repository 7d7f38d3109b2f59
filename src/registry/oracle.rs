//! Oracle Container Registry: Oracle's own images. What a tenancy of Oracle's
//! cloud keeps is in another registry ([`super::ocir`]).
//!
//! From Oracle's documentation: *Using Docker Registries* of Oracle Linux ("Oracle
//! Container Registry": licensed images want a login, and their terms accepted on
//! the web page first; mirrors by region), and what its people answer in
//! oracle/docker-images (#1497: each repository has terms of its own).

use super::{Id, PLAIN, Registry, Site, asks, tell};
use crate::fix::Steps;

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Oracle,
    name: "Oracle Container Registry",
    has: |host| host.starts_with("container-registry") && host.ends_with(".oracle.com"),
    username: "your Oracle account's email address",
    secret: "an auth token, made on https://container-registry.oracle.com under your name",
    to_pull: "this repository's terms accepted there, with the same account",
    to_push: "rights that only Oracle has",
    login,
    grant,
    docs: "https://docs.oracle.com/en/operating-systems/oracle-linux/docker/docker-registry.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    asks(site, &REGISTRY)
}

fn grant(_: &Site) -> Steps {
    tell(
        "Sign in at https://container-registry.oracle.com with the account that pulls, open this repository's page, and accept its terms: each repository has its own, and a login alone doesn't do it. Then pull again.",
    )
    .into()
}
