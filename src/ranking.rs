//! How sure: what speaks for and against each cause, and the order that
//! follows.
//!
//! [`Case::says`] is the only way to gain or lose, so the sum of what the
//! reader is shown is the score. Weights are decibans: ten of them make the
//! odds ten times as high.

use crate::causes::{self, Cause};
use crate::facts::{Facts, Other, Seen};
use crate::input::Field;
use crate::report::Likelihood;
use crate::span::Span;
use std::borrow::Cow;

/// How much something speaks for a cause, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the image or the config shows leaves no room for the cause. Never
    /// for a sentence that is missing: logs are cut.
    RulesOut,
    /// Rarely seen with this cause.
    StronglyAgainst,
    /// Less often seen with this cause than with others.
    Against,
    /// A little more often seen with this cause than with others.
    Hints,
    /// What this cause looks like, as do some others.
    Supports,
    /// What this cause looks like, and few others.
    Strong,
    /// Says it outright.
    Decisive,
}

impl Weight {
    /// In decibans.
    #[must_use]
    pub const fn decibans(self) -> i32 {
        match self {
            Self::RulesOut => -100,
            Self::StronglyAgainst => -20,
            Self::Against => -10,
            Self::Hints => 5,
            Self::Supports => 10,
            Self::Strong => 20,
            Self::Decisive => 30,
        }
    }
}

/// Where a piece of evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The input.
    pub field: Field,
    /// The place in it, as pasted.
    pub span: Span,
}

impl At {
    /// Nowhere: something is absent, or follows from several things.
    pub const NOWHERE: Self = Self {
        field: Field::None,
        span: Span::new(0, 0),
    };

    /// In the config: where the entry stands that the client takes, or the
    /// whole of it.
    #[must_use]
    pub fn config(facts: &Facts) -> Self {
        facts
            .held
            .at
            .unwrap_or_else(|| Self::in_config(Span::new(0, facts.input.config.len())))
    }

    /// At this place in the config.
    #[must_use]
    pub const fn in_config(span: Span) -> Self {
        Self {
            field: Field::Config,
            span,
        }
    }
}

impl From<&Other> for At {
    fn from(other: &Other) -> Self {
        Self::in_config(other.span)
    }
}

impl From<&Seen> for At {
    fn from(seen: &Seen) -> Self {
        Self {
            field: Field::Error,
            span: seen.span,
        }
    }
}

/// One thing that speaks for a cause or against it.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Where it stands.
    pub at: At,
    /// What it says, one sentence.
    pub says: Cow<'static, str>,
    /// How much.
    pub weight: Weight,
}

/// The case for one cause.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What speaks for it and against it, in the order in which it was said.
    pub evidence: Vec<Evidence>,
    /// What would tell more, if it were pasted.
    pub wants: Vec<(Field, &'static str)>,
}

impl Case {
    /// Adds a piece of evidence.
    pub fn says(&mut self, weight: Weight, at: impl Into<At>, says: impl Into<Cow<'static, str>>) {
        self.evidence.push(Evidence {
            at: at.into(),
            says: says.into(),
            weight,
        });
    }

    /// Adds a piece of evidence if it was seen in the error text. A sentence
    /// counts once, however often it stands there.
    pub fn seen(
        &mut self,
        weight: Weight,
        seen: Option<&Seen>,
        says: impl Into<Cow<'static, str>>,
    ) {
        if let Some(seen) = seen {
            self.says(weight, seen, says);
        }
    }

    /// Asks for an input that would tell more, if it wasn't given.
    pub fn wants(&mut self, facts: &Facts, field: Field, says: &'static str) {
        if !facts.given(field) {
            self.wants.push((field, says));
        }
    }

    /// Where in the error text the first sentence stands that speaks for it
    /// with at least this weight.
    fn stands(&self, least: Weight) -> Option<usize> {
        let speaks = |evidence: &&Evidence| {
            evidence.at.field == Field::Error && evidence.weight.decibans() >= least.decibans()
        };
        let starts = self.evidence.iter().filter(speaks).map(|e| e.at.span.start);
        starts.min()
    }

    /// Lets go of what speaks against it far behind the sentence that speaks
    /// for it: in a long log that is about another request. What stands before
    /// counts, as a failure has echoes.
    fn forget_what_came_later(&mut self) {
        if let Some(own) = self.stands(Weight::Strong) {
            self.evidence.retain(|evidence| {
                evidence.at.field != Field::Error
                    || evidence.weight.decibans() > 0
                    || evidence.at.span.start < own.saturating_add(FAR)
            });
        }
    }

    /// Whether all that speaks against it stands far before the sentence that
    /// speaks for it: that is an echo of another failure, or a second one.
    fn speaks_alone(&self) -> bool {
        let Some(own) = self.stands(Weight::Strong) else {
            return false;
        };
        self.evidence.iter().all(|evidence| {
            evidence.weight.decibans() > 0
                || evidence.at.field == Field::Error
                    && evidence.at.span.start.saturating_add(FAR) < own
        })
    }

    /// The sum, in decibans.
    #[must_use]
    pub fn score(&self) -> i32 {
        self.evidence
            .iter()
            .map(|evidence| evidence.weight.decibans())
            .sum()
    }
}

/// A cause with its case and how sure it is.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The cause.
    pub cause: &'static Cause,
    /// What speaks for it and against it.
    pub case: Case,
    /// Confidence in per cent.
    pub confidence: u8,
}

impl Ranked {
    /// The confidence in words.
    #[must_use]
    pub fn likelihood(&self) -> Likelihood {
        match self.confidence {
            50.. => Likelihood::Likely,
            20.. => Likelihood::Possible,
            _ => Likelihood::Considered,
        }
    }
}

/// The score at which "it is none of these" is as likely as a cause alone.
const NOTHING: i32 = 14;
/// What one deciban makes of the odds, as fitted on the corpus: twelve of them,
/// rather than ten, make the odds ten times as high, as evidence is never as
/// independent as a sum takes it to be.
const ODDS: f32 = 1.211_527_7;
/// Below this confidence a cause isn't worth a line.
const WORTH_A_LINE: u8 = 3;
/// What is so many bytes apart in a log has to do with two requests.
const FAR: usize = 4096;
/// No more causes than this are shown.
const MOST: usize = 6;

/// All causes that something speaks for, the likeliest first.
#[must_use]
pub fn rank(facts: &Facts) -> Vec<Ranked> {
    // It has registries and rights of its own, with the same sentences.
    if facts.another_program().is_some() {
        return Vec::new();
    }
    let mut cases: Vec<(i32, &'static Cause, Case)> = causes::all()
        .filter_map(|cause| {
            let mut case = Case::default();
            (cause.weigh)(facts, &mut case);
            case.forget_what_came_later();
            let score = case.score();
            (score > 0 || case.speaks_alone()).then_some((score, cause, case))
        })
        .collect();
    if cases.is_empty() {
        cases = causes::last_resort(facts);
    }
    // Stable: causes of the same score stay in the catalogue's order.
    crate::order::sort(&mut cases, |(score, ..)| {
        [
            crate::order::down(usize::try_from(*score).unwrap_or(0)),
            0,
            0,
        ]
    });
    lift_the_first(&mut cases);
    let first = cases
        .first()
        .and_then(|(.., case)| case.stands(Weight::Strong));
    let odds = |score: i32| ODDS.powi(score - NOTHING);
    let all: f32 = 1.0 + cases.iter().map(|(score, ..)| odds(*score)).sum::<f32>();
    let ranked = cases.into_iter().map(|(score, cause, case)| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 99"
        )]
        let confidence = (odds(score) / all * 100.0).clamp(0.0, 99.0) as u8;
        Ranked {
            cause,
            case,
            confidence,
        }
    });
    let mut ranked: Vec<Ranked> = ranked.take(MOST).collect();
    ranked.retain(|cause| {
        let own = cause.case.stands(Weight::Strong);
        let another = own
            .zip(first)
            .is_some_and(|(own, first)| own.abs_diff(first) > FAR);
        cause.confidence >= WORTH_A_LINE || another
    });
    ranked
}

/// In a long log, the first failure that a sentence tells comes before one far
/// behind it, which may follow from it.
fn lift_the_first(cases: &mut [(i32, &'static Cause, Case)]) {
    let Some((top, Some(shown))) = cases
        .first()
        .map(|(score, _, case)| (*score, case.stands(Weight::Strong)))
    else {
        return;
    };
    let stands = |case: &Case| {
        case.stands(Weight::Strong)
            .filter(|own| own.saturating_add(FAR) < shown)
    };
    let earliest = cases
        .iter()
        .enumerate()
        .filter(|(_, (score, ..))| *score >= Weight::Strong.decibans())
        .filter_map(|(at, (.., case))| Some((stands(case)?, at)))
        .min();
    let Some((_, at)) = earliest else { return };
    let Some((score, _, case)) = cases.get_mut(at) else {
        return;
    };
    let enough = [Weight::Hints, Weight::Supports, Weight::Strong]
        .into_iter()
        .find(|weight| *score + weight.decibans() > top);
    if let Some(weight) = enough {
        case.says(
            weight,
            At::NOWHERE,
            "It is the first failure in the log: what stands far behind it may follow from it.",
        );
        *score += weight.decibans();
        if let Some(upto) = cases.get_mut(..=at) {
            upto.rotate_right(1);
        }
    }
}
