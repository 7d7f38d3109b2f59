//! The switch for the shell that commands are written for.

use super::app::Hands;
use crate::input::Shell;
use yew::prelude::*;

const SHELLS: [(Shell, &str); 3] = [
    (Shell::Posix, "sh, bash, zsh"),
    (Shell::PowerShell, "PowerShell"),
    (Shell::Cmd, "cmd"),
];

/// The switch: native radio buttons.
pub fn shell(chosen: Shell, hands: &Hands) -> Html {
    html! {
        <fieldset class="switch">
            <legend>{ "Commands for" }</legend>
            { for SHELLS.into_iter().map(|(shell, name)| {
                let onchange = hands.shell.reform(move |_: Event| shell);
                html! {
                    <label>
                        <input type="radio" name="shell" checked={shell == chosen} {onchange} />
                        <span>{ name }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}
