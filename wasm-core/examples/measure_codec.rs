//! Times of writing and reading 50,000 rows of 20 mixed cells, natively.
//!
//!     cargo run --release -p wasm-core --example measure_codec

// A program of its own may use files and the clock; the engine doesn't.
#![allow(clippy::disallowed_methods)]

use std::error::Error;
use std::time::Instant;

use jiff::civil::date;
use wasm_core::sheet::{
    CellValue, ColumnKind, ColumnSpec, CsvOptions, OutCell, ReadOptions, SheetSpec, Table,
    WorkbookSpec, read, write_csv, write_xlsx,
};

const ROWS: usize = 50_000;

fn main() -> Result<(), Box<dyn Error>> {
    let sheet = sheet();
    let csv = timed("write .csv", || write_csv(&sheet, &CsvOptions::default()));
    let spec = WorkbookSpec { sheets: vec![sheet], ..WorkbookSpec::default() };
    let xlsx = timed("write .xlsx", || write_xlsx(&spec))?;
    println!("{} KiB of .xlsx, {} KiB of .csv", xlsx.len() >> 10, csv.len() >> 10);
    let (workbook, _) = timed("read .xlsx", || read(&xlsx, &ReadOptions::default()))?;
    println!("{} cells", workbook.cell_count());
    let table = timed("table", || workbook.sheets.first().map(|sheet| Table::from_sheet(sheet, 0)));
    drop((table, workbook));
    drop(timed("read .csv", || read(&csv, &ReadOptions::default()))?);
    Ok(())
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{what}: {} ms", start.elapsed().as_millis());
    result
}

fn sheet() -> SheetSpec {
    use ColumnKind::{Date, DateTime, General, LongText, Number, Text};
    let kinds = [
        Text, Text, LongText, Text, Text, Text, Text, Text, Text, Text, Number, Number, Number,
        Date, Date, DateTime, DateTime, General, General, Number,
    ];
    let column = |(index, kind): (usize, &ColumnKind)| ColumnSpec {
        header: format!("Field {index}"),
        kind: *kind,
        ..ColumnSpec::default()
    };
    SheetSpec {
        name: "Issues".to_owned(),
        columns: kinds.iter().enumerate().map(column).collect(),
        rows: (0..ROWS).map(row).collect(),
        frozen_columns: 1,
        autofilter: true,
        ..SheetSpec::default()
    }
}

/// A row like one of issues: a key, texts that differ, texts of a few values, numbers, dates.
fn row(n: usize) -> Vec<OutCell> {
    let day = date(2020, 1, 1).saturating_add(jiff::ToSpan::days((n % 2500) as i64));
    let key = format!("DEMO-{n}");
    let link = Some(format!("https://example.atlassian.net/browse/{key}"));
    let of = |values: &[&str]| OutCell::from(values[n % values.len()]);
    let number = |value: f64| OutCell::from(CellValue::Number(value));
    vec![
        OutCell { value: CellValue::Text(key), link },
        format!("Summary of issue {n}: the page fails to load").as_str().into(),
        format!("# Issue {n}\n\nSteps:\n\n1. open the page\n2. wait {} seconds", n % 90)
            .as_str()
            .into(),
        of(&["To Do", "In Progress", "Done"]),
        of(&["Highest", "High", "Medium", "Low", "Lowest"]),
        of(&["Epic", "Story", "Task", "Bug"]),
        of(&["Ada Lovelace", "Grace Hopper", "Größe Müller", "山田 太郎"]),
        of(&["backend", "frontend\nweb", "docs"]),
        of(&["1.0", "1.1", "2.0"]),
        format!("{:08}", n * 7919).as_str().into(),
        number((n % 13) as f64),
        number(n as f64 / 7.0),
        number(n as f64 * 1.25),
        CellValue::Date(day).into(),
        CellValue::Date(day).into(),
        CellValue::DateTime(day.at(9, (n % 60) as i8, 0, 0)).into(),
        CellValue::DateTime(day.at(17, 30, (n % 60) as i8, 0)).into(),
        CellValue::Bool(n.is_multiple_of(2)).into(),
        if n.is_multiple_of(3) { CellValue::Empty.into() } else { of(&["yes", "no"]) },
        number(n as f64),
    ]
}
