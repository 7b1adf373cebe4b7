//! The sprint: read as all sprints the issue was in, written as one number.

use serde_json::{Value, json};

use super::Place;
use crate::site::{Field, Refusal, SprintState, issue::ids};

/// The number of a sprint that is not closed, or null. Closed sprints stay with the issue.
pub fn check(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    let sprints = &place.site.registers;
    let issue = place.issue.and_then(|id| place.site.issues.get(id));
    let mut list = issue.map(|i| ids(&i.get(field))).unwrap_or_default();
    list.retain(|id| sprints.sprint(*id).is_some_and(|s| s.state == SprintState::Closed));
    match input {
        Value::Null => {}
        Value::Number(number) => {
            let found = number.as_u64().and_then(|id| sprints.sprint(id));
            match found {
                None => {
                    let text = format!("Sprint with id '{number}' does not exist.");
                    return Err(Refusal::field(text));
                }
                Some(sprint) if sprint.state == SprintState::Closed => {
                    return Err(Refusal::field(
                        "Issue can be assigned only active or future sprints.",
                    ));
                }
                Some(sprint) => list.push(sprint.id),
            }
        }
        _ => return Err(Refusal::field("Number value expected as the Sprint id.")),
    }
    Ok(if list.is_empty() { Value::Null } else { json!(list) })
}
