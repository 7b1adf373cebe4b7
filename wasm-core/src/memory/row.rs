//! The rows of a file that name no work item, as they are compared with what imports made.

use std::collections::{BTreeMap, BTreeSet};

use super::name::is_of_id;
use super::{Names, RowMemory};
use crate::mapping::{CellHash, Mapping, fold};
use crate::plan::Change;
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::{Table, TableRow};

/// A row without a key.
pub(crate) struct NewRow {
    /// Zero-based row of the sheet.
    pub(super) row: u32,
    /// Id of the project that it goes to.
    pub(super) project: String,
    /// Its name by its own ID, where it has one that no other row has.
    pub(super) id: Option<String>,
    /// The name that an earlier Rowport gave it.
    pub(super) unsalted: String,
    /// Hashes of its cells.
    pub(super) memory: RowMemory,
    /// Its summary.
    pub(super) summary: String,
    /// Name of its type, folded; none where neither the row nor the user says one.
    pub(super) issue_type: Option<String>,
    /// What it says of its parent, folded.
    pub(super) parent: String,
    /// Texts that no other row of the file has in the same field, the summary aside.
    pub(super) telling: BTreeSet<(FieldId, CellHash)>,
}

/// All of them.
pub(crate) struct NewRows {
    /// In the order of the sheet.
    pub(super) rows: Vec<NewRow>,
    /// The fields that the file has.
    pub(super) fields: BTreeSet<FieldId>,
}

impl NewRows {
    /// The new rows of a table whose project is known by `project`, which gives its id.
    pub(crate) fn new(
        table: &Table,
        mapping: &Mapping,
        fields: &[FieldSchema],
        project: impl Fn(&TableRow) -> Option<String>,
    ) -> Self {
        let names = Names::new(table, mapping, fields);
        let layout = names.layout();
        let given = mapping.issue_type.as_deref().filter(|name| !name.trim().is_empty());
        let new = table.rows.iter().filter(|row| layout.key_text(row).is_empty());
        let read = |row: &TableRow| {
            let project = project(row)?;
            let typed = layout.text_of(row, FieldType::IssueType);
            let issue_type = Some(&*typed).filter(|text| !text.is_empty()).or(given);
            let summary =
                layout.columns.iter().find(|column| column.field.id.as_str() == "summary");
            let summary = summary.and_then(|column| column.cells(row).next());
            Some(NewRow {
                row: row.row,
                id: names.by_id(row, &project),
                unsalted: names.unsalted(row),
                memory: RowMemory::of_cells(&layout.columns, row, issue_type, &project),
                summary: summary.map(|cell| cell.to_text()).unwrap_or_default(),
                issue_type: issue_type.map(fold),
                parent: fold(&layout.text_of(row, FieldType::Parent)),
                project,
                telling: BTreeSet::new(),
            })
        };
        let rows = new.filter(|row| !layout.is_blank(row)).filter_map(read).collect();
        let fields = layout.columns.iter().map(|column| column.field.id.clone()).collect();
        let columns = layout.columns.iter().map(|column| column.field);
        let texts = columns.filter(|field| is_text(&field.kind)).map(|field| field.id.clone());
        Self { rows, fields }.with_telling(&texts.collect())
    }

    /// Finds out what tells the rows apart: texts that only one has. A value that is chosen from a
    /// list, a number or a day may be the same by chance.
    fn with_telling(mut self, texts: &BTreeSet<FieldId>) -> Self {
        let cells = |row: &NewRow| -> Vec<(FieldId, CellHash)> {
            let cells = row.memory.cells().into_iter();
            let cells = cells.filter(|(id, _)| id.as_str() != "summary" && texts.contains(*id));
            cells.map(|(id, cell)| (id.clone(), cell)).collect()
        };
        let mut times: BTreeMap<(FieldId, CellHash), u32> = BTreeMap::new();
        for cell in self.rows.iter().flat_map(cells) {
            *times.entry(cell).or_default() += 1;
        }
        for row in &mut self.rows {
            let once = cells(row).into_iter().filter(|cell| times.get(cell) == Some(&1));
            row.telling = once.collect();
        }
        self
    }

    /// The new rows of a plan, by what their issues are to remember.
    pub(crate) fn planned(changes: &[&Change]) -> Self {
        let read = |change: &&Change| {
            let (create, identity) = (change.create.as_ref()?, change.identity.as_ref()?);
            let value = |id: &str| {
                let field = change.fields.iter().find(|field| field.field.as_str() == id);
                field.map(|field| &field.after)
            };
            Some(NewRow {
                row: change.row,
                project: create.project.id.clone(),
                id: Some(&identity.row).filter(|name| is_of_id(name)).cloned(),
                unsalted: String::new(),
                memory: change.memory.clone(),
                summary: match value("summary") {
                    Some(FieldValue::Text(text)) => text.clone(),
                    _ => String::new(),
                },
                issue_type: Some(fold(&create.issue_type.name)),
                parent: match value("parent") {
                    Some(FieldValue::One(parent)) => fold(&parent.name),
                    _ => String::new(),
                },
                telling: BTreeSet::new(),
            })
        };
        let rows: Vec<NewRow> = changes.iter().filter_map(read).collect();
        let fields = rows.iter().flat_map(|row| row.memory.fields().cloned()).collect();
        let written = changes.iter().flat_map(|change| &change.fields);
        let texts = written.filter(|field| is_text(&field.kind)).map(|field| field.field.clone());
        Self { rows, fields }.with_telling(&texts.collect())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Ids of the projects that they go to.
    pub(crate) fn projects(&self) -> BTreeSet<&str> {
        self.rows.iter().map(|row| row.project.as_str()).collect()
    }
}

/// Whether what a field holds is typed, and not chosen or counted.
fn is_text(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Text | FieldType::Url | FieldType::RichText)
}
