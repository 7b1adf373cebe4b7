//! Who watches.

use super::{Entries, text};
use crate::job::FurtherSheet;
use crate::target::User;

/// The watchers of an issue.
pub(super) fn take(entries: &mut Entries, at: usize, watchers: Vec<User>) {
    for user in watchers {
        let state = if user.active { "Active" } else { "Inactive" };
        let id = text(&user.account_id);
        let values = vec![id, entries.person(Some(user)), text(state)];
        entries.push(FurtherSheet::Watchers, at, values);
    }
}
