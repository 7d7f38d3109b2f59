#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Log, Place, read};
use crate::span::Span;
use proptest::prelude::*;

/// Where a part of the clean text stands in the paste.
fn at<'p>(log: &Log, pasted: &'p str, part: &str) -> &'p str {
    let start = log.text().find(part).unwrap_or_else(|| {
        panic!("{part:?} is not in {:?}", log.text());
    });
    log.original(Span::new(start, start + part.len()))
        .of(pasted)
}

/// Each paste, and the clean text that it must give.
#[track_caller]
fn cleans(pairs: &[(&str, &str)]) {
    for (pasted, clean) in pairs {
        assert_eq!(read(pasted).text(), *clean, "{pasted:?}");
    }
}

#[test]
fn terminal_escapes_go() {
    cleans(&[
        ("\x1b[31mdenied\x1b[0m", "denied"),
        ("\x1b[1;38;5;196mdenied\x1b[K", "denied"),
        ("\x1b]8;;https://a.example\x1b\\docs\x1b]8;;\x07", "docs"),
        ("\x1b]0;title\x07denied\x1b(B", "denied"),
        // Without its end, the text of an OSC stays.
        ("\x1b]denied: no", "denied: no"),
        (
            "access\x1b[1Cdenied\x1b[1A\x1b[2Knext",
            "access denied\nnext",
        ),
        ("^[[31mdenied^[[0m ^[", "denied ^["),
        (r#""msg":"\u001b[31mdenied\u001B[0m""#, r#""msg":"denied""#),
        (r"\x1b[31mdenied\033[0m \e[1mno", "denied no"),
        ("#033[31mdenied#033[0m", "denied"),
        ("[31mdenied[0m", "denied"),
        ("␛[31mdenied␛[0m \u{fffd}[1mno", "denied no"),
        ("\u{9b}31mdenied", "denied"),
        // None of these is a colour.
        ("rate(pulls[5m])", "rate(pulls[5m])"),
        ("[31m since the pull", "[31m since the pull"),
        (
            "[main] [0] [error] [map[a:[m]]]",
            "[main] [0] [error] [map[a:[m]]]",
        ),
        (
            "[0mdenied: [map[Type:repository]]",
            "denied: [map[Type:repository]]",
        ),
    ]);
}

#[test]
fn line_ends_are_newlines() {
    cleans(&[
        ("a\r\nb\r\r\nc", "a\nb\nc"),
        ("10%\r50%\rdenied\n", "10%\n50%\ndenied\n"),
        ("a<br/>b<BR>c<br />d<b>", "a\nb\nc\nd<b>"),
        ("a\u{2028}b", "a\nb"),
        ("a^M\nb", "a\nb"),
    ]);
}

#[test]
fn prefixes_go() {
    cleans(&[
        ("2024-01-02T03:04:05.6789012Z denied", "denied"),
        ("2024-01-02T03:04:05+02:00\tdenied", "denied"),
        ("2024-01-02 03:04:05,678 denied", "denied"),
        ("2024/01/02 03:04:05 denied", "denied"),
        ("2024-01-02T03:04:05.678901Z 01O denied", "denied"),
        ("2024-01-02T03:04:05.678901Z 00E+denied", "denied"),
        ("2024-01-02T03:04:05.678901Z stderr F denied", "denied"),
        (
            "[2023-03-07T13:01:06.872Z] [ERROR] denied",
            "[ERROR] denied",
        ),
        (
            "[2023-03-07T13:01:06.872Z] {<br/>[2023-03-07T13:01:06.872Z]   \"code\"",
            "{\n  \"code\"",
        ),
        ("[10:11:12]W:\t[Step 1/2] denied", "[Step 1/2] denied"),
        (
            "E0302 10:11:12.123456    1234 remote_image.go:180] \"PullImage\"",
            "remote_image.go:180] \"PullImage\"",
        ),
        (
            "Mar  3 10:11:12 node-1 kubelet[12]: E0302 10:11:12.123456 12 a.go:1] denied",
            "kubelet[12]: a.go:1] denied",
        ),
        (
            "Mar  3 10:11:12 h job[1]: errors:\nMar  3 10:11:12 h job[1]: denied\nMar  3 10:11:13 h sshd[2]: hi\nMar  3 10:11:13 h job[1]: end",
            "job[1]: errors:\ndenied\nsshd[2]: hi\njob[1]: end",
        ),
        (
            "Nov 11 23:08:13 h dockerd[1]: time=\"2016-11-11T23:08:13.76+01:00\" level=error msg=\"a\"",
            "dockerd[1]: level=error msg=\"a\"",
        ),
        ("time=2024-01-02T03:04:05Z level=INFO", "level=INFO"),
        ("web-1  | denied", "denied"),
        (
            "watchtower_1 | time=\"2020-09-19T04:01:03Z\" level=info",
            "level=info",
        ),
        ("my.proxy   | denied", "denied"),
        (
            "#12 0.345 denied\n#12 ERROR: no\n#12 [internal] load",
            "denied\nERROR: no\n[internal] load",
        ),
        ("> > denied\n>> no\n >\n", "denied\nno\n \n"),
        ("\x1b[2m2024-01-02T03:04:05Z \x1b[0mdenied", "denied"),
    ]);
}

#[test]
fn what_only_looks_like_a_prefix_stays() {
    for text in [
        "pass | docker login",
        "2024-01-02 is a date",
        "at 2024-01-02T03:04:05Z it expired",
        "10:11:12:13:14:15 is an address",
        "# docker push",
        "#!/bin/sh",
        "#12",
        "[1/2] FROM",
        "[10:11] no",
        "Marked as failed",
        "Mar 3 is a date",
        "Error response from daemon: denied",
        "E0302 is a code",
        "time=now",
        "  79 |     RUN cat",
        "| a | b |",
        "```bash\ndenied\n```",
        "-> [Help 1]",
        ">>> echo",
        "ghcr.io/acme/app | Error parsing reference",
    ] {
        assert_eq!(read(text).text(), text);
    }
}

#[test]
fn escaped_text_is_read() {
    cleans(&[
        (
            r#"msg="PullImage \"docker.io/acme/app\" failed""#,
            r#"msg="PullImage "docker.io/acme/app" failed""#,
        ),
        (r#""a \\\"b\\\" \\\\\\\"c""#, r#""a "b" "c""#),
        (
            r#""denied\nerror: \tno\r\nend""#,
            "\"denied\nerror: \tno\nend\"",
        ),
        (r#""denied\\nno""#, "\"denied\nno\""),
        (r"5 errors occurred:\n\t* no", "5 errors occurred:\n\t* no"),
        (
            r#""\u003cb\u003e \u0026 \u0022 \u201cq\u201d""#,
            r#""<b> & " "q"""#,
        ),
        (
            r#""https:\/\/registry.example.com\/v2""#,
            r#""https://registry.example.com/v2""#,
        ),
        (
            "&quot;a&quot; &#39;b&#x27; &lt;c&gt; &amp;&amp;quot; d&nbsp;e",
            "\"a\" 'b' <c> &\" d e",
        ),
        ("http&#58;&#47;&#47;a", "http://a"),
        // No entities, no escapes.
        ("?a=1&scope=x&service=y&lt=1", "?a=1&scope=x&service=y&lt=1"),
        (r"\d+ \q \u12 \", r"\d+ \q \u12 \"),
        ("docker login \\\n  -u a", "docker login  \n  -u a"),
    ]);
}

#[test]
fn names_with_backslashes_stay() {
    for text in [
        r"open C:\Users\robin\.docker\config.json: denied",
        r#""C:\new\tab\readme""#,
        r"docker login -u CORP\nick registry.example.com",
        r"open \\.\pipe\docker_engine",
    ] {
        assert_eq!(read(text).text(), text);
    }
    cleans(&[
        (
            r#""open C:\\Users\\nick\\config.json\nno""#,
            "\"open C:\\Users\\nick\\config.json\nno\"",
        ),
        (r#""C:\Users\robin\" x"#, r#""C:\Users\robin" x"#),
    ]);
}

#[test]
fn typography_is_made_plain() {
    cleans(&[
        ("\u{feff}“a” ‘b’ „c‟", "\"a\" 'b' \"c\""),
        ("a\u{a0}b\u{2003}c\u{3000}d", "a b c d"),
        ("a\u{200b}b\u{202e}c\u{ad}d\u{2011}e\0f", "abcd-ef"),
        ("\u{a0}\u{a0}2024-01-02T03:04:05Z a", "  a"),
        ("名前 é — … 🚀", "名前 é — … 🚀"),
    ]);
}

#[test]
fn what_a_web_page_added_goes() {
    cleans(&[
        (
            "exit code [1](https://git.example.com/acme/app/runs/7?a=b#step:3:1).",
            "exit code 1.",
        ),
        (
            "[https://a.example/v2\"](https://a.example/v2%22): denied",
            "https://a.example/v2\": denied",
        ),
        ("image \"**acme/app:1**\"", "image \"acme/app:1\""),
        (
            "see [1](https://a.example), ***/app",
            "see [1](https://a.example), ***/app",
        ),
    ]);
}

#[test]
fn places_are_those_of_the_paste() {
    let pasted =
        "2024-01-02T03:04:05Z \x1b[31mdenied\x1b[0m: &quot;acme/app&quot;\r\nsay \\\"é\\\"";
    let log = read(pasted);
    assert_eq!(log.text(), "denied: \"acme/app\"\nsay \"é\"");
    assert_eq!(at(&log, pasted, "denied"), "denied");
    assert_eq!(at(&log, pasted, "denied:"), "denied\x1b[0m:");
    assert_eq!(at(&log, pasted, "acme/app"), "acme/app");
    assert_eq!(at(&log, pasted, "\"acme/app\""), "&quot;acme/app&quot;");
    assert_eq!(at(&log, pasted, "\n"), "\r\n");
    assert_eq!(at(&log, pasted, "é"), "é");
    assert_eq!(at(&log, pasted, "é\""), "é\\\"");
    assert_eq!(log.original(Span::new(900, 999)).of(pasted), "");
}

#[test]
fn lines_are_those_of_the_paste() {
    let pasted = "one\r\n2024-01-02T03:04:05Z two\\n\"three\n\nfive";
    let log = read(pasted);
    let line = |part| log.line(log.text().find(part).unwrap());
    assert_eq!(line("one"), 1);
    assert_eq!(line("two"), 2);
    assert_eq!(line("three"), 2);
    assert_eq!(line("five"), 4);
    let text = |number| log.original_line(number).map(|span| span.of(pasted));
    assert_eq!(text(0), None);
    assert_eq!(text(1), Some("one"));
    assert_eq!(text(3), Some(""));
    assert_eq!(text(4), Some("five"));
    assert_eq!(text(5), None);
    let empty = read("");
    assert_eq!(empty.line(0), 1);
    assert_eq!(empty.original_line(1), Some(Span::new(0, 0)));
}

#[test]
fn lines_are_found_in_a_long_paste() {
    let mut pasted = String::new();
    for number in 1..=20_000 {
        pasted.push_str("line ");
        pasted.push_str(&number.to_string());
        pasted.push_str("\r\n");
    }
    let log = read(&pasted);
    for number in [1, 2, 1_500, 9_999, 20_000] {
        let line = format!("line {number}");
        assert_eq!(log.original_line(number).unwrap().of(&pasted), line);
        let offset = log.text().find(&format!("{line}\n")).unwrap();
        assert_eq!(log.line(offset), number);
    }
}

/// A sentence as a terminal of a width cuts it, with what stands around it.
fn cut(sentence: &str, width: usize) -> String {
    let mut lines = vec!["$ docker pull registry.example.com/acme/app:1".to_owned()];
    let chars: Vec<char> = sentence.chars().collect();
    lines.extend(chars.chunks(width).map(|line| {
        let line: String = line.iter().collect();
        line.trim_end().to_owned()
    }));
    lines.push("$ echo $?".to_owned());
    lines.join("\n")
}

const SENTENCE: &str = "Error response from daemon: failed to resolve reference \
    \"registry.example.com/acme/app:1\": failed to authorize: failed to fetch oauth token: \
    unexpected status from GET request to https://registry.example.com/token?scope=pull: \
    401 Unauthorized: authentication required";

#[test]
fn lines_cut_in_words_are_joined() {
    for width in [72, 80, 100, 120] {
        let pasted = cut(SENTENCE, width);
        let log = read(&pasted);
        let words: Vec<&str> = log.text().split_ascii_whitespace().collect();
        let joined = words.join(" ");
        assert!(joined.contains(SENTENCE), "{width}: {:?}", log.text());
        let last = log.text().find("$ echo").unwrap();
        assert_eq!(log.line(last), pasted.lines().count(), "{width}");
        assert_eq!(
            log.original(Span::new(last, log.text().len())).of(&pasted),
            "$ echo $?"
        );
        let windows = pasted.replace('\n', "\r\n");
        assert_eq!(read(&windows).text(), log.text());
    }
}

#[test]
fn lines_wrapped_between_words_stay() {
    let mut pasted = String::new();
    let mut column = 0;
    for word in SENTENCE.split(' ') {
        if column + word.len() > 80 {
            pasted.push('\n');
            column = 0;
        } else if column > 0 {
            pasted.push(' ');
            column += 1;
        }
        pasted.push_str(word);
        column += word.len();
    }
    assert_eq!(read(&pasted).text(), pasted);
}

#[test]
fn one_cut_is_enough_at_a_usual_width() {
    let line = "Error response from daemon: pull access denied for acme/app: repository does not";
    assert_eq!(line.len(), 80);
    let cut = format!("{}\n{}", &SENTENCE[..80], &SENTENCE[80..140]);
    assert_eq!(read(&cut).text(), &SENTENCE[..140]);
    // Between two words, and where a sentence ends, it is none.
    for next in ["exist", "Error: no"] {
        let text = format!("{line}\n{next}");
        assert_eq!(read(&text).text(), text);
    }
    // 79 columns: not a terminal's.
    let text = format!("{}\n{}", &SENTENCE[..79], &SENTENCE[79..140]);
    assert_eq!(read(&text).text(), text);
}

#[test]
fn lists_are_not_joined() {
    let digest = "0123456789abcdef".repeat(4);
    let blobs = format!("Copying blob sha256:{digest}\n").repeat(4) + "Writing manifest";
    let rules = format!("{}\n", "-".repeat(80)).repeat(2) + "denied";
    let ids = format!("a{digest}\nb{digest}\nc{digest}\nd");
    for text in [blobs, rules, ids] {
        assert_eq!(read(&text).text(), text);
    }
}

#[test]
fn places_are_told() {
    for (text, place) in [
        ("denied: no", Place::Unknown),
        ("##[group]Run docker/login-action@v3", Place::GitHubActions),
        (
            "2024-01-02T03:04:05.6789012Z ##[error]denied\nError: Process completed with exit code 1.",
            Place::GitHubActions,
        ),
        (
            "\x1b[0KRunning with gitlab-runner 16.1.0\nsection_start:1:a\r\x1b[0K",
            Place::GitLabCi,
        ),
        ("[Pipeline] sh\ndenied\nFinished: FAILURE", Place::Jenkins),
        ("##[section]Starting: Docker", Place::AzurePipelines),
        (
            "[Container] 2023/01/02 03:04:05 Running command docker push",
            Place::CodeBuild,
        ),
        (
            "  Warning  Failed  5s  kubelet  Failed to pull image \"a\"",
            Place::Kubernetes,
        ),
        ("CannotPullContainerError: denied", Place::Ecs),
        // A plug-in of docker's is no plug-in of Drone's.
        (
            "/usr/libexec/docker/cli-plugins/docker-buildx",
            Place::Unknown,
        ),
    ] {
        assert_eq!(read(text).place(), place, "{text:?}");
    }
    let log = read("##[group]Run kubectl\n##[endgroup]\n\x1b[1mErrImagePull");
    assert_eq!(log.place(), Place::GitHubActions);
    let [github, kubernetes] = log.signs() else {
        panic!("{:?}", log.signs());
    };
    assert_eq!(github.kinds, 2);
    assert_eq!(kubernetes.span.of(log.text()), "ErrImagePull");
}

#[test]
fn hostile_text_takes_linear_time() {
    let size = 1 << 18;
    for unit in [
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1b]a",
        "\x1b[1;",
        "^[",
        "^[[",
        "\\",
        "\\\"",
        "\\n",
        "\\u001b",
        "&",
        "&amp;",
        "&amp;amp",
        "[",
        "[1",
        "[31m",
        "[http",
        "[1](http",
        "[1](http://a",
        "*",
        "**\"",
        "> ",
        ">",
        "#1 ",
        "#033[",
        "\r",
        "\n",
        "C:\\",
        "C:\\a",
        "a  |",
        "Mar 3 ",
        "<br",
        "<br>",
        "\u{a0}",
        "\u{200b}",
        "\u{fffd}[",
        "2024-01-02T03:04:05Z ",
        "`",
        "time=\"",
        "é",
    ] {
        let text = unit.repeat(size / unit.len());
        let start = std::time::Instant::now();
        let log = read(&text);
        assert!(log.text().len() <= text.len());
        // Far above what it takes, and far below what a square would.
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{unit:?}");
    }
}

/// Text with much noise in it.
fn noisy() -> impl Strategy<Value = String> {
    let parts = [
        "\x1b",
        "\x1b[31m",
        "[0m",
        "[31m",
        "^[[1m",
        "\r",
        "\n",
        "\r\n",
        "\\",
        "\\\"",
        "\\n",
        "\\t",
        "\\r\\n",
        "\\u003c",
        "\\u001b[1m",
        "\"",
        "'",
        "`",
        "```sh",
        "> ",
        ">",
        "#12 0.3 ",
        "web-1  | ",
        "C:\\a\\n",
        "2024-01-02T03:04:05Z ",
        "Mar  3 10:11:12 h p: ",
        "time=\"2024-01-02T03:04:05Z\" ",
        "E0302 10:11:12.1 1 a.go:1] ",
        "&quot;",
        "&amp;",
        "&#39;",
        "&#8364;",
        "<br/>",
        "“",
        "”",
        "\u{a0}",
        "\u{200b}",
        "é",
        "名",
        "🚀",
        "\u{9b}",
        "\0",
        "a",
        "denied",
        " ",
        "\t",
        "[1](https://a#step:1)",
        "[https://a](https://b)",
        "**",
        "*",
        "[",
        "]",
        "0123456789 acme acme acme acme acme acme acme acme acme acme acme acme",
    ];
    prop::collection::vec(
        prop_oneof![
            8 => prop::sample::select(parts.to_vec()).prop_map(str::to_owned),
            1 => any::<String>(),
        ],
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_keeps_its_places(text in noisy()) {
        let log = read(&text);
        let clean = log.text();
        prop_assert!(clean.len() <= text.len());
        let noise = clean.contains(['\r', '\x1b', '\0', '\u{a0}', '“']);
        prop_assert!(!noise);
        let mut before = Span::new(0, 0);
        for (start, c) in clean.char_indices() {
            let end = start + c.len_utf8();
            let span = log.original(Span::new(start, end));
            let there = text.get(span.start..span.end);
            prop_assert!(there.is_some_and(|there| !there.is_empty()), "{:?}", span);
            // What was not replaced is itself.
            if c.is_alphabetic() && !there.unwrap_or("").starts_with(['\\', '&']) {
                prop_assert_eq!(there.unwrap_or_default(), c.to_string());
            }
            prop_assert!(span.start >= before.end, "{:?} after {:?}", span, before);
            prop_assert!(log.line(start) >= 1);
            before = span;
        }
        let all = log.original(Span::new(0, clean.len()));
        prop_assert!(all.end <= text.len());
        let lines = text.split('\n').count();
        prop_assert!(log.original_line(lines).is_some());
        prop_assert_eq!(log.original_line(lines + 1), None);
    }

    #[test]
    fn plain_text_is_itself(text in "([a-z][a-z0-9:/. \"']{0,50}\n){0,8}") {
        let log = read(&text);
        prop_assert_eq!(log.text(), text.as_str());
        let whole = Span::new(0, text.len());
        prop_assert_eq!(log.original(whole), whole);
    }

    #[test]
    fn any_range_is_answered(text in noisy(), a in 0usize..300, b in 0usize..300) {
        let log = read(&text);
        let span = log.original(Span::new(a, b));
        prop_assert!(text.get(span.start..span.end).is_some());
    }
}
