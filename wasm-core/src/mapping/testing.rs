//! Tables and fields in a form short enough for a test.

use super::{ColumnMapping, MappedTo, Mapping};
use crate::schema::{FieldId, FieldSchema, FieldType, Scope};
use crate::sheet::{CellValue, Column, Table, TableRow};

/// `header → field (confidence)` per column.
pub(crate) fn shown(mapping: &Mapping) -> String {
    let line = |column: &ColumnMapping| {
        let to = match &column.mapped {
            MappedTo::Field(id) => id.to_string(),
            MappedTo::OwnOf(ids) => {
                ids.iter().map(FieldId::as_str).collect::<Vec<_>>().join(" or ")
            }
            MappedTo::RowId => "row ID".to_owned(),
            MappedTo::Ignored => "-".to_owned(),
        };
        format!("{} → {to} ({:?})\n", column.header, column.confidence)
    };
    mapping.columns.iter().map(line).collect()
}

/// A table from lines of cells between bars; the first line holds the headers. Cells are text;
/// `\n` within a cell is a line break. The header is in sheet row 0.
pub(crate) fn table(text: &str) -> Table {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let split = |line: &str| -> Vec<String> {
        line.split('|').map(|cell| cell.trim().replace("\\n", "\n")).collect()
    };
    let headers = lines.next().map(split).unwrap_or_default();
    let width = headers.len();
    let columns = (0..)
        .zip(headers)
        .map(|(index, header)| Column { index, header: (!header.is_empty()).then_some(header) });
    let rows = (1..).zip(lines).map(|(row, line)| {
        let mut cells: Vec<CellValue> = split(line).into_iter().map(CellValue::from).collect();
        cells.resize(width, CellValue::Empty);
        TableRow { row, cells }
    });
    Table {
        sheet: "Sheet1".to_owned(),
        header_row: 0,
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// One field.
pub(crate) fn field(id: &str, name: &str, kind: FieldType) -> FieldSchema {
    FieldSchema {
        id: FieldId::new(id),
        name: name.to_owned(),
        kind,
        custom: id.starts_with("customfield_"),
        scope: None,
    }
}

/// The fields of a small site.
pub(crate) fn fields() -> Vec<FieldSchema> {
    use FieldType as T;
    let system = [
        ("issuekey", "Key", T::Key),
        ("project", "Project", T::Project),
        ("issuetype", "Issue Type", T::IssueType),
        ("summary", "Summary", T::Text),
        ("description", "Description", T::RichText),
        ("status", "Status", T::Status),
        ("priority", "Priority", T::Priority),
        ("resolution", "Resolution", T::Resolution),
        ("assignee", "Assignee", T::User),
        ("reporter", "Reporter", T::User),
        ("labels", "Labels", T::Labels),
        ("components", "Components", T::Components),
        ("fixVersions", "Fix versions", T::Versions),
        ("versions", "Affects versions", T::Versions),
        ("parent", "Parent", T::Parent),
        ("duedate", "Due date", T::Date),
        ("created", "Created", T::DateTime),
        ("updated", "Updated", T::DateTime),
        ("timeoriginalestimate", "Original estimate", T::Duration),
        ("customfield_1", "Story Points", T::Number),
        ("customfield_2", "Team", T::Option),
        ("customfield_3", "Team", T::Text),
        ("customfield_4", "Weather", T::Unknown),
    ];
    let mut fields: Vec<_> = system.iter().map(|(id, name, kind)| field(id, name, *kind)).collect();
    for field in &mut fields {
        if field.id.as_str() == "customfield_3" {
            field.scope = Some(Scope::of("10001"));
        }
    }
    fields
}
