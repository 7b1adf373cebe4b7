//! Rows of an export whose memory is lost: what their own dates and Jira's history tell.
//!
//! | Jira's `updated` | the field's history since the row's `Updated` | a cell that differs |
//! |---|---|---|
//! | is the row's, to the second | | is the user's edit |
//! | is in the row's minute | tells no change in it | is the user's edit |
//! | is in the row's minute | tells a change in it, the issue's only one | is the user's edit, unless it is what was before |
//! | is in the row's minute | tells several changes in it, or is not known | waits for a choice |
//! | is later | tells no change | is the user's edit |
//! | is later | tells a change | waits for a choice |
//! | is later | is not known | waits for a choice |
//! | the row has none | tells no change since the issue was created | is the user's edit |
//! | the row has none | tells a change, or is not known | waits for a choice |

use std::cell::OnceCell;

use jiff::Timestamp;

use super::dates::{Dates, Span};
use super::{Cause, Input, Subject};
use crate::convert::{self, Context};
use crate::mapping::{FieldColumn, Origin};
use crate::schema::{FieldSchema, FieldValue};
use crate::sheet::TableRow;
use crate::target::{IssueState, SAME_WRITE};

/// Fields that Jira alone fills in and nobody types: a row that has one of them was exported.
const MARKS: [&str; 7] = [
    "created",
    "updated",
    "creator",
    "resolutiondate",
    "lastViewed",
    "statuscategorychangedate",
    "workratio",
];

/// What a table tells of the export that it may be.
pub(super) struct Exports<'s, 'a> {
    input: Input<'a>,
    columns: &'s [FieldColumn<'a>],
    subjects: &'s [Subject<'a>],
    updated: Option<Dates<'s, 'a>>,
    created: Option<Dates<'s, 'a>>,
    /// Whether its dates agree with Jira's.
    agrees: OnceCell<bool>,
}

/// When an exported row is of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Export {
    /// Jira has not changed the issue since.
    Untouched,
    /// Of the time when Jira's `updated` was within this span.
    Dated(Span),
    /// The file does not tell.
    Undated,
}

/// What becomes of a field that is not as the file has it.
pub(super) enum Fate {
    /// The cell is the user's edit.
    Mine,
    /// The user has to choose. What the cell held, where the history tells.
    Choose(Cause, Option<FieldValue>),
}

impl<'s, 'a> Exports<'s, 'a> {
    pub(super) fn new(
        input: Input<'a>,
        columns: &'s [FieldColumn<'a>],
        subjects: &'s [Subject<'a>],
    ) -> Self {
        let dates = |id: &str| {
            let column = columns.iter().find(|column| column.field.id.as_str() == id)?;
            Some(Dates::new(&input, column))
        };
        let (updated, created) = (dates("updated"), dates("created"));
        Self { input, columns, subjects, updated, created, agrees: OnceCell::new() }
    }

    /// When a row of an issue is of; none where it was not exported, or where nothing tells that it
    /// was: somebody typed the key.
    pub(super) fn of(&self, row: &TableRow, issue: &IssueState) -> Option<Export> {
        // It has no key: an earlier import of this very file made its issue.
        if self.input.target.seen.rows.contains_key(&row.row) {
            return None;
        }
        if self.marks().any(|column| column.cells(row).next().is_some()) {
            let span = self.updated.as_ref().and_then(|dates| dates.of(row));
            return Some(match span.filter(|_| self.agree()) {
                Some(span) if !span.coarse && span.is(issue.instant("updated")) => {
                    Export::Untouched
                }
                Some(span) => Export::Dated(span),
                None => Export::Undated,
            });
        }
        let known = self.input.export_lost
            || self.input.origin.is_some_and(Origin::has_lost_rows)
            || self.columns.iter().any(|column| column.options.jira_csv);
        if !known || self.marks().next().is_some() {
            return None;
        }
        let newest = self.input.origin.and_then(|origin| origin.newest);
        let untouched =
            newest.zip(issue.instant("updated")).is_some_and(|(newest, at)| at <= newest);
        Some(if untouched { Export::Untouched } else { Export::Undated })
    }

    fn marks(&self) -> impl Iterator<Item = &'s FieldColumn<'a>> {
        self.columns.iter().filter(|column| MARKS.contains(&column.field.id.as_str()))
    }

    /// Whether the rows are of other work items that have the same keys: every row that tells when its
    /// work item was created tells another time, by more than zones can differ, or every number of
    /// Jira's own CSV is that of another one.
    pub(super) fn are_of_others(&self, number: impl Fn(&TableRow) -> Option<String>) -> bool {
        let of_issues = || {
            let rows = self.input.table.rows.iter().zip(self.subjects);
            rows.filter_map(|(row, subject)| match subject {
                Subject::Issue(issue) => Some((row, *issue)),
                _ => None,
            })
        };
        let mut created = of_issues().filter_map(|(row, issue)| {
            let span = self.created.as_ref().and_then(|dates| dates.of(row))?;
            Some(span.is_near(issue.instant("created")?))
        });
        let mut numbers = of_issues().filter_map(|(row, issue)| Some(number(row)? == issue.id));
        let others = |same: &mut dyn Iterator<Item = bool>| {
            let mut same = same.peekable();
            same.peek().is_some() && same.all(|same| !same)
        };
        others(&mut created) || others(&mut numbers)
    }

    /// Whether no date of the file contradicts Jira: none is later than Jira's `updated`, and each
    /// issue was created when Jira says. Else they are of another zone, or have day and month in
    /// another order, and tell nothing.
    fn agree(&self) -> bool {
        let agrees = |(row, subject): (&TableRow, &Subject<'a>)| match subject {
            Subject::Issue(issue) => self.agrees_on(row, issue),
            _ => true,
        };
        *self.agrees.get_or_init(|| self.input.table.rows.iter().zip(self.subjects).all(agrees))
    }

    fn agrees_on(&self, row: &TableRow, issue: &IssueState) -> bool {
        let span = |dates: &Option<Dates<'_, '_>>| dates.as_ref().and_then(|dates| dates.of(row));
        let updated = span(&self.updated).zip(issue.instant("updated"));
        let created = span(&self.created).zip(issue.instant("created"));
        updated.is_none_or(|(span, at)| span.from <= at)
            && created.is_none_or(|(span, at)| span.has(at))
    }
}

impl Export {
    /// What becomes of a field whose cell asks for another value than Jira has.
    pub(super) fn fate(self, field: &FieldSchema, mine: &FieldValue, cx: &Context<'_>) -> Fate {
        let choose = |cause| Fate::Choose(cause, None);
        if matches!(self, Self::Untouched) {
            return Fate::Mine;
        }
        let Some(issue) = cx.issue else { return Fate::Mine };
        let Some(changes) = cx.target.changes(issue, field) else { return choose(Cause::Untold) };
        if cx.target.is_whole(issue, field, changes) == Some(false) {
            return choose(Cause::Untold);
        }
        let Self::Dated(span) = self else {
            return if changes.is_empty() { Fate::Mine } else { choose(Cause::Untold) };
        };
        let split = |until: Timestamp| changes.partition_point(|change| change.at < until);
        let later = split(span.to.saturating_add(SAME_WRITE).unwrap_or(span.to));
        let held = |at: usize| cx.target.before(issue, field, changes.get(at..)?);
        if later < changes.len() {
            return Fate::Choose(Cause::ChangedSince, held(later));
        }
        // The change that `updated` tells of is within the span. Another one, a moment after the
        // export, would have left in the file what was there before it.
        let within = split(span.from)..later;
        if span.coarse && !within.is_empty() && !is_of_one_write(span, issue, cx) {
            return choose(Cause::Untold);
        }
        match within.filter_map(held).any(|old| convert::same(field.kind, &old, mine)) {
            true => choose(Cause::Untold),
            false => Fate::Mine,
        }
    }
}

/// Whether an issue was written once in the minute that a row's `Updated` tells. The row was then
/// exported after that: before, `Updated` was another minute.
fn is_of_one_write(span: Span, issue: &IssueState, cx: &Context<'_>) -> bool {
    let to = span.to.saturating_add(SAME_WRITE).unwrap_or(span.to);
    let is_within = |at: &Timestamp| span.from <= *at && *at < to;
    let writes = cx.target.writes.get(&issue.id).into_iter().flatten();
    let made = issue.instant("created");
    span.is_minute()
        && made.is_some_and(|at| !is_within(&at))
        && writes.filter(|at| is_within(at)).count() == 1
}
