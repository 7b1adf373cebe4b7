//! The question about rows that look like work items, comments or worklogs which were added before:
//! one answer for all, or row by row for the work items.

use leptos::prelude::*;
use wasm_core::job::{ImportedBefore, RowFilter, RowView, SeenIssue};
use wasm_core::mapping::{Again, RowChoice};

use super::review::Review;
use crate::components::issue_link::IssueLink;
use crate::components::radio::Radio;
use crate::history::local_day;
use crate::model::before::{
    Pick, all_are, answer, entries_question, is_sure, kinds, pick, progress, question, remembered,
    since_then,
};
use crate::model::review::Decision;
use crate::text::{t, tf};

/// The question with the answers for all rows. Nothing where no row is in doubt.
#[component]
pub fn ImportedBeforeChoice(review: Review, filter: RwSignal<RowFilter>) -> impl IntoView {
    let first = review.step.with_untracked(|step| step.plan.imported_before.clone());
    first.map(|first| {
        let now = Memo::new(move |_| review.step.with(|step| step.plan.imported_before.clone()));
        let (rows, entries) = kinds(&first);
        let texts = [Some(Again::Update), Some(Again::Create), None]
            .map(|again| (again, answer(&first, again)));
        let press = move |(again, text): (Option<Again>, &'static str)| {
            let pressed = move || now.with(|now| now.as_ref().is_some_and(|b| all_are(b, again)));
            view! {
                <button
                    class="button"
                    type="button"
                    aria-pressed=move || pressed().to_string()
                    on:click=move |_| review.decide(Decision::ImportedBefore(again))
                >
                    {text}
                </button>
            }
        };
        let one_by_one = move || filter.with(|filter| *filter == RowFilter::ImportedBefore);
        view! {
            <section class="choices" aria-labelledby="before-title">
                <h3 id="before-title">{t("before-title")}</h3>
                {rows.then(|| view! {
                    <p>{question(&first, days(&first))}" "{since_then(&first)}</p>
                    <p>{remembered(&first)}</p>
                })}
                {entries_question(&first).map(|asked| view! { <p>{asked}</p> })}
                <p class="hint">{t(if rows { "before-hint" } else { "before-entries-hint" })}</p>
                <p>{move || now.with(|now| now.as_ref().map(progress))}</p>
                <div class="actions">
                    {texts.map(press).collect_view()}
                    <button
                        class="button"
                        type="button"
                        aria-pressed=move || one_by_one().to_string()
                        on:click=move |_| filter.set(RowFilter::ImportedBefore)
                    >
                        {t(if rows && !entries { "before-rows" } else { "before-entries-rows" })}
                    </button>
                </div>
            </section>
        }
    })
}

/// The first and the last day of those imports.
fn days(before: &ImportedBefore) -> Option<(String, String)> {
    let first = local_day(before.since?.as_millisecond());
    Some((first, local_day(before.until?.as_millisecond())))
}

/// The choice for one row: each work item that it looks like, a new one, or none of it yet; of a row
/// that made a work item for sure, that one or a new one. Nothing where the row was not seen before.
pub fn before_part(row: &RowView, site_url: &str, review: Review) -> Option<impl IntoView + use<>> {
    if row.seen.is_empty() {
        return None;
    }
    let number = row.plan.row;
    let chosen = review.step.with_untracked(|step| pick(row, &step.decided));
    let issues = row.seen.iter().map(|seen| {
        let choice = RowChoice {
            row: number,
            again: Some(Again::Update),
            issue: Some(seen.issue.id.clone()),
        };
        let label = tf("before-update", &[("key", &seen.issue.key), ("summary", &seen.summary)]);
        let checked = chosen == Pick::Update(seen.issue.id.clone());
        let hint = Some(about(seen, site_url));
        radio(review, &seen.issue.id, choice, label, checked, hint)
    });
    let other = |word, again, code, pick| {
        let choice = RowChoice { row: number, again, issue: None };
        radio(review, word, choice, t(code).to_owned(), chosen == pick, None)
    };
    let new = other("new", Some(Again::Create), "before-create", Pick::Create);
    let open = (!is_sure(row)).then(|| other("open", None, "before-open", Pick::Open));
    let title = t(if is_sure(row) { "before-row-sure" } else { "before-row" });
    let more = (row.seen_more > 0)
        .then(|| tf("before-like-more", &[("count", &row.seen_more.to_string())]))
        .map(|more| view! { <p class="hint">{more}</p> });
    let legend = tf("before-row-legend", &[("row", &(u64::from(number) + 1).to_string())]);
    Some(view! {
        <div class="detail-part">
            <h4>{title}</h4>
            <fieldset>
                <legend class="visually-hidden">{legend}</legend>
                {issues.collect_view()}
                {more}
                {new}
                {open}
            </fieldset>
        </div>
    })
}

fn radio(
    review: Review,
    word: &str,
    choice: RowChoice,
    label: String,
    checked: bool,
    hint: Option<AnyView>,
) -> AnyView {
    let (group, word) = (format!("before-{}", choice.row), word.to_owned());
    let decision = Decision::RowBefore(choice);
    let choose = move |control: String| review.decide_by(control, decision.clone());
    view! { <Radio group word label checked hint on_choose=choose/> }.into_any()
}

/// When and by whom a work item was imported, and what became of it.
fn about(seen: &SeenIssue, site_url: &str) -> AnyView {
    let imported = seen.created.map(|at| {
        let day = local_day(at.as_millisecond());
        match seen.by.is_empty() {
            true => tf("before-imported-day", &[("day", &day)]),
            false => tf("before-imported", &[("day", &day), ("who", &seen.by)]),
        }
    });
    let done = seen.done.then(|| t("before-is-done"));
    let status = seen.status.as_ref().map(|status| tf("before-has-status", &[("status", status)]));
    let moved = seen.moved.then(|| t("before-is-moved"));
    let (site_url, key) = (site_url.to_owned(), seen.issue.key.clone());
    view! {
        <IssueLink site_url key/>
        " "
        {imported}
        " "
        {done}
        " "
        {status}
        " "
        {moved}
    }
    .into_any()
}
