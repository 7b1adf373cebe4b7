//! The readers of Excel's formats against calamine's, cell by cell, over the corpus.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use wasm_core::sheet::{CellValue, ReadOptions, Sheet, read};

use super::{corpus_file, corpus_names};

/// Files calamine can't read, or not wholly, and we must.
const BEYOND_CALAMINE: [&str; 7] = [
    "claims-billions-of-cells--raw.xls",
    "compact-cells--sheetjs.xlsb",
    "every-type--sheetjs.xls",
    "error-values-of-today--raw.xlsx",
    "odd-values--raw.xlsx",
    "entities-and-cdata--raw.xlsx",
    "upper-case-names-and-backslashes--raw.xlsx",
];

#[test]
fn both_read_the_same_cells() {
    let mut compared = [0; 3];
    for name in corpus_names() {
        let ends = [".xlsx", ".xls", ".xlsb"].iter().position(|end| name.ends_with(end));
        let Some(format) = ends.or_else(|| name.ends_with(".xlsm").then_some(0)) else { continue };
        if BEYOND_CALAMINE.contains(&name.as_str()) {
            continue;
        }
        let bytes = corpus_file(&name);
        let Ok((workbook, _)) = read(&bytes, &ReadOptions::default()) else { continue };
        for sheet in &workbook.sheets {
            let theirs = theirs(&bytes, &sheet.name).unwrap_or_else(|e| panic!("{name}: {e}"));
            compare(&name, sheet, &theirs);
            compared[format] += theirs.len();
        }
    }
    let least = [150, 30, 15];
    assert!(compared.iter().zip(least).all(|(n, least)| *n > least), "only {compared:?} cells");
}

type Cells = BTreeMap<(u32, u32), Data>;

fn theirs(bytes: &[u8], sheet: &str) -> Result<Cells, calamine::Error> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))?;
    let mut cells = Cells::new();
    let mut keep = |at, value: Data| {
        if !matches!(&value, Data::Empty)
            && !matches!(&value, Data::String(text) if text.is_empty())
        {
            cells.insert(at, value);
        }
    };
    if let Sheets::Xlsx(workbook) = &mut workbook {
        // The area between far cells is not filled by this one.
        let mut reader = workbook.worksheet_cells_reader(sheet)?;
        while let Some(cell) = reader.next_cell()? {
            keep(cell.get_position(), cell.get_value().clone().into());
        }
        return Ok(cells);
    }
    let range = workbook.worksheet_range(sheet)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        keep((top + row as u32, left + column as u32), value.clone());
    }
    Ok(cells)
}

fn compare(name: &str, sheet: &Sheet, theirs: &Cells) {
    let ours: BTreeMap<_, _> = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|(column, value)| ((row.index, *column), value)))
        // A formula without a result is nothing to the other reader.
        .filter(|(_, value)| !matches!(value, CellValue::Error(error) if error.is_empty()))
        .collect();
    let places = |cells: Vec<&(u32, u32)>| format!("{cells:?}");
    assert_eq!(
        places(ours.keys().collect()),
        places(theirs.keys().collect()),
        "{name} {}",
        sheet.name
    );
    for (at, theirs) in theirs {
        assert!(
            same(ours[at], theirs),
            "{name} {} {at:?}: {:?} and {theirs:?}",
            sheet.name,
            ours[at]
        );
    }
}

fn same(ours: &CellValue, theirs: &Data) -> bool {
    match (ours, theirs) {
        (CellValue::Text(ours), Data::String(theirs)) => ours == theirs,
        (CellValue::Number(ours), Data::Float(theirs)) => ours == theirs,
        (CellValue::Number(ours), Data::Int(theirs)) => *ours == *theirs as f64,
        (CellValue::Bool(ours), Data::Bool(theirs)) => ours == theirs,
        (CellValue::Error(ours), Data::Error(theirs)) => *ours == theirs.to_string(),
        (CellValue::Number(ours), Data::DateTime(theirs)) => *ours == theirs.as_f64(),
        (CellValue::Duration { seconds }, Data::DateTime(theirs)) => {
            (seconds / 86_400.0 - theirs.as_f64()).abs() < 1e-8
        }
        (CellValue::Date(date), Data::DateTime(theirs)) => {
            let (year, month, day, ..) = theirs.to_ymd_hms_milli();
            *date == jiff::civil::date(year as i16, month as i8, day as i8)
        }
        (CellValue::DateTime(at), Data::DateTime(theirs)) => {
            let (y, mo, d, h, mi, s, ms) = theirs.to_ymd_hms_milli();
            let date = jiff::civil::date(y as i16, mo as i8, d as i8);
            *at == date.at(h as i8, mi as i8, s as i8, i32::from(ms) * 1_000_000)
        }
        (_, Data::DateTimeIso(_)) => true,
        _ => false,
    }
}
