//! What holds of every plan that was made here, whatever the rows: a saved one that was edited and
//! sealed again may break it.

use std::collections::HashSet;

use super::{Action, Addition, Change, Entry, Plan};

/// How a plan contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The counts are not those of the rows.
    Counts,
    /// A row is there twice.
    RowTwice,
    /// An issue is changed by two rows.
    IssueTwice,
    /// A field of an issue is changed twice by one row.
    FieldTwice,
    /// What a row does is not what it says: an update of no issue, a new issue without a place.
    Action,
}

impl Contradiction {
    /// The stable code of the words for it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Counts => "plan-counts",
            Self::RowTwice => "plan-row-twice",
            Self::IssueTwice => "plan-issue-twice",
            Self::FieldTwice => "plan-field-twice",
            Self::Action => "plan-action",
        }
    }
}

impl Plan {
    /// The first contradiction, with the zero-based row and the sheet in which it shows.
    pub(super) fn contradiction(&self) -> Option<(Contradiction, Option<(String, u32)>)> {
        let (mut rows, mut issues) = (HashSet::new(), HashSet::new());
        for change in &self.changes {
            let found = match of_change(change) {
                None if !rows.insert(change.row) => Some(Contradiction::RowTwice),
                None if changes(change) && !issues.insert(issue_of(change)) => {
                    Some(Contradiction::IssueTwice)
                }
                found => found,
            };
            if let Some(found) = found {
                return Some((found, Some((self.source.sheet.clone(), change.row))));
            }
        }
        let mut rows = HashSet::new();
        for entry in &self.entries {
            let found = match of_entry(entry) {
                None if !rows.insert((&entry.sheet, entry.row)) => Some(Contradiction::RowTwice),
                found => found,
            };
            if let Some(found) = found {
                return Some((found, Some((entry.sheet.clone(), entry.row))));
            }
        }
        (self.counted() != self.summary).then_some((Contradiction::Counts, None))
    }
}

/// Whether it changes an issue that Jira has.
fn changes(change: &Change) -> bool {
    matches!(change.action, Action::Update | Action::Transition)
}

fn issue_of(change: &Change) -> Option<&str> {
    change.issue.as_ref().map(|issue| issue.id.as_str())
}

fn of_change(change: &Change) -> Option<Contradiction> {
    let mut fields = HashSet::new();
    if !change.all_fields().all(|field| fields.insert(&field.field)) {
        return Some(Contradiction::FieldTwice);
    }
    let fits = match change.action {
        Action::Create => change.create.is_some() && change.issue.is_none(),
        Action::Update => change.issue.is_some() && change.create.is_none(),
        Action::Transition => change.issue.is_some() && change.transition.is_some(),
        Action::NoOp | Action::Skip => true,
        Action::Comment | Action::Worklog | Action::Link => false,
    };
    (!fits).then_some(Contradiction::Action)
}

fn of_entry(entry: &Entry) -> Option<Contradiction> {
    let fits = match (entry.action, &entry.addition) {
        (Action::Comment, Some(Addition::Comment { .. }))
        | (Action::Worklog, Some(Addition::Worklog { .. }))
        | (Action::Link, Some(Addition::Link { .. })) => entry.issue.is_some(),
        (Action::NoOp | Action::Skip, _) => true,
        _ => false,
    };
    (!fits).then_some(Contradiction::Action)
}
