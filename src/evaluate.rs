//! How often the engine is right over cases with known answers.
//!
//! A case is a line of JSON: `id`, `error`, `image`, `config`, `expect` (ids
//! of which each is a right first answer; empty where no cause may be named
//! with confidence 0.5 or more), `also` (ids that deserve a place in the first
//! three), `fix_contains` (pieces that a right fix holds).

use crate::input::Input;
use crate::report::{Diagnosis, Step};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A case with its known answers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// The error text.
    pub error: String,
    /// The image reference.
    pub image: String,
    /// The config.
    pub config: String,
    /// The ids of which each is a right first answer.
    pub expect: Vec<String>,
    /// Further ids that deserve a place in the first three.
    pub also: Vec<String>,
    /// Pieces that the fixes of the first three causes should hold.
    pub fix_contains: Vec<String>,
}

impl Case {
    /// What a person who meets it pastes; nothing else is known.
    #[must_use]
    pub fn input(&self) -> Input<'_> {
        Input {
            error: &self.error,
            image: &self.image,
            config: &self.config,
            ..Input::default()
        }
    }
}

/// Reads cases, one a line; blank lines are passed over.
///
/// # Errors
/// The first line that isn't a case, with its number.
pub fn cases(text: &str) -> Result<Vec<Case>, String> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1)))
        .collect()
}

/// How a case came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The case's name.
    pub id: String,
    /// The first answer and its confidence in per cent.
    pub first: Option<(&'static str, u8)>,
    /// The place of the first right answer, from 1.
    pub rank: Option<usize>,
    /// Whether the first answer is right.
    pub right: bool,
    /// Whether a right answer is among the first three.
    pub in_three: bool,
    /// Whether no answer was due.
    pub silent_due: bool,
    /// Whether each piece of the fix is in the first three causes' fixes;
    /// `None` when the case names none.
    pub fixed: Option<bool>,
}

/// Explains a case and compares.
#[must_use]
pub fn weigh(case: &Case) -> Outcome {
    let diagnosis = crate::explain(&case.input());
    let first = diagnosis
        .causes
        .first()
        .map(|cause| (cause.id, cause.confidence));
    let expected = |id: &str| case.expect.iter().any(|expected| expected == id);
    let rank = diagnosis
        .causes
        .iter()
        .position(|cause| expected(cause.id))
        .map(|at| at + 1);
    let silent_due = case.expect.is_empty();
    let silent = first.is_none_or(|(_, confidence)| confidence < 50);
    Outcome {
        id: case.id.clone(),
        first,
        rank,
        right: if silent_due { silent } else { rank == Some(1) },
        in_three: if silent_due {
            silent
        } else {
            rank.is_some_and(|rank| rank <= 3)
        },
        silent_due,
        fixed: (!case.fix_contains.is_empty()).then(|| {
            let told = told(&diagnosis);
            case.fix_contains
                .iter()
                .all(|piece| told.contains(piece.as_str()))
        }),
    }
}

/// All that the first three causes tell the reader to do.
fn told(diagnosis: &Diagnosis) -> String {
    let mut told = String::new();
    let mut add = |steps: &[Step]| {
        for step in steps {
            told.push_str(&step.text);
            told.push('\n');
            told.push_str(step.command.as_deref().unwrap_or(""));
            told.push('\n');
        }
    };
    for cause in diagnosis.causes.iter().take(3) {
        add(&cause.confirm);
        add(&cause.verify);
        add(&cause.lasting);
        for fix in &cause.fixes {
            add(&fix.steps);
        }
    }
    for cause in diagnosis.causes.iter().take(3) {
        for fix in &cause.fixes {
            told.push_str(&fix.title);
            told.push('\n');
        }
        told.push_str(&cause.summary);
        told.push('\n');
        for text in cause.avoid.iter().chain(&cause.links) {
            told.push_str(text);
            told.push('\n');
        }
    }
    told
}

/// The figures over many cases.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// How many cases.
    pub cases: usize,
    /// How many have the right first answer, or the silence that was due.
    pub right: usize,
    /// How many have a right answer among the first three.
    pub in_three: usize,
    /// How many name pieces of the fix, and how many of these hold them all.
    pub fixes: (usize, usize),
    /// How many are wrong with confidence of 0.8 and more.
    pub sure_and_wrong: usize,
    /// By tens of the confidence: how many first answers, how many right.
    pub calibration: BTreeMap<u8, (usize, usize)>,
}

impl Figures {
    /// Counts outcomes.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Self {
        let mut figures = Self {
            cases: outcomes.len(),
            ..Self::default()
        };
        for outcome in outcomes {
            figures.right += usize::from(outcome.right);
            figures.in_three += usize::from(outcome.in_three);
            if let Some(fixed) = outcome.fixed {
                figures.fixes.0 += 1;
                figures.fixes.1 += usize::from(fixed);
            }
            if let Some((_, confidence)) = outcome.first {
                figures.sure_and_wrong += usize::from(confidence >= 80 && !outcome.right);
                if !outcome.silent_due {
                    let bin = figures.calibration.entry(confidence / 10).or_default();
                    bin.0 += 1;
                    bin.1 += usize::from(outcome.right);
                }
            }
        }
        figures
    }

    /// A share in per cent, 100 where there is nothing to share.
    #[must_use]
    pub fn percent(part: usize, whole: usize) -> usize {
        (part * 100).checked_div(whole).unwrap_or(100)
    }
}
