//! Numbers.

use serde_json::Value;

use crate::site::Refusal;

/// A number, kept as a floating-point number as in Jira: `5` is read back as `5.0`.
pub fn check(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::Number(number) => Ok(number.as_f64().map_or(Value::Null, Value::from)),
        _ => Err(Refusal::field("Operation value must be a number")),
    }
}
