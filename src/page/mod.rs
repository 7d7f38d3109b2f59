//! The page: three boxes to paste into, and the answer.
//!
//! It shows a [`Diagnosis`](crate::report::Diagnosis) and computes nothing
//! that a native test could not. All that touches the browser stands in
//! [`browser`]; text from the inputs reaches the document as text nodes only.
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
mod footer;
mod habits;
mod header;
mod icon;
mod long;
mod marks;
mod masked;
mod prose;
mod request;
mod share;
mod shell;
mod start;
mod steps;
mod unknown;

pub use app::{App, Engine, Props};

#[cfg(test)]
mod tests;
