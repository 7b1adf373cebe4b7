//! Rich text: Markdown in the cell, an Atlassian document in Jira.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::text::lines;
use super::wiki;
use crate::adf;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue, RichText};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::RichText,
    name: "Rich text",
    fields: "Description, environment; text field (multi-line)",
    shows: "Markdown. What Markdown can't say is a short token; a text beyond 32,767 characters is shortened and can't be written back.",
    enter: "Markdown. Blocks that are not touched stay in Jira as they are; a new address becomes a link.",
    refuses: "More than 32,767 characters.",
}];

/// What Excel takes in one cell, in UTF-16 units (Excel's specifications and limits).
const CELL_LIMIT: usize = 32_767;

/// Ends the cell of a text that is too long for Excel. Such a cell is never written back.
const SHORTENED: &str = "\n\n[… shortened by Rowport: the whole text is in Jira]";

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    if !json.is_object() {
        return None;
    }
    let markdown = adf::to_markdown(json);
    Some(FieldValue::Rich(RichText { markdown, document: json.clone() }))
}

/// The text as a cell can hold it: Excel takes no more than 32,767 UTF-16 units.
pub fn shown(text: &str) -> String {
    if fits(text) {
        return text.to_owned();
    }
    let mut room = CELL_LIMIT - SHORTENED.encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    };
    let start: String = text.chars().take_while(fits).collect();
    format!("{}{SHORTENED}", start.trim_end())
}

fn fits(text: &str) -> bool {
    text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT
}

/// Whether a text ends before its end: some part of what [`SHORTENED`] says is still in it, which
/// the whole text in Jira doesn't say itself, or it fills its cell to the last character. Programs
/// that write workbooks cut off what is beyond that without a word, as openpyxl does.
fn is_shortened(text: &str, current: Option<&FieldValue>) -> bool {
    let whole = match current {
        Some(FieldValue::Rich(current)) if fits(&current.markdown) => current.markdown.as_str(),
        _ => "",
    };
    let mut parts = SHORTENED.trim_start().split(": ");
    let said = parts.any(|part| text.contains(part) && !whole.contains(part));
    said || text.encode_utf16().count() == CELL_LIMIT
}

/// A text that did not change keeps Jira's document; one that did becomes a document that keeps
/// the blocks which did not.
pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = lines(&cell.to_text());
    let text = if input.options.jira_csv { of_wiki(input, &text) } else { text };
    let document = match input.current() {
        Some(FieldValue::Rich(current)) if current.markdown == text => {
            return Ok(FieldValue::Rich(current.clone()));
        }
        current if is_shortened(&text, current) => return Err(input.refuse("text-shortened", "")),
        Some(FieldValue::Rich(current)) => adf::merge(&current.document, &text),
        _ => adf::from_markdown(&text),
    };
    let markdown = adf::to_markdown(&document);
    Ok(FieldValue::Rich(RichText { markdown, document }))
}

/// The Markdown of wiki markup. Markup can't say all that a document holds, so a text with the
/// words of Jira's is taken for Jira's.
fn of_wiki(input: &Input<'_>, text: &str) -> String {
    let current = match input.current() {
        Some(FieldValue::Rich(current)) => Some(current),
        _ => None,
    };
    let people = &input.cx.target.people.users;
    let mention = |id: &str| {
        let shown = current.and_then(|rich| adf::mention(&rich.document, id));
        shown.or_else(|| Some(format!("@{}", people.get(id)?.name))).unwrap_or(format!("@{id}"))
    };
    let markdown = wiki::to_markdown(text, &mention);
    match current {
        Some(rich) if wiki::words(&rich.markdown) == wiki::words(&markdown) => {
            rich.markdown.clone()
        }
        _ => markdown,
    }
}

/// A text of nothing is no document.
pub(super) fn write(rich: &RichText) -> Value {
    if rich.markdown.is_empty() { Value::Null } else { rich.document.clone() }
}
