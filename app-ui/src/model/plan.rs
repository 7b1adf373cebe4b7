//! The plan in numbers: counters that filter, and what the button says.

use wasm_core::apply::OutcomeKind;
use wasm_core::finding::Severity;
use wasm_core::job::{ImportSummary, RowFilter};
use wasm_core::plan::{Action, Summary};

use super::format::counted;
use super::review::undecided;
use crate::text::{t, tf};

/// How a counter or a label looks; never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Neutral,
    /// Something new.
    Added,
    /// Something different.
    Changed,
    /// Worth a look.
    Caution,
    /// Wrong.
    Danger,
}

impl Tone {
    /// The CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}

/// A number that filters the table when pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// What it counts.
    pub label: String,
    /// How many rows.
    pub count: u64,
    /// Its look.
    pub tone: Tone,
    /// The rows it shows.
    pub filter: RowFilter,
}

pub(super) fn counter(code: &str, count: u64, tone: Tone, filter: RowFilter) -> Counter {
    Counter { label: t(code).to_owned(), count, tone, filter }
}

/// Rows of work items of which nothing is written. Those that are written in part are counted among
/// the changed ones.
pub(super) fn held(summary: &Summary) -> u64 {
    u64::from(summary.conflict - summary.partial) + u64::from(summary.blocked)
}

/// The sentence for rows of which nothing is written, further sheets and all, if there are any.
pub fn held_back(summary: &Summary) -> Option<String> {
    let held = held(summary) + u64::from(summary.entries_blocked);
    let rows = counted(held, t("row"), t("rows"));
    (held > 0).then(|| tf("plan-held-note", &[("rows", &rows)]))
}

/// The counters of a plan. All of them are there, zeros too, in the order of what a user asks.
pub(super) fn kinds(summary: &Summary) -> Vec<Counter> {
    let Summary { create, update, unchanged, .. } = *summary;
    let added: u64 = additions(summary).iter().map(|(_, count, _)| u64::from(*count)).sum();
    let rest: u64 = rest_of_entries(summary).iter().map(|counter| counter.count).sum();
    let all = u64::from(create) + u64::from(update) + u64::from(unchanged) + added + rest;
    let held = held(summary);
    let mut kinds = vec![
        counter("count-all", all + held, Tone::Neutral, RowFilter::All),
        counter("count-create", create.into(), Tone::Added, RowFilter::Action(Action::Create)),
        counter("count-update", update.into(), Tone::Changed, RowFilter::Action(Action::Update)),
    ];
    kinds.extend(entries(additions(summary)));
    kinds.extend([
        counter("count-same", unchanged.into(), Tone::Neutral, RowFilter::Action(Action::NoOp)),
        counter("count-held", held, Tone::Danger, RowFilter::Action(Action::Skip)),
    ]);
    kinds.extend(rest_of_entries(summary).into_iter().filter(|counter| counter.count > 0));
    kinds
}

/// The counters of rows of further sheets of which nothing is written.
fn rest_of_entries(summary: &Summary) -> [Counter; 2] {
    let Summary { entries_unchanged: same, entries_blocked: held, .. } = *summary;
    let entries = RowFilter::Entries;
    [
        counter("count-entries-same", same.into(), Tone::Neutral, entries(Action::NoOp)),
        counter("count-entries-held", held.into(), Tone::Danger, entries(Action::Skip)),
    ]
}

/// Codes of a label, how many of them are added, and the action.
pub(super) type Addition = (&'static str, u32, Action);

/// What a plan adds to work items.
fn additions(plan: &Summary) -> [Addition; 3] {
    [
        ("count-comments", plan.comments, Action::Comment),
        ("count-worklogs", plan.worklogs, Action::Worklog),
        ("count-links", plan.links, Action::Link),
    ]
}

/// The counters of comments, worklogs and links, where there are any: most files have none.
pub(super) fn entries(additions: [Addition; 3]) -> impl Iterator<Item = Counter> {
    let some = additions.into_iter().filter(|(_, count, _)| *count > 0);
    some.map(|(code, count, action)| {
        counter(code, count.into(), Tone::Added, RowFilter::Action(action))
    })
}

/// The counters of a plan: first what the review begins with, last those of the rows in conflict and
/// of the rows that look imported before, where there are any. Those are counted by what is done with
/// them too, and they stay when they are decided.
pub fn counters(plan: &ImportSummary, conflicts: u32) -> Vec<Counter> {
    let before = plan.imported_before.as_ref().map(|before| {
        let rows = u64::from(before.all());
        counter("count-before", rows, Tone::Caution, RowFilter::ImportedBefore)
    });
    let review =
        counter("count-to-review", plan.to_review as u64, Tone::Neutral, RowFilter::ToReview);
    let all = [review].into_iter().chain(kinds(&plan.summary));
    all.chain(in_conflict(conflicts)).chain(before).collect()
}

pub(super) fn in_conflict(rows: u32) -> Option<Counter> {
    let filter = RowFilter::Conflicts;
    (rows > 0).then(|| counter("count-conflict", rows.into(), Tone::Caution, filter))
}

/// What the button that applies a plan says: a verb and numbers, never "OK", and how many values
/// stay back for want of a decision. None when the plan would change nothing.
pub fn confirm(plan: &ImportSummary) -> Option<String> {
    let action = verb(&plan.summary)?;
    let held = undecided(plan);
    let values = counted(held, t("undecided-value"), t("undecided-values"));
    Some(if held == 0 {
        action
    } else {
        tf("confirm-held", &[("action", &action), ("values", &values)])
    })
}

/// What applying a plan does, in a verb and numbers. None when it would change nothing.
pub fn verb(summary: &Summary) -> Option<String> {
    let items = |number: u32| counted(number.into(), t("work-item"), t("work-items"));
    let added = added([summary.comments, summary.worklogs, summary.links]);
    let items = match (summary.create, summary.update) {
        (0, 0) => None,
        (create, 0) => Some(tf("confirm-create", &[("items", &items(create))])),
        (0, update) => Some(tf("confirm-update", &[("items", &items(update))])),
        (create, update) => Some(tf(
            "confirm-both",
            &[("created", &create.to_string()), ("updated", &items(update))],
        )),
    };
    match (items, added) {
        (Some(items), Some(added)) => {
            Some(tf("confirm-and-add", &[("action", &items), ("entries", &added)]))
        }
        (None, Some(added)) => Some(tf("confirm-add", &[("entries", &added)])),
        (items, None) => items,
    }
}

/// Comments, worklogs and links in numbers: `2 comments, 1 link`. None where there are none.
pub(super) fn added([comments, worklogs, links]: [u32; 3]) -> Option<String> {
    let kinds = [
        (comments, "comment", "comments"),
        (worklogs, "worklog", "worklogs"),
        (links, "link", "links"),
    ];
    let some = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let some: Vec<String> =
        some.map(|(number, one, many)| counted(number.into(), t(one), t(many))).collect();
    (!some.is_empty()).then(|| some.join(", "))
}

/// The word for an action, and its look.
pub fn action(action: Action) -> (&'static str, Tone) {
    match action {
        Action::NoOp => (t("action-same"), Tone::Neutral),
        Action::Create => (t("action-create"), Tone::Added),
        Action::Update => (t("action-update"), Tone::Changed),
        Action::Transition => (t("action-transition"), Tone::Changed),
        Action::Comment => (t("action-comment"), Tone::Added),
        Action::Worklog => (t("action-worklog"), Tone::Added),
        Action::Link => (t("action-link"), Tone::Added),
        Action::Skip => (t("action-held"), Tone::Danger),
    }
}

/// The word for how a row ended, and its look.
pub fn outcome(kind: OutcomeKind) -> (&'static str, Tone) {
    match kind {
        OutcomeKind::Applied => (t("outcome-applied"), Tone::Added),
        OutcomeKind::Present => (t("outcome-present"), Tone::Neutral),
        OutcomeKind::Otherwise | OutcomeKind::PresentOtherwise => {
            (t("outcome-otherwise"), Tone::Caution)
        }
        OutcomeKind::Failed => (t("outcome-failed"), Tone::Danger),
        OutcomeKind::Skipped => (t("outcome-skipped"), Tone::Neutral),
        OutcomeKind::Drifted => (t("outcome-drifted"), Tone::Caution),
    }
}

/// The word for a severity, and its look.
pub fn severity(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Info => (t("severity-info"), Tone::Neutral),
        Severity::Warning => (t("severity-warning"), Tone::Caution),
        Severity::Error => (t("severity-error"), Tone::Danger),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(create: u32, update: u32) -> Summary {
        Summary { create, update, unchanged: 7, conflict: 1, blocked: 2, ..Summary::default() }
    }

    #[test]
    fn the_button_says_what_it_does() {
        let label = |create, update| verb(&summary(create, update));
        assert_eq!(label(0, 0), None);
        assert_eq!(label(0, 312).as_deref(), Some("Change 312 work items"));
        assert_eq!(label(1, 0).as_deref(), Some("Create 1 work item"));
        assert_eq!(label(40, 1200).as_deref(), Some("Create 40 and change 1,200 work items"));
    }

    #[test]
    fn what_is_added_is_said_and_counted() {
        let plan = Summary {
            comments: 2,
            links: 1,
            entries_unchanged: 4,
            entries_blocked: 1,
            ..summary(0, 3)
        };
        assert_eq!(verb(&plan).as_deref(), Some("Change 3 work items and add 2 comments, 1 link"));
        let alone = Summary { worklogs: 1, ..summary(0, 0) };
        assert_eq!(verb(&alone).as_deref(), Some("Add 1 worklog"));
        let counters = kinds(&plan);
        let comments = counters.iter().find(|c| c.filter == RowFilter::Action(Action::Comment));
        assert_eq!(comments.map(|counter| counter.count), Some(2));
        let of = |filter| counters.iter().find(|c| c.filter == filter).map(|c| c.count);
        assert_eq!(of(RowFilter::Action(Action::NoOp)), Some(7), "work items alone");
        assert_eq!(of(RowFilter::Entries(Action::NoOp)), Some(4));
        assert_eq!(of(RowFilter::Entries(Action::Skip)), Some(1));
        let parts: u64 = counters.iter().skip(1).map(|c| c.count).sum();
        assert_eq!(counters.first().map(|all| all.count), Some(parts));
    }

    #[test]
    fn rows_that_are_held_back_are_told_in_a_sentence() {
        assert_eq!(held_back(&Summary::default()), None);
        let held = Summary { conflict: 3, partial: 1, blocked: 4, ..Summary::default() };
        let further = Summary { entries_blocked: 1, ..held };
        let sentence = held_back(&further).unwrap_or_default();
        assert!(sentence.contains(" 7 rows"), "{sentence}");
    }

    #[test]
    fn every_row_is_under_some_counter() {
        let counters = kinds(&summary(3, 4));
        let of = |filter: RowFilter| counters.iter().find(|c| c.filter == filter).map(|c| c.count);
        assert_eq!(of(RowFilter::All), Some(17));
        assert_eq!(of(RowFilter::Action(Action::Skip)), Some(3));
        let parts: u64 = counters.iter().skip(1).map(|c| c.count).sum();
        assert_eq!(Some(parts), of(RowFilter::All));
    }
}
