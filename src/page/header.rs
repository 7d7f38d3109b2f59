//! The head of the page: its name, what it does, and its promise.

use yew::prelude::*;

/// The head.
pub fn header() -> Html {
    html! {
        <header>
            <h1>{ "why" }<span>{ "401" }</span></h1>
            <p class="purpose">{ "Explains container registry errors: what is wrong, and what to run." }</p>
            <details class="promise">
                <summary>
                    { "Nothing you paste leaves this page: the browser itself is told to refuse every request." }
                    <span class="more">{ "How to check" }</span>
                </summary>
                <ul>
                    <li>{ "Open the developer tools (F12), choose Network, and paste: no request appears." }</li>
                    <li>{ "Type " }<code class="name">{ "fetch(\"https://example.com\")" }</code>{ " into their console: the page's Content-Security-Policy refuses it." }</li>
                    <li>{ "Turn the network off, now that the page is loaded: all works as before." }</li>
                    <li>{ "No cookie is set, and nothing that you paste is stored. Secrets in a config.json are masked as soon as it is pasted." }</li>
                    <li class="site">{ "Or keep the whole page as " }<a href="why401.html" download="why401.html">{ "one file" }</a>{ ", which may load nothing at all." }</li>
                </ul>
            </details>
        </header>
    }
}
