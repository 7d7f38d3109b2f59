//! A command, or the lines of a file, with its button *Copy*.

use super::{browser, icon};
use crate::report::Language;
use std::time::Duration;
use web_sys::Node;
use yew::prelude::*;

/// How long the tick stays.
const TICK: Duration = Duration::from_secs(2);

/// What a command is shown with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Exactly what is copied.
    pub command: AttrValue,
    /// What it is written in.
    pub language: Language,
    /// The file that it belongs in.
    pub file: Option<String>,
    /// Told what was done, for those who don't see it.
    pub say: Callback<&'static str>,
}

const fn name(language: Language) -> Option<&'static str> {
    match language {
        Language::Shell => None,
        Language::Yaml => Some("YAML"),
        Language::Json => Some("JSON"),
        Language::Toml => Some("TOML"),
        Language::Ini => Some("INI"),
        Language::Dockerfile => Some("Dockerfile"),
    }
}

/// The text of a command, cut into lines and words, so that a line that is too
/// long is indented where it goes on, and breaks between words only, not at the
/// hyphens of an option. Nothing is added to the text or taken away.
fn lines(command: &str) -> Html {
    command
        .split_inclusive('\n')
        .map(|line| html! { <span class="line">{ words(line) }</span> })
        .collect()
}

fn words(line: &str) -> Html {
    line.split_inclusive([' ', '\n', '\t'])
        .map(|piece| {
            let word = piece.trim_end_matches([' ', '\n', '\t']);
            let space = Html::from(piece.get(word.len()..).unwrap_or("").to_owned());
            if word.is_empty() {
                return space;
            }
            html! { <><span class="word">{ placeholders(word) }</span>{ space }</> }
        })
        .collect()
}

/// Sets what the reader is to fill in apart: `YOUR_USERNAME` and the like.
fn placeholders(word: &str) -> Html {
    let mut parts: Vec<Html> = Vec::new();
    let mut rest = word;
    while let Some(start) = rest.find("YOUR_") {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_')
            .unwrap_or(from.len());
        let (name, behind) = from.split_at(end);
        parts.push(Html::from(before.to_owned()));
        parts.push(html! { <span class="placeholder">{ name.to_owned() }</span> });
        rest = behind;
    }
    parts.push(Html::from(rest.to_owned()));
    parts.into_iter().collect()
}

/// A command and its button. The button's name never changes: what it did is
/// told in the live region, and shown as a tick.
#[component]
pub fn Command(props: &Props) -> Html {
    let code = use_node_ref();
    let copied = use_state(|| false);
    let onclick = {
        let (code, copied, say) = (code.clone(), copied.clone(), props.say.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(node) = code.cast::<Node>() else {
                return;
            };
            let (copied, say) = (copied.clone(), say.clone());
            yew::platform::spawn_local(async move {
                if !browser::copy_text_of(node).await {
                    say.emit(
                        "The browser refused. The command is selected: copy it with the keyboard.",
                    );
                    return;
                }
                say.emit("Copied");
                copied.set(true);
                yew::platform::time::sleep(TICK).await;
                copied.set(false);
                say.emit("");
            });
        })
    };
    html! {
        <div class={classes!("command", name(props.language).map(|_| "is-file"))}>
            if let Some(name) = name(props.language) {
                <span class="language">
                    if let Some(file) = &props.file { <bdi dir="ltr">{ file.clone() }</bdi>{ " · " } }
                    { name }
                </span>
            }
            <pre><code ref={code} dir="ltr" translate="no">{ lines(&props.command) }</code></pre>
            <button type="button" class={classes!("copy", copied.then_some("is-done"))} {onclick}>
                if *copied { { icon::tick() } } else { { icon::copy() } }
                { "Copy" }
            </button>
        </div>
    }
}
