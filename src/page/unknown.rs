//! Nothing was recognised: say so, show what was read, ask for more.

use super::answer::Shown;
use super::prose::prose;
use yew::prelude::*;

/// The answer that is none.
pub fn unknown(shown: &Shown<'_>) -> Html {
    let diagnosis = shown.diagnosis;
    let nothing_asked = shown.error.trim().is_empty();
    html! {
        <>
            <h2 class="headline" tabindex="-1">
                if !nothing_asked {
                    { "I don't know this one" }
                } else if diagnosis.headline.is_empty() {
                    { "Now the error message" }
                } else {
                    { prose(&diagnosis.headline, None) }
                }
            </h2>
            if !nothing_asked {
                <p>{ "No sentence in it is one that I know from a registry, its clients or a container engine. Guessing would cost you more time than it saves." }</p>
            }
            if !diagnosis.missing.is_empty() {
                <h3 class="next">{ "What to paste next" }</h3>
                <ul class="next">{ for diagnosis.missing.iter().map(|what| html! { <li>{ prose(what, None) }</li> }) }</ul>
            }
        </>
    }
}
