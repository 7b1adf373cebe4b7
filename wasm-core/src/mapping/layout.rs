//! Which columns of the table give which field.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::detail::detail_of;
use super::issue_name::{issue_id, issue_name};
use super::jira_csv::{column_beside, is_jira_csv};
use super::key_cells::{all_numbers, links_of};
use super::{ColumnMapping, EmptyCells, MappedTo, Mapping};
use crate::convert::{DecimalMark, Labels, ParseOptions, PlainTime, TimeUnit};
use crate::schema::{FieldId, FieldSchema, FieldType, TextForm};
use crate::sheet::{CellValue, Table, TableRow};

/// A field with the columns that give its value.
#[derive(Clone, Debug)]
pub struct FieldColumn<'a> {
    /// The field.
    pub field: &'a FieldSchema,
    /// Zero-based sheet column of the first one.
    pub column: u32,
    /// Positions in the table; several for a list in repeated columns.
    pub positions: Vec<usize>,
    /// The rows of the sheet that have the field, where others have another one of its name.
    pub rows: Option<BTreeSet<u32>>,
    /// Position of what says the same less well and counts where this is empty: in Jira's own CSV the
    /// people's names beside their account IDs, the parents' numbers beside their keys; anywhere the
    /// epic beside the parent.
    pub beside: Option<usize>,
    /// What its header has in parentheses behind the field's name: a zone, a unit.
    pub detail: Option<String>,
    /// What an empty cell asks for.
    pub empty: EmptyCells,
    /// What the signs in its texts mean, where the user said so.
    pub text: Option<TextForm>,
    /// How its texts write numbers and dates.
    pub options: ParseOptions,
}

impl FieldColumn<'_> {
    /// The cells of a row that give the value and hold something; where none does, the one beside
    /// them.
    pub fn cells<'r>(&self, row: &'r TableRow) -> impl Iterator<Item = &'r CellValue> {
        let at = |at: &usize| row.cells.get(*at).filter(|cell| !is_blank(cell));
        let own = self.positions_in(row).iter().filter_map(at);
        let beside = self.beside(row).filter(|_| own.clone().next().is_none());
        own.chain(beside).collect::<Vec<_>>().into_iter()
    }

    /// Whether a row has the field in these columns, and not another one of its name.
    pub fn is_of(&self, row: &TableRow) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.contains(&row.row))
    }

    /// Positions of the columns that give the field in a row.
    pub fn positions_in(&self, row: &TableRow) -> &[usize] {
        if self.is_of(row) { &self.positions } else { &[] }
    }

    /// Whether its texts are rich ones that are taken as they were typed, and nobody said so.
    pub fn takes_texts_as_typed(&self) -> bool {
        self.field.takes_rich_text() && self.text.is_none() && self.options.text == TextForm::Plain
    }

    /// Positions of the columns that hold something in a row.
    pub fn filled<'r>(&'r self, row: &'r TableRow) -> impl Iterator<Item = usize> + 'r {
        let holds = |at: &usize| row.cells.get(*at).is_some_and(|cell| !is_blank(cell));
        self.positions_in(row).iter().copied().filter(holds)
    }

    /// The name or number beside a row's account ID or parent, where there is one.
    pub fn beside<'r>(&self, row: &'r TableRow) -> Option<&'r CellValue> {
        let beside = self.beside.filter(|_| self.is_of(row))?;
        row.cells.get(beside).filter(|cell| !is_blank(cell))
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
    /// The links by which the key column names issues under other words, by the row of the sheet.
    links: BTreeMap<u32, String>,
    /// Whether the key column holds Jira's numbers of the issues: nothing else stands there, and
    /// the user said so, since no header alone makes a number a key.
    by_id: bool,
    /// Whether the numbers of parents are Jira's: in its own CSV, where the rows have keys.
    pub(crate) parents_by_id: bool,
}

impl<'a> Layout<'a> {
    /// Takes a mapping that was found valid; what is not valid is passed over.
    pub fn new(table: &Table, mapping: &Mapping, fields: &'a [FieldSchema]) -> Self {
        let mut layout = Self {
            key: None,
            row_id: None,
            columns: Vec::new(),
            links: BTreeMap::new(),
            by_id: false,
            parents_by_id: false,
        };
        for mapped in &mapping.columns {
            let Some(position) = table.columns.iter().position(|c| c.index == mapped.column) else {
                continue;
            };
            match &mapped.mapped {
                MappedTo::Ignored => {}
                MappedTo::RowId => layout.row_id = Some(position),
                // Before it is known which rows have which, the likeliest stands for all.
                MappedTo::Field(_) | MappedTo::OwnOf(_) => {
                    let id = mapped.mapped.fields().first();
                    let Some(field) = fields.iter().find(|field| Some(&field.id) == id) else {
                        continue;
                    };
                    layout.add(field, mapped, position);
                    let header = table.columns[position].header.as_deref();
                    let detail = header.and_then(|header| detail_of(header, field));
                    if let Some(column) = layout.columns.last_mut().filter(|c| c.field == field) {
                        column.detail = detail.map(str::to_owned);
                    }
                }
            }
        }
        layout.links = layout.key.map(|at| links_of(table, at)).unwrap_or_default();
        layout.by_id = layout.key.is_some_and(|position| all_numbers(table, position));
        let jira_csv = is_jira_csv(table);
        for column in &mut layout.columns {
            column.options = options(table, column);
            let unit = column.detail.as_deref().and_then(TimeUnit::named);
            if let (FieldType::Duration, Some(unit)) = (column.field.kind, unit) {
                column.options.plain_time = PlainTime::In(unit);
            }
            if jira_csv {
                column.options.jira_csv = true;
                column.options.decimal = DecimalMark::Point;
                column.options.labels = Labels::JiraCsv;
                column.options.text = TextForm::Wiki;
            }
            column.options = mapping.reading(column.options);
            column.options.text = column.text.unwrap_or(column.options.text);
            let beside = || column_beside(table, mapping, column.field, *column.positions.first()?);
            column.beside = jira_csv.then(beside).flatten();
        }
        layout.take_epics();
        layout.convert_here();
        layout.parents_by_id = jira_csv && layout.key.is_some();
        layout
    }

    /// Epics in a column of their own are parents where the column of the parents is empty: they were
    /// two fields before.
    fn take_epics(&mut self) {
        let epic = self.of_kind(FieldType::EpicLink).and_then(|epic| epic.positions.first());
        let epic = epic.copied();
        let mut columns = self.columns.iter_mut();
        if let Some(parent) = columns.find(|column| column.field.kind == FieldType::Parent) {
            parent.beside = parent.beside.or(epic);
        }
    }

    /// Reads the cells as those of a file that Rowport exported.
    pub(crate) fn is_exported(&mut self) {
        for column in &mut self.columns {
            column.options.labels = Labels::Exported;
            column.options.text = column.text.unwrap_or(TextForm::Markdown);
            column.options.clear_only = column.text.is_none();
            // Its epics are shown to be read; the column of the parents has them too.
            column.beside = None;
        }
        self.convert_here();
    }

    /// Reads the texts of columns of which the user said nothing as what Jira has tells.
    pub(crate) fn in_forms(&mut self, form: impl Fn(&FieldId) -> Option<TextForm>) {
        for column in self.columns.iter_mut().filter(|column| column.text.is_none()) {
            column.options.text = form(&column.field.id).unwrap_or(column.options.text);
            column.options.clear_only = true;
        }
        self.convert_here();
    }

    /// Jira converts wiki markup where all texts of the file are in it; beside others it can't.
    fn convert_here(&mut self) {
        let is_text = |column: &&mut FieldColumn<'_>| column.field.takes_rich_text();
        let mut forms = self.columns.iter_mut().filter(is_text).map(|column| column.options.text);
        let others = forms.any(|form| form != TextForm::Wiki);
        for column in self.columns.iter_mut().filter(is_text) {
            column.options.converted_here = others;
        }
    }

    fn add(&mut self, field: &'a FieldSchema, mapped: &ColumnMapping, position: usize) {
        if field.kind == FieldType::Key {
            self.key = Some(position);
        } else if let Some(known) = self.columns.iter_mut().find(|c| c.field.id == field.id) {
            known.positions.push(position);
        } else {
            let options = ParseOptions::default();
            let positions = vec![position];
            self.columns.push(FieldColumn {
                field,
                column: mapped.column,
                positions,
                rows: mapped.rows.clone(),
                beside: None,
                detail: None,
                empty: mapped.empty,
                text: mapped.text,
                options,
            });
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

    /// The text of a row's key cell, or where it leads to; empty where there is none.
    pub fn key_text<'r>(&self, row: &'r TableRow) -> Cow<'r, str> {
        match self.links.get(&row.row) {
            Some(link) => Cow::Owned(link.clone()),
            None => text(row, self.key),
        }
    }

    /// The key, or Jira's id, by which a row names its issue.
    pub fn issue_of(&self, row: &TableRow) -> Option<String> {
        self.named(&self.key_text(row), self.by_id)
    }

    /// The key, or Jira's id, by which a text names a parent.
    pub fn parent_of(&self, text: &str) -> Option<String> {
        self.named(text, self.parents_by_id)
    }

    fn named(&self, text: &str, by_id: bool) -> Option<String> {
        issue_name(text).or_else(|| issue_id(text).filter(|_| by_id).map(str::to_owned))
    }

    /// The row's own ID; empty where there is none.
    pub fn row_id_text<'r>(&self, row: &'r TableRow) -> Cow<'r, str> {
        text(row, self.row_id)
    }

    /// The text of a row's first cell for a field of that kind; empty where there is none.
    pub fn text_of<'r>(&self, row: &'r TableRow, kind: FieldType) -> Cow<'r, str> {
        match self.of_kind(kind).and_then(|column| column.cells(row).next()) {
            Some(cell) => trimmed(cell),
            None => Cow::Borrowed(""),
        }
    }
}

/// The trimmed text of a cell.
fn text(row: &TableRow, position: Option<usize>) -> Cow<'_, str> {
    position.and_then(|position| row.cells.get(position)).map_or(Cow::Borrowed(""), trimmed)
}

fn trimmed(cell: &CellValue) -> Cow<'_, str> {
    match cell {
        CellValue::Empty => Cow::Borrowed(""),
        CellValue::Text(text) => Cow::Borrowed(text.trim()),
        cell => Cow::Owned(cell.to_text().trim().to_owned()),
    }
}

/// How a column of numbers or dates writes them; the others need no look.
fn options(table: &Table, column: &FieldColumn<'_>) -> ParseOptions {
    use FieldType::{Date, DateTime, Dates, Duration, Number, Numbers};
    if !matches!(column.field.kind, Number | Numbers | Date | Dates | DateTime | Duration) {
        return ParseOptions::default();
    }
    let rows = table.rows.iter();
    let cells = rows.flat_map(|row| column.positions.iter().filter_map(|&at| row.cells.get(at)));
    ParseOptions::guess(cells)
}
