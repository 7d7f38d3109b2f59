//! Snippets, read back by real parsers.

use super::values::all;
use super::{directory, feed};
use serde_json::{Value as Json, json as js};
use why401::fix::*;

fn shown(snippet: Snippet) -> Rendered {
    Shell::Posix.render_action(&Action::Edit(snippet), &Filling::default())
}

fn tree(text: &str) -> Map {
    let scalar = || value(text, IMAGE);
    map()
        .put("image", scalar())
        .put("with space", word("https://").and(scalar()).and("/v2/"))
        .put(
            scalar(),
            map().put("nested", seq().item(scalar()).item(seq().item(scalar()))),
        )
        .put(
            "list",
            seq()
                .item(map().put("name", scalar()).put("on", true))
                .item(map()),
        )
        .put("empty", seq())
        .put("number", 5000_i64)
        .put("no", "yes")
        .put("script", run("printf %s").value(text, IMAGE))
        .put(
            "block",
            script([run("echo").value(text, IMAGE), run("echo").arg("a: b #")]),
        )
}

fn expected(rendered: &Rendered, text: &str) -> Json {
    let stands = if rendered.notes.is_empty() {
        text
    } else {
        "YOUR_IMAGE"
    };
    let line = |command: &Command| Shell::Posix.render(command, &Filling::default()).text;
    let printf = line(&run("printf %s").value(stands, IMAGE));
    let echo = line(&run("echo").value(stands, IMAGE));
    js!({
        "image": stands,
        "with space": format!("https://{stands}/v2/"),
        stands: {"nested": [stands, [stands]]},
        "list": [{"name": stands, "on": true}, {}],
        "empty": [],
        "number": 5000,
        "no": "yes",
        "script": printf,
        "block": format!("{echo}\necho 'a: b #'\n"),
    })
}

#[test]
fn yaml_reads_back_as_it_was_meant() {
    let dir = directory("yaml");
    let mut documents = Vec::new();
    for text in all().into_iter().take(2_000) {
        if ["image", "list", "empty", "number", "no", "script", "block"].contains(&text.as_str()) {
            continue;
        }
        let rendered = shown(yaml("x", tree(&text)));
        let want = expected(&rendered, &text);
        documents.push(js!([rendered.text, want]));
    }
    let reader = "import json, sys, yaml\n\
        pairs = json.load(open('pairs.json', encoding='utf-8'))\n\
        for text, want in pairs:\n\
        \x20   got = yaml.load(text, getattr(yaml, 'CSafeLoader', yaml.SafeLoader))\n\
        \x20   if isinstance(got.get('block'), str): got['block'] = got['block'].rstrip('\\n') + '\\n'\n\
        \x20   assert got == want, (text, got, want)\n\
        print(len(pairs))\n";
    std::fs::write(
        dir.join("pairs.json"),
        Json::from(documents.clone()).to_string(),
    )
    .unwrap();
    let Some(probe) = feed("python3", &["-c", "import yaml"], &dir, "") else {
        return;
    };
    if !probe.status.success() {
        println!("not here, so not tried: python3's yaml");
        return;
    }
    let output = feed("python3", &["-c", reader], &dir, "").unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        documents.len().to_string()
    );
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn json_reads_back_as_it_was_meant() {
    for text in all().into_iter().take(2_000) {
        let rendered = shown(json(
            "x",
            map()
                .put(
                    "credHelpers",
                    map().put(value(&text, REGISTRY), "ecr-login"),
                )
                .put(
                    "list",
                    seq()
                        .item(true)
                        .item(1)
                        .item(value(&text, REGISTRY))
                        .item(map()),
                ),
        ));
        let stands = if rendered.notes.is_empty() {
            text.as_str()
        } else {
            "YOUR_REGISTRY"
        };
        let got: Json = serde_json::from_str(&rendered.text).unwrap();
        assert_eq!(
            got,
            js!({"credHelpers": {stands: "ecr-login"}, "list": [true, 1, stands, {}]})
        );
    }
}

#[test]
fn expressions_of_ci_systems_do_not_come_from_the_input() {
    for text in ["${{ secrets.TOKEN }}", "$CI_JOB_TOKEN", "$(TOKEN)", "a$b"] {
        for snippet in [
            yaml("x", map().put("image", value(text, IMAGE))),
            yaml("x", map().put("run", run("docker pull").value(text, IMAGE))),
            lines(
                "x",
                Language::Groovy,
                [word("x('").and(value(text, IMAGE)).and("')")],
            ),
        ] {
            let rendered = shown(snippet);
            assert!(!rendered.text.contains('$'), "{}", rendered.text);
            assert_eq!(rendered.placeholders, [IMAGE]);
            assert_eq!(rendered.notes.len(), 1);
        }
    }
}

#[test]
fn lines_let_only_plain_names_through() {
    for text in all() {
        let rendered = shown(lines(
            "/etc/containerd/certs.d/hosts.toml",
            Language::Toml,
            [word("server = \"https://")
                .and(value(&text, REGISTRY))
                .and("\"")],
        ));
        let inside = rendered
            .text
            .strip_prefix("server = \"https://")
            .and_then(|t| t.strip_suffix('"'))
            .unwrap();
        assert!(
            inside
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b))
        );
        assert!(inside == text || inside == "YOUR_REGISTRY");
    }
}

#[test]
fn a_workflow_as_people_write_it() {
    let snippet = yaml(
        ".github/workflows/build.yml",
        map()
            .put(
                "permissions",
                map().put("contents", "read").put("packages", "write"),
            )
            .put(
                "steps",
                seq()
                    .item(map().put("uses", "actions/checkout@v4"))
                    .item(
                        map()
                            .put("name", "Log in")
                            .put("uses", "docker/login-action@v3")
                            .put(
                                "with",
                                map()
                                    .put("registry", value("registry.example.com:5000", REGISTRY))
                                    .put("username", USERNAME)
                                    .put("password", expr("secrets.REGISTRY_TOKEN")),
                            ),
                    )
                    .item(map().put("run", run("docker push").value("ghcr.io/acme/app:1", IMAGE))),
            ),
    );
    let rendered = shown(snippet);
    assert_eq!(
        rendered.text,
        "permissions:\n  contents: read\n  packages: write\nsteps:\n  - uses: actions/checkout@v4\n  - name: Log in\n    uses: docker/login-action@v3\n    with:\n      registry: registry.example.com:5000\n      username: YOUR_USERNAME\n      password: ${{ secrets.REGISTRY_TOKEN }}\n  - run: docker push ghcr.io/acme/app:1"
    );
    assert_eq!(rendered.placeholders, [USERNAME]);
}

#[test]
fn a_before_script_as_people_write_it() {
    let login = run("docker login --username")
        .arg(env("CI_REGISTRY_USER"))
        .arg("--password-stdin")
        .arg(env("CI_REGISTRY"))
        .fed_by_env("CI_REGISTRY_PASSWORD");
    let rendered = shown(yaml(
        ".gitlab-ci.yml",
        map().put("before_script", seq().item(login)),
    ));
    assert_eq!(
        rendered.text,
        "before_script:\n  - printf '%s' \"$CI_REGISTRY_PASSWORD\" | docker login --username \"$CI_REGISTRY_USER\" --password-stdin \"$CI_REGISTRY\""
    );
}

#[test]
fn the_file_s_name_for_each_shell() {
    let snippet = json(home(".docker/config.json"), map());
    let none = Filling::default();
    assert_eq!(
        Shell::Posix.file_of(&snippet, &none),
        "~/.docker/config.json"
    );
    assert_eq!(
        Shell::Cmd.file_of(&snippet, &none),
        "%USERPROFILE%\\.docker\\config.json"
    );
}
