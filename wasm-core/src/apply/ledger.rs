//! The outcome of each row, while a plan is carried out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::journal::Marks;
use super::named::named;
use super::{Outcome, OutcomeKind, Report};
use crate::jira::{Client, JiraError};
use crate::job::{FurtherSheet, JobEvent};
use crate::message::Message;
use crate::plan::{Action, Change, Entry, IssueRef};

/// Collects outcomes, tells each to the observer, and knows when going on makes no sense.
pub(super) struct Ledger<'c, 'a, T, C> {
    client: &'c Client<'a, T, C>,
    marks: &'c Marks<'c>,
    outcomes: RefCell<BTreeMap<u32, Outcome>>,
    entries: RefCell<BTreeMap<(FurtherSheet, u32), Outcome>>,
    created: RefCell<BTreeMap<u32, IssueRef>>,
    /// Rows that were held back although the plan did not do so.
    held_back: Cell<u32>,
    stopped: RefCell<Option<Message>>,
}

impl<'c, 'a, T, C> Ledger<'c, 'a, T, C> {
    pub(super) fn new(client: &'c Client<'a, T, C>, marks: &'c Marks<'c>) -> Self {
        client.begin();
        Self {
            client,
            marks,
            outcomes: RefCell::default(),
            entries: RefCell::default(),
            created: RefCell::default(),
            held_back: Cell::new(0),
            stopped: RefCell::default(),
        }
    }

    /// What was begun when, in this run and in earlier ones.
    pub(super) fn marks(&self) -> &'c Marks<'c> {
        self.marks
    }

    /// Why no further row is to be tried, if so.
    pub(super) fn stopped(&self) -> Option<Message> {
        if self.client.is_halted() {
            return Some(Message::new("cancelled"));
        }
        if let Some(last) = self.client.gone() {
            let gone = || Message::new("site-gone").with("detail", last.message().text());
            self.stopped.borrow_mut().get_or_insert_with(gone);
        }
        self.stopped.borrow().clone().or_else(|| self.marks.ousted())
    }

    /// The issue that a row of the same plan has become.
    pub(super) fn issue_of(&self, row: u32) -> Option<IssueRef> {
        self.created.borrow().get(&row).cloned()
    }

    /// The row is as planned.
    pub(super) fn applied(&self, change: &Change, issue: &IssueRef, note: Option<Message>) {
        if change.action == Action::Create {
            self.created.borrow_mut().insert(change.row, issue.clone());
        }
        self.record(change, OutcomeKind::Applied, Some(issue), note);
    }

    /// The row is as planned, and was so before this run.
    pub(super) fn present(&self, change: &Change, issue: &IssueRef, note: Option<Message>) {
        if change.action == Action::Create {
            self.created.borrow_mut().insert(change.row, issue.clone());
        }
        self.record(change, OutcomeKind::Present, Some(issue), note);
    }

    /// The issue was made, by this run or by an earlier one, but not wholly as planned.
    pub(super) fn half_created(
        &self,
        change: &Change,
        issue: &IssueRef,
        earlier: bool,
        reason: Message,
    ) {
        self.created.borrow_mut().insert(change.row, issue.clone());
        let kind = if earlier { OutcomeKind::PresentOtherwise } else { OutcomeKind::Otherwise };
        self.record(change, kind, Some(issue), Some(reason));
    }

    /// The row was written, but Jira does not have all of it as planned.
    pub(super) fn half_done(&self, change: &Change, reason: Message) {
        self.record(change, OutcomeKind::Otherwise, change.issue.as_ref(), Some(reason));
    }

    /// The issue was made by an earlier run, and somebody moved it before it came to its status.
    pub(super) fn half_created_drifted(&self, change: &Change, issue: &IssueRef) {
        self.created.borrow_mut().insert(change.row, issue.clone());
        let reason = Message::new("moved-before").with("key", &issue.key);
        self.record(change, OutcomeKind::Drifted, Some(issue), Some(reason));
    }

    /// Jira refused the row.
    pub(super) fn failed(&self, change: &Change, reason: Message) {
        self.record(change, OutcomeKind::Failed, change.issue.as_ref(), Some(reason));
    }

    /// The row was not tried.
    pub(super) fn skipped(&self, change: &Change, reason: Option<Message>) {
        self.record(change, OutcomeKind::Skipped, change.issue.as_ref(), reason);
    }

    /// The row is held back, as if the plan had done so.
    pub(super) fn held_back(&self, change: &Change, reason: Message) {
        self.held_back.set(self.held_back.get() + 1);
        self.end(change, Action::Skip, OutcomeKind::Skipped, None, Some(reason));
    }

    /// The issue is no longer as the plan saw it.
    pub(super) fn drifted(&self, change: &Change, reason: Message) {
        self.record(change, OutcomeKind::Drifted, change.issue.as_ref(), Some(reason));
    }

    /// A call of the row was not carried out, for that reason: what it means for the row and for
    /// all rows that follow.
    pub(super) fn refused(&self, change: &Change, error: &JiraError, reason: Message) {
        self.judge(error);
        if error.is_transient() {
            self.client.gave_up(&change.row.to_string(), error);
        }
        match error.ends_the_job() {
            true => self.skipped(change, Some(error.message())),
            false => self.failed(change, reason),
        }
    }

    /// A read that several rows need failed: none of them was tried.
    pub(super) fn unread<'p>(&self, changes: impl Iterator<Item = &'p Change>, error: &JiraError) {
        self.judge(error);
        for change in changes {
            match self.stopped() {
                Some(reason) => self.skipped(change, Some(reason)),
                None => self.failed(change, error.message()),
            }
        }
    }

    /// Stops the job at an error that every further row would meet too: a sign-in that is not
    /// accepted, or a site that is elsewhere. That one request stays without an answer says nothing
    /// of the others: the client counts these, and [`Ledger::stopped`] tells when there are too
    /// many.
    pub(super) fn judge(&self, error: &JiraError) {
        let refused = error.is_signed_out() || error.status() == Some(401);
        if refused || error.is_elsewhere() {
            self.stopped.borrow_mut().get_or_insert(error.message());
        }
    }

    /// How a row of a further sheet ended.
    pub(super) fn entry(
        &self,
        entry: &Entry,
        kind: OutcomeKind,
        issue: Option<&IssueRef>,
        reason: Option<Message>,
    ) {
        let (sheet, row, action) = (entry.sheet.clone(), entry.row, entry.action);
        let outcome = Outcome { sheet, row, action, kind, issue: issue.cloned(), reason };
        self.entries.borrow_mut().insert((entry.kind, entry.row), outcome.clone());
        self.client.tell(JobEvent::Row(outcome));
    }

    /// A call of a row of a further sheet failed.
    pub(super) fn entry_error(
        &self,
        entry: &Entry,
        issue: &IssueRef,
        error: &JiraError,
        reason: Message,
    ) {
        self.judge(error);
        match error.ends_the_job() {
            true => self.entry(entry, OutcomeKind::Skipped, Some(issue), Some(error.message())),
            false => self.entry(entry, OutcomeKind::Failed, Some(issue), Some(reason)),
        }
    }

    /// The report, with the outcomes in the order of the sheet.
    pub(super) fn report(self, requests: u32, held_back: u32) -> Report {
        let entries = self.entries.into_inner().into_values();
        let outcomes: Vec<_> = self.outcomes.into_inner().into_values().chain(entries).collect();
        let present = |of_entry: bool| {
            let present = outcomes.iter().filter(|o| o.kind.was_there());
            present.filter(|o| o.is_entry() == of_entry).count() as u32
        };
        let count = |test: fn(&Outcome) -> bool| outcomes.iter().filter(|o| test(o)).count() as u32;
        let done = |actions: &[Action]| {
            let done = outcomes.iter().filter(|o| o.kind.is_written());
            done.filter(|o| actions.contains(&o.action)).count() as u32
        };
        Report {
            created: done(&[Action::Create]),
            updated: done(&[Action::Update, Action::Transition]),
            comments: done(&[Action::Comment]),
            worklogs: done(&[Action::Worklog]),
            links: done(&[Action::Link]),
            present: present(false),
            entries_present: present(true),
            otherwise: count(|o| o.kind.is_otherwise()),
            failed: count(|o| matches!(o.kind, OutcomeKind::Failed | OutcomeKind::Drifted)),
            held_back: held_back + self.held_back.get(),
            skipped: count(|o| o.kind == OutcomeKind::Skipped && o.action != Action::Skip),
            requests,
            cancelled: self.client.is_halted(),
            stopped: self.stopped.into_inner().or_else(|| self.marks.ousted()),
            notes: self.marks.trouble().into_iter().collect(),
            outcomes,
        }
    }

    fn record(
        &self,
        change: &Change,
        kind: OutcomeKind,
        issue: Option<&IssueRef>,
        reason: Option<Message>,
    ) {
        self.end(change, change.action, kind, issue, reason);
    }

    fn end(
        &self,
        change: &Change,
        action: Action,
        kind: OutcomeKind,
        issue: Option<&IssueRef>,
        reason: Option<Message>,
    ) {
        let (issue, reason) = (issue.cloned(), reason.map(|reason| named(change, reason)));
        let (sheet, row) = (String::new(), change.row);
        let outcome = Outcome { sheet, row, action, kind, issue, reason };
        self.outcomes.borrow_mut().insert(change.row, outcome.clone());
        self.client.tell(JobEvent::Row(outcome));
    }
}
