//! What the user agreed the columns of a table mean.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::convert::{DayOrder, DecimalMark, ParseOptions};
use crate::schema::{FieldId, TextForm};

/// How sure the proposal of a column's field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Nothing fits.
    None,
    /// It may name the work items of the rows: nothing is planned until the user says what it is.
    Open,
    /// Similar; the user should look.
    Suggested,
    /// The exact name, the id or a known alias; or the user's own choice.
    Sure,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappedTo {
    /// A field of Jira. Several columns of one multi-value field are read as one list.
    Field(FieldId),
    /// Of these fields of one name the one that the row's space and work type have.
    OwnOf(Vec<FieldId>),
    /// The file's own row ID, which other rows may name as their parent.
    RowId,
    /// Shown, and not imported.
    Ignored,
}

impl MappedTo {
    /// The fields that it may give, the likeliest first.
    pub fn fields(&self) -> &[FieldId] {
        match self {
            Self::Field(id) => std::slice::from_ref(id),
            Self::OwnOf(ids) => ids,
            Self::RowId | Self::Ignored => &[],
        }
    }
}

/// What an empty cell of a column asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmptyCells {
    /// Leave the field as Jira has it.
    #[default]
    Leave,
    /// Clear the field.
    Clear,
    /// Clear the field where the cell was emptied after the export: only in a file that Rowport
    /// exported, and only while Jira has not changed the issue since. As long as Jira's `updated`
    /// is not later than the export, what Jira has is what the cell held; afterwards nobody can
    /// tell a cell that was emptied from one that was empty already, so the field is left alone
    /// and a finding says so.
    SinceExport,
}

/// One column of the table and its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// Zero-based column of the sheet.
    pub column: u32,
    /// Header as the file has it.
    pub header: String,
    /// What it holds.
    pub mapped: MappedTo,
    /// The rows of the sheet that it holds it for, where other rows have another field of that name;
    /// else it is all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<BTreeSet<u32>>,
    /// How sure the proposal is.
    pub confidence: Confidence,
    /// What an empty cell asks for.
    pub empty: EmptyCells,
    /// What the signs in its texts mean, where the user said so: else Markdown in an export of
    /// Rowport, wiki markup in Jira's own CSV, and nothing in any other file, unless what Jira has
    /// tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextForm>,
    /// The first few different values, as text.
    pub samples: Vec<String>,
}

impl ColumnMapping {
    /// The same column as that of one field, for some rows.
    pub(crate) fn giving(&self, field: &FieldId, rows: Option<BTreeSet<u32>>) -> Self {
        Self { mapped: MappedTo::Field(field.clone()), rows, ..self.clone() }
    }
}

/// The meaning of the whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One entry for each column, in the file's order. None is ever left out.
    pub columns: Vec<ColumnMapping>,
    /// Key of the project that receives new issues from rows that name none.
    pub project: Option<String>,
    /// Issue type name of new issues from rows that name none.
    pub issue_type: Option<String>,
    /// The decimal sign of all columns, where the user says it; else the cells of each tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// The order of day and month in all columns, where the user says it; else the cells of each
    /// tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
    /// What the signs in the texts of further sheets mean, where the user said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further_text: Option<TextForm>,
}

impl Mapping {
    /// The mapping with every field that a column may give, each in an entry of its own.
    pub(crate) fn spread(&self) -> Self {
        let entries = |column: &ColumnMapping| match &column.mapped {
            MappedTo::OwnOf(ids) => ids.iter().map(|id| column.giving(id, None)).collect(),
            _ => vec![column.clone()],
        };
        Self { columns: self.columns.iter().flat_map(entries).collect(), ..self.clone() }
    }

    /// How a column is read whose cells tell `found`.
    pub(crate) fn reading(&self, found: ParseOptions) -> ParseOptions {
        found.as_chosen(self.decimal, self.day_order)
    }
}
