//! Lines of text, and labels.

use serde_json::Value;

use super::{canonical_list, items};
use crate::site::{Field, Refusal};

/// Characters that Jira allows in a summary, a text field and a label.
pub const LINE_LIMIT: usize = 255;

/// A summary, or the value of a text field. Only the summary must not be empty.
pub fn line(field: &Field, input: &Value) -> Result<Value, Refusal> {
    let is_summary = field.id == "summary";
    let text = match input {
        Value::Null => "",
        Value::String(text) => text.as_str(),
        _ => return Err(Refusal::field("Operation value must be a string")),
    };
    if is_summary && text.contains(['\n', '\r']) {
        return Err(Refusal::field(
            "The summary is invalid because it contains newline characters.",
        ));
    }
    if is_summary && text.trim().is_empty() {
        return Err(Refusal::field("You must specify a summary of the issue."));
    }
    if text.chars().count() > LINE_LIMIT {
        let text = if is_summary {
            "Summary can't exceed 255 characters."
        } else {
            "The entered text is too long. It exceeds the allowed limit of 255 characters."
        };
        return Err(Refusal::field(text));
    }
    let kept = if is_summary { text.trim() } else { text };
    Ok(if kept.is_empty() { Value::Null } else { kept.into() })
}

/// Labels: words without spaces.
pub fn labels(input: &Value) -> Result<Value, Refusal> {
    let mut out = Vec::new();
    for item in items(input)? {
        let Some(label) = item.as_str() else {
            return Err(Refusal::field("Operation value must be a string"));
        };
        if label.contains(char::is_whitespace) {
            let text = format!("The label '{label}' contains spaces which is invalid.");
            return Err(Refusal::field(text));
        }
        if label.chars().count() > LINE_LIMIT {
            let text = format!("The label '{label}' exceeds the maximum length of 255 characters.");
            return Err(Refusal::field(text));
        }
        if !label.is_empty() {
            out.push(item.clone());
        }
    }
    Ok(canonical_list(out))
}
