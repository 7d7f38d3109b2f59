//! Commands through real shells, and through readers of the shells' rules
//! where no real one is at hand.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    missing_docs
)]

mod corpus;
mod files;
mod posix;
mod samples;
mod snippets;
mod values;
mod windows;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs a program with this text as its input, in this directory.
fn feed(program: &str, args: &[&str], dir: &Path, input: &str) -> Option<Output> {
    let script = dir.join(".input");
    std::fs::write(&script, input).unwrap();
    let output = Command::new(program)
        .args(args)
        .current_dir(dir)
        .env("HOME", dir)
        .env("LC_ALL", "C.UTF-8")
        .env("FROM_ENV", "from env; $(id) *")
        .stdin(Stdio::from(File::open(&script).unwrap()))
        .output();
    if output.is_err() {
        println!("not here, so not tried: {program}");
    }
    output.ok()
}

/// A new directory with a few files that globs would find.
fn directory(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("why401-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    for file in ["a", "ab", "b.txt", "x"] {
        std::fs::write(dir.join(file), "").unwrap();
    }
    dir
}
