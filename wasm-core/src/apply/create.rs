//! New issues: 50 a request, parents before children, and never twice.

use std::cell::RefCell;
use std::collections::BTreeMap;

use futures_util::future::join;
use futures_util::lock::Mutex;
use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use super::found::{self, MadeRow, Standing};
use super::journal::{Looks, Name};
use super::ledger::Ledger;
use super::made::Made;
use super::meanwhile;
use super::parents::{levels, resolved, with_parent};
use super::readback::{self, ENOUGH, Found, Written};
use super::refusal::{OfCreates, may_be_a_right};
use super::start::Starts;
use super::status::Unreached;
use super::values;
use crate::jira::{
    BULK_CREATE, Client, CreateResult, JiraError, Meter, NewIssue, ROW_PROPERTY, Words,
    row_property,
};
use crate::job::Phase;
use crate::message::Message;
use crate::plan::{Action, Change, FieldChange, IssueRef, Plan};
use crate::ports::{Clock, Transport};

/// Times a row is sent at most. The second time only after it was looked for and not found.
const SENDS: u32 = 2;

/// What the creates of a plan share.
struct Creates<'r, 'c, 'a, T, C> {
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
    made: Made<'r, 'c, 'a, T, C>,
    starts: Starts,
    refusals: OfCreates,
    /// Rows that wait to be read again, when enough of them are written.
    written: RefCell<Vec<Written<'r>>>,
}

/// By which a row is noted before it is sent.
fn name(change: &Change) -> Option<Name> {
    change.identity.as_ref().map(Name::issue)
}

/// Rows that are noted together before the first of them is sent, so that not each request costs a
/// writing of the journal.
struct Group<'l, 'p> {
    rows: &'l [&'p Change],
    noted: Mutex<bool>,
}

impl<'l, 'p> Group<'l, 'p> {
    fn of(rows: &'l [&'p Change]) -> Self {
        Self { rows, noted: Mutex::new(false) }
    }
}

/// Creates the plan's new issues.
pub(super) async fn all<'r, 'c, 'a, T: Transport, C: Clock>(
    plan: &'r Plan,
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
) {
    let rows: Vec<_> = plan.changes.iter().filter(|c| c.action == Action::Create).collect();
    if rows.is_empty() {
        return;
    }
    let meter = Meter::start(client, Phase::Creating, Some(rows.len()));
    let (made, starts) = (Made::new(plan, client), Starts::default());
    let (refusals, written) = (OfCreates::default(), RefCell::default());
    let creates = Creates { client, ledger, made, starts, refusals, written };
    let left = creates.without_those_made_before(&rows).await;
    meter.add(rows.len() - left.len());
    creates.read_back(1).await;
    for level in levels(&left) {
        creates.level(&level, &meter).await;
        // The next level needs the keys of all.
        creates.read_back(1).await;
    }
    ledger.marks().landed();
}

impl<'r, T: Transport, C: Clock> Creates<'r, '_, '_, T, C> {
    /// Finds the issues that an earlier, interrupted run of the plan made; the rows still to do.
    async fn without_those_made_before(&self, rows: &[&'r Change]) -> Vec<&'r Change> {
        match self.made.look_everywhere(rows).await {
            Ok(()) => {
                let left = self.settle_found(rows, true).await;
                self.without_those_imported_meanwhile(left)
            }
            Err(error) => {
                self.ledger.unread(rows.iter().copied(), &error);
                Vec::new()
            }
        }
    }

    /// Holds back the rows that another plan has created since this one was made; the others.
    fn without_those_imported_meanwhile(&self, rows: Vec<&'r Change>) -> Vec<&'r Change> {
        let by_others = self.made.by_others();
        let mut reasons =
            meanwhile::reasons(&rows, &by_others, self.client.on_site(self.client.now()));
        let mut left = rows;
        left.retain(|change| match reasons.remove(&change.row) {
            Some(reason) => {
                self.ledger.held_back(change, reason);
                false
            }
            None => true,
        });
        left
    }

    /// Creates rows whose parents are there. Those that an earlier run has begun and that may still
    /// come do not hold up the others.
    async fn level(&self, rows: &[&'r Change], meter: &Meter<'_, '_, T, C>) {
        let now = self.client.now();
        let (begun, fresh): (Vec<_>, Vec<_>) =
            rows.iter().copied().partition(|row| self.uncertain_until(row, now).is_some());
        let sent = async {
            let (ahead, others) = self.starts.divided(&fresh);
            self.send_all(&ahead, meter).await;
            self.send_all(&others, meter).await;
        };
        let awaited = stream::iter(begun.chunks(BULK_CREATE)).for_each_concurrent(
            self.client.in_flight(),
            |chunk| async move {
                let left = self.without_those_that_come(chunk).await;
                self.request(&left, &Group::of(&left)).await;
                meter.add(chunk.len());
            },
        );
        join(sent, awaited).await;
    }

    /// Sends rows, 50 in a request.
    async fn send_all(&self, rows: &[&'r Change], meter: &Meter<'_, '_, T, C>) {
        let most = BULK_CREATE * self.client.in_flight();
        let groups: Vec<_> = rows.chunks(most).map(Group::of).collect();
        let chunks = groups.iter().flat_map(|group| {
            let chunks = group.rows.chunks(BULK_CREATE);
            chunks.map(move |chunk| (group, chunk))
        });
        stream::iter(chunks)
            .for_each_concurrent(self.client.in_flight(), |(group, chunk)| async move {
                self.request(chunk, group).await;
                meter.add(chunk.len());
                self.read_back(ENOUGH).await;
            })
            .await;
    }

    /// Settles the rows whose issues were found; the others.
    async fn settle_found(&self, rows: &[&'r Change], earlier: bool) -> Vec<&'r Change> {
        let (mut left, mut known) = (Vec::new(), Vec::new());
        for change in rows {
            match self.made.of(change) {
                Some(issue) => {
                    self.ledger.marks().answered(&name(change));
                    known.push((*change, issue));
                }
                None => left.push(*change),
            }
        }
        let keys: BTreeMap<u32, &str> =
            known.iter().map(|(change, issue)| (change.row, issue.key.as_str())).collect();
        let key_of = |row: u32| {
            let known = keys.get(&row).map(|key| (*key).to_owned());
            known.or_else(|| self.ledger.issue_of(row).map(|issue| issue.key))
        };
        let made = known.iter().map(|(change, issue)| {
            let fields = readback::of_new(resolved(change, key_of).unwrap_or_default());
            MadeRow { change, issue: issue.clone(), fields }
        });
        let made: Vec<_> = made.collect();
        let mut standing = found::settle(self.client, self.ledger, &self.starts, &made).await;
        for MadeRow { change, issue, .. } in made {
            let note = earlier.then(|| Message::new("created-before"));
            match standing.remove(&change.row).unwrap_or(Standing::Done) {
                Standing::Done => self.done(change, &issue, note),
                Standing::Moved => self.settle(change, &issue, Ok(()), note),
                Standing::MovedOn => self.done(change, &issue, Some(Message::new("moved-on"))),
                Standing::MovedAway => self.ledger.half_created_drifted(change, &issue),
                Standing::Unreached(unreached) => self.settle(change, &issue, Err(unreached), note),
                Standing::Fault(reason) => {
                    self.ledger.half_created(change, &issue, earlier, reason);
                }
            }
        }
        left
    }

    /// Waits for rows that an earlier run has begun; those that did not come and can't any more.
    async fn without_those_that_come(&self, rows: &[&'r Change]) -> Vec<&'r Change> {
        match self.look_for(rows, true).await {
            Ok(left) => left,
            Err((left, error)) => {
                self.ledger.unread(left.into_iter(), &error);
                Vec::new()
            }
        }
    }

    /// Sends up to 50 rows of a group.
    async fn request(&self, rows: &[&'r Change], group: &Group<'_, '_>) {
        let mut batch: Vec<(&'r Change, NewIssue)> =
            rows.iter().filter_map(|change| Some((*change, self.new_issue(change)?))).collect();
        let mut last = None;
        for _ in 0..SENDS {
            if batch.is_empty() {
                return;
            }
            let error = match self.send(&batch, group).await {
                Ok(results) => {
                    let sent = batch.iter().map(|(c, issue)| (*c, issue.transition.clone()));
                    let each = sent.zip(results).map(|((c, named), result)| (c, named, result));
                    return self.settle_results(each.collect()).await;
                }
                Err(error) => error,
            };
            if !error.is_unanswered() {
                return self.refused(&batch, &error).await;
            }
            let rows: Vec<_> = batch.iter().map(|(change, _)| *change).collect();
            let left = self.without_those_that_came(&rows, &error).await;
            batch.retain(|(change, _)| left.iter().any(|c| c.row == change.row));
            last = Some(error);
        }
        if let Some(error) = last.filter(|_| !batch.is_empty()) {
            self.ledger.judge(&error);
            batch.iter().for_each(|(change, _)| self.ledger.failed(change, unknown()));
        }
    }

    /// Notes rows, and sends them.
    async fn send(
        &self,
        batch: &[(&Change, NewIssue)],
        group: &Group<'_, '_>,
    ) -> Result<Vec<CreateResult>, JiraError> {
        let (marks, client) = (self.ledger.marks(), self.client);
        let names: Vec<_> = batch.iter().filter_map(|(change, _)| name(change)).collect();
        {
            let mut noted = group.noted.lock().await;
            if *noted {
                // Only where they are sent again is there anything new.
                marks.again(&names, client.now()).await;
            } else {
                let all: Vec<_> = group.rows.iter().filter_map(|change| name(change)).collect();
                marks.begin(&all, client.now()).await;
                *noted = true;
            }
        }
        let issues: Vec<_> = batch.iter().map(|(_, issue)| issue.clone()).collect();
        let answer = client.create_issues(&issues).await;
        match &answer {
            Err(error) if error.is_unanswered() => marks.lost(&names, client.now()),
            Err(_) => marks.answered(&names),
            Ok(results) => {
                for ((change, _), result) in batch.iter().zip(results) {
                    match name(change) {
                        // The index may not know it for a while, and nothing else would find it.
                        Some(name) if result.is_ok() && !self.made.is_certain(change) => {
                            marks.lost([&name], client.now());
                        }
                        name => marks.answered(&name),
                    }
                }
            }
        }
        answer
    }

    /// Jira refused a whole request.
    async fn refused(&self, batch: &[(&Change, NewIssue)], error: &JiraError) {
        for (change, _) in batch {
            let reason = match may_be_a_right(error) {
                true => self.why(change, error.words()).await,
                false => None,
            };
            let reason = reason.unwrap_or_else(|| error.message());
            self.ledger.refused(change, error, reason);
        }
    }

    /// The issue to send for a row; none where the row is already settled.
    fn new_issue(&self, change: &Change) -> Option<NewIssue> {
        if let Some(reason) = self.ledger.stopped() {
            self.ledger.skipped(change, Some(reason));
            return None;
        }
        let fields = match self.fields_of(change) {
            Ok(fields) => fields,
            Err(parent) => {
                let reason = Message::new("parent-not-created").with("parent", parent);
                self.ledger.skipped(change, Some(reason));
                return None;
            }
        };
        let target = change.create.as_ref().ok_or_else(|| Message::new("plan-incomplete"));
        let body = match target.and_then(|target| values::create_body(target, &fields)) {
            Ok(body) => body,
            Err(reason) => {
                self.ledger.failed(change, reason);
                return None;
            }
        };
        let memory = with_parent(change, &fields);
        let property = |of| (ROW_PROPERTY.to_owned(), row_property(of, &memory, change.anew));
        let properties = change.identity.iter().map(property);
        Some(NewIssue {
            body,
            transition: self.starts.named(change),
            properties: properties.collect(),
        })
    }

    /// The row's fields, with the parents that were created; `Err` names the one that was not.
    fn fields_of(&self, change: &Change) -> Result<Vec<FieldChange>, String> {
        resolved(change, |row| self.ledger.issue_of(row).map(|issue| issue.key))
    }

    /// After an answer was lost: finds what was created; the rows that are in Jira nowhere, and
    /// can't come any more.
    async fn without_those_that_came(
        &self,
        rows: &[&'r Change],
        error: &JiraError,
    ) -> Vec<&'r Change> {
        let (named, unnamed): (Vec<_>, Vec<_>) =
            rows.iter().copied().partition(|change| change.identity.is_some());
        unnamed.iter().for_each(|change| self.ledger.failed(change, unknown()));
        match self.look_for(&named, false).await {
            Ok(left) => left,
            Err((left, trouble)) => {
                self.ledger.judge(if trouble.is_cancelled() { error } else { &trouble });
                left.iter().for_each(|change| self.ledger.failed(change, unknown()));
                Vec::new()
            }
        }
    }

    /// Looks for rows that were begun, until they are there or can't come any more; those left, also
    /// where a look failed.
    async fn look_for(
        &self,
        rows: &[&'r Change],
        earlier: bool,
    ) -> Result<Vec<&'r Change>, (Vec<&'r Change>, JiraError)> {
        let mut left = rows.to_vec();
        let mut looks = Looks::default();
        loop {
            let now = self.client.now();
            let until = left.iter().filter_map(|change| self.uncertain_until(change, now)).max();
            let Some(until) = until else { return Ok(left) };
            let looked = match looks.wait(self.client, left.len(), until).await {
                Ok(()) => self.made.look(&left).await,
                Err(cancelled) => Err(cancelled),
            };
            if let Err(trouble) = looked {
                return Err((left, trouble));
            }
            left = self.settle_found(&left, earlier).await;
        }
    }

    /// Until when a row's issue may still come.
    fn uncertain_until(&self, change: &Change, now: Timestamp) -> Option<Timestamp> {
        self.ledger.marks().uncertain_until(&name(change)?, now)
    }

    /// Settles rows by what became of them, each with the transition that its request named.
    async fn settle_results(&self, results: Vec<(&'r Change, Option<String>, CreateResult)>) {
        self.starts.learn(self.client, &results).await;
        for (change, named, result) in results {
            match result {
                Ok(created) => {
                    let named = named.as_deref();
                    let reached = self.starts.reach(self.client, change, named, &created).await;
                    self.settle(change, &created.issue, reached, None);
                }
                Err(refusal) => {
                    let reason = self.why(change, Some(&refusal.words)).await;
                    self.ledger.failed(change, reason.unwrap_or_else(|| refusal.message()));
                }
            }
        }
    }

    /// Why Jira refused to create a row's issue, where its words don't tell.
    async fn why(&self, change: &Change, words: Option<&Words>) -> Option<Message> {
        let target = change.create.as_ref()?;
        self.refusals.explain(self.client, target, &change.fields, words).await
    }

    /// Settles a row whose issue was made: at once, or by how it is found when it is read again.
    fn settle(
        &self,
        change: &'r Change,
        issue: &IssueRef,
        reached: Result<(), Unreached>,
        note: Option<Message>,
    ) {
        match reached {
            Ok(()) => {
                let mut fields = readback::of_new(self.fields_of(change).unwrap_or_default());
                let along = change.transition.iter().flat_map(|to| to.fields.iter().cloned());
                fields.extend(along);
                let status = change.transition.as_ref().map(|to| to.to.clone());
                let issue = issue.clone();
                self.written.borrow_mut().push(Written {
                    change,
                    issue,
                    note,
                    fault: None,
                    fields,
                    status,
                });
            }
            Err(unreached) => {
                if let Some(error) = unreached.error() {
                    self.ledger.judge(error);
                }
                let reason = Message::new("created-with-other-status")
                    .with("key", &issue.key)
                    .with("detail", unreached.message().text());
                self.ledger.half_created(change, issue, note.is_some(), reason);
            }
        }
    }

    /// The row is as planned. What a note is to be told of was made by an earlier run.
    fn done(&self, change: &Change, issue: &IssueRef, note: Option<Message>) {
        match note {
            Some(note) => self.ledger.present(change, issue, Some(note)),
            None => self.ledger.applied(change, issue, left_out(change)),
        }
    }

    /// Settles rows of which all was written by how Jira took it, when there are enough of them.
    async fn read_back(&self, enough: usize) {
        while let Some(rows) = readback::batch(&self.written, enough) {
            for (row, found) in readback::found(self.client, self.ledger, &rows).await {
                match found {
                    Found::Well => self.done(row.change, &row.issue, row.note.clone()),
                    Found::Noted(note) | Found::Unseen(note) => {
                        self.ledger.applied(row.change, &row.issue, Some(note))
                    }
                    Found::Fault(reason) | Found::Kept(reason) => {
                        let earlier = row.note.is_some();
                        self.ledger.half_created(row.change, &row.issue, earlier, reason);
                    }
                }
            }
        }
    }
}

/// What is said of a row of which not all could be given to a new issue.
fn left_out(change: &Change) -> Option<Message> {
    let names = (!change.left_out.is_empty()).then(|| change.left_out.join(", "))?;
    Some(Message::new("created-without").with("fields", names))
}

/// It is not known whether the row was created.
fn unknown() -> Message {
    Message::new("create-unknown")
}
