//! Commands as data: a program, its arguments, what it reads and where its
//! output goes. They become text only through a [`crate::fix::Shell`].

use super::file::Op;
use super::placeholder::{HELPER, Placeholder};
use super::snippet::Node;
use super::value::{Known, Refused, Value};
use crate::words::is_among;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A part of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Fixed text of ours.
    Word(&'static str),
    /// From the input; the placeholder stands in where a shell refuses it.
    Value(Value, Placeholder),
    /// To be filled in by the reader; why, if the input had something that
    /// was refused.
    Blank(Placeholder, Option<Refused>),
    /// The content of an environment variable.
    Env(&'static str),
    /// A path under the home directory, with `/` between its parts.
    Home(&'static str),
    /// The file into which podman, buildah and skopeo log in.
    ContainersAuth,
    /// A document in one line. Shared: an argument may be wanted twice.
    Flow(Rc<Node>),
}

/// One argument: its pieces stand together without a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arg(Box<Pieces>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pieces(Vec<Piece>);

impl From<Piece> for Arg {
    #[inline(never)]
    fn from(piece: Piece) -> Self {
        Self(Box::new(Pieces(vec![piece])))
    }
}

impl Arg {
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0.0
    }

    /// Followed by more: `word("--docker-server=").and(host)`.
    #[must_use]
    #[inline(never)]
    pub fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.0.append(&mut more.into().0.0);
        self
    }

    /// Whether it is [`super::CONTAINERS_AUTH`].
    #[must_use]
    pub fn is_containers_auth(&self) -> bool {
        self.pieces() == [Piece::ContainersAuth]
    }
}

/// Fixed text of ours.
#[must_use]
#[inline(never)]
pub fn word(text: &'static str) -> Arg {
    Piece::Word(text).into()
}

/// Text from the input, or the placeholder when it isn't known or is refused.
#[must_use]
#[inline(never)]
pub fn value(text: impl Known, or: Placeholder) -> Arg {
    value_of(text.known(), or)
}

#[inline(never)]
fn value_of(text: Option<&str>, or: Placeholder) -> Arg {
    let piece = match text.map(Value::new) {
        None => Piece::Blank(or, None),
        Some(Err(why)) => Piece::Blank(or, Some(why)),
        Some(Ok(value)) => Piece::Value(value, or),
    };
    piece.into()
}

/// The content of the environment variable `name`.
#[must_use]
pub fn env(name: &'static str) -> Arg {
    Piece::Env(name).into()
}

/// A path under the reader's home directory, such as `.docker/config.json`.
/// Only at the beginning of an argument.
#[must_use]
pub const fn home(path: &'static str) -> Home {
    Home(path)
}

/// What [`home`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Home(&'static str);

/// The type of [`super::CONTAINERS_AUTH`].
#[derive(Clone, Copy, Debug)]
pub struct ContainersAuth;

/// A document in one line of YAML, for programs such as `kubectl patch` that
/// take one as an argument. JSON would need double quotes, which not every
/// Windows shell can pass on.
#[must_use]
#[inline(never)]
pub fn flow(node: impl Into<Node>) -> Arg {
    Piece::Flow(Rc::new(node.into())).into()
}

impl From<&'static str> for Arg {
    fn from(text: &'static str) -> Self {
        word(text)
    }
}

impl From<Placeholder> for Arg {
    #[inline(never)]
    fn from(placeholder: Placeholder) -> Self {
        Piece::Blank(placeholder, None).into()
    }
}

impl From<Home> for Arg {
    #[inline(never)]
    fn from(home: Home) -> Self {
        Piece::Home(home.0).into()
    }
}

impl From<ContainersAuth> for Arg {
    fn from(_: ContainersAuth) -> Self {
        Piece::ContainersAuth.into()
    }
}

/// What a program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stdin {
    /// Another command's output.
    Command(Command),
    /// An environment variable's content.
    Env(&'static str),
    /// A file.
    File(Arg),
    /// One line.
    Line(Arg),
    /// Nothing.
    Empty,
}

/// Where a program's output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stdout {
    File(Arg),
    Nowhere,
    /// Shown, but a line with the word `Secret` is replaced.
    WithoutSecret,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Run { program: Arg, args: Vec<Arg> },
    Op(Op),
}

/// A command: a program with its arguments, or an operation that each shell
/// writes its own way (see [`crate::fix::file`]).
///
/// It has no `Display` and is not made of a `String`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command(Box<Parts>);

/// What a [`Command`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    pub(super) task: Task,
    pub(super) env: Vec<(&'static str, Arg)>,
    pub(super) stdin: Option<Stdin>,
    pub(super) stdout: Option<Stdout>,
    pub(super) root: bool,
    pub(super) linux: bool,
}

/// A command of a program and fixed arguments, with a space between any two:
/// `run("kubectl get pods")`. See [`Command::args`].
#[must_use]
#[inline(never)]
pub fn run(words: &'static str) -> Command {
    let (program, args) = words.split_once(' ').unwrap_or((words, ""));
    let command = Command::new(Task::Run {
        program: program.into(),
        args: Vec::new(),
    });
    if args.is_empty() {
        return command;
    }
    command.args(args)
}

/// Whether the words between single spaces are what a shell would make of
/// them, too: then nobody who reads them can be wrong about where one ends.
fn are_bare(words: &str) -> bool {
    words.split(' ').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_./:=@,%+-".contains(&b))
    })
}

/// A command that runs `docker-credential-NAME`, or the placeholder when the
/// name isn't one that a helper can have (letters, digits, `.`, `_`, `-`).
#[must_use]
#[inline(never)]
pub fn run_helper(name: impl Known) -> Command {
    Command::new(Task::Run {
        program: helper_program(name),
        args: Vec::new(),
    })
}

/// The program `docker-credential-NAME` as an argument.
#[must_use]
#[inline(never)]
pub fn helper_program(name: impl Known) -> Arg {
    let fits = |n: &str| {
        n.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    let name = match name.known() {
        Some(n) if !fits(n) => {
            Piece::Blank(HELPER, Some(Refused::because("it isn't a helper's name"))).into()
        }
        known => value_of(known, HELPER),
    };
    word("docker-credential-").and(name)
}

impl Deref for Command {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Command {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Command {
    pub(super) fn new(task: Task) -> Self {
        Self(Box::new(Parts {
            task,
            env: Vec::new(),
            stdin: None,
            stdout: None,
            root: false,
            linux: false,
        }))
    }

    /// Adds an argument. Fixed text may have spaces and quotes in it.
    #[must_use]
    #[inline(never)]
    pub fn arg(mut self, arg: impl Into<Arg>) -> Self {
        self.push(arg.into());
        self
    }

    /// Adds fixed arguments, with a space between any two. It isn't a shell's
    /// line: an argument with a space, a quote or a sign that a shell reads
    /// goes in by [`Self::arg`].
    #[must_use]
    #[inline(never)]
    pub fn args(self, words: &'static str) -> Self {
        debug_assert!(are_bare(words), "not bare words: {words}");
        words.split(' ').fold(self, Self::arg)
    }

    /// Adds an argument from the input, or the placeholder when it isn't
    /// known or is refused.
    #[must_use]
    #[inline(never)]
    pub fn value(self, text: impl Known, or: Placeholder) -> Self {
        self.arg(value(text, or))
    }

    /// Adds an argument of fixed text directly followed by one from the input:
    /// `--docker-server=` and a host.
    #[must_use]
    #[inline(never)]
    pub fn option(self, word: &'static str, text: impl Known, or: Placeholder) -> Self {
        self.arg(Arg::from(word).and(value(text, or)))
    }

    /// Sets an environment variable for this command.
    #[must_use]
    #[inline(never)]
    pub fn with_env(mut self, name: &'static str, content: impl Into<Arg>) -> Self {
        self.env.push((name, content.into()));
        self
    }

    /// Reads the output of another command: `aws … | docker login …`.
    #[must_use]
    #[inline(never)]
    pub fn fed_by(mut self, command: Self) -> Self {
        self.stdin = Some(Stdin::Command(command));
        self
    }

    /// Reads the content of an environment variable, such as a token in CI.
    #[must_use]
    #[inline(never)]
    pub fn fed_by_env(mut self, name: &'static str) -> Self {
        self.stdin = Some(Stdin::Env(name));
        self
    }

    /// Reads a file, such as a service account's key.
    #[must_use]
    #[inline(never)]
    pub fn fed_by_file(mut self, file: impl Into<Arg>) -> Self {
        self.stdin = Some(Stdin::File(file.into()));
        self
    }

    /// Reads one line, such as the host that a credential helper is asked for.
    #[must_use]
    #[inline(never)]
    pub fn fed_by_line(mut self, line: impl Into<Arg>) -> Self {
        self.stdin = Some(Stdin::Line(line.into()));
        self
    }

    /// Reads nothing, so that a program such as `openssl s_client` ends.
    #[must_use]
    #[inline(never)]
    pub fn without_input(mut self) -> Self {
        self.stdin = Some(Stdin::Empty);
        self
    }

    /// Writes the output into a file.
    #[must_use]
    #[inline(never)]
    pub fn saved_as(mut self, file: impl Into<Arg>) -> Self {
        self.stdout = Some(Stdout::File(file.into()));
        self
    }

    /// Drops the output; errors are still shown.
    #[must_use]
    #[inline(never)]
    pub fn quietly(mut self) -> Self {
        self.stdout = Some(Stdout::Nowhere);
        self
    }

    /// Shows the output with each line replaced that holds the word `Secret`:
    /// for `docker-credential-… get`.
    #[must_use]
    #[inline(never)]
    pub fn without_secret(mut self) -> Self {
        self.stdout = Some(Stdout::WithoutSecret);
        self
    }

    /// Runs with `sudo`, on Linux or macOS (see [`Self::on_linux`]).
    #[must_use]
    #[inline(never)]
    pub fn as_root(mut self) -> Self {
        self.root = true;
        self.linux = true;
        self
    }

    /// Belongs on the machine of the engine or node: it is written for a POSIX
    /// shell whatever shell the reader has, with a word about it.
    #[must_use]
    #[inline(never)]
    pub fn on_linux(mut self) -> Self {
        self.linux = true;
        self
    }

    /// An operation of [`crate::fix::file`] takes no arguments: there they are
    /// left out.
    #[inline(never)]
    fn push(&mut self, arg: Arg) {
        if let Task::Run { args, .. } = &mut self.task {
            let arg = without_password(args, arg);
            args.push(arg);
        }
    }
}

/// The variable that stands in where an argument would be a password.
pub const TOKEN_VARIABLE: &str = "REGISTRY_TOKEN";

/// Options whose argument is a secret.
const SECRET_OPTIONS: &str = "--password --docker-password --creds --src-creds --dest-creds \
    --registry-token --src-registry-token --dest-registry-token --identity-token \
    --from-literal=password";

/// Replaces what would be a password in an argument by a reference to
/// [`TOKEN_VARIABLE`], so that no command with one can be built.
fn without_password(before: &[Arg], arg: Arg) -> Arg {
    if matches!(arg.pieces().last(), Some(Piece::Env(_))) {
        return arg;
    }
    let word_of = |arg: &Arg| match arg.pieces() {
        [Piece::Word(word)] => Some(*word),
        _ => None,
    };
    let after_option = before.last().and_then(word_of).is_some_and(|word| {
        is_among(SECRET_OPTIONS, word)
            || word == "-p" && before.iter().any(|a| word_of(a) == Some("login"))
    });
    if after_option {
        return env(TOKEN_VARIABLE);
    }
    let Some(Piece::Word(first)) = arg.pieces().first() else {
        return arg;
    };
    let option = SECRET_OPTIONS.split(' ').find_map(|option| {
        let rest = first.strip_prefix(option)?;
        rest.starts_with('=')
            .then(|| first.get(..=option.len()))
            .flatten()
    });
    option.map_or(arg, |option| word(option).and(env(TOKEN_VARIABLE)))
}

#[cfg(test)]
mod tests {
    use super::super::placeholder::{REGISTRY, USERNAME};
    use super::*;

    fn last(command: &Command) -> Arg {
        match &command.task {
            Task::Run { args, .. } => args.last().cloned().unwrap_or_else(|| word("")),
            Task::Op(_) => word(""),
        }
    }

    #[test]
    fn a_value_or_its_placeholder() {
        let given = |text: Option<&str>| value(text, REGISTRY).0.0;
        assert!(matches!(given(Some("ghcr.io"))[..], [Piece::Value(..)]));
        assert_eq!(given(None), [Piece::Blank(REGISTRY, None)]);
        assert!(matches!(given(Some("-x"))[..], [Piece::Blank(_, Some(_))]));
    }

    #[test]
    fn a_password_argument_can_not_be_built() {
        let token = env(TOKEN_VARIABLE);
        let login = || run("docker login -u").value("alice", USERNAME);
        assert_eq!(last(&login().args("-p hunter2")), token);
        assert_eq!(last(&login().args("--password hunter2")), token);
        assert_eq!(
            last(&login().arg("--password").value("hunter2", USERNAME)),
            token
        );
        let eq = word("--password=").and(env(TOKEN_VARIABLE));
        assert_eq!(last(&login().arg("--password=hunter2")), eq);
        assert_eq!(last(&login().option("--password=", "x", USERNAME)), eq);
        assert_eq!(last(&run("skopeo copy --src-creds a:b")), token);
        let own = word("--docker-password=").and(env("CI_TOKEN"));
        assert_eq!(last(&run("kubectl").arg(own.clone())), own);
        assert_eq!(
            last(&login().arg("--password-stdin").value("ghcr.io", REGISTRY)),
            value("ghcr.io", REGISTRY)
        );
        assert_eq!(last(&run("mkdir -p x")), word("x"));
    }

    #[test]
    fn words_are_split_only_where_a_shell_would() {
        assert_eq!(run("kubectl get pods"), run("kubectl").args("get pods"));
        assert_eq!(last(&run("kubectl get pods")), word("pods"));
        for bare in ["-sS", "a b=c", "user@host:/x,y", "%s"] {
            assert!(are_bare(bare), "{bare}");
        }
        for odd in [
            "", " a", "a  b", "a ", "'a'", "\"a b\"", "$A", "a\\b", "a|b", "{{.A}}", "a;b",
        ] {
            assert!(!are_bare(odd), "{odd}");
        }
    }

    #[test]
    fn helpers_have_plain_names() {
        assert_eq!(
            helper_program("ecr-login"),
            word("docker-credential-").and(value("ecr-login", HELPER))
        );
        for odd in ["$(id)", "a b", "../x", "", "-x"] {
            let program = helper_program(odd);
            assert!(
                matches!(program.pieces().last(), Some(Piece::Blank(_, Some(_)))),
                "{odd}"
            );
        }
    }
}
