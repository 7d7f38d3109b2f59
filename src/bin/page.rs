//! The page's entry point. It does something on wasm32 only.

fn main() {
    #[cfg(target_arch = "wasm32")]
    why401::page::start(why401::explain);
}
