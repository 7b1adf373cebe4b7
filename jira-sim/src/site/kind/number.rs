//! Numbers.

use serde_json::Value;

use crate::site::Refusal;

/// A number, kept as it is given.
pub fn check(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null | Value::Number(_) => Ok(input.clone()),
        _ => Err(Refusal::field("Operation value must be a number")),
    }
}
