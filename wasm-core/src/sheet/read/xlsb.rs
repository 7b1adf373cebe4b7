//! Excel binary workbooks, by calamine's lazy reader.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsb, XlsbError};

use super::super::error::{ReadError, ReadErrorKind};
use super::super::format::Format;
use super::super::note::{NoteKind, ReadNote};
use super::archive::{Archive, Part, read_error};
use super::collect::Collector;
use super::{damaged, foreign};

/// Records of cells without a column of their own (BrtShortBlank to BrtShortIsst, 2.4.800 on):
/// Excel reads them, SheetJS writes them, and calamine passes over them without a word.
const COMPACT_CELLS: std::ops::RangeInclusive<u8> = 12..=18;

/// Reads all the sheets with cells.
pub(super) fn read(
    bytes: &[u8],
    archive: &mut Archive<'_>,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    look_through(archive)?;
    if archive.has("xl/vbaProject.bin") {
        out.note(ReadNote::file(NoteKind::MacrosIgnored));
    }
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(|e| xlsb_error(&e))?;
    for entry in workbook.sheets_metadata().to_vec() {
        if !foreign::has_cells(&entry, out) {
            continue;
        }
        let at = |e: XlsbError| xlsb_error(&e).at(format!("sheet {}", entry.name));
        let mut sheet = out.sheet(&entry.name, foreign::visibility(entry.visible))?;
        let mut cells = workbook.worksheet_cells_reader(&entry.name).map_err(at)?;
        while let Some(cell) = cells.next_cell().map_err(at)? {
            let (row, column) = cell.get_position();
            foreign::push(&mut sheet, row, column, cell.get_value())?;
        }
        sheet.finish();
    }
    Ok(Format::Xlsb)
}

/// Unpacks every part within the limit. calamine reserves what a record claims to hold, so it must
/// be there.
fn look_through(archive: &mut Archive<'_>) -> Result<(), ReadError> {
    archive.verify(|name| name.ends_with(".rels") || name.ends_with(".xml"))?;
    let limit = archive.limit();
    let read_by_calamine = |name: &str| name.starts_with("xl/") && name.ends_with(".bin");
    let names: Vec<String> =
        archive.names().filter(|n| read_by_calamine(n)).map(str::to_owned).collect();
    for name in names.iter().filter(|name| !name.contains("vbaproject")) {
        if let Some(part) = archive.part(name)? {
            records(part, limit, name)?;
        }
    }
    Ok(())
}

/// Goes through the records of a part ([MS-XLSB] 2.1.4): a type of one or two bytes and a length
/// of one to four, seven bits each.
fn records(mut part: Part<'_, '_>, limit: u64, name: &str) -> Result<(), ReadError> {
    let fail = |e: std::io::Error| read_error(&e, limit, name);
    loop {
        let mut byte = [0];
        if part.read(&mut byte).map_err(fail)? == 0 {
            return Ok(());
        }
        if COMPACT_CELLS.contains(&byte[0]) && name.contains("worksheets/") {
            let what = "compact cells".to_owned();
            return Err(ReadError::new(ReadErrorKind::Unsupported { what }).at(name));
        }
        if byte[0] & 0x80 != 0 {
            part.read_exact(&mut byte).map_err(fail)?;
        }
        let mut len = 0_u64;
        for shift in [0, 7, 14, 21] {
            part.read_exact(&mut byte).map_err(fail)?;
            len |= u64::from(byte[0] & 0x7F) << shift;
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        let skipped =
            std::io::copy(&mut part.by_ref().take(len), &mut std::io::sink()).map_err(fail)?;
        if skipped < len {
            return Err(ReadError::new(ReadErrorKind::Truncated).at(name));
        }
    }
}

fn xlsb_error(error: &XlsbError) -> ReadError {
    match error {
        XlsbError::Password => ReadError::new(ReadErrorKind::Encrypted),
        other => damaged(other),
    }
}
