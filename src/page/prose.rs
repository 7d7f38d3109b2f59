//! Sentences in which `words between backticks` are names, commands or files.

use yew::prelude::*;

/// Shows a sentence, its names set as code. A backtick without a second one is
/// shown as it stands. `host`, where it is given, is set as code wherever it
/// stands, with the repository behind it.
pub fn prose(text: &str, host: Option<&str>) -> Html {
    let mut rest = text;
    let mut parts: Vec<Html> = Vec::new();
    while let Some((before, after)) = rest.split_once('`') {
        let Some((name, behind)) = after.split_once('`') else {
            break;
        };
        plain(before, host, &mut parts);
        rest = name_with_its_comma(name, behind, &mut parts);
    }
    plain(rest, host, &mut parts);
    parts.into_iter().collect()
}

fn plain(text: &str, host: Option<&str>, parts: &mut Vec<Html>) {
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        parts.push(text_node(text));
        return;
    };
    let mut rest = text;
    while let Some(start) = rest.find(host) {
        let (before, from) = rest.split_at(start);
        // A reference is one name, not a host and something.
        let end = host.len() + behind_host(from.get(host.len()..).unwrap_or(""));
        let (name, behind) = from.split_at(end);
        parts.push(text_node(before));
        rest = name_with_its_comma(name, behind, parts);
    }
    parts.push(text_node(rest));
}

/// Sets a name as code. A comma or full stop behind it stays on its line.
fn name_with_its_comma<'a>(name: &str, behind: &'a str, parts: &mut Vec<Html>) -> &'a str {
    let rest = behind.trim_start_matches([',', '.', ':', ';', ')']);
    let comma = behind.get(..behind.len() - rest.len()).unwrap_or("");
    if comma.is_empty() {
        parts.push(code(name));
    } else {
        parts.push(html! { <span class="kept">{ code(name) }{ comma.to_owned() }</span> });
    }
    rest
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

fn text_node(text: &str) -> Html {
    Html::from(text.to_owned())
}

fn code(name: &str) -> Html {
    html! { <code class="name">{ name.to_owned() }</code> }
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
