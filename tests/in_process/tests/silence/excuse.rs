//! Which findings say what became of a cell. One counts for what it is about, and for nothing else:
//! a word that comes in any case would excuse every loss.

use wasm_core::finding::Finding;

use crate::meaning::{Kind, Meaning};
use crate::oracle::is_main;
use crate::table::{Column, Filled};

/// Whether a finding at the cell, its column or the file says why the cell is not in Jira as it is
/// read. Errors at its row hold the row back; they are asked of before.
pub fn is_told(
    findings: &[Finding],
    column: &Column,
    cell: &Filled,
    (row, at): (u32, u32),
) -> bool {
    findings.iter().any(|found| {
        let here = is_main(&found.at.sheet)
            && found.at.row.is_none_or(|of| of == row)
            && found.at.column.is_none_or(|of| of == at);
        let by_field = found.at.row.is_none_or(|of| of == row)
            && found.at.field.as_ref().is_some_and(|field| field.as_str() == column.field);
        (here || by_field) && is_about(&found.message.code, column.kind, cell)
    })
}

fn is_about(code: &str, kind: Kind, cell: &Filled) -> bool {
    let foreign = || !cell.shown.is_ascii();
    match code {
        "column-unmatched"
        | "column-without-header"
        | "column-field-taken"
        | "column-numbered"
        | "column-name-of-several" => true,
        "new-row-read-only" | "read-only-edited" => kind == Kind::Fixed,
        "cell-error" => cell.meaning == Meaning::Error,
        "note-encoding-doubtful" | "note-undecodable-characters" | "text-character-lost" => {
            foreign()
        }
        "number-maybe-thousands" => kind == Kind::Number,
        "date-maybe-exchanged" => kind == Kind::Day || kind == Kind::Moment,
        "duration-rounded" | "duration-of-many-hours" => kind == Kind::Duration,
        "label-with-space" | "label-with-comma" => kind == Kind::Labels,
        "text-of-date" | "text-of-time" | "text-of-long-number" => {
            matches!(kind, Kind::Line | Kind::Rich)
        }
        "maybe-wiki-markup" => kind == Kind::Rich,
        _ if code.starts_with("text-mangled-") => {
            matches!(kind, Kind::Line | Kind::Rich | Kind::Address)
        }
        _ => false,
    }
}
