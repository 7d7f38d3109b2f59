//! The image reference as the client reads it, and the credential it sends
//! with it, at a glance.

use super::answer::Shown;
use super::client;
use super::field::pieces;
use super::marks::Mark;
use super::prose::prose;
use crate::input::Field;
use crate::report::ReferenceRead;
use crate::span::Span;
use yew::prelude::*;

/// The reference that was found in the error message, written out.
pub fn found_in_error(read: &ReferenceRead) -> Option<String> {
    let ReferenceRead::Valid {
        registry,
        repository,
        tag,
        digest,
        from: Field::Error,
    } = read
    else {
        return None;
    };
    let mut found = format!("{registry}/{repository}");
    if let Some(tag) = tag {
        found.push(':');
        found.push_str(tag);
    }
    if let Some(digest) = digest {
        found.push('@');
        found.push_str(digest);
    }
    Some(found)
}

/// The strip of what is asked for; nothing when no reference was found.
pub fn request(shown: &Shown<'_>) -> Html {
    match &shown.diagnosis.reference {
        Some(ReferenceRead::Valid {
            registry,
            repository,
            tag,
            digest,
            ..
        }) => {
            let credential = shown.diagnosis.credential.as_ref();
            html! {
                <dl class="request" aria-label="The image as the client reads it">
                    { piece("Registry", registry) }
                    { piece("Repository", repository) }
                    if let Some(tag) = tag { { piece("Tag", tag) } }
                    if let Some(digest) = digest { { piece("Digest", digest) } }
                    if let Some(read) = credential {
                        <div><dt>{ "Credential" }</dt><dd><a href="#client">{ client::short(read) }</a></dd></div>
                    }
                </dl>
            }
        }
        Some(ReferenceRead::Invalid {
            error,
            client_says,
            nearest,
            from,
            start,
            end,
        }) => {
            let text = match from {
                Field::Error => shown.error,
                _ => shown.image,
            };
            let wrong = Span::new(*start, *end).snapped(text);
            html! {
                <div class="request is-wrong">
                    <p class="whole"><code dir="ltr">{
                        pieces(text, around(text, wrong), &[(wrong, Mark::Wrong)])
                    }</code></p>
                    <p>{ prose(error, None) }</p>
                    <p class="hint">{ "The client's words for it: " }<code>{ client_says.clone() }</code></p>
                    if let Some(nearest) = nearest {
                        { offer(nearest, shown) }
                    }
                </div>
            }
        }
        None => Html::default(),
    }
}

fn piece(name: &'static str, value: &str) -> Html {
    html! { <div><dt>{ name }</dt><dd><bdi dir="ltr">{ value.to_owned() }</bdi></dd></div> }
}

fn offer(nearest: &str, shown: &Shown<'_>) -> Html {
    let reference = nearest.to_owned();
    let onclick = shown
        .hands
        .image
        .reform(move |_: MouseEvent| reference.clone());
    html! {
        <p><button type="button" {onclick}>{ "Use " }<code class="name">{ nearest.to_owned() }</code></button></p>
    }
}

/// The word that a span stands in: from one white space to the next.
fn around(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or("");
    let behind = text.get(span.end..).unwrap_or("");
    let start = before
        .char_indices()
        .rev()
        .take(400)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(span.start, |(at, _)| at);
    let end = behind
        .char_indices()
        .take(400)
        .find(|(_, c)| c.is_whitespace())
        .map_or_else(
            || {
                behind
                    .char_indices()
                    .nth(400)
                    .map_or(text.len(), |(at, _)| span.end + at)
            },
            |(at, _)| span.end + at,
        );
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_word_is_shown_around_what_is_wrong() {
        let text = "FROM MyApp:1 AS x";
        assert_eq!(around(text, Span::new(5, 6)).of(text), "MyApp:1");
        assert_eq!(around("MyApp", Span::new(0, 1)).of("MyApp"), "MyApp");
        assert_eq!(around("", Span::new(0, 0)), Span::new(0, 0));
    }
}
