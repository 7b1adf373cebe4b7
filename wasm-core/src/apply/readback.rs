//! Looking again at values that Jira may have taken otherwise than they were written.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::values;
use crate::convert::{as_another_century, same};
use crate::jira::{BULK_FETCH, Client, Issue, JiraError};
use crate::message::Message;
use crate::plan::{Change, FieldChange, IssueRef, Plan};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldValue};

/// A row that was written, of which some values are in doubt: days so far ahead that Jira may have
/// read them in another century.
pub(super) struct Written<'p> {
    /// The row.
    pub(super) change: &'p Change,
    /// Its issue.
    pub(super) issue: IssueRef,
    /// What is to be said of the row if all is well.
    pub(super) note: Option<Message>,
    doubtful: Vec<FieldChange>,
}

impl<'p> Written<'p> {
    /// A row of which these fields were written; none where nothing of it is in doubt.
    pub(super) fn of<'f>(
        plan: &Plan,
        change: &'p Change,
        issue: &IssueRef,
        note: &Option<Message>,
        fields: impl IntoIterator<Item = &'f FieldChange>,
    ) -> Option<Self> {
        let doubtful = fields.into_iter().filter(|field| is_doubtful(field, plan));
        let doubtful: Vec<_> = doubtful.cloned().collect();
        let (issue, note) = (issue.clone(), note.clone());
        (!doubtful.is_empty()).then_some(Self { change, issue, note, doubtful })
    }

    fn names(&self) -> String {
        self.doubtful.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// What is wrong with the row, by its issue as it is now.
    fn fault(&self, now: Option<&Issue>) -> Option<Message> {
        let Some(now) = now else {
            let gone = Message::new("issue-gone").with("key", &self.issue.key);
            return Some(self.not_read(&gone));
        };
        self.doubtful.iter().find_map(|field| {
            let found = values::read(field, now);
            let differs = !same(field.kind, &found, &field.after);
            differs.then(|| {
                Message::new("taken-otherwise")
                    .with("field", &field.name)
                    .with("found", shown(&found))
                    .with("wanted", shown(&field.after))
            })
        })
    }

    fn not_read(&self, why: &Message) -> Message {
        let message = Message::new("not-read-back").with("field", self.names());
        message.with("detail", why.text())
    }
}

/// Reads rows again, as many in one request as Jira allows. Tells of each, in their order, where a
/// value is not as it was written, and where that could not be read; nothing if all is well.
pub(super) async fn faults<'w, 'p, T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ledger: &Ledger<'_, '_, T, C>,
    rows: &'w [Written<'p>],
) -> Vec<(&'w Written<'p>, Option<Message>)> {
    let mut faults = Vec::with_capacity(rows.len());
    for part in rows.chunks(BULK_FETCH) {
        match read(client, part).await {
            Ok(issues) => {
                let fault = |row: &'w Written<'p>| (row, row.fault(issues.get(&row.issue.id)));
                faults.extend(part.iter().map(fault));
            }
            Err(error) => {
                ledger.judge(&error);
                let why = error.message();
                faults.extend(part.iter().map(|row| (row, Some(row.not_read(&why)))));
            }
        }
    }
    faults
}

/// The issues of some rows as they are now, by id.
async fn read<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    rows: &[Written<'_>],
) -> Result<BTreeMap<String, Issue>, JiraError> {
    let ids: Vec<_> = rows.iter().map(|row| row.issue.id.clone()).collect();
    let mut fields: Vec<FieldId> =
        rows.iter().flat_map(|row| &row.doubtful).map(|field| field.field.clone()).collect();
    fields.sort();
    fields.dedup();
    let issues = client.bulk_fetch(&ids, &fields).await?;
    Ok(issues.into_iter().map(|issue| (issue.id.clone(), issue)).collect())
}

fn is_doubtful(field: &FieldChange, plan: &Plan) -> bool {
    match &field.after {
        FieldValue::Date(date) => as_another_century(*date, plan.made_at).is_some(),
        _ => false,
    }
}

/// A day as text; a dash for none.
fn shown(value: &FieldValue) -> String {
    match value {
        FieldValue::Date(date) => date.to_string(),
        _ => "–".to_owned(),
    }
}
