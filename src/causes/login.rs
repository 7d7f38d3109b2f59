//! How each tool is given a login: not all of them know a login command.

use crate::causes::{places, pod, words};
use crate::facts::{Facts, Tool};
use crate::fix::{self, Advice, Fix, Step, act, look, run};
use crate::registry::{Client, Id};
use crate::signals::engine;

/// Adds the ways in which the reader's tool can be given a login, best first:
/// where it runs, then at the reader's own machine.
pub(super) fn give_a_login(facts: &Facts, advice: Advice) -> Advice {
    let advice = places::logins(facts).into_iter().fold(advice, Advice::fix);
    let advice = match facts.tool {
        Tool::Kaniko => advice.fix(kaniko(facts)),
        Tool::Jib => advice.fix(words::log_in(facts)).fix(jib()),
        Tool::Watchtower => advice.fix(words::log_in(facts)).fix(watchtower()),
        Tool::ImageUpdater => advice.fix(image_updater(facts)),
        Tool::Flux => advice.fix(flux(facts)),
        Tool::ArgoCd => advice.fix(argo_cd(facts)),
        Tool::Ctr => advice.fix(by_hand(facts)).fix(pod::give_secret(facts)),
        Tool::Crictl | Tool::Containerd | Tool::Kubelet => {
            advice.fix(pod::give_secret(facts)).fix(by_hand(facts))
        }
        Tool::Swarm => advice.fix(words::log_in(facts)).fix(places::swarm()),
        Tool::Ecs => advice.fix(places::ecs(facts)),
        Tool::Terraform => advice.fix(words::log_in(facts)).fix(terraform(facts)),
        _ => advice.fix(words::log_in(facts)),
    };
    if facts.sentence(&engine::ENGINE_STATUS).is_some() {
        return advice.fix(spring());
    }
    advice
}

/// Shows whether the client holds a login for the registry, without the secret.
pub(super) fn show_login(facts: &Facts) -> Step {
    match facts.tool {
        Tool::Kaniko => {
            return look(
                "In kaniko's container, see whether /kaniko/.docker/config.json is there and has the registry's host as a key.",
            );
        }
        Tool::Watchtower => {
            return look(
                "See whether /config.json is mounted into watchtower's container, and has the registry's host as a key with a secret.",
            );
        }
        Tool::Flux => {
            return look(
                "See which secret its source names under secretRef, if any, and that it is in the source's namespace. Flux uses neither your own login nor a pod's pull secret.",
            )
            .run(run("kubectl get ocirepositories,helmrepositories -A -o yaml"));
        }
        Tool::ArgoCd => {
            return look(
                "See whether Argo CD knows this registry. It uses neither your own login nor a pod's pull secret.",
            )
            .run(run("argocd repo list"));
        }
        Tool::ImageUpdater => {
            return look(
                "See which secret it is told to use for this registry: credentials in Argo CD's registries.conf, or secretRef in Flux's ImageRepository. It doesn't use your own login, and for this registry perhaps none at all.",
            );
        }
        _ => {}
    }
    let client = facts.tool.login_client();
    match client {
        Client::Podman | Client::Buildah | Client::Skopeo => look(
            "See which user name is stored for this registry; without one, it says \"not logged into\". Run it as the same user.",
        )
        .run(
            client
                .login()
                .arg("--get-login")
                .value(facts.host(), fix::REGISTRY),
        ),
        _ => words::look_at_config(facts),
    }
}

pub(super) fn kaniko(facts: &Facts) -> Fix {
    let key = match facts.host() {
        Some("docker.io") => "https://index.docker.io/v1/".into(),
        Some(host) => fix::plain(host),
        None => "the registry's host".into(),
    };
    let mut fix = pod::give_secret(facts).titled("Give kaniko a config.json");
    fix.steps.truncate(1);
    fix = fix.step(
        act("kaniko has no login command: it reads /kaniko/.docker/config.json. Mount the secret there, under that file name.").edit(
            fix::yaml(
                "the pod's spec",
                fix::map()
                    .put(
                        "containers",
                        fix::seq().item(fix::map().put("name", "kaniko").put(
                            "volumeMounts",
                            fix::seq().item(
                                fix::map()
                                    .put("name", "docker-config")
                                    .put("mountPath", "/kaniko/.docker"),
                            ),
                        )),
                    )
                    .put(
                        "volumes",
                        fix::seq().item(fix::map().put("name", "docker-config").put(
                            "secret",
                            fix::map().put("secretName", pod::NEW_SECRET).put(
                                "items",
                                fix::seq().item(
                                    fix::map()
                                        .put("key", ".dockerconfigjson")
                                        .put("path", "config.json"),
                                ),
                            ),
                        )),
                    ),
            ),
        ),
    );
    fix = fix.step(act(format!(
        "In a CI job without Kubernetes, have the script write that file from the CI's variables. Its key is {key}, spelt exactly so."
    )));
    if matches!(
        facts.registry().id,
        Id::Ecr | Id::Gcr | Id::ArtifactRegistry
    ) {
        fix = fix.step(act(
            "Or give the pod a cloud identity (IRSA, Workload Identity) with the right to pull or push, and leave this host out of config.json: kaniko has the helpers for ECR and Google built in.",
        ));
    }
    fix
}

fn jib() -> Fix {
    Fix::new("Or tell Jib itself")
        .step(act(
            "Jib reads the config.json of the user who runs the build, then its own settings. In CI, set to.auth.username and to.auth.password (for the base image: from.auth) from environment variables, or name a helper in to.credHelper.",
        ))
}

fn spring() -> Fix {
    Fix::new("Or tell Spring Boot's plugin itself").step(act(
        "Older versions of it read no config.json. In its docker section, give builderRegistry (to pull) or publishRegistry (to push) a username and a password from environment variables.",
    ))
}

fn watchtower() -> Fix {
    Fix::new("Hand the login to the container")
        .step(act(
            "watchtower doesn't see your own login: it reads /config.json in its own container. Start it with this mount added: -v $HOME/.docker/config.json:/config.json:ro",
        ))
        .step(act(
            "If credsStore is set in that file, it has no secrets in it: log in with a separate DOCKER_CONFIG folder, and mount its config.json.",
        ))
}

fn image_updater(facts: &Facts) -> Fix {
    let mut fix = pod::give_secret(facts).titled("Give the image updater a pull secret for {host}");
    fix.steps.truncate(1);
    fix = fix.step(
        act("With Argo CD: in registries.conf, in the ConfigMap argocd-image-updater-config, give this registry's entry the key credentials with the value pullsecret:argocd/regcred (its namespace and name). Then restart the updater."),
    );
    fix = fix.step(
        act("With Flux: name it in the ImageRepository, in whose namespace it must be.").edit(
            fix::yaml(
                "the ImageRepository",
                fix::map().put(
                    "spec",
                    fix::map().put("secretRef", fix::map().put("name", pod::NEW_SECRET)),
                ),
            ),
        ),
    );
    fix
}

fn terraform(facts: &Facts) -> Fix {
    let host = facts
        .host()
        .map_or("the registry's host".into(), fix::plain);
    Fix::new("Hand the login to Terraform's provider")
        .step(act(format!(
            "In provider \"docker\", add a block registry_auth with address = \"{host}\" and config_file = pathexpand(\"~/.docker/config.json\"), or with username and password from variables that are marked sensitive."
        )))
}

fn flux(facts: &Facts) -> Fix {
    let mut fix = pod::give_secret(facts).titled("Give Flux a pull secret for {host}");
    fix.steps.truncate(1);
    fix = fix.step(
        act("Name it in the OCIRepository or HelmRepository, in whose namespace it must be.").edit(
            fix::yaml(
                "the OCIRepository or HelmRepository",
                fix::map().put(
                    "spec",
                    fix::map().put("secretRef", fix::map().put("name", pod::NEW_SECRET)),
                ),
            ),
        ),
    );
    if pod::node_identity(facts).is_some() {
        fix = fix.step(act(
            "Or, without a secret, let the source-controller's own identity read the registry, and set spec.provider to aws, azure or gcp.",
        ));
    }
    fix
}

fn argo_cd(facts: &Facts) -> Fix {
    Fix::new("Give Argo CD a login for {host}")
        .step(act(format!(
            "Name the registry without oci://. The user name is {}. As the password, use {}. You are asked for it.",
            facts.registry().username,
            facts.registry().secret,
        ))
        .run(
            run("argocd repo add")
                .value(facts.host(), fix::REGISTRY)
                .args("--type helm --enable-oci --name charts --username")
                .value(facts.held.username(), fix::USERNAME),
        ))
        .step(act("If a chart's dependencies come from another registry than the chart, that one needs its own entry."))
}

fn by_hand(facts: &Facts) -> Fix {
    let image = facts.reference().map(crate::reference::Reference::full);
    Fix::new("On the node itself, to try it once")
        .step(act("containerd and crictl don't read config.json and have no login command. ctr takes a user name, and asks for the secret.").run(
            run("ctr --namespace k8s.io images pull --user")
                .value(facts.held.username(), fix::USERNAME)
                .value(image.as_deref(), fix::IMAGE)
                .as_root(),
        ))
}
