//! Changes of existing issues: one request a row, and only while the issue is as the plan saw it.
//!
//! Issues are read in groups right before they are written. A group is as large as can be written
//! while its read is fresh: it shrinks where Jira is slow or allows little, so that hardly a row has
//! to be read again by itself.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use futures_util::lock::Mutex;
use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use super::compare::{self, ids_of};
use super::history::{self, Suspect};
use super::ledger::Ledger;
use super::parents::resolved;
use super::readback::{self, ENOUGH, Found, Written};
use super::row::{Row, Seen};
use super::values;
use crate::jira::{Client, Issue, JiraError, Look, Meter};
use crate::job::Phase;
use crate::message::Message;
use crate::plan::{Action, Change, IssueRef, Plan};
use crate::ports::{Clock, Transport};

/// Groups of issues that are worked on at once, so that one is read while others are written. What
/// is in flight is bounded by the client.
const GROUPS: usize = 3;

/// Issues of a group at most. Three groups of these are written in 0.65 s at the rate that Jira
/// allows for edits, which leaves a third of a second for the way to Jira and back.
const MOST: usize = 10;

/// What the changes of a plan share.
pub(super) struct Updates<'r, 'c, 'a, T, C> {
    pub(super) client: &'c Client<'a, T, C>,
    pub(super) ledger: &'r Ledger<'c, 'a, T, C>,
    /// When the plan was made, by the caller's clock.
    pub(super) made_at: Timestamp,
    /// Whether a row of the present groups had to be read again.
    pub(super) late: Cell<bool>,
    /// Rows that came too late are read again and sent one after the other: where Jira allows few
    /// writes, all that wait would otherwise be read again for each of them.
    pub(super) turn: Mutex<()>,
    /// Rows that wait to be read again, when enough of them are written.
    pub(super) written: RefCell<Vec<Written<'r>>>,
}

type Target<'p> = (&'p Change, &'p IssueRef);

/// Carries out the plan's changes of existing issues.
pub(super) async fn all<'r, 'c, 'a, T: Transport, C: Clock>(
    plan: &'r Plan,
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
) {
    let changes: Vec<Target<'r>> = plan
        .changes
        .iter()
        .filter(|change| matches!(change.action, Action::Update | Action::Transition))
        .filter_map(|change| Some((change, change.issue.as_ref()?)))
        .collect();
    if changes.is_empty() {
        return;
    }
    let meter = Meter::start(client, Phase::Updating, Some(changes.len()));
    let (late, written) = (Cell::new(false), RefCell::default());
    let turn = Mutex::new(());
    let updates = Updates { client, ledger, made_at: plan.made_at, late, turn, written };
    let queue = Queue { left: Cell::new(&changes), size: Cell::new(MOST) };
    stream::iter(0..GROUPS)
        .for_each_concurrent(GROUPS, |_| async {
            while let Some(group) = queue.next() {
                updates.group(group, &meter).await;
                queue.adapt(updates.late.replace(false));
                updates.read_back(ENOUGH).await;
            }
        })
        .await;
    updates.read_back(1).await;
}

/// The rows that are left, and how many of them are taken at a time.
struct Queue<'q, 'p> {
    left: Cell<&'q [Target<'p>]>,
    size: Cell<usize>,
}

impl<'q, 'p> Queue<'q, 'p> {
    fn next(&self) -> Option<&'q [Target<'p>]> {
        let left = self.left.get();
        let (group, rest) = left.split_at(self.size.get().min(left.len()));
        self.left.set(rest);
        (!group.is_empty()).then_some(group)
    }

    /// Half as many after a group of which some came too late, and slowly more again.
    fn adapt(&self, late: bool) {
        let size = self.size.get();
        self.size.set(if late { (size / 2).max(1) } else { (size + 1).min(MOST) });
    }
}

impl<'r, T: Transport, C: Clock> Updates<'r, '_, '_, T, C> {
    /// Reads a group of issues again, right before they are written, and writes them.
    async fn group(&self, group: &[Target<'r>], meter: &Meter<'_, '_, T, C>) {
        let mut rows = Vec::with_capacity(group.len());
        for (change, issue) in group {
            rows.extend(self.begun(change, issue));
        }
        meter.add(group.len() - rows.len());
        if rows.is_empty() {
            return;
        }
        let ids: Vec<_> = rows.iter().map(|row| row.issue.id.clone()).collect();
        let fields = || rows.iter().flat_map(Row::all_fields);
        let look = self.client.look(values::notation(fields()), &ids, &ids_of(fields())).await;
        let seen = self.seen(&rows, look).await;
        // All at once: the client serves them in their order, one group after the other, so that the
        // groups do not end at the same time and leave nothing to send while they are read.
        stream::iter(rows.into_iter().zip(seen))
            .for_each_concurrent(None, |(row, seen)| async {
                self.one(row, seen).await;
                meter.add(1);
            })
            .await;
    }

    /// A row that is to be tried; none where it is settled already.
    fn begun(&self, change: &'r Change, issue: &'r IssueRef) -> Option<Row<'r>> {
        if let Some(reason) = self.ledger.stopped() {
            self.ledger.skipped(change, Some(reason));
            return None;
        }
        match resolved(change, |row| self.ledger.issue_of(row).map(|i| i.key)) {
            Ok(fields) => Some(Row::new(change, issue, fields)),
            Err(parent) => {
                let reason = Message::new("parent-not-created").with("parent", parent);
                self.ledger.skipped(change, Some(reason));
                None
            }
        }
    }

    /// What was read of each row, and whether somebody set it back since the plan was made.
    async fn seen(&self, rows: &[Row<'r>], look: Look) -> Vec<Seen> {
        let unread: BTreeMap<String, JiraError> = look.unread.into_iter().collect();
        let mut issues: BTreeMap<String, Issue> =
            look.issues.into_iter().map(|issue| (issue.id.clone(), issue)).collect();
        let made_at = self.client.on_site(self.made_at);
        let now = rows.iter().filter_map(|row| Some((row, issues.get(&row.issue.id)?)));
        let suspects: Vec<_> = now.filter_map(|(row, now)| suspect(row, now, made_at)).collect();
        let set_back = history::set_back(self.client, &suspects).await;
        let suspects: Vec<_> = suspects.iter().map(|suspect| suspect.issue.clone()).collect();
        let good_until = look.good_until;
        let seen = |row: &Row<'r>| {
            let id = &row.issue.id;
            let Some(issue) = issues.remove(id) else {
                return unread.get(id).map_or(Seen::Gone, |error| Seen::Unread(error.clone()));
            };
            match &set_back {
                Err(error) if suspects.contains(id) => Seen::Unread(error.clone()),
                Ok(set_back) if set_back.contains_key(id) => {
                    Seen::SetBack(set_back.get(id).cloned().unwrap_or_default())
                }
                _ => Seen::Issue(issue, good_until),
            }
        };
        rows.iter().map(seen).collect()
    }

    /// Reads one row's issue again.
    pub(super) async fn look(&self, row: &Row<'r>) -> Seen {
        let ids = std::slice::from_ref(&row.issue.id);
        let (notation, fields) = (values::notation(row.all_fields()), ids_of(row.all_fields()));
        let look = self.client.look(notation, ids, &fields).await;
        self.seen(std::slice::from_ref(row), look).await.pop().unwrap_or(Seen::Gone)
    }

    /// Settles rows of which all was written by how Jira took it, when there are enough of them.
    async fn read_back(&self, enough: usize) {
        while let Some(rows) = readback::batch(&self.written, enough) {
            for (row, found) in readback::found(self.client, self.ledger, &rows).await {
                let fault = row.fault.as_ref();
                match (found, fault) {
                    (Found::Well | Found::Noted(_) | Found::Unseen(_), Some(fault)) => {
                        let reason = Message::new("cells-not-written").with("detail", fault.text());
                        self.ledger.half_done(row.change, reason);
                    }
                    (Found::Well, None) => {
                        self.ledger.applied(row.change, &row.issue, row.note.clone())
                    }
                    (Found::Noted(note) | Found::Unseen(note), None) => {
                        self.ledger.applied(row.change, &row.issue, Some(note))
                    }
                    (Found::Fault(reason), _) => self.ledger.half_done(row.change, reason),
                    (Found::Kept(reason), _) => self.ledger.failed(row.change, reason),
                }
            }
        }
    }
}

/// What is to be written of a row although its issue was changed since the plan was made, and
/// that is not known to be nobody's doing.
fn suspect<'s>(row: &'s Row<'_>, now: &Issue, made_at: Timestamp) -> Option<Suspect<'s>> {
    if !history::is_changed_since(now, row.change, made_at) || row.was_cleared_at(now) {
        return None;
    }
    let todo = row.to_do(now).ok().filter(|todo| !todo.is_nothing())?;
    let along = todo.transition.map_or(&[][..], |transition| &transition.fields);
    let along = compare::open(along, now).unwrap_or_default();
    let fields = todo.fields.iter().copied().chain(along).collect();
    let since = history::dividing(row.change, made_at);
    Some(Suspect { issue: row.issue.id.clone(), since, fields, transition: todo.transition })
}
