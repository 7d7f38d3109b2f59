//! The account itself is held back.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{Advice, Fix, act, look};
use crate::ranking::Case;
use crate::signals::{Says, answers};

cause! {
    /// # What it is
    /// The registry knows the account, and blocks it or the image: the organisation's
    /// policy forbids this image, the e-mail address was never confirmed, a
    /// licence wasn't accepted, or the account is suspended.
    ///
    /// # Why it happens
    /// Docker Business can restrict its members to certain images (Image Access
    /// Management) and make them sign in. NVIDIA NGC serves some images only
    /// after their licence was accepted on the web page.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Head "https://registry-1.docker.io/v2/acme/app/manifests/1": denied: image access restricted: acme/app blocked for organization example
    /// ```
    /// ```image
    /// acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Do what the sentence asks for, with the account that the login is for.
    /// A policy can only be changed by its owner.
    ///
    /// # How to verify
    /// The same pull works.
    ///
    /// # Don't
    /// Don't log in again: the account is known.
    "account-blocked", "The account or the image is blocked"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        super::outright(facts, &[&answers::HUB_IMAGE_ACCESS, &answers::NGC_LICENCE]),
        facts.first(Says::AccountBlocked),
        "The registry says that it blocks the account, or the image.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let has = |signal| facts.sentence(signal).is_some();
    let (summary, fix) = if has(&answers::HUB_IMAGE_ACCESS) {
        (
            "The organisation that you are signed in with restricts which images its members may pull from Docker Hub, and {image} isn't among them.",
            Fix::new("Have the image allowed")
                .step(act(
                    "Ask an owner of the organisation to allow this repository or this kind of image (Docker Home, Image Access Management). A change takes effect at the next sign-in.",
                )),
        )
    } else if has(&answers::NGC_LICENCE) {
        (
            "{host} serves {image} only to accounts that have accepted its licence.",
            Fix::new("Accept the licence, then log in with that account")
                .step(act("Sign in to https://catalog.ngc.nvidia.com with the account that owns the API key, open the container's page, and accept the licence."))
                .steps_of(words::log_in(facts)),
        )
    } else if has(&answers::HARBOR_VULNERABLE) {
        (
            "{host} refuses to serve {image}: the project's policy blocks images that have known vulnerabilities, or that aren't scanned yet.",
            Fix::new("Fix the image, or have the project's administrator exempt it")
                .step(act("Rebuild it on a patched base, push it, and have it scanned."))
                .step(act(
                    "For single findings, an administrator can add them to the project's CVE allowlist (in Harbor, the project's Configuration).",
                )),
        )
    } else if has(&answers::EMAIL_UNVERIFIED) {
        (
            "{host} lets this account do nothing more until its e-mail address is verified.",
            Fix::new("Verify the e-mail address")
                .step(act(
                    "Open the link in the message that the registry sent, or have it sent again from the account's settings.",
                )),
        )
    } else if has(&answers::SIGN_IN_ENFORCED) {
        (
            "Your organisation requires you to sign in to Docker Desktop as one of its members.",
            Fix::new("Sign in to Docker Desktop")
                .step(act(
                    "Sign in to Docker Desktop with the account that belongs to the organisation. A login on the command line with another account doesn't count.",
                )),
        )
    } else {
        (
            "{host} says that the account is suspended or closed.",
            Fix::new("Have the account reinstated")
                .step(act(
                    "Sign in on the registry's web page and look for what it asks for: an unpaid bill, terms to accept, an administrator's lock. Otherwise write to its support.",
                )),
        )
    };
    let mut advice = Advice::new(summary)
        .confirm(look("Sign in on the registry's web page with the account that the login is for. The page says what is missing."))
        .confirm(words::look_at_config(facts))
        .fix(fix);
    if has(&answers::HUB_IMAGE_ACCESS) {
        advice = advice.fix(
            Fix::new("If you needn't be signed in for it and your organisation agrees: log out")
                .step(words::log_out(facts)),
        );
    }
    advice
        .verify(words::try_again(facts))
        .avoid("Don't log in again and again: the registry knows the account.")
        .avoid("Don't get around your organisation's policy with a private account: ask for the image.")
        .link(facts.registry().docs)
}
