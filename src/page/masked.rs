//! Secrets that were pasted. They are masked before anything is drawn, and the
//! page keeps the masked text only. What was read off a config before that, an
//! expiry or a damage, is kept: it holds no secret.

use crate::config::{self, Config};
use crate::input::Field;
use crate::redact::{self, MASK, Mask};
use crate::report::Diagnosis;
use crate::span::Span;

/// A config whose secrets were masked, as it was read before.
pub struct Known {
    /// What was read.
    pub config: Config,
    masks: Vec<Mask>,
}

/// The text without its secrets, and where they stood; `None` when it holds none.
pub fn mask(text: &str) -> Option<(String, Vec<Mask>)> {
    let redacted = redact::redacted(text);
    (!redacted.masked.is_empty()).then_some((redacted.text, redacted.masked))
}

impl Known {
    /// Reads a config whose secrets are about to be masked.
    pub fn read(text: &str, masks: Vec<Mask>) -> Self {
        Self {
            config: config::read(text),
            masks,
        }
    }

    /// Moves what stands in the config to where it stands in the masked text.
    pub fn place(&self, answer: &mut Diagnosis) {
        for cause in &mut answer.causes {
            for evidence in &mut cause.evidence {
                if evidence.input == Field::Config {
                    self.shift(&mut evidence.start, &mut evidence.end);
                }
            }
        }
        if let Some(config) = &mut answer.config {
            for problem in &mut config.problems {
                self.shift(&mut problem.start, &mut problem.end);
            }
        }
    }

    fn shift(&self, start: &mut usize, end: &mut usize) {
        let span = self.moved(Span::new(*start, *end));
        (*start, *end) = (span.start, span.end);
    }

    /// Where a span of the text stands once its secrets are masked. One that
    /// begins or ends inside a secret takes all of the mask.
    fn moved(&self, span: Span) -> Span {
        Span::new(self.offset(span.start, false), self.offset(span.end, true))
    }

    fn offset(&self, at: usize, end: bool) -> usize {
        let (mut taken, mut put) = (0, 0);
        for Mask { span, .. } in &self.masks {
            if at <= span.start {
                break;
            }
            if at < span.end {
                let mask = span.start + put - taken;
                return if end { mask + MASK.len() } else { mask };
            }
            taken += span.len();
            put += MASK.len();
        }
        at + put - taken
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const CONFIG: &str = "{\"auths\":{\"ghcr.io\":{\"auth\":\"amFuZTpodW50ZXIy\"},\"quay.io\":{\"auth\":\"am9lOmh1bnRlcjM=\"}}}";

    #[test]
    fn what_stands_behind_a_masked_secret_is_found_again() {
        let (shown, masks) = mask(CONFIG).unwrap();
        let known = Known::read(CONFIG, masks);
        for name in ["ghcr.io", "quay.io", "{", "}}}"] {
            let start = CONFIG.find(name).unwrap();
            let moved = known.moved(Span::new(start, start + name.len()));
            assert_eq!(moved.of(&shown), name, "{shown}");
        }
        let all = known.moved(Span::new(0, CONFIG.len()));
        assert_eq!(all.of(&shown), shown);
    }

    #[test]
    fn a_part_of_a_secret_becomes_the_mask() {
        let (shown, masks) = mask(CONFIG).unwrap();
        let start = CONFIG.find("ZXIy").unwrap();
        let known = Known::read(CONFIG, masks);
        assert_eq!(known.moved(Span::new(start, start + 2)).of(&shown), MASK);
    }

    #[test]
    fn a_text_without_secrets_stays() {
        assert!(mask("{\"auths\":{}}").is_none());
        assert!(mask("denied: requested access to the resource is denied").is_none());
    }
}
