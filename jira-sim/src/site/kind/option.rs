//! Options of select fields. They are matched exactly and with case.

use serde_json::{Value, json};

use super::{canonical_list, given_id, items};
use crate::site::{Field, Refusal};

/// One option, `{"id"}` or `{"value"}`.
pub fn one(field: &Field, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    resolve(field, None, input).map(Value::from)
}

/// Several options.
pub fn several(field: &Field, input: &Value) -> Result<Value, Refusal> {
    let ids: Result<Vec<Value>, Refusal> =
        items(input)?.iter().map(|item| resolve(field, None, item).map(Value::from)).collect();
    Ok(canonical_list(ids?))
}

/// An option and, if given, one below it: `[parent, child]` or `[parent]`.
pub fn cascading(field: &Field, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let named = input["id"].is_string() || input["id"].is_u64() || input["value"].is_string();
    if !named {
        return Err(Refusal::field(
            "Could not find valid 'id' or 'value' in the Parent Option object.",
        ));
    }
    let parent = resolve(field, None, input)?;
    match &input["child"] {
        Value::Null => Ok(json!([parent])),
        child => Ok(json!([parent, resolve(field, Some(parent), child)?])),
    }
}

fn resolve(field: &Field, parent: Option<u64>, input: &Value) -> Result<u64, Refusal> {
    let candidates = || field.options.iter().filter(|o| o.parent == parent);
    if !input["id"].is_null() {
        let found = given_id(input).and_then(|id| candidates().find(|o| o.id == id));
        let shown = super::given(input);
        return found
            .map(|o| o.id)
            .ok_or_else(|| Refusal::field(format!("Option id '{shown}' is not valid")));
    }
    let Some(value) = input["value"].as_str() else {
        let text = format!("Specify a valid 'id' or 'value' for {}", field.name);
        return Err(Refusal::field(text));
    };
    candidates()
        .find(|o| o.value == value)
        .map(|o| o.id)
        .ok_or_else(|| Refusal::field(format!("Option value '{value}' is not valid")))
}
