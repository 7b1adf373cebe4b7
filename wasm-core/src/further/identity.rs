//! What marks an entry as made from a row.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use super::layout::Use;
use super::sort::Row;
use crate::digest;
use crate::plan::RowIdentity;

/// Names new rows by what they hold, so that a file which is dropped twice, or an answer that got
/// lost, makes no second entry. Rows of the same content are numbered.
pub(super) fn identities(rows: &[Row<'_>], lineage: &str) -> Vec<RowIdentity> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let name = |row: &Row<'_>| {
        let name = content(row);
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{name}#{count}") } else { name }
    };
    let identity = |row| RowIdentity { lineage: lineage.to_owned(), row };
    rows.iter().map(name).map(identity).collect()
}

/// The name of a row that is added once more on purpose, beside entries that look like it: the same
/// as long as there are no others, so that the same plan adds it once.
pub(super) fn anew(row: &RowIdentity, beside: &[String]) -> RowIdentity {
    let mut hasher = Sha256::new();
    hasher.update(&row.row);
    for id in beside.iter().collect::<BTreeSet<_>>() {
        hasher.update([0]);
        hasher.update(id);
    }
    RowIdentity { lineage: row.lineage.clone(), row: digest::short(hasher) }
}

fn content(row: &Row<'_>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(row.table.sheet.code());
    for (at, column) in row.table.sheet.columns().iter().enumerate() {
        if column.role != Use::Fixed {
            hasher.update([0]);
            hasher.update(row.table.text(row.row, at));
        }
    }
    digest::short(hasher)
}
