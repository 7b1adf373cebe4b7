//! Entity properties: their limits, and those of people.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Problems, UserId};

/// Characters of a property's key.
const KEY_LIMIT: usize = 255;
/// Characters of a property's value, as JSON.
const VALUE_LIMIT: usize = 32_768;

/// Checks a property's key.
///
/// # Errors
/// The text for an empty or too long key.
pub fn check_key(key: &str) -> Result<(), String> {
    if key.is_empty() || key.chars().count() > KEY_LIMIT {
        return Err("The property key cannot be empty and must not exceed 255 characters.".into());
    }
    Ok(())
}

/// Checks a property's value, as JSON text.
///
/// # Errors
/// The text for too long a value.
pub fn check_value(json: &str) -> Result<(), String> {
    if json.chars().count() > VALUE_LIMIT {
        return Err("The property value must not exceed 32768 characters.".into());
    }
    Ok(())
}

/// The properties of a new comment or worklog.
///
/// # Errors
/// The text for a bad key or too long a value.
pub(super) fn entity_properties(input: &Value) -> Result<Vec<Value>, Problems> {
    let given = input["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    let checked = |property: &Value| {
        let key = property["key"].as_str().unwrap_or_default();
        check_key(key).map_err(Problems::message)?;
        check_value(&property["value"].to_string()).map_err(Problems::message)?;
        Ok(json!({"key": key, "value": property["value"]}))
    };
    given.iter().map(checked).collect()
}

/// The properties that apps keep with people.
#[derive(Debug, Clone, Default)]
pub struct UserProperties(BTreeMap<(UserId, String), Value>);

impl UserProperties {
    /// Keys and values of one person's, by key.
    pub fn of(&self, user: UserId) -> impl Iterator<Item = (&String, &Value)> {
        let own = self.0.iter().filter(move |((of, _), _)| *of == user);
        own.map(|((_, key), value)| (key, value))
    }

    /// The value of one.
    #[must_use]
    pub fn get(&self, user: UserId, key: &str) -> Option<&Value> {
        self.0.get(&(user, key.to_owned()))
    }

    /// Sets one; tells whether it had a value.
    pub fn set(&mut self, user: UserId, key: String, value: Value) -> bool {
        self.0.insert((user, key), value).is_some()
    }

    /// Removes one; tells whether there was one.
    pub fn remove(&mut self, user: UserId, key: &str) -> bool {
        self.0.remove(&(user, key.to_owned())).is_some()
    }
}
