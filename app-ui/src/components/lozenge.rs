//! A word in a coloured box.

use leptos::prelude::*;

use crate::model::plan::Tone;

/// A state as a word; the colour only repeats it.
#[component]
pub fn Lozenge(
    /// The word and its look.
    word: (&'static str, Tone),
) -> impl IntoView {
    let (text, tone) = word;
    view! { <span class=format!("lozenge {}", tone.class())>{text}</span> }
}
