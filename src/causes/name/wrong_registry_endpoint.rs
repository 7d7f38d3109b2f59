//! The host in the name is the wrong one, stands there twice, or is no
//! registry.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::reference::{Rule, misread};
use crate::registry::Id;
use crate::signals::{Says, answers, client};

cause! {
    /// # What it is
    /// The request went to an address that isn't this image's registry: a web
    /// site, another port, another region or account, or a name that has the
    /// host in it twice.
    ///
    /// # Why it happens
    /// The address was copied from the browser (`hub.docker.com`), the registry
    /// listens on another port, the repository's full address was given where
    /// only its name belongs, or the path lacks the project or prefix that the
    /// registry needs.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: login attempt to https://hub.docker.com/v2/ failed with status: 404 Not Found
    /// ```
    ///
    /// # How to fix
    /// Use the registry's own address, with its port, and the path as it lists
    /// it.
    ///
    /// # How to verify
    /// `curl -I https://HOST/v2/` answers 200 or 401.
    ///
    /// # Don't
    /// Don't try other passwords: the address is wrong, not the password.
    "wrong-registry-endpoint", "The address isn't this image's registry"
}

/// Web sites and other addresses that people take for registries, and the
/// registry's own address.
const LOOKALIKES: &[(&str, &str)] = &[
    ("hub.docker.com", "docker.io"),
    ("www.docker.com", "docker.io"),
    ("github.com", "ghcr.io"),
    ("gitlab.com", "registry.gitlab.com"),
    ("gallery.ecr.aws", "public.ecr.aws"),
    ("console.cloud.google.com", "LOCATION-docker.pkg.dev"),
    ("portal.azure.com", "NAME.azurecr.io"),
];

fn weigh(facts: &Facts, case: &mut Case) {
    if let Some(own) = lookalike(facts) {
        case.says(
            Weight::Decisive,
            words::at_subject(facts),
            format!(
                "{} is a web site; the registry is {own}.",
                facts.host_named()
            ),
        );
    } else if let Some(page) = web_page(facts) {
        case.says(Weight::Decisive, words::at_subject(facts), page);
    }
    if let Some(host) = words::host_twice(facts) {
        let seen = facts.first(Says::RepositoryUnknown);
        case.says(
            if seen.is_some() {
                Weight::Decisive
            } else {
                Weight::Strong
            },
            seen.map_or_else(|| words::at_subject(facts), Into::into),
            format!(
                "The repository's name has a second host in it: {}.",
                plain(host)
            ),
        );
        case.says(
            Weight::Hints,
            words::at_subject(facts),
            "A host only belongs at the beginning.",
        );
    }
    // Amazon ECR says 400 to a secret that it can't read.
    let not_a_registry = facts
        .first(Says::NotARegistry)
        .filter(|_| facts.sentence(&client::LOGIN_400).is_none());
    case.seen(
        Weight::Strong,
        not_a_registry,
        "What answers at this address doesn't speak the registry protocol.",
    );
    case.seen(
        Weight::Hints,
        not_a_registry.filter(|_| facts.on(Id::SelfHosted)),
        "A self-hosted registry often has its own port or path.",
    );
    case.seen(
        Weight::Strong,
        facts
            .sentence(&answers::STATUS_405)
            .filter(|_| facts.has(Says::HtmlAnswer)),
        "A web server answers there, and accepts no uploads.",
    );
    case.seen(
        Weight::Decisive,
        facts.sentence(&answers::AZURE_NO_REGISTRY),
        "The subscription has no registry of this name.",
    );
    case.seen(
        Weight::Supports,
        facts.first(Says::TokenBadRequest),
        "The token service doesn't understand the name that it was asked about.",
    );
    if facts.host() == Some("registry.hub.docker.com") {
        case.seen(
            Weight::Supports,
            facts.any(&[Says::Unauthorized, Says::Denied, Says::BadCredential, Says::NoBasicAuth]),
            "registry.hub.docker.com is an old address of Docker Hub, for which docker login stores nothing.",
        );
    }
    if facts.on(Id::ArtifactRegistry) && too_short(facts) {
        case.says(
            Weight::Strong,
            words::at_subject(facts),
            "Artifact Registry's names have a project, a repository and an image after the host. A part is missing here.",
        );
    }
    case.seen(
        Weight::Against,
        facts.any(&[Says::ProxyAsks, Says::ProxyFails, Says::Anonymous]),
        "Something else may have answered.",
    );
    case.seen(
        Weight::Against,
        not_a_registry.and_then(|_| facts.any(&[Says::Denied, Says::ManifestUnknown])),
        "A registry was asked, too, and it answered.",
    );
}

fn lookalike(facts: &Facts) -> Option<&'static str> {
    let host = facts.host()?;
    LOOKALIKES
        .iter()
        .find(|(page, _)| *page == host)
        .map(|(_, own)| *own)
}

/// A web page's address in place of an image's name.
fn web_page(facts: &Facts) -> Option<String> {
    match facts.subject.reference.as_ref()? {
        Ok(_) => misread(facts.subject.text.as_deref()?)
            .filter(|misread| misread.rule == Rule::WebPage)
            .map(|misread| misread.says),
        Err(invalid) => (invalid.rule == Rule::WebPage).then(|| invalid.says.clone()),
    }
}

/// Whether a path on Artifact Registry lacks its project, repository or image.
fn too_short(facts: &Facts) -> bool {
    facts
        .reference()
        .is_some_and(|reference| reference.path.split('/').count() < 3)
        // A host such as docker.pkg.dev alone, or Maven's, has other rules.
        && facts.host().is_some_and(|host| host.ends_with("-docker.pkg.dev"))
}

fn advice(facts: &Facts) -> Advice {
    let host = facts.host_named();
    let twice = words::host_twice(facts);
    let own = lookalike(facts);
    let summary: fix::Says = match (own, twice) {
        (Some(own), _) => {
            format!("{host} is a web site, not a registry. The registry's address is {own}.").into()
        }
        (None, Some(second)) => format!(
            "There is a host in the middle of the name: {}. The repository was given with a registry's address in front.",
            plain(second)
        )
        .into(),
        (None, None) if facts.sentence(&answers::AZURE_NO_REGISTRY).is_some() => "The subscription that az uses has no registry of this name: the name or the subscription is wrong.".into(),
        (None, None) if facts.has(Says::TokenBadRequest) => "{host} can't read the path of {image}: a part of it is missing, or one is too many.".into(),
        (None, None) if facts.has(Says::NotARegistry) => "Something answers at {host}, but it isn't a registry: the host, the port or the path is wrong.".into(),
        (None, None) => "{image} isn't the address of an image's registry.".into(),
    };
    let mut advice = Advice::new(summary);
    if own.is_none() {
        advice = advice.confirm(words::knock(facts));
    }
    if let Some(own) = own {
        let login = facts.op == Op::Login || facts.has(Says::LogsIn);
        advice = advice.fix(if own == "docker.io" && login {
            Fix::new("Log in to Docker Hub by its own address")
                .step(act("Leave the host out: without one, docker login goes to Docker Hub. The user name is your Docker ID, not your e-mail address.")
                    .run(run("docker login -u").value(facts.held.username(), fix::USERNAME)))
        } else {
            Fix::new("Use the registry's own address")
                .step(look(format!("Write {own} in place of {host}.")))
        });
    }
    let nearest = match &facts.subject.reference {
        Some(Err(invalid)) => invalid.nearest.clone(),
        Some(Ok(_)) => facts
            .subject
            .text
            .as_deref()
            .and_then(misread)
            .and_then(|m| m.nearest),
        None => None,
    };
    if let Some(second) = twice {
        let single = facts
            .subject
            .repository
            .as_deref()
            .and_then(|path| path.find(second).and_then(|at| path.get(at..)));
        advice = advice.fix(Fix::new("Write the host once, at the beginning")
            .step(act(format!("Without the first host, the name is {}.", single.map_or("the rest".into(), plain))).run(
                run("docker")
                    .arg(if facts.op == Op::Push { "push" } else { "pull" })
                    .value(single, fix::IMAGE),
            ))
            .step(look("Where a tool asks for the registry and the repository separately, give the host as the first, and only the path as the second.")));
    } else if let Some(nearest) = nearest {
        advice = advice.fix(
            Fix::new("Use the image's name").step(
                act("This is the name of the image on that page.")
                    .run(words::pull(facts, fix::value(nearest.as_str(), fix::IMAGE))),
            ),
        );
    } else if own.is_none() {
        advice = advice.fix(Fix::new("Use the address that the registry has")
            .step(look("A self-hosted registry often has its port in every name: HOST:PORT/NAME. Nexus gives each Docker repository a port, a subdomain or a path of its own (HOST/REPOSITORY/NAME). Artifactory and Harbor need the repository or project as the first part of the path."))
            .step(look("Behind a reverse proxy, the path /v2/ must reach the registry as it is, without a prefix.")));
        if facts.host() == Some("registry.hub.docker.com") {
            let name = facts
                .subject
                .repository
                .as_deref()
                .map(|r| format!("docker.io/{r}"));
            advice = advice.fix(
                Fix::new("Write docker.io for Docker Hub").step(
                    act("docker login stores its credential for the name docker.io.")
                        .run(words::pull(facts, fix::value(name.as_deref(), fix::IMAGE))),
                ),
            );
        }
    }
    advice
        .verify(look(
            "The new address answers 401 or 200 to a request for /v2/, and the command works.",
        ))
        .avoid("Don't try other passwords: the address is wrong, not the password.")
        .link(
            if facts.sentence(&client::LOGIN_401).is_some() || facts.registry().id != Id::SelfHosted
            {
                facts.registry().docs
            } else {
                "https://distribution.github.io/distribution/spec/api/"
            },
        )
}
