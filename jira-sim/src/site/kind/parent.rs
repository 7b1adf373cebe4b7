//! The issue above: an epic for issues of the base level, an issue of the base level for sub-tasks.

use serde_json::{Value, json};

use super::{Place, given};
use crate::site::Refusal;

/// The key of an epic, or null.
pub fn epic(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(key) if key.is_empty() => Ok(Value::Null),
        Value::String(key) => check(place, &json!({"key": key})),
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// `{"key"}` or `{"id"}`, of an issue of the same project that stands one level above.
pub fn check(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    let catalog = &place.site.catalog;
    let level = catalog.issue_type(place.issue_type).map_or(0, |t| t.level);
    if input.is_null() || input["none"] == true {
        return if level < 0 {
            Err(Refusal::field(
                "Issue type is a sub-task but parent issue key or id not specified.",
            ))
        } else {
            Ok(Value::Null)
        };
    }
    let Some(parent) = place.site.visible_issue(place.caller, &given(input)) else {
        return Err(Refusal::field(
            "Issue does not exist or you do not have permission to see it.",
        ));
    };
    if level < 0 && parent.project != place.project.id {
        return Err(Refusal::field("Sub-tasks must be created in the same project as the parent."));
    }
    let above = catalog.issue_type(parent.issue_type).map_or(0, |t| t.level);
    if above != level + 1 || place.issue == Some(parent.id) {
        return Err(Refusal::field(
            "Given parent work item does not belong to appropriate hierarchy.",
        ));
    }
    Ok(parent.id.into())
}
