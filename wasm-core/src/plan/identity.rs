//! What marks an issue as made from a row.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Change, RowIdentity};
use crate::check::{Input, NoteKind, Row, RowSeen, Rows};
use crate::convert::Context;
use crate::mapping::CellHash;
use crate::memory::{Names, RowMemory, lineage_anew, value_hash};

/// Gives the rows that make issues their names in the file's lineage.
pub(super) struct Identities<'i, 'a> {
    /// The lineage: the one that the file continues, or another one where rows are made once more
    /// on purpose, so that they are not taken for those of the first time.
    pub(super) lineage: String,
    input: &'i Input<'a>,
    rows: &'i Rows<'a>,
    names: Names<'i>,
    /// Names that are taken: rows of the same content are numbered.
    taken: BTreeSet<String>,
    /// The number that the last row of a content got.
    last: BTreeMap<String, u32>,
}

impl<'i, 'a> Identities<'i, 'a> {
    /// The lineage of the rows, and the names that were given in it before. `own` is the lineage
    /// that the file says itself.
    pub(super) fn new(
        input: &'i Input<'a>,
        rows: &'i Rows<'a>,
        own: String,
        made_at: Timestamp,
    ) -> Self {
        let seen = &input.target.seen;
        let mut lineage = seen.lineage_of(&own).to_owned();
        let anew = rows.rows.iter().any(|row| matches!(row.seen, Some(RowSeen::Anew(_))));
        if anew {
            lineage = lineage_anew(&lineage, made_at);
        }
        let known = seen.lineage.as_ref() == Some(&lineage);
        let taken = if known { seen.names.clone() } else { BTreeSet::new() };
        let names = Names::new(input.table, input.mapping, &input.target.fields);
        Self { lineage, input, rows, names, taken, last: BTreeMap::new() }
    }

    /// Marks the change of a row that makes an issue.
    pub(super) fn mark(&mut self, change: &mut Change, row: &Row<'a>) {
        let (Some(cells), Some(create)) = (self.input.table.rows.get(row.position), &change.create)
        else {
            return;
        };
        let salt = &create.project.id;
        let name = self.free(self.names.of(cells, salt));
        let columns = &self.names.layout().columns;
        let issue_type = Some(create.issue_type.name.as_str());
        let mut memory = RowMemory::of_cells(columns, cells, issue_type, salt);
        let cx = Context::new(self.input.zone, self.input.target);
        for edit in &row.edits {
            let field = self.rows.field(edit.column);
            memory.write(&field.id, value_hash(field, &edit.after, &cx, salt));
        }
        for note in row.notes.iter().filter(|note| note.kind == NoteKind::NotOnScreen) {
            memory.write(&self.rows.field(note.column).id, CellHash::default());
        }
        change.identity = Some(RowIdentity { lineage: self.lineage.clone(), row: name });
        change.memory = memory;
        change.anew = matches!(row.seen, Some(RowSeen::Anew(_)));
    }

    fn free(&mut self, name: String) -> String {
        let last = self.last.entry(name.clone()).or_default();
        loop {
            *last = last.saturating_add(1);
            let numbered = if *last > 1 { format!("{name}#{last}") } else { name.clone() };
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
