//! Original and remaining estimate.

use serde_json::{Value, json};

use super::Place;
use crate::site::{Refusal, parse_duration};

/// `{"originalEstimate": "3h", "remainingEstimate": "1h"}`; what is not given stays as it is, and a
/// first original estimate is also what remains.
pub fn check(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    if !input.is_object() {
        return Err(Refusal::field("Operation value must be an object"));
    }
    let issue = place.issue.and_then(|id| place.site.issues.get(id));
    let before =
        (issue.and_then(|i| i.original_estimate), issue.and_then(|i| i.remaining_estimate));
    let original = estimate(input, "originalEstimate", before.0)?;
    let fallback = before.1.or(original);
    let remaining = estimate(input, "remainingEstimate", fallback)?;
    Ok(match (original, remaining) {
        (None, None) => Value::Null,
        _ => json!({"original": original, "remaining": remaining}),
    })
}

fn estimate(input: &Value, key: &str, unchanged: Option<i64>) -> Result<Option<i64>, Refusal> {
    let Some(value) = input.get(key) else { return Ok(unchanged) };
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => parse_duration(text).map(Some).ok_or_else(refused),
        _ => Err(refused()),
    }
}

fn refused() -> Refusal {
    Refusal::field("Time estimate must be specified in the correct format, for example 3w 4d 12h.")
}
