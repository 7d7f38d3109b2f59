//! The page as the server renderer prints it, from answers made here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::app::{App, Engine, Props};
use crate::input::{Field, Input};
use crate::report::{
    CredentialRead, Diagnosis, Effect, Evidence, Finding, Fix, Language, Likelihood, Outcome,
    ReferenceRead, Step,
};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use yew::ServerRenderer;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end on this thread.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// The page's HTML for what was pasted, as this engine answers it.
fn page(explain: fn(&Input<'_>) -> Diagnosis, texts: [&'static str; 3]) -> String {
    let engine = Engine(explain);
    wait_for(
        ServerRenderer::<App>::with_props(move || Props { engine, texts })
            .hydratable(false)
            .render(),
    )
}

fn step(text: &str, command: Option<&str>, effect: Effect) -> Step {
    Step {
        text: text.into(),
        command: command.map(Into::into),
        language: Language::Shell,
        file: None,
        effect,
        note: None,
    }
}

fn finding(id: &'static str, likelihood: Likelihood) -> Finding {
    Finding {
        id,
        title: "No login for this registry",
        confidence: 80,
        likelihood,
        summary: "Nothing is held for `ghcr.io`.".into(),
        evidence: vec![
            Evidence {
                input: Field::Error,
                start: 0,
                end: 12,
                says: "The registry asks for a login.".into(),
                weight: 20,
            },
            Evidence {
                input: Field::None,
                start: 0,
                end: 0,
                says: "No config was pasted.".into(),
                weight: -10,
            },
        ],
        confirm: vec![step("Look first.", Some("docker info"), Effect::Reads)],
        fixes: vec![
            Fix {
                title: "Log in".into(),
                steps: vec![step(
                    "Log in to it.",
                    Some("docker login ghcr.io && echo '<b>'"),
                    Effect::Changes,
                )],
            },
            Fix {
                title: "Start anew".into(),
                steps: vec![step(
                    "Log out.",
                    Some("docker logout ghcr.io"),
                    Effect::Destroys,
                )],
            },
        ],
        verify: vec![],
        lasting: vec![],
        avoid: vec!["Making the package public".into()],
        links: vec!["https://docs.example.com/login/".into()],
    }
}

fn two_causes(_: &Input<'_>) -> Diagnosis {
    Diagnosis {
        headline: "ghcr.io was asked without a login.".into(),
        causes: vec![
            finding("not-logged-in", Likelihood::Likely),
            finding("repository-not-found", Likelihood::Considered),
        ],
        tell_apart: Some(step(
            "Ask for it.",
            Some("docker manifest inspect x"),
            Effect::Reads,
        )),
        reference: Some(ReferenceRead::Valid {
            registry: "ghcr.io".into(),
            repository: "acme/app".into(),
            tag: Some("1".into()),
            digest: None,
            from: Field::Error,
        }),
        credential: Some(CredentialRead {
            tool: "docker",
            outcome: Outcome::Missing,
            key: None,
            username: None,
            secret: None,
            explanation: vec!["auths holds no `ghcr.io`.".into()],
        }),
        ..Diagnosis::default()
    }
}

fn nothing(_: &Input<'_>) -> Diagnosis {
    Diagnosis {
        missing: vec!["The line before it.".into()],
        ..Diagnosis::default()
    }
}

/// The text of a page: its HTML without the tags.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn empty_boxes_have_no_answer() {
    let html = page(two_causes, ["", "", ""]);
    assert!(!html.contains("has-input") && !html.contains("id=\"answer\""));
    assert!(!html.contains("aria-label=\"Causes\""));
    for label in ["Error message", "Image reference", "config.json"] {
        assert!(html.contains(&format!(">{label}</label>")), "{label}");
    }
}

#[test]
fn causes_are_articles_and_the_first_is_open() {
    let html = page(two_causes, ["unauthorized: x", "", ""]);
    assert!(html.contains("role=\"region\" aria-label=\"Causes\""));
    let article = |id: &str| {
        let start = html.find(&format!("data-cause=\"{id}\"")).unwrap();
        html[start..].split("<summary").next().unwrap().to_owned()
    };
    assert!(article("not-logged-in").contains(" open"));
    assert!(!article("repository-not-found").contains(" open"));
    let text = text(&html);
    for words in [
        "Likely",
        "Also considered",
        "These two look alike.",
        "docker manifest inspect x",
        "docker login ghcr.io && echo '<b>'",
        "unauthorized",
        "speaks strongly for it",
        "Making the package public",
        "docs.example.com/login",
        "overwrites",
        "Found in your paste: ghcr.io/acme/app:1",
        "docker finds no credential for this registry",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_host_in_the_headline_is_set_as_code() {
    let html = page(two_causes, ["x", "", ""]);
    assert!(html.contains("<code class=\"name\">ghcr.io</code> was asked without a login."));
}

#[test]
fn no_style_attribute_and_no_markup_from_text() {
    let html = page(two_causes, ["<script>alert(1)</script>", "<b>", "{}"]);
    assert!(!html.contains("style="));
    assert!(!html.contains("<script"));
    assert!(!html.contains("<b>"));
}

#[test]
fn nothing_recognised_says_so_and_asks_for_more() {
    let text = text(&page(nothing, ["who knows", "", ""]));
    assert!(text.contains("I don't know this one"));
    assert!(text.contains("What to paste next"));
    assert!(text.contains("The line before it."));
}

#[test]
fn a_config_in_the_wrong_box_is_noticed() {
    let text = text(&page(nothing, ["{\"auths\":{}}", "", ""]));
    assert!(text.contains("Move it to its box"));
}

#[test]
fn an_invalid_reference_is_shown_with_the_nearest_valid_one() {
    fn invalid(_: &Input<'_>) -> Diagnosis {
        Diagnosis {
            reference: Some(ReferenceRead::Invalid {
                client_says: "invalid reference format".to_owned(),
                error: "A repository is written in lower case.".into(),
                nearest: Some("myapp:1".into()),
                from: Field::Image,
                start: 0,
                end: 5,
            }),
            ..Diagnosis::default()
        }
    }
    let html = page(invalid, ["", "MyApp:1", ""]);
    assert!(html.contains("<mark class=\"is-wrong\">MyApp</mark>:1"));
    assert!(text(&html).contains("Use myapp:1"));
}

#[test]
fn a_secret_is_masked_before_anything_is_drawn() {
    fn repeats(input: &Input<'_>) -> Diagnosis {
        Diagnosis {
            headline: format!("{}{}{}", input.error, input.image, input.config),
            ..Diagnosis::default()
        }
    }
    let html = page(
        repeats,
        [
            "docker login -u jane -p hunter2-canary ghcr.io",
            "https://jane:hunter3-canary@ghcr.io/acme/app",
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"amFuZTpodW50ZXI0LWNhbmFyeQ==\"}}}",
        ],
    );
    for secret in ["hunter2", "hunter3", "amFuZTpodW50ZXI0", "hunter4"] {
        assert!(!html.contains(secret), "{secret} in {html}");
    }
    assert!(text(&html).contains("A secret was masked here"));
}

#[test]
fn what_was_read_off_a_config_outlives_its_secrets() {
    fn tells(input: &Input<'_>) -> Diagnosis {
        let read = input.read.map_or(0, |config| config.entries().len());
        let start = input.config.find("quay.io").unwrap_or(0);
        Diagnosis {
            headline: format!("entries read before: {read}"),
            causes: vec![Finding {
                evidence: vec![Evidence {
                    input: Field::Config,
                    // Where it stood before the secret was masked.
                    start: start + "amFuZTpodW50ZXI0LWNhbmFyeQ==".len() - 3,
                    end: start + "amFuZTpodW50ZXI0LWNhbmFyeQ==".len() - 3 + 7,
                    says: "It is there.".into(),
                    weight: 5,
                }],
                ..finding("not-logged-in", Likelihood::Likely)
            }],
            ..Diagnosis::default()
        }
    }
    let html = page(
        tells,
        [
            "denied",
            "",
            "{\"auths\":{\"ghcr.io\":{\"auth\":\"amFuZTpodW50ZXI0LWNhbmFyeQ==\"},\"quay.io\":{}}}",
        ],
    );
    assert!(text(&html).contains("entries read before: 2"));
    assert!(
        html.contains("<mark class=\"is-soft\">quay.io</mark>"),
        "{html}"
    );
}

#[test]
fn examples_are_complete_and_have_names_of_their_own() {
    let mut names: Vec<_> = super::examples::EXAMPLES.iter().map(|e| e.name).collect();
    assert!((6..=8).contains(&names.len()));
    for example in super::examples::EXAMPLES {
        assert!(!example.error.is_empty());
        assert_eq!(
            super::examples::named(example.name).map(|e| e.error),
            Some(example.error)
        );
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), super::examples::EXAMPLES.len());
}

#[test]
fn each_example_is_answered_surely_and_shown_as_it_is() {
    let expected = [
        ("logged-in-elsewhere", "logged-in-elsewhere"),
        ("ecr-expired", "credential-expired"),
        ("push-denied", "wrong-namespace"),
        ("image-pull-backoff", "pull-secret-missing"),
        ("unknown-authority", "tls-untrusted-ca"),
        ("helper-missing", "credential-helper-missing"),
        ("upper-case", "invalid-reference"),
        ("rate-limit", "rate-limited"),
    ];
    assert_eq!(expected.len(), super::examples::EXAMPLES.len());
    for (name, id) in expected {
        let example = super::examples::named(name).unwrap();
        let answer = crate::explain(&Input {
            error: example.error,
            image: example.image,
            config: example.config,
            ..Input::default()
        });
        let first = answer.causes.first().unwrap();
        assert_eq!(first.id, id, "{name}");
        assert_eq!(first.likelihood, Likelihood::Likely, "{name}");
        for text in [example.error, example.image, example.config] {
            assert!(super::masked::mask(text).is_none(), "{name}: {text}");
        }
    }
}

/// `www/boxes.html` is what the reader sees until the app has started, and
/// index.html takes it in: the app's own first view.
#[test]
fn the_first_view_is_there_before_the_page_has_started() {
    let whole = page(|_| Diagnosis::default(), [""; 3]);
    let (_, view) = whole.split_once("<div class=\"app\">").unwrap();
    let (view, _) = view.split_once("<p role=\"status\"").unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/www/boxes.html");
    if std::env::var_os("WHY401_WRITE").is_some() {
        std::fs::write(file, view).unwrap();
    }
    assert!(
        std::fs::read_to_string(file).unwrap() == view,
        "www/boxes.html is out of date: run WHY401_WRITE=1 cargo test --lib first_view"
    );
}

/// What `www/index.html` says of the app, in plain HTML.
#[test]
fn what_never_changes_says_what_is_so() {
    let html = include_str!("../../www/index.html");
    let says = |words: &str| assert!(html.contains(words), "www/index.html doesn't say {words}");
    says(concat!(
        "<span>why401 ",
        env!("CARGO_PKG_VERSION"),
        "</span>"
    ));
    says(&format!(
        "<span>knows {} causes</span>",
        crate::causes::all().count()
    ));
    says(concat!("<span>", env!("CARGO_PKG_LICENSE"), "</span>"));
    says(concat!("href=\"", env!("CARGO_PKG_REPOSITORY"), "\""));
    assert_eq!(
        html.matches("href=\"#example=").count(),
        super::examples::EXAMPLES.len()
    );
    for example in super::examples::EXAMPLES {
        let link = format!(
            "<li><a href=\"#example={}\"><span class=\"title\">",
            example.name
        );
        let (_, rest) = html.split_once(&link).expect(&link);
        let (_, rest) = rest.split_once("</span><code>").unwrap();
        let (shown, _) = rest.split_once("</code>").unwrap();
        let last: Vec<_> = example
            .error
            .lines()
            .last()
            .unwrap()
            .split_whitespace()
            .collect();
        assert_eq!(shown, last.join(" "), "the last line of {}", example.name);
    }
}
