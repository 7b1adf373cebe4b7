//! Where a wizard is.

use leptos::prelude::*;

use crate::text::t;

/// The steps of a wizard in a row; the present one is marked for the eye and for a screen reader.
#[component]
pub fn Stepper(
    /// Codes of the steps' names.
    names: &'static [&'static str],
    /// The present step.
    #[prop(into)]
    position: Signal<usize>,
) -> impl IntoView {
    let step = move |(index, code): (usize, &&'static str)| {
        let name = t(code);
        let state = move || match index.cmp(&position.get()) {
            std::cmp::Ordering::Less => "step done",
            std::cmp::Ordering::Equal => "step now",
            std::cmp::Ordering::Greater => "step",
        };
        view! {
            <li class=state aria-current=move || (index == position.get()).then_some("step")>
                <span class="step-number" aria-hidden="true">
                    {move || if index < position.get() { "✓".to_owned() } else { (index + 1).to_string() }}
                </span>
                <span>{name}</span>
                <Show when=move || index < position.get()>
                    <span class="visually-hidden">" "{t("step-finished")}</span>
                </Show>
            </li>
        }
    };
    view! {
        <nav aria-label=t("steps-label")>
            <ol class="stepper">{names.iter().enumerate().map(step).collect_view()}</ol>
        </nav>
    }
}
