//! Windows of a plan's rows, for a screen that shows a few of many.

use std::collections::BTreeMap;

use crate::apply::{Outcome, OutcomeKind};
use crate::convert::{self, Context};
use crate::finding::{Finding, Severity};
use crate::job::{CellChange, CellConflict, CellLoss, PlanRow, RowFilter, RowView, Rows};
use crate::mapping::{ColumnMapping, MappedTo, Mapping};
use crate::plan::{Action, Change, FieldChange, FieldConflict};
use crate::schema::{Entity, FieldId, FieldValue};
use crate::sheet::{Table, TableRow};

/// A plan's changes and findings, found by row.
#[derive(Default)]
pub(super) struct RowIndex {
    /// Positions of the changes, in the order of the sheet.
    order: Vec<usize>,
    /// Positions of the findings of each row.
    findings: BTreeMap<u32, Vec<usize>>,
    /// Summaries as the file has them, of rows that are held back.
    titles: BTreeMap<u32, String>,
    /// Outcomes by row, once applied.
    outcomes: BTreeMap<u32, Outcome>,
}

impl RowIndex {
    /// Sorts changes and findings by row.
    pub(super) fn new(changes: &[Change], findings: &[Finding]) -> Self {
        let mut order: Vec<usize> = (0..changes.len()).collect();
        order.sort_by_key(|&position| changes[position].row);
        let mut by_row = BTreeMap::<u32, Vec<usize>>::new();
        for (position, finding) in findings.iter().enumerate() {
            if let Some(row) = finding.at.row {
                by_row.entry(row).or_default().push(position);
            }
        }
        Self { order, findings: by_row, ..Self::default() }
    }

    /// Takes the summaries of rows that are held back from the file, as no change has them.
    pub(super) fn entitle(&mut self, changes: &[Change], table: &Table, mapping: &Mapping) {
        let summary =
            |mapped: &ColumnMapping| mapped.mapped == MappedTo::Field(FieldId::new("summary"));
        let column = mapping.columns.iter().find(|mapped| summary(mapped));
        let position = column.and_then(|mapped| {
            table.columns.iter().position(|column| column.index == mapped.column)
        });
        let Some(position) = position else { return };
        let rows: BTreeMap<u32, &TableRow> = table.rows.iter().map(|row| (row.row, row)).collect();
        for change in changes.iter().filter(|change| change.action == Action::Skip) {
            let cell = rows.get(&change.row).and_then(|row| row.cells.get(position));
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                self.titles.insert(change.row, cell.to_text().trim().to_owned());
            }
        }
    }

    /// Takes the outcomes of an apply.
    pub(super) fn finish(&mut self, outcomes: &[Outcome]) {
        self.outcomes = outcomes.iter().map(|outcome| (outcome.row, outcome.clone())).collect();
    }

    /// A window of the rows that pass a filter.
    pub(super) fn window(
        &self,
        changes: &[Change],
        findings: &[Finding],
        window: (&RowFilter, usize, usize),
        cx: &Context<'_>,
    ) -> Rows {
        let (filter, start, count) = window;
        let passing: Vec<usize> = self
            .order
            .iter()
            .copied()
            .filter(|&position| self.passes(&changes[position], findings, filter))
            .collect();
        let shown = passing.iter().skip(start).take(count);
        let rows = shown.map(|&position| self.view(&changes[position], findings, cx)).collect();
        Rows { total: passing.len(), start, rows }
    }

    fn passes(&self, change: &Change, findings: &[Finding], filter: &RowFilter) -> bool {
        let mut found =
            self.findings.get(&change.row).into_iter().flatten().map(|&at| &findings[at]);
        match filter {
            RowFilter::All => true,
            RowFilter::Action(Action::Update) => {
                matches!(change.action, Action::Update | Action::Transition)
            }
            RowFilter::Action(action) => change.action == *action,
            RowFilter::Finding(code) => found.any(|finding| finding.message.code == *code),
            RowFilter::Conflicts => !change.conflicts.is_empty(),
            RowFilter::Problems => found.any(|finding| finding.severity > Severity::Info),
            // A row that the plan held back was never to be applied, so it did not fail.
            RowFilter::Failed => {
                change.action != Action::Skip
                    && self
                        .outcomes
                        .get(&change.row)
                        .is_some_and(|outcome| outcome.kind != OutcomeKind::Applied)
            }
        }
    }

    fn view(&self, change: &Change, findings: &[Finding], cx: &Context<'_>) -> RowView {
        let found = self.findings.get(&change.row).into_iter().flatten();
        RowView {
            plan: PlanRow { title: self.title(change, cx), ..plan_row(change, cx) },
            findings: found.map(|&position| findings[position].clone()).collect(),
            outcome: self.outcomes.get(&change.row).cloned(),
        }
    }

    /// The summary: as the row would make it, else as Jira has it, else as the file has it.
    fn title(&self, change: &Change, cx: &Context<'_>) -> String {
        let planned = change.fields.iter().find(|field| field.field.as_str() == "summary");
        let value = planned.map(|field| &field.after).or_else(|| {
            let key = change.issue.as_ref()?.key.to_uppercase();
            cx.target.issues.get(&key)?.values.get(&FieldId::new("summary"))
        });
        match value {
            Some(FieldValue::Text(text)) => text.clone(),
            _ => self.titles.get(&change.row).cloned().unwrap_or_default(),
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
            convert::display(&conflict.conflict.theirs, cx)
        });
        cell.conflict = Some(cell_conflict(conflict, cx));
    }
    for loss in &change.losses {
        let now = || current(change, &loss.field, cx);
        let mine = convert::display(&loss.after, cx);
        let cell = of_field(&mut changes, &loss.field, &loss.name, now);
        cell.loss = Some(CellLoss { mine, lost: loss.lost.clone(), accepted: loss.accepted });
    }
    PlanRow {
        row: change.row,
        action: change.action,
        issue: change.issue.clone(),
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
fn plain((field, name): (FieldId, String), before: String, after: String) -> CellChange {
    CellChange { field, name, before, after, conflict: None, loss: None }
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
        base: conflict.conflict.base.clone(),
        mine: convert::display(&conflict.conflict.mine, cx),
        theirs: convert::display(&conflict.conflict.theirs, cx),
        choice: conflict.choice,
    }
}

/// Jira's value of a field of the change's issue.
fn current(change: &Change, field: &FieldId, cx: &Context<'_>) -> String {
    let issue = change.issue.as_ref();
    let mut issues = cx.target.issues.values();
    let state = issue.and_then(|issue| issues.find(|state| state.id == issue.id));
    let value = state.and_then(|state| state.values.get(field));
    value.map(|value| convert::display(value, cx)).unwrap_or_default()
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
    plain(field, convert::display(before, cx), convert::display(after, cx))
}
