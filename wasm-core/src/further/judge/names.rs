//! The issues that rows name: those of Jira, and those that the same file creates.

use std::collections::HashMap;

use super::Input;
use crate::mapping::{Layout, fold};
use crate::message::Message;
use crate::plan::{Action, Change, EntryIssue, IssueRef, Plan};
use crate::target::{TargetState, issue_name};

/// The row of the sheet of issues that a row ID names.
#[derive(Clone)]
enum Named {
    /// A row that becomes a new issue.
    New(u32),
    /// A row of an issue that Jira has.
    Known(IssueRef),
    /// A row that is held back.
    Held(u32),
    /// Several rows have the ID.
    Several,
}

/// Finds issues by what a cell says.
pub(super) struct NewIssues<'a> {
    target: &'a TargetState,
    rows: HashMap<String, Named>,
}

impl<'a> NewIssues<'a> {
    /// Reads the row IDs of the sheet of issues, if it has any.
    pub(super) fn new(plan: &Plan, input: &Input<'a>) -> Self {
        let layout = Layout::new(input.main, input.mapping, &input.target.fields);
        let mut rows = HashMap::new();
        if layout.row_id.is_some() {
            let changes: HashMap<u32, &Change> =
                plan.changes.iter().map(|change| (change.row, change)).collect();
            for row in &input.main.rows {
                let id = fold(&layout.row_id_text(row));
                let named = changes.get(&row.row).map(|change| named(change));
                if let Some(named) = named.filter(|_| !id.is_empty()) {
                    rows.entry(id).and_modify(|known| *known = Named::Several).or_insert(named);
                }
            }
        }
        Self { target: input.target, rows }
    }

    /// The issue of a cell. The file's own row IDs come first, as in a column of parents.
    pub(super) fn find(&self, text: &str) -> Result<EntryIssue, Message> {
        let with = |code: &str| Message::new(code).with("key", text);
        if text.is_empty() {
            return Err(Message::new("entry-no-key"));
        }
        match self.rows.get(&fold(text)) {
            Some(Named::New(row)) => Ok(EntryIssue::New { row: *row, label: text.to_owned() }),
            Some(Named::Known(issue)) => Ok(EntryIssue::Known(issue.clone())),
            Some(Named::Held(row)) => Err(with("entry-row-held").with("row", row + 1)),
            Some(Named::Several) => Err(with("entry-several-rows")),
            None => {
                let issue = issue_name(text).and_then(|name| self.target.issues.get(&name));
                let issue = issue.ok_or_else(|| with("entry-issue-unknown"))?;
                Ok(EntryIssue::Known(IssueRef { id: issue.id.clone(), key: issue.key.clone() }))
            }
        }
    }
}

fn named(change: &Change) -> Named {
    match (&change.issue, change.action) {
        (Some(issue), _) => Named::Known(issue.clone()),
        (None, Action::Create) => Named::New(change.row),
        (None, _) => Named::Held(change.row),
    }
}
