//! How to use the app without a network: the page that it is installed from.

use super::frame::Page;
use maud::html;

/// The page.
pub(super) fn page() -> Page {
    let main = html! {
        article class="text" {
            h1 { "Use it offline" }
            p class="lead" { "why401 needs no network: it explains errors on your own machine. There are four ways to keep it at hand." }
            section aria-labelledby="file" {
                h2 id="file" { "One file" }
                p { "The whole app in one file. It opens from the disk in any browser, and can load nothing at all: for machines without a network, and for those who want to look before they use it." }
                p { a class="button" href="why401.html" download="why401.html" { "Download why401.html" } }
            }
            section aria-labelledby="again" {
                h2 id="again" { "Opened once, it opens again" }
                p {
                    "Your browser keeps the app's own files when you have opened it once, and opens it from them when there is no network. What you paste isn't kept."
                }
            }
            section aria-labelledby="install" {
                h2 id="install" { "As an app" }
                p {
                    "Open this page in Chrome or Edge and choose "
                    em { "Install why401" }
                    " in the address bar or the menu. In Safari on a Mac, choose "
                    em { "File, Add to Dock" }
                    "; on an iPhone, "
                    em { "Share, Add to Home Screen" }
                    ". It is this page that the browser installs from: the app itself may load nothing more once it runs, not even its own icon."
                }
            }
            section aria-labelledby="terminal" {
                h2 id="terminal" { "In the terminal" }
                p { "The same engine is a program without a page: " code class="name" { "docker pull … 2>&1 | why401" } ". It is built from the " a href=(env!("CARGO_PKG_REPOSITORY")) rel="noreferrer" { "source" } "." }
            }
        }
    };
    Page {
        path: "keep.html".to_owned(),
        title: "Use why401 offline: one file, or installed".to_owned(),
        description: "why401 explains container registry errors without a network: as one HTML file for air-gapped machines, installed as an app, or in the terminal."
            .to_owned(),
        script: None,
        main,
    }
}
