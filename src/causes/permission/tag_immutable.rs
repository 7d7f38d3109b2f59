//! The tag exists and may not be overwritten.

use crate::causes::{cause, retag, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain};
use crate::ranking::Case;
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// The repository already has this tag and doesn't allow it to be replaced.
    /// Your rights are in order: a new tag would work.
    ///
    /// # Why it happens
    /// Tags were made immutable, or the image was locked. A pipeline runs a
    /// second time for the same commit, two jobs push the same tag, or a build
    /// tool writes its cache under one fixed tag.
    ///
    /// # Example
    /// ```error
    /// tag invalid: The image tag '1.2.0' already exists in the 'app' repository and cannot be overwritten because the repository is immutable.
    /// ```
    /// ```image
    /// 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.2.0
    /// ```
    ///
    /// # How to fix
    /// Push under a new tag. Where the same image is pushed again, nothing
    /// needs to be done.
    ///
    /// # How to verify
    /// The push of the new tag works.
    ///
    /// # Don't
    /// Don't delete the old tag to free its name: machines may run it.
    "tag-immutable", "The tag exists and can't be overwritten"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        super::outright(facts, &[&answers::ACR_LOCKED]),
        facts.first(Says::TagImmutable),
        "The registry says that what exists can't be overwritten.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let site = facts.site();
    let tag = site
        .tag
        .map_or("this tag".into(), |tag| format!("the tag {}", plain(tag)));
    let reference = facts.reference();
    let repository = reference.map(crate::reference::Reference::repository);
    let new = fix::value(repository.as_deref(), fix::REPOSITORY)
        .and(":")
        .and(fix::TAG);
    let mut advice = Advice::new(format!(
        "{} already has {tag}, and doesn't allow it to be overwritten. A new tag would work.",
        facts.host_named()
    ))
    .confirm(words::ask_for_manifest(facts))
    .fix(retag::push_as(facts, "Push under a new tag", new.clone()));
    advice = advice.fix(if facts.tool == Tool::Kaniko {
        Fix::new("If the pipeline may push the same tag twice")
            .step(act("Let kaniko go on when the tag exists: add --push-ignore-immutable-tag-errors to its arguments. For the cache, use a separate repository without immutable tags (--cache-repo)."))
    } else {
        Fix::new("If the pipeline may push the same tag twice")
            .step(look("Let it look for the tag first, and skip the push when it is there. A cache that is exported under a fixed tag (cache-to) needs a separate repository without immutable tags."))
    });
    if let Some(unlock) = facts.registry().unlock {
        advice = advice.fix(
            Fix::new("If tags needn't be immutable here: let them be overwritten")
                .steps(unlock(&site)),
        );
    }
    advice
        .verify(retag::is_there(facts, new))
        .avoid("Don't delete the old tag to free its name: machines may run it, and it was made immutable for that reason.")
        .avoid("Don't log in again: your rights are in order.")
        .link(facts.registry().docs)
}
