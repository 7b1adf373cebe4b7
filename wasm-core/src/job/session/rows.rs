//! Windows of a plan's rows, for a screen that shows a few of many.

use std::collections::BTreeMap;

use super::entries;
use super::imported_before::Candidates;
use crate::apply::Outcome;
use crate::convert::{self, Context};
use crate::finding::{Finding, Severity};
use crate::job::{CellChange, CellConflict, CellLoss, PlanRow, RowFilter, RowPlace, RowView, Rows};
use crate::mapping::{ColumnMapping, Layout, MappedTo, Mapping};
use crate::message::Message;
use crate::plan::{Action, Change, Entry, FieldChange, FieldConflict, Plan};
use crate::schema::{Entity, FieldId, FieldSchema, FieldValue};
use crate::sheet::{Table, TableRow};
use crate::target::IssueState;

/// A plan's changes and findings, found by row.
#[derive(Default)]
pub(super) struct RowIndex {
    /// The rows in the order of the sheet, then those of the further sheets.
    order: Vec<Item>,
    /// Positions of the findings of each row, by the sheet.
    findings: BTreeMap<String, BTreeMap<u32, Vec<usize>>>,
    /// Summaries as the file has them, of rows that are held back.
    titles: BTreeMap<u32, String>,
    /// How the file names issues, of rows where that is not the key of an issue.
    names: BTreeMap<u32, String>,
    /// What rows look like that an import may have seen before.
    seen: BTreeMap<u32, Candidates>,
    /// Outcomes by sheet (none for that of the issues) and row, once applied.
    outcomes: BTreeMap<(String, u32), Outcome>,
}

/// The rows that are asked for.
pub(super) struct Window {
    pub(super) filter: RowFilter,
    pub(super) start: usize,
    pub(super) count: usize,
    pub(super) find: Option<RowPlace>,
}

/// A row of a plan, by its position.
#[derive(Clone, Copy)]
enum Item {
    /// Of the sheet of the issues.
    Change(usize),
    /// Of a further sheet.
    Entry(usize),
}

impl RowIndex {
    /// Sorts changes and findings by row.
    pub(super) fn new(plan: &Plan, findings: &[Finding]) -> Self {
        let mut order: Vec<usize> = (0..plan.changes.len()).collect();
        order.sort_by_key(|&position| plan.changes[position].row);
        let entries = (0..plan.entries.len()).map(Item::Entry);
        let order = order.into_iter().map(Item::Change).chain(entries).collect();
        let mut by_row = BTreeMap::<String, BTreeMap<u32, Vec<usize>>>::new();
        for (position, finding) in findings.iter().enumerate() {
            if let Some(row) = finding.at.row {
                let sheet = match by_row.get_mut(&finding.at.sheet) {
                    Some(sheet) => sheet,
                    None => by_row.entry(finding.at.sheet.clone()).or_default(),
                };
                sheet.entry(row).or_default().push(position);
            }
        }
        Self { order, findings: by_row, ..Self::default() }
    }

    /// Takes from the file what no change has: how it names the issues, and the summaries of rows
    /// that are held back.
    pub(super) fn entitle(
        &mut self,
        changes: &[Change],
        table: &Table,
        mapping: &Mapping,
        fields: &[FieldSchema],
    ) {
        let rows: BTreeMap<u32, &TableRow> = table.rows.iter().map(|row| (row.row, row)).collect();
        let layout = Layout::new(table, mapping, fields);
        for change in changes {
            let row = rows.get(&change.row);
            let name = row.and_then(|row| other_name(change, row, &layout));
            self.names.extend(name.map(|name| (change.row, name)));
        }
        let summary =
            |mapped: &ColumnMapping| mapped.mapped == MappedTo::Field(FieldId::new("summary"));
        let column = mapping.columns.iter().find(|mapped| summary(mapped));
        let position = column.and_then(|mapped| {
            table.columns.iter().position(|column| column.index == mapped.column)
        });
        let Some(position) = position else { return };
        for change in changes.iter().filter(|change| change.action == Action::Skip) {
            let cell = rows.get(&change.row).and_then(|row| row.cells.get(position));
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                self.titles.insert(change.row, cell.to_text().trim().to_owned());
            }
        }
    }

    /// Takes what rows look like that an import may have seen before.
    pub(super) fn remember(&mut self, seen: BTreeMap<u32, Candidates>) {
        self.seen = seen;
    }

    /// Takes the outcomes of an apply.
    pub(super) fn finish(&mut self, outcomes: &[Outcome]) {
        let key = |outcome: &Outcome| (outcome.sheet.clone(), outcome.row);
        self.outcomes = outcomes.iter().map(|outcome| (key(outcome), outcome.clone())).collect();
    }

    /// A window of the rows that pass a filter.
    pub(super) fn window(
        &self,
        plan: &Plan,
        findings: &[Finding],
        window: &Window,
        cx: &Context<'_>,
    ) -> Rows {
        let Window { filter, start, count, find } = window;
        let line = |item: &Item| Line::new(self, plan, findings, *item);
        let passes = |item: &&Item| *filter == RowFilter::All || line(item).passes(filter);
        let passing: Vec<&Item> = self.order.iter().filter(passes).collect();
        let shown = passing.iter().skip(*start).take(*count);
        let rows = shown.map(|item| self.view(&line(item), cx)).collect();
        let found = find.as_ref().and_then(|place| {
            passing.iter().position(|item| line(item).is_at(&place.sheet, place.row))
        });
        Rows { total: passing.len(), start: *start, found, rows }
    }

    /// How many rows pass a filter.
    pub(super) fn count(&self, plan: &Plan, findings: &[Finding], filter: &RowFilter) -> usize {
        let passes = |item: &&Item| Line::new(self, plan, findings, **item).passes(filter);
        self.order.iter().filter(passes).count()
    }

    fn view(&self, line: &Line<'_>, cx: &Context<'_>) -> RowView {
        let plan = match line.of {
            Of::Change(change) => PlanRow {
                title: self.title(change, cx),
                named: self.names.get(&change.row).cloned(),
                ..plan_row(change, cx)
            },
            Of::Entry(entry) => entries::plan_row(entry, cx),
        };
        RowView {
            plan,
            findings: line.findings().cloned().collect(),
            outcome: line.outcome.cloned(),
            seen: line.seen.map(|seen| seen.shown.clone()).unwrap_or_default(),
            seen_more: line.seen.map_or(0, |seen| seen.more),
        }
    }

    /// The summary: as the row would make it, else as Jira has it, else as the file has it.
    fn title(&self, change: &Change, cx: &Context<'_>) -> String {
        let planned = change.fields.iter().find(|field| field.field.as_str() == "summary");
        let value = planned.map(|field| &field.after).or_else(|| {
            let name = self.names.get(&change.row);
            let state = name.and_then(|name| cx.target.issues.get(name));
            state.or_else(|| state_of(change, cx))?.values.get(&FieldId::new("summary"))
        });
        match value {
            Some(FieldValue::Text(text)) => text.clone(),
            _ => self.titles.get(&change.row).cloned().unwrap_or_default(),
        }
    }
}

/// A row with what is known of it.
struct Line<'a> {
    of: Of<'a>,
    action: Action,
    all: &'a [Finding],
    found: &'a [usize],
    outcome: Option<&'a Outcome>,
    seen: Option<&'a Candidates>,
}

enum Of<'a> {
    Change(&'a Change),
    Entry(&'a Entry),
}

impl<'a> Line<'a> {
    fn new(index: &'a RowIndex, plan: &'a Plan, all: &'a [Finding], item: Item) -> Self {
        let (of, action, sheet, row, outcomes) = match item {
            Item::Change(at) => {
                let change = &plan.changes[at];
                (Of::Change(change), change.action, &plan.source.sheet, change.row, "")
            }
            Item::Entry(at) => {
                let entry = &plan.entries[at];
                (Of::Entry(entry), entry.action, &entry.sheet, entry.row, entry.sheet.as_str())
            }
        };
        let found = index.findings.get(sheet).and_then(|rows| rows.get(&row));
        let found = found.map(Vec::as_slice).unwrap_or_default();
        let outcome = match index.outcomes.is_empty() {
            true => None,
            false => index.outcomes.get(&(outcomes.to_owned(), row)),
        };
        let seen = index.seen.get(&row).filter(|_| matches!(of, Of::Change(_)));
        Self { of, action, all, found, outcome, seen }
    }

    fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        let all = self.all;
        self.found.iter().map(move |&position| &all[position])
    }

    fn is_at(&self, sheet: &str, row: u32) -> bool {
        match self.of {
            Of::Change(change) => sheet.is_empty() && change.row == row,
            Of::Entry(entry) => entry.sheet == sheet && entry.row == row,
        }
    }

    fn is_entry(&self) -> bool {
        matches!(self.of, Of::Entry(_))
    }

    fn passes(&self, filter: &RowFilter) -> bool {
        match filter {
            RowFilter::All => true,
            RowFilter::ToReview => {
                let loses = matches!(self.of, Of::Change(change) if !change.losses.is_empty());
                let of = |filter| self.passes(&filter);
                self.action != Action::NoOp
                    || loses
                    || of(RowFilter::Problems)
                    || of(RowFilter::Conflicts)
                    || of(RowFilter::ImportedBefore)
            }
            RowFilter::Action(Action::Update) => {
                matches!(self.action, Action::Update | Action::Transition)
            }
            RowFilter::Action(action @ (Action::NoOp | Action::Skip)) => {
                self.action == *action && !self.is_entry()
            }
            RowFilter::Action(action) => self.action == *action,
            RowFilter::Entries(action) => self.action == *action && self.is_entry(),
            RowFilter::Finding(code) => self.findings().any(|f| f.message.code == *code),
            RowFilter::ImportedBefore => match self.of {
                Of::Change(_) => {
                    self.seen.iter().any(|seen| seen.shown.iter().any(|seen| !seen.sure))
                }
                Of::Entry(entry) => entry.before.is_some(),
            },
            RowFilter::Conflicts => match self.of {
                Of::Change(change) => !change.conflicts.is_empty(),
                Of::Entry(_) => false,
            },
            RowFilter::Problems => self.findings().any(|f| f.severity > Severity::Info),
            // A row that the plan held back was never to be applied, so it did not fail.
            RowFilter::Failed => {
                self.action != Action::Skip
                    && self.outcome.is_some_and(|outcome| !outcome.kind.is_done())
            }
            RowFilter::Present => self.outcome.is_some_and(|outcome| outcome.kind.was_there()),
        }
    }
}

fn plan_row(change: &Change, cx: &Context<'_>) -> PlanRow {
    let mut changes = place(change, cx);
    changes.extend(change.all_fields().map(|field| cell_change(field, cx)));
    if let Some(transition) = &change.transition {
        let from = transition.from.as_ref().map(|from| from.name.clone()).unwrap_or_default();
        let field = (FieldId::new("status"), "Status".to_owned());
        changes.push(plain(field, from, transition.to.name.clone()));
    }
    for conflict in &change.conflicts {
        let cell = of_field(&mut changes, &conflict.field, &conflict.name, || {
            convert::readable(&conflict.conflict.theirs, cx)
        });
        cell.reading = reading(&conflict.conflict.mine);
        cell.conflict = Some(cell_conflict(conflict, cx));
    }
    for loss in &change.losses {
        let now = || current(change, &loss.field, cx);
        let mine = convert::readable(&loss.after, cx);
        let cell = of_field(&mut changes, &loss.field, &loss.name, now);
        cell.reading = reading(&loss.after);
        cell.loss = Some(CellLoss { mine, lost: loss.lost.clone(), accepted: loss.accepted });
    }
    PlanRow {
        sheet: String::new(),
        row: change.row,
        action: change.action,
        issue: change.issue.clone(),
        named: None,
        title: String::new(),
        changes,
        reason: change.reason.clone(),
    }
}

/// Where a new issue goes, as the changes of two cells.
fn place(change: &Change, cx: &Context<'_>) -> Vec<CellChange> {
    let Some(target) = &change.create else { return Vec::new() };
    let cell = |(id, entity): (&str, &Entity)| {
        let field = FieldId::new(id);
        let known = cx.target.fields.iter().find(|known| known.id == field);
        let name = known.map_or_else(|| id.to_owned(), |known| known.name.clone());
        plain((field, name), String::new(), entity.name.clone())
    };
    [("project", &target.project), ("issuetype", &target.issue_type)].map(cell).into()
}

/// The change of a cell without a conflict.
pub(super) fn plain((field, name): (FieldId, String), before: String, after: String) -> CellChange {
    CellChange { field, name, before, after, reading: None, conflict: None, loss: None }
}

/// The cell of a field among those of a row; one that does not change is added.
fn of_field<'c>(
    cells: &'c mut Vec<CellChange>,
    field: &FieldId,
    name: &str,
    now: impl FnOnce() -> String,
) -> &'c mut CellChange {
    let at = cells.iter().position(|cell| cell.field == *field).unwrap_or_else(|| {
        let now = now();
        cells.push(plain((field.clone(), name.to_owned()), now.clone(), now));
        cells.len() - 1
    });
    &mut cells[at]
}

fn cell_conflict(conflict: &FieldConflict, cx: &Context<'_>) -> CellConflict {
    CellConflict {
        why: Message::new(conflict.cause.code()),
        base: conflict.conflict.base.clone(),
        mine: convert::readable(&conflict.conflict.mine, cx),
        theirs: convert::readable(&conflict.conflict.theirs, cx),
        choice: conflict.choice,
    }
}

/// The name by which a row's cell names its issue, where that is not the issue's key, or Jira has no
/// such issue.
fn other_name(change: &Change, row: &TableRow, layout: &Layout<'_>) -> Option<String> {
    let Some(issue) = &change.issue else { return layout.issue_of(row) };
    let key = &issue.key;
    if layout.key_text(row).trim().eq_ignore_ascii_case(key) {
        return None;
    }
    layout.issue_of(row).filter(|name| !name.eq_ignore_ascii_case(key))
}

/// The change's issue as Jira has it: by its key, or else by its id, as the file may name it
/// otherwise.
fn state_of<'t>(change: &Change, cx: &Context<'t>) -> Option<&'t IssueState> {
    let issue = change.issue.as_ref()?;
    let issues = &cx.target.issues;
    let by_key = issues.get(&issue.key.to_uppercase());
    by_key.or_else(|| issues.values().find(|state| state.id == issue.id))
}

/// Jira's value of a field of the change's issue.
fn current(change: &Change, field: &FieldId, cx: &Context<'_>) -> String {
    let value = state_of(change, cx).and_then(|state| state.values.get(field));
    value.map(|value| convert::readable(value, cx)).unwrap_or_default()
}

/// Whether any change of a plan touches a field, so that its column has something to show.
pub(super) fn touches(changes: &[Change], field: &FieldId) -> bool {
    changes.iter().any(|change| match field.as_str() {
        "project" | "issuetype" => change.create.is_some(),
        "status" if change.transition.is_some() => true,
        _ => {
            change.all_fields().any(|changed| changed.field == *field)
                || change.conflicts.iter().any(|conflict| conflict.field == *field)
                || change.losses.iter().any(|loss| loss.field == *field)
        }
    })
}

fn cell_change(change: &FieldChange, cx: &Context<'_>) -> CellChange {
    let (before, after) = (&change.before, &change.after);
    let field = (change.field.clone(), change.name.clone());
    let cell = plain(field, convert::readable(before, cx), convert::readable(after, cx));
    CellChange { reading: reading(after), ..cell }
}

/// What Rowport makes of wiki markup.
fn reading(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Rich(rich) => rich.wiki.as_ref().map(|_| rich.markdown.clone()),
        _ => None,
    }
}
