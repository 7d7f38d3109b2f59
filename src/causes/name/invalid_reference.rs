//! The image reference isn't valid: the client refuses it before it asks any
//! registry.

use crate::causes::{cause, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::input::Field;
use crate::ranking::{Case, Weight};
use crate::reference::Rule;
use crate::signals::{Group, Says, engine};

cause! {
    /// # What it is
    /// The image's name breaks a rule of the grammar, so the client stops before
    /// it asks any registry.
    ///
    /// # Why it happens
    /// Upper case in the repository, a scheme such as `https://` in front, a
    /// space, a `+` in the tag, or a variable that was empty and left a gap:
    /// `registry.example.com//app:1`.
    ///
    /// # Example
    /// ```error
    /// invalid reference format: repository name must be lowercase
    /// ```
    /// ```image
    /// MyApp:1
    /// ```
    ///
    /// # How to fix
    /// Write the name in the valid form, and set the variable that was empty.
    ///
    /// # How to verify
    /// `docker manifest inspect` with the new name reaches the registry.
    ///
    /// # Don't
    /// Don't log in or out: no registry was asked.
    "invalid-reference", "The image reference isn't valid"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.any(&[Says::InvalidReference, Says::UpperCase]),
        "The client says that the reference isn't valid.",
    );
    if is_short_for_ctr(facts) {
        case.says(
            Weight::Decisive,
            words::at_subject(facts),
            "ctr takes a name as it is written, and adds no library/ to it.",
        );
    }
    // Compose says so of any variable in the file, most of them not in a name.
    let failed = facts
        .seen()
        .iter()
        .any(|seen| seen.signal.says.is_a_failure());
    case.seen(
        Weight::Strong,
        facts
            .sentence(&engine::EMPTY_VARIABLE)
            .filter(|_| !failed || facts.subject.has_a_gap()),
        "A variable is empty, and may leave a gap in the name.",
    );
    if let Some(Err(invalid)) = &facts.subject.reference {
        // A URL shows what was sent: nothing has been cut from it.
        let sent = invalid.rule == Rule::TagCharacter;
        let weight = if facts.subject.from == Some(Field::Image) || sent {
            Weight::Strong
        } else {
            Weight::Hints
        };
        case.says(weight, words::at_subject(facts), invalid.says.clone());
    }
    case.wants(
        facts,
        Field::Image,
        "The image reference: it shows which rule is broken.",
    );
}

/// `docker.io/nginx`, which only docker reads as `docker.io/library/nginx`.
fn is_short_for_ctr(facts: &Facts) -> bool {
    facts.tool == Tool::Ctr
        && facts.subject.is_official()
        && (facts.refused().is_some() || facts.has(Says::TokenBadRequest))
        && facts
            .subject
            .text
            .as_deref()
            .is_some_and(|text| !text.contains("library/"))
}

fn advice(facts: &Facts) -> Advice {
    let invalid = match &facts.subject.reference {
        Some(Err(invalid)) => Some(invalid),
        _ => None,
    };
    let text = facts.subject.text.as_deref();
    let named = text.map_or("the reference".into(), plain);
    let empty = facts
        .sentence(&engine::EMPTY_VARIABLE)
        .and_then(|seen| seen.get(Group::Word));
    let no_tag = facts.sentence(&engine::NO_TAG_TO_PUSH).is_some();
    let short = is_short_for_ctr(facts);
    let no_host = facts.sentence(&engine::NO_REGISTRY).is_some();
    let scheme = facts.sentence(&engine::NO_SCHEME).is_some();
    let dash = facts.sentence(&engine::LEADING_DASH).is_some();
    let summary = match (invalid, empty) {
        (_, Some(variable)) => format!(
            "The variable {} isn't set, which leaves a gap in the image's name.",
            plain(variable)
        ),
        _ if dash => "The image's name begins with a hyphen, so the client read it as options. A variable in front of the hyphen may be empty.".to_owned(),
        _ if scheme => "Helm needs the address of a registry, with oci:// in front.".to_owned(),
        _ if no_tag => "The build was told to push, but was given no name to push to.".to_owned(),
        _ if short => format!(
            "ctr asked for {named} as it is written. It doesn't add the library/ of official images, as docker does."
        ),
        _ if no_host => format!(
            "{named} names no registry, and this client has no default one. It needs HOST/NAME:TAG."
        ),
        (Some(invalid), _) => format!("{named} isn't a valid image reference. {}", invalid.says),
        (None, _) if facts.has(Says::UpperCase) => {
            format!("{named} has capital letters. A repository's name must be in lower case.")
        }
        (None, _) => "The client refused the image's name before it asked any registry.".to_owned(),
    };
    let nearest = nearest(facts, no_host || short);
    let nearest = nearest.as_deref();
    let mut advice = Advice::new(summary).confirm(look(
        "Look at the name in the script or the workflow, with each variable filled in.",
    ));
    if scheme {
        return advice
            .fix(Fix::new("Write oci:// in front")
                .step(act("The address ends before the chart's name: helm adds it.")
                    .run(run("helm push CHART-1.0.0.tgz oci://REGISTRY/NAMESPACE"))))
            .verify(look("The chart is pushed, or the registry answers."))
            .avoid("Don't use the name of a repository that was added with helm repo add: helm push accepts only addresses.")
            .link("https://helm.sh/docs/topics/registries/");
    }
    advice = advice.fix(match nearest {
        Some(nearest) => Fix::new("Write it the valid way")
            .step(act(format!("Use {} instead.", plain(nearest)))
                .run(words::pull(facts, fix::value(nearest, fix::IMAGE)))),
        None => Fix::new("Write it the valid way")
            .step(look(
                "A reference is HOST[:PORT]/PATH:TAG: the path in lower case, no scheme, no spaces, no quotes, no empty part. In a script, print the name before it is used: a variable may be empty, or hold quotes from an .env file.",
            )),
    });
    if let Some(plus) = text.filter(|_| invalid.is_some_and(|i| i.rule == Rule::TagCharacter)) {
        let tag = plus.rsplit(':').next().unwrap_or("");
        if tag.contains('+') {
            advice = advice.fix(Fix::new("Or use another character in place of the +")
                .step(look(format!(
                    "A tag may hold letters, digits, dots, hyphens and underscores: {} would do as well. Helm writes the + of a chart's version as _.",
                    plain(&tag.replace('+', "-"))
                ))));
        }
    }
    let variable = text.is_some_and(|text| text.contains('$'));
    if variable {
        advice = advice.fix(Fix::new("Get the variable filled in")
            .step(look(
                "In a workflow's with: section, $NAME isn't expanded. Write ${{ env.NAME }} there, or ${{ github.sha }} and the like. In a Kubernetes manifest, variables in image are never expanded.",
            )));
    }
    // A scheme is another slip.
    let closed = text
        .filter(|text| text.contains("//") && !text.contains("://"))
        .map(|text| {
            text.split('/')
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("/")
        })
        .filter(|closed| nearest.is_none() && crate::reference::parse(closed).is_ok());
    if let Some(closed) = closed {
        advice = advice.fix(
            Fix::new("If nothing is missing there: write a single slash").step(
                act(format!("Use {} instead.", plain(&closed)))
                    .run(words::pull(facts, fix::value(closed, fix::IMAGE))),
            ),
        );
    }
    if no_tag || dash || facts.subject.has_a_gap() || empty.is_some() {
        advice = advice.fix(Fix::new("Set what was empty")
            .step(look("In GitHub Actions, look at tags: in the build step: an expression in it came out empty, such as secrets.NAME, vars.NAME or steps.meta.outputs.tags. A pull request from a fork gets no secrets. docker/metadata-action makes no tag when no rule fits the event."))
            .step(look("In GitLab CI, a protected variable is empty on branches that aren't protected. In Compose, set it in .env beside compose.yaml, or give a default: ${TAG:-latest}.")));
    }
    advice
        .verify(
            look("With the new name the request reaches the registry.").run(words::manifest(facts, fix::value(nearest, fix::IMAGE))),
        )
        .lasting(look(
            "In CI, let a step turn the name into lower case: github.repository keeps the capitals of the owner's name. Stop when a variable is empty.",
        ))
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://pkg.go.dev/github.com/distribution/reference")
}

/// The valid form, where it is plain.
fn nearest(facts: &Facts, no_host: bool) -> Option<String> {
    match &facts.subject.reference {
        Some(Err(invalid)) => invalid.nearest.clone(),
        Some(Ok(reference)) if no_host => Some(reference.full()),
        None if facts.has(Says::UpperCase) => {
            Some(facts.subject.text.as_deref()?.to_ascii_lowercase())
        }
        _ => None,
    }
}
