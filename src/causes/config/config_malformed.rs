//! config.json can't be read at all.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look};
use crate::ranking::{Case, Weight};
use crate::signals::{Says, config};

cause! {
    /// # What it is
    /// The client's config file isn't valid JSON, is empty, is a folder, or has
    /// a value of the wrong type. docker warns and goes on without any
    /// credential; podman, crane and others stop.
    ///
    /// # Why it happens
    /// A comma too many after an edit, quotes eaten by a shell, a disk that was
    /// full while it was written, two programs writing at once, or a mount of a
    /// file that didn't exist, which makes a folder of that name.
    ///
    /// # Example
    /// ```error
    /// WARNING: Error parsing config file (/home/acme/.docker/config.json): invalid character '}' looking for beginning of object key string
    /// ```
    /// ```image
    /// nginx
    /// ```
    /// ```config
    /// {"auths":{},}
    /// ```
    ///
    /// # How to fix
    /// Copy the file, fix the place that is named, or set it to `{}` and log in
    /// again.
    ///
    /// # How to verify
    /// No warning is printed any more, and the pull works.
    ///
    /// # Don't
    /// Don't delete the file without a copy: it may hold logins for other
    /// registries, helpers and proxy settings.
    "config-malformed", "The client's config file can't be read"
}

fn weigh(facts: &Facts, case: &mut Case) {
    case.seen(
        Weight::Decisive,
        facts.first(Says::ConfigBroken),
        "The client says that it can't read its config file.",
    );
    case.seen(
        Weight::StronglyAgainst,
        facts.first(Says::ConfigUnreadable),
        "This user isn't allowed to read the file, whatever is in it.",
    );
    if let Some((at, says)) = facts.held.broken() {
        case.says(Weight::Decisive, at, says);
    }
}

fn advice(facts: &Facts) -> Advice {
    let broken = facts.held.broken();
    let summary: fix::Says = match &broken {
        Some((_, says)) => format!(
            "Your config can't be read, so {} has no login. {says}",
            facts.tool.named()
        )
        .into(),
        None => "{client} can't read its config file, so it has no login for any registry.".into(),
    };
    let mend = match &broken {
        Some((_, says)) => act(format!(
            "Open the file in an editor and fix that place. {says}"
        )),
        None => act("Open the file in an editor and fix the place that the message names."),
    };
    let file = words::config_file(facts);
    let anew = Fix::new("Start from an empty config")
        .step(words::copy_config(facts))
        .step(
            act("Set the file to {}.")
                .run(fix::reset(file.clone()))
                .overwrites("all logins, helpers and settings in the file; the copy keeps them"),
        )
        .step(act("Log in to your registries again."));
    let log_in = words::log_in(facts);
    let advice = Advice::new(summary)
        .confirm(
            look("See whether it is a file, whose it is, and whether it is empty.")
                .run(fix::show_rights(words::config_file(facts))),
        )
        .confirm(words::look_at_config(facts));
    let mut advice = if facts.sentence(&config::CONFIG_IS_FOLDER).is_some() {
        // Docker makes a folder of a file that isn't there and is mounted.
        let away = Fix::new("Move the folder away")
            .step(act("It is a folder: docker makes one when a file that is to be mounted doesn't exist. Move it away; the client then makes a file.")
                .run(fix::set_aside(file)));
        advice.fix(away.steps_of(log_in))
    } else {
        let anew = anew.steps_of(log_in);
        let mend = Fix::new("Fix the file")
            .step(words::copy_config(facts))
            .step(mend);
        if facts.sentence(&config::CONFIG_ENDS_EARLY).is_some() {
            // Empty, or cut off: there is nothing to be mended by hand.
            advice.fix(anew).fix(mend)
        } else {
            advice.fix(mend).fix(anew)
        }
    };
    if facts.host().is_some() {
        advice = advice.verify(words::ask_for_manifest(facts));
    }
    advice
        .verify(look("No warning about the config is printed any more.").run(fix::run("docker info").quietly()))
        .avoid("Don't delete the file without a copy: it may hold other logins, helpers and proxy settings.")
        .avoid("Don't paste the file into a chat as it is: auth is base64, not encryption.")
        .link("https://docs.docker.com/reference/cli/docker/#configuration-files")
}
