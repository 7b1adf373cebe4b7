//! The table of a file that a command works with.

use wasm_core::job::TableChoice;
use wasm_core::mapping::{self, Origin};
use wasm_core::message::Message;
use wasm_core::sheet::{Sheet, Workbook};

use crate::failure::Failure;

/// The sheet and the header row (as Excel numbers it) that were named, or that look like it.
pub(crate) fn choose<'w>(
    workbook: &'w Workbook,
    origin: Option<&Origin>,
    sheet: Option<&str>,
    header_row: Option<u32>,
) -> Result<(&'w Sheet, TableChoice), Failure> {
    let at = match sheet {
        Some(name) => workbook.sheets.iter().position(|sheet| sheet.name == name),
        None => mapping::choose_sheet(workbook, origin),
    };
    let Some((at, found)) = at.and_then(|at| Some((at, workbook.sheets.get(at)?))) else {
        let name = sheet.unwrap_or_default();
        return Err(Failure::usage(Message::new("sheet-not-found").with("sheet", name)));
    };
    let header_row = header_row.map_or_else(|| mapping::header_row(found), |row| row - 1);
    Ok((found, TableChoice { sheet: at, header_row }))
}
