//! Exports into a workbook of the user's own.

use super::own::file_name;
use super::tests::{Utc, fields, request, site_of};
use super::{ExportSite, check_own, fit_own, further_of_own, run_into};
use crate::jira::Client;
use crate::jira::testing::{FakeJira, Recorder, VirtualClock};
use crate::job::{ExportRequest, FittedColumn, FurtherSheet, OwnTable};
use crate::mapping::{CellHash, Confidence, MappedTo, ORIGIN_SHEET, Origin, origin_of, propose};
use crate::message::Message;
use crate::schema::FieldId;
use crate::sheet::{
    ColumnSpec, OutCell, ReadOptions, SheetSpec, Table, Workbook, WorkbookSpec, read, write_xlsx,
};

/// A workbook with one sheet of these headers and two rows of old values.
fn workbook(name: &str, headers: &[&str]) -> Vec<u8> {
    let column = |header: &&str| ColumnSpec { header: (*header).into(), ..ColumnSpec::default() };
    let row = || headers.iter().map(|_| OutCell::from("old")).collect();
    let sheet = SheetSpec {
        name: name.to_owned(),
        columns: headers.iter().map(column).collect(),
        rows: vec![row(), row()],
        ..SheetSpec::default()
    };
    write_xlsx(&WorkbookSpec { sheets: vec![sheet], ..WorkbookSpec::default() }).unwrap()
}

fn opened(bytes: &[u8]) -> Workbook {
    read(bytes, &ReadOptions::default()).unwrap().0
}

fn fitted(bytes: &[u8]) -> Vec<FittedColumn> {
    let table = Table::from_sheet(&opened(bytes).sheets[0], 0);
    fit_own(&table, &fields(), None)
}

/// The table of a workbook, with all columns that fit.
fn table(bytes: &[u8]) -> OwnTable {
    let fitting = fitted(bytes).into_iter().filter_map(|c| Some((c.column, c.field?)));
    OwnTable {
        file: "Report.xlsx".to_owned(),
        sheet: opened(bytes).sheets[0].name.clone(),
        header_row: 0,
        columns: fitting.collect(),
        further: further_of_own(&opened(bytes)),
    }
}

/// The workbook filled with three issues.
fn filled(bytes: &[u8], table: OwnTable) -> Result<(String, Workbook), Message> {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(3));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let request = ExportRequest { workbook: Some(table), ..request() };
    let file = clock.run(run_into(&request, bytes, &client, &site, &watch))?;
    assert_eq!((file.issues, client.requests()), (3, 2));
    Ok((file.name, opened(&file.bytes)))
}

#[test]
fn headers_tell_which_column_gets_which_field() {
    let bytes = workbook("Team", &["Nr.", "Sumary", "Due date", "KEY", "Summary", "Due date"]);
    let fitted = fitted(&bytes);
    let field = |at: usize| fitted[at].field.as_ref().map(FieldId::as_str);
    assert_eq!(
        (0..6).map(field).collect::<Vec<_>>(),
        [None, None, Some("duedate"), Some("issuekey"), Some("summary"), None]
    );
    assert!(fitted.iter().all(|column| !column.similar));
}

#[test]
fn rows_are_filled_in_and_known_again() {
    let bytes = workbook("Team", &["Notes", "Due date", "Key", "Summary"]);
    let (name, workbook) = filled(&bytes, table(&bytes)).unwrap();
    assert_eq!(name, "Report-2026-11-02.xlsx");
    let sheet = workbook.sheet("Team").unwrap();
    let row: Vec<_> = (0..4).map(|column| sheet.get(3, column).to_text()).collect();
    assert_eq!(row, ["", "2026-12-24", "A-3", "Issue 3"]);

    let origin = origin_of(&workbook).unwrap();
    assert_eq!(origin.site, "https://a.example");
    let table = Table::from_sheet(sheet, 0);
    let (mapping, _) = propose(&table, &fields(), Some(&origin));
    for column in &mapping.columns[1..] {
        assert_eq!(column.confidence, Confidence::Sure);
        let MappedTo::Field(field) = &column.mapped else { panic!("{column:?}") };
        let place = origin.baseline.position(field).unwrap();
        let then = origin.baseline.row("3").unwrap().cell(place);
        assert_eq!(then, Some(CellHash::of(sheet.get(3, column.column))), "{field}");
    }
}

#[test]
fn a_workbook_without_keys_gets_no_mark() {
    let bytes = workbook("Team", &["Summary"]);
    let (_, workbook) = filled(&bytes, table(&bytes)).unwrap();
    assert_eq!(workbook.sheet("Team").unwrap().get(1, 0).to_text(), "Issue 1");
    assert!(workbook.sheet(ORIGIN_SHEET).is_none());
}

#[test]
fn what_can_not_be_filled_is_told() {
    let own = opened(&workbook(ORIGIN_SHEET, &["Key", "Summary"]));
    assert_eq!(check_own(&own, None).unwrap_err().code, "own-workbook-mark");
    assert_eq!(check_own(&own, Some(&Origin::default())), Ok(()));
    let further = |name: &str, id: &str| {
        let sheet = opened(&workbook(name, &["Key", "Comment ID", "Comment"])).sheets.remove(0);
        let mut own = opened(&workbook("Team", &["Key", "Summary"]));
        own.sheets.push(sheet);
        own.sheets[1].rows[1].cells[1].1 = id.into();
        (check_own(&own, None).map_err(|message| message.code), further_of_own(&own))
    };
    assert_eq!(further("Comments", "7"), (Ok(()), vec![FurtherSheet::Comments]));
    assert_eq!(further("Comments", "").0, Err("own-workbook-new-rows".to_owned()));
    assert_eq!(further("Said", "7").0, Err("own-workbook-entries".to_owned()));
    let text = read(b"Key,Summary\n", &ReadOptions::default()).unwrap().0;
    assert_eq!(check_own(&text, None).unwrap_err().code, "template-format");

    let bytes = workbook("Team", &["Key", "Summary"]);
    let gone = OwnTable { sheet: "Gone".to_owned(), ..table(&bytes) };
    assert_eq!(filled(&bytes, gone).unwrap_err().code, "template-no-sheet");
    assert_eq!(filled(b"Key,Summary", table(&bytes)).unwrap_err().code, "template-format");
}

#[test]
fn a_workbook_of_ones_own_keeps_its_name() {
    let at: jiff::Timestamp = "2026-11-02T23:30:00Z".parse().unwrap();
    for (file, name) in [
        ("Report.xlsx", "Report-2026-11-02.xlsx"),
        ("Report-2026-10-26.xlsx", "Report-2026-11-02.xlsx"),
        ("Bericht für März.XLSM", "Bericht für März-2026-11-02.xlsm"),
        ("a.b.dat", "a.b-2026-11-02.xlsx"),
        ("x", "x-2026-11-02.xlsx"),
    ] {
        assert_eq!(file_name(file, at, &Utc), name);
    }
}
