//! What to do about a cause: steps, commands as arguments, shells as renderers.
//!
//! A command is data until the last moment. Fixed words are `&'static str`;
//! everything from the input goes in through [`value`], which checks it; only a
//! [`Shell`] makes text, and it quotes each argument. Where a text from the
//! input is missing or can't be held safely, its placeholder stands instead.
//! There is no way to give a password as an argument.
//!
//! This is how a cause writes its advice:
//!
//! ```
//! use why401::fix::*;
//!
//! let host: Option<&str> = Some("123456789012.dkr.ecr.eu-west-1.amazonaws.com");
//! let region: Option<&str> = Some("eu-west-1");
//!
//! let login = run("docker")
//!     .args("login --username AWS --password-stdin")
//!     .value(host, REGISTRY)
//!     .fed_by(
//!         run("aws")
//!             .args("ecr get-login-password --region")
//!             .value(region, REGION),
//!     );
//! let advice = Advice::new(format!("No login is held for {}.", plain(host.unwrap_or("it"))))
//!     .confirm(look("See which registries you are logged in to.").run(show_keys(DOCKER_CONFIG)))
//!     .fix(
//!         Fix::new("Log in to ECR")
//!             .step(act("Get a token, good for 12 hours, and log in with it.").run(login.clone())),
//!     )
//!     .lasting(
//!         act("Have the helper get tokens by itself.")
//!             .run_all([
//!                 backup(DOCKER_CONFIG),
//!                 edit(
//!                     DOCKER_CONFIG,
//!                     Edit::SetHelper { host: value(host, REGISTRY).into(), helper: "ecr-login".into() },
//!                 ),
//!             ])
//!             .overwrites("the credHelpers entry of that host"),
//!     )
//!     .avoid("Don't log in to Docker Hub for an image of another registry.")
//!     .link("https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html");
//!
//! // Only the report and the page do this:
//! let shown = Shell::Posix.render(&login, &Filling::default());
//! assert_eq!(
//!     shown.text,
//!     "aws ecr get-login-password --region eu-west-1 | docker login --username AWS \
//!      --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com"
//! );
//! # assert!(advice.fixes.len() == 1);
//! ```
//!
//! A snippet of a CI file:
//!
//! ```
//! use why401::fix::*;
//!
//! let step = yaml(
//!     ".github/workflows/build.yml",
//!     seq().item(
//!         map().put("uses", "docker/login-action@v3").put(
//!             "with",
//!             map()
//!                 .put("registry", value("ghcr.io", REGISTRY))
//!                 .put("username", expr("github.actor"))
//!                 .put("password", expr("secrets.GITHUB_TOKEN")),
//!         ),
//!     ),
//! );
//! let shown = Shell::Posix.render_action(&Action::Edit(step), &Filling::default());
//! assert!(shown.text.starts_with("- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n"));
//! ```

mod advice;
mod audit;
mod command;
mod file;
mod names;
mod placeholder;
mod shell;
mod snippet;
mod value;

pub use advice::{
    Action, Advice, AdviceParts, Effect, Fix, FixParts, Says, Step, StepParts, Steps, act, look,
};
pub use command::{
    Arg, Command, ContainersAuth, Home, TOKEN_VARIABLE, env, flow, helper_program, home, run,
    run_helper, value, word,
};
pub use file::{
    CONTAINERS_AUTH, DOCKER_CONFIG, Edit, ask_secret, backup, copy_file, docker_certs, edit,
    find_program, is_set, make_dir, make_mine, reset, set_aside, set_variable, show_clock,
    show_file, show_keys, show_rights, unset_variable,
};
pub use names::Names;
pub use placeholder::*;
pub use shell::{Filling, Rendered, Shell};
pub use snippet::{Language, Map, Node, Seq, Snippet, expr, json, lines, map, script, seq, yaml};
pub use value::{Known, LONGEST_VALUE, Refused, Value, plain};
