//! `rowport inspect`: what a file holds.

use std::process::ExitCode;

use serde::Serialize;
use wasm_core::mapping::{self, origin_of};
use wasm_core::sheet::{Sheet, Table, Visibility};

use crate::args::Inspect;
use crate::failure::Failure;
use crate::reader::Opened;
use crate::{output, reader};

/// What a file holds.
#[derive(Serialize)]
struct Inspection {
    file: String,
    /// What the content is: `xlsx`, `csv` and so on.
    format: String,
    /// The site, where Rowport exported the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    exported_from: Option<String>,
    sheets: Vec<SheetView>,
    /// What the user should know.
    notes: Vec<String>,
}

#[derive(Serialize)]
struct SheetView {
    name: String,
    visible: bool,
    /// The row that looks like the header, as Excel numbers it.
    header_row: u32,
    /// Rows below it.
    rows: usize,
    columns: Vec<String>,
}

pub(crate) fn run(args: &Inspect) -> Result<ExitCode, Failure> {
    // The file's own bytes are of no use any more: what it holds may take as much memory as is allowed.
    let Opened { workbook, notes, name, .. } = reader::open(&args.file, &args.text)?;
    let inspection = Inspection {
        file: name,
        format: workbook.format.extension().to_owned(),
        exported_from: origin_of(&workbook).map(|origin| origin.site),
        sheets: workbook.sheets.iter().map(view).collect(),
        notes: notes.iter().map(|note| note.message().text()).collect(),
    };
    if args.json {
        output::json(&inspection)?;
    } else {
        output::text(&inspection.text())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn view(sheet: &Sheet) -> SheetView {
    let header_row = mapping::header_row(sheet);
    let table = Table::from_sheet(sheet, header_row);
    let header = |column: &wasm_core::sheet::Column| column.header.clone().unwrap_or_default();
    SheetView {
        name: sheet.name.clone(),
        visible: sheet.visibility == Visibility::Visible,
        header_row: header_row + 1,
        rows: table.rows.len(),
        columns: table.columns.iter().map(header).collect(),
    }
}

impl Inspection {
    fn text(&self) -> String {
        let mut text = format!("{}: {}\n", self.file, self.format);
        if let Some(site) = &self.exported_from {
            text += &format!("Exported by Rowport from {site}\n");
        }
        for sheet in &self.sheets {
            let hidden = if sheet.visible { "" } else { ", hidden" };
            text += &format!(
                "\n{} ({} rows below row {}{hidden})\n",
                sheet.name, sheet.rows, sheet.header_row
            );
            for column in &sheet.columns {
                text += &format!("  {}\n", if column.is_empty() { "(no header)" } else { column });
            }
        }
        for note in &self.notes {
            text += &format!("\n{note}");
        }
        text
    }
}
