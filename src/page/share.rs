//! Handing a case on: as Markdown for an issue or a chat, or as a link that
//! holds the inputs behind its `#`, which is never sent to a server. Neither
//! holds a secret: both are made of what was masked.

use super::acts::Act;
use super::answer::Shown;
use super::element::{Element, element};
use crate::gist::Reader;
use crate::input::{Client, Place, Shell};
use crate::redact::redacted;

/// A longer error text, in bytes, is handed on by its lines that matter.
const MOST: usize = 8 * 1024;

/// In which form a case is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As Markdown.
    Markdown,
    /// As a link to this page.
    Link,
}

/// What a link restores.
#[derive(Debug, PartialEq, Eq)]
pub struct Case {
    /// The error, the image, the config; without secrets.
    pub texts: [String; 3],
    /// The shell that commands are written for.
    pub shell: Shell,
    /// The client that was chosen, if one was.
    pub client: Option<Client>,
    /// The place that was chosen, if one was.
    pub place: Option<Place>,
    /// Whether lines of the error were left out.
    pub cut: bool,
}

impl Case {
    /// The case in these boxes.
    pub fn of(
        texts: [&str; 3],
        shell: Shell,
        client: Option<Client>,
        place: Option<Place>,
    ) -> Self {
        let [error, image, config] = texts.map(|text| redacted(text).text);
        let cut = error.len() > MOST;
        let error = if cut {
            let mut reader = Reader::default();
            reader.feed(&error);
            reader.finish().text
        } else {
            error
        };
        Self {
            texts: [error, image, config],
            shell,
            client,
            place,
            cut,
        }
    }

    /// As one text, the parts set apart by NUL.
    pub fn packed(&self) -> String {
        let [error, image, config] = &self.texts;
        let client = self.client.map_or("", Client::id);
        let place = self.place.and_then(Place::id).unwrap_or_default();
        let parts = [error, image, config, self.shell.name(), client, place];
        parts.map(|part| part.replace('\0', "")).join("\0")
    }

    /// The case in such a text; what it doesn't name is left to the engine.
    pub fn unpacked(text: &str) -> Self {
        let mut parts = text.split('\0');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            texts: [next(), next(), next()].map(ToOwned::to_owned),
            shell: Shell::named(next()).unwrap_or_default(),
            client: Client::named(next()),
            place: Place::named(next()),
            cut: false,
        }
    }
}

/// The buttons.
pub fn share(shown: &Shown<'_>) -> Element {
    let button = |form: Form, name: &'static str| {
        element("button")
            .is("type", "button")
            .does("click", Act::Share(form), shown.page)
            .text(name)
    };
    let told = shown
        .shared
        .map(|words| element("span").class("note").text(words));
    element("section")
        .is("aria-label", "Hand it on")
        .class("share")
        .add(button(Form::Markdown, "Copy as Markdown"))
        .add(button(Form::Link, "Copy link"))
        .add(told)
        .add(element("p").class("hint").text("Secrets are masked in both. The link has the text itself in it, behind its #: browsers don't send that part."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_comes_back_as_it_went() {
        let texts = [
            "denied: ünïcode\n\n",
            "ghcr.io/acme/app:1",
            "{\"auths\":{}}",
        ];
        let case = Case::of(
            texts,
            Shell::Cmd,
            Some(Client::Podman),
            Some(Place::Jenkins),
        );
        assert_eq!(case.texts, texts.map(ToOwned::to_owned));
        assert_eq!(Case::unpacked(&case.packed()), case);
        let bare = Case::of(["a\0b", "", ""], Shell::Posix, None, None);
        assert_eq!(Case::unpacked(&bare.packed()).texts[0], "ab");
    }

    #[test]
    fn no_secret_is_handed_on() {
        let auth = "{\"auths\":{\"ghcr.io\":{\"auth\":\"amFuZTpodW50ZXI0LWNhbmFyeQ==\"}}}";
        let login = "docker login -u jane -p hunter2-canary ghcr.io";
        let image = "https://jane:hunter3-canary@ghcr.io/acme/app";
        let packed = Case::of([login, image, auth], Shell::Posix, None, None).packed();
        for secret in ["hunter2", "hunter3", "amFuZTpodW50ZXI0"] {
            assert!(!packed.contains(secret), "{packed}");
        }
    }

    #[test]
    fn a_long_error_is_handed_on_by_its_lines_that_matter() {
        let noise = "#12 0.345 unpacking something of no interest at all\n".repeat(1000);
        let error = format!("{noise}denied: requested access to the resource is denied\n{noise}");
        let case = Case::of([&error, "", ""], Shell::Posix, None, None);
        assert!(case.cut);
        assert!(case.packed().len() < 6000);
        assert!(case.packed().contains("requested access"));
    }

    #[test]
    fn what_is_no_case_does_no_harm() {
        for text in ["", "\0\0\0\0\0\0\0\0", "\0x\0y\0nosuchshell\0z\0?"] {
            let case = Case::unpacked(text);
            assert_eq!((case.client, case.place), (None, None));
        }
    }
}
