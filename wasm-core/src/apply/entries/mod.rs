//! New comments, worklogs and links, and never twice.
//!
//! Before anything is added, what the issues have is read in bulk. The entries of one issue are
//! then added one after the other, so that they keep their order; issues are worked on side by
//! side. Where an answer is lost, or an earlier run may have begun an entry, the issue waits while
//! the others go on: it is looked at again and again until the entry can't come any more, and only
//! then is the entry sent once more.

mod lane;
mod readback;
mod rounds;
mod send;
mod stock;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use super::{OutcomeKind, refusal};
use crate::jira::{Client, JiraError, Meter};
use crate::job::Phase;
use crate::message::Message;
use crate::plan::{Action, Addition, Entry, EntryIssue, IssueRef, Plan, RowIdentity};
use crate::ports::{Clock, Transport};
use crate::target::User;
use lane::{Lane, Todo};
use readback::Written;

/// What the entries of a plan share.
struct Additions<'r, 'c, 'a, T, C> {
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
    meter: Meter<'c, 'a, T, C>,
    /// The rows of the plan: what was made from one of them is not another's.
    rows: BTreeSet<&'r RowIdentity>,
    /// The caller; not known where no row needs it.
    me: Option<User>,
    /// What was added, and waits to be read again.
    written: RefCell<Vec<Written<'r>>>,
}

/// Adds what the plan adds to issues.
pub(super) async fn all<'c, 'a, T: Transport, C: Clock>(
    plan: &Plan,
    client: &'c Client<'a, T, C>,
    ledger: &Ledger<'c, 'a, T, C>,
) {
    for entry in plan.entries.iter().filter(|entry| entry.action == Action::Skip) {
        ledger.entry(entry, OutcomeKind::Skipped, None, entry.reason.clone());
    }
    let adds =
        |entry: &&Entry| matches!(entry.action, Action::Comment | Action::Worklog | Action::Link);
    let entries: Vec<&Entry> = plan.entries.iter().filter(adds).collect();
    if entries.is_empty() {
        return;
    }
    let meter = Meter::start(client, Phase::Adding, Some(entries.len()));
    let rows = plan.entries.iter().filter_map(|entry| entry.identity.as_ref()).collect();
    let mut additions =
        Additions { client, ledger, meter, rows, me: None, written: RefCell::default() };
    let lanes = additions.lanes(&entries);
    if lanes.iter().any(Lane::has_texts) {
        // Where it can't be read, the reads that follow tell why.
        additions.me = client.myself().await.ok().map(|me| me.user);
    }
    additions.run(lanes).await;
}

impl<'r, T: Transport, C: Clock> Additions<'r, '_, '_, T, C> {
    /// The entries by their issue. Those of issues that were not created are settled.
    fn lanes(&self, entries: &[&'r Entry]) -> Vec<Lane<'r>> {
        let mut lanes: BTreeMap<String, Lane<'r>> = BTreeMap::new();
        for entry in entries {
            match self.todo(entry) {
                Ok((issue, todo)) => {
                    let lane = lanes.entry(issue.id.clone()).or_insert_with(|| Lane::new(issue));
                    lane.todo.push_back(todo);
                }
                Err(reason) => {
                    self.ledger.entry(entry, OutcomeKind::Skipped, None, Some(reason));
                    self.meter.add(1);
                }
            }
        }
        lanes.into_values().collect()
    }

    /// The issues that a row names, created meanwhile where the plan creates them.
    fn todo(&self, entry: &'r Entry) -> Result<(IssueRef, Todo<'r>), Message> {
        let missing = || Message::new("plan-incomplete");
        let addition = entry.addition.as_ref().ok_or_else(missing)?;
        let issue = self.resolved(entry.issue.as_ref().ok_or_else(missing)?)?;
        let other = match addition {
            Addition::Link { other, .. } => Some(self.resolved(other)?),
            _ => None,
        };
        let mut todo = Todo::new(entry, addition, other);
        let now = self.client.now();
        todo.until = todo.name.as_ref().and_then(|n| self.ledger.marks().uncertain_until(n, now));
        Ok((issue, todo))
    }

    fn resolved(&self, issue: &EntryIssue) -> Result<IssueRef, Message> {
        match issue {
            EntryIssue::Known(issue) => Ok(issue.clone()),
            EntryIssue::New { row, label } => self
                .ledger
                .issue_of(*row)
                .ok_or_else(|| Message::new("entry-issue-not-created").with("issue", label)),
        }
    }

    /// An entry was added by this run; it is settled when it was read again.
    fn added(&self, issue: &IssueRef, todo: &Todo<'r>, id: Option<String>) {
        self.forget(todo);
        self.written.borrow_mut().push(Written::new(issue, todo, id));
    }

    /// An entry was there already.
    fn present(&self, issue: &IssueRef, todo: &Todo<'_>, code: &str) {
        self.settle(issue, todo, OutcomeKind::Present, Some(Message::new(code)));
    }

    /// Jira refused it.
    async fn refused(&self, issue: &IssueRef, todo: &Todo<'_>, error: &JiraError) {
        let (addition, other) = (todo.addition, todo.other.as_ref());
        let reason = refusal::of_entry(self.client, issue, addition, other, error).await;
        self.forget(todo);
        self.ledger.entry_error(
            todo.entry,
            issue,
            error,
            reason.unwrap_or_else(|| error.message()),
        );
        self.meter.add(1);
    }

    /// What the issue has could not be read. What was noted of it stays noted.
    fn not_tried(&self, issue: &IssueRef, todo: &Todo<'_>, error: &JiraError) {
        if todo.sent > 0 {
            self.ledger.judge(error);
            return self.unknown(issue, todo);
        }
        self.ledger.entry_error(todo.entry, issue, error, error.message());
        self.meter.add(1);
    }

    /// It is left to a later run, and what an earlier one noted of it stays noted.
    fn left(&self, issue: &IssueRef, todo: &Todo<'_>, reason: Message) {
        self.ledger.entry(todo.entry, OutcomeKind::Skipped, Some(issue), Some(reason));
        self.meter.add(1);
    }

    /// It was sent, and nobody knows whether it was added: the next run looks for it.
    fn unknown(&self, issue: &IssueRef, todo: &Todo<'_>) {
        let reason = Some(Message::new("entry-unknown"));
        self.ledger.entry(todo.entry, OutcomeKind::Failed, Some(issue), reason);
        self.meter.add(1);
    }

    fn settle(
        &self,
        issue: &IssueRef,
        todo: &Todo<'_>,
        kind: OutcomeKind,
        reason: Option<Message>,
    ) {
        self.forget(todo);
        self.ledger.entry(todo.entry, kind, Some(issue), reason);
        self.meter.add(1);
    }

    /// Nothing of it is under way.
    fn forget(&self, todo: &Todo<'_>) {
        self.ledger.marks().answered(&todo.name);
    }
}
