//! Sentences in which `words between backticks` are names, commands or files.

use yew::prelude::*;

/// Shows a sentence, its names set as code. A backtick without a second one is
/// shown as it stands. `host`, where it is given, is set as code wherever it
/// stands.
pub fn prose(text: &str, host: Option<&str>) -> Html {
    let mut rest = text;
    let mut parts: Vec<Html> = Vec::new();
    while let Some((before, after)) = rest.split_once('`') {
        let Some((name, behind)) = after.split_once('`') else {
            break;
        };
        plain(before, host, &mut parts);
        parts.push(code(name));
        rest = behind;
    }
    plain(rest, host, &mut parts);
    parts.into_iter().collect()
}

fn plain(text: &str, host: Option<&str>, parts: &mut Vec<Html>) {
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        parts.push(text_node(text));
        return;
    };
    for (index, between) in text.split(host).enumerate() {
        if index > 0 {
            parts.push(code(host));
        }
        if !between.is_empty() {
            parts.push(text_node(between));
        }
    }
}

fn text_node(text: &str) -> Html {
    Html::from(text.to_owned())
}

fn code(name: &str) -> Html {
    html! { <code class="name">{ name.to_owned() }</code> }
}
