//! An author and a date that Jira does not let anybody set, kept in the text.

use serde_json::{Value, json};

use super::layout::Use;
use super::sort::Row;
use crate::adf;
use crate::convert::{self, Context, ParseOptions};
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue, RichText};
use crate::target::User;

/// The first line of the text, and the note to the user that it is written; none where the row
/// tells nothing that would be lost. The caller's own name is not kept: they are the author.
pub(super) fn line(
    row: &Row<'_>,
    me: Option<&User>,
    cx: &Context<'_>,
) -> Option<(String, Finding)> {
    let (mut author, mut date, mut place) = (None, None, None);
    for (at, column) in row.table.sheet.columns().iter().enumerate() {
        let text = row.table.text(row.row, at);
        if column.role != Use::Told || text.is_empty() {
            continue;
        }
        if column.kind == FieldType::User {
            if me.is_some_and(|me| is(me, &text)) {
                continue;
            }
            author = Some(name(&text).to_owned());
        } else {
            let cell = row.table.cell(row.row, at);
            let value = convert::parse(&column.field(), &[cell], cx, &ParseOptions::default());
            date = Some(match value {
                Ok(FieldValue::DateTime(_)) => {
                    let shown = value.map(|value| convert::display(&value, cx));
                    format!("{} ({})", shown.unwrap_or_default(), cx.zone.name())
                }
                _ => text,
            });
        }
        place.get_or_insert_with(|| row.table.place(row.row, at));
    }
    let message = match (author, date) {
        (Some(name), Some(date)) => {
            Message::new("entry-originally").with("name", name).with("date", date)
        }
        (Some(name), None) => Message::new("entry-originally-by").with("name", name),
        (None, Some(date)) => Message::new("entry-originally-on").with("date", date),
        (None, None) => return None,
    };
    let line = message.text();
    let note = Message::new("entry-original-kept").with("line", &line);
    Some((line, Finding::info(note, place.unwrap_or_default())))
}

/// Whether a text names the caller.
fn is(me: &User, text: &str) -> bool {
    text == me.name || text == me.account_id || text.ends_with(&format!("<{}>", me.account_id))
}

/// The name within `Name <account ID>`.
fn name(text: &str) -> &str {
    let name = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    name.map(|(name, _)| name.trim()).filter(|name| !name.is_empty()).unwrap_or(text)
}

/// The text with the line above it, as a paragraph of its own in italics.
pub(super) fn above(line: &str, text: Option<&RichText>) -> RichText {
    let paragraph = json!({
        "type": "paragraph",
        "content": [{ "type": "text", "text": line, "marks": [{ "type": "em" }] }],
    });
    let rest = text.and_then(|text| text.document["content"].as_array());
    let content: Vec<Value> =
        std::iter::once(paragraph).chain(rest.into_iter().flatten().cloned()).collect();
    let document = json!({ "type": "doc", "version": 1, "content": content });
    RichText { markdown: adf::to_markdown(&document), document }
}
