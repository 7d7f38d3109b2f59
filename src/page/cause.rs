//! One cause: how likely it is, what to do, and what speaks for it.

use super::answer::Shown;
use super::element::{Element, each, element, run};
use super::prose::prose;
use super::{evidence, icon, steps};
use crate::report::{Finding, Fix, Likelihood, Step};

/// How likely a cause is, in words.
pub const fn words(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::Likely => "Likely",
        Likelihood::Possible => "Possible",
        Likelihood::Considered => "Also considered",
    }
}

const fn class(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::Likely => "cause is-likely",
        Likelihood::Possible => "cause is-possible",
        Likelihood::Considered => "cause is-considered",
    }
}

/// A cause. The first one is open.
pub fn cause(finding: &Finding, first: bool, shown: &Shown<'_>) -> Element {
    let sure = finding.likelihood == Likelihood::Likely;
    let confirm = |so: bool| {
        let title = "Check first, without changing anything";
        let steps = so.then_some(&*finding.confirm);
        part(title, steps.unwrap_or_default(), shown)
    };
    let likelihood = element("span")
        .class("likelihood")
        .add(icon::meter(finding.confidence))
        .text(words(finding.likelihood));
    // The headline is often the first cause's summary.
    let summary = (finding.summary != shown.diagnosis.headline).then(|| {
        element("p")
            .class("summary")
            .add(prose(&finding.summary, shown.host()))
    });
    let why = (!finding.evidence.is_empty()).then(|| {
        element("section")
            .class("part why")
            .add(element("h4").text("Why I think so"))
            .add(evidence::list(&finding.evidence, shown))
    });
    let avoid = (!finding.avoid.is_empty()).then(|| {
        let list = each(&finding.avoid, |what| {
            element("li").add(prose(what, shown.host()))
        });
        element("section")
            .class("part avoid")
            .add(element("h4").text("What not to do"))
            .add(element("ul").add(list))
    });
    // In a tab of its own: what was pasted stays.
    let about = element("a")
        .set("href", &["causes/", finding.id, ".html"].concat())
        .is("target", "_blank")
        .class("site")
        .text("About this cause");
    let body = element("div")
        .class("body")
        .add(summary)
        .add(confirm(!sure))
        .add(fixes(&finding.fixes, shown))
        .add(part("See that it worked", &finding.verify, shown))
        .add(why)
        .add(confirm(sure))
        .add(part("Make it last", &finding.lasting, shown))
        .add(avoid)
        .add(links(finding))
        .add(element("p").class("links").add(about));
    let details = element("details")
        .when(first, "open", "open")
        .add(
            element("summary")
                .add(element("h3").text(finding.title))
                .add(likelihood),
        )
        .add(body);
    element("article")
        .is("data-cause", finding.id)
        .class(class(finding.likelihood))
        .key(finding.id)
        .add(details)
}

fn part(title: &'static str, all: &[Step], shown: &Shown<'_>) -> Option<Element> {
    if all.is_empty() {
        return None;
    }
    let part = element("section")
        .class("part")
        .add(element("h4").text(title))
        .add(steps::list(all, shown));
    Some(part)
}

/// The first way to mend it is open; the others are named.
fn fixes(fixes: &[Fix], shown: &Shown<'_>) -> Option<Element> {
    let (first, others) = fixes.split_first()?;
    let others = each(others, |fix| {
        let title = element("summary")
            .text("Or: ")
            .add(prose(&fix.title, shown.host()));
        element("details")
            .class("other-fix")
            .add(title)
            .add(steps::list(&fix.steps, shown))
    });
    let section = element("section")
        .class("part fix")
        .add(element("h4").add(prose(&first.title, shown.host())))
        .add(steps::list(&first.steps, shown))
        .add(others);
    Some(section)
}

fn links(finding: &Finding) -> Option<Element> {
    if finding.links.is_empty() {
        return None;
    }
    let links = each(finding.links.iter().enumerate(), |(index, link)| {
        let link = element("a")
            .set("href", link)
            .is("target", "_blank")
            .is("rel", "noreferrer noopener")
            .text(bare(link));
        run().add((index > 0).then(|| run().text(" · "))).add(link)
    });
    let links = element("p")
        .class("links")
        .text("Documentation: ")
        .add(links);
    Some(links)
}

/// An address as it is read: without its scheme, and not endless.
fn bare(link: &str) -> &str {
    let link = link.strip_prefix("https://").unwrap_or(link);
    link.trim_end_matches('/')
}
