//! # What it finds
//! New rows that are, over one or more steps, their own parents.
//!
//! # Why
//! None of them could be created first.
//!
//! # What to do
//! Correct the parent of one of the rows.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let mut parents: BTreeMap<u32, u32> = BTreeMap::new();
    for (row, edit) in rows.edits(|kind| kind == FieldType::Parent) {
        if let FieldValue::NewIssue { row: parent, .. } = edit.after {
            parents.insert(row.row, parent);
        }
    }
    let cyclic = cyclic(&parents);
    for (row, edit) in rows.edits(|kind| kind == FieldType::Parent) {
        if cyclic.contains(&row.row) {
            let message = Message::new("parent-cycle");
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}

/// The rows that are on a cycle.
fn cyclic(parents: &BTreeMap<u32, u32>) -> BTreeSet<u32> {
    let mut done: BTreeSet<u32> = BTreeSet::new();
    let mut cyclic = BTreeSet::new();
    for &start in parents.keys() {
        let mut path = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut at = Some(start);
        while let Some(row) = at.filter(|row| !done.contains(row)) {
            if !on_path.insert(row) {
                cyclic.extend(path.iter().skip_while(|other| **other != row));
                break;
            }
            path.push(row);
            at = parents.get(&row).copied();
        }
        done.extend(path);
    }
    cyclic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_on_the_cycle_are_named() {
        let parents = BTreeMap::from([(1, 2), (2, 3), (3, 2), (4, 4), (5, 1), (6, 7)]);
        assert_eq!(cyclic(&parents), BTreeSet::from([2, 3, 4]));
    }
}
