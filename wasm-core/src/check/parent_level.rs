//! # What it finds
//! A parent of the wrong level: in Jira a parent is exactly one level above its children, such as
//! an epic above stories and a story above sub-tasks. Also a sub-task without a parent, a sub-task
//! whose parent is in another project, and a change of type that would turn a sub-task into
//! something else or the other way round.
//!
//! # Why
//! Jira refuses the row (`Given parent work item does not belong to appropriate hierarchy.`).
//!
//! # What to do
//! Choose another parent or another issue type.

use std::collections::HashMap;

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::target::{IssueState, IssueType, Place};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let levels = Levels::new(rows);
    for row in &rows.rows {
        let Some(place) = row.place() else { continue };
        let Some(own) = levels.wanted_type(row, place) else { continue };
        let before = levels.issue_type(place);
        if let (Some(before), false) = (before, row.is_new())
            && (before.level < 0) != (own.level < 0)
        {
            let message =
                Message::new("type-level-change").with("from", &before.name).with("to", &own.name);
            findings.push(Finding::error(message, rows.place_of(row, FieldType::IssueType)));
            continue;
        }
        if let Some(message) = levels.problem(row, place, own) {
            findings.push(Finding::error(message, rows.place_of(row, FieldType::Parent)));
        }
    }
}

struct Levels<'r, 'a> {
    rows: &'r Rows<'a>,
    parent: Option<usize>,
    new_rows: HashMap<u32, &'r Row<'a>>,
    /// By present key, while the state has them by the name that the file uses.
    issues: HashMap<&'a str, &'a IssueState>,
}

impl<'r, 'a> Levels<'r, 'a> {
    fn new(rows: &'r Rows<'a>) -> Self {
        let parent = rows.columns.iter().position(|c| c.field.kind == FieldType::Parent);
        let new = rows.rows.iter().filter(|row| row.is_new());
        let edits = rows.edits(|kind| kind == FieldType::Parent);
        let issues =
            if edits.count() > 0 { rows.target.issues.values() } else { Default::default() };
        Self {
            rows,
            parent,
            new_rows: new.map(|row| (row.row, row)).collect(),
            issues: issues.map(|issue| (issue.key.as_str(), issue)).collect(),
        }
    }

    fn issue_type(&self, place: &Place) -> Option<&'a IssueType> {
        self.type_of(&place.project, &place.issue_type)
    }

    fn type_of(&self, project: &str, issue_type: &str) -> Option<&'a IssueType> {
        let project = self.rows.target.projects.get(project)?;
        project.issue_types.iter().find(|kind| kind.id == issue_type)
    }

    /// The type that the row's issue will have.
    fn wanted_type(&self, row: &Row<'a>, place: &Place) -> Option<&'a IssueType> {
        let edit =
            row.edits.iter().find(|edit| self.rows.field(edit.column).kind == FieldType::IssueType);
        match edit.map(|edit| &edit.after) {
            Some(FieldValue::One(wanted)) => self.type_of(&place.project, &wanted.id),
            _ => self.issue_type(place),
        }
    }

    fn problem(&self, row: &Row<'a>, place: &Place, own: &IssueType) -> Option<Message> {
        let noted = row.notes.iter().any(|note| Some(note.column) == self.parent);
        let edit = row.edits.iter().find(|edit| Some(edit.column) == self.parent);
        let Some(edit) = edit else {
            let missing = row.is_new() && own.level < 0 && !noted;
            return missing.then(|| Message::new("parent-missing").with("type", &own.name));
        };
        let (parent, above) = match &edit.after {
            FieldValue::One(parent) => {
                let issue = self.issues.get(parent.id.as_str())?;
                (&issue.place, self.issue_type(&issue.place)?)
            }
            FieldValue::NewIssue { row, .. } => {
                let parent = self.new_rows.get(row)?.place()?;
                (parent, self.issue_type(parent)?)
            }
            FieldValue::Empty if own.level < 0 => {
                return Some(Message::new("parent-missing").with("type", &own.name));
            }
            _ => return None,
        };
        if above.level != own.level + 1 {
            let types = Message::new("parent-wrong-level").with("parent", &above.name);
            return Some(types.with("type", &own.name));
        }
        (own.level < 0 && parent.project != place.project)
            .then(|| Message::new("parent-elsewhere").with("type", &own.name))
    }
}
