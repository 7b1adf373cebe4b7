//! The columns of an export.

use crate::mapping::header_for;
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{ColumnKind, ColumnSpec};

/// Jira's id of the issue key, which `/field` lists and no issue has as a field.
pub(super) const KEY: &str = "issuekey";

/// System fields of a first export, in the order in which people read them. The key comes before
/// them by itself.
const DEFAULT: [&str; 17] = [
    "issuetype",
    "summary",
    "description",
    "status",
    "priority",
    "resolution",
    "assignee",
    "reporter",
    "labels",
    "components",
    "fixVersions",
    "parent",
    "duedate",
    "timeoriginalestimate",
    "timeestimate",
    "created",
    "updated",
];

/// Fields of a first export after the key, in order: the well-known ones that the site has.
pub fn default_columns(fields: &[FieldSchema]) -> Vec<FieldId> {
    let known = |id: &&&str| fields.iter().any(|field| field.id.as_str() == **id);
    DEFAULT.iter().filter(known).map(|id| FieldId::new(*id)).collect()
}

/// The fields of an export's columns: the key first, and each once.
///
/// # Errors
/// A field that the site does not have, or that the user may not see.
pub(super) fn chosen(
    columns: &[FieldId],
    fields: &[FieldSchema],
) -> Result<Vec<FieldSchema>, Message> {
    let mut chosen: Vec<FieldSchema> =
        fields.iter().filter(|field| field.kind == FieldType::Key).take(1).cloned().collect();
    for id in columns {
        if id.as_str() == KEY || chosen.iter().any(|field| field.id == *id) {
            continue;
        }
        let field = fields.iter().find(|field| field.id == *id);
        let unknown = || Message::new("export-unknown-field").with("field", id);
        chosen.push(field.ok_or_else(unknown)?.clone());
    }
    Ok(chosen)
}

/// How a column is written.
pub(super) fn spec(field: &FieldSchema, fields: &[FieldSchema], zone: &dyn Zone) -> ColumnSpec {
    let kind = match field.kind {
        FieldType::Number => ColumnKind::Number,
        FieldType::Date => ColumnKind::Date,
        FieldType::DateTime => ColumnKind::DateTime,
        FieldType::RichText => ColumnKind::LongText,
        kind if kind.multi() && kind != FieldType::Labels => ColumnKind::LongText,
        _ => ColumnKind::Text,
    };
    ColumnSpec {
        header: header_for(field, fields),
        note: note(field, zone),
        kind,
        ..ColumnSpec::default()
    }
}

/// What the comment on the header says.
fn note(field: &FieldSchema, zone: &dyn Zone) -> Option<String> {
    let mut parts = Vec::new();
    match field.kind {
        FieldType::Key => parts.push(Message::new("note-key")),
        _ if !field.writable() => parts.push(Message::new("note-read-only")),
        FieldType::RichText => parts.push(Message::new("note-markdown")),
        FieldType::Labels => parts.push(Message::new("note-labels")),
        FieldType::Duration => parts.push(Message::new("note-duration")),
        kind if kind.multi() => parts.push(Message::new("note-several")),
        _ => {}
    }
    if field.kind == FieldType::DateTime {
        parts.push(Message::new("note-zone").with("zone", zone.name()));
    }
    let texts: Vec<_> = parts.iter().map(Message::text).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, kind: FieldType) -> FieldSchema {
        FieldSchema { id: FieldId::new(id), name: id.to_owned(), kind, custom: false, scope: None }
    }

    #[test]
    fn the_key_comes_first_and_no_field_twice() {
        let fields = [field("summary", FieldType::Text), field(KEY, FieldType::Key)];
        let ids = |columns: &[&str]| {
            let columns: Vec<_> = columns.iter().map(|id| FieldId::new(*id)).collect();
            let chosen = chosen(&columns, &fields)?;
            Ok(chosen.into_iter().map(|field| field.id.0).collect::<Vec<_>>())
        };
        assert_eq!(
            ids(&["summary", KEY, "summary"]),
            Ok(vec![KEY.to_owned(), "summary".to_owned()])
        );
        let error: Result<Vec<String>, Message> = ids(&["votes"]);
        assert_eq!(error.unwrap_err().code, "export-unknown-field");
    }

    #[test]
    fn a_site_without_a_field_gets_a_first_export_without_it() {
        let fields = [field("updated", FieldType::DateTime), field("summary", FieldType::Text)];
        assert_eq!(default_columns(&fields), [FieldId::new("summary"), FieldId::new("updated")]);
    }
}
