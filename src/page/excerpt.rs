//! The lines of a long text that the answer rests on, with their neighbours.

use super::field::pieces;
use super::marks::{Mark, excerpts, window};
use crate::report::Line;
use crate::span::Span;
use yew::prelude::*;

/// How many places of a text are shown.
const PLACES: usize = 8;

/// How many lines are shown before and after each.
const AROUND: usize = 2;

/// The lines, numbered, with their marks.
pub fn excerpt(text: &str, lines: &[Line], marks: &[(Span, Mark)]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let places = excerpts(text, lines, AROUND, PLACES);
    html! {
        <div class="excerpt">
            <p class="note">{ "The lines that matter in this long text:" }</p>
            { for places.iter().map(|place| html! {
                <ol class="lines" start={place.number.to_string()}>
                    { for place.lines.iter().map(|line| {
                        let (part, before, behind) = window(text, *line, marks);
                        html! {
                            <li><code dir="ltr">
                                if before { { "… " } }
                                { pieces(text, part, marks) }
                                if behind { { " …" } }
                            </code></li>
                        }
                    }) }
                </ol>
            }) }
        </div>
    }
}
