//! Which columns of the table give which field.

use std::borrow::Cow;

use super::jira_csv::{is_jira_csv, name_column};
use super::{EmptyCells, MappedTo, Mapping};
use crate::convert::ParseOptions;
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::{CellValue, Table, TableRow};

/// Rows by whose texts the way of writing numbers and dates is told.
const TELLING_ROWS: usize = 5_000;

/// A field with the columns that give its value.
#[derive(Clone, Debug)]
pub struct FieldColumn<'a> {
    /// The field.
    pub field: &'a FieldSchema,
    /// Zero-based sheet column of the first one.
    pub column: u32,
    /// Positions in the table; several for a list in repeated columns.
    pub positions: Vec<usize>,
    /// Position of the people's names, where the column holds their account IDs.
    pub names: Option<usize>,
    /// What an empty cell asks for.
    pub empty: EmptyCells,
    /// How its texts write numbers and dates.
    pub options: ParseOptions,
}

impl FieldColumn<'_> {
    /// The cells of a row that give the value and hold something: a name where the account ID
    /// beside it is missing.
    pub fn cells<'r>(&self, row: &'r TableRow) -> impl Iterator<Item = &'r CellValue> {
        let at = |at: &usize| row.cells.get(*at).filter(|cell| !is_blank(cell));
        let own = self.positions.iter().filter_map(at);
        let name = self.name(row).filter(|_| own.clone().next().is_none());
        own.chain(name).collect::<Vec<_>>().into_iter()
    }

    /// The name beside the account ID of a row, where there is one.
    pub fn name<'r>(&self, row: &'r TableRow) -> Option<&'r CellValue> {
        row.cells.get(self.names?).filter(|cell| !is_blank(cell))
    }
}

/// Whether a cell holds nothing, or white space alone.
fn is_blank(cell: &CellValue) -> bool {
    match cell {
        CellValue::Text(text) => text.trim().is_empty(),
        cell => cell.is_empty(),
    }
}

/// The table's columns by their role.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    /// Position of the key column.
    pub key: Option<usize>,
    /// Position of the file's own row ID.
    pub row_id: Option<usize>,
    /// The other mapped fields.
    pub columns: Vec<FieldColumn<'a>>,
}

impl<'a> Layout<'a> {
    /// Takes a mapping that was found valid; what is not valid is passed over.
    pub fn new(table: &Table, mapping: &Mapping, fields: &'a [FieldSchema]) -> Self {
        let mut layout = Self { key: None, row_id: None, columns: Vec::new() };
        for mapped in &mapping.columns {
            let Some(position) = table.columns.iter().position(|c| c.index == mapped.column) else {
                continue;
            };
            match &mapped.mapped {
                MappedTo::Ignored => {}
                MappedTo::RowId => layout.row_id = Some(position),
                MappedTo::Field(id) => {
                    let Some(field) = fields.iter().find(|field| field.id == *id) else {
                        continue;
                    };
                    layout.add(field, mapped.column, position, mapped.empty);
                }
            }
        }
        let jira_csv = is_jira_csv(table);
        for column in &mut layout.columns {
            column.options = ParseOptions { jira_csv, ..options(table, column) };
            let ids = column.positions[0];
            column.names = jira_csv.then(|| name_column(table, mapping, ids)).flatten();
        }
        layout
    }

    fn add(&mut self, field: &'a FieldSchema, column: u32, position: usize, empty: EmptyCells) {
        if field.kind == FieldType::Key {
            self.key = Some(position);
        } else if let Some(known) = self.columns.iter_mut().find(|c| c.field.id == field.id) {
            known.positions.push(position);
        } else {
            let options = ParseOptions::default();
            let positions = vec![position];
            let names = None;
            self.columns.push(FieldColumn { field, column, positions, names, empty, options });
        }
    }

    /// The column of a field of that kind.
    pub fn of_kind(&self, kind: FieldType) -> Option<&FieldColumn<'a>> {
        self.columns.iter().find(|column| column.field.kind == kind)
    }

    /// Whether no mapped field has a value in this row, not even one of spaces.
    pub fn is_blank(&self, row: &TableRow) -> bool {
        let fields = self.columns.iter().flat_map(|column| &column.positions);
        fields.chain(&self.key).filter_map(|&at| row.cells.get(at)).all(|cell| match cell {
            // Formulas without a result, as they are prepared for rows to come, are none either.
            CellValue::Text(text) | CellValue::Error(text) => text.trim().is_empty(),
            cell => cell.is_empty(),
        })
    }

    /// The text of a row's key cell; empty where there is none.
    pub fn key_text<'r>(&self, row: &'r TableRow) -> Cow<'r, str> {
        text(row, self.key)
    }

    /// The row's own ID; empty where there is none.
    pub fn row_id_text<'r>(&self, row: &'r TableRow) -> Cow<'r, str> {
        text(row, self.row_id)
    }

    /// The text of a row's first cell for a field of that kind; empty where there is none.
    pub fn text_of<'r>(&self, row: &'r TableRow, kind: FieldType) -> Cow<'r, str> {
        text(row, self.of_kind(kind).and_then(|column| column.positions.first().copied()))
    }
}

/// The trimmed text of a cell.
fn text(row: &TableRow, position: Option<usize>) -> Cow<'_, str> {
    match position.and_then(|position| row.cells.get(position)) {
        None | Some(CellValue::Empty) => Cow::Borrowed(""),
        Some(CellValue::Text(text)) => Cow::Borrowed(text.trim()),
        Some(cell) => Cow::Owned(cell.to_text().trim().to_owned()),
    }
}

/// How a column of numbers or dates writes them; the others need no look.
fn options(table: &Table, column: &FieldColumn<'_>) -> ParseOptions {
    use FieldType::{Date, DateTime, Duration, Number};
    if !matches!(column.field.kind, Number | Date | DateTime | Duration) {
        return ParseOptions::default();
    }
    let rows = table.rows.iter().take(TELLING_ROWS);
    let cells = rows.flat_map(|row| column.positions.iter().filter_map(|&at| row.cells.get(at)));
    ParseOptions::guess(cells.filter_map(CellValue::as_text))
}
