//! Reading what issues have, adding what they lack, and looking again where an answer was lost.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use super::lane::{Lane, Todo};
use super::stock::Stock;
use super::{Additions, OutcomeKind, send};
use crate::apply::journal::Name;
use crate::further::{Present, read_present};
use crate::jira::{BULK_FETCH, JiraError};
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::ports::{Clock, Transport};

/// Waits before the first looks for entries whose answer was lost; the last one before all later
/// looks.
const LOOKS: [Duration; 4] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(15),
];

/// Times an entry is sent at most. The second time only when it can't come any more.
const SENDS: u32 = 2;

/// Times in a row that what an issue has may fail to be read, where the site answers at all.
const READS: u32 = 3;

/// Groups of issues that are worked on at once. What is in flight is bounded by the client.
const GROUPS: usize = 2;

impl<'r, T: Transport, C: Clock> Additions<'r, '_, '_, T, C> {
    /// Adds the entries of all issues.
    pub(super) async fn run(&self, lanes: Vec<Lane<'r>>) {
        let mut waiting = self.rounds(lanes).await;
        for look in 0.. {
            let Some(wait) = self.wait_before(look, &waiting) else { return };
            if self.client.wait(wait).await.is_err() {
                return waiting.into_iter().for_each(|lane| self.stop(&lane));
            }
            waiting = self.rounds(waiting).await;
        }
    }

    /// How long to wait before the next look; nothing where nothing is left.
    fn wait_before(&self, look: usize, waiting: &[Lane<'_>]) -> Option<Duration> {
        let now = self.client.now();
        let left = |lane: &Lane<'_>| {
            let until = lane.todo.front().and_then(|todo| todo.until).unwrap_or(now);
            Duration::try_from(until.duration_since(now)).unwrap_or_default()
        };
        let soonest = waiting.iter().map(left).min()?;
        let pace = LOOKS.get(look).or(LOOKS.last()).copied().unwrap_or_default();
        // An issue that could not be read has nothing to wait for but the site.
        Some(if soonest.is_zero() { pace } else { soonest.min(pace) })
    }

    /// One round over some issues; those that have to be looked at again.
    async fn rounds(&self, lanes: Vec<Lane<'r>>) -> Vec<Lane<'r>> {
        let mut groups: Vec<Vec<Lane<'r>>> = Vec::new();
        for lane in lanes {
            match groups.last_mut().filter(|group| group.len() < BULK_FETCH) {
                Some(group) => group.push(lane),
                None => groups.push(vec![lane]),
            }
        }
        let left = RefCell::new(Vec::new());
        stream::iter(groups)
            .for_each_concurrent(GROUPS, |group| async {
                let open = self.group(group).await;
                left.borrow_mut().extend(open);
            })
            .await;
        left.into_inner()
    }

    /// Reads what up to 100 issues have, adds what they lack, and reads again what was added.
    async fn group(&self, mut lanes: Vec<Lane<'r>>) -> Vec<Lane<'r>> {
        if self.ledger.stopped().is_some() {
            lanes.into_iter().for_each(|lane| self.stop(&lane));
            return Vec::new();
        }
        let read_at = self.client.now();
        match self.read(&lanes).await {
            Ok(mut present) => {
                let given = lanes.into_iter().filter_map(|mut lane| {
                    lane.unread = 0;
                    let Some(found) = present.remove(&lane.issue.id) else {
                        self.not_given(&lane);
                        return None;
                    };
                    self.settle_found(&mut lane, found);
                    Some(lane)
                });
                lanes = given.collect();
            }
            Err(error) => return self.unread(lanes, &error),
        }
        self.begin(&lanes, read_at).await;
        let left = RefCell::new(Vec::new());
        stream::iter(lanes)
            .for_each_concurrent(self.client.in_flight(), |lane| async {
                let open = self.lane(lane, read_at).await;
                left.borrow_mut().extend(open);
            })
            .await;
        self.read_back().await;
        left.into_inner()
    }

    async fn read(&self, lanes: &[Lane<'_>]) -> Result<BTreeMap<String, Present>, JiraError> {
        let ids: Vec<String> = lanes.iter().map(|lane| lane.issue.id.clone()).collect();
        let todo = lanes.iter().flat_map(|lane| &lane.todo);
        let kinds: BTreeSet<FurtherSheet> = todo.map(|todo| todo.entry.kind).collect();
        read_present(self.client, &ids, &kinds, |_| ()).await
    }

    /// Adds nothing to an issue that Jira does not give: what it has by now is not known.
    fn not_given(&self, lane: &Lane<'_>) {
        let reason = Message::new("issue-gone").with("key", &lane.issue.key);
        self.untouched(lane, OutcomeKind::Failed, &reason);
    }

    /// Settles the entries that the issue has.
    fn settle_found(&self, lane: &mut Lane<'r>, present: Present) {
        let mut stock = Stock::new(present, &self.rows, self.me.as_ref());
        let issue = &lane.issue;
        lane.todo.retain(|todo| match stock.take(todo) {
            None => true,
            Some(there) => {
                match todo.sent {
                    0 => self.present(issue, todo, there.code),
                    _ => self.added(issue, todo, there.id),
                }
                false
            }
        });
    }

    /// Notes what is about to be sent.
    async fn begin(&self, lanes: &[Lane<'_>], read_at: Timestamp) {
        let ready = lanes.iter().flat_map(|lane| lane.ready(read_at));
        let names: Vec<Name> = ready.filter_map(|todo| todo.name.clone()).collect();
        if !names.is_empty() {
            self.ledger.marks().begin(&names, self.client.now()).await;
        }
    }

    /// Adds the entries of one issue up to the first that may still come; the rest of them.
    async fn lane(&self, mut lane: Lane<'r>, read_at: Timestamp) -> Option<Lane<'r>> {
        while let Some(todo) = lane.todo.front_mut() {
            if self.ledger.stopped().is_some() {
                self.stop(&lane);
                return None;
            }
            if todo.may_come(read_at) {
                return Some(lane);
            }
            if let Some(error) = todo.lost.take_if(|_| todo.sent >= SENDS) {
                // It can't come any more, so Jira did not carry it out.
                self.settle(&lane.issue, todo, OutcomeKind::Failed, Some(error.message()));
            } else {
                match send::send(self.client, &lane.issue, todo).await {
                    Ok(id) => self.added(&lane.issue, todo, id),
                    Err(error) if error.is_unanswered() => {
                        self.lose(todo, error);
                        return Some(lane);
                    }
                    Err(error) => self.refused(&lane.issue, todo, &error).await,
                }
            }
            lane.todo.pop_front();
        }
        None
    }

    /// The answer was lost: it may still come.
    fn lose(&self, todo: &mut Todo<'_>, error: JiraError) {
        let (marks, now) = (self.ledger.marks(), self.client.now());
        marks.lost(&todo.name, now);
        todo.until = todo.name.as_ref().and_then(|name| marks.uncertain_until(name, now));
        todo.sent += 1;
        todo.lost = Some(error);
    }

    /// What the issues have could not be read; those that are tried again.
    fn unread<'p>(&self, lanes: Vec<Lane<'p>>, error: &JiraError) -> Vec<Lane<'p>> {
        let again = error.is_unanswered() && !error.is_transient();
        let mut left = Vec::new();
        for mut lane in lanes {
            lane.unread += 1;
            if again && lane.unread < READS {
                left.push(lane);
                continue;
            }
            lane.todo.iter().for_each(|todo| self.not_tried(&lane.issue, todo, error));
        }
        left
    }

    /// Leaves the rest to a later run.
    fn stop(&self, lane: &Lane<'_>) {
        let reason = self.ledger.stopped().unwrap_or_else(|| Message::new("cancelled"));
        self.untouched(lane, OutcomeKind::Skipped, &reason);
    }

    /// Settles what is not sent, or not any more: of what was sent it is not known what became of it.
    fn untouched(&self, lane: &Lane<'_>, kind: OutcomeKind, reason: &Message) {
        for todo in &lane.todo {
            if todo.sent > 0 {
                self.unknown(&lane.issue, todo);
            } else if todo.until.is_some() {
                self.left(&lane.issue, todo, reason.clone());
            } else {
                self.settle(&lane.issue, todo, kind, Some(reason.clone()));
            }
        }
    }
}
