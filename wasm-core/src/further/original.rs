//! An author and a date that Jira does not let anybody set, kept in the text.

use serde_json::{Value, json};

use super::layout::Use;
use super::sort::Row;
use crate::adf;
use crate::convert::{self, Context};
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
            let zone = row.table.zone(at, cx.zone);
            let cx = Context { zone: zone.as_deref().unwrap_or(cx.zone), ..*cx };
            let value = convert::parse(&column.field(), &[cell], &cx, &row.table.options(at));
            date = Some(match value {
                Ok(FieldValue::DateTime(_)) => {
                    let shown = value.map(|value| convert::display(&value, &cx));
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

/// Whether a text names a user.
pub(super) fn is(user: &User, text: &str) -> bool {
    text == user.name
        || text == user.account_id
        || text.ends_with(&format!("<{}>", user.account_id))
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
    RichText { markdown: adf::to_markdown(&document), document, wiki: None }
}

/// What a text keeps of an earlier author and time, as its first line says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Original {
    pub(super) name: Option<String>,
    pub(super) date: Option<String>,
}

impl Original {
    /// The time as the file shows it, without the zone that it was read in.
    pub(super) fn day(&self) -> Option<&str> {
        let date = self.date.as_deref()?;
        Some(date.rsplit_once(" (").map_or(date, |(date, _)| date))
    }

    /// What a line says, if it is such a line.
    fn of_line(line: &str) -> Option<Self> {
        let (before, between, _) = frame("entry-originally");
        let named = line.strip_prefix(before.as_str());
        if let Some((name, date)) = named.and_then(|rest| rest.rsplit_once(between.as_str())) {
            return Some(Self { name: Some(name.to_owned()), date: Some(date.to_owned()) });
        }
        let by = line.strip_prefix(frame("entry-originally-by").0.as_str()).map(str::to_owned);
        let on = line.strip_prefix(frame("entry-originally-on").0.as_str()).map(str::to_owned);
        (by.is_some() || on.is_some()).then_some(Self { name: by, date: on })
    }
}

/// The words of a message before, between and behind its two parameters, or its only one.
fn frame(code: &str) -> (String, String, String) {
    const HOLE: &str = "\u{1}";
    let text = Message::new(code).with("name", HOLE).with("date", HOLE).text();
    let mut parts = text.split(HOLE).map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    (part(), part(), part())
}

/// Takes a text apart: what its first line keeps of an earlier author and time, and the text below.
pub(super) fn split(document: &Value) -> (Original, String) {
    let blocks = document["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    let kept = blocks.split_first().and_then(|(first, rest)| {
        let line = italic_line(first)?;
        Some((Original::of_line(line)?, rest))
    });
    match kept {
        Some((original, rest)) => {
            let below = json!({ "type": "doc", "version": 1, "content": rest });
            (original, adf::to_markdown(&below))
        }
        None => (Original::default(), adf::to_markdown(document)),
    }
}

/// The text of a paragraph that is one text in italics.
fn italic_line(block: &Value) -> Option<&str> {
    let [text] = block["content"].as_array()?.as_slice() else { return None };
    let [mark] = text["marks"].as_array()?.as_slice() else { return None };
    let italic = block["type"] == "paragraph" && mark["type"] == "em";
    text["text"].as_str().filter(|_| italic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let text = RichText {
            wiki: None,
            markdown: String::new(),
            document: adf::from_markdown("Hello **you**"),
        };
        for (code, name, date) in [
            ("entry-originally", Some("Jon on Rails"), Some("2024-02-29 08:15 (Etc/UTC)")),
            ("entry-originally-by", Some("Mia"), None),
            ("entry-originally-on", None, Some("last spring")),
        ] {
            let line = Message::new(code).with("name", name.unwrap_or_default());
            let line = line.with("date", date.unwrap_or_default()).text();
            let (original, below) = split(&above(&line, Some(&text)).document);
            let [name, date] = [name, date].map(|part| part.map(str::to_owned));
            assert_eq!(original, Original { name, date });
            assert_eq!(below, "Hello **you**");
        }
        let plain = adf::from_markdown("Originally by Mia\n\nHello");
        assert_eq!(split(&plain), (Original::default(), "Originally by Mia\n\nHello".to_owned()));
        assert_eq!(split(&Value::Null), (Original::default(), String::new()));
    }
}
