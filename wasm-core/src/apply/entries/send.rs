//! One request for one entry.

use serde_json::Value;

use super::lane::Todo;
use crate::convert::{self, Written};
use crate::jira::{Client, JiraError, NewWorklog};
use crate::plan::{Addition, IssueRef};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldType, FieldValue};

/// Sends it. Jira's id of a new comment or worklog.
pub(super) async fn send<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    todo: &Todo<'_>,
) -> Result<Option<String>, JiraError> {
    let identity = todo.entry.identity.as_ref();
    match (todo.addition, &todo.other) {
        (Addition::Comment { body, visibility }, _) => {
            let visibility = visibility.as_ref();
            let made = client.add_comment(&issue.id, &body.document, visibility, identity).await?;
            Ok(Some(made.id))
        }
        (Addition::Worklog { started, seconds, comment }, _) => {
            let worklog = NewWorklog {
                started: instant(FieldValue::DateTime(*started)),
                time_spent_seconds: *seconds,
                comment: comment.as_ref().map(|comment| &comment.document),
            };
            Ok(Some(client.add_worklog(&issue.id, &worklog, identity).await?.id))
        }
        (Addition::Link { kind, outward, other: named, .. }, other) => {
            let other = other.as_ref().map_or_else(|| named.label(), |other| &other.key);
            let (from, to) = if *outward { (&*issue.key, other) } else { (other, &*issue.key) };
            client.add_link(&kind.id, from, to).await.map(|()| None)
        }
    }
}

/// As Jira wants an instant.
fn instant(value: FieldValue) -> Value {
    match convert::write(&FieldId::new("started"), FieldType::DateTime, &value) {
        Some(Written::Field(json) | Written::Update(json)) => json,
        _ => Value::Null,
    }
}
