//! What fields in conflict held at the export, out of the history that Jira keeps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use wasm_core::sheet::{
    CellValue, ColumnSpec, OutCell, ReadOptions, Row, Sheet, SheetSpec, Workbook, WorkbookSpec,
    read, write_xlsx,
};

use sim::Sim;
use support::{Folder, end};

const SOME: &str =
    "project = DEMO AND issuetype = Task AND status != Done AND key >= DEMO-11 ORDER BY key ASC";
/// A column of each kind that an edit can change.
const COLUMNS: [&str; 22] = [
    "summary",
    "description",
    "components",
    "fixVersions",
    "versions",
    "labels",
    "duedate",
    "priority",
    "assignee",
    "parent",
    "timeoriginalestimate",
    "customfield_10015",
    "customfield_10016",
    "customfield_10030",
    "customfield_10031",
    "customfield_10033",
    "customfield_10034",
    "customfield_10035",
    "customfield_10036",
    "customfield_10039",
    "customfield_10044",
    "customfield_10045",
];

fn open(file: &str) -> Workbook {
    read(&std::fs::read(file).unwrap(), &ReadOptions::default()).unwrap().0
}

/// The sheet of the issues, with each column moved up by some rows under its keys.
fn moved(sheet: &Sheet, by: usize) -> Vec<Vec<CellValue>> {
    let rows = &sheet.rows[1..];
    let cell = |at: usize, column: u32| rows[at % rows.len()].get(column).clone();
    let width = u32::try_from(COLUMNS.len()).unwrap();
    let row = |at: usize| {
        let rest = (1..=width).map(|column| cell(at + by, column));
        std::iter::once(cell(at, 0)).chain(rest).collect()
    };
    (0..rows.len()).map(row).collect()
}

/// Saves a workbook with other rows in the sheet of the issues.
fn save(workbook: &Workbook, rows: &[Vec<CellValue>], file: &str) {
    let cells = |row: &Row| {
        let width = row.cells.last().map_or(0, |cell| cell.0 + 1);
        (0..width).map(|at| OutCell::from(row.get(at).clone())).collect::<Vec<_>>()
    };
    let header =
        |cell: OutCell| ColumnSpec { header: cell.value.to_text(), ..ColumnSpec::default() };
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.name != "_lists").map(|sheet| {
        let mut own: Vec<Vec<OutCell>> = sheet.rows[1..].iter().map(cells).collect();
        if sheet.name == issues(workbook).name {
            own = rows.iter().map(|row| row.iter().cloned().map(OutCell::from).collect()).collect();
        }
        SheetSpec {
            name: sheet.name.clone(),
            columns: cells(&sheet.rows[0]).into_iter().map(header).collect(),
            rows: own,
            visibility: sheet.visibility,
            ..SheetSpec::default()
        }
    });
    let spec = WorkbookSpec { about: None, sheets: sheets.collect() };
    std::fs::write(file, write_xlsx(&spec).unwrap()).unwrap();
}

fn issues(workbook: &Workbook) -> &Sheet {
    let first =
        |sheet: &&Sheet| sheet.rows.first().is_some_and(|row| row.get(0).to_text() == "Key");
    workbook.sheets.iter().find(first).unwrap()
}

/// Somebody else gives every row the values of the next one, in Jira; the file those of the one
/// after it. What is told of each conflict is what its cell held.
#[test]
fn what_a_field_held_at_the_export_is_told_for_every_kind_of_field() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let [file, theirs, mine, plan] =
        ["a.xlsx", "theirs.xlsx", "mine.xlsx", "plan.json"].map(|name| folder.text(name));
    let columns = format!("key,{}", COLUMNS.join(","));
    let args = ["export", "--jql", SOME, "--columns", &columns, "--out", &file];
    assert!(sim.json("admin", &args)["issues"].as_u64().unwrap() > 10);
    let workbook = open(&file);
    let sheet = issues(&workbook);
    save(&workbook, &moved(sheet, 1), &theirs);
    save(&workbook, &moved(sheet, 2), &mine);
    sim.json("admin", &["plan", &theirs, "--out", &plan]);
    let applied = sim.rowport("admin", &["apply", &plan, "--json"]);
    let (code, told) = end(&applied);
    assert_eq!(code, 6, "{told}");
    let report: Value = serde_json::from_slice(&applied.stdout).unwrap();
    assert_eq!(report["failed"], 0, "{report:#}");

    sim.json("admin", &["plan", &mine, "--out", &plan]);
    let saved: Value = serde_json::from_slice(&std::fs::read(&plan).unwrap()).unwrap();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for change in saved["changes"].as_array().unwrap() {
        let row = &sheet.rows[usize::try_from(change["row"].as_u64().unwrap()).unwrap()];
        for conflict in change["conflicts"].as_array().into_iter().flatten() {
            let at = COLUMNS.iter().position(|column| conflict["field"] == *column).unwrap();
            let held = row.get(u32::try_from(at).unwrap() + 1).to_text().replace('\n', ", ");
            let base = conflict["conflict"]["base"]
                .as_str()
                .unwrap_or_else(|| panic!("{held}: {conflict}"));
            let same = match COLUMNS[at] {
                // Jira's history has the words, and no cell shows what it makes of the rest.
                "description" => held.is_empty() == base.is_empty(),
                // A cell also has the account ID where the name does not lead back, and seconds.
                "assignee" | "customfield_10036" | "customfield_10031" => held.starts_with(base),
                _ => held == base.replace('\n', ", "),
            };
            assert!(same, "{held}: {conflict}");
            told.insert(COLUMNS[at]);
        }
    }
    assert_eq!(told, COLUMNS.into_iter().collect(), "each kind of field was in conflict");
}
