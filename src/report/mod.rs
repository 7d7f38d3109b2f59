//! The answer, ready to be shown: plain data, with commands already written
//! for the chosen shell. The page and the terminal print it, the JSON form is
//! a public contract (see the README).

mod build;
mod text;

pub use build::explain;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use build::step;
pub use text::{handed_on, markdown, text};

use crate::input::Field;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What the engine answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diagnosis {
    /// One sentence that says what is wrong, with the reader's own host in it.
    pub headline: String,
    /// The causes, the likeliest first; empty when nothing was recognised.
    pub causes: Vec<Finding>,
    /// The read-only command that tells the first two causes apart, when they are close.
    pub tell_apart: Option<Step>,
    /// The image reference as the client reads it.
    pub reference: Option<ReferenceRead>,
    /// Which credential the client would send.
    pub credential: Option<CredentialRead>,
    /// The config, as far as it may be shown.
    pub config: Option<ConfigRead>,
    /// The lines of the error text that the answer rests on.
    pub lines: Vec<Line>,
    /// Causes with the same signs that something else speaks against.
    pub ruled_out: Vec<RuledOut>,
    /// Where the tool ran, by the choice or the log: a name as the choice has it.
    pub place: Option<&'static str>,
    /// What to paste next, and what it would tell.
    pub missing: Vec<String>,
}

/// One cause and what to do about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The public id, kebab-case.
    pub id: &'static str,
    /// The problem's name.
    pub title: &'static str,
    /// How sure, as per cent from 0 to 100; a number from 0 to 1 in JSON.
    #[serde(serialize_with = "as_fraction")]
    pub confidence: u8,
    /// The same in words.
    pub likelihood: Likelihood,
    /// What is wrong, in one or two sentences about this very input.
    pub summary: String,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
    /// How to make sure before changing anything; read-only.
    pub confirm: Vec<Step>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// How to see that it is mended.
    pub verify: Vec<Step>,
    /// What makes the mend last.
    pub lasting: Vec<Step>,
    /// Shortcuts that do harm.
    pub avoid: Vec<Cow<'static, str>>,
    /// Where the vendor documents it.
    pub links: Vec<Cow<'static, str>>,
}

/// A cause that was thought of, and why it isn't it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuledOut {
    /// The public id.
    pub id: &'static str,
    /// The problem's name.
    pub title: &'static str,
    /// What speaks against it, one sentence.
    pub says: String,
}

/// How likely a cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Likelihood {
    /// Confidence of 0.5 and more.
    Likely,
    /// Confidence of 0.2 and more.
    Possible,
    /// Less than that.
    Considered,
}

/// One thing that speaks for a cause or against it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The input it stands in.
    pub input: Field,
    /// Byte offset where it starts in that input; 0 with `Field::None`.
    pub start: usize,
    /// Byte offset behind its end; 0 with `Field::None`.
    pub end: usize,
    /// What it says, one sentence.
    pub says: String,
    /// Its weight in decibans; negative speaks against the cause.
    pub weight: i32,
}

/// One way to mend a cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// In this order.
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What it is for.
    pub text: String,
    /// The command for the chosen shell or the lines to put into a file, exactly as to be copied.
    pub command: Option<String>,
    /// What the command is written in.
    pub language: Language,
    /// The file that the lines belong in, or what it is where its name is the
    /// reader's; `None` for a command.
    pub file: Option<String>,
    /// What it does to the reader's machine.
    pub effect: Effect,
    /// A word of care: what is lost, or why a placeholder stands in the command.
    pub note: Option<String>,
}

/// What a step's command is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// For the chosen shell.
    Shell,
    /// Lines of a YAML file.
    Yaml,
    /// Lines of a JSON file.
    Json,
    /// Lines of a TOML file.
    Toml,
    /// Lines of an INI file or a systemd unit.
    Ini,
    /// Lines of a Dockerfile.
    Dockerfile,
}

/// What a step does to the reader's machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It looks only.
    Reads,
    /// It changes something that can be changed back.
    Changes,
    /// It overwrites or deletes something.
    Destroys,
    /// It makes the connection less safe; a last resort.
    Weakens,
}

/// The image reference as the client reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ReferenceRead {
    /// It is valid.
    Valid {
        /// The registry host, `docker.io` when none is written.
        registry: String,
        /// The repository, with the `library/` that Docker Hub adds.
        repository: String,
        /// The tag, `latest` when neither tag nor digest is written.
        tag: Option<String>,
        /// The digest.
        digest: Option<String>,
        /// The input it was found in, `image` or `error`.
        from: Field,
    },
    /// It is not.
    Invalid {
        /// What is wrong with it, one sentence.
        error: String,
        /// The client's own words for it.
        client_says: String,
        /// The nearest valid reference, when there is an obvious one.
        nearest: Option<String>,
        /// The input it was found in.
        from: Field,
        /// Byte offset of the offending part in that input.
        start: usize,
        /// Byte offset behind it.
        end: usize,
    },
}

/// Which credential the client would send.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CredentialRead {
    /// The client.
    pub tool: &'static str,
    /// What its lookup came to.
    pub outcome: Outcome,
    /// The key that it found in the config.
    pub key: Option<String>,
    /// The user name, when it may be shown.
    pub username: Option<String>,
    /// What can be said of the secret without showing it.
    pub secret: Option<String>,
    /// How it got there, step by step.
    pub explanation: Vec<String>,
}

/// What a credential lookup came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// An entry of the file is used.
    Found,
    /// There is nothing for this registry: the request is anonymous.
    Missing,
    /// A credential helper is asked; its answer can't be seen from here.
    Helper,
    /// The file or the entry can't be read.
    Malformed,
    /// Not enough was pasted to tell.
    Unknown,
}

/// The config, as far as it may be shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfigRead {
    /// The text with each secret masked.
    pub redacted: String,
    /// What was masked, in words.
    pub masked: Vec<String>,
    /// What is wrong with the file, in words.
    pub problems: Vec<Problem>,
}

/// Something wrong with the config.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// One sentence.
    pub says: String,
    /// Byte offset in the config as pasted.
    pub start: usize,
    /// Byte offset behind it.
    pub end: usize,
}

/// A line of the error text that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Byte offset where it starts.
    pub start: usize,
    /// Byte offset behind its end, without the newline.
    pub end: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn as_fraction<S: Serializer>(percent: &u8, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f32(f32::from(*percent) / 100.0)
}
