//! The switches for what commands are written for: the shell, and the place.

use super::answer::Shown;
use super::client::choose_one;
use crate::input::{Place, Shell};
use yew::prelude::*;

const SHELLS: [(Shell, &str); 3] = [
    (Shell::Posix, "sh, bash, zsh"),
    (Shell::PowerShell, "PowerShell"),
    (Shell::Cmd, "cmd"),
];

/// The switches: native radio buttons, and a list.
pub fn shell(shown: &Shown<'_>) -> Html {
    html! {
        <div class="switches">
            <fieldset class="switch">
                <legend>{ "Commands for" }</legend>
                { for SHELLS.into_iter().map(|(shell, name)| {
                    let onchange = shown.hands.shell.reform(move |_: Event| shell);
                    html! {
                        <label>
                            <input type="radio" name="shell" checked={shell == shown.shell} {onchange} />
                            <span>{ name }</span>
                        </label>
                    }
                }) }
            </fieldset>
            { place(shown) }
        </div>
    }
}

/// Where the tool runs: a login is written down elsewhere in each place.
fn place(shown: &Shown<'_>) -> Html {
    let names = Place::CHOICES.map(|(_, id, name)| (id, name));
    let seen = names
        .iter()
        .find(|(id, _)| shown.diagnosis.place == Some(*id))
        .filter(|_| shown.place.is_none());
    let none = seen.map_or("as in the error".into(), |(_, name)| {
        format!("{name}, as in the error").into()
    });
    let chosen = shown.place.and_then(Place::id).unwrap_or_default();
    let choose = shown.hands.place.reform(|id: String| Place::named(&id));
    choose_one("It runs in", none, &names, chosen, &choose)
}
