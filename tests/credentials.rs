//! The lookup, the base64 reader and the order of files against what the real
//! programs did. The vectors stand in `tests/vectors`, or in the directory
//! that `WHY401_VECTORS` names, under the same names and in the same form.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;
use why401::config::lookup::{Answer, Ask, Client, Found, Helpers, Lookup, Source, lookup_in};
use why401::config::precedence::{Command, File, Setting, Variable, file_read};
use why401::config::{self, SecretField, base64};
use why401::reference;

fn vectors(name: &str) -> Vec<Value> {
    let folder = std::env::var_os("WHY401_VECTORS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"),
        PathBuf::from,
    );
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("a vector is JSON"))
        .collect()
}

/// Counts by tool, and the misses.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<String, (usize, usize)>,
    misses: Vec<String>,
}

impl Tally {
    fn add(&mut self, tool: &str, id: &str, problems: &[String]) {
        let count = self.counts.entry(tool.to_owned()).or_default();
        count.1 += 1;
        if problems.is_empty() {
            count.0 += 1;
        } else {
            self.misses
                .push(format!("{tool} {id}: {}", problems.join("; ")));
        }
    }

    fn finish(self) {
        for (tool, (right, all)) in &self.counts {
            println!("{tool}: {right}/{all}");
        }
        assert!(!self.counts.is_empty(), "no vectors");
        assert!(self.misses.is_empty(), "\n{}", self.misses.join("\n"));
    }
}

/// The helpers of the vectors: what each prints, and how it exits.
struct LabHelpers;

impl Helpers for LabHelpers {
    fn get(&self, name: &str, server: &str) -> Answer {
        let ran = |exit: u8, stdout: &str| Answer::Ran {
            exit,
            stdout: stdout.to_owned(),
        };
        let creds = |user: &str, secret: &str| {
            let json = serde_json::json!({"ServerURL": server, "Username": user, "Secret": secret});
            ran(0, &json.to_string())
        };
        match name {
            "good" | "other" => creds(&format!("helper-{name}"), "s"),
            "tok" => creds("<token>", "identity-from-helper"),
            "nouser" => creds("", "s"),
            "notfound" => ran(1, "credentials not found in native keychain\n"),
            "broken" => ran(3, "boom on stdout\n"),
            "badjson" => ran(0, "this is not json\n"),
            "silent" => ran(0, ""),
            "missurl" => ran(1, "no credentials server URL\n"),
            _ => Answer::NotInstalled,
        }
    }
}

fn client_of(vector: &Value) -> Client {
    let oracle = vector["oracle"].as_str().unwrap_or_default();
    match vector["tool"].as_str().expect("a tool") {
        "docker" if oracle.contains(" 26.") => Client::Docker26,
        "docker" if oracle.contains(" 29.") => Client::Docker,
        "docker" => Client::Docker28,
        "podman" => Client::Podman,
        "crane" => Client::Crane,
        "kubelet" => Client::Kubelet,
        "oras" => Client::Oras,
        "nerdctl" => Client::Nerdctl,
        "buildkit" => Client::Buildkit,
        other => panic!("unknown tool {other}"),
    }
}

/// What a vector calls a result.
fn finds(found: &Found, client: Client) -> String {
    if found.is_empty() && client != Client::Kubelet {
        return "none".to_owned();
    }
    match &found.source {
        Source::File => found.key.clone(),
        Source::Helper(name) => format!("helper:{name}"),
        Source::Env if matches!(client, Client::Nerdctl | Client::Buildkit) => "env".to_owned(),
        Source::Env => format!("env:{}", found.key),
    }
}

fn results(lookup: &Lookup) -> BTreeSet<(String, String)> {
    let first = lookup.found.iter().filter(|found| found.rank == 0);
    let set: BTreeSet<_> = first
        .map(|found| (finds(found, lookup.client), found.user().to_owned()))
        .collect();
    if set.is_empty() {
        BTreeSet::from([("none".to_owned(), String::new())])
    } else {
        set
    }
}

/// The secret that stands where the lookup says it stands.
fn secret_at(found: &Found, field: SecretField, text: &str, client: Client) -> String {
    let secret = match field {
        SecretField::IdentityToken => &found.identity_token,
        SecretField::RegistryToken => &found.registry_token,
        _ => &found.secret,
    };
    let Some(secret) = secret else {
        return String::new();
    };
    if matches!(found.source, Source::Helper(_)) && secret.field != SecretField::RegistryToken {
        return if field == SecretField::IdentityToken {
            "identity-from-helper"
        } else {
            "s"
        }
        .to_owned();
    }
    let raw = secret.span.of(text);
    let value: String = serde_json::from_str(&format!("\"{raw}\""))
        .expect("the span is what stands between quotes");
    if secret.field != SecretField::Auth {
        return value;
    }
    let bytes = base64::decode_padded(value.as_bytes())
        .or_else(|_| base64::decode_unpadded(value.as_bytes()))
        .expect("base64");
    let pair = String::from_utf8_lossy(&bytes).into_owned();
    let secret = pair.split_once(':').expect("a colon").1;
    match client {
        Client::Kubelet | Client::Oras => secret.to_owned(),
        _ => secret.trim_matches('\0').to_owned(),
    }
}

/// What differs from a vector.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare(&mut self, what: &str, expected: &str, got: &str) {
        if expected != got {
            self.0
                .push(format!("{what} {got:?} instead of {expected:?}"));
        }
    }
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn check(vector: &Value) -> Vec<String> {
    let client = client_of(vector);
    let text = match vector.get("config_raw").and_then(Value::as_str) {
        Some(raw) => raw.to_owned(),
        None => vector["config"].to_string(),
    };
    let config = config::read_exact(&text);
    let env_text = vector["env"]["DOCKER_AUTH_CONFIG"].as_str();
    let env = env_text.map(config::read_exact);
    let reference =
        reference::parse(vector["ref"].as_str().expect("a reference")).expect("docker takes it");
    let ask = Ask {
        domain: &reference.domain,
        path: &reference.path,
        config: &config.documents[0],
        env: env.as_ref().and_then(|env| env.documents.first()),
        helpers: &LabHelpers,
        file: "<PATH>",
    };
    let lookup = lookup_in(client, &ask);
    let mut differences = Differences::default();
    check_results(vector, &lookup, &mut differences);
    check_secrets(
        vector,
        &lookup,
        &text,
        env_text.unwrap_or_default(),
        &mut differences,
    );
    check_words(vector, &lookup, &mut differences);
    differences.0
}

/// Which entry, or which of them.
fn check_results(vector: &Value, lookup: &Lookup, differences: &mut Differences) {
    let got = results(lookup);
    let one = text_of(vector, "finds");
    let pairs = |list: &[Value], key: &str| -> Vec<(String, String)> {
        list.iter()
            .map(|item| (text_of(item, key), text_of(item, "username")))
            .collect()
    };
    if let Some(outcomes) = vector["outcomes"].as_array() {
        let expected: BTreeSet<_> = pairs(outcomes, "finds").into_iter().collect();
        differences.compare("results", &format!("{expected:?}"), &format!("{got:?}"));
        differences.compare("by chance", "true", &lookup.by_chance.to_string());
    } else if let Some(keys) = one.strip_prefix("any of: ") {
        let expected: BTreeSet<_> = keys.split(" | ").map(str::to_owned).collect();
        let got: BTreeSet<_> = got.into_iter().map(|(key, _)| key).collect();
        differences.compare("results", &format!("{expected:?}"), &format!("{got:?}"));
        differences.compare("by chance", "true", &lookup.by_chance.to_string());
    } else if let Some(tries) = vector["tries"].as_array() {
        // In order, but for keys with the same index entry.
        let mut rest = pairs(tries, "key").into_iter();
        let ranks: BTreeSet<usize> = lookup.found.iter().map(|found| found.rank).collect();
        for rank in ranks {
            let same = lookup.found.iter().filter(|found| found.rank == rank);
            let got: BTreeSet<_> = same
                .map(|found| (found.key.clone(), found.user().to_owned()))
                .collect();
            let expected: BTreeSet<_> = rest.by_ref().take(got.len()).collect();
            differences.compare("tries", &format!("{expected:?}"), &format!("{got:?}"));
        }
        differences.compare("further tries", "0", &rest.count().to_string());
    } else {
        let expected = (one, text_of(vector, "username"));
        // Where chance decides and the vector has what one run showed, it must be among them.
        if !(lookup.by_chance && got.contains(&expected)) {
            let expected = BTreeSet::from([expected]);
            differences.compare("results", &format!("{expected:?}"), &format!("{got:?}"));
        }
    }
}

/// The secrets, by what stands at their spans.
fn check_secrets(
    vector: &Value,
    lookup: &Lookup,
    text: &str,
    env_text: &str,
    differences: &mut Differences,
) {
    let one = text_of(vector, "finds");
    let chosen = lookup.found.first();
    let Some(found) = chosen.filter(|found| finds(found, lookup.client) == one) else {
        return;
    };
    let text = if found.source == Source::Env {
        env_text
    } else {
        text
    };
    let token = |field| secret_at(found, field, text, lookup.client);
    for (name, field) in [
        ("identitytoken", SecretField::IdentityToken),
        ("registrytoken", SecretField::RegistryToken),
    ] {
        differences.compare(name, &text_of(vector, name), &token(field));
    }
    if let Some(password) = vector["password"].as_str() {
        differences.compare("password", password, &token(SecretField::Password));
    }
}

/// What it says, and what it asks helpers.
fn check_words(vector: &Value, lookup: &Lookup, differences: &mut Differences) {
    let error = lookup
        .error
        .as_ref()
        .map_or("", |said| said.printed.as_str());
    let mut expected = text_of(vector, "error");
    // oras prints what it decoded. That can be a secret, so it is never repeated here.
    if let (Some((before, rest)), Client::Oras) = (expected.split_once("auth '"), lookup.client) {
        let behind = rest.rsplit_once("' does").map_or("", |(_, behind)| behind);
        expected = format!("{before}auth '***' does{behind}");
    }
    if !lookup.by_chance || !expected.is_empty() {
        differences.compare("error", &expected, error);
    }
    let expected = text_of(vector, "warning");
    let docker = matches!(
        lookup.client,
        Client::Docker26 | Client::Docker28 | Client::Docker
    );
    if docker || !expected.is_empty() {
        differences.compare("warning", &expected, &lookup.warnings.join("\n"));
    }
    if let Some(input) = vector["helper_input"].as_str() {
        let asked = lookup
            .asked
            .last()
            .map_or("", |(_, server)| server.as_str());
        differences.compare("helper input", input, asked);
    }
    if vector["raw_auth_sent_to_engine"].as_bool() == Some(true) {
        let raw = lookup.found.iter().any(|found| found.undecoded);
        differences.compare("undecoded auth sent", "true", &raw.to_string());
    }
}

#[test]
fn lookup_as_the_programs_do() {
    let mut tally = Tally::default();
    for name in ["resolution-vectors.jsonl", "resolution-vectors-more.jsonl"] {
        for vector in vectors(name) {
            let tool = vector["tool"].as_str().unwrap_or_default();
            let oracle = vector["oracle"].as_str().unwrap_or_default();
            let id = format!("{} ({oracle})", vector["id"].as_str().unwrap_or_default());
            tally.add(tool, &id, &check(&vector));
        }
    }
    tally.finish();
}

#[test]
fn base64_as_go_reads_it() {
    let mut tally = Tally::default();
    for vector in vectors("base64-vectors.jsonl") {
        let input = vector["input"].as_str().expect("an input");
        for (column, decoded) in [
            ("std", base64::decode_padded(input.as_bytes())),
            ("rawstd", base64::decode_unpadded(input.as_bytes())),
        ] {
            let expected = &vector[column];
            let got = match decoded {
                Ok(bytes) => {
                    let latin1: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                    serde_json::json!({"ok": true, "bytes_latin1": latin1})
                }
                Err(illegal) => serde_json::json!({"ok": false, "error": illegal.go_words()}),
            };
            let problems = if *expected == got {
                vec![]
            } else {
                vec![format!("{got} instead of {expected}")]
            };
            tally.add(
                &format!("base64 {column}"),
                &format!("{input:?}"),
                &problems,
            );
        }
    }
    tally.finish();
}

/// The command of a vector, such as `podman 5.4.2 login --get-login`.
fn command_of(tool: &str) -> Command {
    let mut words = tool.split(' ');
    let program = words.next().unwrap_or_default();
    let version = words.next().unwrap_or_default();
    let login = words.next() == Some("login");
    // The releases with containers/image before 5.24.
    let old = matches!(
        (
            program,
            version
                .split('.')
                .next()
                .and_then(|major| major.parse::<u32>().ok())
        ),
        ("podman", Some(..5))
    ) || program == "skopeo" && version.starts_with("1.") && minor(version) < 10
        || program == "buildah" && version.starts_with("1.") && minor(version) < 29;
    match program {
        "podman" | "buildah" => Command::Podman {
            old,
            must_exist: !login,
        },
        "skopeo" if login => Command::Podman {
            old,
            must_exist: false,
        },
        "skopeo" => Command::Skopeo { old },
        "crane" => Command::Crane,
        "oras" => Command::Oras,
        "docker" | "nerdctl" => Command::Docker,
        other => panic!("unknown program {other}"),
    }
}

fn minor(version: &str) -> u32 {
    version
        .split('.')
        .nth(1)
        .and_then(|minor| minor.parse().ok())
        .unwrap_or(0)
}

fn named<T: Copy>(list: &[(&str, T)], name: &str) -> Option<T> {
    list.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, found)| *found)
}

const VARIABLES: [(&str, Variable); 5] = [
    ("--authfile", Variable::Option),
    ("REGISTRY_AUTH_FILE", Variable::RegistryAuthFile),
    ("DOCKER_CONFIG", Variable::DockerConfig),
    ("XDG_RUNTIME_DIR", Variable::XdgRuntimeDir),
    ("XDG_CONFIG_HOME", Variable::XdgConfigHome),
];

const FILES: [(&str, File); 8] = [
    ("authfile", File::Given),
    ("regauth", File::RegistryAuthFile),
    ("dockerenv", File::DockerConfig),
    ("runtime", File::Runtime),
    ("xdgconfig", File::XdgConfig),
    ("homeconfig", File::HomeConfig),
    ("homedocker", File::HomeDocker),
    ("dockercfg", File::DockerCfg),
];

#[test]
fn files_in_the_order_of_the_programs() {
    let mut tally = Tally::default();
    for vector in vectors("precedence.jsonl") {
        let strings = |key: &str| -> Vec<String> {
            let list = vector[key].as_array().expect("a list");
            list.iter()
                .map(|item| item.as_str().expect("text").to_owned())
                .collect()
        };
        let env = strings("env");
        // Names beside these choose no file.
        let mut set: Vec<Variable> = env
            .iter()
            .filter_map(|name| named(&VARIABLES, name))
            .collect();
        let present: Vec<File> = strings("files")
            .iter()
            .filter_map(|name| named(&FILES, name))
            .collect();
        if present.contains(&File::Given) {
            set.push(Variable::Option);
        }
        let setting = Setting {
            set: &set,
            files: &present,
        };
        let tool = vector["tool"].as_str().expect("a tool");
        let got = file_read(command_of(tool), &setting)
            .and_then(|file| FILES.iter().find(|(_, known)| *known == file))
            .map_or("none", |(name, _)| name);
        let used = vector["used"].as_str().expect("a file");
        let problems = if got == used {
            vec![]
        } else {
            vec![format!("{got} instead of {used}")]
        };
        tally.add(
            &format!("precedence {tool}"),
            vector["scenario"].as_str().unwrap_or_default(),
            &problems,
        );
    }
    tally.finish();
}
