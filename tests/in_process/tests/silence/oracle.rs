//! What the law says of a run. Written apart from the engine: what a cell means is known from its
//! author, and Jira's JSON is compared with that.

use std::collections::BTreeSet;

use wasm_core::apply::Outcome;
use wasm_core::finding::Severity;
use wasm_core::plan::Action;

use crate::excuse;
use crate::meaning::{Kind, SUMMARY};
use crate::rest;
use crate::run::Run;
use crate::same::holds;
use crate::table::{Column, Table};

/// The report says that a new work item has another status than its row.
const OTHER_STATUS: &str = "created-with-other-status";

/// What became of a filled cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Arrived,
    /// A finding is at its cell, row or column.
    Told,
    /// Another cell of its row has an error, which holds the row back.
    Held,
}

/// The fate of each filled cell, with what it is and how it is written.
pub type Figures = Vec<(Kind, &'static str, Fate)>;

/// The sheet of the table; a text file's has no name.
pub fn is_main(sheet: &str) -> bool {
    !["Comments", "Worklogs", "Links"].contains(&sheet)
}

/// Looks whether the law holds.
///
/// # Errors
/// The first thing that it forbids.
pub fn look(table: &Table, run: &Run) -> Result<Figures, String> {
    let keys = rows(table, run)?;
    let mut figures = Figures::new();
    for (at, column) in table.columns.iter().enumerate() {
        for (row, key) in keys.iter().enumerate().filter(|_| !is_place(column)) {
            if let Some(cell) = &column.cells[row] {
                let fate = fate(table, run, at, row, key.as_deref())?;
                figures.push((column.kind, cell.written, fate));
            }
        }
    }
    merged_is_told(table, run)?;
    rest::entries(table, run, &keys)?;
    rest::unchanged(table, run, &keys)?;
    Ok(figures)
}

/// The figures of a file that is stopped before it is planned, which says so of all of it.
pub fn stopped(table: &Table) -> Figures {
    let columns = table.columns.iter().filter(|column| !is_place(column));
    let cells =
        columns.flat_map(|column| column.cells.iter().flatten().map(move |cell| (column, cell)));
    cells.map(|(column, cell)| (column.kind, cell.written, Fate::Told)).collect()
}

/// Whether a column says which work item a row is, or where a new one goes.
pub fn is_place(column: &Column) -> bool {
    ["key", "id", "project", "issuetype"].contains(&column.field)
}

/// The work item of each row; none of rows that are held back.
fn rows(table: &Table, run: &Run) -> Result<Vec<Option<String>>, String> {
    let mut keys = Vec::new();
    for row in 0..table.keys.len() {
        let at = table.sheet_row(row);
        let held = run.findings.iter().any(|found| {
            let here = found.at.row == Some(at) && is_main(&found.at.sheet);
            here && found.severity == Severity::Error
        });
        let outcome = run.report.outcomes.iter().find(|outcome| {
            outcome.row == at && is_main(&outcome.sheet) && outcome.action != Action::Skip
        });
        if let Some(outcome) = outcome {
            if held {
                return Err(format!("row {row} has an error, and is written"));
            }
            if !outcome.kind.is_done() && !is_status_told(table, row, outcome) {
                return Err(format!("row {row} ended otherwise: {outcome:?}"));
            }
        }
        let key = match table.keys[row] {
            Some(key) => Some(key.to_owned()),
            None => outcome.and_then(|outcome| Some(outcome.issue.as_ref()?.key.clone())),
        };
        if !held && key.is_none() {
            return Err(format!("row {row} is lost without a word"));
        }
        keys.push(key.filter(|_| !held));
    }
    Ok(keys)
}

/// Whether a row ended otherwise in its status alone, of which the report tells: no request says from
/// where a new work item of a type starts, before there is one.
fn is_status_told(table: &Table, row: usize, outcome: &Outcome) -> bool {
    let of_status = |column: &Column| column.kind == Kind::Status && column.cells[row].is_some();
    let reason = outcome.reason.as_ref().map(|reason| reason.code.as_str());
    reason == Some(OTHER_STATUS) && table.columns.iter().any(of_status)
}

fn fate(
    table: &Table,
    run: &Run,
    at: usize,
    row: usize,
    key: Option<&str>,
) -> Result<Fate, String> {
    // A row that is held back has an error, which says why.
    let column = &table.columns[at];
    let Some(key) = key else {
        let (row, at) = (Some(table.sheet_row(row)), Some(table.sheet_column(at)));
        let mut here = run.findings.iter().filter(|found| found.at.row == row);
        let own = here.any(|found| found.at.column == at && is_main(&found.at.sheet));
        return Ok(if own { Fate::Told } else { Fate::Held });
    };
    let Some(fields) = run.after.get(key) else { return Err(format!("{key} is gone")) };
    let same: Vec<usize> = match column.kind.is_list() {
        true => (0..table.columns.len())
            .filter(|other| table.columns[*other].field == column.field)
            .collect(),
        false => vec![at],
    };
    let cells: Vec<_> =
        same.iter().filter_map(|at| table.columns[*at].cells[row].as_ref()).collect();
    let found = &fields[column.field];
    let arrived = column.kind.is_writable() && holds(column, &cells, found);
    if arrived {
        return Ok(Fate::Arrived);
    }
    let told_later =
        run.report.outcomes.iter().any(|outcome| {
            outcome.row == table.sheet_row(row) && is_status_told(table, row, outcome)
        });
    let told = (column.kind == Kind::Status && told_later)
        || cells.iter().any(|cell| {
            same.iter().any(|at| {
                let place = (table.sheet_row(row), table.sheet_column(*at));
                excuse::is_told(&run.findings, column, cell, place)
            })
        });
    if told {
        return Ok(Fate::Told);
    }
    let shown: Vec<&str> = cells.iter().map(|cell| cell.shown.as_str()).collect();
    let mapped = run.mapping.columns.iter().find(|mapped| mapped.column == table.sheet_column(at));
    Err(format!(
        "row {row}, “{}” ({}): the screen shows {shown:?} ({:?}), {key} has {found}, and nothing \
         of that is told: {:?}; mapped to {:?}",
        column.header,
        column.field,
        cells.iter().map(|cell| &cell.stored).collect::<Vec<_>>(),
        run.findings.iter().map(|found| (found.message.text(), &found.at)).collect::<Vec<_>>(),
        mapped.map(|mapped| &mapped.mapped)
    ))
}

/// A merged cell shows its value in rows that do not have it.
fn merged_is_told(table: &Table, run: &Run) -> Result<(), String> {
    let told = run.findings.iter().any(|found| found.message.code == "note-merged-cells");
    match table.merged {
        Some((at, row)) if !told && table.columns[at].cells[row].is_some() => {
            Err("nothing is told of merged cells".to_owned())
        }
        _ => Ok(()),
    }
}

/// The fields that the filled cells of a row are for.
pub fn filled(table: &Table, row: usize) -> BTreeSet<&'static str> {
    let columns = table.columns.iter().filter(|column| column.cells[row].is_some());
    let fields = columns.filter(|column| column.kind.is_writable()).map(|column| column.field);
    fields.chain([SUMMARY.field]).collect()
}
