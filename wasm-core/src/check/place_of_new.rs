//! # What it finds
//! A new row of which it is not known where it goes: no project, a project or an issue type that
//! does not exist, or a type that the user may not create there. And a row that leaves its project
//! or type to Rowport, which says what it takes.
//!
//! # Why
//! Jira refuses a new issue without a project and an issue type that the project has.
//!
//! # What to do
//! Name the project or the type in the row, or choose them for all new rows. Without a key the row
//! is taken as new: if it should not be, fill in its key.

use super::rows::{Rows, Subject};
use crate::finding::Finding;
use crate::jira::Right;
use crate::message::Message;
use crate::schema::FieldType;
use crate::target::{Place, PlaceProblem};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        if let (Subject::New(Ok(place)), true) = (&row.subject, row.assumed) {
            let (project, issue_type) = rows.names_of(place);
            let message = Message::new("new-row-assumed");
            let message = message.with("project", project).with("type", issue_type);
            findings.push(Finding::info(message, rows.whole(row)));
        }
        let (message, kind) = match &row.subject {
            Subject::New(Err(problem)) => describe(problem),
            Subject::New(Ok(place)) if !rows.target.create_screens.contains_key(place) => {
                (closed(rows, place), FieldType::IssueType)
            }
            _ => continue,
        };
        findings.push(Finding::error(message, rows.place_of(row, kind)));
    }
}

fn describe(problem: &PlaceProblem) -> (Message, FieldType) {
    match problem {
        PlaceProblem::NoProject => (Message::new("project-missing"), FieldType::Project),
        PlaceProblem::UnknownProject { text } => {
            (Message::new("project-not-found").with("value", text), FieldType::Project)
        }
        PlaceProblem::ClosedProject { project, permission } => {
            let message = Message::new("create-right-missing").with("permission", permission);
            (message.with("project", project), FieldType::Project)
        }
        PlaceProblem::UnknownType { text, project, known } => {
            let code = if text.is_empty() { "issue-type-missing" } else { "issue-type-not-found" };
            let message = Message::new(code)
                .with("value", text)
                .with("project", project)
                .with("known", known.join(", "));
            (message, FieldType::IssueType)
        }
    }
}

fn closed(rows: &Rows<'_>, place: &Place) -> Message {
    let (project, issue_type) = rows.names_of(place);
    let message = match rows.target.lacks(place, Right::Create) {
        Some(permission) => Message::new("create-right-missing").with("permission", permission),
        None => Message::new("issue-type-not-allowed"),
    };
    message.with("project", project).with("type", issue_type)
}
