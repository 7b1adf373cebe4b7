//! Findings about something as a whole: a file, a column, a row.

use leptos::prelude::*;
use wasm_core::finding::Finding;

use super::lozenge::Lozenge;
use crate::model::plan::severity;

/// A list of findings with what to do about each. Nothing where there is none.
#[component]
pub fn Notes(
    /// Heading of the list.
    title: &'static str,
    /// The findings.
    findings: Vec<Finding>,
) -> impl IntoView {
    let note = |finding: Finding| {
        view! {
            <li>
                <Lozenge word=severity(finding.severity)/>
                <span>
                    {finding.message.text()}
                    {finding.message.fix().map(|fix| view! { <span class="fix">" "{fix}</span> })}
                </span>
            </li>
        }
    };
    (!findings.is_empty()).then(|| {
        view! {
            <section class="notes">
                <h3>{title}</h3>
                <ul>{findings.into_iter().map(note).collect_view()}</ul>
            </section>
        }
    })
}
