//! The glossary: what the words mean that registries and their clients use.

use super::frame::Page;
use super::markdown;
use maud::html;

/// The page.
pub(super) fn page() -> Page {
    let terms = markdown::parts(include_str!("../../www/glossary.md"));
    let main = html! {
        article class="text" {
            h1 { "Glossary" }
            p class="lead" { "The words that registries and their clients use, and what they mean." }
            dl class="terms" {
                @for term in &terms {
                    div {
                        dt id=(markdown::anchor(&term.heading)) { (term.heading) }
                        dd { (markdown::html(&term.text)) }
                    }
                }
            }
        }
    };
    Page {
        path: "glossary.html".to_owned(),
        title: "Glossary: realm, scope, challenge, credential helper · why401".to_owned(),
        description: "What realm, scope, challenge, credential helper, registry, repository, reference, tag, digest and manifest mean to docker, podman and Kubernetes."
            .to_owned(),
        script: None,
        main,
    }
}
