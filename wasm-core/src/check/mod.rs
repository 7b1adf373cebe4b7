//! Checks of the file's rows; one file per check.
//!
//! A check looks at what differs from Jira and says what would go wrong, in which cell, and what
//! to do. An error holds its row back; a warning or a note does not. Each file says what its check
//! finds, why that matters and what the user can do; the sentences are in the catalogue.

mod blank_row;
mod changed_in_jira;
mod changed_since;
mod conflict;
mod doubtful_value;
mod duplicate_key;
mod emptied_cell;
mod far_date;
mod field_not_on_screen;
mod imported_before;
mod inactive_user;
mod issue_not_found;
mod long_line;
mod long_text;
mod mangled_text;
mod markup_escapes;
mod markup_form;
mod misread_row;
mod missing_field;
mod missing_summary;
mod name_beside_id;
mod new_status;
mod not_a_key;
mod not_assignable;
mod not_written;
mod nothing_remembered;
mod other_items;
mod parent_cycle;
mod parent_level;
mod place_of_new;
mod read_only_edit;
mod rich_text_loss;
mod right_missing;
mod rows;
mod status_needs_fields;
mod status_unreachable;
mod summary_line_break;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod text_form;
mod told_once;
mod totals_row;
mod unknown_parent;
mod unknown_zone;
mod unreadable_value;
#[cfg(test)]
mod value_tests;

pub use rows::{
    Cause, Clash, Edit, Input, Loss, Note, NoteKind, Row, RowSeen, Rows, Subject, read_rows,
};

pub(crate) use text_form::offered;
pub use told_once::tell_once;

use crate::finding::Finding;

/// Looks at all rows and adds what it finds.
type Check = fn(&Rows<'_>, &mut Vec<Finding>);

const CHECKS: [Check; 41] = [
    misread_row::check,
    not_a_key::check,
    issue_not_found::check,
    other_items::check,
    duplicate_key::check,
    place_of_new::check,
    imported_before::check,
    unreadable_value::check,
    doubtful_value::check,
    unknown_zone::check,
    missing_summary::check,
    long_line::check,
    summary_line_break::check,
    long_text::check,
    far_date::check,
    inactive_user::check,
    not_assignable::check,
    name_beside_id::check,
    missing_field::check,
    right_missing::check,
    field_not_on_screen::check,
    unknown_parent::check,
    parent_cycle::check,
    parent_level::check,
    status_unreachable::check,
    new_status::check,
    status_needs_fields::check,
    conflict::check,
    changed_since::check,
    mangled_text::check,
    rich_text_loss::check,
    text_form::check,
    markup_form::check,
    markup_escapes::check,
    changed_in_jira::check,
    emptied_cell::check,
    read_only_edit::check,
    not_written::check,
    totals_row::check,
    blank_row::check,
    nothing_remembered::check,
];

/// Runs all checks. The findings are in the order of the sheet; of one cell, the gravest first.
pub fn run(rows: &Rows<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in CHECKS {
        check(rows, &mut findings);
    }
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.at.row, f.at.column);
        key(a).cmp(&key(b)).then(b.severity.cmp(&a.severity))
    });
    findings
}
