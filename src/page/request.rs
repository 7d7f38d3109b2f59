//! The image reference as the client reads it, and the credential it sends
//! with it, at a glance.

use super::acts::Act;
use super::answer::Shown;
use super::client;
use super::element::{Element, element};
use super::field::pieces;
use super::marks::Mark;
use super::prose::prose;
use crate::input::Field;
use crate::report::ReferenceRead;
use crate::span::Span;

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
    let mut found = [registry, "/", repository].concat();
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
pub fn request(shown: &Shown<'_>) -> Option<Element> {
    let strip = match shown.diagnosis.reference.as_ref()? {
        ReferenceRead::Valid {
            registry,
            repository,
            tag,
            digest,
            ..
        } => {
            let credential = shown.diagnosis.credential.as_ref().map(|read| {
                let link = element("a").is("href", "#client").text(client::short(read));
                piece("Credential", link)
            });
            element("dl")
                .is("aria-label", "The image as the client reads it")
                .class("request")
                .add(piece("Registry", own(registry)))
                .add(piece("Repository", own(repository)))
                .add(tag.as_ref().map(|tag| piece("Tag", own(tag))))
                .add(digest.as_ref().map(|digest| piece("Digest", own(digest))))
                .add(credential)
        }
        ReferenceRead::Invalid {
            error,
            client_says,
            nearest,
            from,
            start,
            end,
        } => {
            let text = match from {
                Field::Error => shown.error,
                _ => shown.image,
            };
            let wrong = Span::new(*start, *end).snapped(text);
            let whole = element("code").is("dir", "ltr").add(pieces(
                text,
                around(text, wrong),
                &[(wrong, Mark::Wrong)],
            ));
            let words = element("p")
                .class("hint")
                .text("The client's words for it: ")
                .add(element("code").text(client_says));
            element("div")
                .class("request is-wrong")
                .add(element("p").class("whole").add(whole))
                .add(element("p").add(prose(error, None)))
                .add(words)
                .add(nearest.as_ref().map(|nearest| offer(nearest, shown)))
        }
    };
    Some(strip)
}

fn piece(name: &'static str, value: Element) -> Element {
    element("div")
        .add(element("dt").text(name))
        .add(element("dd").add(value))
}

/// A text that goes its own way, from left to right, whatever stands around it.
fn own(text: &str) -> Element {
    element("bdi").is("dir", "ltr").text(text)
}

fn offer(nearest: &str, shown: &Shown<'_>) -> Element {
    let reference = nearest.to_owned().into();
    let button = element("button")
        .is("type", "button")
        .does("click", Act::Image(reference), shown.page)
        .text("Use ")
        .add(element("code").class("name").text(nearest));
    element("p").add(button)
}

/// How far a word is followed to each side, in bytes.
const REACH: usize = 400;

/// The word that a span stands in: from one white space to the next.
fn around(text: &str, span: Span) -> Span {
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let to = text.floor_char_boundary(span.end.saturating_add(REACH));
    let before = text.get(from..span.start).unwrap_or("");
    let behind = text.get(span.end..to).unwrap_or("");
    let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
    Span::new(from + start, span.end + end)
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
