//! The heading of a step, which takes the focus when the step begins.

use leptos::html;
use leptos::prelude::*;

/// A heading that is focused when it appears, so that the keyboard and the screen reader are where
/// the eye is. `quiet` ones are not: the first screen must not take the focus from Jira.
#[component]
pub fn StepHeading(
    /// The text.
    #[prop(into)]
    text: String,
    /// Whether the focus stays where it is.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let (Some(element), false) = (heading.get(), quiet) {
            // A heading that cannot be focused is still read in its turn.
            let _ = element.focus();
        }
    });
    view! { <h2 class="step-heading" tabindex="-1" node_ref=heading>{text}</h2> }
}
