//! Which sheet of a workbook is meant.

use super::{Origin, baseline};
use crate::sheet::Workbook;

/// Position of the sheet to import: of a file that Rowport exported the one with the exported
/// rows, whatever it is called and wherever it stands; else the one that a person would mean
/// ([`Workbook::first_sheet`]). None where the workbook has no sheet.
pub fn choose_sheet(workbook: &Workbook, origin: Option<&Origin>) -> Option<usize> {
    let exported =
        origin.and_then(|origin| baseline::data_sheet(&workbook.sheets, &origin.baseline));
    exported.or_else(|| {
        let first = workbook.first_sheet()?;
        workbook.sheets.iter().position(|sheet| std::ptr::eq(sheet, first))
    })
}
