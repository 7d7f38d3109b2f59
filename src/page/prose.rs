//! Sentences in which `words between backticks` are names, commands or files.

use super::element::{Element, element, run};

/// Shows a sentence, its names set as code. A backtick without a second one is
/// shown as it stands. `host`, where it is given, is set as code wherever it
/// stands, with the repository behind it.
pub fn prose(text: &str, host: Option<&str>) -> Element {
    let mut rest = text;
    let mut parts = run();
    while let Some((before, after)) = rest.split_once('`') {
        let Some((name, behind)) = after.split_once('`') else {
            break;
        };
        parts = plain(before, host, parts);
        (parts, rest) = name_with_its_comma(name, behind, parts);
    }
    plain(rest, host, parts)
}

fn plain(text: &str, host: Option<&str>, mut parts: Element) -> Element {
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        return parts.text(text);
    };
    let mut rest = text;
    while let Some(start) = rest.find(host) {
        let (before, from) = rest.split_at(start);
        // A reference is one name, not a host and something.
        let end = host.len() + behind_host(from.get(host.len()..).unwrap_or(""));
        let (name, behind) = from.split_at(end);
        (parts, rest) = name_with_its_comma(name, behind, parts.text(before));
    }
    parts.text(rest)
}

/// Sets a name as code. A comma or full stop behind it stays on its line.
fn name_with_its_comma<'a>(name: &str, behind: &'a str, parts: Element) -> (Element, &'a str) {
    let rest = behind.trim_start_matches([',', '.', ':', ';', ')']);
    let comma = behind.get(..behind.len() - rest.len()).unwrap_or("");
    let code = element("code").class("name").text(name);
    let name = if comma.is_empty() {
        code
    } else {
        element("span").class("kept").add(code).text(comma)
    };
    (parts.add(name), rest)
}

/// How much of what stands behind a host belongs to the same name.
fn behind_host(text: &str) -> usize {
    let end = text
        .find(|c: char| {
            !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/' | ':' | '@')
        })
        .unwrap_or(text.len());
    text.get(..end)
        .unwrap_or("")
        .trim_end_matches(['.', ':', '-', '/', '@'])
        .len()
}

/// The first sentence of a text, and the rest.
pub fn first_sentence(text: &str) -> (&str, &str) {
    text.split_once(". ").map_or((text, ""), |(_, rest)| {
        let first = text.len() - rest.len();
        (text.get(..first).unwrap_or(text).trim_end(), rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_one_name() {
        assert_eq!(behind_host("/acme/app:1. Log in"), "/acme/app:1".len());
        assert_eq!(behind_host(", which"), 0);
        assert_eq!(behind_host(": the pod"), 0);
        assert_eq!(behind_host("'s token"), 0);
        assert_eq!(behind_host(""), 0);
    }

    #[test]
    fn the_first_sentence_ends_at_its_full_stop() {
        assert_eq!(
            first_sentence("docker asked ghcr.io. Log in. Now."),
            ("docker asked ghcr.io.", "Log in. Now.")
        );
        assert_eq!(first_sentence("One only."), ("One only.", ""));
        assert_eq!(first_sentence(""), ("", ""));
    }
}
