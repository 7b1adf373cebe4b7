//! Opening a file and choosing its table.

use crate::job::{FileInfo, ImportFile, SheetInfo, TableChoice};
use crate::mapping::{self, ORIGIN_SHEET};
use crate::message::Message;
use crate::sheet::{
    self, Format, LISTS_SHEET, ReadNote, ReadOptions, Sheet, TextChoice, Visibility,
};

/// Hidden sheets that an export writes beside the issues.
const OWN_SHEETS: [&str; 2] = [ORIGIN_SHEET, LISTS_SHEET];
/// Rows of a sheet that the page shows for choosing the header.
const PREVIEW_ROWS: usize = 12;
/// Columns of that preview.
const PREVIEW_COLUMNS: usize = 12;
/// Characters of a cell in that preview.
const PREVIEW_CHARS: usize = 80;

/// Reads a file. The hidden sheets of an export are no tables to choose.
pub(super) fn open(
    name: String,
    bytes: &[u8],
    text: TextChoice,
) -> Result<(ImportFile, FileInfo), Message> {
    let options = ReadOptions { file_name: Some(name.clone()), text, ..ReadOptions::default() };
    let read = sheet::read(bytes, &options).map_err(|error| error.message().with("file", &name))?;
    let mut file = ImportFile::new(name, read, mapping::file_lineage(bytes));
    let exported = file.origin.is_some();
    let own = |sheet: &str| exported && OWN_SHEETS.contains(&sheet);
    file.workbook.sheets.retain(|sheet| !own(&sheet.name));
    let ImportFile { name, workbook, origin, notes, .. } = &file;
    let notes = notes.iter().filter(|note| !note.sheet.as_deref().is_some_and(own));
    let sheets: Vec<_> = workbook.sheets.iter().map(describe).collect();
    let first = mapping::choose_sheet(workbook, origin.as_ref()).unwrap_or(0);
    let info = FileInfo {
        name: name.clone(),
        format: format_name(&workbook.format),
        text: workbook.format.text().cloned(),
        choice: TableChoice {
            sheet: first,
            header_row: sheets.get(first).map_or(0, |s| s.header_row),
        },
        sheets,
        notes: notes
            .map(ReadNote::finding)
            .chain(mapping::origin_lost(workbook, origin.as_ref()))
            .collect(),
    };
    Ok((file, info))
}

fn format_name(format: &Format) -> String {
    let name = match format {
        Format::Xlsx | Format::Xlsm | Format::Xls | Format::Xlsb => "Excel workbook",
        Format::Ods => "OpenDocument spreadsheet",
        Format::Csv(_) | Format::Tsv(_) => "Text",
    };
    format!("{name} (.{})", format.extension())
}

fn describe(sheet: &Sheet) -> SheetInfo {
    let preview = sheet.rows.iter().take(PREVIEW_ROWS).map(|row| {
        let last = row.cells.last().map_or(0, |cell| cell.0 as usize + 1).min(PREVIEW_COLUMNS);
        let text = |column| row.get(column).to_text().chars().take(PREVIEW_CHARS).collect();
        (row.index, (0..last as u32).map(text).collect())
    });
    SheetInfo {
        name: sheet.name.clone(),
        visible: sheet.visibility == Visibility::Visible,
        rows: sheet.rows.len(),
        header_row: mapping::header_row(sheet),
        preview: preview.collect(),
    }
}
