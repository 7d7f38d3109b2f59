//! The page of a registry, and the list of all registries.

use super::frame::{Page, clipped, invitation};
use super::{cause, steps};
use crate::causes;
use crate::fix::{Filling, Names, Shell, Step, Steps};
use crate::registry::{self, Client, Id, Registry, Site};
use maud::{Markup, html};

/// How a registry stands on its page.
struct Shown {
    /// Its file and its place in addresses: public, and stable.
    slug: &'static str,
    /// Its name as a heading.
    title: &'static str,
    /// Hosts that are its own, with fake names where one is needed. The first
    /// stands in the commands.
    hosts: &'static [&'static str],
    /// A repository as it is named there.
    repository: &'static str,
}

/// To add a registry, add its line here: the compiler asks for it.
fn shown(registry: &Registry) -> Shown {
    let (slug, hosts, repository): (_, &[&str], _) = match registry.id {
        Id::DockerHub => (
            "docker-hub",
            &[
                "docker.io",
                "registry-1.docker.io",
                "index.docker.io",
                "dhi.io",
            ],
            "acme/app",
        ),
        Id::Ghcr => ("ghcr", &["ghcr.io", "docker.pkg.github.com"], "acme/app"),
        Id::GitLab => (
            "gitlab",
            &["registry.gitlab.com", "registry.gitlab.example.com"],
            "acme/shop/app",
        ),
        Id::Ecr => (
            "ecr",
            &[
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
                "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
                "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
                "123456789012.dkr-ecr.eu-west-1.on.aws",
            ],
            "app",
        ),
        Id::EcrPublic => ("ecr-public", &["public.ecr.aws"], "acme/app"),
        Id::Gcr => (
            "gcr",
            &["gcr.io", "us.gcr.io", "eu.gcr.io", "asia.gcr.io"],
            "acme-project/app",
        ),
        Id::ArtifactRegistry => (
            "artifact-registry",
            &["europe-west1-docker.pkg.dev", "us-docker.pkg.dev"],
            "acme-project/images/app",
        ),
        Id::Acr => (
            "acr",
            &["acme.azurecr.io", "acme.azurecr.cn", "acme.azurecr.us"],
            "app",
        ),
        Id::Quay => ("quay", &["quay.io", "quay.example.com"], "acme/app"),
        Id::Harbor => ("harbor", &["harbor.example.com"], "acme/app"),
        Id::Nexus => ("nexus", &["nexus.example.com:8083"], "acme/app"),
        Id::Artifactory => (
            "artifactory",
            &["acme.jfrog.io", "artifactory.example.com"],
            "docker-local/app",
        ),
        Id::DigitalOcean => ("digitalocean", &["registry.digitalocean.com"], "acme/app"),
        Id::Ocir => (
            "ocir",
            &["fra.ocir.io", "ocir.eu-frankfurt-1.oci.oraclecloud.com"],
            "acmetenancy/app",
        ),
        Id::Oracle => (
            "oracle",
            &["container-registry.oracle.com"],
            "database/enterprise",
        ),
        Id::Icr => ("icr", &["de.icr.io", "icr.io"], "acme/app"),
        Id::Ngc => ("ngc", &["nvcr.io"], "acme/app"),
        Id::Alibaba => (
            "alibaba",
            &[
                "registry.cn-hangzhou.aliyuncs.com",
                "acme-registry.eu-central-1.cr.aliyuncs.com",
            ],
            "acme/app",
        ),
        Id::Tencent => (
            "tencent",
            &["ccr.ccs.tencentyun.com", "acme.tencentcloudcr.com"],
            "acme/app",
        ),
        Id::Huawei => ("huawei", &["swr.eu-west-101.myhuaweicloud.com"], "acme/app"),
        Id::Scaleway => ("scaleway", &["rg.fr-par.scw.cloud"], "acme/app"),
        Id::Ovh => (
            "ovh",
            &["acme.c1.de1.container-registry.ovh.net"],
            "acme/app",
        ),
        Id::Gitea => ("gitea", &["gitea.example.com", "codeberg.org"], "acme/app"),
        Id::Cloudsmith => ("cloudsmith", &["docker.cloudsmith.io"], "acme/images/app"),
        Id::Chainguard => ("chainguard", &["cgr.dev"], "acme.example/app"),
        Id::RedHat => (
            "red-hat",
            &["registry.redhat.io", "registry.connect.redhat.com"],
            "ubi9/ubi",
        ),
        Id::Public => (
            "public",
            &[
                "mcr.microsoft.com",
                "registry.k8s.io",
                "registry.access.redhat.com",
            ],
            "app",
        ),
        Id::SelfHosted => ("self-hosted", &["registry.example.com:5000"], "acme/app"),
    };
    // Two names are made for the middle of a sentence.
    let title = match registry.id {
        Id::Public => "Public registries",
        Id::SelfHosted => "A registry of your own",
        _ => registry.name,
    };
    Shown {
        slug,
        title,
        hosts,
        repository,
    }
}

/// The programs that log in, with their names.
const CLIENTS: [(Client, &str); 8] = [
    (Client::Docker, "docker"),
    (Client::Podman, "podman"),
    (Client::Buildah, "buildah"),
    (Client::Skopeo, "skopeo"),
    (Client::Nerdctl, "nerdctl"),
    (Client::Helm, "helm"),
    (Client::Oras, "oras"),
    (Client::Crane, "crane"),
];

impl Shown {
    fn site(&self, client: Client, push: bool) -> Site<'static> {
        Site {
            host: self.hosts.first().copied(),
            repository: Some(self.repository),
            tag: Some("1"),
            client,
            username: None,
            push,
        }
    }
}

/// A registry's page.
pub(super) fn page(registry: &'static Registry) -> Page {
    let shown = shown(registry);
    let pull = shown.site(Client::Docker, false);
    let push = shown.site(Client::Docker, true);
    let rights: [(&str, Option<Steps>); 5] = [
        (
            "See who asks, and what it may do",
            registry.whoami.map(|steps| steps(&pull)),
        ),
        ("Give the right to pull", Some((registry.grant)(&pull))),
        (
            "Give the right to push",
            // Often the same steps do for both.
            Some((registry.grant)(&push)).filter(|steps| *steps != (registry.grant)(&pull)),
        ),
        (
            "Create the repository",
            registry.create.map(|steps| steps(&push)),
        ),
        (
            "Let a tag be overwritten",
            registry.unlock.map(|steps| steps(&push)),
        ),
    ];
    let main = html! {
        article class="text" {
            p class="crumbs" { a href="index.html" { "Registries" } }
            h1 { (shown.title) }
            (facts(registry, &shown))
            section aria-labelledby="login" {
                h2 id="login" { "Log in" }
                (logins(registry, &shown))
                @if let Some(lasting) = registry.lasting {
                    h3 { "Make it last" }
                    (list(&[lasting(&pull)]))
                }
            }
            @for (title, steps) in rights {
                @if let Some(steps) = steps.filter(|steps| !steps.is_empty()) {
                    section { h2 { (title) } (list(&steps)) }
                }
            }
            (errors(registry))
            section aria-labelledby="documentation" {
                h2 id="documentation" { "Documentation" }
                ul {
                    li { a href=(registry.docs) rel="noreferrer" { (steps::bare(registry.docs)) } }
                    @if let Some(status) = registry.status {
                        li { "Outages: " a href=(status) rel="noreferrer" { (steps::bare(status)) } }
                    }
                }
            }
            (invitation())
        }
    };
    Page {
        path: format!("registries/{}.html", shown.slug),
        title: format!("{}: log in, pull and push · why401", shown.title),
        description: clipped(
            &format!(
                "{} ({}): the user name is {}; the password is {}. {}",
                shown.title,
                shown.hosts.join(", "),
                registry.username,
                registry.secret,
                registry.lifetime
            ),
            300,
        ),
        script: None,
        main,
    }
}

/// What is known of it, in a few lines.
fn facts(registry: &Registry, shown: &Shown) -> Markup {
    let rows = [
        ("User name", registry.username),
        ("Password", registry.secret),
        ("How long it lasts", registry.lifetime),
        ("To pull, it needs", registry.to_pull),
        ("To push, it needs", registry.to_push),
    ];
    html! {
        dl class="known" {
            div {
                dt { "Hosts" }
                @for host in shown.hosts { dd { code { (host) } } }
            }
            @for (name, text) in rows {
                @if !text.is_empty() {
                    div { dt { (name) } dd { (steps::prose(&sentence(text))) } }
                }
            }
        }
    }
}

/// A clause as a sentence: with a capital, unless it begins with a name, and a
/// full stop.
fn sentence(clause: &str) -> String {
    let first = clause.split_whitespace().next().unwrap_or("");
    let is_word = first
        .bytes()
        .all(|b| b.is_ascii_lowercase() || matches!(b, b',' | b'\'' | b'-'))
        && !["iamapikey", "nologin", "nologin:", "oauth2accesstoken"].contains(&first);
    let mut text = String::with_capacity(clause.len() + 1);
    let mut chars = clause.chars();
    if let (true, Some(first)) = (is_word, chars.clone().next()) {
        chars.next();
        text.push(first.to_ascii_uppercase());
    }
    text.push_str(chars.as_str());
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}

/// The login by each program. Programs with the same steps stand together;
/// where only the command differs, the sentence stands once.
fn logins(registry: &Registry, shown: &Shown) -> Markup {
    let mut groups: Vec<(Vec<&str>, Vec<crate::report::Step>)> = Vec::new();
    for (client, name) in CLIENTS {
        let steps = written(&(registry.login)(&shown.site(client, false)));
        match groups.iter_mut().find(|(_, known)| *known == steps) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], steps)),
        }
    }
    let only_command_differs = groups.len() > 1
        && groups.iter().all(|(_, steps)| {
            steps.len() == 1
                && groups
                    .first()
                    .is_some_and(|(_, first)| says(steps) == says(first))
        });
    html! {
        @if let (true, Some((_, first))) = (only_command_differs, groups.first()) {
            @for step in first { p { (steps::prose(&step.text)) } }
            dl class="tools" {
                @for (names, steps) in &groups {
                    div {
                        dt { (names.join(", ")) }
                        dd {
                            @for step in steps {
                                @if let Some(command) = &step.command { (steps::command(command)) }
                                @if let Some(note) = &step.note { p class="care" { (steps::prose(note)) } }
                            }
                        }
                    }
                }
            }
        } @else {
            @for (names, steps) in &groups {
                @if groups.len() > 1 { h3 { (names.join(", ")) } }
                (steps::list(steps))
            }
        }
    }
}

fn says(steps: &[crate::report::Step]) -> Vec<&str> {
    steps.iter().map(|step| step.text.as_str()).collect()
}

fn written(steps: &[Step]) -> Vec<crate::report::Step> {
    steps
        .iter()
        .map(|step| crate::report::step(&Names::default(), Shell::Posix, &Filling::default(), step))
        .collect()
}

fn list(steps: &[Step]) -> Markup {
    steps::list(&written(steps))
}

/// The registry of a cause's example image.
fn in_example(image: &str) -> Option<&'static Registry> {
    let image = image.trim();
    if image.is_empty() {
        return None;
    }
    let reference = crate::reference::parse(image).ok()?;
    Some(registry::of(&reference.domain))
}

/// Leads from a cause's example to its registry's page.
pub(super) fn of_example(image: &str) -> Markup {
    let registry = in_example(image).filter(|registry| registry.id != Id::SelfHosted);
    html! {
        @if let Some(registry) = registry {
            @let shown = shown(registry);
            p class="see" {
                "Hosts, user names, tokens and logins of this registry: "
                a href={ "../registries/" (shown.slug) ".html" } { (shown.title) }
            }
        }
    }
}

/// The causes that have their example here.
fn errors(registry: &Registry) -> Markup {
    let here: Vec<_> = causes::all()
        .filter(|cause| {
            in_example(&cause::block(cause, "image")).is_some_and(|found| found.id == registry.id)
        })
        .collect();
    html! {
        @if !here.is_empty() {
            section aria-labelledby="errors" {
                h2 id="errors" { "Errors that are often seen here" }
                ul {
                    @for cause in here {
                        li { a href={ "../causes/" (cause::file_name(cause)) } { (cause.title) } }
                    }
                }
            }
        }
    }
}

/// The list of all registries.
pub(super) fn list_page() -> Page {
    let main = html! {
        div class="text" {
            h1 { "Registries" }
            p class="lead" { "For each: its hosts, what the user name is, what serves as the password and how long it lasts, what a pull and a push need, and how each tool logs in." }
            ul class="entries" {
                @for registry in registry::all() {
                    @let shown = shown(registry);
                    li {
                        h2 { a href={ (shown.slug) ".html" } { (shown.title) } }
                        ul class="sentences" { @for host in shown.hosts { li { code { (host) } } } }
                    }
                }
            }
        }
    };
    Page {
        path: "registries/index.html".to_owned(),
        title: "Container registries: hosts, user names, tokens, logins · why401".to_owned(),
        description: "How to log in to Docker Hub, GHCR, GitLab, Amazon ECR, Google Artifact Registry, Azure, Quay, Harbor, Nexus, Artifactory and others: user name, token, how long it lasts, what it needs."
            .to_owned(),
        script: None,
        main,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_on_a_page_is_known_as_that_registrys() {
        for registry in registry::all() {
            for host in shown(registry).hosts {
                assert_eq!(registry::of(host).id, registry.id, "{host}");
            }
        }
    }

    #[test]
    fn clauses_become_sentences() {
        assert_eq!(sentence("your user name"), "Your user name.");
        assert_eq!(sentence("iamapikey with a key"), "iamapikey with a key.");
        assert_eq!(sentence("ecr:Get and more"), "ecr:Get and more.");
        assert_eq!(sentence("It lasts."), "It lasts.");
    }
}
