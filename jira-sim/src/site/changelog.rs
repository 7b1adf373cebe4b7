//! The change history: what was changed in an issue, by whom and when.

use super::{Issue, Site, UserId};

/// One field's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeItem {
    /// The name that the history has for it: `Fix Version`, `IssueParentAssociation`, …
    pub field: String,
    /// The field's id; missing for the parent, links and worklogs, as in Jira.
    pub field_id: Option<String>,
    /// Whether it is a custom field.
    pub custom: bool,
    /// Raw id and text before: of the whole list, or of the one value that went.
    pub from: (Option<String>, Option<String>),
    /// Raw id and text after: of the whole list, or of the one value that came.
    pub to: (Option<String>, Option<String>),
}

/// All that one write changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number.
    pub id: u64,
    /// Whose request it was.
    pub author: UserId,
    /// Epoch milliseconds.
    pub created: i64,
    /// The fields, in the order of the site's fields.
    pub items: Vec<ChangeItem>,
}

/// How much later than the issue's `updated` a change is dated, in milliseconds: 2 to 30 in
/// recordings of Jira Cloud.
const DATED_AFTER_MS: i64 = 7;

impl Site {
    /// Adds what a write at some time changed to the history of an issue.
    pub(super) fn record(
        &mut self,
        author: UserId,
        issue: &mut Issue,
        now: i64,
        items: Vec<ChangeItem>,
    ) {
        let (id, created) = (self.change_id(), now + DATED_AFTER_MS);
        issue.history.push(Change { id, author, created, items });
    }

    /// Puts a changed issue in its place. When anything differs, the time moves on, the issue's
    /// `updated` with it, and the history grows; tells whether anything did.
    pub fn commit(&mut self, author: UserId, mut after: Issue) -> bool {
        let Some(before) = self.issues.get(after.id) else { return false };
        let items = self.difference(before, &after);
        let quiet = before.properties != after.properties || before.records != after.records;
        let resolved_before = before.resolution.is_some();
        if items.is_empty() && !quiet {
            return false;
        }
        let now = self.touch();
        if !items.is_empty() {
            after.updated = now;
            self.record(author, &mut after, now, items);
        }
        match (resolved_before, after.resolution.is_some()) {
            (false, true) => after.resolved = Some(now),
            (true, false) => after.resolved = None,
            _ => {}
        }
        self.issues.replace(after);
        true
    }
}
