//! Chainguard's registry.

use super::{Id, PLAIN, Registry, Site, tell};
use crate::fix::{Steps, act, look, run};

pub(super) static REGISTRY: Registry = Registry {
    id: Id::Chainguard,
    name: "Chainguard",
    has: |host| host == "cgr.dev" || host.ends_with(".cgr.dev"),
    username: "the pull token's user name",
    secret: "the pull token's password (chainctl auth configure-docker --pull-token)",
    lifetime: "A pull token lasts as long as was chosen when it was made; the helper fetches short-lived ones.",
    to_pull: "nothing for the latest tag of free images; otherwise a login of an organisation that has the image",
    to_push: "the right to push in the organisation",
    login,
    whoami: Some(whoami),
    grant,
    status: Some("https://status.chainguard.dev/"),
    docs: "https://edu.chainguard.dev/chainguard/chainguard-registry/authenticating/",
    ..PLAIN
};

fn login(_: &Site) -> Steps {
    act("Log in to Chainguard.").run(run("chainctl auth login"))
        .then(act("Have docker ask chainctl for a fresh token whenever cgr.dev needs one. This sets credHelpers in ~/.docker/config.json.")
            .run(run("chainctl auth configure-docker")))
}

fn whoami(_: &Site) -> Steps {
    look("See which identity chainctl uses.")
        .run(run("chainctl auth status"))
        .into()
}

fn grant(_: &Site) -> Steps {
    tell(
        "Without a login only the tags latest and latest-dev of the free images are served. For other tags and images, use your organisation's path, cgr.dev/ORGANISATION/IMAGE, and have its owner give your identity the role registry.pull.",
    ).into()
}
