//! Credential helpers: what they are asked, and what docker's and oras's code
//! make of the answer.

use crate::config::auth::UserName;
use crate::config::document::Document;
use crate::config::gotypes::{self, last_fitting};
use crate::config::json;
use crate::config::secret::{Secret, SecretField};
use crate::fill::fill;
use crate::span::Span;

use super::{Found, Lookup, Source};

/// What running `docker-credential-NAME get` came to.
pub enum Answer {
    /// It can't be run here: on the page nothing can.
    Unknown,
    /// There is no such program on the path.
    NotInstalled,
    /// It ran.
    Ran {
        /// Its exit status.
        exit: u8,
        /// What it printed. It holds a secret: it is read, and dropped.
        stdout: String,
    },
}

/// Whoever can run credential helpers.
pub trait Helpers {
    /// Runs `docker-credential-NAME get` with `server` on its standard input.
    fn get(&self, name: &str, server: &str) -> Answer;
}

/// Nobody: every answer is unknown.
pub struct NoHelpers;

impl Helpers for NoHelpers {
    fn get(&self, _: &str, _: &str) -> Answer {
        Answer::Unknown
    }
}

/// What the client makes of the answer.
pub(super) enum Reply {
    Unknown,
    NotFound,
    Failed(String),
    Found(Box<Found>),
}

/// Whose code calls the helper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// docker-credential-helpers' client: docker, podman, crane, nerdctl, buildkit.
    Docker,
    /// oras-go's own.
    Oras,
}

const NOT_FOUND: &str = "credentials not found in native keychain";

/// Asks the helper `name` for `server`. On the page nothing can be run: what
/// would read the answer isn't in it.
#[inline(always)]
#[allow(clippy::inline_always, reason = "its callers then know the answer")]
pub(super) fn ask(
    helpers: &dyn Helpers,
    caller: Caller,
    name: &str,
    span: Span,
    server: &str,
    lookup: &mut Lookup,
) -> Reply {
    if cfg!(target_arch = "wasm32") {
        return Reply::Unknown;
    }
    run(helpers, caller, name, span, server, lookup)
}

fn run(
    helpers: &dyn Helpers,
    caller: Caller,
    name: &str,
    span: Span,
    server: &str,
    lookup: &mut Lookup,
) -> Reply {
    // A program that isn't there is never asked.
    let (exit, stdout) = match helpers.get(name, server) {
        Answer::Unknown => {
            lookup.asked.push((name.to_owned(), server.to_owned()));
            return Reply::Unknown;
        }
        Answer::NotInstalled => return Reply::Failed(not_installed(caller, name)),
        Answer::Ran { exit, stdout } => (exit, stdout),
    };
    lookup.asked.push((name.to_owned(), server.to_owned()));
    let said = stdout.trim();
    if exit != 0 {
        if said == NOT_FOUND {
            return Reply::NotFound;
        }
        let status = fill("exit status {}", &[&exit.to_string()]);
        return Reply::Failed(match caller {
            Caller::Oras if said.is_empty() => status,
            Caller::Oras => said.to_owned(),
            Caller::Docker => {
                let known = matches!(
                    said,
                    "no credentials server URL" | "no credentials username"
                );
                let status = if known { said } else { &status };
                fill(
                    "error getting credentials - err: {}, out: `{}`",
                    &[status, said],
                )
            }
        });
    }
    decode(&stdout, caller, name, span, server)
}

/// Go's words for a program that can't be started.
fn not_installed(caller: Caller, name: &str) -> String {
    let program = fill("docker-credential-{}", &[name]);
    if caller == Caller::Oras && name == "desktop.exe" {
        return "credentials store is configured to `desktop.exe` but Docker Desktop seems not running".to_owned();
    }
    // With a slash in it, Go looks for the file instead of searching the path.
    let why = if name.contains('/') {
        fill("stat {}: no such file or directory", &[&program])
    } else {
        "executable file not found in $PATH".to_owned()
    };
    let cause = fill("exec: {}: {}", &[&json::quote(&program), &why]);
    match caller {
        Caller::Oras => cause,
        Caller::Docker => fill("error getting credentials - err: {}, out: ``", &[&cause]),
    }
}

fn decode(stdout: &str, caller: Caller, name: &str, span: Span, server: &str) -> Reply {
    let document = Document::of(stdout, crate::config::document::Place::At(0), true);
    if let Some(fault) = document.fault {
        return Reply::Failed(match caller {
            Caller::Docker => fault.decoder_error(),
            Caller::Oras => fault.unmarshal_error(),
        });
    }
    if caller == Caller::Oras
        && let Some((byte, _)) = document.trailing
    {
        return Reply::Failed(json::trailing_error(byte));
    }
    let tree = json::parse(stdout, 0);
    if let Some(misfit) = gotypes::misfit(&tree.root, stdout, &gotypes::HELPER) {
        return Reply::Failed(misfit);
    }
    let members = tree.root.members();
    let text =
        |field: &str| last_fitting(members, stdout, field).and_then(|node| node.text(stdout));
    let user = text("Username").unwrap_or_default();
    let secret = text("Secret").unwrap_or_default();
    let mut found = Found::empty(Source::Helper(name.to_owned()), server, Some(span));
    if user == "<token>" {
        found.identity_token = Some(Secret::of(&secret, span, SecretField::IdentityToken));
    } else {
        found.username = Some(UserName::of(&user, span));
        found.secret = Some(Secret::of(&secret, span, SecretField::Password));
    }
    Reply::Found(Box::new(found))
}
