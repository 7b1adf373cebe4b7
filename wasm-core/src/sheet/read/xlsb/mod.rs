//! Excel binary workbooks ([MS-XLSB]), record by record: the parts are those of an .xlsx, with
//! records in the place of elements.
//!
//! calamine's reader is not used for this format: it passes over the errors of formulas and over
//! cells without a column of their own, and reserves what a record claims to hold. The tests hold
//! this reader against it.

mod cells;
mod package;
mod record;

use super::super::error::ReadError;
use super::super::format::Format;
use super::super::note::{NoteKind, ReadNote};
use super::archive::Archive;
use super::collect::Collector;
use super::damaged;
use super::xlsx::package::relations_of;
use package::{Package, SheetEntry};
use record::Records;

/// Reads all the sheets with cells.
pub(super) fn read(
    archive: &mut Archive<'_>,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    let package = Package::read(archive, out.limits())?;
    if package.macros {
        out.note(ReadNote::file(NoteKind::MacrosIgnored));
    }
    for entry in &package.sheets {
        if entry.has_cells {
            read_sheet(archive, entry, &package, out)?;
        } else {
            out.note(ReadNote::sheet(NoteKind::SheetWithoutCells, &entry.name, 1, None));
        }
    }
    Ok(Format::Xlsb)
}

fn read_sheet(
    archive: &mut Archive<'_>,
    entry: &SheetEntry,
    package: &Package,
    out: &mut Collector<'_>,
) -> Result<(), ReadError> {
    let limit = archive.limit();
    let mut tables = Vec::new();
    for part in related_tables(archive, &entry.part)? {
        let Some(table) = archive.part(&part)? else { continue };
        tables.extend(cells::table(Records::new(table, &part, limit))?);
    }
    let part = archive
        .part(&entry.part)?
        .ok_or_else(|| damaged("the sheet is missing").at(format!("sheet {}", entry.name)))?;
    let mut sheet = out.sheet(&entry.name, entry.visibility)?;
    cells::read(Records::new(part, &entry.part, limit), package, &mut sheet)?;
    sheet.marks().tables = tables;
    sheet.finish();
    Ok(())
}

/// The parts of the table objects of a sheet.
fn related_tables(archive: &mut Archive<'_>, part: &str) -> Result<Vec<String>, ReadError> {
    let related = relations_of(archive, part)?.into_values();
    Ok(related.filter(|found| found.kind == "table").map(|found| found.part).collect())
}
