//! What stands between `---` lines before a text: JSON, or lines of `name: value`.

use serde_json::{Map, Value};

/// The values of the front matter and the text behind it; none if a text has no front matter.
pub fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let kind = first.trim_end().strip_prefix("---")?;
    if !matches!(kind, "" | "json" | "yaml") {
        return None;
    }
    let mut end = 0;
    let close = rest.split_inclusive('\n').find(|line| {
        end += line.len();
        line.trim_end() == "---"
    })?;
    let front = &rest[..end - close.len()];
    let values = match serde_json::from_str(front) {
        Ok(Value::Object(values)) => values,
        _ => lines(front),
    };
    Some((values, &rest[end..]))
}

/// `name: value` a line; a value may be a list, as `[a, b]` or as lines of `- a` below the name.
fn lines(front: &str) -> Map<String, Value> {
    let mut values = Map::new();
    let mut name = String::new();
    for line in front.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            let list = values.entry(name.clone()).or_insert(Value::Null);
            if !list.is_array() {
                *list = Value::Array(vec![]);
            }
            list.as_array_mut().into_iter().for_each(|list| list.push(scalar(item)));
        } else if let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) {
            key.trim().clone_into(&mut name);
            values.insert(name.clone(), value_of(value.trim()));
        }
    }
    values
}

fn value_of(text: &str) -> Value {
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some("") => Value::Array(vec![]),
        Some(items) => items.split(',').map(scalar).collect(),
        None => scalar(text),
    }
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    let quoted = |sign: char| text.strip_prefix(sign).and_then(|text| text.strip_suffix(sign));
    match quoted('"').or_else(|| quoted('\'')) {
        Some(inner) => inner.into(),
        None if text.is_empty() || text == "null" => Value::Null,
        None => text.into(),
    }
}
