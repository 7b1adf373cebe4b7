//! Looking again at what was written: Jira may have taken it otherwise, or not at all, although
//! it said yes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use super::compare::{STATUS, ids_of, status_of};
use super::ledger::Ledger;
use super::{shown, values};
use crate::convert::{self, same};
use crate::jira::{BULK_FETCH, Client, Issue, JiraError};
use crate::message::Message;
use crate::plan::{Change, FieldChange, IssueRef};
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldValue, Notation};

/// Rows that are worth one request. Until there are as many, what was written waits.
pub(super) const ENOUGH: usize = BULK_FETCH;

/// Wait before what seems to be wrong is looked at once more: a write may show a moment later.
pub(super) const AGAIN: Duration = Duration::from_secs(2);

/// A row that was written, and how it has to be now.
pub(super) struct Written<'p> {
    /// The row.
    pub(super) change: &'p Change,
    /// Its issue.
    pub(super) issue: IssueRef,
    /// What is to be said of the row if all is well.
    pub(super) note: Option<Message>,
    /// Why some of its fields were not written.
    pub(super) fault: Option<Message>,
    /// The fields that were written.
    pub(super) fields: Vec<FieldChange>,
    /// The status that it was brought to.
    pub(super) status: Option<Entity>,
}

/// How a row was found.
pub(super) enum Found {
    /// As it was written.
    Well,
    /// As it was written, with something to look at.
    Noted(Message),
    /// Otherwise, or nobody can tell.
    Fault(Message),
    /// As it was before: Jira took nothing of it.
    Kept(Message),
    /// It was not looked at, since the job ended.
    Unseen(Message),
}

impl Written<'_> {
    fn names(&self) -> String {
        let status = self.status.iter().map(|_| STATUS);
        let names: Vec<_> = self.fields.iter().map(|f| f.name.as_str()).chain(status).collect();
        names.join(", ")
    }

    /// What is wrong with the row, by its issue as it is now.
    fn fault(&self, now: &Issue) -> Option<Message> {
        let mut faults: Vec<_> =
            self.fields.iter().filter_map(|field| otherwise(field, now)).collect();
        if let Some(wanted) = &self.status
            && status_of(now) != Some(wanted.id.as_str())
        {
            let found = now.fields.get("status").and_then(|status| status["name"].as_str());
            faults.push(taken(STATUS, found.unwrap_or("–"), &wanted.name));
        }
        told(faults)
    }

    /// Whether nothing of what was written is there: each field has its old value still, and the
    /// status is not the new one.
    fn is_kept(&self, now: &Issue) -> bool {
        let kept = |field: &FieldChange| same(field.kind, &values::read(field, now), &field.before);
        let reached = |wanted: &Entity| status_of(now) == Some(wanted.id.as_str());
        self.fields.iter().all(kept) && !self.status.as_ref().is_some_and(reached)
    }

    /// How the row is, by its issue as it is now.
    fn found(&self, now: &Issue) -> Found {
        if let Some(fault) = self.fault(now) {
            return if self.is_kept(now) { Found::Kept(fault) } else { Found::Fault(fault) };
        }
        match self.fields.iter().find(|field| is_in_other_form(field, now)) {
            Some(field) => {
                Found::Noted(Message::new("markup-taken-otherwise").with("field", &field.name))
            }
            None => Found::Well,
        }
    }

    fn not_read(&self, why: &Message) -> Message {
        let message = Message::new("not-read-back").with("field", self.names());
        message.with("detail", why.text())
    }
}

/// What is wrong with a value that was written, if anything is.
pub(super) fn otherwise(field: &FieldChange, now: &Issue) -> Option<Message> {
    let found = values::read(field, now);
    if same(field.kind, &found, &field.after) || convert::taken(&found, &field.after) {
        return None;
    }
    if field.after.notation() == Notation::Wiki {
        // Jira makes a document of markup and writes that down in its own way.
        let kept = same(field.kind, &found, &field.before);
        return kept.then(|| Message::new("text-not-taken").with("field", &field.name));
    }
    let (found, wanted) = shown::pair(field.kind, &found, &field.after);
    Some(taken(&field.name, &found, &wanted))
}

/// Whether Jira wrote down the markup of a field in another form than it was given.
fn is_in_other_form(field: &FieldChange, now: &Issue) -> bool {
    let found = values::read(field, now);
    field.after.notation() == Notation::Wiki
        && !same(field.kind, &found, &field.after)
        && !convert::taken(&found, &field.after)
}

/// That a value is there otherwise than it was written.
pub(super) fn taken(field: &str, found: &str, wanted: &str) -> Message {
    let message = Message::new("taken-otherwise").with("field", field);
    message.with("found", found).with("wanted", wanted)
}

/// One message for all that is wrong with a row.
pub(super) fn told(mut faults: Vec<Message>) -> Option<Message> {
    if faults.len() < 2 {
        return faults.pop();
    }
    let each = faults.iter().map(|fault| {
        let of = |name: &str| fault.params.get(name).map(String::as_str);
        match (of("field"), of("found"), of("wanted")) {
            (Some(field), Some(found), Some(wanted)) => format!("{field}: {found} ≠ {wanted}"),
            _ => fault.text(),
        }
    });
    let each: Vec<_> = each.collect();
    Some(Message::new("taken-otherwise-several").with("fields", each.join("; ")))
}

/// The values of a new issue that have to be as they were written. What was left to Jira is not
/// among them.
pub(super) fn of_new(fields: Vec<FieldChange>) -> Vec<FieldChange> {
    let left = |field: &FieldChange| same(field.kind, &field.after, &FieldValue::Empty);
    fields.into_iter().filter(|field| !values::is_placed(field) && !left(field)).collect()
}

/// Takes rows that wait to be read again, if there are enough of them: as many as one request
/// reads.
pub(super) fn batch<'p>(
    waiting: &RefCell<Vec<Written<'p>>>,
    enough: usize,
) -> Option<Vec<Written<'p>>> {
    let mut waiting = waiting.borrow_mut();
    let count = waiting.len().min(ENOUGH);
    (count >= enough).then(|| waiting.drain(..count).collect())
}

/// Reads rows again, as many in one request as Jira allows, and tells of each how it was found, in
/// their order.
pub(super) async fn found<'w, 'p, T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ledger: &Ledger<'_, '_, T, C>,
    rows: &'w [Written<'p>],
) -> Vec<(&'w Written<'p>, Found)> {
    let all: Vec<&Written<'p>> = rows.iter().collect();
    let mut found = looked(client, ledger, &all).await;
    let wrong: Vec<_> = all
        .iter()
        .copied()
        .filter(|row| matches!(found.get(&row.change.row), Some(Found::Fault(_) | Found::Kept(_))))
        .collect();
    if !wrong.is_empty() && client.wait(AGAIN).await.is_ok() {
        found.extend(looked(client, ledger, &wrong).await);
    }
    let of = |row: &'w Written<'p>| (row, found.remove(&row.change.row).unwrap_or(Found::Well));
    rows.iter().map(of).collect()
}

/// One look at some rows, by their number.
async fn looked<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ledger: &Ledger<'_, '_, T, C>,
    rows: &[&Written<'_>],
) -> BTreeMap<u32, Found> {
    let mut found = BTreeMap::new();
    for part in rows.chunks(BULK_FETCH) {
        let ids: Vec<_> = part.iter().map(|row| row.issue.id.clone()).collect();
        let fields = || part.iter().flat_map(|row| &row.fields);
        let look = client.look_back(values::notation(fields()), &ids, &ids_of(fields())).await;
        let issues: BTreeMap<_, _> = look.issues.iter().map(|i| (i.id.as_str(), i)).collect();
        let unread: BTreeMap<&str, &JiraError> =
            look.unread.iter().map(|(id, error)| (id.as_str(), error)).collect();
        for row in part {
            let how = match (issues.get(row.issue.id.as_str()), unread.get(row.issue.id.as_str())) {
                (Some(now), _) => row.found(now),
                (None, Some(error)) => {
                    ledger.judge(error);
                    match ledger.stopped() {
                        Some(why) => Found::Unseen(unseen(&why)),
                        None => Found::Fault(row.not_read(&error.message())),
                    }
                }
                (None, None) => {
                    let gone = Message::new("issue-gone").with("key", &row.issue.key);
                    Found::Fault(row.not_read(&gone))
                }
            };
            found.insert(row.change.row, how);
        }
    }
    found
}

/// That nobody looked at what was written.
pub(super) fn unseen(why: &Message) -> Message {
    Message::new("written-unseen").with("detail", why.text())
}
