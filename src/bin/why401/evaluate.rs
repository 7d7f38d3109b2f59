//! `why401 evaluate`: the figures over files of cases, and the misses.

use std::ffi::OsString;
use std::fmt::Write;
use why401::evaluate::{Figures, Outcome, cases, weigh};

/// Weighs each file and prints figures and misses.
///
/// # Errors
/// A file that can't be read, or a line that isn't a case.
pub fn run(files: &[OsString]) -> Result<String, String> {
    let mut out = String::new();
    for file in files {
        let name = std::path::Path::new(file).display();
        let text = std::fs::read_to_string(file).map_err(|e| format!("can't read {name}: {e}"))?;
        let cases = cases(&text).map_err(|e| format!("{name}: {e}"))?;
        let outcomes: Vec<Outcome> = cases.iter().map(weigh).collect();
        let _ = writeln!(out, "{name}");
        for (outcome, case) in outcomes
            .iter()
            .zip(&cases)
            .filter(|(outcome, _)| !outcome.right)
        {
            let first = outcome
                .first
                .map_or("nothing".to_owned(), |(id, sure)| format!("{id} {sure}%"));
            let rank = outcome
                .rank
                .map_or("not found".to_owned(), |rank| format!("at {rank}"));
            let _ = writeln!(
                out,
                "  miss {}: {first}; expected {} ({rank})",
                outcome.id,
                case.expect.join(" or ")
            );
        }
        let figures = Figures::of(&outcomes);
        let share = |part: usize, whole: usize| {
            format!("{part}/{whole} ({} %)", Figures::percent(part, whole))
        };
        let _ = writeln!(
            out,
            "  first answer right   {}",
            share(figures.right, figures.cases)
        );
        let _ = writeln!(
            out,
            "  in the first three   {}",
            share(figures.in_three, figures.cases)
        );
        let _ = writeln!(
            out,
            "  fix holds all pieces {}",
            share(figures.fixes.1, figures.fixes.0)
        );
        let _ = writeln!(
            out,
            "  sure and wrong       {}",
            share(figures.sure_and_wrong, figures.cases)
        );
        for (tens, (all, right)) in &figures.calibration {
            let _ = writeln!(
                out,
                "  says {}0 to {}9 %: right {}",
                tens,
                tens,
                share(*right, *all)
            );
        }
    }
    Ok(out)
}
