//! What of a change Jira does not have yet.

use super::values;
use crate::convert::{same, taken};
use crate::jira::Issue;
use crate::plan::{FieldChange, Transition};
use crate::schema::FieldId;

/// The part of a change that is still to be written.
#[derive(Default)]
pub(super) struct ToDo<'p> {
    /// Fields, in one request.
    pub(super) fields: Vec<&'p FieldChange>,
    /// The status, after them.
    pub(super) transition: Option<&'p Transition>,
}

impl ToDo<'_> {
    /// Whether all is as planned.
    pub(super) fn is_nothing(&self) -> bool {
        self.fields.is_empty() && self.transition.is_none()
    }
}

/// The id of an issue's status, if it was read.
pub(super) fn status_of(issue: &Issue) -> Option<&str> {
    issue.fields.get("status").and_then(|status| status["id"].as_str())
}

/// Compares each field with the issue as it is now: equal to the plan's `after` is done, equal to
/// its `before` is to do. `left` is the status that a transition without an answer was to leave.
///
/// # Errors
/// The name of the first field that is neither.
pub(super) fn to_do<'p>(
    fields: &'p [FieldChange],
    transition: Option<&'p Transition>,
    left: Option<&str>,
    now: &Issue,
) -> Result<ToDo<'p>, String> {
    let mut todo = ToDo { fields: open(fields, now)?, transition: None };
    if let Some(transition) = transition {
        let status = status_of(now);
        let along = open(&transition.fields, now)?;
        if status == Some(transition.to.id.as_str()) {
            todo.fields.extend(along);
        } else {
            let from = left.or(transition.from.as_ref().map(|from| from.id.as_str()));
            if from.is_some() && status != from {
                return Err(STATUS.to_owned());
            }
            todo.transition = Some(transition);
        }
    }
    Ok(todo)
}

/// What the status is called among fields.
pub(super) const STATUS: &str = "Status";

/// The fields that Jira does not have yet.
///
/// # Errors
/// The name of the first that was changed meanwhile.
pub(super) fn open<'p>(
    fields: &'p [FieldChange],
    now: &Issue,
) -> Result<Vec<&'p FieldChange>, String> {
    let mut open = Vec::new();
    for field in fields {
        let value = values::read(field, now);
        if same(field.kind, &value, &field.after) {
            continue;
        }
        if same(field.kind, &value, &field.before) {
            open.push(field);
        } else if !taken(&value, &field.after) {
            return Err(field.name.clone());
        }
    }
    Ok(open)
}

/// The ids of some fields, each once, with those by which an issue's state is judged.
pub(super) fn ids_of<'p>(fields: impl IntoIterator<Item = &'p FieldChange>) -> Vec<FieldId> {
    let mut ids: Vec<_> = fields.into_iter().map(|field| field.field.clone()).collect();
    ids.extend(["status", "updated"].map(FieldId::new));
    ids.sort();
    ids.dedup();
    ids
}
