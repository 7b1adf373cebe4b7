//! # What it finds
//! A cell that is what a spreadsheet program makes of Jira's value without being asked: a number
//! of digits that were a text, a day of `1-2`, `Ã¼` of `ü`, a text that was cut off.
//!
//! # Why
//! Nobody typed it, and it would overwrite the good text in Jira. So the field is held back until
//! the user has chosen; the row's other fields are written. Where the cell is not even a value of
//! its field, there is nothing to choose, and the row is held back.
//!
//! # What to do
//! Leave Jira's value. To change it, format the cell as text and type it again.

use super::rows::{Cause, NoteKind, Row, Rows};
use crate::convert::{self, Context};
use crate::finding::Finding;
use crate::message::{Message, shortened};
use crate::sheet::Mangling;

/// Characters of a text that are shown: enough to know it by.
const SHOWN: usize = 60;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, clash) in rows.open_conflicts() {
        if let Cause::Mangled(mangling) = clash.cause {
            let message = message(code(mangling), rows, row, clash.column);
            findings.push(Finding::warning(message, rows.cell(row, clash.column)));
        }
    }
    for row in &rows.rows {
        for note in row.notes.iter().filter(|note| matches!(note.kind, NoteKind::Mangled(_))) {
            let message = message("text-mangled-unreadable", rows, row, note.column);
            findings.push(Finding::error(message, rows.cell(row, note.column)));
        }
    }
}

fn code(mangling: Mangling) -> &'static str {
    match mangling {
        Mangling::Number => "text-mangled-number",
        Mangling::Day => "text-mangled-day",
        Mangling::Truth => "text-mangled-truth",
        Mangling::Cut => "text-mangled-cut",
        Mangling::Encoding => "text-mangled-encoding",
        Mangling::Sign => "text-mangled-sign",
    }
}

fn message(code: &str, rows: &Rows<'_>, row: &Row<'_>, column: usize) -> Message {
    let jira = convert::display(rows.before(row, column), &Context::new(rows.zone, rows.target));
    Message::new(code)
        .with("field", &rows.field(column).name)
        .with("jira", shortened(&jira, SHOWN))
        .with("cell", shortened(&rows.cell_text(row, column), SHOWN))
        .with("length", jira.encode_utf16().count())
}
