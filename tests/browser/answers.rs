//! The engine's answers as JSON, one line for each case and shell: natively
//! and in the browser, so that a test can compare the two.
//!
//! Natively it reads the files that are named and prints. On wasm32 it reads
//! the global variable `cases` and writes the global variable `answers`.

use why401::evaluate::cases;
use why401::input::{Input, Shell};

/// The answers to all cases in `text`.
fn answers(text: &str) -> Result<String, String> {
    let mut lines = String::new();
    for case in cases(text)? {
        for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
            let diagnosis = why401::explain(&Input {
                shell,
                // Fixed, so that "expired 3 hours ago" is said alike.
                now: Some(1_800_000_000),
                ..case.input()
            });
            let json = serde_json::to_string(&diagnosis).map_err(|e| e.to_string())?;
            lines.push_str(&json);
            lines.push('\n');
        }
    }
    Ok(lines)
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), String> {
    for file in std::env::args_os().skip(1) {
        let text = std::fs::read_to_string(&file).map_err(|e| e.to_string())?;
        print!("{}", answers(&text)?);
    }
    Ok(())
}

#[cfg(target_arch = "wasm32")]
fn main() {
    let global = js_sys::global();
    let text = js_sys::Reflect::get(&global, &"cases".into())
        .ok()
        .and_then(|cases| cases.as_string())
        .unwrap_or_default();
    let told = answers(&text).unwrap_or_else(|why| why);
    // The global object of a page takes any variable.
    let _ = js_sys::Reflect::set(&global, &"answers".into(), &told.into());
}
