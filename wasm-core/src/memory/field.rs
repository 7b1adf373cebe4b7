//! The hashes that are kept of a row's cells and values.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::adf;
use crate::convert::{self, Context};
use crate::mapping::{CellHash, FieldColumn, fold};
use crate::ports::Zone;
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::{CellValue, TableRow};
use crate::target::TargetState;

/// The type of a work item, which every new one has, whether the file names it or not.
pub(super) const ISSUE_TYPE: &str = "issuetype";

/// Fields of one row that are remembered: far more than a file has, and well within the 32,768
/// characters of a property.
const MOST_FIELDS: usize = 400;

/// What is kept of one field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FieldMemory {
    /// What the cells of the file held.
    pub cell: CellHash,
    /// The value that was written. A person may be named in several ways, and a parent by the row
    /// that makes it.
    pub value: CellHash,
}

impl From<FieldMemory> for String {
    fn from(memory: FieldMemory) -> Self {
        let mut text = Self::new();
        memory.cell.print(&mut text);
        if memory.value != memory.cell {
            memory.value.print(&mut text);
        }
        text
    }
}

impl TryFrom<String> for FieldMemory {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match CellHash::parse_all(&text).as_deref() {
            Some([one]) => Ok(Self { cell: *one, value: *one }),
            Some([cell, value]) => Ok(Self { cell: *cell, value: *value }),
            _ => Err("no hashes of a field"),
        }
    }
}

/// What is kept of one row: the fields of which a cell held something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowMemory(BTreeMap<FieldId, FieldMemory>);

impl RowMemory {
    /// Whether nothing is known, as of what an earlier Rowport made.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is kept of a field.
    pub fn get(&self, field: &FieldId) -> Option<FieldMemory> {
        self.0.get(field).copied()
    }

    /// The fields.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &FieldId> {
        self.0.keys()
    }

    /// The hash of a field's cells; that of an empty cell where there is none.
    pub(super) fn cell(&self, field: &str) -> CellHash {
        self.0.get(&FieldId::new(field)).map(|memory| memory.cell).unwrap_or_default()
    }

    /// The hashes of all cells, to compare them at once.
    pub(super) fn cells(&self) -> Vec<(&FieldId, CellHash)> {
        self.0.iter().map(|(field, memory)| (field, memory.cell)).collect()
    }

    /// All of it as read from a property; a field that can't be understood is left out.
    pub(crate) fn of_texts(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields = fields.into_iter();
        let read = fields.filter_map(|(id, text)| Some((FieldId::new(id), text.try_into().ok()?)));
        Self(read.take(MOST_FIELDS).collect())
    }

    /// What the cells of a row hold, salted with the id of its project. A row that names no type is
    /// of the given one.
    pub(crate) fn of_cells(
        columns: &[FieldColumn<'_>],
        row: &TableRow,
        issue_type: Option<&str>,
        salt: &str,
    ) -> Self {
        let mut memory = Self::default();
        if let Some(name) = issue_type {
            memory.insert(FieldId::new(ISSUE_TYPE), type_hash(name, salt));
        }
        for column in columns.iter().filter(|column| column.field.kind != FieldType::Project) {
            let cell = cell_hash(column, row, salt);
            if !cell.is_empty() {
                memory.insert(column.field.id.clone(), cell);
            }
        }
        memory
    }

    fn insert(&mut self, field: FieldId, cell: CellHash) {
        if self.0.len() < MOST_FIELDS {
            self.0.insert(field, FieldMemory { cell, value: cell });
        }
    }

    /// Takes up the value that is written to a field.
    pub(crate) fn write(&mut self, field: &FieldId, value: CellHash) {
        if let Some(memory) = self.0.get_mut(field) {
            memory.value = value;
        }
    }
}

/// The hash of a parent's key.
pub(crate) fn parent_hash(key: &str, salt: &str) -> CellHash {
    CellHash::salted(&key.into(), salt)
}

/// The hash of a type's name.
pub(super) fn type_hash(name: &str, salt: &str) -> CellHash {
    CellHash::salted(&fold(name).into(), salt)
}

/// The hash of what the cells of a field hold, whatever the file's format: a number and a date are
/// the same as text and as cells.
pub(crate) fn cell_hash(column: &FieldColumn<'_>, row: &TableRow, salt: &str) -> CellHash {
    let cells: Vec<&CellValue> = column.cells(row).collect();
    if column.field.kind == FieldType::IssueType {
        return cells
            .first()
            .map_or_else(CellHash::default, |cell| type_hash(&cell.to_text(), salt));
    }
    CellHash::salted(&content(column, &cells), salt)
}

fn content(column: &FieldColumn<'_>, cells: &[&CellValue]) -> CellValue {
    use FieldType::{Date, DateTime, Number};
    if matches!(column.field.kind, Number | Date | DateTime) {
        let target = TargetState::default();
        let cx = Context::new(&Anywhere, &target);
        if let Ok(value) = convert::parse(column.field, cells, &cx, &column.options) {
            return convert::cell(column.field, &value, &cx);
        }
    }
    match cells {
        [] => CellValue::Empty,
        [CellValue::Text(text)] => CellValue::from(text.trim()),
        [cell] => (*cell).clone(),
        cells => {
            let texts: Vec<_> = cells.iter().map(|cell| cell.to_text().trim().to_owned()).collect();
            CellValue::from(texts.join("\n"))
        }
    }
}

/// The zone in which two files' times are compared; any would do.
struct Anywhere;

impl Zone for Anywhere {
    fn name(&self) -> &str {
        "Etc/UTC"
    }

    fn offset_seconds(&self, _: Timestamp) -> i32 {
        0
    }
}

/// The hash of a value, the same for everybody who reads it: instants whatever the zone, people by
/// their accounts, texts by what their documents say.
pub(crate) fn value_hash(
    field: &FieldSchema,
    value: &FieldValue,
    cx: &Context<'_>,
    salt: &str,
) -> CellHash {
    let ids = |people: &[Entity]| {
        let mut ids: Vec<_> = people.iter().map(|person| person.id.as_str()).collect();
        ids.sort_unstable();
        CellValue::from(ids.join("\n"))
    };
    let shown = match value {
        FieldValue::DateTime(at) => CellValue::from(at.to_string()),
        FieldValue::One(person) if field.kind.people() => ids(std::slice::from_ref(person)),
        FieldValue::Many(people) if field.kind.people() => ids(people),
        FieldValue::One(parent) if field.kind == FieldType::Parent => {
            return parent_hash(&parent.name, salt);
        }
        FieldValue::One(kind) if field.kind == FieldType::IssueType => {
            return type_hash(&kind.name, salt);
        }
        FieldValue::Rich(rich) => CellValue::from(adf::to_markdown(&rich.document).trim()),
        FieldValue::Text(text) => CellValue::from(text.trim()),
        FieldValue::NewIssue { .. } => CellValue::Empty,
        value => convert::cell(field, value, cx),
    };
    CellHash::salted(&shown, salt)
}
