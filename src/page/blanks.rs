//! What only the reader knows, typed once for all commands.

use super::acts::Act;
use super::answer::Shown;
use super::element::{Element, each, element};
use crate::fix::{ALL, DIGEST, Filling, IMAGE, Placeholder, REGISTRY, REPOSITORY, TAG};
use crate::redact::holds_secret;
use crate::report::{Diagnosis, Step};
use yew::AttrValue;

/// What the reader filled in. It is kept in this page alone, while it is open.
#[derive(Default)]
pub struct Blanks {
    /// As the engine takes it.
    pub filling: Filling,
    /// As it was typed, and why it was refused.
    typed: Vec<(Placeholder, AttrValue, Option<&'static str>)>,
}

impl Blanks {
    /// Takes what was typed, or nothing any more.
    pub fn fill(&mut self, placeholder: Placeholder, typed: &str) {
        let text = typed.trim();
        let refused = if holds_secret(text) {
            let _ = self.filling.set(placeholder, "");
            Some("it looks like a secret, and commands ask for that themselves")
        } else {
            self.filling
                .set(placeholder, text)
                .err()
                .map(crate::fix::Refused::why)
        };
        self.typed.retain(|(known, ..)| *known != placeholder);
        if !text.is_empty() {
            // What may be a secret isn't kept.
            let text = if refused.is_some() { "" } else { typed };
            self.typed
                .push((placeholder, text.to_owned().into(), refused));
        }
    }

    fn wants(&self, placeholder: Placeholder, diagnosis: &Diagnosis) -> bool {
        let Some(first) = diagnosis.causes.first() else {
            return false;
        };
        let stands = |steps: &Vec<Step>| {
            let mut commands = steps.iter().filter_map(|step| step.command.as_ref());
            commands.any(|command| holds(command, placeholder.name()))
        };
        self.typed.iter().any(|(known, ..)| *known == placeholder)
            || first.fixes.iter().any(|fix| stands(&fix.steps))
            || [&first.confirm, &first.verify, &first.lasting]
                .into_iter()
                .any(stands)
    }

    fn of(&self, placeholder: Placeholder) -> (AttrValue, Option<&'static str>) {
        self.typed
            .iter()
            .find(|(known, ..)| *known == placeholder)
            .map_or_else(Default::default, |(_, text, refused)| {
                (text.clone(), *refused)
            })
    }
}

/// These follow the image reference, which has a box of its own.
const OF_THE_IMAGE: [Placeholder; 5] = [IMAGE, REGISTRY, REPOSITORY, TAG, DIGEST];

/// The placeholders in the first cause's commands and those that are filled in,
/// in the order of the list of all, so that a field stays where it is.
fn wanted(diagnosis: &Diagnosis, blanks: &Blanks) -> Vec<Placeholder> {
    let mut wanted = Vec::new();
    for &placeholder in ALL {
        if !OF_THE_IMAGE.contains(&placeholder) && blanks.wants(placeholder, diagnosis) {
            wanted.push(placeholder);
        }
    }
    wanted
}

/// Whether a placeholder stands in a command, and not the beginning of another.
fn holds(command: &str, name: &str) -> bool {
    command.match_indices(name).any(|(at, _)| {
        let behind = command.as_bytes().get(at + name.len());
        !behind.is_some_and(|byte| *byte == b'_' || byte.is_ascii_uppercase())
    })
}

/// The fields.
pub fn blanks(shown: &Shown<'_>) -> Option<Element> {
    let wanted = wanted(shown.diagnosis, shown.blanks);
    if wanted.is_empty() {
        return None;
    }
    let fields = element("fieldset")
        .class("blanks")
        .add(element("legend").text("Fill in once, and all commands follow"))
        .add(each(wanted, |placeholder| field(placeholder, shown)));
    Some(fields)
}

fn field(placeholder: Placeholder, shown: &Shown<'_>) -> Element {
    let (typed, refused) = shown.blanks.of(placeholder);
    let means = [placeholder.name(), "-means"].concat();
    let input = element("input")
        .is("type", "text")
        .set("aria-describedby", &means)
        .when(refused.is_some(), "aria-invalid", "true")
        .is("spellcheck", "false")
        .is("autocomplete", "off")
        .is("autocapitalize", "off")
        .value(typed)
        .does("input", Act::Fill(placeholder), shown.page);
    let why = refused.map(|why| {
        element("strong")
            .class("trouble")
            .text(&[" Not used: ", why, "."].concat())
    });
    let name = element("span")
        .class("placeholder")
        .text(placeholder.name());
    element("div")
        .key(placeholder.name())
        .add(element("label").add(name).add(input))
        .add(
            element("span")
                .set("id", &means)
                .class("hint")
                .text(placeholder.means())
                .add(why),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::{KUBERNETES_NAMESPACE, NAMESPACE, USERNAME};

    #[test]
    fn a_placeholder_is_not_the_beginning_of_another() {
        let command = "kubectl -n YOUR_NAMESPACE_K8S get";
        assert!(!holds(command, NAMESPACE.name()));
        assert!(holds(command, KUBERNETES_NAMESPACE.name()));
        assert!(holds("docker login -u YOUR_USERNAME", USERNAME.name()));
    }

    #[test]
    fn what_no_command_could_hold_is_refused_and_not_kept() {
        let mut blanks = Blanks::default();
        blanks.fill(USERNAME, " jane ");
        // As typed: the next letter may follow the space.
        assert_eq!(blanks.of(USERNAME), (" jane ".into(), None));
        for text in [
            "-rf",
            "a\u{202e}b",
            "ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2",
        ] {
            blanks.fill(USERNAME, text);
            let (kept, why) = blanks.of(USERNAME);
            assert_eq!((kept.as_str(), why.is_some()), ("", true), "{text}");
        }
        blanks.fill(USERNAME, "");
        assert_eq!(blanks.of(USERNAME), ("".into(), None));
    }
}
