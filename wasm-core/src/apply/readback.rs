//! Looking again at values that Jira may have taken otherwise than they were written.

use std::slice;

use super::values;
use crate::convert::{as_another_century, same};
use crate::jira::Client;
use crate::message::Message;
use crate::plan::{FieldChange, Plan};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldValue};

/// Reads the doubtful ones of some fields that were just written: days so far ahead that Jira may
/// have read them in another century. Says so where a value is not as it was written, and where
/// that could not be read; nothing if all is well.
pub(super) async fn fault<'p, T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    plan: &Plan,
    issue: &str,
    written: impl IntoIterator<Item = &'p FieldChange>,
) -> Option<Message> {
    let doubtful: Vec<_> = written.into_iter().filter(|field| is_doubtful(field, plan)).collect();
    let names = || doubtful.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ");
    if doubtful.is_empty() {
        return None;
    }
    let fields: Vec<FieldId> = doubtful.iter().map(|field| field.field.clone()).collect();
    let issues = match client.bulk_fetch(slice::from_ref(&issue.to_owned()), &fields).await {
        Ok(issues) => issues,
        Err(error) => {
            let message = Message::new("not-read-back").with("field", names());
            return Some(message.with("detail", error.message().text()));
        }
    };
    let issue = issues.first()?;
    doubtful.iter().find_map(|field| {
        let found = values::read(field, issue);
        let differs = !same(field.kind, &found, &field.after);
        differs.then(|| {
            Message::new("taken-otherwise")
                .with("field", &field.name)
                .with("found", shown(&found))
                .with("wanted", shown(&field.after))
        })
    })
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
