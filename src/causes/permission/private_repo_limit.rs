//! The plan's number of private repositories is used up.

use super::{another_reason_is_given, credential_comes_first};
use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{Advice, Fix, act, look};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::Says;

cause! {
    /// # What it is
    /// The account or organisation already has as many private repositories as
    /// its plan allows. Another one is refused, or is made and locked.
    ///
    /// # Why it happens
    /// Docker Hub's personal plan holds one private repository. A push can make
    /// another by default, and a smaller plan locks those above its number.
    /// Usually the registry only says that access is denied.
    ///
    /// # Example
    /// ```error
    /// denied: You have reached your private repository limit
    /// ```
    /// ```image
    /// acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Make a repository public that isn't confidential, delete one that nobody
    /// needs, or take a larger plan.
    ///
    /// # How to verify
    /// The push works.
    ///
    /// # Don't
    /// Don't make a repository public before you know that nothing in its
    /// images is secret, history included.
    "private-repo-limit", "The plan's limit of private repositories is reached"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        super::outright(facts, &[]),
        facts.first(Says::PlanLimit),
        "The text names the plan's limit of private repositories.",
    );
    if facts.on(Id::DockerHub) && facts.op == Op::Push && !facts.has(Says::PlanLimit) {
        case.seen(
            Weight::Hints,
            facts.first(Says::Denied),
            "Docker Hub also refuses a push like this when the plan's private repositories are used up.",
        );
    }
    if case.score() > 0 {
        another_reason_is_given(facts, case, &[Says::PlanLimit]);
        credential_comes_first(facts, case);
    }
}

fn advice(facts: &Facts) -> Advice {
    Advice::new("The plan at {host} has no room for another private repository, so {image} is refused.")
    .confirm(look("On https://hub.docker.com/repositories, see how many repositories are private or locked, and on https://app.docker.com/billing what the plan allows. Look at the owner in the image's name: an organisation has a plan of its own."))
    .fix(Fix::new("Make a repository public that isn't confidential")
        .step(act("Open a repository that everybody may see (hub.docker.com, the repository, Settings, Visibility settings), and make it public. All its tags can then be pulled by anybody.")
            .weakens("everybody can pull what is in it, old tags included")))
    .fix(Fix::new("Delete a private repository that nobody needs")
        .step(act("hub.docker.com, the repository, Settings, Delete repository.").deletes("the repository with all its tags, for good")))
    .fix(Fix::new("Take a larger plan")
        .step(act("Under https://app.docker.com/billing, or have the organisation's owner do so. Locked repositories open again by themselves.")))
    .verify(words::try_again(facts))
    .lasting(act("Make repositories before the first push, with the visibility that you want (hub.docker.com, Create repository), and set the default visibility to what the plan has room for (Settings, Default privacy)."))
    .avoid("Don't make a repository public before you know that nothing in its images is secret, history included.")
    .link("https://docs.docker.com/docker-hub/repos/")
}
