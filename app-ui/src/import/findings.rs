//! What was noticed about the rows, by cause; each cause filters the table.

use leptos::prelude::*;
use wasm_core::job::{FindingGroup, RowFilter};

use crate::components::lozenge::Lozenge;
use crate::model::format::counted;
use crate::model::plan::severity;
use crate::text::{t, tf};

/// The causes, gravest first as the engine gives them.
#[component]
pub fn FindingGroups(groups: Vec<FindingGroup>, filter: RwSignal<RowFilter>) -> impl IntoView {
    let group = move |group: FindingGroup| {
        let own = RowFilter::Finding(group.code);
        let wanted = own.clone();
        let pressed = own.clone();
        let rows = counted(group.rows as u64, t("row"), t("rows"));
        let text = group.example.message.text();
        let code = if group.varied { "finding-varied" } else { "finding-count" };
        let press = move |_| {
            let again = filter.with_untracked(|now| *now == wanted);
            filter.set(if again { RowFilter::ToReview } else { wanted.clone() });
        };
        view! {
            <li>
                <button
                    class="finding"
                    type="button"
                    aria-pressed=move || (filter.get() == pressed).to_string()
                    on:click=press
                >
                    <Lozenge word=severity(group.severity)/>
                    <span class="finding-text">
                        {tf(code, &[("text", &text), ("rows", &rows)])}
                    </span>
                </button>
                {group.example.message.fix().map(|fix| view! { <p class="fix">{fix}</p> })}
            </li>
        }
    };
    (!groups.is_empty()).then(|| {
        view! {
            <section class="findings" aria-labelledby="findings-title">
                <h3 id="findings-title">{t("plan-findings")}</h3>
                <ul class="boxed">{groups.into_iter().map(group).collect_view()}</ul>
            </section>
        }
    })
}
