//! How fast the engine is, beside what it can't beat. Run: `cargo bench`.
//!
//! Each text is also given to one `memchr` pass, the limit for whatever looks
//! at every byte, and to one pass of a `RegexSet` of all patterns, which is
//! what the search by anchors saves. Nothing here asserts: machines are noisy,
//! so figures of one run are compared with each other.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use why401::evaluate::{Case, cases};
use why401::input::Input;

fn main() {
    divan::main();
}

/// Bytes in a megabyte.
const MB: usize = 1_000_000;

/// A CI log of about `size` bytes: an innocent build, and near its end one
/// failure with its echoes.
fn log(size: usize) -> String {
    let mut text = String::with_capacity(size + 1000);
    let mut at = 0_usize;
    while text.len() < size {
        at += 1;
        let second = at % 60;
        let line = match at % 8 {
            0 => format!("2026-01-05T10:22:{second:02}.1234567Z ##[group]Run npm ci --no-audit\n"),
            1 => format!(
                "#{} 0.{second:03} Get:{at} http://deb.example.com/debian stable/main amd64 libexample{at} 1.2.{second} [{at} kB]\n",
                at % 40
            ),
            2 => format!(
                "npm warn deprecated example-{at}@1.0.{second}: this version is no longer supported\n"
            ),
            3 => format!(
                "\u{1b}[32m[{at}/9000]\u{1b}[0m Compiling example v0.{second}.0 (/builds/acme/app/crates/example)\n"
            ),
            4 => format!("test result: ok. {at} passed; 0 failed; finished in {second}.02s\n"),
            5 => format!("sha256:4f2b9d{at:058x}: Pull complete\n"),
            6 => format!("    at com.example.app.Service.handle(Service.java:{at})\n"),
            _ => "---> Running in 0123456789ab\n".to_owned(),
        };
        text.push_str(&line);
    }
    text.push_str(
        "#12 [internal] load metadata for ghcr.io/acme/app:1\n\
         #12 ERROR: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io: 401 Unauthorized\n\
         ERROR: failed to solve: ghcr.io/acme/app:1: failed to resolve source metadata: 401 Unauthorized\n",
    );
    text
}

/// All own cases.
fn corpus() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files = std::fs::read_dir(folder).expect("the corpus is there");
    files
        .map(|file| file.expect("it is read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .flat_map(|path| cases(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

/// One text in kilobytes: a paste, a job's log, and what nobody should paste.
const SIZES: [usize; 5] = [2_000, 100_000, MB, 10 * MB, 50 * MB];

mod logs {
    use super::{Bencher, BytesCount, Input, SIZES, log};

    fn over(bencher: Bencher<'_, '_>, size: usize, run: impl Fn(&str) -> usize + Sync) {
        let text = log(size);
        bencher
            .counter(BytesCount::of_str(&text))
            .bench(|| run(divan::black_box(&text)));
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn explain(bencher: Bencher<'_, '_>, size: usize) {
        over(bencher, size, |text| {
            why401::explain(&Input {
                error: text,
                ..Input::default()
            })
            .causes
            .len()
        });
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn clean(bencher: Bencher<'_, '_>, size: usize) {
        over(bencher, size, |text| why401::log::read(text).text().len());
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn scan(bencher: Bencher<'_, '_>, size: usize) {
        over(bencher, size, |text| why401::signals::scan(text).len());
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn baseline_regex_set(bencher: Bencher<'_, '_>, size: usize) {
        let patterns = why401::signals::all().map(why401::signals::Signal::expression);
        let set = regex::bytes::RegexSetBuilder::new(patterns)
            .unicode(false)
            .case_insensitive(true)
            .size_limit(1 << 28)
            .dfa_size_limit(1 << 28)
            .build()
            .unwrap();
        over(bencher, size, |text| {
            set.matches(text.as_bytes()).iter().count()
        });
    }

    #[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
    fn baseline_memchr(bencher: Bencher<'_, '_>, size: usize) {
        over(bencher, size, |text| {
            memchr::memchr_iter(b'\n', text.as_bytes()).count()
        });
    }
}

mod pieces {
    use super::{Bencher, ItemsCount, corpus};

    /// The whole answer, a case at a time.
    #[divan::bench]
    fn explain_corpus(bencher: Bencher<'_, '_>) {
        let cases = corpus();
        bencher.counter(ItemsCount::new(cases.len())).bench(|| {
            let explained = cases
                .iter()
                .map(|case| why401::explain(&case.input()).causes.len());
            explained.sum::<usize>()
        });
    }

    #[divan::bench]
    fn read_configs(bencher: Bencher<'_, '_>) {
        let cases = corpus();
        let configs: Vec<&str> = cases
            .iter()
            .map(|case| case.config.as_str())
            .filter(|config| !config.is_empty())
            .collect();
        bencher.counter(ItemsCount::new(configs.len())).bench(|| {
            configs
                .iter()
                .map(|config| why401::config::read(divan::black_box(config)))
                .collect::<Vec<_>>()
        });
    }

    #[divan::bench]
    fn parse_references(bencher: Bencher<'_, '_>) {
        let cases = corpus();
        let images: Vec<&str> = cases
            .iter()
            .map(|case| case.image.as_str())
            .filter(|image| !image.is_empty())
            .collect();
        bencher.counter(ItemsCount::new(images.len())).bench(|| {
            images
                .iter()
                .filter(|image| why401::reference::parse(divan::black_box(image)).is_ok())
                .count()
        });
    }
}
