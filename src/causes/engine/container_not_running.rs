//! exec or attach on a container that has stopped.

use crate::causes::cause;
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says};

cause! {
    /// # What it is
    /// A command was to run inside a container that isn't running. No registry
    /// is involved: the image is there, its process has ended.
    ///
    /// # Why it happens
    /// The container's main process ended or crashed, the container was never
    /// started, or it restarts again and again.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Container 4f2b is not running
    /// ```
    ///
    /// # How to fix
    /// Read why it stopped, mend that, then start it.
    ///
    /// # How to verify
    /// `docker ps` lists it as `Up`.
    ///
    /// # Don't
    /// Don't log in or out: no registry was asked.
    "container-not-running", "The container isn't running"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::NotRunning),
        "The engine says that the container isn't running.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let name = facts
        .first(Says::NotRunning)
        .and_then(|seen| seen.get(Group::Word));
    let named = name.map_or("the container".into(), |name| {
        format!("the container {}", plain(name))
    });
    Advice::new(format!(
        "A command can only run in {named} while its main process runs, and that has ended."
    ))
    .confirm(
        look("See its state and its exit code.").run(
            run("docker")
                .args(["ps", "--all", "--filter"])
                .joined([fix::word("id="), fix::value(name, fix::CONTAINER)]),
        ),
    )
    .confirm(
        look("Read why it ended.").run(
            run("docker")
                .args(["logs", "--tail", "50"])
                .value(name, fix::CONTAINER),
        ),
    )
    .fix(Fix::new(
        "Start it",
        [act("When the reason is mended, start it again.")
            .run(run("docker").arg("start").value(name, fix::CONTAINER))],
    ))
    .verify(look("It is listed as Up.").run(run("docker").arg("ps")))
    .avoid("Don't log in or out: no registry was asked.")
    .link("https://docs.docker.com/reference/cli/docker/container/exec/")
}
