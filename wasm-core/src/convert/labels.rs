//! Labels: words without spaces.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::docs::FieldDoc;
use super::input::Input;
use super::options::Labels;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Labels,
    name: "Labels",
    fields: "Labels; label fields",
    shows: "The labels, separated by spaces.",
    enter: "Words, separated by spaces in Rowport's exports, by commas, `;` or line breaks in other files.",
    refuses: "A label with a space, or with more than 255 characters.",
}];

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    let words: Option<Vec<_>> =
        json.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    Some(of_words(words?))
}

/// The labels of the cells, by the signs that separate them in such a file. A label that the issue
/// has already may hold these signs itself. White space always separates, as no label holds any;
/// where it did not mean to, [`space_within`] tells.
pub(super) fn parse(input: &Input<'_>, cells: &[&CellValue]) -> FieldValue {
    let mut words = Vec::new();
    for cell in cells {
        let text = cell.to_text();
        for part in parts(input, &text) {
            words.extend(part.split_whitespace().map(|word| composed(input, word)));
        }
    }
    of_words(words)
}

/// A label of a cell that holds white space and becomes several for it.
pub(super) fn space_within(input: &Input<'_>, cell: &CellValue) -> Option<String> {
    if input.options.labels == Labels::Exported {
        return None;
    }
    let text = cell.to_text();
    let several = |part: &&str| part.split_whitespace().nth(1).is_some();
    parts(input, &text).into_iter().find(several).map(str::to_owned)
}

/// A word of an export's cell that holds a comma which does not separate there.
pub(super) fn comma_within(input: &Input<'_>, cell: &CellValue) -> Option<String> {
    if input.options.labels != Labels::Exported {
        return None;
    }
    let text = cell.to_text();
    let within = |word: &&str| word.contains(COMMAS) && !is_current(input, word);
    parts(input, &text).into_iter().find(within).map(str::to_owned)
}

const COMMAS: [char; 4] = [',', '،', '、', '，'];

/// The parts of a cell between the signs that separate labels, without quotes around them.
fn parts<'t>(input: &Input<'_>, text: &'t str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    for line in text.lines().map(str::trim) {
        match input.options.labels {
            _ if is_current(input, line) => parts.push(line),
            Labels::Foreign if !in_words(input, line) => {
                parts.extend(line.split(separates).map(|part| unquoted(part.trim())));
            }
            Labels::JiraCsv => parts.extend(line.split(';').map(without_comma)),
            Labels::Foreign | Labels::Exported => {
                for word in line.split_whitespace() {
                    match is_current(input, word) {
                        true => parts.push(word),
                        false => parts.extend(word.split(';').map(without_comma)),
                    }
                }
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether the labels of a line are separated by spaces, as an export has them: one is a label
/// that the issue has, and no sign separates the others.
fn in_words(input: &Input<'_>, line: &str) -> bool {
    let (known, other): (Vec<&str>, Vec<&str>) =
        line.split_whitespace().partition(|word| is_current(input, word));
    !known.is_empty() && !other.iter().any(|word| word.contains(separates))
}

fn separates(sign: char) -> bool {
    COMMAS.contains(&sign) || matches!(sign, ';' | '；')
}

fn without_comma(part: &str) -> &str {
    part.trim().trim_end_matches(',')
}

/// A part without the quotes around it.
fn unquoted(part: &str) -> &str {
    part.strip_prefix('"').and_then(|part| part.strip_suffix('"')).map_or(part, str::trim)
}

/// Whether the issue has a label now.
fn is_current(input: &Input<'_>, label: &str) -> bool {
    match input.current() {
        Some(FieldValue::Words(words)) => words.iter().any(|word| word == label),
        _ => false,
    }
}

/// A label as it is written: with composed characters, unless the issue has it otherwise.
fn composed(input: &Input<'_>, word: &str) -> String {
    if is_current(input, word) { word.to_owned() } else { word.nfc().collect() }
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
