//! Steps: what each is for, its command, and what it does to the machine.

use super::answer::Shown;
use super::command::Command;
use super::prose::prose;
use crate::report::{Effect, Step};
use yew::prelude::*;

/// What is said of a step's effect. One that only reads needs no word.
const fn effect(effect: Effect) -> Option<(&'static str, &'static str)> {
    match effect {
        Effect::Reads => None,
        Effect::Changes => Some(("is-changes", "changes")),
        Effect::Destroys => Some(("is-destroys", "overwrites")),
        Effect::Weakens => Some(("is-weakens", "less safe")),
    }
}

/// Several steps, numbered when there are more than one.
pub fn list(steps: &[Step], shown: &Shown<'_>) -> Html {
    if let [only] = steps {
        return one(only, shown);
    }
    html! {
        <ol class="steps">
            { for steps.iter().map(|step| html! { <li>{ one(step, shown) }</li> }) }
        </ol>
    }
}

/// One step.
pub fn one(step: &Step, shown: &Shown<'_>) -> Html {
    let mark = step.command.as_ref().and_then(|_| effect(step.effect));
    html! {
        <div class="step">
            <p>
                { prose(&step.text, shown.host()) }
                if let Some((class, word)) = mark {
                    { " " }<span class={classes!("effect", class)}>{ word }</span>
                }
            </p>
            if let Some(command) = &step.command {
                <Command command={command.clone()} language={step.language} file={step.file.clone()} say={shown.hands.say.clone()} />
            }
            if let Some(note) = &step.note {
                <p class="care">{ prose(note, shown.host()) }</p>
            }
        </div>
    }
}
