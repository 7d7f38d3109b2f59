//! How a login is given where the reader's tool runs: in a CI job, a cluster, a
//! task. A login at one's own machine doesn't reach there.

use crate::causes::pod;
use crate::facts::{Facts, Op, Tool};
use crate::fix::{
    self, Action, Arg, Command, Fix, Language, Step, Steps, act, expr, json, lines, map, script,
    seq, value, word, yaml,
};
use crate::log::Place;
use crate::registry::Id;
use crate::signals::tools;

/// The ways in which a login is given where it is wanted, best first; none
/// where that is the reader's own machine, or the tool has a way of its own.
pub(super) fn logins(facts: &Facts) -> Vec<Fix> {
    let own_way =
        facts.tool.on_a_node() || matches!(facts.tool, Tool::Kaniko | Tool::Jib | Tool::Watchtower);
    if own_way && facts.input.place.is_none() {
        return Vec::new();
    }
    match facts.place {
        Place::Kubernetes if facts.tool.on_a_node() => Vec::new(),
        Place::Kubernetes => {
            let mut fixes = vec![pod::give_secret(facts)];
            fixes.extend(pod::node_identity(facts));
            fixes
        }
        Place::Swarm => vec![swarm()],
        Place::Ecs => vec![ecs(facts)],
        _ if facts.runs_in_ci() => vec![ci_login(facts)],
        _ => Vec::new(),
    }
}

/// The login step of a CI job, as the CI's own file has it.
pub(super) fn ci_login(facts: &Facts) -> Fix {
    let runner = facts.sentence(&tools::GITLAB_RUNNER).is_some();
    let steps = match facts.place {
        Place::GitHubActions => github(facts),
        Place::GitLabCi if runner => act("The runner pulls the job's image by itself, before before_script. Set the variable DOCKER_AUTH_CONFIG (Settings, CI/CD, Variables) to the text of a config.json with a login for {host}, made without credsStore.")
            .then(act("Or, with the Kubernetes executor, name a pull secret in image_pull_secrets, under [runners.kubernetes] in the runner's config.toml.")),
        Place::GitLabCi => act("Put the login into before_script of the job that pulls or pushes. If it reads a variable of your own, set that under Settings, CI/CD, Variables, masked.").edit(yaml(
            ".gitlab-ci.yml",
            map().put("before_script", script([command(facts)])),
        )).into(),
        Place::CircleCi => act("Put this step before the one that pulls or pushes, in the same job. Keep the secret in the project's environment variables or in a context.").edit(yaml(
            ".circleci/config.yml",
            seq().item(map().put(
                "run",
                map().put("name", "Log in").put("command", script([command(facts)])),
            )),
        )).into(),
        Place::AzurePipelines => act("Make a service connection for this registry (Project settings, Service connections, Docker Registry). A container job names it as the endpoint of its image.")
            .then(act("Log in with it before the step that pulls or pushes, in the same job.").edit(yaml(
                "azure-pipelines.yml",
                seq().item(map().put("task", "Docker@2").put(
                    "inputs",
                    map()
                        .put("command", "login")
                        .put("containerRegistry", fix::SERVICE_CONNECTION),
                )),
            ))),
        Place::Jenkins => act("Store the user name and the token as a credential of the kind Username with password (Manage Jenkins, Credentials).")
            .then(act("Log in with it in the stage that pulls or pushes. This needs the plugin Docker Pipeline.").edit(lines(
                "Jenkinsfile",
                Language::Groovy,
                [
                    word("docker.withRegistry('https://").and(value(
                            facts.host().map(|host| match host {
                                "docker.io" => "index.docker.io/v1/",
                                host => host,
                            }),
                            fix::REGISTRY,
                        )).and("', '").and(fix::SECRET_NAME).and("') {"),
                    "    // pull, build and push in here".into(),
                    "}".into(),
                ],
            ))),
        _ => act("In the same job, before the step that pulls or pushes. The secret comes from the CI's store, in a variable.")
            .run(command(facts)).into(),
    };
    Fix::new(if runner {
        "Give the runner a login"
    } else {
        "Log in within the job"
    })
    .steps(steps)
}

/// The login as a job's script has it: without a question, with the secret
/// from a variable or from the cloud's own command.
fn command(facts: &Facts) -> Command {
    let own = (facts.registry().login)(&facts.site());
    match facts.registry().id {
        Id::Ecr | Id::EcrPublic => {
            let first = own.into_iter().find_map(Step::into_action);
            if let Some(Action::Run(command)) = first {
                return command;
            }
        }
        Id::GitLab if facts.place == Place::GitLabCi => {
            return fix::run("docker login --username")
                .arg(fix::env("CI_REGISTRY_USER"))
                .arg("--password-stdin")
                .arg(fix::env("CI_REGISTRY"))
                .fed_by_env("CI_REGISTRY_PASSWORD");
        }
        _ => {}
    }
    facts
        .tool
        .login_client()
        .log_in(
            Some(value(facts.host(), fix::REGISTRY)),
            &[
                "--username".into(),
                value(facts.held.username(), fix::USERNAME),
                "--password-stdin".into(),
            ],
        )
        .fed_by_env(fix::TOKEN_VARIABLE)
}

const WORKFLOW: &str = ".github/workflows/build.yml";

fn github(facts: &Facts) -> Steps {
    let id = facts.registry().id;
    if id == Id::Ecr {
        return github_and_aws(facts);
    }
    let host = facts.host();
    let mut with = map();
    if host != Some("docker.io") {
        with = with.put("registry", value(host, fix::REGISTRY));
    }
    let (user, secret) = if id == Id::Ghcr {
        ("github.actor", "secrets.GITHUB_TOKEN")
    } else {
        ("vars.REGISTRY_USERNAME", "secrets.REGISTRY_TOKEN")
    };
    let with = with
        .put("username", expr(user))
        .put("password", expr(secret));
    let log_in = act(if id == Id::Ghcr {
        "Put this step before the one that pulls or pushes, in the same job. Each job has a GITHUB_TOKEN: there is nothing to set up."
    } else {
        "Put this step before the one that pulls or pushes, in the same job. Both names must be those in the repository's settings (Secrets and variables, Actions)."
    })
    .edit(yaml(
        WORKFLOW,
        seq().item(map().put("uses", "docker/login-action@v3").put("with", with)),
    ));
    if id != Id::Ghcr {
        return log_in.into();
    }
    let right = if facts.op == Op::Push {
        "write"
    } else {
        "read"
    };
    log_in.then(
        act("Give the job's own token the right to packages.").edit(yaml(
            WORKFLOW,
            map().put(
                "permissions",
                map().put("contents", "read").put("packages", right),
            ),
        )),
    )
}

/// AWS takes the job's own identity: there is no secret to keep.
fn github_and_aws(facts: &Facts) -> Steps {
    let aws = map()
        .put("role-to-assume", role(facts))
        .put("aws-region", value(ecr_label(facts, 3), fix::REGION));
    act("Let the job prove to AWS who it is.").edit(yaml(
        WORKFLOW,
        map().put(
            "permissions",
            map().put("contents", "read").put("id-token", "write"),
        ),
    ))
        .then(act("Log in with a role that trusts this repository, before the step that pulls or pushes, in the same job.").edit(yaml(
            WORKFLOW,
            seq()
                .item(
                    map()
                        .put("uses", "aws-actions/configure-aws-credentials@v4")
                        .put("with", aws),
                )
                .item(map().put("uses", "aws-actions/amazon-ecr-login@v2")),
        )))
}

/// A part of ECR's host: 0 is the account, 3 the region.
fn ecr_label<'a>(facts: &'a Facts, index: usize) -> Option<&'a str> {
    let host = facts.host().filter(|host| host.contains(".dkr.ecr."))?;
    host.split('.').nth(index)
}

fn role(facts: &Facts) -> Arg {
    word("arn:aws:iam::")
        .and(value(ecr_label(facts, 0), fix::ACCOUNT_ID))
        .and(":role/")
        .and(fix::ROLE)
}

/// ECS pulls as the task's execution role, or with a secret that it may read.
pub(super) fn ecs(facts: &Facts) -> Fix {
    if facts.registry().id == Id::Ecr {
        return Fix::new("Let the task's execution role pull")
            .step(act("Name an execution role in the task definition. The task role is a different one, and isn't used for pulls.").edit(json(
                "task-definition.json",
                map().put("executionRoleArn", role(facts)),
            )))
            .step(act("Attach the policy that lets it pull.").run(
                fix::run("aws iam attach-role-policy --policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy --role-name")
                    .arg(fix::ROLE),
            ));
    }
    Fix::new("Give the task a login for {host}")
        .step(act(
            "Store the user name and an access token as a secret in AWS Secrets Manager, and let the task's execution role read it (secretsmanager:GetSecretValue).",
        ))
        .step(act("Name the secret in the container definition.").edit(json(
            "task-definition.json",
            map().put(
                "repositoryCredentials",
                map().put("credentialsParameter", fix::SECRET_NAME),
            ),
        )))
}

/// A manager hands its login on to the nodes, when it is told to.
pub(super) fn swarm() -> Fix {
    Fix::new("Hand the login to the nodes")
        .step(act(
            "Log in on the manager, then deploy again with --with-registry-auth: otherwise the workers pull without a login.",
        ))
}
