//! What belongs to an issue and has a life of its own: links, sub-tasks, attachments. Shown in
//! one cell each, and never written by a cell.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::list;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Links,
        name: "Links",
        fields: "Linked work items",
        shows: "`blocks DEMO-2`, one link per line.",
        enter: "Nothing: read-only in this column.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::Subtasks,
        name: "Sub-tasks",
        fields: "Sub-tasks",
        shows: "The keys, one per line.",
        enter: "Nothing: read-only. New rows name their parent instead.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::Attachments,
        name: "Attachments",
        fields: "Attachment",
        shows: "The file names, one per line.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
];

pub(super) fn read(kind: FieldType, json: &Value) -> Option<FieldValue> {
    let line = |item: &Value| match kind {
        FieldType::Links => link(item),
        FieldType::Subtasks => item.get("key")?.as_str().map(str::to_owned),
        _ => item.get("filename")?.as_str().map(str::to_owned),
    };
    let lines: Option<Vec<_>> = json.as_array()?.iter().map(line).collect();
    Some(of(lines?))
}

/// The phrase of the link's type in the direction of the other issue, and its key.
fn link(json: &Value) -> Option<String> {
    let (phrase, other) = match (json.get("outwardIssue"), json.get("inwardIssue")) {
        (Some(other), _) => ("outward", other),
        (None, Some(other)) => ("inward", other),
        (None, None) => return None,
    };
    let phrase = json.get("type")?.get(phrase)?.as_str()?;
    Some(format!("{phrase} {}", other.get("key")?.as_str()?))
}

/// The lines, to be compared. Jira's own CSV has an attachment as `date;account;name;address`.
pub(super) fn parse(kind: FieldType, cells: &[&CellValue]) -> FieldValue {
    let mut lines = Vec::new();
    for cell in cells {
        let text = cell.to_text();
        let parts: Vec<&str> = text.splitn(4, ';').collect();
        match parts.as_slice() {
            [_, _, name, address] if kind == FieldType::Attachments && address.contains("://") => {
                lines.push(name.trim().to_owned());
            }
            _ if kind == FieldType::Attachments => {
                lines.extend(text.lines().map(|line| line.trim().to_owned()));
            }
            _ => lines.extend(list(&text, |_| false).into_iter().map(str::to_owned)),
        }
    }
    of(lines)
}

fn of(lines: Vec<String>) -> FieldValue {
    if lines.is_empty() { FieldValue::Empty } else { FieldValue::Lines(lines) }
}
