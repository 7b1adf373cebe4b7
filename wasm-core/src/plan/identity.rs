//! What marks an issue as made from a row.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::RowIdentity;
use crate::digest;
use crate::mapping::{Layout, Mapping, fold};
use crate::schema::FieldSchema;
use crate::sheet::{Table, TableRow};

/// Names rows so that the same row of the same file has the same name when the file is dropped
/// again, also after it was sorted, filtered, or its columns were moved.
///
/// The name is the row's own ID where the file has such a column and the ID is unique; else a hash
/// of the mapped cells, by field. So a row whose text is edited is another row, which is right for
/// a row that makes a new issue: what Jira refused was never made, and what was made has a key.
/// The row's number would be wrong: after a sort it names another row.
struct Identities<'a> {
    layout: Layout<'a>,
    repeated: HashSet<String>,
}

/// The identities of all rows that name no issue, by the row of the sheet. Rows of the same
/// content have the same name; the further ones are numbered.
pub(crate) fn identities(
    table: &Table,
    mapping: &Mapping,
    fields: &[FieldSchema],
    lineage: &str,
) -> BTreeMap<u32, RowIdentity> {
    let names = Identities::new(table, mapping, fields);
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut identities = BTreeMap::new();
    for row in &table.rows {
        if !names.layout.key_text(row).is_empty() || names.layout.is_blank(row) {
            continue;
        }
        let mut name = names.of(row);
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            name = format!("{name}#{count}");
        }
        identities.insert(row.row, RowIdentity { lineage: lineage.to_owned(), row: name });
    }
    identities
}

impl<'a> Identities<'a> {
    fn new(table: &Table, mapping: &Mapping, fields: &'a [FieldSchema]) -> Self {
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

    /// The name of a row, before copies of it are numbered.
    fn of(&self, row: &TableRow) -> String {
        let id = fold(&self.layout.row_id_text(row));
        let own = !id.is_empty() && !self.repeated.contains(&id) && id.len() <= LONGEST_ID;
        if own { format!("id:{id}") } else { format!("hash:{}", self.digest(row)) }
    }

    fn digest(&self, row: &TableRow) -> String {
        let mut columns: Vec<_> = self.layout.columns.iter().collect();
        columns.sort_by_key(|column| &column.field.id);
        let mut hasher = Sha256::new();
        for column in columns {
            let cells = column.positions.iter().filter_map(|&at| row.cells.get(at));
            for cell in cells.filter(|cell| !cell.is_empty()) {
                hasher.update(column.field.id.as_str());
                hasher.update([0]);
                hasher.update(cell.to_text().trim());
                hasher.update([0]);
            }
        }
        digest::short(hasher)
    }
}

/// Bytes of an ID that is used as it is; Jira finds longer ones badly.
const LONGEST_ID: usize = 100;
