//! The repository is there, the tag or digest isn't.

use crate::causes::{cause, words};
use crate::facts::{Facts, Op, Seen, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Says, answers, client, names};

cause! {
    /// # What it is
    /// The registry answered, and has no manifest for this tag or digest. The
    /// name and your rights were in order: otherwise it would have refused.
    ///
    /// # Why it happens
    /// A typo, a `v` too many or too few in front of the version, no `latest`
    /// tag, a push that failed or is still under way, or a clean-up that deleted
    /// the tag, or the image's parts behind it.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: manifest for nginx:nonexistent not found: manifest unknown: manifest unknown
    /// ```
    /// ```image
    /// nginx:nonexistent
    /// ```
    ///
    /// # How to fix
    /// List the repository's tags, and use one of them.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the new tag prints the manifest.
    ///
    /// # Don't
    /// Don't log in or out: the registry didn't ask who you are.
    "tag-not-found", "The tag or digest doesn't exist"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let unknown = facts.first(Says::ManifestUnknown);
    if facts.op == Op::Push {
        case.seen(
            Weight::Hints,
            unknown,
            "The registry has no manifest for this tag, as is usual before a push.",
        );
    } else {
        case.seen(
            Weight::Decisive,
            unknown,
            "The registry says that it has no manifest for this tag or digest.",
        );
        if facts.held.outcome == Some(Outcome::Found) {
            case.seen(
                Weight::Against,
                facts.sentence(&answers::NO_SUCH_MANIFEST),
                "docker manifest says so of a login that is refused, too.",
            );
        }
        if unknown.is_none() {
            case.seen(
                Weight::Strong,
                missing(facts),
                "The registry answered \"not found\", not \"denied\".",
            );
            case.seen(
                Weight::Supports,
                facts.sentence(&answers::IMAGE_NOT_FOUND_OLD).filter(|_| missing(facts).is_none()),
                "Old engines say so for a tag that isn't there, or for an image that is hidden from them.",
            );
            if facts.on(Id::DockerHub) || facts.on(Id::Ghcr) || facts.on(Id::Quay) {
                case.seen(
                    Weight::Hints,
                    missing(facts),
                    "This registry says \"denied\" when the whole repository isn't there.",
                );
            }
        }
    }
    case.seen(
        Weight::StronglyAgainst,
        facts.any(&[
            Says::RepositoryUnknown,
            Says::NoPlatform,
            Says::Retired,
            Says::NotARegistry,
        ]),
        "The text names a more specific reason.",
    );
    let asked = facts.any(&[Says::Unauthorized, Says::PullAccessDenied, Says::Denied]);
    // The kubelet tries one credential after the other, then none, and quotes
    // all answers: who is told "not found" was let in.
    let tried = facts.tool == Tool::Kubelet
        && missing(facts)
            .zip(asked)
            .is_some_and(|(missing, asked)| missing.span.start < asked.span.start);
    if tried {
        case.seen(
            Weight::Supports,
            missing(facts),
            "One of the tries was let in, and was told \"not found\".",
        );
    } else {
        case.seen(
            Weight::Against,
            asked,
            "The registry also asked who you are.",
        );
    }
    case.seen(
        Weight::Against,
        facts.any(&[Says::PermissionMissing, Says::LogsIn, Says::HtmlAnswer]),
        "Something else was refused, too.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.any(words::ANOTHER_REASON),
        "Something else stopped the request.",
    );
}

/// "Not found" for the manifest itself, not for an address on the way to it.
fn missing<'a>(facts: &'a Facts<'_>) -> Option<&'a Seen> {
    let named = facts.seen().iter().any(|s| {
        s.is(&names::MANIFEST_URL) || s.is(&names::READING_MANIFEST) || s.is(&names::IMAGE_QUOTED)
    });
    let elsewhere = facts.seen().iter().any(|s| {
        s.is(&client::BEARER_REFUSED) || s.is(&names::TOKEN_SCOPE) || s.is(&names::UPLOADS)
    });
    facts.sentence(&answers::REFERENCE_NOT_FOUND).or_else(|| {
        facts
            .sentence(&answers::STATUS_404)
            .filter(|_| named && !elsewhere)
    })
}

fn advice(facts: &Facts) -> Advice {
    let reference = facts.reference();
    let repository = reference.map(crate::reference::Reference::repository);
    let named = repository.as_deref().map_or("The repository".into(), plain);
    let what = match reference {
        Some(r) => match (&r.digest, r.effective_tag()) {
            (Some(digest), _) => format!("the digest {}", plain(digest)),
            (None, Some(tag)) => format!("the tag {}", plain(tag)),
            (None, None) => "this tag".to_owned(),
        },
        None => "this tag".to_owned(),
    };
    let mut summary = format!("{named} has no manifest for {what}.");
    let tag = reference.and_then(|r| r.tag.as_deref());
    if reference.is_some_and(|r| r.tag.is_none() && r.digest.is_none()) {
        summary.push_str(
            " No tag was written, so latest was asked for, and not every repository has one.",
        );
    }
    let mut advice = Advice::new(summary)
        .confirm(
            look("List the tags that the repository has.")
                .run(crate::registry::list_tags(&facts.site())),
        )
        .confirm(words::ask_for_manifest(facts));
    if let Some(other) = other_spelling(tag)
        && let Some(repository) = &repository
    {
        let name = format!("{repository}:{other}");
        advice = advice.fix(
            Fix::new("Try the other spelling of the version").step(
                act(format!(
                    "Some projects put a v in front of the version, some don't: try {}.",
                    plain(&other)
                ))
                .run(words::pull(facts, fix::value(name.as_str(), fix::IMAGE))),
            ),
        );
    }
    advice = advice.fix(
        Fix::new("Use a tag that exists").step(
            act(format!(
                "Choose one of the tags listed for {named}, and write it into the command or file."
            ))
            .run(words::pull(
                facts,
                fix::value(repository.as_deref(), fix::IMAGE)
                    .and(":")
                    .and(fix::TAG),
            )),
        ),
    );
    advice
        .fix(Fix::new("If the tag is listed, or is your own")
            .step(look("See whether the push that should have made it succeeded, to this host and this name."))
            .step(look("If it is listed and still unknown, the tag points to parts that were deleted, often by a clean-up of untagged versions. docker buildx imagetools inspect shows which. The image's owner must push it again.")))
        .verify(words::try_again(facts))
        .lasting(look(
            "Use fixed tags or digests for versions, and keep clean-up rules from deleting the untagged parts of an image index.",
        ))
        .avoid("Don't log in or out: the registry didn't ask who you are.")
        .link(facts.registry().docs)
}

/// `v1.2` for `1.2`, and the reverse.
fn other_spelling(tag: Option<&str>) -> Option<String> {
    let tag = tag?;
    let digit = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_digit());
    match tag.strip_prefix('v') {
        Some(bare) if digit(bare) => Some(bare.to_owned()),
        None if digit(tag) && tag.contains('.') => Some(format!("v{tag}")),
        _ => None,
    }
}
