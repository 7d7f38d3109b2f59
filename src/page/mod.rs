//! The page: three boxes to paste into, and the answer.
//!
//! It shows a [`Diagnosis`](crate::report::Diagnosis) and computes nothing
//! that a native test could not. All that touches the browser stands in
//! [`browser`]; what never changes, its head, examples and foot, is plain HTML in
//! `www/index.html`. Text from the inputs reaches the document as text nodes only.
//! It compiles for wasm32, and natively for tests, where the server renderer
//! of Yew prints the components.

mod acts;
mod answer;
mod app;
mod blanks;
mod browser;
mod cause;
mod client;
mod command;
mod content;
mod element;
mod evidence;
mod examples;
mod field;
mod habits;
mod icon;
mod long;
mod marks;
mod masked;
mod prose;
mod request;
mod share;
mod shell;
mod steps;
mod unknown;

/// Starts the app where `www/index.html` has room for it.
#[cfg(target_arch = "wasm32")]
pub fn start(explain: fn(&crate::input::Input<'_>) -> crate::report::Diagnosis) {
    if let Some(root) = browser::element("#app") {
        let props = app::Props {
            engine: app::Engine(explain),
            texts: [""; 3],
        };
        yew::Renderer::<app::App>::with_root_and_props(root.into(), props).render();
    }
}

#[cfg(test)]
mod tests;
