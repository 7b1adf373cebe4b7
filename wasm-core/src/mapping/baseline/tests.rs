//! Exports that people have worked on.

use super::*;
use crate::mapping::testing::{fields, table};
use crate::mapping::{Confidence, MappedTo, Origin, choose_sheet, propose};
use crate::sheet::{Format, Row, Sheet, Table, Workbook};

const EXPORTED: &str = "
    issuekey | summary | priority | customfield_1 | duedate
    DEMO-1   | Pack    | Low      | 3             | 2026-11-20
    DEMO-2   | Tape    | Low      | 5             |
    DEMO-3   | Move    | High     | 8             | 2026-12-24
    DEMO-4   | Clean   | Low      |               |";

fn origin() -> Origin {
    let exported = table(EXPORTED);
    let ids = exported.columns.iter().filter_map(|column| column.header.clone());
    let mut baseline = Baseline::new(ids.map(FieldId::new));
    for (row, id) in exported.rows.iter().zip(1..) {
        baseline.add(&id.to_string(), None, &row.cells);
    }
    Origin { lineage: "L".to_owned(), baseline, ..Origin::default() }
}

/// What each column is taken for.
fn columns(file: &str) -> Vec<String> {
    let (mapping, _) = propose(&table(file), &fields(), Some(&origin()));
    let name = |mapped: &MappedTo| match mapped {
        MappedTo::Field(id) => id.to_string(),
        other => format!("{other:?}"),
    };
    let sure = |confidence| match confidence {
        Confidence::Suggested | Confidence::Open => "?",
        Confidence::Sure | Confidence::None => "",
    };
    mapping.columns.iter().map(|c| name(&c.mapped) + sure(c.confidence)).collect()
}

#[test]
fn renamed_moved_and_deleted_columns_are_known_by_what_they_hold() {
    let file = "
        Punkte | Wer | Was    | Note | Dringend
        8      | DEMO-3 | Move   | x | High
        5      | DEMO-2 | Tape   | y | Low
        3      | DEMO-1 | Edited |   | Low
               | DEMO-4 | Clean  |   | High";
    assert_eq!(columns(file), ["customfield_1", "issuekey", "summary", "Ignored", "priority"]);
}

#[test]
fn a_header_that_says_what_it_is_goes_before_the_content() {
    let file = "
        Key    | Summary  | Titel | Due date
        DEMO-1 | Pack     | Pack  | Low
        DEMO-2 | Tape     | Tape  | Low";
    assert_eq!(columns(file), ["issuekey", "summary", "Ignored", "duedate"]);
}

#[test]
fn of_rows_of_another_file_nothing_is_guessed_but_asked() {
    let file = "Was | Wer\nPack | OTHER-1\nTape | OTHER-2";
    assert_eq!(columns(file), ["Ignored", "Ignored?"]);
}

#[test]
fn the_sheet_is_found_by_its_keys() {
    let sheet = |name: &str, table: &Table| Sheet {
        name: name.to_owned(),
        rows: table
            .rows
            .iter()
            .map(|row| Row { index: row.row, cells: (0..).zip(row.cells.clone()).collect() })
            .collect(),
        ..Sheet::default()
    };
    let notes = table("Note | More\nfirst | x\nDEMO-1 | is late");
    let sheets = vec![sheet("Mine", &notes), sheet("Renamed", &table(EXPORTED))];
    let workbook = Workbook { format: Format::Xlsx, sheets };
    assert_eq!(choose_sheet(&workbook, Some(&origin())), Some(1));
    assert_eq!(choose_sheet(&workbook, None), Some(0));
}

#[test]
fn a_baseline_is_small() {
    let mut baseline = Baseline::new((0..20).map(|n| FieldId::new(format!("customfield_{n}"))));
    let cells: Vec<CellValue> = (0..20).map(|n| CellValue::from(format!("Text {n}"))).collect();
    baseline.add("10001", Some("2026-11-02T08:15:30.123Z".parse().unwrap()), &cells);
    let lines = baseline.lines();
    let (name, text) = lines.last().unwrap();
    assert_eq!(name.len() + text.len(), 5 + 13 + 1 + 20 * 6);
}
