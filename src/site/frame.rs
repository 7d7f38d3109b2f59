//! What all pages have in common: head, policy, navigation, foot.

use super::File;
use maud::{DOCTYPE, Markup, html};

/// What a page may load: style sheets and icons of its own host, no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// The same, with scripts of its own host.
const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// A page.
pub(super) struct Page {
    /// Where it goes: in the root, or in one folder.
    pub path: String,
    /// What the browser's tab and a search engine show.
    pub title: String,
    /// What a search engine shows below the title.
    pub description: String,
    /// Its script, in the root.
    pub script: Option<&'static str>,
    /// What is on it.
    pub main: Markup,
}

impl Page {
    /// The way from the page back to the root.
    fn root(&self) -> &'static str {
        if self.path.contains('/') { "../" } else { "" }
    }

    /// The page as a file.
    pub fn file(self, style: &str) -> File {
        let root = self.root();
        let to = |path: &str| [root, path].concat();
        let policy = if self.script.is_some() {
            POLICY_WITH_SCRIPT
        } else {
            POLICY
        };
        let here = |path: &str| (self.path == path).then_some("page");
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    meta name="description" content=(self.description);
                    meta property="og:title" content=(self.title);
                    meta property="og:description" content=(self.description);
                    meta property="og:type" content="article";
                    meta property="og:site_name" content="why401";
                    link rel="icon" type="image/svg+xml" href=(to("icon.svg"));
                    link rel="apple-touch-icon" href=(to("icon-full.png"));
                    link rel="manifest" href=(to("manifest.webmanifest"));
                    link rel="stylesheet" href=(to(style));
                    link rel="stylesheet" href=(to("pages.css"));
                    @if let Some(script) = self.script {
                        script src=(to(script)) defer {}
                    }
                }
                body {
                    div class="page is-text" {
                        header {
                            p class="brand" { a href=(to("index.html")) { "why" span { "401" } } }
                            nav aria-label="why401" {
                                @for (path, name) in NAVIGATION {
                                    a href=(to(path)) aria-current=[here(path)] { (name) }
                                }
                            }
                        }
                        main { (self.main) }
                        footer {
                            span { "why401 " (env!("CARGO_PKG_VERSION")) }
                            span { (env!("CARGO_PKG_LICENSE")) }
                            a href=(to("third-party.txt")) { "What it is built of" }
                            a href=(env!("CARGO_PKG_REPOSITORY")) rel="noreferrer" { "Source" }
                        }
                    }
                }
            }
        };
        File {
            path: self.path,
            bytes: page.into_string().into_bytes().into(),
        }
    }
}

/// The pages that every page leads to.
const NAVIGATION: [(&str, &str); 5] = [
    ("index.html", "Explain an error"),
    ("causes/index.html", "All errors"),
    ("registries/index.html", "Registries"),
    ("glossary.html", "Glossary"),
    ("keep.html", "Use it offline"),
];

/// The invitation at the foot of a page that explains an error.
pub(super) fn invitation() -> Markup {
    html! {
        aside class="invitation" {
            p { strong { "Is your error a little different?" } }
            p {
                "Paste it, with the image reference and a redacted config.json. why401 ranks the causes for it, and writes the commands for your registry, your tool and your shell. Nothing that you paste leaves the browser."
            }
            p { a class="button" href="../index.html" { "Explain my error" } }
        }
    }
}

/// A text of at most `limit` bytes, cut between words.
pub(super) fn clipped(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() <= limit {
        return text;
    }
    let end = text
        .char_indices()
        .take_while(|(at, _)| *at <= limit)
        .filter(|(_, c)| *c == ' ')
        .map(|(at, _)| at)
        .last()
        .unwrap_or(0);
    let kept = text.get(..end).unwrap_or("");
    [kept.trim_end_matches([',', ';', ':', '.', ' ']), " …"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(clipped("denied", 80), "denied");
        assert_eq!(clipped("a  b\n c", 80), "a b c");
        assert_eq!(clipped("no basic auth, credentials", 16), "no basic auth …");
    }
}
