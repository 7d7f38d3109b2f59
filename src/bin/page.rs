//! The page's entry point. It does something on wasm32 only.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        yew::Renderer::<why401::page::App>::with_props(why401::page::Props {
            engine: why401::page::Engine {
                explain: why401::explain,
                causes: why401::causes::all().count(),
            },
            texts: [""; 3],
        })
        .render();
    }
}
