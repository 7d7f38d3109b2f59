//! References against what the real parsers say (`tests/vectors`, or the
//! directory in `WHY401_VECTORS`), and properties over any text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::Value;
use why401::reference::{
    Dialect, Invalid, Reference, Rule, is_short_name, misread, parse, parse_as,
};

const DIALECTS: [Dialect; 5] = [
    Dialect::Docker,
    Dialect::DockerOld,
    Dialect::Podman,
    Dialect::Crane,
    Dialect::Oras,
];

fn vectors() -> Vec<Value> {
    let folder = std::env::var_os("WHY401_VECTORS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"),
        PathBuf::from,
    );
    let file = folder.join("reference-vectors.jsonl");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Collects what differs, by field.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare(&mut self, field: &str, ours: &str, vector: &Value) {
        let theirs = vector.as_str().unwrap_or("");
        if ours != theirs {
            self.0
                .push(format!("{field}: ours {ours:?}, theirs {theirs:?}"));
        }
    }

    /// True when both find the reference valid.
    fn both_valid(
        &mut self,
        field: &str,
        ours: &Result<Reference, Invalid>,
        vector: &Value,
    ) -> bool {
        match ours {
            Ok(_) if vector["valid"] == true => return true,
            Err(invalid) if vector["valid"] == false => {
                self.compare(
                    &format!("{field} error"),
                    &invalid.tool_words,
                    &vector["error"],
                );
            }
            _ => self.0.push(format!(
                "{field}: ours {}, theirs {}",
                ours.is_ok(),
                vector["valid"]
            )),
        }
        false
    }
}

fn docker(vector: &Value, text: &str, differences: &mut Differences) {
    let ours = parse(text);
    if !differences.both_valid("docker", &ours, vector) {
        return;
    }
    let ours = ours.unwrap();
    differences.compare("domain", &ours.domain, &vector["domain"]);
    differences.compare("path", &ours.path, &vector["path"]);
    differences.compare("tag", ours.effective_tag().unwrap_or(""), &vector["tag"]);
    let written = ours.tag.as_deref().unwrap_or("");
    differences.compare("tag_written", written, &vector["tag_written"]);
    let digest = ours.digest.as_deref().unwrap_or("");
    differences.compare("digest", digest, &vector["digest"]);
    differences.compare("familiar", &ours.familiar(), &vector["familiar"]);
    differences.compare("docker_ref", &ours.docker_ref(), &vector["docker_ref"]);
}

fn podman(vector: &Value, text: &str, differences: &mut Differences) {
    let ours = parse_as(text, Dialect::Podman);
    let field = &vector["containers_image"];
    let theirs = if field == "same" { vector } else { field };
    if differences.both_valid("containers_image", &ours, theirs) {
        let ours = ours.unwrap();
        differences.compare("containers_image domain", &ours.domain, &theirs["domain"]);
        differences.compare("containers_image path", &ours.path, &theirs["path"]);
    }
}

fn crane(vector: &Value, text: &str, differences: &mut Differences) {
    let ours = parse_as(text, Dialect::Crane);
    if differences.both_valid("crane", &ours, &vector["crane"]) {
        differences.compare(
            "crane repository",
            &ours.unwrap().repository(),
            &vector["crane"]["repository"],
        );
    }
}

fn oras(vector: &Value, text: &str, differences: &mut Differences) {
    let ours = parse_as(text, Dialect::Oras);
    if differences.both_valid("oras", &ours, &vector["oras"]) {
        differences.compare(
            "oras api_host",
            ours.unwrap().api_host(),
            &vector["oras"]["api_host"],
        );
    }
}

#[test]
fn vectors_pass() {
    let vectors = vectors();
    let mut missed = Vec::new();
    for vector in &vectors {
        let text = vector["ref"].as_str().unwrap();
        let mut differences = Differences::default();
        docker(vector, text, &mut differences);
        podman(vector, text, &mut differences);
        crane(vector, text, &mut differences);
        oras(vector, text, &mut differences);
        if !differences.0.is_empty() {
            missed.push(format!("{text:?}\n    {}", differences.0.join("\n    ")));
        }
    }
    let passed = vectors.len() - missed.len();
    println!("references: {passed}/{}", vectors.len());
    assert!(
        missed.is_empty(),
        "references: {passed}/{}\n{}",
        vectors.len(),
        missed.join("\n")
    );
    assert!(!vectors.is_empty());
}

/// What is wrong with it, where, and the nearest reference.
fn told(text: &str) -> (Rule, &str, Option<String>) {
    let invalid = parse(text).expect_err(text);
    (invalid.rule, invalid.span.of(text), invalid.nearest)
}

/// A text, the rule it breaks, the part that breaks it, the nearest reference
/// (empty for none).
#[rustfmt::skip]
const SLIPS: [(&str, Rule, &str, &str); 69] = [
    ("MyApp:V1", Rule::Uppercase, "M", "myapp:V1"),
    ("ghcr.io/Acme/App:V1", Rule::Uppercase, "A", "ghcr.io/acme/app:V1"),
    ("GHCR.IO/Acme/app", Rule::Uppercase, "A", "GHCR.IO/acme/app"),
    ("MyOrg/MyApp", Rule::Uppercase, "M", "myorg/myapp"),
    ("My_Org/app", Rule::Uppercase, "M", "my_org/app"),
    ("https://ghcr.io/acme/app", Rule::Scheme, "https://", "ghcr.io/acme/app"),
    ("https://registry.example.com/", Rule::Scheme, "https://", ""),
    ("https:/ghcr.io/acme/app:1", Rule::Scheme, "https:/", "ghcr.io/acme/app:1"),
    ("docker://nginx", Rule::Scheme, "docker://", "nginx"),
    ("oci://registry.example.com/chart", Rule::Scheme, "oci://", "registry.example.com/chart"),
    ("docker-archive:/home/me/x.tar", Rule::Scheme, "docker-archive:/", ""),
    ("https://registry.example.com/v2/acme/app/manifests/1.2", Rule::Scheme, "https://", "registry.example.com/acme/app:1.2"),
    ("https://hub.docker.com/_/nginx", Rule::WebPage, "https://", "nginx"),
    ("https://hub.docker.com/r/acme/app/tags?page=1", Rule::WebPage, "https://", "acme/app"),
    ("hub.docker.com/_/nginx", Rule::WebPage, "hub.docker.com", "nginx"),
    ("https://github.com/Acme/app/pkgs/container/app", Rule::WebPage, "https://", "ghcr.io/acme/app"),
    ("https://github.com/acme/app", Rule::WebPage, "https://", ""),
    ("https://quay.io/repository/acme/app?tab=tags", Rule::WebPage, "https://", "quay.io/acme/app"),
    ("https://gallery.ecr.aws/acme/app", Rule::WebPage, "https://", "public.ecr.aws/acme/app"),
    ("\"nginx\"", Rule::Wrapping, "\"", "nginx"),
    ("nginx:1.27 ", Rule::Space, " ", "nginx:1.27"),
    ("nginx:1.27,", Rule::Wrapping, ",", "nginx:1.27"),
    ("docker pull nginx:1.27", Rule::Space, " ", "nginx:1.27"),
    ("image: \"acme/app\"", Rule::Wrapping, "\"", "acme/app"),
    ("FROM golang:1.26 AS build", Rule::Space, " ", "golang:1.26"),
    ("a b/c", Rule::Space, " ", ""),
    ("registry.example.com//app", Rule::EmptyPart, "//", ""),
    ("registry.example.com/:1", Rule::EmptyPart, "/:", ""),
    ("registry.example.com/", Rule::EmptyPart, "/", ""),
    ("registry.example.com/acme/app/", Rule::EmptyPart, "/", "registry.example.com/acme/app"),
    ("/app", Rule::EmptyPart, "/", ""),
    (":1.2", Rule::EmptyPart, ":", ""),
    ("app:", Rule::EmptyTag, ":", ""),
    ("app::1", Rule::SecondColon, ":", ""),
    ("app@", Rule::EmptyDigest, "@", ""),
    ("registry.example.com:/app", Rule::Port, ":/", ""),
    (".example.com/app", Rule::Host, ".", ""),
    ("app:$TAG", Rule::Unexpanded, "$TAG", ""),
    ("$REGISTRY/app", Rule::Unexpanded, "$REGISTRY", ""),
    ("app:${TAG:-latest}", Rule::Unexpanded, "${TAG:-latest}", ""),
    ("app:${{ github.sha }}", Rule::Unexpanded, "${{ github.sha }}", ""),
    ("{{ .Values.image }}:1", Rule::Unexpanded, "{{ .Values.image }}", ""),
    ("app:%BUILD_ID%", Rule::Unexpanded, "%BUILD_ID%", ""),
    ("app:$(git rev-parse HEAD)", Rule::Unexpanded, "$(git rev-parse HEAD)", ""),
    ("<registry>/app", Rule::Placeholder, "<registry>", ""),
    ("<none>", Rule::Placeholder, "<none>", ""),
    ("nginx:v1+build5", Rule::TagCharacter, "+", "nginx:v1_build5"),
    ("registry.example.com/app:feature/login", Rule::TagCharacter, "/", "registry.example.com/app:feature-login"),
    ("app:feature/login", Rule::Port, "feature", "app:feature-login"),
    ("nginx:-1", Rule::TagStart, "-", ""),
    ("nginx@latest", Rule::DigestForm, "latest", "nginx:latest"),
    ("registry.example.com\\acme\\app", Rule::Backslash, "\\", "registry.example.com/acme/app"),
    ("user:hunter2@registry.example.com/app", Rule::User, "user:hunter2@", "registry.example.com/app"),
    ("my_host:5000/app", Rule::Host, "_", ""),
    ("registry.example.com:abc/app", Rule::Port, "abc", ""),
    ("::1/app", Rule::Host, "::1", ""),
    ("fc00::1:5000/app", Rule::Host, "fc00::1:5000", ""),
    ("[::1]:5000", Rule::Character, "[", ""),
    ("aa/a$$^/a", Rule::Character, "$", ""),
    ("app:$-${TAG}", Rule::Unexpanded, "${TAG}", ""),
    ("a___b", Rule::Separator, "___", ""),
    ("app-", Rule::Separator, "-", ""),
    ("app\u{2013}web:1", Rule::NotAscii, "\u{2013}", "app-web:1"),
    ("ngin\u{445}", Rule::NotAscii, "\u{445}", "nginx"),
    ("nginx\u{200b}", Rule::NotAscii, "\u{200b}", "nginx"),
    ("nginx:1.27\u{a0}", Rule::NotAscii, "\u{a0}", "nginx:1.27"),
    ("app:\u{e9}", Rule::NotAscii, "\u{e9}", ""),
    ("", Rule::Empty, "", ""),
    (" \n", Rule::Empty, " \n", ""),
];

#[test]
fn slips_are_named_and_undone() {
    for (text, rule, span, nearest) in SLIPS {
        let nearest = Some(nearest.to_owned()).filter(|nearest| !nearest.is_empty());
        assert_eq!(told(text), (rule, span, nearest), "{text}");
    }
}

#[test]
fn slips_in_digests_are_named_and_undone() {
    let hex = "0123456789abcdef".repeat(4);
    let digest = format!("sha256:{hex}");
    let digests = [
        (
            format!("app@{hex}"),
            Rule::DigestForm,
            Some(format!("app@{digest}")),
        ),
        (
            format!("app:{digest}"),
            Rule::SecondColon,
            Some(format!("app@{digest}")),
        ),
        (
            format!("app@SHA256:{hex}"),
            Rule::DigestCase,
            Some(format!("app@{digest}")),
        ),
        (
            format!("app:1@sha256:{}", hex.to_uppercase()),
            Rule::DigestCase,
            Some(format!("app:1@{digest}")),
        ),
        (
            format!("app@{digest}:1"),
            Rule::TagAfterDigest,
            Some(format!("app:1@{digest}")),
        ),
        (format!("app@{digest}0"), Rule::DigestLength, None),
        ("app@sha256:0123".to_owned(), Rule::DigestLength, None),
        (format!("app@md5:{hex}"), Rule::DigestAlgorithm, None),
        (hex.clone(), Rule::ImageId, None),
        ("a/".repeat(200) + "a", Rule::Length, None),
        ("app:".to_owned() + &"1".repeat(129), Rule::TagLength, None),
    ];
    for (text, rule, nearest) in digests {
        let (found, _, near) = told(&text);
        assert_eq!((found, near), (rule, nearest), "{text}");
    }
}

#[test]
fn empty_variables_are_named() {
    for (text, says) in [
        (
            "registry.example.com//app",
            "The part between the slashes is empty: a variable was not set.",
        ),
        (
            "app:",
            "The tag after the colon is empty: a variable was not set.",
        ),
        (
            "app:@sha256:0",
            "The tag between the colon and the \"@\" is empty: a variable was not set.",
        ),
        (
            "/app",
            "The part before the first slash is empty: a variable was not set, or the slash is one too many.",
        ),
        (
            "app/",
            "Nothing follows the last slash: a variable was not set, or the slash is one too many.",
        ),
        (
            ":1",
            "The name before the colon is empty: a variable was not set.",
        ),
        (
            "registry.example.com/:1",
            "The name between the slash and the colon is empty: a variable was not set.",
        ),
        (
            "app:${TAG}",
            "\"${TAG}\" is in the reference as it is: nothing put its value there.",
        ),
        (
            "асme",
            "The character at position 1 is a Cyrillic letter that looks like \"a\" (U+0430): a reference is plain ASCII.",
        ),
    ] {
        assert_eq!(parse(text).expect_err(text).says, says);
    }
}

#[test]
fn passwords_are_marked_and_not_repeated() {
    let text = "https://user:hunter2@registry.example.com/app";
    for dialect in DIALECTS {
        let Err(invalid) = parse_as(text, dialect) else {
            continue;
        };
        assert_eq!(invalid.secret.unwrap().of(text), "hunter2");
        let shown = format!("{invalid:?} {} {:?}", invalid.says, invalid.nearest);
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    assert_eq!(parse("nginx:v1/x").unwrap_err().secret, None);
}

#[test]
fn other_clients_have_their_own_rules() {
    let told = |text: &str, dialect| {
        let invalid = parse_as(text, dialect).expect_err(text);
        (invalid.rule, invalid.nearest)
    };
    let oras = told("nginx:1", Dialect::Oras);
    assert_eq!(
        oras,
        (Rule::NoRegistry, Some("docker.io/library/nginx:1".into()))
    );
    for dialect in [Dialect::Podman, Dialect::DockerOld, Dialect::Crane] {
        assert_eq!(
            told("Foo/bar", dialect),
            (Rule::Uppercase, Some("foo/bar".into()))
        );
    }
    for dialect in [Dialect::Crane, Dialect::Oras] {
        assert_eq!(told("[1:]/app", dialect), (Rule::Host, None));
    }
    assert_eq!(told("[::1]:5000/app", Dialect::Podman), (Rule::Ipv6, None));
    let long = "a/".repeat(123) + "a";
    assert_eq!(told(&long, Dialect::Podman), (Rule::Length, None));
    assert!(parse(&long).is_ok());
}

#[test]
fn short_names_are_podmans() {
    for text in [
        "nginx",
        "acme/app:1",
        "localhost:5000",
        "registry.example.com",
        "Foo/bar",
        "my_host.local/app",
    ] {
        assert!(is_short_name(text), "{text}");
    }
    for text in [
        "docker.io/nginx",
        "localhost/app",
        "registry:5000/app",
        "MyApp",
        "",
        "a//b",
        "nginx@sha256:0",
    ] {
        assert!(!is_short_name(text), "{text}");
    }
}

#[test]
fn the_registry_is_written_or_not() {
    for (text, written) in [
        ("nginx", false),
        ("acme/app", false),
        ("localhost:5000", false),
        ("docker.io/nginx", true),
        ("index.docker.io/nginx", true),
        ("localhost/app", true),
    ] {
        for dialect in [Dialect::Docker, Dialect::Podman, Dialect::Crane] {
            assert_eq!(
                parse_as(text, dialect).unwrap().host_was_written(),
                written,
                "{text}"
            );
        }
    }
}

#[test]
fn surprising_readings_are_told() {
    for (text, rule, nearest) in [
        ("registry.example.com", Rule::NoRegistry, None),
        ("localhost:5000", Rule::NoRegistry, None),
        ("Foo/bar:1", Rule::Uppercase, Some("foo/bar:1")),
        ("LOCALHOST/app", Rule::Uppercase, Some("localhost/app")),
        ("my_host.local/app", Rule::Host, None),
        ("registry.example.com:99999/app", Rule::Port, None),
        ("hub.docker.com/r/acme/app", Rule::WebPage, Some("acme/app")),
        (
            "hub.docker.com/r/library/nginx",
            Rule::WebPage,
            Some("library/nginx"),
        ),
        ("github.com/acme/app", Rule::WebPage, None),
        (
            "quay.io/repository/acme/app",
            Rule::WebPage,
            Some("quay.io/acme/app"),
        ),
    ] {
        let found = misread(text).expect(text);
        assert_eq!(
            (found.rule, found.nearest.as_deref()),
            (rule, nearest),
            "{text}"
        );
        assert!(
            !found.span.is_empty() && !found.span.of(text).is_empty(),
            "{text}"
        );
    }
    for text in [
        "nginx",
        "nginx:5000",
        "ghcr.io/acme/app",
        "quay.io/acme/app",
        "[::1]:5000/app",
        "a//b",
    ] {
        assert_eq!(misread(text), None, "{text}");
    }
}

/// Texts near references, so that the rules behind the first one are reached.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("docker.io".to_owned()),
        Just("https://".to_owned()),
        Just("hub.docker.com/r/".to_owned()),
        Just("localhost".to_owned()),
        Just("sha256:".to_owned()),
        Just("0123456789abcdef".repeat(4)),
        Just("${TAG}".to_owned()),
        Just("user:pw@".to_owned()),
        "[a-zA-Z0-9]{1,4}",
        "[/:@._+$%{}<>\\[\\] \"\\\\-]",
        "[ЁéаКİ–\u{200b}\u{a0}]",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn any_text_is_read(text in texts()) {
        for dialect in DIALECTS {
            match parse_as(&text, dialect) {
                Ok(read) => {
                    let again = parse_as(&read.full(), dialect).expect("a full reference is valid");
                    prop_assert_eq!(&again.domain, &read.domain);
                    prop_assert_eq!(&again.path, &read.path);
                    prop_assert_eq!(&again.digest, &read.digest);
                    prop_assert_eq!(again.effective_tag(), read.effective_tag());
                }
                Err(invalid) => {
                    prop_assert!(text.get(invalid.span.start..invalid.span.end).is_some());
                    prop_assert!(invalid.says.ends_with('.'), "{}", invalid.says);
                    prop_assert!(invalid.rule != Rule::Other, "{text}");
                    if let Some(nearest) = &invalid.nearest {
                        prop_assert!(parse(nearest).is_ok(), "{nearest}");
                        prop_assert!(parse_as(nearest, dialect).is_ok(), "{nearest}");
                        prop_assert_ne!(nearest, &text);
                    }
                }
            }
        }
        if let Some(found) = misread(&text) {
            prop_assert!(text.get(found.span.start..found.span.end).is_some());
            prop_assert!(found.nearest.is_none_or(|nearest| parse(&nearest).is_ok()));
        }
        let _ = is_short_name(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let text = String::from_utf8_lossy(&bytes);
        for dialect in DIALECTS {
            if let Err(invalid) = parse_as(&text, dialect) {
                prop_assert!(text.get(invalid.span.start..invalid.span.end).is_some());
            }
        }
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "a", "A/", ":", "@", "${", "<", "://", "é", "a:b@", "..", "a ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        for dialect in DIALECTS {
            assert!(parse_as(&text, dialect).is_err() || piece == "a");
        }
        assert_eq!(misread(&text), None);
    }
}
