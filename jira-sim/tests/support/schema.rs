//! As much of JSON Schema as Atlassian's schema of documents uses.

use std::path::Path;

use serde_json::Value;

/// A schema with its definitions.
#[derive(Debug)]
pub struct Schema(Value);

impl Schema {
    /// The schema of a file; none if the packages of npm are not installed.
    pub fn load(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        Some(Self(serde_json::from_str(&text).unwrap()))
    }

    /// Why a document does not follow the schema.
    pub fn refusal(&self, document: &Value) -> Option<String> {
        self.check(&self.0, document, "doc").err()
    }

    fn check(&self, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let fails = |what: &str| Err(format!("{path}: {what}: {value}"));
        if let Some(name) = schema["$ref"].as_str() {
            return match self.0.pointer(name.trim_start_matches('#')) {
                Some(found) => self.check(found, value, path),
                None => fails(name),
            };
        }
        if let Some(parts) = schema["allOf"].as_array() {
            parts.iter().try_for_each(|part| self.check(part, value, path))?;
        }
        if let Some(parts) = schema["anyOf"].as_array() {
            let mut last = Ok(());
            let fits = parts.iter().any(|part| {
                last = self.check(part, value, path);
                last.is_ok()
            });
            if !fits {
                return last;
            }
        }
        let right = match schema["type"].as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("number" | "integer") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            _ => true,
        };
        if !right {
            return fails("is of another type");
        }
        if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
            return fails("is not among the values");
        }
        self.text(schema, value, path)?;
        self.object(schema, value, path)?;
        self.array(schema, value, path)
    }

    fn text(&self, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let (Some(least), Some(text)) = (schema["minLength"].as_u64(), value.as_str()) else {
            return Ok(());
        };
        let long = text.chars().count() as u64 >= least;
        if long { Ok(()) } else { Err(format!("{path}: too short a text")) }
    }

    fn object(&self, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let Some(object) = value.as_object() else { return Ok(()) };
        for key in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(key.as_str().unwrap()) {
                return Err(format!("{path}: {key} is missing: {value}"));
            }
        }
        for (key, inner) in object {
            match schema["properties"].get(key) {
                Some(schema) => self.check(schema, inner, &format!("{path}.{key}"))?,
                None if schema["additionalProperties"] == false => {
                    return Err(format!("{path}: {key} is too much"));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn array(&self, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
        let Some(items) = value.as_array() else { return Ok(()) };
        let length = items.len() as u64;
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        if length < least || length > most {
            return Err(format!("{path}: {length} items"));
        }
        let schemas = &schema["items"];
        for (at, item) in items.iter().enumerate() {
            let inner = format!("{path}[{at}]");
            match schemas {
                Value::Null => {}
                Value::Array(each) => {
                    let schema = each.get(at).or(each.last());
                    schema.map_or(Ok(()), |schema| self.check(schema, item, &inner))?;
                }
                one => self.check(one, item, &inner)?,
            }
        }
        Ok(())
    }
}
