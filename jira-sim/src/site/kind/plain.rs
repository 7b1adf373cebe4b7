//! Values that Jira keeps as they come: addresses, and objects of apps.

use serde_json::Value;

use crate::site::Refusal;

/// Protocols that an address may have.
const PROTOCOLS: [&str; 6] = ["http://", "https://", "ftp://", "mailto:", "file:", "irc://"];

/// An address with its protocol.
pub fn url(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) if text.is_empty() => Ok(Value::Null),
        Value::String(text) => {
            let lower = text.to_ascii_lowercase();
            let rest = PROTOCOLS.iter().find_map(|p| lower.strip_prefix(p));
            let good = rest.is_some_and(|r| !r.is_empty() && !r.contains(char::is_whitespace));
            if good { Ok(input.clone()) } else { Err(Refusal::field("Not a valid URL")) }
        }
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// An object of an app's field.
pub fn object(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null | Value::Object(_) => Ok(input.clone()),
        _ => Err(Refusal::field("Operation value must be an object")),
    }
}
