//! Tables that Jira exported as CSV itself.
//!
//! Such a file differs from all others in three things that no header tells: durations are
//! seconds, rich texts are wiki markup, and `Assignee Id` is the person that `Assignee` may only
//! resemble. It is known by its key, whatever the header above it, and by columns that Jira alone
//! writes.

use std::collections::BTreeSet;

use super::alias::{self, Alias, Aliases};
use super::column::{MappedTo, Mapping};
use super::header::{custom_field_name, fold};
use super::key_cells::KeyCells;
use super::keys::says_relation;
use super::language;
use super::propose::shown;
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::{CellValue, Column, Table};

/// Marks that make a table with the key Jira's own.
pub(super) const ENOUGH: usize = 2;

/// Lists of which Jira's CSV repeats the header, as it is in English or by Jira's id.
const REPEATED: [&str; 9] = [
    "attachment",
    "comment",
    "components",
    "fix versions",
    "fixVersions",
    "labels",
    "log work",
    "sprint",
    "watchers",
];

/// Links in Jira's CSV have a column for each type and direction.
const LINKS: [&str; 2] = ["outward issue link (", "inward issue link ("];

/// Whether the table is Jira's own CSV.
pub(super) fn is_jira_csv(table: &Table) -> bool {
    own_marks(table) >= ENOUGH && (headers(table).any(language::is_key) || holds_keys(table))
}

/// Whether some column holds a key in each row: that of the key, whose header was changed.
fn holds_keys(table: &Table) -> bool {
    let is_key = |cells: &KeyCells| cells.all_keys() && cells.filled == table.rows.len();
    (0..table.columns.len()).any(|at| {
        let header = table.columns[at].header.as_deref();
        let of_others = header.is_some_and(says_relation);
        !of_others && Some(KeyCells::of(table, at)).is_some_and(|c| is_key(&c) && c.none_twice())
    })
}

/// How often Jira repeats a header, once for each value of a list: half of a mark.
fn repeats(table: &Table, aliases: &Aliases) -> bool {
    let listed = |header: &&str| {
        let alias = aliases.get(&fold(header)).map(|(alias, _)| *alias);
        let id = match alias {
            Some(Alias::Field(id)) => id.to_owned(),
            _ => fold(header),
        };
        REPEATED.contains(&id.as_str())
    };
    let mut seen = BTreeSet::new();
    headers(table).filter(listed).any(|header| !seen.insert(fold(header)))
}

fn headers(table: &Table) -> impl Iterator<Item = &str> {
    table.columns.iter().filter_map(|column| column.header.as_deref())
}

/// How much the headers, but for the key, look like Jira's own CSV: what only Jira writes beside
/// names and in front of custom fields is enough alone, what projects are described by is half of it.
pub(super) fn own_marks(table: &Table) -> usize {
    let aliases = alias::table();
    let mark = |header: &str| {
        let folded = fold(header);
        let beside = matches!(aliases.get(&folded), Some((Alias::IssueId | Alias::Account(_), _)));
        let link = LINKS.iter().any(|start| folded.starts_with(start));
        match beside || link || custom_field_name(header).is_some() {
            true => ENOUGH,
            false => usize::from(language::is_own(header)),
        }
    };
    let dated = (0..table.columns.len()).any(|at| holds_jira_dates(table, at));
    let repeated = usize::from(repeats(table, &aliases));
    headers(table).map(mark).sum::<usize>() + repeated + if dated { ENOUGH } else { 0 }
}

/// Rows of which the dates are looked at.
const DATED_ROWS: usize = 50;

/// Whether a column has instants as Jira Cloud shows them unless it is told otherwise
/// (`03/Dec/26 11:39 AM`), which no other program writes.
fn holds_jira_dates(table: &Table, position: usize) -> bool {
    let cells = table.rows.iter().take(DATED_ROWS).filter_map(|row| row.cells.get(position));
    let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| cell.as_text().is_some_and(is_jira_date))
}

fn is_jira_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(day), Some(time)) = (words.next(), words.next()) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = day.split('/').collect();
    let [number, month, year] = parts.as_slice() else { return false };
    let is_time = time.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute));
    digits(number)
        && year.len() == 2
        && digits(year)
        && is_time
        && month.chars().any(char::is_alphabetic)
}

/// What Jira's own CSV has beside another column of the same field: the account ID beside the
/// name, and the parent's key beside its number.
fn field_beside(alias: Option<&Alias>) -> Option<&'static str> {
    match alias? {
        Alias::Account(field) => Some(field),
        Alias::ParentKey => Some("parent"),
        _ => None,
    }
}

/// Whether a header of Jira's own CSV says better than another what the field's value is.
pub(super) fn says_better(alias: Alias) -> bool {
    field_beside(Some(&alias)).is_some()
}

/// The position of the column beside that at `position` that says the same less well, if nothing
/// else is read from it: people's names, the parents' numbers.
pub(super) fn column_beside(
    table: &Table,
    mapping: &Mapping,
    field: &FieldSchema,
    position: usize,
) -> Option<usize> {
    let aliases = alias::table();
    let alias = |at: usize| {
        let header = table.columns.get(at)?.header.as_deref()?;
        aliases.get(&fold(header)).map(|(alias, _)| *alias)
    };
    let id = field_beside(alias(position).as_ref())?;
    if id != field.id.as_str() {
        return None;
    }
    let unused = |index: u32| {
        let mut mapped = mapping.columns.iter().filter(|column| column.column == index);
        mapped.all(|column| column.mapped == MappedTo::Ignored)
    };
    let named = |at: usize| {
        let header = table.columns[at].header.as_deref();
        alias(at) == Some(Alias::Field(id))
            || header.is_some_and(|header| fold(header) == fold(&field.name))
    };
    (0..table.columns.len())
        .find(|&at| at != position && named(at) && unused(table.columns[at].index))
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
    fn a_part_of_jiras_csv_is_known_by_its_dates() {
        for (text, own) in [
            ("03/Dec/26 11:39 AM", true),
            ("3/Dez./26 11:39", true),
            ("2026-12-03 11:39", false),
            ("03/12/26 11:39", false),
            ("03/Dec/26", false),
        ] {
            let table = table(&format!("Issue key | Description | Updated\nDEMO-1 | a | {text}"));
            assert_eq!(is_jira_csv(&table), own, "{text}");
        }
    }

    #[test]
    fn a_file_of_somebody_else_is_none() {
        assert!(!is_jira_csv(&table("Key | Summary | Original estimate\nDEMO-1 | a | 8")));
        assert!(!is_jira_csv(&table(
            "Issue key | Summary | Project type | Labels\nDEMO-1 | a | x | b"
        )));
        for own in [
            "Issue id | Issue key",
            "Issue key | Reporter Id",
            "Klucz zgłoszenia | Pole niestandardowe (Size)",
            "Clave de incidencia | Tipo de proyecto | Responsable del proyecto",
            "Issue key | Outward issue link (Blocks)",
        ] {
            assert!(is_jira_csv(&table(own)), "{own}");
        }
    }
}
