//! The command line's arguments.

use std::ffi::OsString;
use std::path::PathBuf;
use why401::input::{Client, Place, Shell};

/// What `--help` prints.
pub const USAGE: &str = "\
Explains container-registry errors: what is wrong, and what to run.

Usage: why401 [--error FILE|-] [--image REF] [--config FILE]
              [--shell posix|powershell|cmd] [--tool NAME] [--place NAME]
              [--format text|json|markdown]
       why401 evaluate FILE.jsonl...

  --error FILE    the error message or a whole log; stdin when not given
  --image REF     the image reference, as it was given to the client
  --config FILE   the client's config.json, redacted or not
  --shell NAME    the shell that commands are written for (posix)
  --tool NAME     the client that is used: docker, podman (buildah and skopeo
                  are like it), kubelet, crane, oras, nerdctl, buildkit,
                  docker-28, docker-26; by the error when not given
  --place NAME    where the tool runs: machine, github, gitlab, jenkins,
                  circleci, azure, kubernetes, ecs, swarm; by the error when
                  not given
  --format NAME   how the answer is printed (text)
  evaluate        weigh cases with known answers, and print how many are right

Exit code: 0 with an answer, 3 when nothing is recognised, 2 for wrong usage.
Nothing is sent anywhere, and no secret is printed.
";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Call {
    Help,
    Version,
    Explain(Arguments),
    Evaluate(Vec<OsString>),
    /// Write the static pages into this folder. It is for the build, and so
    /// isn't part of the usage.
    Pages(PathBuf),
}

/// What to explain, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    pub error: Option<OsString>,
    pub image: Option<String>,
    pub config: Option<OsString>,
    pub shell: Shell,
    pub client: Option<Client>,
    pub place: Option<Place>,
    pub format: Format,
}

/// How the answer is printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
}

/// Reads the arguments behind the program's name.
///
/// # Errors
/// A sentence about the first one that can't be right.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Call, String> {
    let mut arguments = arguments.into_iter();
    let mut found = Arguments::default();
    let mut first = true;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        let (name, mut inline) = match text.split_once('=') {
            Some((name, value)) if name.starts_with("--") => {
                (name.to_owned(), Some(OsString::from(value)))
            }
            _ => (text, None),
        };
        let mut value = || {
            inline
                .take()
                .or_else(|| arguments.next())
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name.as_str() {
            "-h" | "--help" => return Ok(Call::Help),
            "-V" | "--version" => return Ok(Call::Version),
            "evaluate" if first => return evaluate(arguments.collect()),
            "pages" if first => return pages(arguments.collect()),
            "--error" => found.error = Some(value()?),
            "--image" => found.image = Some(value()?.to_string_lossy().into_owned()),
            "--config" => found.config = Some(value()?),
            "--shell" => {
                let shell = value()?;
                let shell = shell.to_string_lossy();
                found.shell =
                    Shell::named(&shell).ok_or_else(|| format!("unknown shell {shell:?}"))?;
            }
            "--tool" => {
                let tool = value()?;
                let tool = tool.to_string_lossy();
                found.client =
                    Some(Client::named(&tool).ok_or_else(|| format!("unknown tool {tool:?}"))?);
            }
            "--place" => {
                let place = value()?;
                let place = place.to_string_lossy();
                found.place =
                    Some(Place::named(&place).ok_or_else(|| format!("unknown place {place:?}"))?);
            }
            "--format" => {
                let format = value()?;
                found.format = match &*format.to_string_lossy() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "markdown" => Format::Markdown,
                    other => return Err(format!("unknown format {other:?}")),
                };
            }
            other => return Err(format!("unexpected argument {other:?}")),
        }
        first = false;
    }
    Ok(Call::Explain(found))
}

fn evaluate(files: Vec<OsString>) -> Result<Call, String> {
    if files.is_empty() {
        Err("evaluate needs at least one file".to_owned())
    } else {
        Ok(Call::Evaluate(files))
    }
}

fn pages(mut folders: Vec<OsString>) -> Result<Call, String> {
    match (folders.pop(), folders.as_slice()) {
        (Some(folder), []) => Ok(Call::Pages(folder.into())),
        _ => Err("pages needs one folder".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(line: &str) -> Result<Call, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn options_take_their_value_in_both_forms() {
        let expected = Arguments {
            image: Some("nginx".into()),
            shell: Shell::Cmd,
            client: Some(Client::Podman),
            place: Some(Place::GitLabCi),
            format: Format::Json,
            ..Arguments::default()
        };
        let Call::Explain(spaced) =
            parsed("--image nginx --shell cmd --tool podman --place gitlab --format json").unwrap()
        else {
            unreachable!()
        };
        assert_eq!(spaced, expected);
        let Call::Explain(joined) =
            parsed("--image=nginx --shell=cmd --tool=podman --place=gitlab --format=json").unwrap()
        else {
            unreachable!()
        };
        assert_eq!(joined, expected);
    }

    #[test]
    fn wrong_usage_is_said() {
        for line in [
            "--shell fish",
            "--tool npm",
            "--place mars",
            "--format yaml",
            "--image",
            "nginx",
            "evaluate",
            "pages",
            "pages a b",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
        assert_eq!(parsed("--help"), Ok(Call::Help));
    }
}
