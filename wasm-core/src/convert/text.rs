//! Plain text and web addresses.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Text,
        name: "Text",
        fields: "Summary; text field (single line); epic name; text fields of apps",
        shows: "The text.",
        enter: "One line of at most 255 characters.",
        refuses: "More than 255 characters; a summary with a line break, or of nothing.",
    },
    FieldDoc {
        kind: FieldType::Url,
        name: "Web address",
        fields: "URL field",
        shows: "The address.",
        enter: "An address with its scheme, such as `https://example.com`.",
        refuses: "An address without a scheme.",
    },
];

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    json.as_str().map(of)
}

/// The cell's text as it is, but for line breaks around a single line, which nobody sees and Jira
/// refuses. Whether it may have several lines or this many characters is for the checks to say.
pub(super) fn parse(cell: &CellValue) -> FieldValue {
    let text = cell.to_text();
    let line = text.trim();
    of(if is_line(&text) || !is_line(line) { &text } else { line })
}

fn is_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}

/// A web address, which Jira takes only with a scheme.
pub(super) fn parse_url(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    let url = text.trim();
    match url.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) && !rest.is_empty() && !has_space(rest) => {
            Ok(of(url))
        }
        _ => Err(input.refuse("bad-url", url)),
    }
}

/// Line ends, and blanks around a single line, as Jira may or may not keep them are no difference.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || lines(a) == lines(b) || (is_line(a) && is_line(b) && line(a) == line(b))
}

/// A text without blanks around it: no-break ones too, as they come from web pages, and control
/// characters, which Jira takes for blanks.
pub(super) fn line(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control())
}

/// The text with line feeds alone.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn of(text: &str) -> FieldValue {
    if text.is_empty() { FieldValue::Empty } else { FieldValue::Text(text.to_owned()) }
}

fn has_space(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn blanks_around_a_single_line_are_no_difference() {
        for typed in [" Tape", "Tape  ", "\u{a0}Tape\u{2003}", "\tTape\u{b}", "Tape"] {
            assert!(same("Tape", typed), "{typed:?}");
        }
        for other in ["Ta pe", "tape", "Tape\n", "Tape\n2", "", "\u{200b}Tape"] {
            assert!(!same("Tape", other), "{other:?}");
        }
    }

    #[test]
    fn line_ends_alone_are_no_difference_between_several_lines() {
        assert!(same("a\r\nb\rc", "a\nb\nc"));
        for other in [" a\nb\nc", "a\n b\nc", "a\nb\nc ", "a\nb\n\nc"] {
            assert!(!same("a\nb\nc", other), "{other:?}");
        }
    }
}
