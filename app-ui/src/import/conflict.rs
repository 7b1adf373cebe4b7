//! One cell in conflict: its three values side by side, and whose to keep.

use leptos::prelude::*;
use wasm_core::job::{CellChange, CellConflict, CellLoss};
use wasm_core::mapping::{CellChoice, Side};
use wasm_core::schema::FieldId;

use super::review::Review;
use crate::components::diff::or_empty;
use crate::components::lozenge::Lozenge;
use crate::components::radio::Radio;
use crate::model::review::{Decision, choice};
use crate::text::{t, tf};

/// Why it is held back, its values, and the choice where a plan is reviewed; a result only says what
/// was chosen. What was exported is shown where it is known.
pub fn conflict_part(
    row: u32,
    change: &CellChange,
    conflict: CellConflict,
    review: Option<Review>,
) -> impl IntoView + use<> {
    let CellConflict { why, base, mine, theirs, choice: chosen } = conflict;
    let base = base.map(|base| ("conflict-base", base));
    let values = base.into_iter().chain([("conflict-mine", mine), ("conflict-theirs", theirs)]);
    let value = |(head, text): (&'static str, String)| {
        view! {
            <div>
                <dt>{t(head)}</dt>
                <dd>{or_empty(text)}</dd>
            </div>
        }
    };
    let sides = review.map(|review| {
        let side = |side| keep(review, row, &change.field, side, chosen == side);
        view! {
            <fieldset class="sides">
                <legend class="visually-hidden">
                    {tf("conflict-legend", &[("field", &change.name)])}
                </legend>
                {side(Some(Side::Mine))}
                {side(Some(Side::Jira))}
                {side(None)}
            </fieldset>
        }
    });
    view! {
        <div class="detail-part">
            <h4>{change.name.clone()}" "<Lozenge word=choice(chosen)/></h4>
            <p>{why.text()}</p>
            <dl class="three">{values.map(value).collect_view()}</dl>
            {sides}
        </div>
    }
}

/// What a change of a text would lose.
pub fn loss_part(loss: CellLoss) -> impl IntoView {
    let word = if loss.accepted { t("loss-accepted") } else { t("loss-refused") };
    let mine = (!loss.accepted).then(|| {
        view! {
            <dl class="three">
                <div>
                    <dt>{t("loss-mine")}</dt>
                    <dd>{or_empty(loss.mine)}</dd>
                </div>
            </dl>
        }
    });
    let lost = loss.lost.into_iter().map(|lost| view! { <li>{lost}</li> }).collect_view();
    view! {
        {mine}
        <p>{t("loss-list")}" ("{word}")"</p>
        <ul class="facts">{lost}</ul>
    }
}

fn keep(
    review: Review,
    row: u32,
    field: &FieldId,
    side: Option<Side>,
    checked: bool,
) -> impl IntoView {
    let (word, code) = match side {
        Some(Side::Mine) => ("mine", "conflict-keep-mine"),
        Some(Side::Jira) => ("jira", "conflict-keep-jira"),
        None => ("open", "conflict-keep-open"),
    };
    let group = format!("keep-{row}-{}", field.as_str());
    let decision = Decision::Cell(CellChoice { row, field: field.clone(), side });
    let choose = move |control: String| review.decide_by(control, decision.clone());
    view! { <Radio group word=word.to_owned() label=t(code).to_owned() checked on_choose=choose/> }
}
