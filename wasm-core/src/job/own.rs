//! The user's own workbook, into which an export is filled.

use serde::{Deserialize, Serialize};

use super::{FileInfo, FurtherSheet, TableChoice};
use crate::schema::FieldId;

/// The table of a workbook of the user's own, whose rows an export replaces. The workbook's bytes
/// travel beside the command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTable {
    /// File name, after which the new file is named.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Zero-based row that holds the headers.
    pub header_row: u32,
    /// Zero-based columns of the sheet, and the field that each shows.
    pub columns: Vec<(u32, FieldId)>,
    /// Further sheets that the workbook has of an earlier export, which are written anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<FurtherSheet>,
}

/// A workbook of the user's own, as far as an export fits into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FittedWorkbook {
    /// The file; `choice` in it is the table that Rowport would choose.
    pub file: FileInfo,
    /// The table that was looked at.
    pub table: TableChoice,
    /// The columns of the table, in order.
    pub columns: Vec<FittedColumn>,
    /// Further sheets that the workbook has of an earlier export.
    pub further: Vec<FurtherSheet>,
}

/// A column of the user's own workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FittedColumn {
    /// Zero-based column of the sheet.
    pub column: u32,
    /// Its header; empty where it has none.
    pub header: String,
    /// The field it gets; none for a column that an export leaves empty, but for formulas.
    pub field: Option<FieldId>,
    /// Whether the header is only similar to the field's name.
    pub similar: bool,
}

impl FittedWorkbook {
    /// The table to fill; none where no column fits a field.
    pub fn own_table(&self) -> Option<OwnTable> {
        let fitted = self.columns.iter().filter_map(|c| Some((c.column, c.field.clone()?)));
        let columns: Vec<_> = fitted.collect();
        let sheet = self.file.sheets.get(self.table.sheet)?.name.clone();
        let (file, header_row) = (self.file.name.clone(), self.table.header_row);
        let further = self.further.clone();
        (!columns.is_empty()).then_some(OwnTable { file, sheet, header_row, columns, further })
    }
}
