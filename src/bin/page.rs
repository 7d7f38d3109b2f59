//! The page's entry point (wasm32 only).
fn main() {}
