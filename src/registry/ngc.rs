//! NVIDIA NGC.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{Steps, act};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Ngc,
    name: "NVIDIA NGC",
    has: |host| host == "nvcr.io" || host.ends_with(".nvcr.io"),
    username: "always $oauthtoken, in single quotes",
    secret: "an NGC API key (https://org.ngc.nvidia.com/setup/api-keys)",
    lifetime: "A personal API key lasts until the date chosen when it was made.",
    to_pull: "an API key of an organisation that has the image, and an accepted licence where there is one",
    to_push: "an API key with the right to write to the private registry",
    login,
    grant,
    status: Some("https://status.ngc.nvidia.com/"),
    docs: "https://docs.nvidia.com/ngc/ngc-overview/index.html",
    ..PLAIN
};

fn login(site: &Site) -> Steps {
    let says = format!(
        "Log in to nvcr.io. The user name is {}. As the password, use {}.",
        REGISTRY.username, REGISTRY.secret
    );
    site.client
        .asking(
            act(says),
            site.client.log_in(
                Some("nvcr.io".into()),
                &["--username".into(), "$oauthtoken".into()],
            ),
        )
        .into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Open the container's page on https://catalog.ngc.nvidia.com with the account that owns the key. Accept the licence there if it asks, and see which subscription the image needs. For a private registry, have the organisation's administrator add you to the team.",
    ).into()
}
