//! The switches for what commands are written for: the shell, and the place.

use super::acts::Act;
use super::answer::Shown;
use super::client::choose_one;
use super::element::{Element, each, element};
use crate::input::{Place, Shell};

const SHELLS: [(Shell, &str); 3] = [
    (Shell::Posix, "sh, bash, zsh"),
    (Shell::PowerShell, "PowerShell"),
    (Shell::Cmd, "cmd"),
];

/// The switches: native radio buttons, and a list.
pub fn shell(shown: &Shown<'_>) -> Element {
    let switch = |(shell, name)| {
        let radio = element("input")
            .is("type", "radio")
            .is("name", "shell")
            .checked(shell == shown.shell)
            .does("change", Act::Shell(shell), shown.page);
        element("label").add(radio).add(element("span").text(name))
    };
    let shells = element("fieldset")
        .class("switch")
        .add(element("legend").text("Commands for"))
        .add(each(SHELLS, switch));
    element("div")
        .class("switches")
        .add(shells)
        .add(place(shown))
}

/// Where the tool runs: a login is written down elsewhere in each place.
fn place(shown: &Shown<'_>) -> Element {
    let names = Place::CHOICES.map(|(_, id, name)| (id, name));
    let seen = names
        .iter()
        .find(|(id, _)| shown.diagnosis.place == Some(*id))
        .filter(|_| shown.place.is_none());
    let unset = match seen {
        Some((_, name)) => &[name, ", as in the error"].concat(),
        None => "as in the error",
    };
    let chosen = shown.place.and_then(Place::id).unwrap_or_default();
    choose_one("It runs in", unset, &names, chosen, Act::Place, shown.page)
}
