//! Attached files: what they are called, and where they are.

use super::{Entries, text};
use crate::convert::read_as;
use crate::jira::{Attachment, Issue};
use crate::job::FurtherSheet;
use crate::schema::{FieldType, FieldValue};

/// The files that came with an issue.
pub(super) fn of_issue(entries: &mut Entries, at: usize, issue: &Issue) {
    let Some(field) = issue.fields.get("attachment") else { return };
    for file in Attachment::of_field(field) {
        let author = entries.person(file.author());
        let values = vec![
            text(file.id),
            text(file.filename),
            FieldValue::Number(file.size as f64),
            text(file.mime_type),
            author,
            read_as(FieldType::DateTime, &file.created),
            text(file.content),
        ];
        entries.push(FurtherSheet::Attachments, at, values);
    }
}
