//! Excel workbooks: typed cells, and never a formula made from text.

mod about;
mod cells;
mod choices;
mod formats;
mod header;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, IgnoreError, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::super::cell::{CellRef, MAX_COLUMNS, MAX_ROWS};
use super::super::error::{WriteError, WriteErrorKind};
use super::super::spec::{SheetSpec, WorkbookSpec};
use super::super::workbook::Visibility;
use super::{layout, names};
use cells::CellWriter;
use choices::Lists;
use formats::Formats;

/// UTF-16 code units of a cell, and characters of a link (Excel's specifications and limits).
const LONGEST_TEXT: usize = 32_767;
const LONGEST_LINK: usize = 2_080;

/// Links of a sheet (Excel's specifications and limits).
pub(in crate::sheet) const MOST_LINKS: usize = 65_530;

/// Level of deflate: the one Excel uses, faster than the usual 6 for a file little larger.
const COMPRESSION: u8 = 3;

/// The deepest level of an outline (Excel's specifications and limits: eight, with the top).
const DEEPEST: u8 = 7;

/// Writes a workbook as .xlsx. The same description always gives the same bytes.
///
/// # Errors
/// A text too long for a cell, too many rows or columns, or a sheet name Excel refuses; the error
/// says where. Nothing is ever cut off but the prompt of a dropdown.
pub fn write_xlsx(spec: &WorkbookSpec) -> Result<Vec<u8>, WriteError> {
    let mut lists = Lists::default();
    let validations: Vec<_> = spec.sheets.iter().map(|sheet| lists.validations(sheet)).collect();
    let about = spec.about.iter().map(|about| about.name.as_str());
    let sheets = spec.sheets.iter().map(|sheet| sheet.name.as_str());
    names::check(about.chain(sheets).chain(lists.sheet_name()))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties());
    workbook.set_zip_compression_level(COMPRESSION);
    if let Some(about) = &spec.about {
        about::write(workbook.add_worksheet(), about)?;
    }
    let mut opens = true;
    for (sheet, validations) in spec.sheets.iter().zip(&validations) {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet)?;
        for (column, rule) in validations {
            let last = choices::last_row(sheet);
            worksheet
                .add_data_validation(1, *column, last, *column, rule)
                .map_err(|e| refused(&e, Some(place(sheet, 0, *column))))?;
        }
        if opens && sheet.visibility == Visibility::Visible {
            worksheet.set_active(true);
            opens = false;
        }
    }
    lists.write(&mut workbook)?;
    workbook.save_to_buffer().map_err(|e| refused(&e, None))
}

/// The engine has no clock: the file says the first day an archive can say.
fn properties() -> DocProperties {
    let created = ExcelDateTime::from_ymd(1980, 1, 1).unwrap_or_default();
    DocProperties::new().set_creation_datetime(&created)
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &SheetSpec) -> Result<(), WriteError> {
    check_size(sheet)?;
    let formats = Formats::new(sheet.protect);
    let whole = |e: XlsxError| refused(&e, None);
    worksheet.set_name(sheet.name.as_str()).map_err(whole)?;
    frame(worksheet, sheet).map_err(whole)?;
    for (index, column) in (0_u16..).zip(&sheet.columns) {
        let width = layout::width(sheet, usize::from(index), column);
        worksheet.set_column_width(index, width).map_err(whole)?;
        worksheet.set_column_format(index, formats.of_column(column)).map_err(whole)?;
        header::write(worksheet, sheet, index, column, &formats)?;
    }
    let mut cells = CellWriter::new(worksheet, sheet, &formats);
    for (row, values) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(values) {
            cells.write(row, column, cell)?;
        }
    }
    outline(worksheet, sheet).map_err(whole)
}

/// What surrounds the cells: panes, filters, whether the tab is shown, protection.
fn frame(worksheet: &mut Worksheet, sheet: &SheetSpec) -> Result<(), XlsxError> {
    let columns = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(MAX_ROWS);
    worksheet.set_freeze_panes(1, sheet.frozen_columns)?;
    if sheet.autofilter && columns > 0 {
        worksheet.autofilter(0, 0, last_row, columns - 1)?;
    }
    if last_row > 0 && columns > 0 {
        let kind = IgnoreError::NumberStoredAsText;
        worksheet.ignore_error_range(1, 0, last_row, columns - 1, kind)?;
    }
    match sheet.visibility {
        Visibility::Visible => {}
        Visibility::Hidden => drop(worksheet.set_hidden(true)),
        Visibility::VeryHidden => drop(worksheet.set_very_hidden(true)),
    }
    if sheet.protect {
        worksheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::new()
        });
    }
    Ok(())
}

/// Groups each run of rows that are at a level or deeper, the row above it being their parent.
fn outline(worksheet: &mut Worksheet, sheet: &SheetSpec) -> Result<(), XlsxError> {
    let levels = sheet.outline.get(..sheet.rows.len()).unwrap_or(&sheet.outline);
    for level in 1..=DEEPEST {
        let mut first = None;
        for (row, depth) in (1_u32..).zip(levels.iter().chain([&0])) {
            match first {
                None if *depth >= level => first = Some(row),
                Some(start) if *depth < level => {
                    worksheet.group_rows(start, row - 1)?;
                    first = None;
                }
                _ => {}
            }
        }
    }
    if levels.iter().any(|level| *level > 0) {
        worksheet.group_symbols_above(true);
    }
    Ok(())
}

fn check_size(sheet: &SheetSpec) -> Result<(), WriteError> {
    let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or(0).max(sheet.columns.len());
    let (rows, columns) = (sheet.rows.len() as u64 + 1, widest as u64);
    if rows > u64::from(MAX_ROWS) || columns > u64::from(MAX_COLUMNS) {
        return Err(WriteError { kind: WriteErrorKind::SheetFull { rows, columns }, at: None });
    }
    Ok(())
}

/// Excel counts UTF-16 code units; most texts are short enough by their bytes.
pub(in crate::sheet) fn check_length(
    text: &str,
    at: impl FnOnce() -> CellRef,
) -> Result<(), WriteError> {
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    let units = text.encode_utf16().count();
    if units <= LONGEST_TEXT {
        return Ok(());
    }
    let kind = WriteErrorKind::CellTooLong { chars: units as u64 };
    Err(WriteError { kind, at: Some(at()) })
}

/// Whether an address is one Excel takes, and to the web: nothing else is ever linked to.
pub(in crate::sheet) fn is_web_link(link: &str) -> bool {
    let web = link.starts_with("https://") || link.starts_with("http://");
    web && link.len() <= LONGEST_LINK
}

fn place(sheet: &SheetSpec, row: u32, column: u16) -> CellRef {
    CellRef { sheet: sheet.name.clone(), row, column: u32::from(column) }
}

fn refused(error: &XlsxError, at: Option<CellRef>) -> WriteError {
    WriteError { kind: WriteErrorKind::Refused { detail: error.to_string() }, at }
}
