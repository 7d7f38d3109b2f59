//! The push goes into a namespace that isn't yours.

use super::{another_reason_is_given, credential_comes_first};
use crate::causes::{cause, retag, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, plain};
use crate::input::Field;
use crate::ranking::{At, Case, Weight};
use crate::registry::Id;
use crate::report::Outcome;
use crate::signals::{Group, Says, answers, client, names};
use crate::words::is_among;

cause! {
    /// # What it is
    /// The image's name puts it into a namespace of the registry that you
    /// aren't allowed to write to: somebody else's, an organisation's, or Docker Hub's own
    /// `library`.
    ///
    /// # Why it happens
    /// A name without a slash, such as `myapp:latest`, is short for
    /// `docker.io/library/myapp:latest`, and `library` is Docker's. A name from
    /// a tutorial has its author's namespace in it. In a workflow only a tag was
    /// given where the whole name is needed.
    ///
    /// # Example
    /// ```error
    /// The push refers to repository [docker.io/library/myapp]
    /// denied: requested access to the resource is denied
    /// ```
    /// ```image
    /// myapp:latest
    /// ```
    ///
    /// # How to fix
    /// Give the image a name that begins with your user name or your
    /// organisation, then push that name.
    ///
    /// # How to verify
    /// The push ends with the image's digest.
    ///
    /// # Don't
    /// Don't log in again and again: a login gives no right to somebody else's
    /// namespace.
    "wrong-namespace", "The push goes to a namespace that isn't yours"
}

/// Namespaces that documentation has readers replace.
const EXAMPLES: &str = "example your-username yourusername your_username myuser myorg my-org your-org \
    yourname your-name your-docker-id yourdockerid";

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::NamespaceUnknown),
        "The registry knows no owner of the name that the path begins with.",
    );
    case.seen(
        Weight::Supports,
        facts
            .sentence(&answers::GITHUB_DENIED)
            .filter(|_| facts.op != Op::Pull),
        "A GitHub token can only write to packages of its own owner.",
    );
    if facts.op != Op::Push || case.score() > 0 {
        return;
    }
    let Some(refused) = refused(facts) else {
        return;
    };
    let hub = retag::at_hub(facts);
    let namespace = namespace(facts);
    if hub && namespace == Some("library") {
        // A bare 401 may as well be a login that is missing.
        let weight = if refused.is(&client::UNAUTHORIZED) {
            Weight::Strong
        } else if refused.signal.says == Says::Unauthorized {
            Weight::Supports
        } else {
            Weight::Decisive
        };
        case.says(
            weight,
            at_image(facts),
            "The push goes to docker.io/library, where names without a namespace end up, and only Docker may write there.",
        );
        if weight == Weight::Decisive {
            case.says(Weight::Hints, refused, "Docker Hub refuses that push.");
        }
        another_reason_is_given(facts, case, &[]);
        if facts.held.outcome == Some(Outcome::Missing)
            && let Some(other) = facts.held.others.first()
        {
            case.says(
                Weight::Against,
                other,
                format!(
                    "You have a login for {}, so perhaps the image was meant to go there.",
                    plain(&other.host)
                ),
            );
        }
        return;
    }
    if facts.subject.is_too_deep_for_hub() {
        case.says(
            Weight::Against,
            at_image(facts),
            "The name has more parts than Docker Hub's names have, so another registry was meant.",
        );
    }
    let (weight, says) = if facts.on(Id::DockerHub) {
        (
            Weight::Strong,
            "Docker Hub refuses the push, as it does for a namespace that isn't yours.",
        )
    } else if hub && facts.sentence(&client::DENIED).is_some() {
        (
            Weight::Supports,
            "The push is refused in Docker Hub's words, as for a namespace that isn't yours.",
        )
    } else {
        (
            Weight::Hints,
            "The registry refuses the push, as it does for a namespace that isn't yours.",
        )
    };
    case.says(weight, refused, says);
    if weight == Weight::Supports {
        case.says(
            Weight::Hints,
            At::NOWHERE,
            "No registry is named, and a name without one goes to Docker Hub.",
        );
    }
    case.seen(
        Weight::Against,
        facts.sentence(&client::UNAUTHORIZED),
        "The registry asks for a login, too (401).",
    );
    whose(facts, case);
    another_reason_is_given(facts, case, &[]);
    credential_comes_first(facts, case);
    case.wants(
        facts,
        Field::Image,
        "The image reference: it shows whose namespace it is.",
    );
    case.wants(
        facts,
        Field::Config,
        "Your config.json: it shows whether you are logged in.",
    );
}

/// What name and login tell of whose namespace it is.
fn whose(facts: &Facts, case: &mut Case) {
    if let Some(namespace) = namespace(facts) {
        if is_among(EXAMPLES, namespace) {
            case.says(
                Weight::Strong,
                at_image(facts),
                format!(
                    "{} is what documentation writes in place of your own namespace.",
                    plain(namespace)
                ),
            );
        }
        if facts.on(Id::DockerHub)
            && let Some((user, at)) = user(facts)
        {
            if user.eq_ignore_ascii_case(namespace) {
                case.says(
                    Weight::StronglyAgainst,
                    at,
                    "Your login is for the very namespace that the image is in.",
                );
            } else {
                case.says(
                    Weight::Supports,
                    at,
                    format!(
                        "Your login is for {}, but the image is in {}.",
                        plain(user),
                        plain(namespace)
                    ),
                );
            }
        }
    }
    if facts.on(Id::DockerHub)
        && facts.held.username().is_none()
        && matches!(facts.held.outcome, Some(Outcome::Found | Outcome::Helper))
    {
        case.says(
            Weight::Hints,
            At::config(facts),
            "There is a login, so it is a right that is missing.",
        );
    }
}

/// The user name that is held, or that was typed in the text.
fn user<'a>(facts: &'a Facts) -> Option<(&'a str, At)> {
    if let Some(user) = facts.held.username() {
        return Some((user, At::config(facts)));
    }
    let typed = facts.first(Says::TypedUser)?;
    let user = typed.get(Group::User)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (facts.held.outcome.is_none() && user.chars().all(plain)).then_some((user, typed.into()))
}

/// The refusal of a push, where it gives no reason.
fn refused<'a>(facts: &'a Facts) -> Option<&'a crate::facts::Seen> {
    let says = [
        Says::Denied,
        Says::PushAccessDenied,
        Says::InsufficientScope,
    ];
    facts
        .any(&says)
        .or_else(|| facts.first(Says::CredentialSent))
        .or_else(|| facts.first(Says::Unauthorized))
        .filter(|seen| says.contains(&seen.signal.says) || namespace(facts) == Some("library"))
}

/// The first part of the repository, when there is more than one.
fn namespace<'a>(facts: &'a Facts) -> Option<&'a str> {
    let repository = facts.subject.repository.as_deref();
    // The address that was asked, where the name itself was masked.
    let asked = || facts.sentence(&names::UPLOADS)?.get(Group::Repo);
    let (namespace, _) = repository
        .and_then(|repository| repository.split_once('/'))
        .or_else(|| asked()?.split_once('/'))?;
    Some(namespace)
}

fn at_image(facts: &Facts) -> At {
    facts.subject.from.map_or(At::NOWHERE, |field| At {
        field,
        span: facts.subject.span,
    })
}

fn advice(facts: &Facts) -> Advice {
    let image = facts.image_named();
    let hub = retag::at_hub(facts);
    let summary: fix::Says = match namespace(facts) {
        Some("library") if hub => {
            let named = plain(facts.subject.text.as_deref().unwrap_or("The name"));
            if named.contains("library/") {
                format!(
                    "{named} is in the namespace library, where only Docker itself may write. Put your user name or organisation there."
                )
                .into()
            } else {
                format!(
                    "{named} names no namespace, so the push goes to {image}, where only Docker itself may write. Put your user name or organisation in front."
                )
                .into()
            }
        }
        Some(namespace) => format!(
            "{} doesn't let you push to the namespace {}, where {image} would go. A login isn't enough: use your own namespace, or one of an organisation that lets you push.",
            facts.host_named(),
            plain(namespace)
        )
        .into(),
        None => "{host} doesn't let you push to the namespace in the image's name.".into(),
    };
    let mut advice = Advice::new(summary)
        .confirm(words::look_at_config(facts))
        .fix(retag::push_as(
            facts,
            "Name it under your own namespace and push that",
            retag::own_name(facts),
        ));
    if namespace(facts) != Some("library") {
        advice = advice
            .fix(
                Fix::new(
                    "If the namespace is an organisation's or a colleague's: get the right to push",
                )
                .steps((facts.registry().grant)(&facts.site())),
            )
            .fix(words::log_in(facts));
    }
    advice
        .verify(retag::is_there(facts, retag::own_name(facts)))
        .avoid("Don't log in again and again: a login gives no right to somebody else's namespace.")
        .avoid("Don't make the repository public to get around it: that only opens it for pulls.")
        .link("https://docs.docker.com/docker-hub/repos/create/")
}
