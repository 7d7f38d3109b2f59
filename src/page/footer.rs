//! The foot of the page: which version this is, and its licence.

use yew::prelude::*;

/// The pages beside the app.
const PAGES: [(&str, &str); 4] = [
    ("causes/index.html", "All errors"),
    ("registries/index.html", "Registries"),
    ("glossary.html", "Glossary"),
    ("keep.html", "Use it offline"),
];

/// The foot.
pub fn footer(causes: usize) -> Html {
    html! {
        <footer>
            <span>{ concat!("why401 ", env!("CARGO_PKG_VERSION")) }</span>
            if causes > 0 {
                <span>{ format!("knows {causes} causes") }</span>
            }
            <span>{ env!("CARGO_PKG_LICENSE") }</span>
            // In tabs of their own: what was pasted stays.
            { for PAGES.map(|(path, name)| html! {
                <a class="site" href={path} target="_blank">{ name }</a>
            }) }
            <details class="keys" id="keys">
                <summary>{ "Keys" }</summary>
                <dl>
                    <div><dt><kbd>{ "Ctrl" }</kbd>{ " " }<kbd>{ "Enter" }</kbd></dt><dd>{ "goes to the answer" }</dd></div>
                    <div><dt><kbd>{ "c" }</kbd></dt><dd>{ "copies the first command" }</dd></div>
                    <div><dt><kbd>{ "?" }</kbd></dt><dd>{ "opens and closes this" }</dd></div>
                </dl>
                <p>{ "Paste anywhere on the page: it goes into the right box." }</p>
                <label><input type="checkbox" id="no-keys" />{ " Switch the single keys off" }</label>
            </details>
            <a href={env!("CARGO_PKG_REPOSITORY")} target="_blank" rel="noreferrer noopener">{ "Source" }</a>
        </footer>
    }
}
