//! The same failure gets the same first answer, however it was copied: with a
//! log around it, with timestamps, colours and escapes, wrapped, cut, or with
//! another host's and another image's name.
//!
//! Each way of copying is tried on the corpus' cases. A table of the shares
//! that kept their answer is printed (`--nocapture`); each has a floor. A
//! twentieth of the cases is tried in each way, others in the next;
//! `WHY401_ALL=1` tries all, `WHY401_LOST=name` prints what one way loses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fmt::Write as _;
use why401::evaluate::Case;
use why401::facts::Facts;
use why401::registry::Id;

/// A way in which a text is copied; `None` where it says nothing about a case.
type Way = fn(&Case) -> Option<Case>;

/// Name, the way, and the share of cases in per cent that keep their answer.
const WAYS: &[(&str, Way, usize)] = &[
    ("CI lines around", |c| text(c, ci_around), 97),
    ("a build's lines around", |c| text(c, build_around), 99),
    ("200 lines around", |c| text(c, long_around), 99),
    ("CRLF", |c| text(c, |t| t.replace('\n', "\r\n")), 99),
    ("colours by line", |c| text(c, coloured_lines), 99),
    ("colours in lines", |c| text(c, coloured_words), 99),
    ("timestamps of GitHub Actions", |c| text(c, github), 97),
    ("timestamps of GitLab", |c| text(c, gitlab), 99),
    ("docker logs --timestamps", |c| text(c, docker_stamps), 99),
    ("journald", |c| text(c, journald), 99),
    ("klog", |c| text(c, klog), 99),
    ("logfmt", |c| text(c, logfmt), 97),
    ("cut at 80 columns", |c| text(c, cut_at_80), 98),
    ("wrapped at 80 columns", |c| text(c, wrapped_at_80), 97),
    ("JSON, all lines in one", |c| text(c, json), 99),
    ("JSON in JSON", |c| text(c, |t| json(&json(t))), 99),
    ("JSON, an object a line", |c| text(c, json_lines), 97),
    ("HTML", |c| text(c, html), 99),
    ("quoted and indented", |c| text(c, quoted), 98),
    ("start cut in innocent lines", |c| text(c, start_cut), 97),
    ("end cut in innocent lines", |c| text(c, end_cut), 97),
    // The word in which a sentence differs from others is often its last.
    (
        "5 characters of the head lost",
        |c| text(c, |t| head(t, 5)),
        95,
    ),
    (
        "5 characters of the tail lost",
        |c| text(c, |t| tail(t, 5)),
        90,
    ),
    (
        "10 characters of the head lost",
        |c| text(c, |t| head(t, 10)),
        92,
    ),
    (
        "10 characters of the tail lost",
        |c| text(c, |t| tail(t, 10)),
        80,
    ),
    ("another host of the same kind", other_host, 98),
    ("another image", other_image, 99),
];

fn text(case: &Case, change: impl Fn(&str) -> String) -> Option<Case> {
    let error = change(&case.error);
    (!case.error.trim().is_empty() && error != case.error).then(|| Case {
        error,
        ..case.clone()
    })
}

const CI_BEFORE: &str = "Running with runner 17.2 on host-7\nPreparing environment\nGetting source from Git repository\nFetching changes with depth set to 20...\nHEAD is now at 5f0e2c1 Tidy up the readme\n$ make lint test\ngo vet ./...\nok  \tacme/internal/store\t0.412s\nok  \tacme/internal/web\t1.022s\n12 passed, 0 failed, 1 skipped\n";
const CI_AFTER: &str = "\nUploading artifacts for failed job\nreport.xml: found 1 matching files\nCleaning up project directory and file based variables\nProcess completed with exit code 1.\n";

fn ci_around(text: &str) -> String {
    format!("{CI_BEFORE}{text}{CI_AFTER}")
}

fn build_around(text: &str) -> String {
    format!(
        "added 812 packages, and audited 813 packages in 14s\n96 packages are looking for funding\n[INFO] Compiling 41 source files to /app/target/classes\n[INFO] BUILD SUCCESS\nwarning: unused variable: `left`\n  Downloaded serde v1.0.203\n{text}\nmake: *** [Makefile:12: image] Error 1\n"
    )
}

fn long_around(text: &str) -> String {
    let mut around = String::new();
    let line = |around: &mut String, n: usize| {
        let _ = writeln!(
            around,
            "{n:>4} src/module_{n}.c:{n}: compiled in {}.{} s, {} of 200",
            n % 7,
            n % 10,
            n
        );
    };
    (0..150).for_each(|n| line(&mut around, n));
    around.push_str(text);
    around.push('\n');
    (150..200).for_each(|n| line(&mut around, n));
    around
}

fn lines(text: &str, each: impl Fn(usize, &str) -> String) -> String {
    let changed = text.lines().enumerate().map(|(n, line)| each(n, line));
    changed.collect::<Vec<_>>().join("\n")
}

fn coloured_lines(text: &str) -> String {
    lines(text, |_, line| format!("\x1b[31m{line}\x1b[0m"))
}

fn coloured_words(text: &str) -> String {
    lines(text, |_, line| {
        let words = line.split(' ').enumerate();
        let words = words.map(|(n, word)| match n % 4 {
            0 => format!("\x1b[1;38;5;196m{word}\x1b[m"),
            _ => word.to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    })
}

fn github(text: &str) -> String {
    let text = format!(
        "##[group]Run make image\nmake image\n##[endgroup]\n{text}\n##[error]Process completed with exit code 1."
    );
    lines(&text, |n, line| {
        format!("2026-01-02T10:11:{:02}.{:07}Z {line}", n % 60, n * 977)
    })
}

fn gitlab(text: &str) -> String {
    lines(text, |n, line| {
        let stream = if n % 3 == 0 { "00O" } else { "01E" };
        format!(
            "2026-01-02T10:11:{:02}.{:06}Z {stream} {line}",
            n % 60,
            n * 977
        )
    })
}

fn docker_stamps(text: &str) -> String {
    lines(text, |n, line| {
        format!("2026-01-02T10:11:{:02}.{:09}Z {line}", n % 60, n * 977)
    })
}

fn journald(text: &str) -> String {
    lines(text, |n, line| {
        format!("Jan  2 10:11:{:02} build-3 deploy[4711]: {line}", n % 60)
    })
}

fn klog(text: &str) -> String {
    lines(text, |n, line| {
        format!(
            "E0102 10:11:{:02}.{:06}    4711 sync.go:118] {line}",
            n % 60,
            n * 977
        )
    })
}

fn logfmt(text: &str) -> String {
    lines(text, |n, line| {
        let line = line.replace('\\', "\\\\").replace('"', "\\\"");
        format!(
            "time=\"2026-01-02T10:11:{:02}Z\" level=error msg=\"{line}\"",
            n % 60
        )
    })
}

fn cut_at_80(text: &str) -> String {
    lines(text, |_, line| {
        let line: Vec<char> = line.chars().collect();
        let parts = line.chunks(80).map(|part| part.iter().collect::<String>());
        parts.collect::<Vec<_>>().join("\n")
    })
}

fn wrapped_at_80(text: &str) -> String {
    lines(text, |_, line| {
        let mut out = String::new();
        let mut column = 0;
        for word in line.split(' ') {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > 80 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out
    })
}

fn json(text: &str) -> String {
    let text = serde_json::Value::from(text);
    format!("{{\"level\":\"error\",\"ts\":\"2026-01-02T10:11:12Z\",\"msg\":{text},\"pid\":7}}")
}

fn json_lines(text: &str) -> String {
    lines(text, |n, line| {
        let line = serde_json::Value::from(line);
        format!(
            "{{\"log\":{line},\"stream\":\"stderr\",\"time\":\"2026-01-02T10:11:{:02}Z\"}}",
            n % 60
        )
    })
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\n', "<br>")
}

fn quoted(text: &str) -> String {
    lines(text, |_, line| format!("    > {line}"))
}

fn start_cut(text: &str) -> String {
    ci_around(text).chars().skip(37).collect()
}

fn end_cut(text: &str) -> String {
    let around = ci_around(text);
    let count = around.chars().count();
    around.chars().take(count - 41).collect()
}

fn head(text: &str, lost: usize) -> String {
    text.chars().skip(lost).collect()
}

fn tail(text: &str, lost: usize) -> String {
    let count = text.chars().count();
    text.chars().take(count.saturating_sub(lost)).collect()
}

/// All three inputs with one text in the place of another.
fn replaced(case: &Case, from: &str, to: &str) -> Option<Case> {
    let has = |text: &str| text.contains(from);
    (!from.is_empty() && (has(&case.error) || has(&case.image))).then(|| Case {
        error: case.error.replace(from, to),
        image: case.image.replace(from, to),
        config: case.config.replace(from, to),
        ..case.clone()
    })
}

/// The host's own part in another spelling: an account, a project's name, or
/// the whole name where it is somebody's own registry.
fn other_host(case: &Case) -> Option<Case> {
    let input = case.input();
    let facts = Facts::read(&input);
    let host = facts.host()?;
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let (first, rest) = name.split_once('.')?;
    match why401::registry::of(host).id {
        Id::SelfHosted | Id::Harbor | Id::Gitea | Id::Nexus => {
            let numbers = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let masked = name.contains(['*', '<', '{', '$', '(']);
            let inner = !rest.contains('.');
            match (numbers, masked || inner) {
                (true, _) if name.starts_with("127.") => None,
                (true, _) => replaced(case, name, &format!("{first}.{}", other_address(rest))),
                (false, true) => None,
                (false, false) => replaced(case, name, "images.firm.example.org"),
            }
        }
        Id::Ecr if first.bytes().all(|b| b.is_ascii_digit()) => {
            replaced(case, first, "210987654321")
        }
        Id::Acr if !first.contains(['*', '<']) => {
            replaced(case, name, &name.replacen(first, "otherfirm", 1))
        }
        _ => None,
    }
}

/// The last three numbers of an address in the same network.
fn other_address(rest: &str) -> String {
    match rest.rsplit_once('.') {
        Some((net, last)) => format!("{net}.{}", if last == "77" { "78" } else { "77" }),
        None => rest.to_owned(),
    }
}

/// Another repository with as many parts.
fn other_image(case: &Case) -> Option<Case> {
    let input = case.input();
    let facts = Facts::read(&input);
    let path = &facts.reference()?.path;
    let (owner, name) = path.rsplit_once('/')?;
    if owner == "library" || owner.contains(['*', '<']) || name.contains(['*', '<']) {
        return None;
    }
    replaced(case, path, &format!("{owner}/wharf-crane"))
}

/// The first answer, and its confidence.
fn first(case: &Case) -> Option<(&'static str, u8)> {
    let diagnosis = why401::explain(&case.input());
    let first = diagnosis.causes.first()?;
    Some((first.id, first.confidence))
}

/// The first answer that a reader takes for one.
fn answer(case: &Case) -> Option<&'static str> {
    let (id, confidence) = first(case)?;
    (!case.expect.is_empty() || confidence >= 50).then_some(id)
}

#[test]
fn the_first_answer_stays_however_the_text_was_copied() {
    let all = std::env::var_os("WHY401_ALL").is_some();
    let lost = std::env::var("WHY401_LOST").ok();
    let files = support::own().into_iter().chain(support::pastes());
    let cases: Vec<Case> = files.flat_map(|path| support::read(&path)).collect();
    let before: Vec<_> = cases.iter().map(answer).collect();
    let ways: Vec<usize> = (0..WAYS.len())
        .filter(|way| {
            lost.as_ref()
                .is_none_or(|lost| WAYS[*way].0.contains(lost.as_str()))
        })
        .collect();
    // Each thread takes every other way.
    let rows: Vec<(usize, usize, usize)> = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let (ways, cases, before, lost) = (&ways, &cases, &before, &lost);
            scope.spawn(move || {
                let ways = ways.iter().filter(|way| **way % 2 == half);
                ways.map(|&way| kept(way, cases, before, all, lost.as_deref()))
                    .collect::<Vec<_>>()
            })
        });
        let halves = halves.map(|half| half.join().unwrap());
        let mut rows: Vec<_> = halves.into_iter().flatten().collect();
        rows.sort_unstable();
        rows
    });
    let mut below = Vec::new();
    println!("{:>32}  kept/tried", "");
    for (way, kept, tried) in rows {
        let (name, _, floor) = WAYS[way];
        let share = (kept * 100).checked_div(tried).unwrap_or(100);
        println!("{name:>32}  {kept}/{tried} ({share} %)");
        // In a small sample a few losses say little of the share, and each new
        // case makes another sample: what is fair, and twice its deviation.
        let fair = (tried * (100 - floor)).div_ceil(100);
        let few = if all { 0 } else { fair + 2 * fair.isqrt() };
        if share < floor && tried - kept > few {
            below.push(format!("{name}: {share} %, floor {floor} %"));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

/// How many of the cases keep their answer, and how many were tried.
fn kept(
    way: usize,
    cases: &[Case],
    before: &[Option<&'static str>],
    all: bool,
    lost: Option<&str>,
) -> (usize, usize, usize) {
    let (name, change, _) = WAYS[way];
    let (mut kept, mut tried) = (0, 0);
    for (n, (case, before)) in cases.iter().zip(before).enumerate() {
        if !all && !(n + way).is_multiple_of(20) {
            continue;
        }
        let Some(changed) = change(case) else {
            continue;
        };
        tried += 1;
        let after = answer(&changed);
        kept += usize::from(after == *before);
        if after != *before && lost.is_some_and(|wanted| name.contains(wanted)) {
            println!(
                "{}: {before:?}, then {after:?}\n{}\n",
                case.id, changed.error
            );
        }
    }
    (way, kept, tried)
}
