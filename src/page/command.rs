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

/// The text of a command, cut so that a line breaks between words only, not at
/// the hyphens of an option, and with its placeholders marked. Nothing is added
/// to it or taken away.
fn words(command: &str) -> Html {
    command
        .split_inclusive([' ', '\n', '\t'])
        .map(|piece| {
            let word = piece.trim_end_matches([' ', '\n', '\t']);
            let space = piece.get(word.len()..).unwrap_or("").to_owned();
            let holds = word.contains("YOUR_");
            if word.is_empty() {
                return Html::from(space);
            }
            html! {
                <><span class={if holds { "word is-placeholder" } else { "word" }}>{ word.to_owned() }</span>{ space }</>
            }
        })
        .collect()
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
                <span class="language">{ name }</span>
            }
            <pre><code ref={code} dir="ltr" translate="no">{ words(&props.command) }</code></pre>
            <button type="button" class={classes!("copy", copied.then_some("is-done"))} {onclick}>
                if *copied { { icon::tick() } } else { { icon::copy() } }
                { "Copy" }
            </button>
        </div>
    }
}
