//! Operations on files and variables, as data. Each shell writes them in its
//! own way: `cp -p`, `Copy-Item`, `copy`.
//!
//! All are safe to run twice. Those that edit config.json stop before writing
//! when the file can't be read as JSON, write into the file itself (symbolic
//! links, owner and mode stay), and never show what it holds. Have a
//! [`backup`] run first.

use super::command::{Arg, Command, ContainersAuth, Home, Piece, Task, home, word};
use super::value::Known;
use crate::words::ends_with_one;

/// Docker's config.json under the home directory.
pub const DOCKER_CONFIG: Home = home(".docker/config.json");

/// The file into which podman, skopeo and buildah log in: on Linux in the
/// user's runtime directory, elsewhere under the home directory.
pub const CONTAINERS_AUTH: ContainersAuth = ContainersAuth;

/// An operation that each shell writes its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Copy { from: Arg, to: Arg },
    Backup(Arg),
    SetAside(Arg),
    MakeDir(Arg),
    Show(Arg),
    ShowKeys(Arg),
    Edit(Arg, Edit),
    Reset(Arg),
    Rights(Arg),
    MakeMine(Arg),
    Find(Arg),
    IsSet(&'static str),
    Ask(&'static str),
    Set(&'static str, Arg),
    Unset(&'static str),
    Clock,
}

/// A change to config.json.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Takes out `credsStore`.
    TakeOutStore,
    /// Takes out the `credHelpers` entry with this key.
    TakeOutHelper(Arg),
    /// Takes out the `auths` entry with this key.
    TakeOutEntry(Arg),
    /// Moves the `auths` entry under another key; nothing happens when it
    /// isn't there.
    MoveEntry {
        /// The key it has.
        from: Arg,
        /// The key it gets.
        to: Arg,
    },
    /// Names the credential helper of one registry.
    SetHelper {
        /// The registry's host.
        host: Arg,
        /// The helper, such as `ecr-login`.
        helper: Arg,
    },
    /// Names the store for all registries.
    SetStore(Arg),
}

fn op(op: Op) -> Command {
    Command::new(Task::Op(op))
}

/// Copies a file; what stood at `to` is lost.
#[must_use]
pub fn copy_file(from: impl Into<Arg>, to: impl Into<Arg>) -> Command {
    op(Op::Copy {
        from: from.into(),
        to: to.into(),
    })
}

/// Copies a file to `FILE.bak-DATE-TIME` beside it, so that a second run
/// keeps the first copy.
#[must_use]
pub fn backup(file: impl Into<Arg>) -> Command {
    op(Op::Backup(file.into()))
}

/// Renames a file or folder to `FILE.bak-DATE-TIME`.
#[must_use]
pub fn set_aside(file: impl Into<Arg>) -> Command {
    op(Op::SetAside(file.into()))
}

/// Makes a directory and those above it; none is made twice.
#[must_use]
pub fn make_dir(path: impl Into<Arg>) -> Command {
    op(Op::MakeDir(path.into()))
}

/// Shows a file. A file that holds credentials (config.json, auth.json,
/// .dockercfg) is shown by [`show_keys`] instead.
#[must_use]
pub fn show_file(file: impl Into<Arg>) -> Command {
    let file = file.into();
    let secret = match file.pieces().last() {
        Some(Piece::Word(text) | Piece::Home(text)) => holds_credentials(text),
        Some(Piece::Value(value, _)) => holds_credentials(value.as_str()),
        Some(Piece::ContainersAuth) => true,
        _ => false,
    };
    op(if secret {
        Op::ShowKeys(file)
    } else {
        Op::Show(file)
    })
}

fn holds_credentials(path: &str) -> bool {
    ends_with_one("config.json auth.json .dockercfg .dockerconfigjson", path)
}

/// Shows which registries and helpers a config.json names, without secrets.
/// POSIX shells need `jq` for it.
#[must_use]
pub fn show_keys(file: impl Into<Arg>) -> Command {
    op(Op::ShowKeys(file.into()))
}

/// Changes a config.json. POSIX shells need `jq` for it.
#[must_use]
pub fn edit(file: impl Into<Arg>, edit: Edit) -> Command {
    op(Op::Edit(file.into(), edit))
}

/// Replaces what a config.json holds by `{}`.
#[must_use]
pub fn reset(file: impl Into<Arg>) -> Command {
    op(Op::Reset(file.into()))
}

/// Shows whose a file is and who may read it.
#[must_use]
pub fn show_rights(file: impl Into<Arg>) -> Command {
    op(Op::Rights(file.into()))
}

/// Gives a file to the reader and takes it from others.
#[must_use]
pub fn make_mine(file: impl Into<Arg>) -> Command {
    op(Op::MakeMine(file.into()))
}

/// Shows where a program is; nothing or an error when it isn't on PATH.
#[must_use]
pub fn find_program(program: impl Into<Arg>) -> Command {
    op(Op::Find(program.into()))
}

/// Says whether a variable is set, never its content.
#[must_use]
pub fn is_set(name: &'static str) -> Command {
    op(Op::IsSet(name))
}

/// Asks for a secret and keeps it in a variable of this shell.
#[must_use]
pub fn ask_secret(name: &'static str) -> Command {
    op(Op::Ask(name))
}

/// Sets a variable for this shell and what it starts.
#[must_use]
pub fn set_variable(name: &'static str, content: impl Into<Arg>) -> Command {
    op(Op::Set(name, content.into()))
}

/// Removes a variable from this shell.
#[must_use]
pub fn unset_variable(name: &'static str) -> Command {
    op(Op::Unset(name))
}

/// Shows this machine's time in UTC.
#[must_use]
pub fn show_clock() -> Command {
    op(Op::Clock)
}

/// The directory where engine and podman look for a registry's CA:
/// `/etc/docker/certs.d/HOST`, with the port where the reference has one.
#[must_use]
pub fn docker_certs(host: impl Known, file: &'static str) -> Arg {
    word("/etc/docker/certs.d/")
        .and(super::command::value(host, super::placeholder::REGISTRY))
        .and(file)
}
