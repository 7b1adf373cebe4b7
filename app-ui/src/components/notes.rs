//! Findings about something as a whole: a file, a column, a row.

use std::cmp::Reverse;

use leptos::prelude::*;
use wasm_core::finding::Finding;

use super::lozenge::Lozenge;
use crate::model::plan::severity;
use crate::text::tf;

/// Findings that are shown at once.
const SHOWN: usize = 4;

/// A list of findings with what to do about each, the gravest first; of a long list the rest folds.
/// Nothing where there is none.
#[component]
pub fn Notes(
    /// Heading of the list.
    title: &'static str,
    /// The findings.
    mut findings: Vec<Finding>,
) -> impl IntoView {
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let more = findings.split_off(findings.len().min(SHOWN));
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
                {(!more.is_empty()).then(|| {
                    view! {
                        <details>
                            <summary>{tf("notes-more", &[("count", &more.len().to_string())])}</summary>
                            <ul>{more.into_iter().map(note).collect_view()}</ul>
                        </details>
                    }
                })}
            </section>
        }
    })
}
