//! The entries of one issue that are still to do, in their order.

use std::collections::VecDeque;

use jiff::Timestamp;

use crate::apply::journal::Name;
use crate::further::Look;
use crate::jira::JiraError;
use crate::plan::{Action, Addition, Entry, IssueRef};

/// What is to be added to one issue.
pub(super) struct Lane<'p> {
    pub(super) issue: IssueRef,
    pub(super) todo: VecDeque<Todo<'p>>,
    /// How often in a row it could not be read what the issue has.
    pub(super) unread: u32,
}

/// A row that adds something to an issue that exists.
pub(super) struct Todo<'p> {
    pub(super) entry: &'p Entry,
    pub(super) addition: &'p Addition,
    /// The issue at the far end of a link.
    pub(super) other: Option<IssueRef>,
    /// What a reader sees of a comment or a worklog.
    pub(super) look: Option<Look>,
    /// By which it is noted that it was begun; none for a link, which Jira makes only once.
    pub(super) name: Option<Name>,
    /// Until then it may still come: it was sent, and the answer was lost.
    pub(super) until: Option<Timestamp>,
    /// How often this run sent it without an answer, and what came instead of the last one.
    pub(super) sent: u32,
    pub(super) lost: Option<JiraError>,
}

impl<'p> Todo<'p> {
    pub(super) fn new(entry: &'p Entry, addition: &'p Addition, other: Option<IssueRef>) -> Self {
        let look = Look::of_addition(addition);
        let identity = entry.identity.as_ref().filter(|_| look.is_some());
        let name = identity.map(|identity| Name::entry(entry.kind, identity));
        Self { entry, addition, other, look, name, until: None, sent: 0, lost: None }
    }

    /// Whether it may come after the issue was read.
    pub(super) fn may_come(&self, read_at: Timestamp) -> bool {
        self.until.is_some_and(|until| until > read_at)
    }
}

impl<'p> Lane<'p> {
    pub(super) fn new(issue: IssueRef) -> Self {
        Self { issue, todo: VecDeque::new(), unread: 0 }
    }

    /// Whether comments or worklogs are to be added.
    pub(super) fn has_texts(&self) -> bool {
        self.todo.iter().any(|todo| todo.entry.action != Action::Link)
    }

    /// What may be sent by what the issue had at that time, up to the first that may still come.
    pub(super) fn ready(&self, read_at: Timestamp) -> impl Iterator<Item = &Todo<'p>> {
        self.todo.iter().take_while(move |todo| !todo.may_come(read_at))
    }
}
