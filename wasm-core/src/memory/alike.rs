//! How much a row is like the row that a work item was made from.

use std::collections::BTreeSet;

use super::field::{ISSUE_TYPE, type_hash};
use super::near::near;
use super::{Likeness, Made, NewRow, RowMemory};
use crate::mapping::{CellHash, fold};
use crate::schema::FieldId;

const SUMMARY: &str = "summary";
const PARENT: &str = "parent";

/// How much two rows are alike, in how many fields they agree, and whether one is the other with a
/// correction: below the same parent, with nearly the same summary, and with most fields alike.
pub(super) type Alike = (Likeness, usize, bool);

/// Compares a row with a work item; none where less than half of their fields agree. A work item's
/// present summary, type and parent count as well as those of its row: what was changed there may
/// have been changed in the file too.
pub(super) fn alike(row: &NewRow, made: &Made, fields: &BTreeSet<FieldId>) -> Option<Alike> {
    let Agreement { summary, issue_type, parent, agree, total } = agreement(row, made, fields);
    let most = agree * 2 > total;
    let corrected = most && parent && (summary || near(&row.summary, &made.summary));
    let likeness = if summary && agree == total && issue_type {
        Likeness::Equal
    } else if summary && issue_type && parent
        || most && (summary || near(&row.summary, &made.summary))
        || issue_type && parent && near(&row.summary, &made.summary)
    {
        Likeness::Alike
    } else if agree * 2 >= total && agree > 0 {
        Likeness::Somewhat
    } else {
        return None;
    };
    Some((likeness, agree, corrected))
}

/// How many fields agree where most do, whatever the summary says.
pub(super) fn mostly(row: &NewRow, made: &Made, fields: &BTreeSet<FieldId>) -> Option<usize> {
    let Agreement { agree, total, .. } = agreement(row, made, fields);
    (agree * 2 > total).then_some(agree)
}

/// In what a row and a work item agree.
struct Agreement {
    summary: bool,
    issue_type: bool,
    parent: bool,
    /// Fields that agree.
    agree: usize,
    /// Fields that were compared.
    total: usize,
}

fn agreement(row: &NewRow, made: &Made, fields: &BTreeSet<FieldId>) -> Agreement {
    let summary = same(row, made, SUMMARY) || fold(&row.summary) == fold(&made.summary);
    let issue_type = row.issue_type.as_ref().is_none_or(|name| {
        type_hash(name, &row.project) == made.memory.cell(ISSUE_TYPE)
            || *name == fold(&made.issue_type)
    });
    let parent = same_parent(row, made);
    let (mut agree, mut total) = (0, 0);
    for field in compared(&row.memory, made, fields) {
        total += 1;
        agree += usize::from(match field.as_str() {
            SUMMARY => summary,
            ISSUE_TYPE => issue_type,
            PARENT => parent,
            other => same(row, made, other),
        });
    }
    Agreement { summary, issue_type, parent, agree, total }
}

fn same(row: &NewRow, made: &Made, field: &str) -> bool {
    let cell = row.memory.cell(field);
    !made.memory.is_empty() && cell == made.memory.cell(field)
}

/// Whether both have the same parent. One that the file names by a row of its own is not known here.
fn same_parent(row: &NewRow, made: &Made) -> bool {
    if same(row, made, PARENT) {
        return true;
    }
    let key = made.parent.as_deref().map(fold).unwrap_or_default();
    row.parent == key || made.memory.is_empty() && !row.parent.contains('-') && !key.is_empty()
}

/// The fields of either side that the file has, and those that every work item has.
fn compared<'f>(
    row: &'f RowMemory,
    made: &'f Made,
    file: &'f BTreeSet<FieldId>,
) -> BTreeSet<&'f FieldId> {
    let known = !made.memory.is_empty();
    let always = |id: &&FieldId| [SUMMARY, ISSUE_TYPE, PARENT].contains(&id.as_str());
    let of_row = row.fields().filter(|id| known || always(id));
    let of_made = made.memory.fields().filter(|id| file.contains(*id) || id.as_str() == ISSUE_TYPE);
    of_row.chain(of_made).collect()
}

/// The hashes by which a work item's summary is found: as it was made, and as it is now.
pub(super) fn summaries(made: &Made, salt: &str) -> Vec<CellHash> {
    let now = CellHash::salted(&made.summary.trim().into(), salt);
    let then = made.memory.cell(SUMMARY);
    if then.is_empty() || then == now { vec![now] } else { vec![then, now] }
}

/// The hash by which a row's summary is looked for.
pub(super) fn summary(row: &NewRow) -> CellHash {
    row.memory.cell(SUMMARY)
}
