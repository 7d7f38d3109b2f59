//! why401 explains container-registry errors: what is wrong, for this
//! registry, this tool and this shell, and what to run.
//!
//! ```text
//! error text ──▶ log ──▶ signals ──┐
//! image reference ──▶ reference ───┼──▶ facts ──▶ causes ──▶ ranking ──▶ report
//! config.json ──▶ config ──────────┘
//! ```
//!
//! Every step is a pure function. The engine does no IO, reads no clock, never
//! panics and returns no error: odd input gives fewer facts.

mod anchors;
pub mod causes;
pub mod config;
pub mod evaluate;
pub mod facts;
mod fill;
pub mod fix;
pub mod gist;
pub mod input;
pub mod log;
mod order;
#[cfg(any(target_arch = "wasm32", test))]
pub mod page;
pub mod ranking;
pub mod redact;
pub mod reference;
pub mod registry;
pub mod report;
pub mod signals;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
pub mod span;
mod words;

pub use report::explain;
