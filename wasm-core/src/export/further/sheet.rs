//! From entries to sheets of cells.

use super::Entries;
use crate::convert::{self, Context};
use crate::further::{Column, ID, Use};
use crate::job::FurtherSheet;
use crate::mapping::EntryBaseline;
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::{CellValue, Choices, ColumnKind, ColumnSpec, OutCell, SheetSpec};
use crate::target::TargetState;

/// The sheets, and what an import has to know of them.
pub(in crate::export) struct Written {
    /// In the order in which they were asked for.
    pub(in crate::export) sheets: Vec<SheetSpec>,
    /// What they hold.
    pub(in crate::export) baseline: EntryBaseline,
}

/// Writes all entries. `state` knows the people of the issues and the site's settings.
pub(in crate::export) fn write(
    entries: Entries,
    mut state: TargetState,
    zone: &dyn Zone,
    protect: bool,
) -> Written {
    let Entries { sheets, issues, mut rows, relations, people, .. } = entries;
    people.users.into_values().for_each(|user| state.people.learn(user));
    let cx = Context::new(zone, &state);
    let mut written = Written { sheets: Vec::new(), baseline: EntryBaseline::default() };
    for sheet in sheets {
        written.baseline.add_sheet(sheet);
        let mut rows = rows.remove(&sheet).unwrap_or_default();
        rows.sort_by_key(|row| row.issue);
        let mut cells = Vec::with_capacity(rows.len());
        for row in rows {
            let key = issues.get(row.issue).map(|(_, key)| key.as_str()).unwrap_or_default();
            let row = cells_of(sheet, key, &row.values, &cx);
            let id = row.get(ID).map(|cell| cell.value.to_text()).unwrap_or_default();
            written.baseline.add(sheet, &id, row.iter().map(|cell| &cell.value));
            cells.push(row);
        }
        written.sheets.push(SheetSpec {
            name: sheet.title().to_owned(),
            columns: sheet.columns().iter().map(|c| spec(sheet, c, &relations, zone)).collect(),
            rows: cells,
            frozen_columns: 1,
            autofilter: true,
            protect,
            ..SheetSpec::default()
        });
    }
    written
}

fn cells_of(
    sheet: FurtherSheet,
    key: &str,
    values: &[FieldValue],
    cx: &Context<'_>,
) -> Vec<OutCell> {
    let issue = |key: &str| Some(format!("{}/browse/{key}", cx.target.site.url));
    let mut cells = vec![OutCell { value: key.into(), link: issue(key) }];
    for (column, value) in sheet.columns().iter().skip(1).zip(values) {
        let value = convert::cell(&column.field(), value, cx);
        let link = match (&value, column.name) {
            (CellValue::Text(key), "Linked key") => issue(key),
            (CellValue::Text(address), _) if column.kind == FieldType::Url => Some(address.clone()),
            _ => None,
        };
        cells.push(OutCell { value, link });
    }
    cells
}

/// How a column is written.
fn spec(sheet: FurtherSheet, column: &Column, relations: &[String], zone: &dyn Zone) -> ColumnSpec {
    let kind = match column.kind {
        FieldType::Number => ColumnKind::Number,
        FieldType::DateTime => ColumnKind::DateTime,
        FieldType::RichText => ColumnKind::LongText,
        _ => ColumnKind::Text,
    };
    let choices = (column.name == "Relationship")
        .then(|| Choices { values: relations.to_vec(), ..Choices::default() });
    ColumnSpec {
        header: column.name.to_owned(),
        note: Some(note(sheet, column, zone)),
        kind,
        choices,
        read_only: !sheet.takes_rows() || matches!(column.role, Use::Fixed | Use::Id),
        required: sheet.takes_rows() && matches!(column.role, Use::Needed | Use::Key),
        ..ColumnSpec::default()
    }
}

/// What the comment on the header says.
fn note(sheet: FurtherSheet, column: &Column, zone: &dyn Zone) -> String {
    let code = match column.role {
        _ if !sheet.takes_rows() => "note-read-only",
        Use::Key => "note-entry-key",
        Use::Id => "note-entry-id",
        Use::Told => "note-entry-told",
        Use::Fixed => "note-read-only",
        Use::Needed | Use::Optional => match column.name {
            "Comment" => "note-entry-comment",
            "Visible to" => "note-entry-audience",
            "Started" => "note-entry-started",
            "Time spent" => "note-entry-spent",
            "Relationship" => "note-entry-relation",
            _ => "note-entry-linked",
        },
    };
    let mut lines = vec![Message::new(code).text()];
    if column.kind == FieldType::DateTime {
        lines.push(Message::new("note-zone").with("zone", zone.name()).text());
    }
    lines.join("\n")
}
