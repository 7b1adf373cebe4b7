//! Excel 97–2003 workbooks, by calamine, after a look at what they claim.

use std::io::Cursor;

use calamine::{Reader, Xls, XlsError};

use super::super::cell::CellRef;
use super::super::error::{ReadError, ReadErrorKind};
use super::super::format::Format;
use super::super::note::{NoteKind, ReadNote};
use super::biff::{self, SheetFacts};
use super::collect::{Collector, SheetBuilder};
use super::ole2::Ole2;
use super::{damaged, foreign, sniff};

/// Reads all the sheets with cells.
pub(super) fn read(bytes: &[u8], out: &mut Collector<'_>) -> Result<Format, ReadError> {
    let container = Ole2::open(bytes)?;
    let facts = look_through(&container, out)?;
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|e| xls_error(&e))?;
    let sheets = workbook.sheets_metadata().to_vec();
    for (index, entry) in sheets.iter().enumerate() {
        if !foreign::has_cells(entry, out) {
            continue;
        }
        let range = workbook.worksheet_range(&entry.name).map_err(|e| xls_error(&e))?;
        let mut sheet = out.sheet(&entry.name, foreign::visibility(entry.visible))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            foreign::push(&mut sheet, row, column, &foreign::lend(data))?;
        }
        if let Some(facts) = facts.get(index) {
            note(&mut sheet, facts);
        }
        sheet.finish();
    }
    Ok(Format::Xls)
}

/// What the file is, and what its sheets claim.
fn look_through(
    container: &Ole2<'_>,
    out: &mut Collector<'_>,
) -> Result<Vec<SheetFacts>, ReadError> {
    if container.has("EncryptedPackage") {
        return Err(ReadError::new(ReadErrorKind::Encrypted));
    }
    let stream = match container.stream("Workbook")? {
        Some(stream) => stream,
        None => container.stream("Book")?.ok_or_else(|| stranger(container))?,
    };
    if container.has("_VBA_PROJECT_CUR") {
        out.note(ReadNote::file(NoteKind::MacrosIgnored));
    }
    biff::scan(&stream, out.limits())
}

fn stranger(container: &Ole2<'_>) -> ReadError {
    sniff::stranger(if container.has("WordDocument") {
        "Word document of 97–2003"
    } else if container.has("PowerPoint Document") {
        "PowerPoint presentation of 97–2003"
    } else if container.has("__properties_version1.0") {
        "mail of Outlook"
    } else {
        "compound file without a workbook"
    })
}

fn note(sheet: &mut SheetBuilder<'_, '_>, facts: &SheetFacts) {
    let place = |at: Option<(u32, u32)>| {
        let (row, column) = at.unwrap_or_default();
        CellRef { sheet: String::new(), row, column }.to_string()
    };
    sheet.add(NoteKind::FormulaValueUsed, facts.formulas, || place(facts.first_formula));
    sheet.add(NoteKind::MergedCells, facts.merged, || place(facts.first_merged));
    for (first, last) in &facts.hidden {
        sheet.hide_columns(*first, *last);
    }
}

fn xls_error(error: &XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::new(ReadErrorKind::Encrypted),
        XlsError::EoStream(_) => ReadError::new(ReadErrorKind::Truncated),
        other => damaged(other),
    }
}
