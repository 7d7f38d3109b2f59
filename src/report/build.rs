//! From facts and ranked causes to the answer: sentences chosen, commands
//! written for the shell.

use super::{
    ConfigRead, CredentialRead, Diagnosis, Effect, Evidence, Finding, Fix, Language, Line, Problem,
    ReferenceRead, RuledOut, Step,
};
use crate::facts::Facts;
use crate::fix::{self, Action, Filling, Names, Shell, plain};
use crate::input::{Field, Input, Place};
use crate::ranking::{Case, Ranked, Weight, rank};
use crate::redact;

/// The two first causes are close when the second has at least this share of
/// the first's confidence.
const CLOSE: u8 = 60;

/// Explains what was pasted. Never fails: where little is known, little is said.
#[must_use]
pub fn explain(input: &Input) -> Diagnosis {
    let facts = Facts::read(input);
    let ranked = rank(&facts);
    let names = facts.names();
    let causes: Vec<Finding> = ranked
        .iter()
        .map(|ranked| finding(&facts, &names, ranked))
        .collect();
    let mut diagnosis = Diagnosis {
        headline: headline(&facts, &causes),
        tell_apart: tell_apart(&causes),
        reference: reference(&facts),
        credential: credential(&facts),
        config: config(&facts),
        lines: lines(&facts),
        ruled_out: ruled_out(&facts, &names, &ranked),
        place: (facts.input.place.is_some() || facts.place != Place::Unknown)
            .then(|| facts.place.id())
            .flatten(),
        missing: missing(&facts, &ranked),
        causes,
    };
    mask(&mut diagnosis);
    diagnosis
}

/// Masks what looks like a secret in each text that can hold a name from the
/// input: people paste tokens where names belong.
fn mask(diagnosis: &mut Diagnosis) {
    mask_text(&mut diagnosis.headline);
    for cause in &mut diagnosis.causes {
        mask_text(&mut cause.summary);
        cause
            .evidence
            .iter_mut()
            .for_each(|evidence| mask_text(&mut evidence.says));
        for list in [&mut cause.confirm, &mut cause.verify, &mut cause.lasting] {
            list.iter_mut().for_each(mask_step);
        }
        for fix in &mut cause.fixes {
            mask_text(&mut fix.title);
            fix.steps.iter_mut().for_each(mask_step);
        }
    }
    diagnosis.tell_apart.iter_mut().for_each(mask_step);
    for cause in &mut diagnosis.ruled_out {
        mask_text(&mut cause.says);
    }
    match &mut diagnosis.reference {
        Some(ReferenceRead::Valid {
            registry,
            repository,
            tag,
            digest,
            ..
        }) => {
            mask_text(registry);
            mask_text(repository);
            tag.iter_mut().chain(digest).for_each(mask_text);
        }
        Some(ReferenceRead::Invalid {
            error,
            client_says,
            nearest,
            ..
        }) => {
            mask_text(error);
            mask_text(client_says);
            nearest.iter_mut().for_each(mask_text);
        }
        None => {}
    }
    if let Some(credential) = &mut diagnosis.credential {
        credential
            .key
            .iter_mut()
            .chain(&mut credential.username)
            .for_each(mask_text);
        credential.explanation.iter_mut().for_each(mask_text);
    }
    if let Some(config) = &mut diagnosis.config {
        config
            .problems
            .iter_mut()
            .for_each(|problem| mask_text(&mut problem.says));
    }
}

/// Masks a text; out of line, as it is called from many places.
#[inline(never)]
fn mask_text(text: &mut String) {
    if redact::holds_secret(text) {
        *text = redact::redacted(text).text;
    }
}

#[inline(never)]
fn mask_step(step: &mut Step) {
    mask_text(&mut step.text);
    step.command.iter_mut().for_each(mask_text);
    step.file
        .iter_mut()
        .chain(&mut step.note)
        .for_each(mask_text);
}

/// How many causes that it isn't are named.
const RULED_OUT: usize = 3;

/// Causes that something speaks for, and more against.
fn ruled_out(facts: &Facts, names: &Names, ranked: &[Ranked]) -> Vec<RuledOut> {
    if ranked.is_empty() {
        return Vec::new();
    }
    crate::causes::all()
        .filter(|cause| !ranked.iter().any(|ranked| ranked.cause.id == cause.id))
        .filter_map(|cause| {
            let mut case = Case::default();
            (cause.weigh)(facts, &mut case);
            let mut weights = case
                .evidence
                .iter()
                .map(|evidence| evidence.weight.decibans());
            weights.find(|weight| *weight >= Weight::Supports.decibans())?;
            let strong = Weight::StronglyAgainst.decibans();
            let against = case
                .evidence
                .into_iter()
                .find(|e| e.weight.decibans() <= strong)?;
            Some(RuledOut {
                id: cause.id,
                title: cause.title,
                says: names.say(&against.says),
            })
        })
        .take(RULED_OUT)
        .collect()
}

fn headline(facts: &Facts, causes: &[Finding]) -> String {
    let nothing_pasted = [Field::Error, Field::Config]
        .into_iter()
        .all(|field| !facts.given(field))
        && facts.input.image.trim().is_empty();
    match causes.first() {
        Some(first) => first.summary.clone(),
        None if nothing_pasted => String::new(),
        None if facts.given(Field::Error) => "I don't know this one.".to_owned(),
        None => "I see nothing wrong in this alone. Paste the error message, too.".to_owned(),
    }
}

fn finding(facts: &Facts, names: &Names, ranked: &Ranked) -> Finding {
    let advice = (ranked.cause.advice)(facts).into_parts();
    let shell = facts.input.shell;
    let empty = Filling::default();
    let filling = facts.input.filling.unwrap_or(&empty);
    let steps = |steps: &[fix::Step]| {
        let mut rendered: Vec<Step> = steps
            .iter()
            .map(|s| step(names, shell, filling, s))
            .collect();
        // A client without a command of its own has the same step for two ends.
        rendered.dedup();
        rendered
    };
    Finding {
        id: ranked.cause.id,
        title: ranked.cause.title,
        confidence: ranked.confidence,
        likelihood: ranked.likelihood(),
        summary: sentence(names.say(&advice.summary)),
        evidence: ranked
            .case
            .evidence
            .iter()
            .map(|evidence| Evidence {
                input: evidence.at.field,
                start: evidence.at.span.start,
                end: evidence.at.span.end,
                says: names.say(&evidence.says),
                weight: evidence.weight.decibans(),
            })
            .collect(),
        confirm: steps(&advice.confirm),
        fixes: advice
            .fixes
            .iter()
            .map(|fix| Fix {
                title: names.say(&fix.title),
                steps: steps(&fix.steps),
            })
            .collect(),
        verify: steps(&advice.verify),
        lasting: steps(&advice.lasting),
        avoid: advice
            .avoid
            .iter()
            .map(|says| names.say(says).into())
            .collect(),
        links: advice.links.into_iter().map(Into::into).collect(),
    }
}

/// The name that it begins with may be "the registry".
fn sentence(text: String) -> String {
    match text.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => text,
    }
}

/// A step with its command as text.
pub(crate) fn step(names: &Names, shell: Shell, filling: &Filling, step: &fix::Step) -> Step {
    let rendered = step
        .action
        .as_ref()
        .map(|action| shell.render_action(action, filling));
    let (language, file) = match &step.action {
        Some(Action::Edit(snippet)) => (
            language(snippet.language()),
            Some(shell.file_of(snippet, filling)),
        ),
        _ => (Language::Shell, None),
    };
    let (effect, loses) = match &step.effect {
        fix::Effect::ReadOnly => (Effect::Reads, None),
        fix::Effect::Changes => (Effect::Changes, None),
        fix::Effect::Overwrites(what) => (
            Effect::Destroys,
            Some(format!("This overwrites {}.", names.say(what))),
        ),
        fix::Effect::Deletes(what) => (
            Effect::Destroys,
            Some(format!("This deletes {}.", names.say(what))),
        ),
        fix::Effect::Weakens(what) => (
            Effect::Weakens,
            Some(format!("Less safe: {}.", names.say(what))),
        ),
    };
    let mut notes: Vec<String> = loses.into_iter().collect();
    if let Some(rendered) = &rendered {
        notes.extend(rendered.notes.iter().map(ToString::to_string));
    }
    Step {
        text: names.say(&step.says),
        command: rendered.map(|rendered| rendered.text),
        language,
        file,
        effect,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
    }
}

fn language(language: fix::Language) -> Language {
    match language {
        fix::Language::Yaml => Language::Yaml,
        fix::Language::Json => Language::Json,
        fix::Language::Toml => Language::Toml,
        fix::Language::Dockerfile => Language::Dockerfile,
        fix::Language::Ini | fix::Language::Groovy | fix::Language::Nginx | fix::Language::Env => {
            Language::Ini
        }
    }
}

/// The first command of the likeliest cause that only looks, when the second
/// cause is close.
fn tell_apart(causes: &[Finding]) -> Option<Step> {
    let [first, second, ..] = causes else {
        return None;
    };
    let close =
        u16::from(second.confidence) * 100 >= u16::from(first.confidence) * u16::from(CLOSE);
    if !close {
        return None;
    }
    let looks = |finding: &Finding| {
        finding
            .confirm
            .iter()
            .find(|step| step.command.is_some())
            .cloned()
    };
    looks(first).or_else(|| looks(second))
}

fn reference(facts: &Facts) -> Option<ReferenceRead> {
    let from = facts.subject.from?;
    let span = facts.subject.span;
    Some(match facts.subject.reference.as_ref()? {
        Ok(reference) => ReferenceRead::Valid {
            registry: plain(&reference.domain),
            repository: plain(&reference.path),
            tag: reference.effective_tag().map(str::to_owned),
            digest: reference.digest.clone(),
            from,
        },
        Err(invalid) => {
            let span = if from == Field::Image {
                invalid.span.shifted(span.start)
            } else {
                span
            };
            ReferenceRead::Invalid {
                error: invalid.says.clone(),
                client_says: invalid.tool_words.clone(),
                nearest: invalid.nearest.clone(),
                from,
                start: span.start,
                end: span.end,
            }
        }
    })
}

fn credential(facts: &Facts) -> Option<CredentialRead> {
    facts.held.read(facts)
}

fn config(facts: &Facts) -> Option<ConfigRead> {
    facts.given(Field::Config).then(|| {
        let shown = redact::redacted(facts.input.config);
        ConfigRead {
            redacted: shown.text,
            masked: shown
                .masked
                .iter()
                .map(|mask| mask.kind.says().to_owned())
                .collect(),
            problems: facts
                .held
                .problems()
                .map(|(span, says)| Problem {
                    says,
                    start: span.start,
                    end: span.end,
                })
                .collect(),
        }
    })
}

/// The lines that hold what was seen, without the context that names no failure.
fn lines(facts: &Facts) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for seen in facts
        .seen()
        .iter()
        .filter(|seen| seen.signal.says.is_a_failure())
    {
        if lines.last().is_some_and(|line| line.number >= seen.line) {
            continue;
        }
        let text = facts.input.error;
        let start = text
            .get(..seen.span.start)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        let end = text
            .get(seen.span.start..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |at| seen.span.start + at);
        lines.push(Line {
            number: seen.line,
            start,
            end,
        });
    }
    lines
}

/// What the causes wanted to know and weren't given; when nothing was
/// recognised, what shows most.
fn missing(facts: &Facts, ranked: &[Ranked]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for (_, says) in ranked.iter().flat_map(|ranked| &ranked.case.wants) {
        if !missing.iter().any(|known| known == says) {
            missing.push((*says).to_owned());
        }
    }
    if ranked.is_empty() && facts.given(Field::Error) {
        missing.push(
            "The whole output, from the command that was typed to the last line of the error."
                .to_owned(),
        );
        if !facts.given(Field::Image) {
            missing.push("The image reference, as it was given to the command.".to_owned());
        }
        missing.push(
            "On Kubernetes: the events at the end of kubectl describe pod. For docker: the lines of journalctl -u docker from that time."
                .to_owned(),
        );
    }
    missing
}
