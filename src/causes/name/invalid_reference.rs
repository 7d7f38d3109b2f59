//! The image reference isn't valid: the client refuses it before it asks any
//! registry.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, plain, run};
use crate::input::Field;
use crate::ranking::{Case, Weight};
use crate::reference::Rule;
use crate::signals::{Group, Says};

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

fn advice(facts: &Facts) -> Advice {
    let invalid = match &facts.subject.reference {
        Some(Err(invalid)) => Some(invalid),
        _ => None,
    };
    let named = facts
        .subject
        .text
        .as_deref()
        .map_or("the reference".into(), plain);
    let empty = facts
        .seen()
        .iter()
        .find(|s| s.signal.id == "empty-variable")
        .and_then(|s| s.get(Group::Word));
    let summary = match (invalid, empty) {
        (_, Some(variable)) => format!(
            "The variable {} isn't set, which leaves a gap in the image's name.",
            plain(variable)
        ),
        (Some(invalid), _) => format!("{named} isn't a valid image reference: {}", invalid.says),
        (None, _) => "The client refused the image's name before it asked any registry.".to_owned(),
    };
    let nearest = invalid.and_then(|invalid| invalid.nearest.as_deref());
    let fix = match nearest {
        Some(nearest) => Fix::new(
            "Write it the valid way",
            [act(format!("Use {} instead.", plain(nearest)))
                .run(run("docker").arg("pull").value(Some(nearest), fix::IMAGE))],
        ),
        None => Fix::new(
            "Write it the valid way",
            [act(
                "A reference is HOST[:PORT]/PATH:TAG: the path in lower case, no scheme, no spaces, no empty part. In a script, print the name before it is used: a variable may be empty.",
            )],
        ),
    };
    Advice::new(summary)
        .confirm(look(
            "Look at the name as the script or the workflow has it, with each variable filled in.",
        ))
        .fix(fix)
        .verify(
            look("With the new name the request reaches the registry.").run(
                run("docker")
                    .args(["manifest", "inspect"])
                    .value(nearest, fix::IMAGE),
            ),
        )
        .avoid("Don't log in or out: no registry was asked.")
        .link("https://pkg.go.dev/github.com/distribution/reference")
}
