//! The plan in numbers: counters that filter, and what the button says.

use wasm_core::apply::{Outcome, OutcomeKind, Report};
use wasm_core::finding::Severity;
use wasm_core::job::{ImportSummary, RowFilter};
use wasm_core::plan::{Action, Summary};

use super::format::{count, counted};
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

fn counter(code: &str, count: u64, tone: Tone, filter: RowFilter) -> Counter {
    Counter { label: t(code).to_owned(), count, tone, filter }
}

/// The counters of a plan. All of them are there, zeros too, in the order of what a user asks.
fn kinds(summary: &Summary) -> Vec<Counter> {
    let Summary { create, update, unchanged, conflict, partial, blocked } = *summary;
    let all = u64::from(create) + u64::from(update) + u64::from(unchanged);
    // Rows that are written in part are counted among the changed ones.
    let held = u64::from(conflict - partial) + u64::from(blocked);
    vec![
        counter("count-all", all + held, Tone::Neutral, RowFilter::All),
        counter("count-create", create.into(), Tone::Added, RowFilter::Action(Action::Create)),
        counter("count-update", update.into(), Tone::Changed, RowFilter::Action(Action::Update)),
        counter("count-same", unchanged.into(), Tone::Neutral, RowFilter::Action(Action::NoOp)),
        counter("count-held", held, Tone::Danger, RowFilter::Action(Action::Skip)),
    ]
}

/// The counters of a plan, and that of the rows in conflict where there are any. Those are counted
/// by what is done with them too, and they stay when they are decided.
pub fn counters(summary: &Summary, conflicts: u32) -> Vec<Counter> {
    kinds(summary).into_iter().chain(in_conflict(conflicts)).collect()
}

fn in_conflict(rows: u32) -> Option<Counter> {
    let filter = RowFilter::Conflicts;
    (rows > 0).then(|| counter("count-conflict", rows.into(), Tone::Caution, filter))
}

/// The counters of a result: what was done, what was not, what was never to be done, and the rows
/// that were in conflict.
pub fn result_counters(plan: &Summary, conflicts: u32, report: &Report) -> Vec<Counter> {
    let done = |code, count: u32, tone, action| {
        counter(code, count.into(), tone, RowFilter::Action(action))
    };
    let written = [
        done("done-created", report.created, Tone::Added, Action::Create),
        done("done-updated", report.updated, Tone::Changed, Action::Update),
        counter("done-failed", unsuccessful(report), Tone::Danger, RowFilter::Failed),
    ];
    let mut rest = counters_of_rest(plan).into_iter();
    rest.next().into_iter().chain(written).chain(rest).chain(in_conflict(conflicts)).collect()
}

/// The counters that an import does not change: that of all rows, and those of rows that it leaves
/// alone.
fn counters_of_rest(plan: &Summary) -> Vec<Counter> {
    let mut all = kinds(plan);
    let left =
        |filter: &RowFilter| matches!(filter, RowFilter::Action(Action::NoOp | Action::Skip));
    all.retain(|c| c.filter == RowFilter::All || (c.count > 0 && left(&c.filter)));
    all
}

/// Rows that were to be written and were not: refused, changed by others meanwhile, or not tried.
fn unsuccessful(report: &Report) -> u64 {
    let planned = |o: &&Outcome| o.action != Action::Skip && o.kind != OutcomeKind::Applied;
    report.outcomes.iter().filter(planned).count() as u64
}

/// The sentence for rows that were not tried because the import was stopped, if there are any.
pub fn untried(report: &Report) -> Option<String> {
    let stopped = |o: &&Outcome| o.action != Action::Skip && o.kind == OutcomeKind::Skipped;
    let number = report.outcomes.iter().filter(stopped).count() as u64;
    (number > 0).then(|| tf("done-skipped", &[("rows", &counted(number, t("row"), t("rows")))]))
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
    match (summary.create, summary.update) {
        (0, 0) => None,
        (create, 0) => Some(tf("confirm-create", &[("items", &items(create))])),
        (0, update) => Some(tf("confirm-update", &[("items", &items(update))])),
        (create, update) => Some(tf(
            "confirm-both",
            &[("created", &create.to_string()), ("updated", &items(update))],
        )),
    }
}

/// What an import did, in a sentence.
pub fn result_sentence(report: &Report) -> String {
    let written = u64::from(report.created) + u64::from(report.updated);
    let items = counted(written, t("work-item"), t("work-items"));
    if report.failed > 0 {
        let failed = count(report.failed.into());
        tf("done-some-failed", &[("items", &items), ("failed", &failed)])
    } else {
        let requests = counted(report.requests.into(), t("request"), t("requests"));
        tf("done-all-well", &[("items", &items), ("requests", &requests)])
    }
}

/// The word for an action, and its look.
pub fn action(action: Action) -> (&'static str, Tone) {
    match action {
        Action::NoOp => (t("action-same"), Tone::Neutral),
        Action::Create => (t("action-create"), Tone::Added),
        Action::Update => (t("action-update"), Tone::Changed),
        Action::Transition => (t("action-transition"), Tone::Changed),
        Action::Skip => (t("action-held"), Tone::Danger),
    }
}

/// The word for how a row ended, and its look.
pub fn outcome(kind: OutcomeKind) -> (&'static str, Tone) {
    match kind {
        OutcomeKind::Applied => (t("outcome-applied"), Tone::Added),
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
        Summary { create, update, unchanged: 7, conflict: 1, partial: 0, blocked: 2 }
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
    fn rows_that_were_held_back_did_not_fail() {
        let ended = |row, action, kind| Outcome { row, action, kind, issue: None, reason: None };
        let report = Report {
            created: 1,
            outcomes: vec![
                ended(1, Action::Create, OutcomeKind::Applied),
                ended(2, Action::Skip, OutcomeKind::Skipped),
                ended(3, Action::Update, OutcomeKind::Skipped),
                ended(4, Action::Update, OutcomeKind::Drifted),
            ],
            ..Report::default()
        };
        let counters = result_counters(&summary(1, 2), 1, &report);
        let failed = counters.iter().find(|c| c.filter == RowFilter::Failed).map(|c| c.count);
        assert_eq!(failed, Some(2));
        assert_eq!(counters.first().map(|c| c.count), Some(13));
        assert_eq!(counters.last().map(|c| &c.filter), Some(&RowFilter::Conflicts));
        assert_eq!(untried(&report).as_deref(), Some("1 row not tried."));
    }

    #[test]
    fn every_row_is_under_some_counter() {
        let counters = counters(&summary(3, 4), 0);
        let of = |filter: RowFilter| counters.iter().find(|c| c.filter == filter).map(|c| c.count);
        assert_eq!(of(RowFilter::All), Some(17));
        assert_eq!(of(RowFilter::Action(Action::Skip)), Some(3));
        let parts: u64 = counters.iter().skip(1).map(|c| c.count).sum();
        assert_eq!(Some(parts), of(RowFilter::All));
    }
}
