//! One row that changes an existing issue, from the look at it to the end of its writes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use jiff::Timestamp;

use super::compare::{self, ToDo};
use super::lost::{LOOKS, SENDS};
use super::readback::Written;
use super::update::Updates;
use super::{refusal, status, values};
use crate::jira::{Issue, JiraError};
use crate::message::Message;
use crate::plan::{Change, FieldChange, IssueRef, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// What was read of a row's issue.
pub(super) enum Seen {
    /// The issue as it is; nothing that is based on it may be sent after the instant.
    Issue(Issue, Timestamp),
    /// Somebody set back a field of that name.
    SetBack(String),
    /// It is not there.
    Gone,
    /// It could not be read.
    Unread(JiraError),
}

/// A row on its way.
pub(super) struct Row<'p> {
    pub(super) change: &'p Change,
    pub(super) issue: &'p IssueRef,
    /// Its fields, with the parents that the plan created.
    fields: Vec<FieldChange>,
    /// Fields that were sent, whatever became of it.
    sent: RefCell<BTreeSet<FieldId>>,
    /// Whether Jira answered that it wrote the fields.
    is_edited: Cell<bool>,
    /// Whether a change of the status was sent.
    is_moved: Cell<bool>,
    /// The status that such a change, if it went unanswered, was to leave.
    left: RefCell<Option<String>>,
    /// The transition, once it was looked for.
    way: RefCell<Option<String>>,
    /// Sends without an answer.
    lost: Cell<u32>,
    /// When the issue was last changed as its history was looked at.
    cleared: RefCell<Option<String>>,
    /// Why some of its fields can't be written.
    fault: Option<Message>,
}

/// What comes next for a row.
enum Next {
    /// It is settled, or all is written.
    Done,
    /// It has to be compared again, with what was read or with what is read now.
    Again(Option<Seen>),
    /// Some of its fields can't be written, for that reason; the others can.
    Without(Vec<FieldId>, Message),
    /// What it is based on became too old before it could be sent.
    Late,
}

fn updated(issue: &Issue) -> Option<&str> {
    issue.fields.get("updated").and_then(|updated| updated.as_str())
}

impl<'p> Row<'p> {
    pub(super) fn new(change: &'p Change, issue: &'p IssueRef, fields: Vec<FieldChange>) -> Self {
        Self {
            change,
            issue,
            fields,
            sent: RefCell::default(),
            is_edited: Cell::new(false),
            is_moved: Cell::new(false),
            left: RefCell::default(),
            way: RefCell::default(),
            lost: Cell::new(0),
            cleared: RefCell::default(),
            fault: None,
        }
    }

    /// Leaves out fields that can't be written.
    fn leave_out(&mut self, fields: &[FieldId], reason: Message) {
        self.fields.retain(|change| !fields.contains(&change.field));
        self.fault = Some(match self.fault.take() {
            Some(known) => Message::new("several-reasons")
                .with("first", known.text())
                .with("second", reason.text()),
            None => reason,
        });
    }

    /// All that is compared.
    pub(super) fn all_fields(&self) -> impl Iterator<Item = &FieldChange> {
        let along = self.change.transition.iter().flat_map(|transition| &transition.fields);
        self.fields.iter().chain(along)
    }

    /// What Jira does not have yet. What Jira said that it wrote is judged when it is read back.
    pub(super) fn to_do(&self, now: &Issue) -> Result<ToDo<'_>, String> {
        let fields = if self.is_edited.get() { &[][..] } else { &self.fields };
        let left = self.left.borrow();
        compare::to_do(fields, self.change.transition.as_ref(), left.as_deref(), now)
    }

    /// Whether the history was looked at, and nothing happened since.
    pub(super) fn was_cleared_at(&self, now: &Issue) -> bool {
        let cleared = self.cleared.borrow();
        cleared.is_some() && cleared.as_deref() == updated(now)
    }

    /// Whether anything of it was sent.
    fn is_begun(&self) -> bool {
        self.is_moved.get() || !self.sent.borrow().is_empty()
    }

    /// The row as it has to be read back.
    fn written(&self, issue: IssueRef) -> Written<'p> {
        let sent = self.sent.borrow();
        let fields = self.all_fields().filter(|field| sent.contains(&field.field)).cloned();
        let transition = self.change.transition.as_ref().filter(|_| self.is_moved.get());
        let status = transition.map(|transition| transition.to.clone());
        let fault = self.fault.clone();
        Written { change: self.change, issue, note: None, fault, fields: fields.collect(), status }
    }

    fn message(&self, code: &str) -> Message {
        Message::new(code).with("key", &self.issue.key)
    }
}

impl<'r, T: Transport, C: Clock> Updates<'r, '_, '_, T, C> {
    /// Brings a row to its end.
    pub(super) async fn one(&self, mut row: Row<'r>, first: Seen) {
        let mut seen = Some(first);
        let mut turn = None;
        loop {
            let now = match seen.take() {
                Some(seen) => seen,
                None => self.look(&row).await,
            };
            match self.step(&row, now).await {
                Next::Done => return,
                Next::Again(next) => {
                    seen = next;
                    drop(turn.take());
                }
                Next::Without(fields, reason) => row.leave_out(&fields, reason),
                Next::Late if turn.is_none() => turn = Some(self.turn.lock().await),
                Next::Late => {}
            }
        }
    }

    /// Compares a row with what was read, and writes what is to do.
    async fn step(&self, row: &Row<'r>, seen: Seen) -> Next {
        let (now, good_until) = match seen {
            Seen::Issue(issue, good_until) => (issue, good_until),
            Seen::SetBack(field) => {
                return self.drifted(row, row.message("set-back").with("field", field));
            }
            Seen::Gone => return self.failed(row, row.message("issue-gone")),
            Seen::Unread(error) => return self.unread(row, &error),
        };
        row.cleared.replace(updated(&now).map(str::to_owned));
        let todo = match row.to_do(&now) {
            Ok(todo) => todo,
            Err(_) if row.is_edited.get() => {
                return self.half_done(row, &Message::new("status-moved"));
            }
            Err(field) => {
                // After a write without an answer nobody can tell whose value that is.
                let code = if row.lost.get() > 0 { "drifted-or-written" } else { "drifted" };
                return self.drifted(row, row.message(code).with("field", field));
            }
        };
        let issue = IssueRef { id: now.id.clone(), key: now.key.clone() };
        if todo.is_nothing() && !row.is_begun() {
            if let Some(reason) = &row.fault {
                return self.failed(row, reason.clone());
            }
            self.ledger.present(row.change, &issue, None);
            return Next::Done;
        }
        if todo.is_nothing() {
            return self.written(row, issue);
        }
        if let Some(reason) = self.ledger.stopped().filter(|_| !row.is_begun()) {
            self.ledger.skipped(row.change, Some(reason));
            return Next::Done;
        }
        if let Err(next) = self.edit(row, &issue, &todo.fields, good_until).await {
            return next;
        }
        if let Some(transition) = todo.transition
            && let Err(next) = self.transit(row, &issue, transition, &now, good_until).await
        {
            return next;
        }
        self.written(row, issue)
    }

    /// Writes fields; `Err` where that is not the row's turn any more.
    async fn edit(
        &self,
        row: &Row<'r>,
        issue: &IssueRef,
        fields: &[&FieldChange],
        good_until: Timestamp,
    ) -> Result<(), Next> {
        if fields.is_empty() {
            return Ok(());
        }
        let body =
            values::body(fields.iter().copied()).map_err(|reason| self.failed(row, reason))?;
        let Err(error) = self.client.edit_issue(&issue.id, &body, Some(good_until)).await else {
            row.sent.borrow_mut().extend(fields.iter().map(|field| field.field.clone()));
            row.is_edited.set(true);
            return Ok(());
        };
        if error.is_late() {
            return Err(self.late());
        }
        if error.is_unanswered() {
            row.sent.borrow_mut().extend(fields.iter().map(|field| field.field.clone()));
            return Err(self.lost(row, &error).await);
        }
        if let Some(next) = self.done_after_all(row, &error).await {
            return Err(next);
        }
        match refusal::of_edit(self.client, issue, fields, &error).await {
            Some(refusal) if !refusal.fields.is_empty() => {
                Err(Next::Without(refusal.fields, refusal.reason))
            }
            refusal => {
                let reason = refusal.map_or_else(|| error.message(), |refusal| refusal.reason);
                Err(self.refused(row, &error, reason))
            }
        }
    }

    /// Brings the issue to its status; `Err` where that is not the row's turn any more.
    async fn transit(
        &self,
        row: &Row<'r>,
        issue: &IssueRef,
        transition: &Transition,
        now: &Issue,
        good_until: Timestamp,
    ) -> Result<(), Next> {
        let values =
            values::body(&transition.fields).map_err(|reason| self.half_done(row, &reason))?;
        let known = row.way.borrow().clone().or_else(|| transition.id.clone());
        let way = match known {
            Some(way) => way,
            None => match status::find(self.client, issue, transition).await {
                Ok(way) => way,
                Err(unreached) => {
                    let error = unreached.error().cloned();
                    return Err(self.unreached(row, error.as_ref(), unreached.message()));
                }
            },
        };
        row.way.replace(Some(way.clone()));
        let sent = self.client.transition(&issue.id, &way, values, Some(good_until)).await;
        let error = match sent {
            Err(error) if error.is_late() => return Err(self.late()),
            Err(error) if !error.is_unanswered() => error,
            sent => {
                row.is_moved.set(true);
                let along = transition.fields.iter().map(|field| field.field.clone());
                row.sent.borrow_mut().extend(along);
                let Err(error) = sent else { return Ok(()) };
                row.left.replace(compare::status_of(now).map(str::to_owned));
                return Err(self.lost(row, &error).await);
            }
        };
        if let Some(next) = self.done_after_all(row, &error).await {
            return Err(next);
        }
        let reason = refusal::of_transition(self.client, issue, &transition.fields, &error).await;
        let reason = reason.unwrap_or_else(|| error.message());
        Err(self.unreached(row, Some(&error), reason))
    }

    /// After a write without an answer: looks several times, since Jira may still be at work on it.
    /// The row goes on as soon as it is no longer as it was, or when the looks are over.
    async fn lost(&self, row: &Row<'r>, error: &JiraError) -> Next {
        row.lost.set(row.lost.get() + 1);
        let mut last = None;
        // To write the same values once more does no harm, so that the first edits are not looked for
        // as often as a transition is, which could lead on.
        let is_edit = row.left.borrow().is_none();
        let looks = if is_edit { row.lost.get() as usize } else { LOOKS.len() };
        for wait in LOOKS.into_iter().take(looks) {
            if self.client.wait(wait).await.is_err() {
                return self.unknown(row, error);
            }
            let seen = self.look(row).await;
            if let Seen::Issue(now, _) = &seen
                && row.to_do(now).is_ok_and(|todo| !todo.is_nothing())
            {
                last = Some(seen);
                continue;
            }
            match seen {
                Seen::Unread(_) if self.ledger.stopped().is_some() => break,
                Seen::Unread(trouble) if !trouble.ends_the_job() => last = None,
                seen => return Next::Again(Some(seen)),
            }
        }
        if row.lost.get() < SENDS && last.is_some() {
            return Next::Again(last);
        }
        self.client.gave_up(&row.issue.id, error);
        self.unknown(row, error)
    }

    /// A refusal after a write without an answer may come from that write: the status is reached
    /// already, say. What comes next if so.
    async fn done_after_all(&self, row: &Row<'r>, error: &JiraError) -> Option<Next> {
        if row.lost.get() == 0 || error.ends_the_job() {
            return None;
        }
        let seen = self.look(row).await;
        let done = match &seen {
            Seen::Issue(now, _) => row.to_do(now).is_ok_and(|todo| todo.is_nothing()),
            _ => false,
        };
        done.then_some(Next::Again(Some(seen)))
    }

    fn late(&self) -> Next {
        self.late.set(true);
        Next::Late
    }

    /// All is as planned. What was sent is still to be read back.
    fn written(&self, row: &Row<'r>, issue: IssueRef) -> Next {
        match row.is_begun() {
            false => self.ledger.applied(row.change, &issue, None),
            true => self.written.borrow_mut().push(row.written(issue)),
        }
        Next::Done
    }

    fn drifted(&self, row: &Row<'r>, reason: Message) -> Next {
        self.ledger.drifted(row.change, reason);
        Next::Done
    }

    fn failed(&self, row: &Row<'r>, reason: Message) -> Next {
        self.ledger.failed(row.change, reason);
        Next::Done
    }

    /// Jira did not carry a request of the row out.
    fn refused(&self, row: &Row<'r>, error: &JiraError, reason: Message) -> Next {
        match row.lost.get() > 0 && error.ends_the_job() {
            true => self.unknown(row, error),
            false => {
                self.ledger.refused(row.change, error, reason);
                Next::Done
            }
        }
    }

    /// The status could not be changed.
    fn unreached(&self, row: &Row<'r>, error: Option<&JiraError>, reason: Message) -> Next {
        match error {
            Some(error) if !row.is_begun() => self.refused(row, error, reason),
            error => {
                error.into_iter().for_each(|error| self.ledger.judge(error));
                self.half_done(row, &reason)
            }
        }
    }

    /// The status was not changed, for that reason; the fields may have been written.
    fn half_done(&self, row: &Row<'r>, reason: &Message) -> Next {
        if !row.is_edited.get() {
            return self.failed(row, reason.clone());
        }
        let reason = Message::new("only-status-not-changed").with("detail", reason.text());
        self.ledger.half_done(row.change, reason);
        Next::Done
    }

    /// The issue could not be read: nothing was sent, or nobody knows what became of it.
    fn unread(&self, row: &Row<'r>, error: &JiraError) -> Next {
        match (row.lost.get() > 0, row.is_edited.get()) {
            (true, _) => self.unknown(row, error),
            (false, true) => self.unreached(row, Some(error), error.message()),
            (false, false) => {
                self.ledger.unread(std::iter::once(row.change), error);
                Next::Done
            }
        }
    }

    /// Nobody knows whether Jira carried out what was sent.
    fn unknown(&self, row: &Row<'r>, error: &JiraError) -> Next {
        self.ledger.judge(error);
        self.failed(row, row.message("write-unknown").with("detail", error.message().text()))
    }
}
