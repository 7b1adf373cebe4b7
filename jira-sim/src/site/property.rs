//! Limits of entity properties.

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
