//! Which sentences lead to which cause: each example of a signal is explained
//! by the engine, alone, as if it had been pasted.

use crate::causes::Cause;
use crate::input::Input;
use crate::report::{Likelihood, explain};
use crate::signals;

/// A sentence and a cause that it may be printed for.
struct Link {
    cause: &'static str,
    sentence: &'static str,
    /// 0 for the likeliest cause of the sentence.
    rank: usize,
    confidence: u8,
}

/// All sentences that lead somewhere.
pub(super) struct Sentences(Vec<Link>);

impl Sentences {
    /// Explains each signal's example.
    pub fn read() -> Self {
        let failures = signals::all().filter(|signal| signal.says.is_a_failure());
        let mut links: Vec<Link> = failures
            .flat_map(|signal| {
                let answer = explain(&Input {
                    error: signal.example,
                    ..Input::default()
                });
                let causes = answer.causes.into_iter().enumerate();
                causes
                    .filter(|(rank, cause)| {
                        *rank == 0 || cause.likelihood != Likelihood::Considered
                    })
                    .map(|(rank, cause)| Link {
                        cause: cause.id,
                        sentence: signal.example,
                        rank,
                        confidence: cause.confidence,
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        // The most telling sentence of a cause first; of two, the shorter.
        links.sort_by_key(|link| {
            (
                link.rank,
                std::cmp::Reverse(link.confidence),
                link.sentence.len(),
            )
        });
        Self(links)
    }

    /// The sentences that a cause explains, the most telling first, each once.
    pub fn of(&self, cause: &Cause) -> Vec<&'static str> {
        let mut found: Vec<&'static str> = Vec::new();
        for link in self.0.iter().filter(|link| link.cause == cause.id) {
            if !found.contains(&link.sentence) {
                found.push(link.sentence);
            }
        }
        found
    }

    /// The other causes of a cause's sentences, the commonest first.
    pub fn beside(&self, cause: &Cause) -> Vec<&'static Cause> {
        let own = self.of(cause);
        let mut others: Vec<(usize, &'static Cause)> = crate::causes::all()
            .filter(|other| other.id != cause.id)
            .map(|other| {
                let theirs = self.of(other);
                let shared = theirs.iter().filter(|sentence| own.contains(sentence));
                (shared.count(), other)
            })
            .filter(|(shared, _)| *shared > 0)
            .collect();
        others.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
        others.into_iter().map(|(_, other)| other).collect()
    }
}
