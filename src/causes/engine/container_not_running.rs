//! exec or attach on a container that has stopped.

use crate::causes::cause;
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::ranking::{Case, Weight};
use crate::signals::{Group, Says, engine};

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
    /// Read why it stopped, fix that, then start it.
    ///
    /// # How to verify
    /// `docker ps` lists it as `Up`.
    ///
    /// # Don't
    /// Don't log in or out: no registry was asked.
    "container-not-running", "The container isn't running"
}

fn weigh(facts: &Facts, case: &mut Case) {
    // Anything that is named by its container may find it gone.
    case.seen(
        if is_gone(facts) {
            Weight::Supports
        } else {
            Weight::Decisive
        },
        facts.first(Says::NotRunning),
        "The engine says that the container isn't running.",
    );
}

/// Whether all that is said is that there is no such container.
fn is_gone(facts: &Facts) -> bool {
    facts.sentence(&engine::NO_SUCH_CONTAINER).is_some()
        && !facts.any_but(Says::NotRunning, &engine::NO_SUCH_CONTAINER)
}

fn advice(facts: &Facts) -> Advice {
    let name = facts
        .first(Says::NotRunning)
        .and_then(|seen| seen.get(Group::Word));
    let named = name.map_or("the container".into(), |name| {
        format!("the container {}", plain(name))
    });
    if is_gone(facts) {
        return Advice::new(format!(
            "This engine doesn't have {named}: it was removed, was never made, or has another name."
        ))
        .confirm(look("See which containers there are, including those that ended.").run(
            run("docker ps --all"),
        ))
        .fix(Fix::new("Use a name from that list, or make the container")
            .step(look(
                "Compose puts the project's name in front of a container's own. docker run, or docker compose up -d, makes a removed one again.",
            )))
        .verify(look("It is listed as Up.").run(run("docker ps")))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://docs.docker.com/reference/cli/docker/container/ls/");
    }
    let is_id = name.is_some_and(|name| name.bytes().all(|b| b.is_ascii_hexdigit()));
    Advice::new(format!(
        "A command can only run in {named} while its main process runs, and that has ended."
    ))
    .confirm(look("See its state and its exit code.").run(
        run("docker ps --all --filter").arg(
            fix::word(if is_id { "id=" } else { "name=" }).and(fix::value(name, fix::CONTAINER)),
        ),
    ))
    .confirm(
        look("Read why it ended.").run(run("docker logs --tail 50").value(name, fix::CONTAINER)),
    )
    .fix(
        Fix::new("Start it").step(
            act("Once the reason is fixed, start it again.")
                .run(run("docker start").value(name, fix::CONTAINER)),
        ),
    )
    .verify(look("It is listed as Up.").run(run("docker ps")))
    .avoid("Don't log in or out: no registry was asked.")
    .link("https://docs.docker.com/reference/cli/docker/container/exec/")
}
