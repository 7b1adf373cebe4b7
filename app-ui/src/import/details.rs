//! All of one row: every change in full, findings, and how it ended.

use leptos::prelude::*;
use wasm_core::job::{CellChange, RowView};
use wasm_core::message::Message;
use wasm_core::plan::IssueRef;

use super::before::before_part;
use super::conflict::{conflict_part, loss_part};
use super::review::Review;
use crate::components::diff::{FullDiff, or_empty};
use crate::components::issue_link::IssueLink;
use crate::components::lozenge::Lozenge;
use crate::components::notes::Notes;
use crate::components::rows::RowSource;
use crate::model::plan::{action, outcome};
use crate::text::{t, tf};

/// Id of the details, which the table's Enter key goes to.
pub const DETAILS: &str = "row-details";

/// The active row of the table.
#[component]
pub fn Details(
    rows: RowSource,
    active: RwSignal<Option<usize>>,
    site_url: String,
    /// Takes decisions about the row; none where the plan was carried out.
    #[prop(optional)]
    review: Option<Review>,
) -> impl IntoView {
    let row = Memo::new(move |_| active.get().and_then(|index| rows.row(index)));
    view! {
        <section class="details" id=DETAILS tabindex="-1" aria-label=t("detail-label")>
            {move || match row.get() {
                Some(row) => {
                    if let Some(review) = review {
                        review.refocus();
                    }
                    row_details(row, site_url.clone(), review).into_any()
                }
                None => view! { <p class="hint">{t("detail-none")}</p> }.into_any(),
            }}
        </section>
    }
}

fn row_details(row: RowView, site_url: String, review: Option<Review>) -> impl IntoView {
    let before = review.and_then(|review| before_part(&row, &site_url, review));
    let RowView { plan, findings, outcome: ended, .. } = row;
    let number = (u64::from(plan.row) + 1).to_string();
    let further = !plan.sheet.is_empty();
    let title = match further {
        true => tf("detail-title-sheet", &[("sheet", &plan.sheet), ("row", &number)]),
        false => tf("detail-title", &[("row", &number)]),
    };
    let exists = plan.issue.is_some() && !further;
    let issue = ended.as_ref().and_then(|o| o.issue.clone()).or(plan.issue);
    let named = plan.named.as_ref().map(|named| naming(named, issue.as_ref()));
    let link = issue.map(|issue| view! { <IssueLink site_url key=issue.key/> });
    let same = plan.changes.is_empty() && plan.reason.is_none();
    let place = Place { row: plan.row, exists, review };
    let changes = plan.changes.into_iter().map(|c| change(c, &place)).collect_view();
    let ended = ended.map(|ended| {
        view! {
            <div class="detail-part">
                <h4>{t("detail-outcome")}</h4>
                <p><Lozenge word=outcome(ended.kind)/></p>
                {ended.reason.as_ref().map(said)}
            </div>
        }
    });
    let reason = plan.reason.as_ref().map(|reason| {
        view! { <div class="detail-part"><h4>{t("detail-reason")}</h4>{said(reason)}</div> }
    });
    view! {
        <h3>{title}" "{link}" "<span class="detail-title">{plan.title}</span></h3>
        {named.map(|named| view! { <p>{named}</p> })}
        <p><Lozenge word=action(plan.action)/></p>
        {ended}
        {reason}
        {before}
        {same.then(|| view! { <p>{t(if further { "detail-nothing" } else { "detail-same" })}</p> })}
        {changes}
        <Notes title=t("detail-findings") findings/>
    }
}

/// How the file names the row's work item, where that is not its key.
fn naming(named: &str, issue: Option<&IssueRef>) -> String {
    let numbered = named.bytes().all(|byte| byte.is_ascii_digit());
    match issue {
        None => tf("detail-named", &[("named", named)]),
        Some(issue) if numbered => tf("detail-numbered", &[("named", named), ("key", &issue.key)]),
        Some(issue) => tf("detail-moved", &[("named", named), ("key", &issue.key)]),
    }
}

/// The row of a change.
struct Place {
    row: u32,
    exists: bool,
    review: Option<Review>,
}

fn change(mut change: CellChange, place: &Place) -> AnyView {
    let loss = change.loss.take();
    let held = loss.as_ref().is_some_and(|loss| !loss.accepted);
    let reading = change.reading.take().map(reading_part);
    let loss = view! {
        {reading}
        {loss.map(loss_part)}
    };
    if let Some(conflict) = change.conflict.take() {
        let part = conflict_part(place.row, &change, conflict, place.review);
        return view! {
            {part}
            {loss}
        }
        .into_any();
    }
    let before = place.exists.then_some(change.before);
    let diff = (!held).then(|| view! { <FullDiff before after=change.after/> });
    view! {
        <div class="detail-part">
            <h4>{change.name}</h4>
            {diff}
            {loss}
        </div>
    }
    .into_any()
}

/// What Rowport makes of wiki markup, which Jira itself converts.
fn reading_part(markdown: String) -> impl IntoView {
    view! {
        <dl class="three">
            <div>
                <dt>{t("detail-reading")}</dt>
                <dd>{or_empty(markdown)}</dd>
            </div>
        </dl>
    }
}

fn said(message: &Message) -> impl IntoView + use<> {
    view! {
        <p>{message.text()}</p>
        {message.fix().map(|fix| view! { <p class="fix">{fix}</p> })}
    }
}
