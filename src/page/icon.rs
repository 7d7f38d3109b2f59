//! The few icons, drawn here. They stand beside words and are hidden from
//! assistive technology.

use yew::prelude::*;

/// A drawing on a 16 by 16 grid, made of lines.
fn drawn(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.5"
                stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// Two sheets.
pub fn copy() -> Html {
    drawn("M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z")
}

/// A tick.
pub fn tick() -> Html {
    drawn("M3 8.5l3.5 3.5L13 4.5")
}

/// How sure: a bar that is filled up to `percent`. The words beside it say the same.
pub fn meter(percent: u8) -> Html {
    let width = u32::from(percent.min(100)) * 36 / 100;
    html! {
        <svg class="meter" viewBox="0 0 36 6" width="36" height="6" aria-hidden="true" focusable="false">
            <rect class="meter-all" width="36" height="6" rx="3" />
            <rect class="meter-part" width={width.max(3).to_string()} height="6" rx="3" />
        </svg>
    }
}

/// How much a piece of evidence weighs: up to three dots, hollow when it speaks against.
pub fn dots(count: u8, against: bool) -> Html {
    html! {
        <svg class={classes!("dots", against.then_some("is-against"))}
            viewBox="0 0 26 8" width="26" height="8" aria-hidden="true" focusable="false">
            { for [4_u8, 13, 22].into_iter().take(usize::from(count)).map(|x| html! {
                <circle cx={x.to_string()} cy="4" r="3" />
            }) }
        </svg>
    }
}
