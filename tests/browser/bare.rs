//! The least page that Yew makes: a text box, and how many letters stand in
//! it. `start.mjs` measures how the app starts beside it, as both are built
//! with the same settings. Natively it does nothing.

fn main() {
    #[cfg(target_arch = "wasm32")]
    yew::Renderer::<page::Bare>::new().render();
}

#[cfg(target_arch = "wasm32")]
mod page {
    use web_sys::HtmlTextAreaElement;
    use yew::prelude::*;

    /// The page.
    #[component]
    pub fn Bare() -> Html {
        let count = use_state(|| 0);
        let oninput = {
            let count = count.clone();
            Callback::from(move |event: InputEvent| {
                let text_area: HtmlTextAreaElement = event.target_unchecked_into();
                count.set(text_area.text_length());
            })
        };
        html! {
            <main>
                <textarea {oninput} />
                <p id="count">{ *count }</p>
            </main>
        }
    }
}
