//! Excel 97–2003 workbooks ([MS-XLS]), and those of Excel 5.0 and 95, record by record.
//!
//! calamine's reader is not used for this format: it fills the area between the cells, so that five
//! cells cost a gigabyte, takes a workbook within the workbook for it, and passes over formats and
//! formulas that other programs write. The tests hold this reader against it.

mod cells;
mod globals;
mod record;
mod text;

use super::super::error::{ReadError, ReadErrorKind};
use super::super::format::Format;
use super::super::note::{NoteKind, ReadNote};
use super::collect::Collector;
use super::ole2::Ole2;
use super::stranger;
use globals::{Globals, SheetEntry};

/// Reads all the sheets with cells.
pub(super) fn read(bytes: &[u8], out: &mut Collector<'_>) -> Result<Format, ReadError> {
    let container = Ole2::open(bytes)?;
    let stream = workbook(&container)?;
    let globals = Globals::read(&stream, out)?;
    if container.has("_VBA_PROJECT_CUR") {
        out.note(ReadNote::file(NoteKind::MacrosIgnored));
    }
    for entry in &globals.sheets {
        if entry.has_cells {
            read_sheet(&stream, entry, &globals, out)?;
        } else {
            out.note(ReadNote::sheet(NoteKind::SheetWithoutCells, &entry.name, 1, None));
        }
    }
    Ok(Format::Xls)
}

fn read_sheet(
    stream: &[u8],
    entry: &SheetEntry,
    globals: &Globals,
    out: &mut Collector<'_>,
) -> Result<(), ReadError> {
    let mut sheet = out.sheet(&entry.name, entry.visibility)?;
    let stream = stream.get(entry.start..).unwrap_or_default();
    cells::read(stream, globals, entry.filter, &mut sheet).map_err(|e| match e.at {
        Some(_) => e,
        None => sheet.here(e),
    })?;
    sheet.finish();
    Ok(())
}

/// The stream with the workbook. Files for both Excel 95 and 97 have two.
fn workbook(container: &Ole2<'_>) -> Result<Vec<u8>, ReadError> {
    if container.has("EncryptedPackage") {
        return Err(ReadError::new(ReadErrorKind::Encrypted));
    }
    match container.stream("Workbook")? {
        Some(stream) => Ok(stream),
        None => container.stream("Book")?.ok_or_else(|| stranger(container)),
    }
}

fn stranger(container: &Ole2<'_>) -> ReadError {
    stranger::stranger(if container.has("WordDocument") {
        "Word document of 97–2003"
    } else if container.has("PowerPoint Document") {
        "PowerPoint presentation of 97–2003"
    } else if container.has("__properties_version1.0") {
        "mail of Outlook"
    } else {
        "compound file without a workbook"
    })
}
