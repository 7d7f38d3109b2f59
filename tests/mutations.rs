//! The corpus with some bytes changed: a short round of what the fuzz targets
//! in tests/fuzz do for hours, the same each time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "fuzz/oracle.rs"]
mod oracle;

use why401::evaluate::cases;
use why401::input::text_from_bytes;

/// Every so many cases one is taken.
const STEP: usize = 5;

/// Numbers that look random and are the same each time (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Bytes that mean something to one of the readers.
const ODD: &[u8] = b"\0\n\r\t\x1b \"'`\\/:;,.@#$%&()[]{}<>|=-_*?!~\x7f\x80\xc3\xe2\xff09azAZ";

/// Some bytes changed, taken out, doubled or cut off.
fn changed(text: &str, chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(5) {
            0 => bytes.insert(at, ODD[chance.below(ODD.len())]),
            1 if at < bytes.len() => bytes[at] = ODD[chance.below(ODD.len())],
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(..at.min(bytes.len() / 2))),
            _ => {
                let end = (at + chance.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    text_from_bytes(&bytes)
}

#[test]
fn changed_cases_are_answered() {
    let mut chance = Chance(0x1234_5678_9abc_def1);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    files.sort();
    let mut asked = 0;
    for file in files {
        for case in cases(&std::fs::read_to_string(file).unwrap())
            .unwrap()
            .iter()
            .step_by(STEP)
        {
            oracle::whole(
                &changed(&case.error, &mut chance),
                &changed(&case.image, &mut chance),
                &changed(&case.config, &mut chance),
            );
            oracle::error(&changed(&case.error, &mut chance));
            oracle::config(&changed(&case.config, &mut chance));
            oracle::reference(&changed(&case.image, &mut chance));
            oracle::argument(&changed(&case.image, &mut chance));
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}
