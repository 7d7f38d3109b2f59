//! What a cause tells the reader to do: steps in order, each a sentence and
//! perhaps a command or a snippet.

use super::command::Command;
use super::snippet::Snippet;
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

/// Text of ours: fixed, with places for the names of the case
/// ([`crate::fix::Names`]), or put together, with names from the input in it
/// (use [`crate::fix::plain`] for these). Never a command.
pub type Says = Cow<'static, str>;

/// What a step does to the reader's machine or registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Looks only.
    ReadOnly,
    /// Adds or changes something, and loses nothing.
    Changes,
    /// Overwrites what is named.
    Overwrites(Says),
    /// Deletes what is named.
    Deletes(Says),
    /// Makes the connection less safe, in the way that is said: a last resort.
    Weakens(Says),
}

/// What a step has the reader do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Run this.
    Run(Command),
    /// Run these in order.
    Many(Vec<Command>),
    /// Put this into a file.
    Edit(Snippet),
}

/// One step: a plain sentence, and what to do.
///
/// Steps, commands and advice are boxed: hundreds of lines hand them on by
/// value, and a pointer is a third of the code that a structure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step(Box<StepParts>);

/// What a [`Step`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepParts {
    /// What the step is for.
    pub says: Says,
    /// The command or snippet, if there is one.
    pub action: Option<Action>,
    /// What it does.
    pub effect: Effect,
}

/// A step that only looks.
#[must_use]
#[inline(never)]
pub fn look(says: impl Into<Says>) -> Step {
    Step(Box::new(StepParts {
        says: says.into(),
        action: None,
        effect: Effect::ReadOnly,
    }))
}

/// A step that changes something.
#[must_use]
#[inline(never)]
pub fn act(says: impl Into<Says>) -> Step {
    let mut step = look(says);
    step.effect = Effect::Changes;
    step
}

impl Deref for Step {
    type Target = StepParts;

    fn deref(&self) -> &StepParts {
        &self.0
    }
}

impl DerefMut for Step {
    fn deref_mut(&mut self) -> &mut StepParts {
        &mut self.0
    }
}

impl Step {
    /// With this command to run.
    #[must_use]
    #[inline(never)]
    pub fn run(mut self, command: Command) -> Self {
        self.action = Some(Action::Run(command));
        self
    }

    /// With these commands to run in order.
    #[must_use]
    #[inline(never)]
    pub fn run_all<const N: usize>(mut self, commands: [Command; N]) -> Self {
        self.action = Some(Action::Many(commands.into()));
        self
    }

    /// In other words.
    #[must_use]
    pub fn saying(mut self, says: impl Into<Says>) -> Self {
        self.says = says.into();
        self
    }

    /// With this snippet to put into a file.
    #[must_use]
    #[inline(never)]
    pub fn edit(mut self, snippet: Snippet) -> Self {
        self.action = Some(Action::Edit(snippet));
        self
    }

    /// Says that it overwrites `what`.
    #[must_use]
    #[inline(never)]
    pub fn overwrites(mut self, what: impl Into<Says>) -> Self {
        self.effect = Effect::Overwrites(what.into());
        self
    }

    /// Says how it makes the connection less safe.
    #[must_use]
    #[inline(never)]
    pub fn weakens(mut self, how: &'static str) -> Self {
        self.weaken(how);
        self
    }

    /// The same of a step that stands in a list.
    pub fn weaken(&mut self, how: &'static str) {
        self.effect = Effect::Weakens(how.into());
    }

    /// What it has the reader do.
    #[must_use]
    pub fn into_action(self) -> Option<Action> {
        self.0.action
    }

    /// Says that it deletes `what`.
    #[must_use]
    #[inline(never)]
    pub fn deletes(mut self, what: impl Into<Says>) -> Self {
        self.effect = Effect::Deletes(what.into());
        self
    }
}

/// Steps in order, as registries have them for a login or a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps(Box<List>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct List(Vec<Step>);

impl From<Step> for Steps {
    #[inline(never)]
    fn from(step: Step) -> Self {
        Self(Box::new(List(vec![step])))
    }
}

impl Step {
    /// This step and another one.
    #[must_use]
    #[inline(never)]
    pub fn then(self, next: Self) -> Steps {
        Steps::from(self).then(next)
    }
}

impl Steps {
    /// No steps.
    #[must_use]
    pub fn none() -> Self {
        Self(Box::new(List(Vec::new())))
    }

    /// These steps and another one.
    #[must_use]
    #[inline(never)]
    pub fn then(mut self, next: Step) -> Self {
        self.push(next);
        self
    }

    /// These steps and others.
    #[must_use]
    #[inline(never)]
    pub fn then_all(mut self, next: Self) -> Self {
        self.extend(next);
        self
    }
}

impl Deref for Steps {
    type Target = Vec<Step>;

    fn deref(&self) -> &Vec<Step> {
        &self.0.0
    }
}

impl DerefMut for Steps {
    fn deref_mut(&mut self) -> &mut Vec<Step> {
        &mut self.0.0
    }
}

impl IntoIterator for Steps {
    type Item = Step;
    type IntoIter = std::vec::IntoIter<Step>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.0.into_iter()
    }
}

/// One way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix(Box<FixParts>);

/// What a [`Fix`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixParts {
    /// What it comes to, in a few words.
    pub title: Says,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Deref for Fix {
    type Target = FixParts;

    fn deref(&self) -> &FixParts {
        &self.0
    }
}

impl DerefMut for Fix {
    fn deref_mut(&mut self) -> &mut FixParts {
        &mut self.0
    }
}

impl Fix {
    /// A fix without steps yet.
    #[must_use]
    #[inline(never)]
    pub fn new(title: impl Into<Says>) -> Self {
        Self(Box::new(FixParts {
            title: title.into(),
            steps: Vec::new(),
        }))
    }

    /// Under another title.
    #[must_use]
    #[inline(never)]
    pub fn titled(mut self, title: impl Into<Says>) -> Self {
        self.title = title.into();
        self
    }

    /// With a further step.
    #[must_use]
    #[inline(never)]
    pub fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// With further steps.
    #[must_use]
    #[inline(never)]
    pub fn steps(mut self, steps: Steps) -> Self {
        self.steps.extend(steps);
        self
    }

    /// With the steps of another fix behind its own.
    #[must_use]
    #[inline(never)]
    pub fn steps_of(mut self, other: Self) -> Self {
        self.steps.extend(other.0.steps);
        self
    }

    /// With a step before all others.
    #[must_use]
    #[inline(never)]
    pub fn first(mut self, step: Step) -> Self {
        self.steps.insert(0, step);
        self
    }
}

/// All that a cause tells the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice(Box<AdviceParts>);

/// What an [`Advice`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviceParts {
    /// What is wrong, in one or two sentences with the reader's own names.
    pub summary: Says,
    /// Read-only steps that confirm the cause.
    pub confirm: Vec<Step>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Read-only steps that show it is mended.
    pub verify: Vec<Step>,
    /// Steps that keep it from coming back.
    pub lasting: Vec<Step>,
    /// What not to do.
    pub avoid: Vec<Says>,
    /// Addresses of the documentation.
    pub links: Vec<&'static str>,
}

impl Deref for Advice {
    type Target = AdviceParts;

    fn deref(&self) -> &AdviceParts {
        &self.0
    }
}

impl DerefMut for Advice {
    fn deref_mut(&mut self) -> &mut AdviceParts {
        &mut self.0
    }
}

impl Advice {
    /// Advice with a summary and nothing else yet.
    #[must_use]
    #[inline(never)]
    pub fn new(summary: impl Into<Says>) -> Self {
        Self(Box::new(AdviceParts {
            summary: summary.into(),
            confirm: Vec::new(),
            fixes: Vec::new(),
            verify: Vec::new(),
            lasting: Vec::new(),
            avoid: Vec::new(),
            links: Vec::new(),
        }))
    }

    /// What it holds, to be taken apart.
    #[must_use]
    pub fn into_parts(self) -> AdviceParts {
        *self.0
    }

    /// Adds a step that confirms the cause.
    #[must_use]
    #[inline(never)]
    pub fn confirm(mut self, step: Step) -> Self {
        self.confirm.push(step);
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    #[inline(never)]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Puts ways to mend it before those that are there.
    #[inline(never)]
    pub fn fix_first(&mut self, mut fixes: Vec<Fix>) {
        fixes.append(&mut self.fixes);
        self.fixes = fixes;
    }

    /// Adds a step that shows it is mended.
    #[must_use]
    #[inline(never)]
    pub fn verify(mut self, step: Step) -> Self {
        self.verify.push(step);
        self
    }

    /// Adds a step that keeps it from coming back.
    #[must_use]
    #[inline(never)]
    pub fn lasting(mut self, step: Step) -> Self {
        self.lasting.push(step);
        self
    }

    /// Adds what not to do.
    #[must_use]
    #[inline(never)]
    pub fn avoid(mut self, says: impl Into<Says>) -> Self {
        self.avoid.push(says.into());
        self
    }

    /// Adds an address of the documentation.
    #[must_use]
    #[inline(never)]
    pub fn link(mut self, address: &'static str) -> Self {
        self.links.push(address);
        self
    }
}
