//! Worklogs.

use super::{Entries, text};
use crate::convert::read_as;
use crate::jira::{Issue, Worklog};
use crate::job::FurtherSheet;
use crate::schema::{FieldType, FieldValue};

/// The worklogs that came with an issue.
pub(super) fn of_issue(entries: &mut Entries, at: usize, issue: &Issue) {
    let Some(field) = issue.fields.get("worklog") else { return };
    let (logs, total) = Worklog::of_field(field);
    if logs.len() < total {
        entries.cut.push((FurtherSheet::Worklogs, at));
    } else {
        take(entries, at, logs);
    }
}

/// All worklogs of an issue.
pub(super) fn take(entries: &mut Entries, at: usize, logs: Vec<Worklog>) {
    for log in logs {
        let author = entries.person(log.author());
        let values = vec![
            text(&log.id),
            author,
            read_as(FieldType::DateTime, &log.started),
            FieldValue::Duration(log.time_spent_seconds),
            read_as(FieldType::RichText, &log.comment),
        ];
        entries.push(FurtherSheet::Worklogs, at, values);
    }
}
