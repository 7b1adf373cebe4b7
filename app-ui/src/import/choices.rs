//! Choices for whole columns: whose value conflicts end with, and which losses are accepted.

use leptos::prelude::*;
use wasm_core::job::{ColumnConflicts, ColumnLosses};
use wasm_core::mapping::Side;

use super::review::Review;
use crate::model::format::{count, counted};
use crate::model::review::{Decision, all_of, progress};
use crate::text::{t, tf};

/// The columns in conflict and those that would lose something. Nothing where there are none.
#[component]
pub fn ColumnChoices(review: Review) -> impl IntoView {
    let (conflicts, losses) =
        review.step.with_untracked(|step| (step.plan.conflicts.clone(), step.plan.losses.clone()));
    let conflicts = (!conflicts.is_empty()).then(|| {
        let columns = conflicts.into_iter().map(|column| conflict_column(review, column));
        view! {
            <section class="choices" aria-labelledby="conflicts-title">
                <h3 id="conflicts-title">{t("conflicts-title")}</h3>
                <p class="hint">{t("conflicts-intro")}</p>
                <ul>{columns.collect_view()}</ul>
            </section>
        }
    });
    let losses = (!losses.is_empty()).then(|| {
        let columns = losses.into_iter().map(|column| loss_column(review, column));
        view! {
            <section class="choices" aria-labelledby="losses-title">
                <h3 id="losses-title">{t("losses-title")}</h3>
                <p class="hint">{t("losses-intro")}</p>
                <ul>{columns.collect_view()}</ul>
            </section>
        }
    });
    view! {
        {conflicts}
        {losses}
    }
}

/// The column's conflicts in numbers, and a button for each side.
fn conflict_column(review: Review, first: ColumnConflicts) -> impl IntoView {
    let field = first.field.clone();
    let column = Memo::new(move |_| {
        review.step.with(|step| step.plan.conflicts.iter().find(|c| c.field == field).cloned())
    });
    let all = count(u64::from(first.open + first.mine + first.jira));
    let name = first.name.clone();
    let take = move |side: Option<Side>, code: &'static str| {
        let (field, label) = (first.field.clone(), format!("{}: ", first.name));
        view! {
            <button
                class="button compact"
                type="button"
                aria-pressed=move || {
                    column.with(|now| now.as_ref().is_some_and(|now| all_of(now, side))).to_string()
                }
                on:click=move |_| review.decide(Decision::Column(field.clone(), side))
            >
                <span class="visually-hidden">{label}</span>
                {tf(code, &[("count", &all)])}
            </button>
        }
    };
    view! {
        <li class="choice">
            <span class="choice-text">
                <strong>{name}</strong>
                " — "
                {move || column.with(|now| now.as_ref().map(progress))}
            </span>
            <span class="actions">
                {take(Some(Side::Mine), "take-mine")}
                {take(Some(Side::Jira), "take-jira")}
                {take(None, "take-none")}
            </span>
        </li>
    }
}

/// The confirmation that a column's texts may lose what a cell can't show.
fn loss_column(review: Review, column: ColumnLosses) -> impl IntoView {
    let ColumnLosses { field, name, rows, .. } = column;
    let rows = counted(rows.into(), t("row"), t("rows"));
    let id = format!("loss-{}", field.as_str());
    let shown = field.clone();
    let accepted =
        move || review.step.with(|step| step.decided.accept_loss.iter().any(|f| *f == shown));
    view! {
        <li class="radio">
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=accepted
                on:change=move |event| {
                    review.decide(Decision::Loss(field.clone(), event_target_checked(&event)));
                }
            />
            <label for=id>{tf("loss-accept", &[("field", &name), ("rows", &rows)])}</label>
        </li>
    }
}
