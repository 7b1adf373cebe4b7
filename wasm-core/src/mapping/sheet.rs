//! Which sheet of a workbook is meant.

use super::{Origin, baseline};
use crate::sheet::{Sheet, Visibility, Workbook};

/// Position of the sheet to import: of a file that Rowport exported the one with the exported
/// rows, whatever it is called and wherever it stands; else the first visible one that holds
/// something, else the first. None where the workbook has no sheet.
pub fn choose_sheet(workbook: &Workbook, origin: Option<&Origin>) -> Option<usize> {
    let exported =
        origin.and_then(|origin| baseline::data_sheet(&workbook.sheets, &origin.baseline));
    let shown = |sheet: &Sheet| sheet.visibility == Visibility::Visible && !sheet.rows.is_empty();
    let first = || workbook.sheets.iter().position(shown);
    exported.or_else(first).or((!workbook.sheets.is_empty()).then_some(0))
}
