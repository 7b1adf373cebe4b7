//! The columns of an export.

use crate::convert;
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
        FieldType::Number | FieldType::Count | FieldType::Progress => ColumnKind::Number,
        FieldType::Date => ColumnKind::Date,
        FieldType::DateTime => ColumnKind::DateTime,
        FieldType::RichText => ColumnKind::LongText,
        _ if in_lines(field.kind) => ColumnKind::LongText,
        _ => ColumnKind::Text,
    };
    ColumnSpec {
        header: header_for(field, fields),
        note: note(field, zone),
        kind,
        read_only: is_read_only(field),
        required: field.id.as_str() == "summary",
        many: in_lines(field.kind),
        words: field.kind == FieldType::Labels,
        ..ColumnSpec::default()
    }
}

/// A column of times with its zone in the header, as the import reads it.
pub(super) fn with_zone(spec: ColumnSpec, field: &FieldSchema, zone: &dyn Zone) -> ColumnSpec {
    if field.kind != FieldType::DateTime {
        return spec;
    }
    ColumnSpec { header: format!("{} ({})", spec.header, zone.name()), ..spec }
}

/// Whether cells hold several values, one a line. Labels have no spaces and stand on one line.
fn in_lines(kind: FieldType) -> bool {
    kind.multi() && kind != FieldType::Labels
}

/// Whether an edit is of no effect. A key is never written, but it says which issue a row is.
fn is_read_only(field: &FieldSchema) -> bool {
    field.kind != FieldType::Key && !field.writable()
}

/// What the comment on the header says: what may be entered, and what Jira refuses all the same.
fn note(field: &FieldSchema, zone: &dyn Zone) -> Option<String> {
    let mut lines = Vec::new();
    if field.kind == FieldType::Key {
        lines.push(Message::new("note-key"));
    } else if is_read_only(field) {
        lines.push(Message::new("note-read-only"));
    } else if let Some(doc) = convert::doc(field.kind) {
        lines.push(Message::new("note-enter").with("what", plain(doc.enter)));
        lines.push(Message::new("note-refuses").with("what", plain(doc.refuses)));
    }
    if field.kind == FieldType::DateTime {
        lines.push(Message::new("note-zone").with("zone", zone.name()));
    }
    let texts: Vec<_> = lines.iter().map(Message::text).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// A text of the documentation without its Markdown: a comment shows the marks of code as they are.
fn plain(text: &str) -> String {
    text.replace('`', "")
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

    #[test]
    fn a_column_says_what_may_be_entered() {
        struct Utc;
        impl Zone for Utc {
            fn name(&self) -> &str {
                "Etc/UTC"
            }
            fn offset_seconds(&self, _: jiff::Timestamp) -> i32 {
                0
            }
        }
        let fields = [
            field(KEY, FieldType::Key),
            field("summary", FieldType::Text),
            field("updated", FieldType::DateTime),
            field("votes", FieldType::Count),
            field("components", FieldType::Components),
            field("labels", FieldType::Labels),
        ];
        let columns = fields.each_ref().map(|field| spec(field, &fields, &Utc));
        let of = |what: fn(&ColumnSpec) -> bool| columns.each_ref().map(what);
        assert_eq!(of(|c| c.read_only), [false, false, true, true, false, false]);
        assert_eq!(of(|c| c.required), [false, true, false, false, false, false]);
        assert_eq!(of(|c| c.many), [false, false, false, false, true, false]);
        assert_eq!(columns[3].kind, ColumnKind::Number);
        let notes = columns.each_ref().map(|column| column.note.clone().unwrap());
        insta::assert_snapshot!(notes.join("\n\n"));
    }

    #[test]
    fn a_text_file_says_the_zone_of_its_times_in_their_headers() {
        struct Oslo;
        impl Zone for Oslo {
            fn name(&self) -> &str {
                "Europe/Oslo"
            }

            fn offset_seconds(&self, _: jiff::Timestamp) -> i32 {
                3600
            }
        }
        let header = |kind| {
            let field = field("Start", kind);
            with_zone(spec(&field, &[], &Oslo), &field, &Oslo).header
        };
        assert_eq!(header(FieldType::DateTime), "Start (Europe/Oslo)");
        assert_eq!(header(FieldType::Date), "Start");
    }
}
