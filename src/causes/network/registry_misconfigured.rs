//! The registry, its token service or the proxy before it is set up wrongly.

use crate::causes::{cause, connection, permission};
use crate::facts::{Facts, Op, Tool};
use crate::fix::{self, Advice, Fix, Language, act, lines, look, run, value, word};
use crate::ranking::{Case, Weight};
use crate::registry::moved;
use crate::report::Outcome;
use crate::signals::{Group, Says, answers, network};

cause! {
    /// # What it is
    /// A registry that somebody runs themselves sends its clients the wrong
    /// way: to a token service that they can't reach, or whose tokens it then
    /// refuses, or to upload addresses that it no longer knows.
    ///
    /// # Why it happens
    /// The registry tells clients where to get a token (the realm). That
    /// address is taken from its settings, and is wrong for clients outside.
    /// Or key, issuer and service differ between registry and token service,
    /// or the proxy in front changes scheme or host, or several instances
    /// don't share a secret.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://registry.example.com/v2/": Get "http://gitea:3000/v2/token?service=container_registry": dial tcp: lookup gitea on 127.0.0.53:53: no such host
    /// ```
    ///
    /// # How to fix
    /// Set the public address in the registry's settings, and have the proxy in
    /// front of it pass on the host and the scheme.
    ///
    /// # How to verify
    /// `curl -sSI https://HOST/v2/` shows a realm that the client can reach.
    ///
    /// # Don't
    /// Don't change passwords: none was looked at.
    "registry-misconfigured", "The registry is misconfigured"
}

/// The token service's host, as the registry told it.
fn realm<'a>(facts: &'a Facts) -> Option<&'a str> {
    facts
        .first(Says::RealmUnreachable)
        .and_then(|seen| seen.get(Group::Host))
}

fn weigh(facts: &Facts, case: &mut Case) {
    // A token may also be refused as it is too old, or for the clock.
    let weight = if moved(facts.host().unwrap_or(""), "").is_some_and(|moved| moved.gone) {
        Weight::Supports
    } else if facts.sentence(&network::TOKEN_REFUSED).is_some() {
        Weight::Strong
    } else {
        Weight::Decisive
    };
    // Other services have bearer tokens, too.
    let elsewhere = facts.sentence(&network::TOKEN_REFUSED).is_some() && !facts.about_a_registry();
    case.seen(
        weight,
        facts.first(Says::TokenServiceBroken).filter(|_| !elsewhere),
        "The registry and its token service, or two of its parts, don't agree.",
    );
    case.seen(
        Weight::Decisive,
        facts
            .sentence(&answers::BLOB_UNKNOWN)
            .filter(|_| facts.op != Op::Push),
        "The registry lists a layer that it doesn't have.",
    );
    let seen = facts.first(Says::RealmUnreachable);
    if realm(facts).is_some_and(connection::is_internal) {
        // crane refuses each private address, even where it is the right one.
        let weight = if facts.sentence(&network::REALM_PRIVATE).is_some() {
            Weight::Strong
        } else {
            Weight::Decisive
        };
        case.seen(
            weight,
            seen,
            "The registry sends clients to a token service at an internal address.",
        );
    } else if realm(facts) != facts.host() && !connection::is_public(facts) {
        case.seen(
            Weight::Supports,
            seen,
            "The token service that the registry names can't be reached.",
        );
    }
    // podman and its relatives, and ORAS, say so when it is the token service
    // that refuses the credential.
    if (facts.tool.is_containers_image() || facts.tool == Tool::Oras)
        && facts.held.outcome == Some(Outcome::Found)
        && !facts.has(Says::CredentialSent)
        && !connection::is_public(facts)
    {
        case.seen(
            Weight::Supports,
            facts.first(Says::Unauthorized),
            "The registry itself refused, though there is a login for it: if it has a token service, that accepted the login.",
        );
    }
    if permission::upload_unauthorized(facts) {
        case.seen(
            Weight::Strong,
            facts.first(Says::LoggedIn),
            "The registry accepted the login, and refuses an upload as if there were none. For a missing right docker says \"denied\". This comes from a proxy that changes the upload's address, or from a token that the registry doesn't accept.",
        );
    }
    case.seen(
        Weight::Against,
        facts.first(Says::ServerError),
        "The server says that it fails.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ProxyFails),
        "The request failed at a proxy.",
    );
}

fn advice(facts: &Facts) -> Advice {
    let upload = facts.sentence(&network::UPLOAD_LOST).is_some();
    let unauthorized = permission::upload_unauthorized(facts);
    let summary: fix::Says = if facts.sentence(&answers::BLOB_UNKNOWN).is_some() {
        "{host} lists a layer that it no longer has: its storage lost it, or a clean-up deleted it. Push the image again.".into()
    } else if upload {
        "{host} doesn't know an upload that it began itself: a proxy in front of it changes the address, or several instances don't share their state.".into()
    } else if unauthorized {
        "{host} accepted the login, but refuses the upload as if there were none. Most often the proxy in front of it doesn't pass on scheme and host: the registry then sends the client to another address, and the client sends no login there.".into()
    } else if let Some(realm) = realm(facts) {
        format!(
            "{} sends clients to {} for a token, and they can't use that address. This is about the registry's settings, not your login.",
            facts.host_named(),
            fix::plain(realm)
        )
        .into()
    } else if facts.sentence(&network::TOKEN_BROKEN).is_some()
        || facts.sentence(&network::TOKEN_REFUSED).is_some()
    {
        "{host} doesn't accept what its token service hands out: key, issuer or service differ between the two. This isn't about your login.".into()
    } else {
        "The token service that {host} names doesn't answer as one. This is about the registry's settings, not your login.".into()
    };
    let mut advice = Advice::new(summary).confirm(
        look("See where the registry sends clients: the realm in the header www-authenticate. Clients must reach that address.").run(
            run("curl -sSI").arg(word("https://").and(value(facts.host(), fix::REGISTRY)).and("/v2/")),
        ),
    );
    let proxy = proxy(facts);
    advice = if upload || unauthorized {
        advice.fix(proxy).fix(Fix::new("With several instances: share the secret and the storage")
            .step(act("Give all instances the same http.secret and the same storage, or always send a client to the same one.")))
    } else {
        advice
            .fix(Fix::new("Set the public address in the registry's settings")
                .step(act("Gitea, Forgejo: ROOT_URL under [server] in app.ini. Harbor: external_url in harbor.yml. GitLab: registry_external_url, and external_url for the token service. Distribution: auth.token.realm. Nexus, Artifactory: the base URL."))
                .step(act("Restart it, and look at the realm again.")))
            .fix(proxy)
            .fix(Fix::new("If tokens are refused: make the two sides agree")
                .step(act("The service and the issuer must be the same text on both sides (distribution: auth.token.service and auth.token.issuer)."))
                .step(act("The registry must have the certificate of the key that signs tokens: auth.token.rootcertbundle or jwks, with the key's id (kid). Renew it on both sides at once."))
                .step(act("Compare the clocks of both machines. A token is only valid for a span of time.").run(fix::show_clock())))
    };
    advice
        .verify(connection::again(facts))
        .avoid("Don't change passwords: they weren't the reason.")
        .link("https://distribution.github.io/distribution/spec/auth/token/")
}

/// What the reverse proxy must pass on.
fn proxy(facts: &Facts) -> Fix {
    Fix::new("Have the reverse proxy pass on the host and the scheme")
        .step(act("With nginx, put this into the registry's part. Otherwise the registry gives out addresses with http:// or an internal name.")
            .edit(lines(
                "nginx.conf",
                Language::Nginx,
                [
                    word("proxy_set_header Host $http_host;"),
                    word("proxy_set_header X-Forwarded-Proto $scheme;"),
                    word("client_max_body_size 0;"),
                ],
            )))
        .step(look("Then ask for the realm once more.").run(run("curl -sSI").arg(word("https://").and(value(facts.host(), fix::REGISTRY)).and("/v2/"))))
}
