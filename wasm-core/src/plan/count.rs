//! How many rows each action has.

use super::{Action, Change, Entry, Plan, Summary};

impl Plan {
    /// Counts the rows again and seals the plan: for whoever added to it.
    pub(crate) fn recount(&mut self) {
        self.summary = self.counted();
        self.seal();
    }

    /// How many rows each action has.
    pub(super) fn counted(&self) -> Summary {
        let mut summary = Summary::default();
        self.changes.iter().for_each(|change| summary.count(change));
        self.entries.iter().for_each(|entry| *summary.of(entry) += 1);
        summary
    }
}

impl Summary {
    fn count(&mut self, change: &Change) {
        let open = change.has_open_conflict();
        *match change.action {
            Action::NoOp => &mut self.unchanged,
            Action::Create => &mut self.create,
            Action::Skip if open => &mut self.conflict,
            Action::Skip => &mut self.blocked,
            _ => &mut self.update,
        } += 1;
        if change.action != Action::Skip && open {
            self.conflict += 1;
            self.partial += 1;
        }
    }

    /// Rows of which something was held back: as a whole, or a field in conflict.
    pub fn held_back(&self) -> u32 {
        self.blocked + self.conflict + self.entries_blocked
    }

    fn of(&mut self, entry: &Entry) -> &mut u32 {
        match entry.action {
            Action::Comment => &mut self.comments,
            Action::Worklog => &mut self.worklogs,
            Action::Link => &mut self.links,
            Action::Skip => &mut self.entries_blocked,
            _ => &mut self.entries_unchanged,
        }
    }
}
