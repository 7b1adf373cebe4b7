//! Labels: words without spaces.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Labels,
    name: "Labels",
    fields: "Labels; label fields",
    shows: "The labels, separated by spaces.",
    enter: "Words, separated by spaces, commas or `;`.",
    refuses: "A label with a space, or with more than 255 characters.",
}];

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    let words: Option<Vec<_>> =
        json.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    Some(of_words(words?))
}

/// Words are separated by white space or semicolons; a comma after a word separates too. A label
/// that the issue has already may hold these signs itself.
pub(super) fn parse(input: &Input<'_>, cells: &[&CellValue]) -> FieldValue {
    let current = match input.current() {
        Some(FieldValue::Words(words)) => words.as_slice(),
        _ => &[],
    };
    let known = |word: &str| current.iter().any(|label| label == word);
    let mut words = Vec::new();
    for cell in cells {
        for word in cell.to_text().split_whitespace() {
            if known(word) {
                words.push(word.to_owned());
            } else {
                let parts = word.split(';').map(|part| part.trim_end_matches(','));
                words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
            }
        }
    }
    of_words(words)
}

fn of_words(words: Vec<String>) -> FieldValue {
    let mut distinct: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    if distinct.is_empty() { FieldValue::Empty } else { FieldValue::Words(distinct) }
}
