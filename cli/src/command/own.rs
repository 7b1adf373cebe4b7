//! The user's own workbook, into which an export is filled.

use std::path::Path;

use wasm_core::export::{check_own, fit_own, further_of_own};
use wasm_core::job::OwnTable;
use wasm_core::mapping::origin_of;
use wasm_core::message::Message;
use wasm_core::schema::FieldSchema;
use wasm_core::sheet::Table;

use super::table;
use crate::args::{Export, Text};
use crate::failure::Failure;
use crate::reader;

/// A workbook to fill in.
pub(crate) struct OwnWorkbook {
    /// The table.
    pub(crate) table: OwnTable,
    /// The file as it is.
    pub(crate) bytes: Vec<u8>,
    /// What was noticed about its columns.
    pub(crate) notes: Vec<Message>,
}

/// Reads the workbook and fits the site's fields to its headers.
pub(crate) fn read(
    path: &Path,
    args: &Export,
    fields: &[FieldSchema],
) -> Result<OwnWorkbook, Failure> {
    let opened = reader::open(path, &Text::default())?;
    let origin = origin_of(&opened.workbook);
    check_own(&opened.workbook, origin.as_ref()).map_err(Failure::file)?;
    let (sheet, header_row) = (args.sheet.as_deref(), args.header_row);
    let (found, choice) = table::choose(&opened.workbook, origin.as_ref(), sheet, header_row)?;
    let chosen = Table::from_sheet(found.whole().map_err(Failure::file)?, choice.header_row);
    let mut notes = Vec::new();
    let mut columns = Vec::new();
    for column in fit_own(&chosen, fields, origin.as_ref()) {
        let header = &column.header;
        let Some(id) = column.field else {
            notes.push(Message::new("own-workbook-unfilled").with("header", header));
            continue;
        };
        if column.similar {
            let name = fields.iter().find(|field| field.id == id).map_or(id.as_str(), |f| &f.name);
            let note = Message::new("column-similar").with("header", header).with("field", name);
            notes.push(note);
        }
        columns.push((column.column, id));
    }
    if columns.is_empty() {
        let message = Message::new("own-workbook-no-columns").with("sheet", &chosen.sheet);
        return Err(Failure::file(message));
    }
    let table = OwnTable {
        file: opened.name,
        sheet: chosen.sheet,
        header_row: chosen.header_row,
        columns,
        further: further_of_own(&opened.workbook),
    };
    Ok(OwnWorkbook { table, bytes: opened.bytes, notes })
}
