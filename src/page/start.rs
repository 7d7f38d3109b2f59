//! The page before anything is pasted: an invitation and examples.

use super::app::Hands;
use super::examples::EXAMPLES;
use super::marks::quote;
use crate::span::Span;
use yew::prelude::*;

/// The start page.
pub fn start(hands: &Hands) -> Html {
    html! {
        <section class="start" aria-labelledby="start-title">
            <h2 id="start-title" class="headline">{ "Paste what the registry or the client said." }</h2>
            <p>{ "The answer appears here as you paste: what is wrong, how sure that is, and the commands for your own registry. Or look at an example:" }</p>
            <ul class="examples">
                { for EXAMPLES.iter().map(|example| {
                    let onclick = hands.example.reform(move |_: MouseEvent| example);
                    html! {
                        <li><a href={format!("#example={}", example.name)} {onclick}>
                            <span class="title">{ example.title }</span>
                            <code>{ quote(last_line(example.error), Span::new(0, usize::MAX), 160) }</code>
                        </a></li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or("")
}
