//! What holds for every page beside the app.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use why401::{causes, registry, site};

/// What the app's build makes: it is there when the pages are written.
const APP: [&str; 4] = [
    "index.html",
    "style-0123.css",
    "why401.html",
    "third-party.txt",
];

/// All files by their path.
fn files() -> BTreeMap<String, Vec<u8>> {
    let files = site::files("style-0123.css");
    let count = files.len();
    let map: BTreeMap<_, _> = files
        .into_iter()
        .map(|file| (file.path, file.bytes.into_owned()))
        .collect();
    assert_eq!(map.len(), count, "a path stands twice");
    map
}

/// The HTML files by their path.
fn pages() -> BTreeMap<String, String> {
    files()
        .into_iter()
        .filter(|(path, _)| {
            std::path::Path::new(path)
                .extension()
                .is_some_and(|e| e == "html")
        })
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// All that a pattern's first group matches.
fn matches(pattern: &str, text: &str) -> Vec<String> {
    Regex::new(pattern)
        .unwrap()
        .captures_iter(text)
        .map(|found| found.get(1).unwrap().as_str().to_owned())
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The path that a link in a page leads to.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop().expect("it leads out of the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn every_cause_and_every_registry_has_its_page_and_is_listed() {
    let pages = pages();
    let in_folder = |folder: &str| {
        let paths = pages.keys().filter_map(|path| path.strip_prefix(folder));
        paths.filter(|name| *name != "index.html").count()
    };
    let list = &pages["causes/index.html"];
    for cause in causes::all() {
        let page = &pages[&format!("causes/{}.html", cause.id)];
        assert!(page.contains(&format!("<h1>{}</h1>", escaped(cause.title))));
        assert!(list.contains(&format!("href=\"{}.html\"", cause.id)));
    }
    assert_eq!(in_folder("causes/"), causes::all().count());
    assert_eq!(in_folder("registries/"), registry::all().count());
    for path in pages.keys() {
        if let Some(name) = path.strip_prefix("registries/") {
            let listed = pages["registries/index.html"].contains(&format!("href=\"{name}\""));
            assert!(listed || name == "index.html", "{name}");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let files = files();
    let pages = pages();
    for (path, page) in &pages {
        let links = matches(r#" (?:href|src)="([^"]*)""#, page);
        assert!(links.len() > 5, "{path}");
        for link in links {
            if link.starts_with("https://") {
                assert!(!link.contains(char::is_whitespace), "{path}: {link}");
                continue;
            }
            assert!(
                !link.contains(':') && !link.starts_with('/'),
                "{path}: {link}"
            );
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = resolved(path, file);
            let there = files.contains_key(&target) || APP.contains(&target.as_str());
            assert!(there, "{path}: {link}");
            if !anchor.is_empty() {
                let id = format!(" id=\"{anchor}\"");
                assert!(pages[&target].contains(&id), "{path}: {link}");
            }
        }
    }
}

#[test]
fn nothing_from_a_text_becomes_a_tag() {
    let known: BTreeSet<&str> = "a article aside body br button code dd div dl dt em figcaption figure footer form h1 h2 h3 head header html input label li link main meta nav ol p pre samp script section span strong title ul"
        .split(' ')
        .collect();
    for (path, page) in pages() {
        assert!(page.starts_with("<!DOCTYPE html>"), "{path}");
        let tags = matches(r"</?([^ >]*)", page.trim_start_matches("<!DOCTYPE html>"));
        for tag in tags {
            assert!(known.contains(tag.as_str()), "{path}: <{tag}>");
        }
        assert!(!page.contains("PreEscaped"), "{path}");
    }
}

#[test]
fn every_page_is_whole_and_can_run_nothing_inline() {
    let mut titles = BTreeSet::new();
    for (path, page) in pages() {
        assert_eq!(matches("<h1>([^<]+)</h1>", &page).len(), 1, "{path}");
        let title = matches("<title>([^<]+)</title>", &page);
        assert!(
            title.len() == 1 && titles.insert(title[0].clone()),
            "{path}"
        );
        let description = matches("<meta name=\"description\" content=\"([^\"]+)\">", &page);
        assert!(
            description.len() == 1 && (50..=400).contains(&description[0].len()),
            "{path}: {description:?}"
        );
        let policy = matches("Content-Security-Policy\" content=\"([^\"]+)\">", &page);
        assert!(policy[0].starts_with("default-src 'none';"), "{path}");
        assert!(
            !policy[0].contains("unsafe") && !policy[0].contains("https:"),
            "{path}"
        );
        assert!(
            page.contains("<meta name=\"referrer\" content=\"no-referrer\">"),
            "{path}"
        );
        assert!(!page.contains("<style") && !page.contains(" style="));
        assert!(matches(" (on[a-z]+)=", &page).is_empty(), "{path}");
        assert!(
            matches("<script([^>]*)>", &page)
                .iter()
                .all(|script| script.contains(" src=")),
            "{path}"
        );
        let ids = matches(" id=\"([^\"]*)\"", &page);
        let different: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
        assert!(ids.iter().all(|id| !id.is_empty()), "{path}: {ids:?}");
        for labelled in matches(" aria-labelledby=\"([^\"]*)\"", &page) {
            assert!(ids.contains(&labelled), "{path}: {labelled}");
        }
        for outside in matches("(<a href=\"https://[^>]*>)", &page) {
            assert!(outside.contains("rel=\"noreferrer\""), "{path}: {outside}");
        }
    }
}

#[test]
fn every_cause_is_found_by_its_sentences() {
    let pages = pages();
    let list = &pages["causes/index.html"];
    for cause in causes::all() {
        let page = &pages[&format!("causes/{}.html", cause.id)];
        let sentences = matches("<li><samp>([^<]+)</samp></li>", page);
        assert!(!sentences.is_empty(), "{}", cause.id);
        for sentence in &sentences {
            assert!(
                list.contains(&format!("<samp>{sentence}</samp>")),
                "{}: {sentence}",
                cause.id
            );
        }
        // Its example is answered, and the answer has something to do.
        assert!(page.contains("why401 answers:"), "{}", cause.id);
        assert!(page.contains("<div class=\"step\">"), "{}", cause.id);
    }
}
