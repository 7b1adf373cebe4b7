//! The plan's values beside Jira's.

use serde_json::{Value, json};

use crate::convert::{self, Body};
use crate::jira::Issue;
use crate::message::Message;
use crate::plan::{CreateTarget, FieldChange};
use crate::schema::{FieldSchema, FieldType, FieldValue, Notation};

/// In which notation some fields are read to be compared with what a plan says of them: wiki markup
/// where it has any. Plans are made of one file, so that no rich text is in another then.
pub(super) fn notation<'p>(changes: impl IntoIterator<Item = &'p FieldChange>) -> Notation {
    let mut notations = changes.into_iter().map(FieldChange::notation);
    notations.find(|notation| *notation == Notation::Wiki).unwrap_or_default()
}

/// The field of a change, as far as a value needs it.
pub(super) fn schema(change: &FieldChange) -> FieldSchema {
    FieldSchema {
        id: change.field.clone(),
        name: change.name.clone(),
        kind: change.kind,
        custom: false,
        scope: None,
    }
}

/// The value that an issue has now for the field of a change.
pub(super) fn read(change: &FieldChange, issue: &Issue) -> FieldValue {
    let json = issue.fields.get(change.field.as_str()).unwrap_or(&Value::Null);
    match change.notation() {
        Notation::Wiki => convert::read_wiki(json),
        Notation::Document => convert::read(&schema(change), json),
    }
}

/// The body that edits an issue.
///
/// # Errors
/// A field that can't be written by an edit: nothing is left out in silence.
pub(super) fn body<'p>(
    changes: impl IntoIterator<Item = &'p FieldChange>,
) -> Result<Body, Message> {
    let mut body = Body::default();
    for change in changes {
        if !body.add(&change.field, change.kind, &change.after) {
            return Err(Message::new("field-not-writable").with("field", &change.name));
        }
    }
    Ok(body)
}

/// The body that creates an issue.
///
/// # Errors
/// As [`body`].
pub(super) fn create_body(target: &CreateTarget, changes: &[FieldChange]) -> Result<Body, Message> {
    let mut body = body(changes.iter().filter(|change| !is_placed(change)))?;
    body.fields.insert("project".to_owned(), json!({ "id": target.project.id }));
    body.fields.insert("issuetype".to_owned(), json!({ "id": target.issue_type.id }));
    Ok(body)
}

/// Whether a value says where an issue is, which is decided as it is made.
pub(super) fn is_placed(change: &FieldChange) -> bool {
    matches!(change.kind, FieldType::Project | FieldType::IssueType | FieldType::Key)
}
