//! The table's rows beside Jira's issues.
//!
//! A row keeps only what differs from Jira: a table of 100,000 rows is mostly equal, and what is
//! equal can't be wrong. What can't be read is kept as a note, for the checks to name.

mod as_shown;
mod cache;
mod cause;
mod dates;
mod export;
mod mangled;
mod merge;
mod new_way;
mod parent;
mod read;
mod screen;
mod seen;
mod shown;
mod subject;
mod way;

pub use cause::Cause;
pub use read::{Input, read_rows};
pub use seen::RowSeen;

use new_way::NewWays;

use jiff::Timestamp;

use crate::finding::{self, Finding};
use crate::mapping::{FieldColumn, Origin, Side};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::{CellValue, Mangling, Table};
use crate::target::{IssueState, Place, PlaceProblem, TargetState};

/// All rows of a table.
pub struct Rows<'a> {
    /// Name of the sheet.
    pub sheet: &'a str,
    /// The table.
    pub table: &'a Table,
    /// The zone in which its cells show instants.
    pub zone: &'a dyn Zone,
    /// Where the file came from, if Rowport exported it.
    pub origin: Option<&'a Origin>,
    /// What Jira has.
    pub target: &'a TargetState,
    /// When the rows are read.
    pub now: Timestamp,
    /// The mapped fields in the order of their first columns.
    pub columns: Vec<FieldColumn<'a>>,
    /// Zero-based sheet column of the keys, where there is one.
    pub key_column: Option<u32>,
    /// The rows in the order of the sheet.
    pub rows: Vec<Row<'a>>,
    /// Whether the keys are of other work items than those that the file was made of.
    pub of_others: bool,
    /// Whether all rows that look like work items of before are to create new ones.
    pub create_anew: bool,
    /// Sheet rows without a key and without a value in any mapped column. They ask for nothing
    /// and are not among the rows.
    pub blank: Vec<u32>,
    /// How new rows get to their statuses.
    ways: NewWays<'a>,
}

/// One row.
pub struct Row<'a> {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// Position in the table.
    pub position: usize,
    /// Which issue it is about.
    pub subject: Subject<'a>,
    /// Whether an import has seen it before.
    pub seen: Option<RowSeen<'a>>,
    /// Whether a new issue's project or type is named neither by the row nor by the user.
    pub assumed: bool,
    /// What it changes, in column order. On a new issue: what it sets.
    pub edits: Vec<Edit>,
    /// What could not be read, in column order.
    pub notes: Vec<Note>,
    /// What waits for the user's choice, in column order. Where the user chose the file's value, it
    /// is among the edits too.
    pub conflicts: Vec<Clash>,
    /// Rich text that would lose something, in column order. Where the user accepted that, it is
    /// among the edits too.
    pub losses: Vec<Loss>,
}

/// A field of which the file may not overwrite what Jira has, unless the user says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Position in [`Rows::columns`].
    pub column: usize,
    /// Why it is held back.
    pub cause: Cause,
    /// The file's value; Jira's is [`Rows::before`].
    pub mine: FieldValue,
    /// What the cell held at the export, for the eye; none where nobody knows.
    pub base: Option<String>,
    /// The user's choice, once made.
    pub choice: Option<Side>,
}

/// A changed rich text of which something that Markdown can't say would be gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// Position in [`Rows::columns`].
    pub column: usize,
    /// The wanted value.
    pub after: FieldValue,
    /// What would be gone, each by a short text.
    pub lost: Vec<String>,
    /// Whether the user accepted it.
    pub accepted: bool,
}

/// Which issue a row is about.
pub enum Subject<'a> {
    /// One that Jira has.
    Issue(&'a IssueState),
    /// One that the row creates, and where.
    New(Result<Place, PlaceProblem>),
    /// The key is of no issue that the user may see.
    NotFound {
        /// The key as typed.
        key: String,
    },
    /// A number stands among keys, which may be of another tracker.
    Number {
        /// The number.
        text: String,
    },
    /// The key cell links to an issue of another site.
    Elsewhere {
        /// The link.
        link: String,
    },
    /// What stands in the key column is no key.
    NotAKey {
        /// The cell's text.
        text: String,
    },
}

/// A value that differs from Jira's.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Position in [`Rows::columns`].
    pub column: usize,
    /// The wanted value.
    pub after: FieldValue,
}

/// A cell that gives no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Position in [`Rows::columns`].
    pub column: usize,
    /// What is the matter.
    pub kind: NoteKind,
}

/// What is the matter with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// It can't be understood as a value of its field.
    Unreadable(Message),
    /// It is understood, but something else may be meant: the sheet's column, and the warning.
    Doubtful(u32, Message),
    /// It differs from Jira's value, but Jira or Rowport does not let this field be changed.
    ReadOnly,
    /// A new row holds something for a field that nobody can write.
    NotWritten,
    /// A new row holds something for a field that is not on the screen of new issues.
    NotOnScreen,
    /// It is empty, and nobody can tell whether it was emptied after the export.
    MaybeEmptied,
    /// It is as it was exported, but Jira has another value since.
    ChangedInJira,
    /// It can't be understood, and is what a spreadsheet program makes of Jira's value.
    Mangled(Mangling),
    /// It is as it was imported, but Jira has another value since.
    ChangedSinceImport,
    /// It is empty, but the field can't be.
    NeverEmpty,
    /// It differs from Jira's text only in backslashes that keep a sign what it is.
    OnlyEscapes,
    /// Beside its account ID stands the name of somebody else.
    OtherName {
        /// The name.
        name: String,
        /// Who has the account ID.
        owner: String,
    },
    /// It is not the number of the parent whose key stands beside it.
    OtherParent {
        /// The number.
        number: String,
        /// The parent's key.
        key: String,
    },
    /// It names no issue that Jira or the file has.
    UnknownParent(String),
    /// It names a row ID that several rows have.
    SeveralParents(String),
}

impl<'a> Rows<'a> {
    /// The field of an edit or a note.
    pub fn field(&self, column: usize) -> &'a FieldSchema {
        self.columns[column].field
    }

    /// Jira's value of a field; empty for new rows and for what Jira did not send.
    pub fn before(&self, row: &Row<'a>, column: usize) -> &'a FieldValue {
        row.issue().and_then(|issue| issue.values.get(&self.field(column).id)).unwrap_or(&EMPTY)
    }

    /// What the cells of a field say, one a line where there are several.
    pub fn cell_text(&self, row: &Row<'a>, column: usize) -> String {
        let cells =
            self.table.rows.get(row.position).map(|cells| self.columns[column].cells(cells));
        cells.into_iter().flatten().map(CellValue::to_text).collect::<Vec<_>>().join("\n")
    }

    /// The fields that wait for a choice, each with its row.
    pub(super) fn open_conflicts(&self) -> impl Iterator<Item = (&Row<'a>, &Clash)> {
        let all = self.rows.iter().flat_map(|row| row.conflicts.iter().map(move |c| (row, c)));
        all.filter(|(_, clash)| clash.choice.is_none())
    }

    /// A cell's place.
    pub fn cell(&self, row: &Row<'_>, column: usize) -> finding::Place {
        self.at(row, Some(self.columns[column].column), Some(&self.field(column).id))
    }

    /// The key of a place's project; its id where the project is not known.
    pub fn space<'p>(&'p self, place: &'p Place) -> &'p str {
        let project = self.target.projects.get(&place.project);
        project.map_or(&place.project, |project| &project.key)
    }

    /// The key of a place's project and the name of its type; their ids where they are not known.
    pub fn names_of<'p>(&'p self, place: &'p Place) -> (&'p str, &'p str) {
        let kind = self.target.issue_type(place);
        (self.space(place), kind.map_or(place.issue_type.as_str(), |kind| &kind.name))
    }

    /// A row's place.
    pub fn whole(&self, row: &Row<'_>) -> finding::Place {
        self.at(row, None, None)
    }

    /// The place of a row's key.
    pub fn key_cell(&self, row: &Row<'_>) -> finding::Place {
        self.at(row, self.key_column, None)
    }

    /// The place of a field's cell, or of the row where no column is mapped to the field.
    pub fn place_of(&self, row: &Row<'_>, kind: FieldType) -> finding::Place {
        match self.columns.iter().position(|column| column.field.kind == kind) {
            Some(column) => self.cell(row, column),
            None => self.whole(row),
        }
    }

    fn at(&self, row: &Row<'_>, column: Option<u32>, field: Option<&FieldId>) -> finding::Place {
        finding::Place {
            sheet: self.sheet.to_owned(),
            row: Some(row.row),
            column,
            field: field.cloned(),
        }
    }

    /// Every edit of fields of some kind.
    pub(super) fn edits(
        &self,
        wanted: impl Fn(FieldType) -> bool,
    ) -> impl Iterator<Item = (&Row<'a>, &Edit)> {
        self.rows
            .iter()
            .flat_map(|row| row.edits.iter().map(move |edit| (row, edit)))
            .filter(move |(_, edit)| wanted(self.columns[edit.column].field.kind))
    }

    /// Turns every note that `message` knows into a finding.
    pub(super) fn notes(
        &self,
        findings: &mut Vec<Finding>,
        make: impl Fn(Message, finding::Place) -> Finding,
        message: impl Fn(&NoteKind, &FieldSchema) -> Option<Message>,
    ) {
        for row in &self.rows {
            for note in &row.notes {
                if let Some(message) = message(&note.kind, self.field(note.column)) {
                    findings.push(make(message, self.cell(row, note.column)));
                }
            }
        }
    }
}

impl<'a> Row<'a> {
    /// The issue, if Jira has it.
    pub fn issue(&self) -> Option<&'a IssueState> {
        match self.subject {
            Subject::Issue(issue) => Some(issue),
            _ => None,
        }
    }

    /// Whether the row creates an issue.
    pub fn is_new(&self) -> bool {
        matches!(self.subject, Subject::New(_))
    }

    /// Project and issue type, where they are known.
    pub fn place(&self) -> Option<&Place> {
        match &self.subject {
            Subject::Issue(issue) => Some(&issue.place),
            Subject::New(Ok(place)) => Some(place),
            _ => None,
        }
    }
}

/// No value, to lend.
static EMPTY: FieldValue = FieldValue::Empty;
