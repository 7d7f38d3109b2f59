//! No room: a quota of the registry, or an upload that is too large.

use crate::causes::permission::outright;
use crate::causes::{cause, words};
use crate::facts::{Facts, Op};
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Says, answers, client};

cause! {
    /// # What it is
    /// The registry has no room for this: the project's storage, the plan's
    /// number of repositories or a month's traffic is used up, or one layer is
    /// larger than a proxy in front of the registry lets through (HTTP 413).
    ///
    /// # Why it happens
    /// Old tags and untagged images pile up. A reverse proxy such as nginx lets
    /// bodies of 1 MB through unless it is told otherwise, and a layer is one body.
    ///
    /// # Example
    /// ```error
    /// denied: adding 120.0 MiB of storage resource, which when updated to current usage of 9.9 GiB will exceed the configured upper limit of 10.0 GiB.
    /// ```
    /// ```image
    /// harbor.example.com/acme/app:1
    /// ```
    ///
    /// # How to fix
    /// Make room or have the limit raised. For a 413, raise the proxy's limit on
    /// the size of a body.
    ///
    /// # How to verify
    /// The push works.
    ///
    /// # Don't
    /// Don't delete images before you know that nothing runs them.
    "quota-exceeded", "A quota is used up, or the upload is too large"
}

fn weigh(facts: &Facts, case: &mut Case) {
    let rate = facts.sentence(&answers::GOOGLE_RATE);
    case.seen(
        outright(
            facts,
            &[&answers::HARBOR_QUOTA, &answers::PLAN_REPOSITORIES],
        ),
        facts.first(Says::Quota),
        "The registry says that a limit on storage, repositories or traffic is reached.",
    );
    case.seen(
        Weight::StronglyAgainst,
        rate,
        "It is a quota of requests per time, not of space.",
    );
    if facts.about_a_registry() || facts.op == Op::Push || facts.has(Says::HtmlAnswer) {
        case.seen(
            Weight::Decisive,
            facts.first(Says::TooLarge),
            "413: something in front of the registry refuses an upload of that size.",
        );
    } else {
        case.seen(
            Weight::Supports,
            facts.sentence(&client::TOO_LARGE_STATUS),
            "413, in the words of a registry client: something refuses an upload of that size.",
        );
    }
    // A large layer cut off in the middle is what a proxy's limit looks like.
    if facts.op == Op::Push && case.score() == 0 {
        case.seen(
            Weight::Hints,
            facts
                .first(Says::CutOff)
                .filter(|_| facts.sentence(&client::UPLOAD_LAYER).is_some()),
            "The upload of a layer was cut off, as by a proxy that refuses an upload of that size.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    if facts.sentence(&client::TRAFFIC_QUOTA).is_some() {
        return of_traffic(facts);
    }
    if !facts.has(Says::Quota) {
        return of_size(facts);
    }
    let summary = if facts.sentence(&answers::PLAN_REPOSITORIES).is_some() {
        "The plan at {host} allows no more repositories."
    } else {
        "{host} has no room left for {image}: a storage quota is used up."
    };
    let mut advice = Advice::new(summary);
    let (confirm, room): (fix::Steps, fix::Step) = match facts.registry().id {
        Id::Harbor | Id::Ovh => (
            look(
                "In Harbor's web page, the project's Summary shows its quota and what is used.",
            ).into(),
            act(
                "Delete tags that nobody needs, or set up a tag retention policy (project, Policy). Then have an administrator run the garbage collection, or raise the quota of the project (Administration, Project Quotas).",
            ),
        ),
        Id::DigitalOcean => (
            look("See the plan.").run(run("doctl registry get"))
                .then(look("See the repositories that count.")
                    .run(run("doctl registry repository list-v2"))),
            act(
                "The plan limits repositories and storage. Push more tags to a repository that exists, delete repositories that nobody needs, or take a larger plan (Container Registry, Settings). What was deleted still counts until a garbage collection has run (doctl registry garbage-collection start).",
            ),
        ),
        Id::GitLab => (
            look(
                "See what is used: Settings, Usage quotas of the group.",
            ).into(),
            act(
                "Delete tags that nobody needs, or set a cleanup policy for tags (project, Settings, Packages and registries), or buy storage.",
            ),
        ),
        Id::Quay => (
            look(
                "The organisation's page shows what is used of its quota.",
            ).into(),
            act(
                "Delete tags that nobody needs, set an auto-pruning policy, or have the quota raised. Deleted tags count until the time machine's period is over.",
            ),
        ),
        _ => (
            look(
                "See on the registry's web page, or ask its operator, which quota it is and how much of it is used. It may be that of the storage account or bucket behind the registry, not of the project.",
            ).into(),
            act(
                "Delete tags that nobody needs and run the registry's garbage collection, or have the quota of the project or of the storage account behind it raised.",
            ),
        ),
    };
    for step in confirm {
        advice = advice.confirm(step);
    }
    advice
        .fix(Fix::new("Make room, or have the limit raised")
            .step(room.deletes("the tags and repositories that you choose")))
        .verify(words::try_again(facts))
        .lasting(act("Set a rule that removes old and untagged images automatically, and keep layers small: one base image for all, no build tools in the last stage."))
        .avoid("Don't delete images before you know that nothing runs them.")
        .avoid("Don't log in again: your rights are in order.")
        .link(facts.registry().docs)
}

fn of_traffic(facts: &Facts) -> Advice {
    Advice::new("The owner of {image} has used up this month's traffic at {host}. Waiting a few minutes doesn't help.")
    .confirm(words::ask_for_manifest(facts))
    .fix(Fix::new("Take the image from elsewhere")
        .step(look(
            "Ask the project for another registry that has the image, or use a copy of your own.",
        )))
    .fix(Fix::new("If the registry is yours: buy traffic, or wait for the next month")
        .step(look(
            "The registry's console shows the traffic package and when the next period begins.",
        )))
    .verify(words::try_again(facts))
    .avoid("Don't retry in a loop: the quota counts by the month.")
    .link(facts.registry().docs)
}

/// 413: the proxy in front of the registry.
fn of_size(facts: &Facts) -> Advice {
    Advice::new("Something in front of {host} refuses uploads as large as one of this image's layers (HTTP 413). The registry itself wasn't asked.")
    .confirm(
        look("See how large the layers are. What matters is the largest one.").run(
            run("docker history --human")
                .value(facts.subject.text.as_deref(), fix::IMAGE),
        ),
    )
    .confirm(words::knock(facts))
    .fix(Fix::new("With nginx in front: lift the limit for the registry's host")
        .step(act("Put this into the server block of the registry. 0 means no limit: a registry checks sizes itself.").edit(fix::lines(
            "nginx.conf",
            fix::Language::Nginx,
            [fix::word("client_max_body_size 0;"), fix::word("proxy_request_buffering off;")],
        )))
        .step(act("Check the file, then have nginx read it.").run_all([
            run("nginx -t").as_root(),
            run("nginx -s reload").as_root(),
        ])))
    .fix(Fix::new("With an Ingress in Kubernetes")
        .step(act("Put this on the registry's Ingress (ingress-nginx).").edit(fix::yaml(
            "ingress.yaml",
            fix::map().put(
                "metadata",
                fix::map().put(
                    "annotations",
                    fix::map().put("nginx.ingress.kubernetes.io/proxy-body-size", "0"),
                ),
            ),
        ))))
    .fix(Fix::new("With another proxy or a CDN in front")
        .step(look("Raise its limit for the size of a request, or push to the registry directly: some services have a fixed limit (Cloudflare: 100 MB on its free plan).")))
    .fix(Fix::new("Make the layer smaller")
        .step(look("Split the COPY or RUN that makes it, remove caches in the same RUN, or leave large files out with .dockerignore.")))
    .verify(words::try_again(facts))
    .avoid("Don't log in again: the registry wasn't asked.")
    .link("https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size")
}
