//! What is written is read back the same, for any cells.

use jiff::civil;
use proptest::prelude::*;
use wasm_core::sheet::{
    CellValue, ColumnKind, ColumnSpec, CsvOptions, OutCell, ReadOptions, Sheet, SheetSpec,
    Visibility, Workbook, WorkbookSpec, read, write_csv, write_xlsx,
};

/// A text as people and programs write it, and as they should not.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z][A-Za-z0-9 ,.;]{0,20}",
        2 => any::<String>(),
        1 => "[=+\\-@\t'][^\u{0}]{0,6}",
        1 => "0{1,3}[0-9]{1,6}",
        1 => "[ \t\n]{1,2}[a-z]{0,4}[ \r\n]{0,2}",
        1 => "(_x[0-9A-Fa-f]{4}_|_x|_|x){1,4}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{fffe}\u{ffff}😀é&<>\"]{1,6}",
    ]
}

/// A day Excel knows: from 1900-01-01 to 9999-12-31.
fn any_date() -> impl Strategy<Value = civil::Date> {
    (1900_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a day of the calendar", |(y, m, d)| civil::Date::new(y, m, d).ok())
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<i32>().prop_map(f64::from),
        (-1_000_000_i64..1_000_000).prop_map(|cents| cents as f64 / 100.0),
        any::<f64>().prop_filter("finite", |number| number.is_finite() && *number != 0.0),
    ]
}

fn any_value() -> impl Strategy<Value = CellValue> {
    prop_oneof![
        1 => Just(CellValue::Empty),
        4 => any_text().prop_map(CellValue::from),
        2 => any_number().prop_map(CellValue::Number),
        1 => any::<bool>().prop_map(CellValue::Bool),
        1 => any_date().prop_map(CellValue::Date),
        1 => (any_date(), 0_i32..86_400_000).prop_map(|(date, ms)| CellValue::DateTime(at(date, ms))),
        1 => (0_i64..1_000_000_000).prop_map(|ms| CellValue::Duration { seconds: ms as f64 / 1000.0 }),
    ]
}

fn at(date: civil::Date, ms: i32) -> civil::DateTime {
    let part = |value: i32| i8::try_from(value).unwrap();
    let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    date.at(part(hour), part(minute), part(second), ms % 1000 * 1_000_000)
}

fn any_kind() -> impl Strategy<Value = ColumnKind> {
    prop::sample::select(vec![
        ColumnKind::General,
        ColumnKind::Text,
        ColumnKind::LongText,
        ColumnKind::Number,
        ColumnKind::Date,
        ColumnKind::DateTime,
    ])
}

fn any_sheet() -> impl Strategy<Value = SheetSpec> {
    let columns = prop::collection::vec((any_text(), any_kind()), 1..5);
    columns.prop_flat_map(|columns| {
        let width = columns.len();
        let row = prop::collection::vec((any_value(), any::<bool>()), 0..=width);
        prop::collection::vec(row, 0..6).prop_map(move |rows| SheetSpec {
            name: "Issues".to_owned(),
            columns: columns
                .iter()
                .map(|(header, kind)| ColumnSpec {
                    header: header.clone(),
                    kind: *kind,
                    ..ColumnSpec::default()
                })
                .collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(out_cell).collect()).collect(),
            frozen_columns: 1,
            autofilter: true,
            ..SheetSpec::default()
        })
    })
}

/// Texts may link; the link doesn't change what they say.
fn out_cell((value, linked): (CellValue, bool)) -> OutCell {
    let link = (linked && matches!(value, CellValue::Text(_)))
        .then(|| "https://example.atlassian.net/browse/DEMO-1".to_owned());
    OutCell { value, link }
}

/// The cells a reader should find, by address.
fn expected(sheet: &SheetSpec) -> Vec<((u32, u32), CellValue)> {
    let headers = sheet.columns.iter().map(|column| CellValue::from(column.header.as_str()));
    let rows = std::iter::once(headers.collect::<Vec<_>>())
        .chain(sheet.rows.iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()));
    let mut cells = Vec::new();
    for (row, values) in (0..).zip(rows) {
        for (column, value) in (0..).zip(values).filter(|(_, value)| !value.is_empty()) {
            cells.push(((row, column), value));
        }
    }
    cells
}

fn found(sheet: &Sheet) -> Vec<((u32, u32), CellValue)> {
    let cells =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row.index, cell)));
    cells.map(|(row, (column, value))| ((row, *column), value.clone())).collect()
}

fn book(sheets: Vec<SheetSpec>) -> WorkbookSpec {
    WorkbookSpec { sheets, ..WorkbookSpec::default() }
}

fn read_back(bytes: &[u8]) -> Workbook {
    read(bytes, &ReadOptions::default()).unwrap().0
}

/// A time of day and a duration look alike in a file: seconds to the millisecond.
fn same(a: &CellValue, b: &CellValue) -> bool {
    match (a, b) {
        (CellValue::Duration { seconds: a }, CellValue::Duration { seconds: b }) => {
            (a - b).abs() < 0.000_5
        }
        _ => a == b,
    }
}

proptest! {
    #[test]
    fn an_xlsx_comes_back_cell_by_cell(sheet in any_sheet()) {
        let bytes = write_xlsx(&book(vec![sheet.clone()])).unwrap();
        let workbook = read_back(&bytes);
        let (wanted, got) = (expected(&sheet), found(&workbook.sheets[0]));
        prop_assert_eq!(wanted.len(), got.len());
        for (wanted, got) in wanted.iter().zip(&got) {
            prop_assert_eq!(wanted.0, got.0);
            prop_assert!(same(&wanted.1, &got.1), "{:?} became {:?}", wanted, got);
        }
    }

    #[test]
    fn a_csv_comes_back_as_texts(
        sheet in any_sheet(),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        bom in any::<bool>(),
    ) {
        let options = CsvOptions { delimiter, bom, ..CsvOptions::default() };
        let mut bytes = write_csv(&sheet, &options);
        // Where the cells don't tell the delimiter, the first line does.
        let at = if bom { 3 } else { 0 };
        bytes.splice(at..at, format!("sep={delimiter}\r\n").into_bytes());
        let workbook = match read(&bytes, &ReadOptions::default()) {
            Ok((workbook, _)) => workbook,
            // Texts of nothing but control characters are taken for a binary file.
            Err(error) => {
                prop_assert_eq!(error.code(), "file-not-a-spreadsheet");
                return Ok(());
            }
        };
        let wanted: Vec<_> = expected(&sheet)
            .into_iter()
            .map(|((row, column), value)| ((row + 1, column), CellValue::from(value.to_text())))
            .collect();
        prop_assert_eq!(found(&workbook.sheets[0]), wanted);
    }
}

#[test]
fn hidden_sheets_and_their_names_come_back() {
    let sheet = |name: &str, visibility| SheetSpec {
        name: name.to_owned(),
        rows: vec![vec!["x".into()]],
        visibility,
        ..SheetSpec::default()
    };
    let sheets = vec![
        sheet("Größe & <mehr>", Visibility::Visible),
        sheet("hidden", Visibility::Hidden),
        sheet("baseline", Visibility::VeryHidden),
    ];
    let workbook = read_back(&write_xlsx(&book(sheets.clone())).unwrap());
    let shown: Vec<_> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.visibility)).collect();
    let wanted: Vec<_> = sheets.iter().map(|s| (s.name.as_str(), s.visibility)).collect();
    assert_eq!(shown, wanted);
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    let sheet =
        SheetSpec { name: "S".to_owned(), rows: vec![vec!["x".into()]], ..Default::default() };
    let spec = book(vec![sheet]);
    assert_eq!(write_xlsx(&spec).unwrap(), write_xlsx(&spec).unwrap());
}

#[test]
fn what_excel_cannot_hold_is_refused_with_its_place() {
    let spec = |text: &str| {
        book(vec![SheetSpec {
            name: "Issues".to_owned(),
            columns: vec![ColumnSpec { header: "Key".to_owned(), ..ColumnSpec::default() }],
            rows: vec![vec!["A-1".into(), text.into()]],
            ..SheetSpec::default()
        }])
    };
    assert!(write_xlsx(&spec(&"ö".repeat(32_767))).is_ok());
    let error = write_xlsx(&spec(&"😀".repeat(16_384))).unwrap_err();
    assert_eq!(error.code(), "write-cell-too-long");
    assert!(error.to_string().contains("Issues!B2"), "{error}");
    assert!(error.to_string().contains("32,768"), "{error}");
}
