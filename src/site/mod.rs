//! The pages beside the app: one for each cause and each registry, their two
//! lists, the glossary, and how to keep the app offline.
//!
//! They are static HTML, for readers without script and for search engines,
//! and made from what the engine itself is made of: the causes' doc comments,
//! the signals' examples, the registries. What they show of an example is the
//! engine's own answer. Nothing of this is part of the wasm.
//!
//! All text goes through [`maud`], which escapes it; the one way around,
//! `PreEscaped`, isn't used.

mod cause;
mod frame;
mod glossary;
mod keep;
mod markdown;
mod registry;
mod sentences;
mod steps;

use sentences::Sentences;
use std::borrow::Cow;

/// A file of the site.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// Where it goes, relative to the site's root, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

/// The files that stand in `www` as they are.
const PLAIN: [(&str, &[u8]); 9] = [
    ("pages.css", include_bytes!("../../www/pages.css")),
    ("find.js", include_bytes!("../../www/find.js")),
    ("icon.svg", include_bytes!("../../www/icon.svg")),
    ("icon-192.png", include_bytes!("../../www/icon-192.png")),
    ("icon-512.png", include_bytes!("../../www/icon-512.png")),
    ("icon-full.png", include_bytes!("../../www/icon-full.png")),
    (
        "manifest.webmanifest",
        include_bytes!("../../www/manifest.webmanifest"),
    ),
    ("offline.js", include_bytes!("../../www/offline.js")),
    ("robots.txt", include_bytes!("../../www/robots.txt")),
];

/// All files. `style` is the app's style sheet, relative to the site's root.
#[must_use]
pub fn files(style: &str) -> Vec<File> {
    let sentences = Sentences::read();
    let mut files: Vec<File> = [cause::list(&sentences), registry::list_page()]
        .into_iter()
        .chain([glossary::page(), keep::page()])
        .chain(crate::causes::all().map(|cause| cause::page(cause, &sentences)))
        .chain(crate::registry::all().map(registry::page))
        .map(|page| page.file(style))
        .collect();
    files.extend(PLAIN.map(|(path, bytes)| File {
        path: path.to_owned(),
        bytes: bytes.into(),
    }));
    files
}
