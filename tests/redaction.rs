//! No secret gets out: not in the redacted text, not in a debug print of
//! anything that was read. And nothing here panics, whatever is pasted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use proptest::prelude::*;
use why401::config::json::{scan, unquote};
use why401::config::lookup::{Ask, Client, NoHelpers, lookup_in};
use why401::config::placeholder::is_certain;
use why401::config::secret::is_variable;
use why401::config::{Config, read};
use why401::redact::redacted;

/// Standard base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let mut word = [0; 4];
        word[1..=group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes(word);
        for place in 0..4 {
            let letter = LETTERS[((bits >> (18 - 6 * place)) & 63) as usize];
            out.push(if place > group.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    out
}

/// Six letters in a row of `secret` that stand in `shown`.
fn leak<'s>(secret: &'s str, shown: &str) -> Option<&'s str> {
    let starts: Vec<usize> = secret
        .char_indices()
        .map(|(at, _)| at)
        .chain([secret.len()])
        .collect();
    starts.windows(7).find_map(|window| {
        let run = &secret[window[0]..window[6]];
        shown.contains(run).then_some(run)
    })
}

/// All that can be printed of what was read.
fn everything(config: &Config) -> String {
    let mut shown = format!("{config:?} {:?}", config.problems());
    for document in &config.documents {
        for domain in ["registry.example.com", "docker.io"] {
            for client in Client::ALL {
                let ask = Ask {
                    domain,
                    path: "acme/app",
                    config: document,
                    env: None,
                    helpers: &NoHelpers,
                    file: "config.json",
                };
                write!(shown, "{:?}", lookup_in(client, &ask)).unwrap();
            }
        }
    }
    shown
}

fn secrets() -> impl Strategy<Value = String> {
    let random = "[A-Za-z0-9!#$%&*+,./:;<=>?@^_~-]{9,40}";
    prop_oneof![
        random,
        random.prop_map(|rest| ["dckr_pat_", &rest].concat()),
        random.prop_map(|rest| ["ghp_", &rest].concat()),
        "[a-zé]{3,8}( [a-zé]{3,8}){1,2}",
        random.prop_map(|payload| base64(payload.as_bytes())),
    ]
    .prop_filter("a secret", |secret| {
        let trimmed = secret.trim();
        trimmed.len() >= 6 && !is_certain(trimmed) && !is_variable(trimmed)
    })
}

fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A config that holds `secret`, in one of the ways that configs do, and what must not be seen of it.
fn config_with(secret: &str, form: u8) -> (String, Vec<String>) {
    let pair = base64(["robot:", secret].concat().as_bytes());
    let quoted = json_text(secret);
    let host = "\"registry.example.com\"";
    let entry = match form % 6 {
        0 => format!("{{\"auth\":\"{pair}\"}}"),
        1 => format!("{{\"username\":\"robot\",\"password\":{quoted}}}"),
        2 => format!("{{\"auth\" : \"{pair}\", \"identitytoken\" : {quoted}}}"),
        3 => format!("{{\"registrytoken\":{quoted},\"Auth\":\"\"}}"),
        4 => format!("{{\"auth\":\"{}\"}}", base64(pair.as_bytes())),
        _ => format!("{{\"\\u0061uth\":\"{pair}\",\"other\":{quoted}}}"),
    };
    let config = match form / 6 % 4 {
        0 => format!("{{\"auths\":{{{host}:{entry}}}}}"),
        1 => format!(
            "{{\n  \"AUTHS\": {{\n    {host}: {entry}\n  }},\n  \"credsStore\": \"pass\"\n}}\n"
        ),
        2 => format!("{{\"registry.example.com\":{entry}}}"),
        _ => format!("{{\"auths\":{{{host}:{entry},}},}}"),
    };
    let text = match form / 24 {
        0 => config.clone(),
        1 => format!("$ cat ~/.docker/config.json\n```\n{config}\n```\nme@host:~$ "),
        2 => format!(
            "apiVersion: v1\nkind: Secret\ndata:\n  .dockerconfigjson: {}\ntype: kubernetes.io/dockerconfigjson\n",
            base64(config.as_bytes())
        ),
        3 => format!(
            "kind: Secret\nstringData:\n  .dockerconfigjson: |\n    {}\n",
            config.replace('\n', "\n    ")
        ),
        4 => format!(
            "{{\"kind\":\"Secret\",\"data\":{{\".dockerconfigjson\":\"{}\"}}}}",
            base64(config.as_bytes())
        ),
        5 => format!(
            "{{\"kind\":\"Secret\",\"stringData\":{{\".dockerconfigjson\":{}}}}}",
            json_text(&config)
        ),
        6 => base64(config.as_bytes()),
        _ => format!("DOCKER_AUTH_CONFIG='{config}' docker pull registry.example.com/acme/app"),
    };
    let hidden = vec![
        secret.to_owned(),
        pair.clone(),
        base64(pair.as_bytes()),
        base64(config.as_bytes()),
    ];
    (text, hidden)
}

const FORMS: u8 = 6 * 4 * 8;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_secret_of_a_config_gets_out(secret in secrets(), form in 0..FORMS) {
        let (text, hidden) = config_with(&secret, form);
        let config = read(&text);
        let shown = everything(&config);
        let once = redacted(&text);
        for part in &hidden {
            prop_assert_eq!(leak(part, &shown), None, "printed of {}", text);
            prop_assert_eq!(leak(part, &once.text), None, "left of {}: {}", text, once.text);
        }
        prop_assert!(!once.masked.is_empty());
        for mask in &once.masked {
            prop_assert!(text.get(mask.span.start..mask.span.end).is_some());
        }
        prop_assert_eq!(&redacted(&once.text).text, &once.text);
    }

    #[test]
    fn a_letter_lost_elsewhere_hides_nothing_less(secret in "[A-Za-z0-9]{12,30}", form in 0..FORMS, at in any::<prop::sample::Index>()) {
        let (text, hidden) = config_with(&secret, form);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[at.index(places.len())];
        let mut broken = text.clone();
        broken.remove(at);
        let once = redacted(&broken);
        let _ = everything(&read(&broken));
        // Unless it was lost out of the secret itself, or in front of one without a name.
        let pair = &hidden[1];
        if broken.contains(pair.as_str()) {
            prop_assert_eq!(leak(pair, &once.text), None, "left of {}: {}", broken, once.text);
        }
        prop_assert_eq!(&redacted(&once.text).text, &once.text, "{}", broken);
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,200}", noise in "[\\[\\]{}\",:'\\\\a-d0-9=.#/ \\n|>-]{0,300}") {
        for text in [&text, &noise] {
            let config = read(text);
            let _ = everything(&config);
            let once = redacted(text);
            prop_assert_eq!(&redacted(&once.text).text, &once.text);
            for problem in config.problems() {
                prop_assert!(text.get(problem.span.start..problem.span.end).is_some(), "{:?}", problem);
            }
            for entry in config.entries() {
                prop_assert!(text.get(entry.key_span.start..entry.key_span.end).is_some());
            }
        }
    }

    #[test]
    fn json_is_what_serde_takes(text in "[\\[\\]{}\",:\\\\tn0-9eE.+ -]{0,40}", string in "\\PC{0,30}") {
        for text in [text, json_text(&string), format!("{{{}: [{}]}}", json_text(&string), json_text(&string))] {
            let found = scan(&text);
            let rest = text.get(found.end..).unwrap_or_default();
            let ours = found.fault.is_none() && rest.trim_matches([' ', '\t', '\r', '\n']).is_empty();
            // serde_json refuses numbers that are too large for it.
            let theirs = match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
                Ok(_) => true,
                Err(error) => error.to_string().contains("out of range"),
            };
            prop_assert_eq!(ours, theirs, "{}", text);
        }
        let quoted = json_text(&string);
        prop_assert_eq!(unquote(&quoted[1..quoted.len() - 1]), string);
    }
}
