//! Who watches.

use super::{Entries, text};
use crate::jira::Issue;
use crate::job::FurtherSheet;
use crate::target::User;

/// An issue tells how many watch it; who they are takes a request, unless there are none.
pub(super) fn of_issue(entries: &mut Entries, at: usize, issue: &Issue) {
    let count = issue.fields.get("watches").and_then(|watches| watches["watchCount"].as_u64());
    entries.watched.extend(count.map(|count| (at, count)));
    if count != Some(0) {
        entries.cut.push((FurtherSheet::Watchers, at));
    }
}

/// The watchers of an issue.
pub(super) fn take(entries: &mut Entries, at: usize, watchers: Vec<User>) {
    for user in watchers {
        let state = if user.active { "Active" } else { "Inactive" };
        let id = text(&user.account_id);
        let values = vec![id, entries.person(Some(user)), text(state)];
        entries.push(FurtherSheet::Watchers, at, values);
    }
}
