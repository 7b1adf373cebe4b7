//! What the user's cells are read with.

use unicode_normalization::UnicodeNormalization;

use super::{Context, ParseOptions};
use crate::message::{Message, shortened};
use crate::schema::{FieldSchema, FieldValue};

/// Characters of a value that are shown: enough to know it by.
pub(super) const SHOWN: usize = 80;

/// The field that cells are read for, and what may be looked at.
pub(super) struct Input<'a> {
    pub(super) field: &'a FieldSchema,
    pub(super) cx: &'a Context<'a>,
    pub(super) options: &'a ParseOptions,
}

impl<'a> Input<'a> {
    /// A message about `value`, which could not be understood for this field.
    pub(super) fn refuse(&self, code: &str, value: &str) -> Message {
        Message::new(code).with("field", &self.field.name).with("value", shortened(value, SHOWN))
    }

    /// The value that the issue has now.
    pub(super) fn current(&self) -> Option<&'a FieldValue> {
        self.cx.current(&self.field.id)
    }
}

/// Whether two names are the same, however their characters are composed: macOS writes `ü` as two.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a == b || !(a.is_ascii() && b.is_ascii()) && a.nfc().eq(b.nfc())
}

/// The values that a cell lists: one per line; a line that `known` does not know as a whole is
/// split at its semicolons too, and what is not known then at its commas, if every part is: names
/// may hold commas themselves.
pub(super) fn list(text: &str, known: impl Fn(&str) -> bool) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut values = Vec::new();
    for line in lines {
        if known(line) {
            values.push(line);
            continue;
        }
        for part in line.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            if part.contains(',') && !known(part) && part.split(',').all(|one| known(one.trim())) {
                values.extend(part.split(',').map(str::trim));
            } else {
                values.push(part);
            }
        }
    }
    values
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
    fn a_comma_separates_only_known_names() {
        let known = |name: &str| ["Web", "Api", "Doe, Jo"].contains(&name);
        assert_eq!(list("Web, Api; Doe, Jo", known), ["Web", "Api", "Doe, Jo"]);
        assert_eq!(list("Web, Aip", known), ["Web, Aip"], "one is not known");
        assert_eq!(list("Web,", known), ["Web,"]);
    }

    #[test]
    fn a_name_is_the_same_however_it_is_composed() {
        assert!(same_name("Zu\u{308}rich ", "Zürich"));
        assert!(!same_name("zürich", "Zürich"));
        assert!(!same_name("Zurich", "Zürich"));
    }
}
