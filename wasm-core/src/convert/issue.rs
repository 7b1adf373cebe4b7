//! Issues: the key of a row, and the issue above it.

use serde_json::{Value, json};

use super::docs::FieldDoc;
use super::entity::named;
use super::input::Input;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::issue_name;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Key,
        name: "Key",
        fields: "Key",
        shows: "The key, linked to the work item.",
        enter: "The key tells which work item the row is. A row without one creates a work item.",
        refuses: "A key of nothing that you may see.",
    },
    FieldDoc {
        kind: FieldType::Parent,
        name: "Parent",
        fields: "Parent",
        shows: "The parent's key.",
        enter: "A key, or the file's own ID of a row that creates the parent.",
        refuses: "A parent of the wrong level, and for sub-tasks one in another project.",
    },
];

/// The key of a row as text; what is no key is kept, so that it can be shown as unknown.
pub(super) fn parse_key(cell: &CellValue) -> FieldValue {
    let text = cell.to_text();
    FieldValue::Text(issue_name(&text).unwrap_or_else(|| text.trim().to_owned()))
}

pub(super) fn read_parent(json: &Value) -> Option<FieldValue> {
    let key = json.get("key")?.as_str()?;
    named(key.to_owned(), key).map(FieldValue::One)
}

/// A row of the file that makes a new issue, by its own ID; otherwise a key. A key that was moved
/// is the key that the issue has now.
pub(super) fn parse_parent(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    let label = text.trim();
    if let Some(row) = input.cx.new_rows.and_then(|rows| rows(label)) {
        return Ok(FieldValue::NewIssue { row, label: label.to_owned() });
    }
    let named = issue_name(label).filter(|_| !input.cx.target.leads_elsewhere(label));
    let Some(key) = named else { return Err(input.refuse("bad-parent", label)) };
    let known = input.cx.target.issues.get(&key);
    let key = known.map_or(key, |issue| issue.key.clone());
    Ok(FieldValue::One(Entity { id: key.clone(), name: key }))
}

pub(super) fn write_parent(parent: &Entity) -> Value {
    json!({ "key": parent.id })
}
