//! Texts too long to be read at once, and what is said of them.

use super::browser::Source;
use crate::gist::{Gist, LONG};

/// Whether it is read piece by piece.
#[allow(clippy::cast_precision_loss, reason = "it is a small number")]
pub fn is_long(source: &Source) -> bool {
    source.size() > LONG as f64
}

/// A number of bytes, as it is said.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are whole and not negative"
)]
fn size(bytes: f64) -> String {
    let bytes = bytes as u64;
    if bytes < 1_000_000 {
        return format!("{} KB", bytes / 1000);
    }
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Said while it is read.
pub fn reading(bytes: f64) -> String {
    format!("Reading {} …", size(bytes))
}

/// Said of what was read.
pub fn read(gist: &Gist, bytes: f64, start: f64) -> String {
    let Gist { lines, kept, .. } = gist;
    let read = if start > 0.0 {
        format!(
            "This has {}. Its last {} were read: {lines} lines.",
            size(bytes),
            size(bytes - start)
        )
    } else {
        format!("All {} were read: {lines} lines.", size(bytes))
    };
    format!("{read} The box holds the {kept} that matter.")
}

/// Said of what is too long for a config.
pub fn no_config(bytes: f64) -> String {
    format!(
        "This has {}, and was left out: a client's config has a few KB. Paste the part with auths.",
        size(bytes)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_short() {
        assert_eq!(size(500_001.0), "500 KB");
        assert_eq!(size(10_000_048.0), "10.0 MB");
        assert_eq!(size(1_960_000.0), "1.9 MB");
    }

    #[test]
    fn what_was_left_unread_is_said() {
        let gist = Gist {
            lines: 900,
            kept: 40,
            ..Gist::default()
        };
        let all = read(&gist, 10e6, 0.0);
        assert_eq!(
            all,
            "All 10.0 MB were read: 900 lines. The box holds the 40 that matter."
        );
        let end = read(&gist, 80e6, 16e6);
        assert!(end.starts_with("This has 80.0 MB. Its last 64.0 MB were read: 900 lines."));
    }
}
