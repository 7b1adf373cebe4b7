//! Tables that Jira exported as CSV itself.
//!
//! Such a file differs from all others in three things that no header tells: durations are
//! seconds, rich texts are wiki markup, and `Assignee Id` is the person that `Assignee` may only
//! resemble. It is known by the two columns that Jira always writes together.

use super::column::{MappedTo, Mapping};
use super::header::fold;
use super::propose::shown;
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::{CellValue, Column, Table};

/// Headers of the key and of Jira's numeric id, in the languages whose aliases are known.
const KEYS: [&str; 3] = ["issue key", "work item key", "vorgangsschlüssel"];
const IDS: [&str; 3] = ["issue id", "work item id", "vorgangs-id"];

/// Whether the table is Jira's own CSV.
pub(super) fn is_jira_csv(table: &Table) -> bool {
    let has = |names: &[&str]| {
        let mut headers = table.columns.iter().filter_map(|column| column.header.as_deref());
        headers.any(|header| names.contains(&fold(header).as_str()))
    };
    has(&KEYS) && has(&IDS)
}

/// Whether a header of Jira's own CSV holds the account ID of a field's person.
pub(super) fn is_account_column(header: &str) -> bool {
    matches!(fold(header).as_str(), "assignee id" | "reporter id")
}

/// The position of the column with the names of the people whose account IDs stand at `ids`, if
/// nothing else is read from it.
pub(super) fn name_column(table: &Table, mapping: &Mapping, ids: usize) -> Option<usize> {
    let header = |at: usize| table.columns[at].header.as_deref().map(fold);
    let own = header(ids).filter(|header| is_account_column(header))?;
    let name = own.strip_suffix(" id")?;
    let unused = |index: u32| {
        let mut mapped = mapping.columns.iter().filter(|column| column.column == index);
        mapped.all(|column| column.mapped == MappedTo::Ignored)
    };
    (0..table.columns.len())
        .find(|&at| header(at).as_deref() == Some(name) && unused(table.columns[at].index))
}

/// Whether a column of that name holds something else than the field: Jira's own CSV lists
/// comments, work and watchers where the field only counts them.
pub(super) fn lists_what_is_counted(table: &Table, position: usize, field: &FieldSchema) -> bool {
    let is_number = |cell: &CellValue| cell.to_text().trim().parse::<f64>().is_ok();
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    field.kind == FieldType::Count && cells.any(|cell| !cell.is_empty() && !is_number(cell))
}

/// Says how a column of Jira's own CSV is read where it is not as in other files.
pub(super) fn report(
    table: &Table,
    column: &Column,
    field: Option<&FieldSchema>,
) -> Option<Finding> {
    let code = match field?.kind {
        FieldType::Duration if field?.writable() => "column-in-seconds",
        FieldType::RichText => "column-wiki-markup",
        _ => return None,
    };
    let message = Message::new(code).with("header", shown(column));
    Some(Finding::info(message, Place::column(&table.sheet, column.index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::{field, fields, table};
    use crate::mapping::{Layout, propose};
    use crate::schema::FieldId;

    fn site() -> Vec<FieldSchema> {
        let mut fields = fields();
        fields.push(field("comment", "Comment", FieldType::Count));
        fields.push(field("votes", "Votes", FieldType::Count));
        fields.push(field("customfield_20", "Sprint", FieldType::Sprint));
        fields
    }

    #[test]
    fn jiras_own_csv_needs_no_change_of_its_headers() {
        let table = table(
            "Summary | Issue key | Issue id | Assignee | Assignee Id | Sprint | Sprint | Original estimate | Description | Comment | Comment | Votes
             a | DEMO-1 | 10001 | Mia | 712020:mia | S 1 | S 2 | 28800 | h1. x | 28/Sep/25 4:04 PM;712020:a;text | | 2",
        );
        let fields = site();
        let (mapping, findings) = propose(&table, &fields, None);
        let ids: Vec<String> = mapping
            .columns
            .iter()
            .map(|column| match &column.mapped {
                MappedTo::Field(id) => id.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(
            ids.join(" "),
            "summary issuekey RowId Ignored assignee customfield_20 customfield_20 \
             timeoriginalestimate description Ignored comment votes"
        );
        let codes: Vec<_> =
            findings.iter().map(|f| (f.at.column.unwrap(), f.message.code.as_str())).collect();
        assert_eq!(
            codes,
            [
                (3, "column-beside-id"),
                (6, "column-joined"),
                (9, "column-unmatched"),
                (7, "column-in-seconds"),
                (8, "column-wiki-markup"),
            ]
        );
        let layout = Layout::new(&table, &mapping, &fields);
        let options = |id: &str| {
            let id = FieldId::new(id);
            layout.columns.iter().find(|column| column.field.id == id).unwrap().options
        };
        assert!(options("description").jira_csv && options("timeoriginalestimate").jira_csv);
    }

    #[test]
    fn a_file_of_somebody_else_is_none() {
        assert!(!is_jira_csv(&table("Key | Summary | Original estimate\nDEMO-1 | a | 8")));
        assert!(is_jira_csv(&table("Issue id | Issue key\n1 | DEMO-1")));
    }
}
