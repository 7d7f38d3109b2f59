//! The organisation wants single sign-on, and the token isn't authorised for it.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{Advice, Fix, act, look};
use crate::ranking::Case;
use crate::signals::Says;

cause! {
    /// # What it is
    /// The token is good, and its owner belongs to the organisation. But the
    /// organisation lets in only tokens that were authorised through its SAML
    /// single sign-on.
    ///
    /// # Why it happens
    /// On GitHub a new personal access token (classic) isn't authorised for any
    /// organisation yet: that is a step of its own, once for each token and
    /// organisation. The authorisation also ends when the token is regenerated.
    ///
    /// # Example
    /// ```error
    /// denied: Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.
    /// ```
    /// ```image
    /// ghcr.io/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Authorise the token for the organisation: on GitHub under
    /// Settings, Personal access tokens, Configure SSO.
    ///
    /// # How to verify
    /// The same pull or push works, without a new login.
    ///
    /// # Don't
    /// Don't make a token with more scopes: scopes aren't what is missing.
    "sso-not-authorized", "The token isn't authorised for the organisation's single sign-on"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        super::outright(facts, &[]),
        facts.first(Says::SsoRequired),
        "The registry says that the organisation enforces SAML single sign-on.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let organisation = facts
        .subject
        .repository
        .as_deref()
        .and_then(|path| path.split('/').next())
        .map_or("the organisation".into(), crate::fix::plain);
    Advice::new(format!(
        "{} accepts your token, but {organisation} enforces SAML single sign-on, and the token isn't authorised for it.",
        facts.host_named()
    ))
    .confirm(look("Open https://github.com/settings/tokens. Beside the token, Configure SSO lists the organisations for which it isn't authorised yet."))
    .fix(Fix::new("Authorise the token for the organisation")
        .step(act("On https://github.com/settings/tokens, choose Configure SSO beside the token, then Authorize beside the organisation, and sign in there."))
        .step(look("The stored login stays as it is: the same token now works. Only after regenerating the token, log in again.")))
    .fix(Fix::new("In GitHub Actions: use the job's own token")
        .step(look("GITHUB_TOKEN belongs to the repository and needs no single sign-on. Give it permissions: packages, and add the repository under the package's Manage Actions access.")))
    .verify(words::try_again(facts))
    .lasting(look("For machines, use the token of a machine account that was authorised once, and note its expiry date."))
    .avoid("Don't make a token with more scopes: scopes aren't what is missing.")
    .link("https://docs.github.com/enterprise-cloud@latest/authentication/authenticating-with-saml-single-sign-on/authorizing-a-personal-access-token-for-use-with-saml-single-sign-on")
}
