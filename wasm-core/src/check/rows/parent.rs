//! The issue above a row: one of Jira's, or one that the same file creates.

use super::subject::{RowIds, RowNamed};
use super::{NoteKind, Subject};
use crate::mapping::Layout;
use crate::schema::{Entity, FieldValue};
use crate::sheet::Table;
use crate::target::{IssueState, TargetState};

/// Finds parents by their text.
pub(super) struct Parents<'s, 'a> {
    pub(super) table: &'s Table,
    pub(super) layout: &'s Layout<'a>,
    pub(super) target: &'a TargetState,
    pub(super) row_ids: &'s RowIds,
    pub(super) subjects: &'s [Subject<'a>],
}

impl Parents<'_, '_> {
    /// The parent that a cell names. The file's own row IDs come first: a file that has them means
    /// them.
    pub(super) fn find(&self, text: &str) -> Result<FieldValue, NoteKind> {
        let text = text.trim();
        match self.row_ids.get(text) {
            Some(RowNamed::Several) => Err(NoteKind::SeveralParents(text.to_owned())),
            Some(RowNamed::One(position)) => self.row(position, text),
            None => {
                match self.layout.parent_of(text).and_then(|name| self.target.issues.get(&name)) {
                    Some(issue) => Ok(entity(issue)),
                    None => Err(NoteKind::UnknownParent(text.to_owned())),
                }
            }
        }
    }

    fn row(&self, position: usize, text: &str) -> Result<FieldValue, NoteKind> {
        match &self.subjects[position] {
            Subject::Issue(issue) => Ok(entity(issue)),
            Subject::New(_) => {
                let row = self.table.rows[position].row;
                Ok(FieldValue::NewIssue { row, label: text.to_owned() })
            }
            Subject::NotFound { .. }
            | Subject::NotAKey { .. }
            | Subject::Number { .. }
            | Subject::Elsewhere { .. } => Err(NoteKind::UnknownParent(text.to_owned())),
        }
    }
}

fn entity(issue: &IssueState) -> FieldValue {
    FieldValue::One(Entity { id: issue.key.clone(), name: issue.key.clone() })
}
