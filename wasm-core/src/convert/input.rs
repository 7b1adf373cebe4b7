//! What the user's cells are read with.

use super::{Context, ParseOptions};
use crate::message::Message;
use crate::schema::{FieldSchema, FieldValue};

/// The field that cells are read for, and what may be looked at.
pub(super) struct Input<'a> {
    pub(super) field: &'a FieldSchema,
    pub(super) cx: &'a Context<'a>,
    pub(super) options: &'a ParseOptions,
}

impl<'a> Input<'a> {
    /// A message about `value`, which could not be understood for this field.
    pub(super) fn refuse(&self, code: &str, value: &str) -> Message {
        Message::new(code).with("field", &self.field.name).with("value", shortened(value))
    }

    /// The value that the issue has now.
    pub(super) fn current(&self) -> Option<&'a FieldValue> {
        self.cx.current(&self.field.id)
    }
}

/// Enough of a value to recognise it in a message.
fn shortened(value: &str) -> String {
    const MOST: usize = 80;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// The values that a cell lists: one per line; a line that `known` does not know as a whole is
/// split at its semicolons too.
pub(super) fn list(text: &str, known: impl Fn(&str) -> bool) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut values = Vec::new();
    for line in lines {
        if known(line) {
            values.push(line);
        } else {
            values.extend(line.split(';').map(str::trim).filter(|part| !part.is_empty()));
        }
    }
    values
}

/// Whether a text that is no value itself is several of them with commas between, as Jira's pages
/// show a list. It is not split, as names may hold commas: the user is told how to write it.
pub(super) fn commas_between(text: &str, known: impl Fn(&str) -> bool) -> bool {
    text.contains(',') && text.split(',').all(|part| known(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_at_lines_and_semicolons() {
        let none = |_: &str| false;
        assert_eq!(list("a\r\n b ;c;\n\n", none), ["a", "b", "c"]);
        assert_eq!(list("R; D\nOps", |line| line == "R; D"), ["R; D", "Ops"]);
        assert!(list(" ; ", none).is_empty());
    }

    #[test]
    fn a_long_value_is_named_by_its_beginning() {
        assert_eq!(shortened(&"ä".repeat(100)).chars().count(), 81);
        assert_eq!(shortened("short"), "short");
    }
}
