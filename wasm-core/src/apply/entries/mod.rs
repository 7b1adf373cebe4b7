//! New comments, worklogs and links, issue by issue, and never twice.

mod present;
mod send;

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};

use super::ledger::Ledger;
use super::{OutcomeKind, refusal};
use crate::jira::{Client, JiraError, Meter};
use crate::job::Phase;
use crate::message::Message;
use crate::plan::{Action, Addition, Entry, EntryIssue, IssueRef, Plan};
use crate::ports::{Clock, Transport};
use present::Present;

/// Wait before it is looked for an entry whose answer was lost: Jira may still be at work on it.
const LOOK: Duration = Duration::from_secs(5);

/// Times an entry is sent at most. The second time only after it was looked for and not found.
const SENDS: u32 = 2;

/// What the entries of a plan share.
struct Additions<'r, 'c, 'a, T, C> {
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
}

/// A row that adds something to an issue that exists.
struct Todo<'p> {
    entry: &'p Entry,
    addition: &'p Addition,
    /// The issue at the far end of a link.
    other: Option<IssueRef>,
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
    let additions = Additions { client, ledger };
    let mut issues: BTreeMap<String, (IssueRef, Vec<Todo<'_>>)> = BTreeMap::new();
    for entry in entries {
        match additions.todo(entry) {
            Ok((issue, todo)) => {
                issues.entry(issue.id.clone()).or_insert_with(|| (issue, Vec::new())).1.push(todo);
            }
            Err(reason) => {
                ledger.entry(entry, OutcomeKind::Skipped, None, Some(reason));
                meter.add(1);
            }
        }
    }
    stream::iter(issues.into_values())
        .for_each_concurrent(client.in_flight(), |(issue, todo)| {
            let (additions, meter) = (&additions, &meter);
            async move { additions.issue(&issue, &todo, meter).await }
        })
        .await;
}

impl<T: Transport, C: Clock> Additions<'_, '_, '_, T, C> {
    /// The issues that a row names, created meanwhile where the plan creates them.
    fn todo<'p>(&self, entry: &'p Entry) -> Result<(IssueRef, Todo<'p>), Message> {
        let missing = || Message::new("plan-incomplete");
        let addition = entry.addition.as_ref().ok_or_else(missing)?;
        let issue = self.resolved(entry.issue.as_ref().ok_or_else(missing)?)?;
        let other = match addition {
            Addition::Link { other, .. } => Some(self.resolved(other)?),
            _ => None,
        };
        Ok((issue, Todo { entry, addition, other }))
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

    /// Adds the entries of one issue, one after the other, so that they keep their order.
    async fn issue(&self, issue: &IssueRef, todo: &[Todo<'_>], meter: &Meter<'_, '_, T, C>) {
        let mut present = match self.stopped() {
            None => Present::read(self.client, issue, todo).await.map_err(Some),
            Some(_) => Err(None),
        };
        for todo in todo {
            match (self.stopped(), &mut present) {
                (Some(reason), _) => {
                    self.ledger.entry(todo.entry, OutcomeKind::Skipped, Some(issue), Some(reason));
                }
                (None, Ok(present)) => self.one(issue, todo, present).await,
                (None, Err(Some(error))) => {
                    self.ledger.entry_error(todo.entry, issue, error, error.message());
                }
                (None, Err(None)) => {}
            }
            meter.add(1);
        }
    }

    fn stopped(&self) -> Option<Message> {
        self.ledger.stopped()
    }

    async fn one(&self, issue: &IssueRef, todo: &Todo<'_>, present: &mut Present) {
        if present.has(todo) {
            let note = Some(Message::new(match todo.entry.action {
                Action::Link => "link-exists",
                _ => "entry-made-before",
            }));
            return self.ledger.entry(todo.entry, OutcomeKind::Applied, Some(issue), note);
        }
        for _ in 0..SENDS {
            match send::send(self.client, issue, todo).await {
                Ok(()) => {
                    return self.ledger.entry(todo.entry, OutcomeKind::Applied, Some(issue), None);
                }
                Err(error) if error.is_unanswered() => {
                    match self.look(issue, todo).await {
                        Ok(now) => present.add(now),
                        Err(_) => return self.unknown(issue, todo, &error),
                    }
                    if present.has(todo) {
                        return self.ledger.entry(
                            todo.entry,
                            OutcomeKind::Applied,
                            Some(issue),
                            None,
                        );
                    }
                }
                Err(error) => return self.refused(issue, todo, &error).await,
            }
        }
        self.ledger.entry(
            todo.entry,
            OutcomeKind::Failed,
            Some(issue),
            Some(Message::new("entry-unknown")),
        );
    }

    /// Jira refused it.
    async fn refused(&self, issue: &IssueRef, todo: &Todo<'_>, error: &JiraError) {
        let (addition, other) = (todo.addition, todo.other.as_ref());
        let reason = refusal::of_entry(self.client, issue, addition, other, error).await;
        let reason = reason.unwrap_or_else(|| error.message());
        self.ledger.entry_error(todo.entry, issue, error, reason);
    }

    /// Reads again what the issue has, a moment after an answer was lost.
    async fn look(&self, issue: &IssueRef, todo: &Todo<'_>) -> Result<Present, JiraError> {
        self.client.wait(LOOK).await?;
        Present::read(self.client, issue, std::slice::from_ref(todo)).await
    }

    /// Nobody knows whether it was added.
    fn unknown(&self, issue: &IssueRef, todo: &Todo<'_>, error: &JiraError) {
        self.ledger.judge(error);
        let reason = Some(Message::new("entry-unknown"));
        self.ledger.entry(todo.entry, OutcomeKind::Failed, Some(issue), reason);
    }
}
