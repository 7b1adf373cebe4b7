//! Rich text: an Atlassian document in Jira. In the cell it is Markdown where Rowport exported it,
//! wiki markup in Jira's own CSV, and in any other file a text of which no sign means anything,
//! unless the user says what its column is.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::text::lines;
use super::wiki;
use crate::adf;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue, Notation, RichText, TextForm};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::RichText,
    name: "Rich text",
    fields: "Description, environment; text field (multi-line)",
    shows: "Markdown. What Markdown can't say is a short token; a text beyond 32,767 characters is shortened and can't be written back.",
    enter: "Markdown in an export; wiki markup in Jira's own CSV, which Jira itself converts; in any other file a text arrives as it is typed, unless you say what its column is. Blocks that are not touched stay in Jira as they are; a new address becomes a link.",
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
    Some(FieldValue::Rich(RichText { markdown, document: json.clone(), wiki: None }))
}

/// A text as Jira sends it in wiki markup, over REST v2.
pub fn read_wiki(json: &Value) -> FieldValue {
    match json.as_str() {
        Some(text) => FieldValue::Rich(RichText { wiki: Some(lines(text)), ..RichText::default() }),
        None if json.is_null() => FieldValue::Empty,
        None => FieldValue::Raw(json.clone()),
    }
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

/// Whether a cell is the text as it is.
pub fn shows(rich: &RichText, cell: &str) -> bool {
    match &rich.wiki {
        Some(wiki) => wiki::same(wiki, cell),
        None => rich.markdown == cell,
    }
}

/// Whether two texts are the same: by their wiki markup if both have it, else by their Markdown.
pub(super) fn same(a: &RichText, b: &RichText) -> bool {
    match (&a.wiki, &b.wiki) {
        (Some(a), Some(b)) => wiki::same(a, b),
        _ => a.markdown == b.markdown && same_indentation(&a.document, &b.document),
    }
}

/// Whether the lines of two documents begin with the same blanks, which Markdown does not show. Of
/// a text of Jira's history there is no document.
fn same_indentation(a: &Value, b: &Value) -> bool {
    let known = a.is_object() && b.is_object();
    !known || a == b || adf::says(a, &adf::to_plain(b))
}

/// Whether a value is what Jira makes of wiki markup that is written to it: Jira writes the same
/// in one way, whatever the way in which it was typed.
pub fn taken(found: &FieldValue, written: &FieldValue) -> bool {
    match (found.markup(), written.markup()) {
        (Some(found), Some(written)) => wiki::document(found) == wiki::document(written),
        _ => false,
    }
}

/// Whether a cell differs from Jira's text only in backslashes that keep a sign what it is.
pub fn differ_in_escapes(present: &FieldValue, cell: &FieldValue) -> bool {
    match (present.markup(), cell.markup()) {
        (Some(present), Some(cell)) => wiki::same_but_for_escapes(present, cell),
        _ => false,
    }
}

/// Whether a text gets another form when its wiki markup is written back, even where that was not
/// edited: two paragraphs in a cell become one.
pub fn may_change_form(present: &RichText) -> bool {
    present.wiki.is_some() && wiki::changes_form(present)
}

/// What would be gone of Jira's text if another were written, each by a short text for the eye:
/// what Markdown can't say and is not in the new document, or, as Jira converts wiki markup anew as
/// a whole, all that the markup of the present text does not say.
pub fn lost(present: &RichText, written: &RichText) -> Vec<String> {
    match written.notation() {
        Notation::Document => adf::lost(&present.document, &written.document),
        Notation::Wiki => wiki::lost(present),
    }
}

/// Whether a text ends before its end: some part of what [`SHORTENED`] says is still in it, which
/// the whole text in Jira doesn't say itself, or it fills its cell to the last character and Jira
/// has another text. Programs that write workbooks cut off what is beyond that without a word, as
/// openpyxl does.
fn is_shortened(text: &str, current: Option<&RichText>) -> bool {
    let whole = current.map(RichText::shown).filter(|whole| fits(whole)).unwrap_or_default();
    let mut parts = SHORTENED.trim_start().split(": ");
    let said = parts.any(|part| text.contains(part) && !whole.contains(part));
    said || current.is_some() && fills_its_cell(text)
}

/// Whether a text is exactly as long as a cell may be, so that it may have been cut off.
pub(super) fn fills_its_cell(text: &str) -> bool {
    text.len() >= CELL_LIMIT && text.encode_utf16().count() == CELL_LIMIT
}

/// A text that did not change keeps Jira's document; one that did becomes a document that keeps
/// the blocks which did not. Wiki markup is left as it is, for Jira to convert it.
pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = lines(&cell.to_text());
    let current = match input.current() {
        Some(FieldValue::Rich(current)) => Some(current),
        _ => None,
    };
    let plain = input.options.text == TextForm::Plain;
    let said =
        |current: &&RichText| shows(current, &text) || plain && adf::says(&current.document, &text);
    if let Some(current) = current.filter(said) {
        return Ok(FieldValue::Rich(current.clone()));
    }
    if is_shortened(&text, current) {
        return Err(input.refuse("text-shortened", ""));
    }
    let present = current.map(|current| &current.document);
    let clear_only = input.options.clear_only;
    let document = match (input.options.text, present) {
        (TextForm::Plain, None) => adf::from_plain(&text),
        (TextForm::Plain, Some(present)) => adf::merge_plain(present, &text),
        (TextForm::Markdown, None) if clear_only => adf::from_typed(&text),
        (TextForm::Markdown, Some(present)) if clear_only => adf::merge_typed(present, &text),
        (TextForm::Markdown, None) => adf::from_markdown(&text),
        (TextForm::Markdown, Some(present)) => adf::merge(present, &text),
        (TextForm::Wiki, _) => {
            let rich = of_wiki(input, text, current);
            if input.options.converted_here {
                return Ok(FieldValue::Rich(made_here(&rich)));
            }
            // Jira makes the link itself, so it can't be left as text.
            return match adf::refused_link(&rich.document, present) {
                Some(href) => Err(input.refuse("link-refused", &href)),
                None => Ok(FieldValue::Rich(rich)),
            };
        }
    };
    let markdown = adf::to_markdown(&document);
    Ok(FieldValue::Rich(RichText { markdown, document, wiki: None }))
}

/// Wiki markup as a document that Atlassian's schema allows.
fn made_here(rich: &RichText) -> RichText {
    let document = adf::from_markdown(&rich.markdown);
    RichText { markdown: adf::to_markdown(&document), document, wiki: None }
}

/// What of a cell's wiki markup is not in the document that is made of it here, each by a short
/// text for the eye.
pub(super) fn lost_here(input: &Input<'_>, cell: &CellValue) -> Vec<String> {
    if input.options.text != TextForm::Wiki || !input.options.converted_here {
        return Vec::new();
    }
    let text = lines(&cell.to_text());
    let mut lost = wiki::lost_words(&text, &wiki::document(&text));
    let rich = of_wiki(input, text, None);
    lost.extend(adf::lost(&rich.document, &made_here(&rich).document));
    lost
}

/// Wiki markup with what Rowport makes of it. People are named as the present text names them, or
/// as the site does.
fn of_wiki(input: &Input<'_>, text: String, current: Option<&RichText>) -> RichText {
    let people = &input.cx.target.people.users;
    let name = |id: &str| {
        let shown = current.and_then(|rich| adf::mention(&rich.document, id));
        shown.or_else(|| Some(format!("@{}", people.get(id)?.name)))
    };
    let document = wiki::read(&text, &name);
    RichText { markdown: adf::to_markdown(&document), document, wiki: Some(text) }
}

/// A text of nothing is no document.
pub(super) fn write(rich: &RichText) -> Value {
    match &rich.wiki {
        Some(wiki) => Value::from(wiki.as_str()),
        None if rich.markdown.is_empty() => Value::Null,
        None => rich.document.clone(),
    }
}
