//! The corpus' files, for the tests that go over all cases.

use std::path::{Path, PathBuf};
use why401::evaluate::{Case, cases};

/// The project's own files of cases, by name.
pub fn own() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    files
}

/// Pastes from public threads, which are not in the repository: the file that
/// `WHY401_CORPUS` names, or the one beside the project.
pub fn pastes() -> Option<PathBuf> {
    let file = std::env::var_os("WHY401_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/real.jsonl"),
        PathBuf::from,
    );
    if !file.exists() {
        println!("pastes from public threads: not here, passed over");
        return None;
    }
    Some(file)
}

/// The cases of a file.
pub fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap();
    cases(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
