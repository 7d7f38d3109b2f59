//! What speaks for a cause and against it. Hover or focus shows the words in
//! the boxes.

use super::answer::Shown;
use super::icon;
use super::marks::quote;
use super::prose::prose;
use crate::input::Field;
use crate::report::Evidence;
use crate::span::Span;
use yew::prelude::*;

/// The longest quote from an input, in bytes.
const QUOTE: usize = 140;

/// How much a piece of evidence weighs: dots, and the same in words.
fn strength(weight: i32) -> (u8, &'static str) {
    match weight {
        i32::MIN..=-50 => (3, "rules it out"),
        -49..=-15 => (2, "speaks strongly against it"),
        -14..=-1 => (1, "speaks against it"),
        0..=7 => (1, "hints at it"),
        8..=14 => (2, "speaks for it"),
        15..=24 => (3, "speaks strongly for it"),
        25.. => (3, "says it outright"),
    }
}

const fn place(field: Field) -> &'static str {
    match field {
        Field::Error => ", in the error",
        Field::Image => ", in the reference",
        Field::Config => ", in the config",
        Field::None => "",
    }
}

/// All evidence of a cause, what speaks for it first.
pub fn list(evidence: &[Evidence], shown: &Shown<'_>) -> Html {
    let (against, favour): (Vec<_>, Vec<_>) = evidence.iter().partition(|e| e.weight < 0);
    html! {
        <ul class="evidence">
            { for favour.into_iter().chain(against).map(|one| item(one, shown)) }
        </ul>
    }
}

fn item(evidence: &Evidence, shown: &Shown<'_>) -> Html {
    let span = Span::new(evidence.start, evidence.end);
    let text = match evidence.input {
        Field::Error => shown.error,
        Field::Image => shown.image,
        Field::Config => shown.config,
        Field::None => "",
    };
    let quoted = quote(text, span, QUOTE);
    let (count, words) = strength(evidence.weight);
    let against = evidence.weight < 0;
    let says = html! {
        <>
            <span class="strength">{ icon::dots(count, against) }</span>
            <span class="says">{ prose(&evidence.says, shown.host()) }</span>
        </>
    };
    let words = html! { <span class="words">{ words }</span> };
    if quoted.is_empty() {
        return html! { <li><div class="item">{ says }<span class="where">{ words }</span></div></li> };
    }
    let at = Some((evidence.input, span));
    let show = shown.hands.point.reform(move |()| at);
    let hide = shown.hands.point.reform(|()| None);
    html! {
        <li>
            <button type="button" class={classes!("item", (shown.pointed == at).then_some("is-active"))}
                onmouseenter={show.reform(|_: MouseEvent| ())} onmouseleave={hide.reform(|_: MouseEvent| ())}
                onfocus={show.reform(|_: FocusEvent| ())} onblur={hide.reform(|_: FocusEvent| ())}
                onclick={show.reform(|_: MouseEvent| ())}>
                { says }
                <span class="where">
                    <q class={classes!("quoted", against.then_some("is-against"))}><bdi dir="ltr">{ quoted }</bdi></q>
                    { " " }{ words }
                    <span class="unseen">{ place(evidence.input) }</span>
                </span>
            </button>
        </li>
    }
}
