//! New issues: 50 a request, parents before children, and never twice.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::iter;
use std::time::Duration;

use futures_util::future::join;
use futures_util::lock::Mutex;
use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;

use super::journal::Name;
use super::ledger::Ledger;
use super::made::Made;
use super::parents::{levels, resolved};
use super::readback::{self, Written};
use super::refusal::{OfCreates, may_be_a_right};
use super::status::{self, Unreached};
use super::values;
use crate::jira::{
    BULK_CREATE, Client, CreateResult, JiraError, Meter, NewIssue, ROW_PROPERTY, Words,
    row_property,
};
use crate::job::{JobEvent, Phase, Progress};
use crate::message::Message;
use crate::plan::{Action, Change, IssueRef, Plan, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Waits before the first looks for issues whose answer was lost.
const LOOKS: [Duration; 3] =
    [Duration::from_secs(2), Duration::from_secs(3), Duration::from_secs(5)];

/// The wait before each further look.
const LATER: Duration = Duration::from_secs(10);

/// Times a row is sent at most. The second time only after it was looked for and not found.
const SENDS: u32 = 2;

/// What the creates of a plan share.
struct Creates<'r, 'c, 'a, T, C> {
    plan: &'r Plan,
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
    made: Made<'r, 'c, 'a, T, C>,
    /// The status in which new issues start, as far as it was seen.
    first: RefCell<HashMap<PlaceIds, String>>,
    refusals: OfCreates,
}

/// Ids of a project and an issue type.
type PlaceIds = (String, String);

/// By which a row is noted before it is sent.
fn name(change: &Change) -> Option<Name> {
    change.identity.as_ref().map(Name::issue)
}

fn place(change: &Change) -> Option<PlaceIds> {
    let target = change.create.as_ref()?;
    Some((target.project.id.clone(), target.issue_type.id.clone()))
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
pub(super) async fn all<'c, 'a, T: Transport, C: Clock>(
    plan: &Plan,
    client: &'c Client<'a, T, C>,
    ledger: &Ledger<'c, 'a, T, C>,
) {
    let rows: Vec<_> = plan.changes.iter().filter(|c| c.action == Action::Create).collect();
    if rows.is_empty() {
        return;
    }
    let meter = Meter::start(client, Phase::Creating, Some(rows.len()));
    let (first, refusals) = (RefCell::default(), OfCreates::default());
    let made = Made::new(plan, client);
    let creates = Creates { plan, client, ledger, made, first, refusals };
    let left = creates.without_those_made_before(&rows).await;
    meter.add(rows.len() - left.len());
    for level in levels(&left) {
        creates.level(&level, &meter).await;
    }
    ledger.marks().landed();
}

impl<T: Transport, C: Clock> Creates<'_, '_, '_, T, C> {
    /// Finds the issues that an earlier, interrupted run of the plan made; the rows still to do.
    async fn without_those_made_before<'p>(&self, rows: &[&'p Change]) -> Vec<&'p Change> {
        match self.made.look_everywhere(rows).await {
            Ok(()) => self.settle_found(rows, true).await,
            Err(error) => {
                self.ledger.unread(rows.iter().copied(), &error);
                Vec::new()
            }
        }
    }

    /// Creates rows whose parents are there. Those that an earlier run has begun and that may still
    /// come do not hold up the others.
    async fn level(&self, rows: &[&Change], meter: &Meter<'_, '_, T, C>) {
        let now = self.client.now();
        let (begun, fresh): (Vec<_>, Vec<_>) =
            rows.iter().copied().partition(|row| self.uncertain_until(row, now).is_some());
        let most = BULK_CREATE * self.client.in_flight();
        let groups: Vec<_> = fresh.chunks(most).map(Group::of).collect();
        let chunks = groups.iter().flat_map(|group| {
            let chunks = group.rows.chunks(BULK_CREATE);
            chunks.map(move |chunk| (group, chunk))
        });
        let sent = stream::iter(chunks).for_each_concurrent(
            self.client.in_flight(),
            |(group, chunk)| async move {
                self.request(chunk, group).await;
                meter.add(chunk.len());
            },
        );
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

    /// Settles the rows whose issues were found; the others.
    async fn settle_found<'p>(&self, rows: &[&'p Change], earlier: bool) -> Vec<&'p Change> {
        let (mut left, mut found) = (Vec::new(), Vec::new());
        for change in rows {
            match self.made.of(change) {
                Some(issue) => {
                    self.ledger.marks().answered(&name(change));
                    found.push((*change, issue));
                }
                None => left.push(*change),
            }
        }
        let settled = stream::iter(found).map(|(change, issue)| async move {
            let note = earlier.then(|| Message::new("created-before"));
            let reached = match &change.transition {
                Some(to) => status::ensure(self.client, &issue, to).await,
                None => Ok(()),
            };
            self.settle(change, &issue, reached, note)
        });
        let written: Vec<_> = settled
            .buffered(self.client.in_flight())
            .filter_map(|written| async move { written })
            .collect()
            .await;
        self.read_back(&written).await;
        left
    }

    /// Waits for rows that an earlier run has begun; those that did not come and can't any more.
    async fn without_those_that_come<'p>(&self, rows: &[&'p Change]) -> Vec<&'p Change> {
        match self.look_for(rows, true).await {
            Ok(left) => left,
            Err((left, error)) => {
                self.ledger.unread(left.into_iter(), &error);
                Vec::new()
            }
        }
    }

    /// Sends up to 50 rows of a group.
    async fn request(&self, rows: &[&Change], group: &Group<'_, '_>) {
        let mut batch: Vec<(&Change, NewIssue)> =
            rows.iter().filter_map(|change| Some((*change, self.new_issue(change)?))).collect();
        let mut last = None;
        for _ in 0..SENDS {
            if batch.is_empty() {
                return;
            }
            let error = match self.send(&batch, group).await {
                Ok(results) => {
                    let each: Vec<_> = batch.iter().map(|(c, _)| *c).zip(results).collect();
                    return self.settle_results(each).await;
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
        let fields = match resolved(change, |row| self.ledger.issue_of(row).map(|i| i.key)) {
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
        let properties = change.identity.iter().map(|i| (ROW_PROPERTY.to_owned(), row_property(i)));
        Some(NewIssue {
            body,
            transition: change.transition.as_ref().and_then(|transition| transition.id.clone()),
            properties: properties.collect(),
        })
    }

    /// After an answer was lost: finds what was created; the rows that are in Jira nowhere, and
    /// can't come any more.
    async fn without_those_that_came<'p>(
        &self,
        rows: &[&'p Change],
        error: &JiraError,
    ) -> Vec<&'p Change> {
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
    async fn look_for<'p>(
        &self,
        rows: &[&'p Change],
        earlier: bool,
    ) -> Result<Vec<&'p Change>, (Vec<&'p Change>, JiraError)> {
        let mut left = rows.to_vec();
        let mut waits = LOOKS.into_iter().chain(iter::repeat(LATER));
        loop {
            let now = self.client.now();
            let until = left.iter().filter_map(|change| self.uncertain_until(change, now)).max();
            let Some(until) = until else { return Ok(left) };
            let rest = Duration::try_from(until.duration_since(now)).unwrap_or_default();
            let wait = waits.next().unwrap_or(LATER).min(rest);
            self.tell_of_wait(left.len(), rest);
            let looked = match self.client.wait(wait).await {
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

    /// Tells for how long rows may still be waited for.
    fn tell_of_wait(&self, rows: usize, rest: Duration) {
        self.client.tell(JobEvent::Progress(Progress {
            phase: Phase::Awaiting,
            done: 0,
            total: u32::try_from(rows).ok(),
            per_second: None,
            seconds_left: Some(rest.as_secs_f64()),
        }));
    }

    /// Settles rows by what became of them.
    async fn settle_results(&self, results: Vec<(&Change, CreateResult)>) {
        self.learn_first_statuses(&results).await;
        let mut written = Vec::new();
        for (change, result) in results {
            written.extend(self.settle_result(change, result).await);
        }
        self.read_back(&written).await;
    }

    /// Settles a row by what became of it; the row itself where it has to be read again first.
    async fn settle_result<'p>(
        &self,
        change: &'p Change,
        result: CreateResult,
    ) -> Option<Written<'p>> {
        let created = match result {
            Ok(created) => created,
            Err(refusal) => {
                let reason = self.why(change, Some(&refusal.words)).await;
                self.ledger.failed(change, reason.unwrap_or_else(|| refusal.message()));
                return None;
            }
        };
        let reached = match &change.transition {
            None => Ok(()),
            // Jira made the transition that the request named.
            Some(to) if to.id.is_some() && created.transition_refused.is_none() => Ok(()),
            Some(to) if self.starts_in(change, &to.to.id) => {
                status::there(self.client, &created.issue, to).await
            }
            Some(to) => {
                let open = Transition { id: None, ..to.clone() };
                status::reach(self.client, &created.issue, &open).await
            }
        };
        let reached = match (reached, &created.transition_refused) {
            (Err(_), Some(refusal)) => Err(Unreached::NoWay(refusal.message())),
            (reached, _) => reached,
        };
        self.settle(change, &created.issue, reached, None)
    }

    /// Why Jira refused to create a row's issue, where its words don't tell.
    async fn why(&self, change: &Change, words: Option<&Words>) -> Option<Message> {
        let target = change.create.as_ref()?;
        self.refusals.explain(self.client, target, &change.fields, words).await
    }

    /// Finds out in which status new issues start, once for each project and issue type, from one
    /// issue that was created without a transition. What can't be read stays unknown: the status
    /// is then changed by looking for a way to it.
    async fn learn_first_statuses(&self, results: &[(&Change, CreateResult)]) {
        let mut examples: BTreeMap<String, PlaceIds> = BTreeMap::new();
        for (change, result) in results {
            let (Some(to), Ok(created), Some(place)) = (&change.transition, result, place(change))
            else {
                continue;
            };
            let moved = to.id.is_some() && created.transition_refused.is_none();
            let known = self.first.borrow().contains_key(&place);
            if !moved && !known && !examples.values().any(|other| *other == place) {
                examples.insert(created.issue.id.clone(), place);
            }
        }
        let ids: Vec<String> = examples.keys().cloned().collect();
        let Ok(issues) = self.client.bulk_fetch(&ids, &[FieldId::new("status")]).await else {
            return;
        };
        for issue in issues {
            let status = issue.fields.get("status").and_then(|status| status["id"].as_str());
            if let (Some((project, kind)), Some(status)) = (examples.get(&issue.id), status) {
                let place = (project.clone(), kind.clone());
                self.first.borrow_mut().insert(place, status.to_owned());
            }
        }
    }

    /// Whether new issues of the change's project and type are known to start in a status.
    fn starts_in(&self, change: &Change, status: &str) -> bool {
        let first = self.first.borrow();
        place(change).and_then(|place| first.get(&place)).is_some_and(|first| first == status)
    }

    /// Settles a row whose issue was made; the row itself where it has to be read again first.
    fn settle<'p>(
        &self,
        change: &'p Change,
        issue: &IssueRef,
        reached: Result<(), Unreached>,
        note: Option<Message>,
    ) -> Option<Written<'p>> {
        match reached {
            Ok(()) => {
                let written = Written::of(self.plan, change, issue, &note, change.all_fields());
                if written.is_none() {
                    self.done(change, issue, note);
                }
                written
            }
            Err(unreached) => {
                if let Some(error) = unreached.error() {
                    self.ledger.judge(error);
                }
                let reason = Message::new("created-with-other-status")
                    .with("key", &issue.key)
                    .with("detail", unreached.message().text());
                self.ledger.half_created(change, issue, reason);
                None
            }
        }
    }

    /// The row is as planned. What a note is to be told of was made by an earlier run.
    fn done(&self, change: &Change, issue: &IssueRef, note: Option<Message>) {
        match note {
            Some(note) => self.ledger.present(change, issue, Some(note)),
            None => self.ledger.applied(change, issue, None),
        }
    }

    /// Settles rows of which all was written by how Jira took it.
    async fn read_back(&self, written: &[Written<'_>]) {
        for (row, fault) in readback::faults(self.client, self.ledger, written).await {
            match fault {
                None => self.done(row.change, &row.issue, row.note.clone()),
                Some(reason) => self.ledger.half_created(row.change, &row.issue, reason),
            }
        }
    }
}

/// It is not known whether the row was created.
fn unknown() -> Message {
    Message::new("create-unknown")
}
