//! Names of rows within a file's lineage.

use std::collections::HashSet;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::digest;
use crate::mapping::{Layout, Mapping, fold};
use crate::schema::FieldSchema;
use crate::sheet::{Table, TableRow};

/// Names rows so that the same row of the same file has the same name when the file is dropped
/// again, also after it was sorted, filtered, or its columns were moved.
///
/// The name is made from the row's own ID where the file has such a column and the ID is unique;
/// else from the mapped cells, by field. It is a hash, salted with the id of the row's project:
/// everybody who may read the issue can see it.
pub(crate) struct Names<'a> {
    layout: Layout<'a>,
    repeated: HashSet<String>,
}

impl<'a> Names<'a> {
    /// Looks at the IDs of a table.
    pub(crate) fn new(table: &Table, mapping: &Mapping, fields: &'a [FieldSchema]) -> Self {
        let layout = Layout::new(table, mapping, fields);
        let (mut seen, mut repeated) = (HashSet::new(), HashSet::new());
        for row in &table.rows {
            let id = fold(&layout.row_id_text(row));
            if !seen.insert(id.clone()) {
                repeated.insert(id);
            }
        }
        Self { layout, repeated }
    }

    /// The columns of the table.
    pub(crate) fn layout(&self) -> &Layout<'a> {
        &self.layout
    }

    /// The row's own ID, where no other row has it.
    fn id(&self, row: &TableRow) -> Option<String> {
        let id = fold(&self.layout.row_id_text(row));
        (!id.is_empty() && !self.repeated.contains(&id)).then_some(id)
    }

    /// The name by the row's own ID.
    pub(super) fn by_id(&self, row: &TableRow, salt: &str) -> Option<String> {
        let hash = |id: String| Sha256::new_with_prefix(format!("{salt}\0{id}"));
        self.id(row).map(|id| format!("{OF_ID}{}", digest::short(hash(id))))
    }

    /// The name that earlier versions gave, without a salt.
    pub(super) fn unsalted(&self, row: &TableRow) -> String {
        match self.id(row).filter(|id| id.len() <= LONGEST_UNSALTED) {
            Some(id) => format!("id:{id}"),
            None => format!("hash:{}", digest::short(self.content(row, Sha256::new()))),
        }
    }

    /// The name of a row, before copies of it are numbered.
    pub(crate) fn of(&self, row: &TableRow, salt: &str) -> String {
        self.by_id(row, salt).unwrap_or_else(|| {
            let salted = Sha256::new_with_prefix(format!("{salt}\0"));
            format!("row#{}", digest::short(self.content(row, salted)))
        })
    }

    fn content(&self, row: &TableRow, mut hasher: Sha256) -> Sha256 {
        let mut columns: Vec<_> = self.layout.columns.iter().collect();
        columns.sort_by_key(|column| &column.field.id);
        for column in columns {
            let cells = column.positions_in(row).iter().filter_map(|&at| row.cells.get(at));
            for cell in cells.filter(|cell| !cell.is_empty()) {
                hasher.update(column.field.id.as_str());
                hasher.update([0]);
                hasher.update(cell.to_text().trim());
                hasher.update([0]);
            }
        }
        hasher
    }
}

/// What the names begin with that rows have by their own IDs.
const OF_ID: &str = "id#";

/// Whether a row has its name by its own ID.
pub(super) fn is_of_id(name: &str) -> bool {
    name.starts_with(OF_ID)
}

/// Bytes of an ID that earlier versions used as it was.
const LONGEST_UNSALTED: usize = 100;

/// The lineage of a file whose rows are made once more on purpose: no earlier or later import of
/// the same rows has it.
pub(crate) fn lineage_anew(lineage: &str, at: Timestamp) -> String {
    digest::short(Sha256::new_with_prefix(format!("{lineage}\0{at}")))
}
