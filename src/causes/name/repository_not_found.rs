//! The repository isn't there, or is hidden from this identity.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers, client, kubernetes, names};

cause! {
    /// # What it is
    /// The registry has no repository of this name, or hides it from you. Most
    /// registries give the same answer for a private repository and a missing
    /// one, so that nobody can find out names by trying.
    ///
    /// # Why it happens
    /// A typo, a missing user or organisation in front, a repository that was
    /// deleted, renamed or made private, or a build stage whose name is misspelt
    /// in a Dockerfile.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: pull access denied for myapp, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
    /// ```
    /// ```image
    /// myapp:1
    /// ```
    ///
    /// # How to fix
    /// Compare the name with the registry's web page, letter by letter. If it is
    /// right and private, log in to this registry as somebody who may see it.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the full reference prints the manifest.
    ///
    /// # Don't
    /// Don't make new tokens before you know that the name is right.
    "repository-not-found", "The repository doesn't exist, or is hidden from you"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let push = facts.op == Op::Push;
    let unknown = facts.first(Says::RepositoryUnknown);
    let unclear = facts.op == Op::Unknown
        && facts.registry().create.is_some()
        && facts.sentence(&names::MANIFEST_URL).is_none();
    if push || unclear {
        case.seen(
            if push {
                Weight::Supports
            } else {
                Weight::Strong
            },
            unknown,
            "The registry says that it has no such repository.",
        );
    } else {
        case.seen(
            Weight::Decisive,
            unknown,
            "The registry says that it has no such repository.",
        );
    }
    if unknown.is_none() && !push {
        hidden(facts, case);
    }
    case.seen(
        Weight::Supports,
        facts.first(Says::TokenBadRequest),
        "The token service refuses such a name: a part of the path is missing, or one is too many.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::BadCredential,
            Says::TokenExpired,
            Says::TokenRequired,
            Says::ScopeMissing,
            Says::PermissionMissing,
        ]),
        "The text names another reason.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.sentence(&names::STOPPED_MIDWAY),
        "It was under way already, so it is there.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
}

/// Docker Hub gives anybody a token, and asks for a login only where a
/// repository isn't public or isn't there.
pub(in crate::causes) fn hub_hides<'a>(facts: &'a Facts<'_>) -> Option<&'a Seen> {
    let by_name = facts.sentence(&names::MANIFEST_URL).is_some();
    facts
        .sentence(&client::UNAUTHORIZED)
        .filter(|_| by_name || facts.sentence(&names::BLOB_URL).is_some())
        .or_else(|| facts.sentence(&client::STATUS_401).filter(|_| by_name))
        .filter(|_| facts.on(Id::DockerHub) && facts.op != Op::Push)
}

/// Registries that answer "denied" for what isn't there.
fn hidden(facts: &Facts, case: &mut Case) {
    if facts.subject.is_well_known() {
        return;
    }
    let refused = facts.any(&[Says::PullAccessDenied, Says::Denied]);
    let hub = facts.on(Id::DockerHub);
    if facts.subject.is_official() {
        if let Some(refused) = refused.or_else(|| {
            facts
                .any(&[Says::InsufficientScope, Says::Unauthorized])
                .filter(|_| !facts.has(Says::CredentialSent))
        }) {
            case.says(
                Weight::Strong,
                refused,
                "Images under docker.io/library are public: a refusal there means that there is none of this name.",
            );
        }
    } else if facts.subject.is_public_copy() {
        case.seen(
            Weight::Strong,
            refused,
            "Everybody may pull from this namespace: a refusal there means that it has no such image.",
        );
    } else if hub {
        if facts.subject.is_too_deep_for_hub() {
            case.seen(
                Weight::Strong,
                refused.or_else(|| facts.refused()),
                "Docker Hub's names have two parts, an owner and a name. This one has more.",
            );
        }
        // docker's own prefix hides it, other clients quote the answer.
        let said = facts
            .sentence(&client::UNAUTHORIZED)
            .filter(|_| facts.op == Op::Pull)
            .or_else(|| hub_hides(facts));
        case.seen(
            Weight::Supports,
            refused
                .or_else(|| facts.first(Says::InsufficientScope))
                .or_else(|| said.filter(|_| !facts.has(Says::CredentialSent))),
            "Docker Hub answers this for a repository that isn't there, too.",
        );
        case.seen(
            Weight::Hints,
            facts.first(Says::LoggedIn),
            "A login had succeeded, so it isn't refused for lack of one.",
        );
    } else if facts.host().is_none() {
        case.seen(
            Weight::Hints,
            facts.first(Says::PullAccessDenied),
            "A repository that isn't there is refused with the same words.",
        );
    } else {
        case.seen(
            Weight::Hints,
            facts.any(&[Says::PullAccessDenied, Says::Denied, Says::DeniedBare]),
            "Registries refuse a repository that isn't there with the same words as a private one.",
        );
    }
    case.seen(
        Weight::Strong,
        crate::causes::credentials::ghcr_gives_no_token(facts),
        "GHCR's token service answers like this for a package that isn't there, or isn't public.",
    );
    if is_chart_twice(facts) {
        case.seen(
            Weight::Strong,
            facts.refused(),
            "The chart's name is there twice: Helm and Flux add it to the repository's address by themselves.",
        );
    }
    if facts.subject.is_official() {
        case.seen(
            Weight::Strong,
            facts.sentence(&kubernetes::SWARM_DIGEST),
            "Official images are public, and the registry has none of this name.",
        );
    }
    case.seen(
        Weight::Strong,
        facts
            .sentence(&names::PLUGIN)
            .filter(|_| facts.has(Says::PullAccessDenied)),
        "A plugin was to be installed. Plugins are public, so a refusal means that it is gone.",
    );
    case.seen(
        Weight::Hints,
        facts.sentence(&answers::IMAGE_NOT_FOUND_OLD),
        "Old engines say so for a repository, too.",
    );
    if facts.registry().is_somebodys_own() {
        case.seen(
            Weight::Supports,
            facts.first(Says::ManifestUnknown),
            "Some registries say so when the whole repository isn't there.",
        );
    }
    case.seen(
        Weight::Against,
        facts.any(&[Says::NoBasicAuth, Says::NotLocal]),
        "The text names another reason.",
    );
}

/// Whether an address of charts ends in the same name twice.
fn is_chart_twice(facts: &Facts) -> bool {
    let mut parts = facts
        .subject
        .repository
        .as_deref()
        .unwrap_or_default()
        .rsplit('/');
    let (last, before) = (parts.next(), parts.next());
    facts.sentence(&names::TRANSPORT).is_some()
        && last == before
        && matches!(facts.tool, Tool::Flux | Tool::Helm | Tool::ArgoCd)
}

/// What asks for `sha256:4f2b…` asks for a tag of an image named sha256.
fn by_id() -> Advice {
    Advice::new("What was asked for is an image's id, and no registry knows ids. The container's image has lost its name to a newer one, or had none.")
        .fix(Fix::new("Make the container again, by the image's name")
            .step(act("With Compose, this does it. Without, pull the image, remove the container, and run it with the name.")
                .run(run("docker compose up --detach --pull always --force-recreate"))))
        .verify(look("The column IMAGE shows the name.").run(run("docker container ls --all")))
}

fn advice(facts: &Facts) -> Advice {
    if facts.subject.repository.as_deref() == Some("library/sha256") {
        return by_id();
    }
    let summary = if facts.subject.is_official() {
        "The request went to {image}, but Docker Hub has no official image of that name. To mean another image, put its user or organisation, or its registry's host, in front."
    } else if facts.has(Says::RepositoryUnknown) {
        "{host} has no repository for {image}."
    } else {
        "{host} has no repository for {image}, or hides it from you: its answer is the same for both."
    };
    let mut advice = Advice::new(summary).confirm(words::ask_for_manifest(facts));
    let repository = facts.subject.repository.as_deref();
    if facts.on(Id::DockerHub) {
        let name = repository.and_then(|repository| repository.rsplit('/').next());
        advice = advice.confirm(
            look("See which public images have that name on Docker Hub, and under whose account.")
                .run(run("docker search").value(name, fix::IMAGE)),
        );
    }
    if facts.on(Id::EcrPublic) {
        advice = advice.confirm(look("Look the repository up at https://gallery.ecr.aws."));
    }
    let official = repository.and_then(|r| r.strip_prefix("library/"));
    let suggestion = official.and_then(meant);
    advice = advice.fix(match suggestion {
        Some(meant) if facts.on(Id::DockerHub) => Fix::new("Use the image's own name")
            .step(act(format!("On Docker Hub, this one is {meant}. Choose one of its tags."))
                .run(words::pull(facts, fix::word(meant)))),
        _ if facts.subject.is_official() => Fix::new("Name the owner, or the registry")
            .step(act("On Docker Hub, name the user or organisation.").run(
                words::pull(facts, fix::word("docker.io/").and(fix::NAMESPACE).and("/").and(fix::value(short(facts).as_deref(), fix::IMAGE))),
            ))
            .step(act("On another registry, write its host in front.").run(
                words::pull(facts, fix::Arg::from(fix::REGISTRY).and("/").and(fix::value(short(facts).as_deref(), fix::IMAGE))),
            )),
        _ => Fix::new("Correct the name")
            .step(look("Compare {image} with the registry's web page, letter by letter: host, owner, name. Repositories are renamed, deleted and made private.")),
    });
    if facts.sentence(&names::PLUGIN).is_some() {
        advice = advice.fix(
            Fix::new("Install another version of the plugin").step(
                act(
                    "See which plugins you have, and look up the new name on the publisher's page.",
                )
                .run(run("docker plugin ls")),
            ),
        );
    }
    if facts.tool == Tool::BuildKit && facts.subject.is_official() {
        advice = advice.fix(Fix::new("If it is a stage of your Dockerfile")
            .step(look(format!(
                "FROM and COPY --from take a stage's name only if an earlier line says FROM … AS {}. A misspelt stage is looked for on Docker Hub.",
                plain(official.unwrap_or(""))
            ))));
    }
    if facts.tool == Tool::Compose || facts.subject.is_official() {
        advice = advice.fix(Fix::new("If it is built on your machine")
            .step(act("Build it first. Compose pulls what it can't build: the service needs a build section. (In older versions: docker-compose build.)")
                .run(run("docker compose build")))
            .step(act("Or build and start in one go.")
                .run(run("docker compose up --build"))));
    }
    if !facts.subject.is_official() && !facts.tool.on_a_node() {
        let log_in = words::log_in(facts)
            .titled("If it is private: log in to {host} as somebody who may read it");
        advice = advice.fix(log_in);
    }
    advice
        .verify(words::ask_for_manifest(facts))
        .verify(words::try_again(facts))
        .avoid("Don't make new tokens before you know that the name is right.")
        .link(facts.registry().docs)
}

/// The name behind a host, with its tag.
fn short(facts: &Facts) -> Option<String> {
    facts.reference().map(crate::reference::Reference::familiar)
}

/// Names that people expect among the official images, and what they mean.
fn meant(name: &str) -> Option<&'static str> {
    Some(match name {
        "apache" | "apache2" => "docker.io/library/httpd",
        "portainer" => "docker.io/portainer/portainer-ce",
        "minio" => "docker.io/minio/minio",
        "grafana" => "docker.io/grafana/grafana",
        "prometheus" => "docker.io/prom/prometheus",
        "alertmanager" => "docker.io/prom/alertmanager",
        "jenkins" => "docker.io/jenkins/jenkins",
        "gitlab" => "docker.io/gitlab/gitlab-ce",
        "dotnet" | "aspnet" | "sdk" => "mcr.microsoft.com/dotnet/sdk",
        "mssql" | "sqlserver" => "mcr.microsoft.com/mssql/server",
        "nodejs" => "docker.io/library/node",
        "postgresql" => "docker.io/library/postgres",
        "mongodb" => "docker.io/library/mongo",
        "go" => "docker.io/library/golang",
        "java" | "openjre" | "jdk" => "docker.io/library/eclipse-temurin",
        "keycloak" => "quay.io/keycloak/keycloak",
        "php-fpm" => "docker.io/library/php",
        "trivy" => "docker.io/aquasec/trivy",
        _ => return None,
    })
}
