//! One cause: how likely it is, what to do, and what speaks for it.

use super::answer::Shown;
use super::prose::prose;
use super::{evidence, icon, steps};
use crate::report::{Finding, Fix, Likelihood, Step};
use yew::prelude::*;

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
        Likelihood::Likely => "is-likely",
        Likelihood::Possible => "is-possible",
        Likelihood::Considered => "is-considered",
    }
}

/// A cause. The first one is open.
pub fn cause(finding: &Finding, first: bool, shown: &Shown<'_>) -> Html {
    let sure = finding.likelihood == Likelihood::Likely;
    let confirm = part(
        "Check first, without changing anything",
        &finding.confirm,
        shown,
    );
    html! {
        <article key={finding.id} class={classes!("cause", class(finding.likelihood))} data-cause={finding.id}>
            <details open={first}>
                <summary>
                    <h3>{ finding.title }</h3>
                    <span class="likelihood">
                        { icon::meter(finding.confidence) }
                        { words(finding.likelihood) }
                    </span>
                </summary>
                <div class="body">
                    // The headline is often the first cause's summary.
                    if finding.summary != shown.diagnosis.headline {
                        <p class="summary">{ prose(&finding.summary, shown.host()) }</p>
                    }
                    if !sure {
                        { confirm.clone() }
                    }
                    { fixes(&finding.fixes, shown) }
                    { part("See that it worked", &finding.verify, shown) }
                    if !finding.evidence.is_empty() {
                        <section class="part why">
                            <h4>{ "Why I think so" }</h4>
                            { evidence::list(&finding.evidence, shown) }
                        </section>
                    }
                    if sure {
                        { confirm }
                    }
                    { part("Make it last", &finding.lasting, shown) }
                    if !finding.avoid.is_empty() {
                        <section class="part avoid">
                            <h4>{ "What not to do" }</h4>
                            <ul>{ for finding.avoid.iter().map(|what| html! { <li>{ prose(what, shown.host()) }</li> }) }</ul>
                        </section>
                    }
                    { links(finding) }
                    // In a tab of its own: what was pasted stays.
                    <p class="links">
                        <a class="site" href={["causes/", finding.id, ".html"].concat()} target="_blank">
                            { "About this cause" }
                        </a>
                    </p>
                </div>
            </details>
        </article>
    }
}

fn part(title: &'static str, all: &[Step], shown: &Shown<'_>) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class="part">
            <h4>{ title }</h4>
            { steps::list(all, shown) }
        </section>
    }
}

/// The first way to mend it is open; the others are named.
fn fixes(fixes: &[Fix], shown: &Shown<'_>) -> Html {
    let Some((first, others)) = fixes.split_first() else {
        return Html::default();
    };
    html! {
        <section class="part fix">
            <h4>{ prose(&first.title, shown.host()) }</h4>
            { steps::list(&first.steps, shown) }
            { for others.iter().map(|fix| html! {
                <details class="other-fix">
                    <summary>{ "Or: " }{ prose(&fix.title, shown.host()) }</summary>
                    { steps::list(&fix.steps, shown) }
                </details>
            }) }
        </section>
    }
}

fn links(finding: &Finding) -> Html {
    if finding.links.is_empty() {
        return Html::default();
    }
    html! {
        <p class="links">
            { "Documentation: " }
            { for finding.links.iter().enumerate().map(|(index, link)| html! {
                <>
                    if index > 0 { { " · " } }
                    <a href={link.to_string()} target="_blank" rel="noreferrer noopener">{ bare(link) }</a>
                </>
            }) }
        </p>
    }
}

/// An address as it is read: without its scheme, and not endless.
fn bare(link: &str) -> String {
    let link = link.strip_prefix("https://").unwrap_or(link);
    link.trim_end_matches('/').to_owned()
}
