//! The foot of the page: which version this is, and its licence.

use yew::prelude::*;

/// The foot.
pub fn footer(causes: usize) -> Html {
    html! {
        <footer>
            <span>{ concat!("why401 ", env!("CARGO_PKG_VERSION")) }</span>
            if causes > 0 {
                <span>{ format!("knows {causes} causes") }</span>
            }
            <span>{ env!("CARGO_PKG_LICENSE") }</span>
            <a href={env!("CARGO_PKG_REPOSITORY")} target="_blank" rel="noreferrer noopener">{ "Source" }</a>
        </footer>
    }
}
