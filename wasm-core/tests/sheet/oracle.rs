//! The reader of .xlsx against calamine's, cell by cell, over the corpus.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use wasm_core::sheet::{CellValue, ReadOptions, Sheet, read};

use super::{corpus_file, corpus_names};

/// Files calamine can't read, and we must.
const BEYOND_CALAMINE: [&str; 4] = [
    "error-values-of-today--raw.xlsx",
    "odd-values--raw.xlsx",
    "entities-and-cdata--raw.xlsx",
    "upper-case-names-and-backslashes--raw.xlsx",
];

#[test]
fn both_read_the_same_cells() {
    let mut compared = 0;
    for name in
        corpus_names().iter().filter(|name| name.ends_with(".xlsx") || name.ends_with(".xlsm"))
    {
        let bytes = corpus_file(name);
        let Ok((workbook, _)) = read(&bytes, &ReadOptions::default()) else { continue };
        for sheet in &workbook.sheets {
            match theirs(&bytes, &sheet.name) {
                Ok(theirs) => {
                    compare(name, sheet, &theirs);
                    compared += theirs.len();
                }
                Err(error) => {
                    assert!(
                        BEYOND_CALAMINE.contains(&name.as_str()),
                        "{name}: calamine says {error}"
                    );
                }
            }
        }
    }
    assert!(compared > 150, "only {compared} cells were compared");
}

type Cells = BTreeMap<(u32, u32), calamine::Data>;

fn theirs(bytes: &[u8], sheet: &str) -> Result<Cells, calamine::XlsxError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut reader = workbook.worksheet_cells_reader(sheet)?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell()? {
        let empty = matches!(cell.get_value(), DataRef::Empty)
            || matches!(cell.get_value(), DataRef::String(text) if text.is_empty());
        if !empty {
            cells.insert(cell.get_position(), cell.get_value().clone().into());
        }
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

fn same(ours: &CellValue, theirs: &calamine::Data) -> bool {
    use calamine::Data;
    match (ours, theirs) {
        (CellValue::Text(ours), Data::String(theirs)) => ours == theirs,
        (CellValue::Number(ours), Data::Float(theirs)) => ours == theirs,
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
