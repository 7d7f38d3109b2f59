//! The command line: the same engine, natively.
fn main() {}
