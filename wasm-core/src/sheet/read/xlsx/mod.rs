//! Office Open XML workbooks, read part by part as they are unpacked.
//!
//! calamine's reader is not used for this format: it stops at an error value it doesn't know
//! (`#SPILL!`), doesn't say in which cell, and unpacks on its own, so that each part would have to
//! be unpacked twice to count its bytes. The tests hold this reader against it, cell by cell.

mod beside;
pub(in crate::sheet) mod cells;
mod escape;
pub(in crate::sheet) mod package;
mod strings;
pub(in crate::sheet) mod styles;

use super::super::error::ReadError;
use super::super::format::Format;
use super::super::note::{NoteKind, ReadNote};
use super::archive::Archive;
use super::collect::Collector;
use super::damaged;
use super::xml::Scanner;
use beside::Beside;
use cells::Context;
use package::{Package, SheetEntry};

/// Reads all the sheets with cells.
pub(super) fn read(
    archive: &mut Archive<'_>,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    let package = Package::read(archive, out.limits())?;
    let context = Context {
        strings: strings::read(archive, &package.strings)?,
        formats: styles::read(archive, &package.styles)?,
        date_1904: package.date_1904,
    };
    if package.macros {
        out.note(ReadNote::file(NoteKind::MacrosIgnored));
    }
    for entry in &package.sheets {
        if entry.has_cells {
            read_sheet(archive, entry, &context, out)?;
        } else {
            out.note(ReadNote::sheet(NoteKind::SheetWithoutCells, &entry.name, 1, None));
        }
    }
    Ok(if package.macros { Format::Xlsm } else { Format::Xlsx })
}

fn read_sheet(
    archive: &mut Archive<'_>,
    entry: &SheetEntry,
    context: &Context,
    out: &mut Collector<'_>,
) -> Result<(), ReadError> {
    let limit = archive.limit();
    let beside = Beside::read(archive, &entry.part)?;
    let part = archive
        .part(&entry.part)?
        .ok_or_else(|| damaged("the sheet is missing").at(format!("sheet {}", entry.name)))?;
    let scanner = Scanner::new(part, &entry.part, limit)?;
    let mut sheet = out.sheet(&entry.name, entry.visibility)?;
    cells::read(scanner, context, &beside.addresses, &mut sheet)?;
    sheet.comment_authors(beside.authors);
    sheet.marks().tables = beside.tables;
    sheet.finish();
    Ok(())
}
