//! What the signs in the texts of new rows mean.

use super::super::sort::Row;
use super::Input;
use crate::check::offered;
use crate::convert;
use crate::finding::{Finding, Place};
use crate::schema::{FieldType, TextForm};

/// As the user says, else as in the sheet of the issues.
pub(super) fn form(input: &Input<'_>) -> TextForm {
    let exported = input.origin.is_some() || input.export_lost;
    let own = if exported { TextForm::Markdown } else { TextForm::Plain };
    input.mapping.further_text.unwrap_or(own)
}

/// A warning for each sheet whose texts are taken as they were typed, and have formatting that is
/// clearly meant.
pub(super) fn offers(new: &[Row<'_>], input: &Input<'_>) -> Vec<Finding> {
    if input.mapping.further_text.is_some() || form(input) != TextForm::Plain {
        return Vec::new();
    }
    input
        .tables
        .iter()
        .filter_map(|table| {
            let columns = table.sheet.columns().iter();
            let at = columns.clone().position(|column| column.kind == FieldType::RichText)?;
            let rows: Vec<&Row<'_>> =
                new.iter().filter(|row| row.table.sheet == table.sheet).collect();
            let texts: Vec<String> = rows.iter().map(|row| table.text(row.row, at)).collect();
            let offer = convert::offer(texts.iter().map(String::as_str))?;
            let place = Place { row: None, ..table.place(rows.first()?.row, at) };
            Some(offered(&offer, columns.clone().nth(at)?.name, place))
        })
        .collect()
}
