//! Changes of existing issues: one request a row, and only while the issue is as the plan saw it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use futures_util::stream::{self, StreamExt};

use super::ledger::Ledger;
use super::parents::resolved;
use super::readback::{self, Written};
use super::refusal;
use super::status;
use super::values;
use crate::convert::same;
use crate::jira::{BULK_FETCH, Client, Issue, Meter};
use crate::job::Phase;
use crate::message::Message;
use crate::plan::{Action, Change, FieldChange, IssueRef, Plan, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Groups of issues that are worked on at once. What is in flight is bounded by the client.
const GROUPS: usize = 2;

/// Rows of a group that are read again when all of it is written.
type Later<'p> = RefCell<Vec<Written<'p>>>;

/// What the changes of a plan share.
struct Updates<'r, 'c, 'a, T, C> {
    plan: &'r Plan,
    client: &'c Client<'a, T, C>,
    ledger: &'r Ledger<'c, 'a, T, C>,
}

/// Carries out the plan's changes of existing issues.
pub(super) async fn all<'c, 'a, T: Transport, C: Clock>(
    plan: &Plan,
    client: &'c Client<'a, T, C>,
    ledger: &Ledger<'c, 'a, T, C>,
) {
    let changes: Vec<_> = plan
        .changes
        .iter()
        .filter(|change| matches!(change.action, Action::Update | Action::Transition))
        .filter_map(|change| Some((change, change.issue.as_ref()?)))
        .collect();
    if changes.is_empty() {
        return;
    }
    let meter = Meter::start(client, Phase::Updating, Some(changes.len()));
    let updates = Updates { plan, client, ledger };
    stream::iter(changes.chunks(BULK_FETCH))
        .for_each_concurrent(GROUPS, |group| updates.group(group, &meter))
        .await;
}

impl<T: Transport, C: Clock> Updates<'_, '_, '_, T, C> {
    /// Reads a group of issues again, right before they are written, and writes them.
    async fn group(&self, group: &[(&Change, &IssueRef)], meter: &Meter<'_, '_, T, C>) {
        let ids: Vec<_> = group.iter().map(|(_, issue)| issue.id.clone()).collect();
        let issues = match self.client.bulk_fetch(&ids, &fields_of(group)).await {
            Ok(issues) => issues,
            Err(error) => {
                self.ledger.unread(group.iter().map(|(change, _)| *change), &error);
                return meter.add(group.len());
            }
        };
        let now: BTreeMap<_, _> = issues.iter().map(|issue| (issue.id.as_str(), issue)).collect();
        let later = Later::default();
        stream::iter(group)
            .for_each_concurrent(self.client.in_flight(), |(change, issue)| {
                let (now, later) = (now.get(issue.id.as_str()).copied(), &later);
                async move {
                    self.one(change, issue, now, later).await;
                    meter.add(1);
                }
            })
            .await;
        self.read_back(&later.into_inner()).await;
    }

    /// Settles rows of which all was written by how Jira took it.
    async fn read_back(&self, written: &[Written<'_>]) {
        for (row, fault) in readback::faults(self.client, self.ledger, written).await {
            match fault {
                None => self.ledger.applied(row.change, &row.issue, row.note.clone()),
                Some(reason) => self.ledger.failed(row.change, reason),
            }
        }
    }

    async fn one<'p>(
        &self,
        change: &'p Change,
        issue: &IssueRef,
        now: Option<&Issue>,
        later: &Later<'p>,
    ) {
        if let Some(reason) = self.ledger.stopped() {
            return self.ledger.skipped(change, Some(reason));
        }
        let Some(now) = now else {
            let reason = Message::new("issue-gone").with("key", &issue.key);
            return self.ledger.failed(change, reason);
        };
        let fields = match resolved(change, |row| self.ledger.issue_of(row).map(|i| i.key)) {
            Ok(fields) => fields,
            Err(parent) => {
                let reason = Message::new("parent-not-created").with("parent", parent);
                return self.ledger.skipped(change, Some(reason));
            }
        };
        let todo = match to_do(&fields, change.transition.as_ref(), now) {
            Ok(todo) => todo,
            Err(name) => {
                let reason = Message::new("drifted").with("key", &issue.key).with("field", name);
                return self.ledger.drifted(change, reason);
            }
        };
        let issue = IssueRef { id: now.id.clone(), key: now.key.clone() };
        self.write(change, &issue, &todo, later).await;
    }

    /// Writes what is to do: the fields, then the status.
    async fn write<'p>(
        &self,
        change: &'p Change,
        issue: &IssueRef,
        todo: &ToDo<'_>,
        later: &Later<'p>,
    ) {
        let body = match values::body(todo.fields.iter().copied()) {
            Ok(body) => body,
            Err(reason) => return self.ledger.failed(change, reason),
        };
        if !body.is_empty()
            && let Err(error) = self.client.edit_issue(&issue.id, &body).await
        {
            let reason = refusal::of_edit(self.client, issue, &todo.fields, &error).await;
            return self.ledger.refused(change, &error, reason.unwrap_or_else(|| error.message()));
        }
        let Some(transition) = todo.transition else {
            return self.written(change, issue, todo, later);
        };
        match status::reach(self.client, issue, transition).await {
            Ok(()) => self.written(change, issue, todo, later),
            Err(unreached) => {
                if let Some(error) = unreached.error() {
                    if error.ends_the_job() && body.is_empty() {
                        return self.ledger.error(change, error);
                    }
                    self.ledger.judge(error);
                }
                let reason = match body.is_empty() {
                    true => unreached.message(),
                    false => Message::new("only-status-not-changed")
                        .with("detail", unreached.message().text()),
                };
                self.ledger.failed(change, reason);
            }
        }
    }

    /// A row of which all was written is as planned, unless Jira may have taken a value otherwise.
    fn written<'p>(
        &self,
        change: &'p Change,
        issue: &IssueRef,
        todo: &ToDo<'_>,
        later: &Later<'p>,
    ) {
        let along = todo.transition.iter().flat_map(|transition| &transition.fields);
        let fields = todo.fields.iter().copied().chain(along);
        match Written::of(self.plan, change, issue, &None, fields) {
            None => self.ledger.applied(change, issue, None),
            written => later.borrow_mut().extend(written),
        }
    }
}

/// The part of a change that Jira does not have yet.
struct ToDo<'p> {
    fields: Vec<&'p FieldChange>,
    transition: Option<&'p Transition>,
}

/// Compares each field with the issue as it is now: equal to the plan's `after` is done, equal to
/// its `before` is to do. `Err` names the first field that is neither.
fn to_do<'p>(
    fields: &'p [FieldChange],
    transition: Option<&'p Transition>,
    now: &Issue,
) -> Result<ToDo<'p>, String> {
    let mut todo = ToDo { fields: open(fields, now)?, transition: None };
    if let Some(transition) = transition {
        let status = now.fields.get("status").and_then(|status| status["id"].as_str());
        let along = open(&transition.fields, now)?;
        if status == Some(transition.to.id.as_str()) {
            todo.fields.extend(along);
        } else {
            let from = transition.from.as_ref().map(|from| from.id.as_str());
            if from.is_some() && status != from {
                return Err("Status".to_owned());
            }
            todo.transition = Some(transition);
        }
    }
    Ok(todo)
}

/// The fields that Jira does not have yet. `Err` names the first that was changed meanwhile.
fn open<'p>(fields: &'p [FieldChange], now: &Issue) -> Result<Vec<&'p FieldChange>, String> {
    let mut open = Vec::new();
    for field in fields {
        let value = values::read(field, now);
        if same(field.kind, &value, &field.after) {
            continue;
        }
        if !same(field.kind, &value, &field.before) {
            return Err(field.name.clone());
        }
        open.push(field);
    }
    Ok(open)
}

/// The fields that a group of changes compares.
fn fields_of(group: &[(&Change, &IssueRef)]) -> Vec<FieldId> {
    let mut fields: Vec<_> = group
        .iter()
        .flat_map(|(change, _)| change.all_fields().map(|field| field.field.clone()))
        .collect();
    fields.push(FieldId::new("status"));
    fields.sort();
    fields.dedup();
    fields
}
