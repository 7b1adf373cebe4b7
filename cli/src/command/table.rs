//! The table of a file that a command works with.

use wasm_core::mapping::{self, Origin};
use wasm_core::message::Message;
use wasm_core::sheet::{Sheet, Table, Workbook, guess_header_row};

use crate::failure::Failure;

/// The sheet and the header row (as Excel numbers it) that were named, or that look like it.
pub(crate) fn choose(
    workbook: &Workbook,
    origin: Option<&Origin>,
    sheet: Option<&str>,
    header_row: Option<u32>,
) -> Result<Table, Failure> {
    let found: Option<&Sheet> = match sheet {
        Some(name) => workbook.sheet(name),
        None => mapping::choose_sheet(workbook, origin).and_then(|at| workbook.sheets.get(at)),
    };
    let Some(found) = found else {
        let name = sheet.unwrap_or_default();
        return Err(Failure::usage(Message::new("sheet-not-found").with("sheet", name)));
    };
    let header_row = header_row.map_or_else(|| guess_header_row(found), |row| row - 1);
    Ok(Table::from_sheet(found, header_row))
}
