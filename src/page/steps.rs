//! Steps: what each is for, its command, and what it does to the machine.

use super::answer::Shown;
use super::command::command;
use super::element::{Element, each, element, run};
use super::prose::prose;
use crate::report::{Effect, Step};

/// What is said of a step's effect. One that only reads needs no word.
const fn effect(effect: Effect) -> Option<(&'static str, &'static str)> {
    match effect {
        Effect::Reads => None,
        Effect::Changes => Some(("effect is-changes", "changes")),
        Effect::Destroys => Some(("effect is-destroys", "overwrites")),
        Effect::Weakens => Some(("effect is-weakens", "less safe")),
    }
}

/// Several steps, numbered when there are more than one.
pub fn list(steps: &[Step], shown: &Shown<'_>) -> Element {
    if let [only] = steps {
        return one(only, shown);
    }
    element("ol")
        .class("steps")
        .add(each(steps, |step| element("li").add(one(step, shown))))
}

/// One step.
pub fn one(step: &Step, shown: &Shown<'_>) -> Element {
    let mark = step.command.as_ref().and_then(|_| effect(step.effect));
    let mark =
        mark.map(|(class, word)| run().text(" ").add(element("span").class(class).text(word)));
    let command = step
        .command
        .as_ref()
        .map(|text| command(text, step, shown.page));
    let note = step.note.as_ref();
    element("div")
        .class("step")
        .add(element("p").add(prose(&step.text, shown.host())).add(mark))
        .add(command)
        .add(note.map(|note| element("p").class("care").add(prose(note, shown.host()))))
}
