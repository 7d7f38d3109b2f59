//! What is wrong with advice as its author wrote it, for the tests over all
//! causes: a missing copy, a step that isn't marked, a command that only one
//! shell has.

use super::advice::{Action, Advice, Effect, Step};
use super::command::{Arg, Command, Piece, Stdin, Task};
use super::file::{Edit, Op};

/// Programs that Windows hasn't, each with an operation of
/// [`crate::fix::file`] or a way of [`Command`] in its place.
const ONLY_POSIX: &[&str] = &[
    "cat", "chmod", "chown", "command", "cp", "date", "echo", "export", "grep", "jq", "ls",
    "mkdir", "mv", "printf", "rm", "sed", "sh", "sudo", "tee", "touch", "unset", "which",
];

impl Advice {
    /// Everything that breaks a rule, in words; empty when all is well.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for step in self.confirm.iter().chain(&self.verify) {
            if step.effect != Effect::ReadOnly || commands(step).iter().any(writes) {
                faults.push(format!("confirms or verifies, but changes: {}", step.says));
            }
            check_step(&mut faults, step);
        }
        for fix in &self.fixes {
            check_steps(&mut faults, &fix.steps);
        }
        check_steps(&mut faults, &self.lasting);
        faults
    }
}

fn commands(step: &Step) -> &[Command] {
    match &step.action {
        Some(Action::Run(command)) => std::slice::from_ref(command),
        Some(Action::Many(commands)) => commands,
        Some(Action::Edit(_)) | None => &[],
    }
}

fn check_steps(faults: &mut Vec<String>, steps: &[Step]) {
    let mut copied: Vec<&Arg> = Vec::new();
    for step in steps {
        check_step(faults, step);
        for command in commands(step) {
            match &command.task {
                Task::Op(Op::Backup(file)) => copied.push(file),
                Task::Op(Op::Edit(file, _) | Op::Reset(file)) if !copied.contains(&file) => {
                    faults.push(format!("no backup() of the file before: {}", step.says));
                }
                _ => {}
            }
        }
    }
}

fn check_step(faults: &mut Vec<String>, step: &Step) {
    if step.says.trim().is_empty() || step.says.contains(['\n', '`']) {
        faults.push(format!("not a plain sentence: {:?}", step.says));
    }
    for command in commands(step) {
        if step.effect == Effect::ReadOnly && writes(command) {
            faults.push(format!("look() at what changes something: {}", step.says));
        }
        if loses(command) && matches!(step.effect, Effect::ReadOnly | Effect::Changes) {
            faults.push(format!("doesn't say what is lost: {}", step.says));
        }
        check_command(faults, command, &step.says);
    }
}

fn check_command(faults: &mut Vec<String>, command: &Command, says: &str) {
    if let Some(Stdin::Command(first)) = &command.stdin {
        check_command(faults, first, says);
    }
    let Task::Run { program, args } = &command.task else {
        return;
    };
    if let [Piece::Word(name)] = program.pieces()
        && ONLY_POSIX.contains(name)
        && !command.linux
    {
        faults.push(format!("{name} isn't on every system: {says}"));
    }
    for arg in args {
        if let [Piece::Word(text)] = arg.pieces()
            && text.starts_with('-')
            && text.split_once(' ').is_some_and(|(o, _)| !o.contains('='))
        {
            faults.push(format!("an option and its argument in one word: {text}"));
        }
    }
}

/// Whether an operation changes a file or a variable.
fn writes(command: &Command) -> bool {
    !matches!(
        command.task,
        Task::Run { .. }
            | Task::Op(
                Op::Show(_)
                    | Op::ShowKeys(_)
                    | Op::Rights(_)
                    | Op::Find(_)
                    | Op::IsSet(_)
                    | Op::Clock
            )
    )
}

/// Whether an operation takes something away.
fn loses(command: &Command) -> bool {
    matches!(
        command.task,
        Task::Op(
            Op::Reset(_)
                | Op::Edit(
                    _,
                    Edit::TakeOutStore | Edit::TakeOutHelper(_) | Edit::TakeOutEntry(_)
                )
        )
    )
}

#[cfg(test)]
mod tests {
    use super::super::*;

    fn faults(steps: Vec<Step>) -> usize {
        let fix = steps.into_iter().fold(Fix::new("x"), Fix::step);
        Advice::new("x").fix(fix).faults().len()
    }

    #[test]
    fn a_copy_comes_first_and_losses_are_said() {
        let copy = || act("Copy.").run(backup(DOCKER_CONFIG));
        let take_out = || act("Take it out.").run(edit(DOCKER_CONFIG, Edit::TakeOutStore));
        assert_eq!(faults(vec![copy(), take_out().deletes("credsStore")]), 0);
        assert_eq!(faults(vec![take_out().deletes("credsStore")]), 1);
        assert_eq!(faults(vec![copy(), take_out()]), 1);
        assert_eq!(faults(vec![look("Look.").run(reset(DOCKER_CONFIG))]), 3);
        let both = act("Reset.").run_all([backup(DOCKER_CONFIG), reset(DOCKER_CONFIG)]);
        assert_eq!(faults(vec![both.overwrites("all entries")]), 0);
    }

    #[test]
    fn commands_of_one_system_and_words_run_together() {
        assert_eq!(faults(vec![act("x").run(run("rm").arg("x"))]), 1);
        assert_eq!(faults(vec![act("x").run(run("ls").on_linux())]), 0);
        assert_eq!(faults(vec![act("x").run(run("docker").arg("-u AWS"))]), 1);
        let fed = run("docker").fed_by(run("cat").arg("x"));
        assert_eq!(faults(vec![act("x").run(fed)]), 1);
        assert_eq!(faults(vec![act("two\nlines")]), 1);
    }

    #[test]
    fn confirming_only_looks() {
        let look_at = Advice::new("x").confirm(look("x").run(show_keys(DOCKER_CONFIG)));
        assert!(look_at.faults().is_empty());
        assert_eq!(Advice::new("x").verify(act("x")).faults().len(), 1);
    }
}
