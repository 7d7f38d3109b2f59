//! The Markdown of doc comments as HTML: headings, paragraphs, lists, code,
//! emphasis and links. Anything else, HTML too, is shown as the text it is.

use maud::{Markup, html};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;

/// A part of a page below one heading of the first level.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The heading's text; empty for what stands before the first.
    pub heading: String,
    /// The Markdown below it.
    pub text: String,
}

/// Cuts a doc comment at its headings of the first level.
pub(super) fn parts(page: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        // A doc comment's lines begin with the space behind `///`.
        let line = line.strip_prefix(' ').unwrap_or(line);
        fenced ^= line.starts_with("```");
        match (line.strip_prefix("# "), parts.last_mut()) {
            (Some(heading), _) if !fenced => parts.push(Part {
                heading: heading.to_owned(),
                text: String::new(),
            }),
            (_, Some(part)) => {
                part.text.push_str(line);
                part.text.push('\n');
            }
            (_, None) => parts.push(Part {
                heading: String::new(),
                text: format!("{line}\n"),
            }),
        }
    }
    parts
}

/// Markdown as HTML. A heading of the first level becomes an `h2`.
pub(super) fn html(text: &str) -> Markup {
    let mut events = Parser::new_ext(text, Options::empty()).peekable();
    inside(&mut events)
}

/// The first paragraph without its marks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph) => break,
            _ => {}
        }
    }
    out
}

/// The name for a heading's anchor.
pub(super) fn anchor(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

/// What stands before the end of the element that was opened.
fn inside(events: &mut Peekable<Parser<'_>>) -> Markup {
    let mut all: Vec<Markup> = Vec::new();
    while let Some(event) = events.next() {
        all.push(match event {
            Event::Start(tag) => element(tag, events),
            Event::End(_) => break,
            Event::Code(name) => html! { code class="name" { (name) } },
            Event::SoftBreak => html! { " " },
            Event::HardBreak => html! { br; },
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => html! { (text) },
            _ => continue,
        });
    }
    html! { @for one in all { (one) } }
}

fn element<'a>(tag: Tag<'a>, events: &mut Peekable<Parser<'a>>) -> Markup {
    match tag {
        Tag::Heading { level, .. } => {
            let name = match events.peek() {
                Some(Event::Text(text)) => anchor(text),
                _ => String::new(),
            };
            let within = inside(events);
            if level == HeadingLevel::H1 {
                html! { h2 id=(name) { (within) } }
            } else {
                html! { h3 id=(name) { (within) } }
            }
        }
        Tag::CodeBlock(kind) => {
            let language = match &kind {
                CodeBlockKind::Fenced(language) => language.as_ref(),
                CodeBlockKind::Indented => "",
            };
            block(language, &inside(events))
        }
        Tag::Paragraph => html! { p { (inside(events)) } },
        Tag::List(None) => html! { ul { (inside(events)) } },
        Tag::List(Some(_)) => html! { ol { (inside(events)) } },
        Tag::Item => html! { li { (inside(events)) } },
        Tag::Emphasis => html! { em { (inside(events)) } },
        Tag::Strong => html! { strong { (inside(events)) } },
        Tag::Link { dest_url, .. } if leads_somewhere(&dest_url) => {
            html! { a href=(dest_url) rel="noreferrer" { (inside(events)) } }
        }
        _ => inside(events),
    }
}

/// Whether it is an address that a page may lead to: never a script.
fn leads_somewhere(address: &str) -> bool {
    address.starts_with("https://") || !address.contains(':')
}

/// A block of code, with what it is where the example of a cause says so.
fn block(language: &str, text: &Markup) -> Markup {
    let caption = match language {
        "error" => Some("The error"),
        "image" => Some("The image reference"),
        "config" => Some("config.json"),
        _ => None,
    };
    html! {
        figure class="block" {
            @if let Some(caption) = caption {
                figcaption { (caption) }
            }
            pre { code { (text) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doc_comment_is_cut_at_its_headings() {
        let page = " # What it is\n It is `401`.\n\n # Example\n ```error\n # no heading\n ```\n";
        let parts = parts(page);
        let headings: Vec<_> = parts.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(headings, ["What it is", "Example"]);
        assert_eq!(parts[0].text, "It is `401`.\n\n");
        assert_eq!(
            html(&parts[1].text).into_string(),
            "<figure class=\"block\"><figcaption>The error</figcaption><pre><code># no heading\n</code></pre></figure>"
        );
    }

    #[test]
    fn markdown_becomes_html_and_html_stays_text() {
        let cases = [
            (
                "a `b<c>`\nd",
                "<p>a <code class=\"name\">b&lt;c&gt;</code> d</p>",
            ),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("# A b\n", "<h2 id=\"a-b\">A b</h2>"),
            (
                "[a](https://example.com/?a&b)",
                "<p><a href=\"https://example.com/?a&amp;b\" rel=\"noreferrer\">a</a></p>",
            ),
            ("[a](javascript:x)", "<p>a</p>"),
            ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ];
        for (text, expected) in cases {
            assert_eq!(html(text).into_string(), expected, "{text}");
        }
    }

    #[test]
    fn the_first_paragraph_is_plain() {
        assert_eq!(plain("It is `401`,\nno more.\n\nB"), "It is 401, no more.");
    }
}
