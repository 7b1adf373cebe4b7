//! The cell at the export, the cell now, and Jira now.
//!
//! | the cell | Jira | what happens |
//! |---|---|---|
//! | as exported | as exported | nothing |
//! | changed | as exported | the field is written |
//! | as exported | changed | the field is left as it is |
//! | changed | changed to the same | nothing |
//! | changed | changed to something else | a conflict: the user decides |

use jiff::Timestamp;

use crate::convert::{self, Context};
use crate::mapping::{Baseline, BaselineRow, CellHash, FieldColumn};
use crate::schema::{Entity, FieldId, FieldSchema, FieldValue};
use crate::sheet::CellValue;
use crate::target::IssueState;

/// Whether a side is as it was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    Same,
    Changed,
}

/// What two sides that differ now ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file's value is written.
    Mine,
    /// Jira's value stays, as only Jira changed.
    Jira,
    /// Both changed.
    Conflict,
}

/// The merge of a cell and a field that differ. A cell that is as it was exported while Jira is
/// too differs only in how it is written.
pub(super) fn merge(mine: Since, jira: Since) -> Verdict {
    match (mine, jira) {
        (Since::Same, _) => Verdict::Jira,
        (Since::Changed, Since::Same) => Verdict::Mine,
        (Since::Changed, Since::Changed) => Verdict::Conflict,
    }
}

/// What one issue's row held when it was exported.
#[derive(Clone, Copy)]
pub(super) struct Base<'a> {
    baseline: &'a Baseline,
    /// None for an issue that was not exported: its key was typed into the file.
    row: Option<&'a BaselineRow>,
    /// Whether Jira has not changed the issue at all since then.
    untouched: bool,
}

impl<'a> Base<'a> {
    /// The base of an issue's row.
    pub(super) fn new(baseline: &'a Baseline, issue: &IssueState) -> Self {
        let row = baseline.row(&issue.id);
        let exported = row.and_then(|row| row.updated);
        let untouched = match (exported, issue.values.get(&FieldId::new("updated"))) {
            (Some(exported), Some(FieldValue::DateTime(now))) => exported == *now,
            _ => false,
        };
        Self { baseline, row, untouched }
    }

    /// Whether the issue was exported.
    pub(super) fn knows_row(&self) -> bool {
        self.row.is_some()
    }

    /// What the cell of a field held; none where the export has no such cell, or the field now has
    /// several columns.
    pub(super) fn cell(&self, field: &FieldColumn<'_>) -> Option<BaseCell> {
        let [_] = field.positions.as_slice() else { return None };
        let row = self.row?;
        let hash = row.cell(self.baseline.position(&field.field.id)?)?;
        Some(BaseCell { hash, exported: row.updated, untouched: self.untouched })
    }
}

/// What one cell held when it was exported.
#[derive(Clone, Copy)]
pub(super) struct BaseCell {
    hash: CellHash,
    /// The issue's `updated` at the export.
    exported: Option<Timestamp>,
    untouched: bool,
}

impl BaseCell {
    /// Whether the cell was empty.
    pub(super) fn is_empty(self) -> bool {
        self.hash.is_empty()
    }

    /// Whether a cell still holds what it held.
    pub(super) fn is(self, cell: &CellValue) -> bool {
        self.hash == CellHash::of(cell)
    }

    /// Whether the file's value, which is not Jira's, is the exported one, perhaps written in
    /// another way. Two may share a name: who names the other one, by its id, has changed the cell.
    pub(super) fn mine(
        self,
        field: &FieldSchema,
        mine: &FieldValue,
        jira: &FieldValue,
        cx: &Context<'_>,
    ) -> Since {
        let shown = convert::cell(field, mine, cx);
        let namesake = has_ids(mine) && shown == convert::cell(field, jira, cx);
        if self.is(&shown) && !namesake { Since::Same } else { Since::Changed }
    }

    /// Whether Jira's value is the exported one.
    pub(super) fn jira(self, field: &FieldSchema, jira: &FieldValue, cx: &Context<'_>) -> Since {
        let shown = self.untouched || self.shows(field, jira, cx);
        if shown { Since::Same } else { Since::Changed }
    }

    /// What the cell held, among the values that the history allows for: the one that would have
    /// been written as this cell. A rich text is told in wiki markup, which stands for more than
    /// one Markdown, so all that can be said of it is whether there was any.
    pub(super) fn was(self, field: &FieldSchema, cx: &Context<'_>) -> Option<FieldValue> {
        let values = cx.target.held(cx.issue?, field, self.exported?);
        values.iter().find_map(|value| match value {
            FieldValue::Rich(_) => (!self.is_empty()).then(|| value.clone()),
            _ => orders(value).into_iter().find(|value| self.shows(field, value, cx)),
        })
    }

    fn shows(self, field: &FieldSchema, value: &FieldValue, cx: &Context<'_>) -> bool {
        self.is(&convert::cell(field, value, cx))
            || (field.kind.people() && self.is_any_of(&names(value)))
    }

    fn is_any_of(self, texts: &[String]) -> bool {
        texts.iter().any(|text| self.is(&CellValue::from(text.as_str())))
    }
}

/// Whether a value is of things that Jira knows by an id and shows by a name.
fn has_ids(value: &FieldValue) -> bool {
    matches!(
        value,
        FieldValue::One(_)
            | FieldValue::Many(_)
            | FieldValue::Sprints { .. }
            | FieldValue::Cascade { .. }
    )
}

/// The ways in which an export may have shown people: whether it wrote names alone depends on the
/// other people in it.
fn names(people: &FieldValue) -> Vec<String> {
    let people: Vec<&Entity> = match people {
        FieldValue::One(user) => vec![user],
        FieldValue::Many(users) => users.iter().collect(),
        _ => Vec::new(),
    };
    let text = |of: &dyn Fn(&Entity) -> String| {
        people.iter().map(|user| of(user)).collect::<Vec<_>>().join("\n")
    };
    vec![
        text(&|user| user.name.trim().to_owned()),
        text(&|user| format!("{} <{}>", user.name.trim(), user.id)),
    ]
}

/// Items of a list whose orders are all tried.
const FEW: usize = 5;

/// The orders in which the cell may have shown a list: the history does not tell Jira's.
fn orders(value: &FieldValue) -> Vec<FieldValue> {
    match value {
        FieldValue::Many(list) => permuted(list).into_iter().map(FieldValue::Many).collect(),
        FieldValue::Words(list) => permuted(list).into_iter().map(FieldValue::Words).collect(),
        FieldValue::Sprints { closed, open: None } => {
            let of = |closed| FieldValue::Sprints { closed, open: None };
            permuted(closed).into_iter().map(of).collect()
        }
        other => vec![other.clone()],
    }
}

/// All orders of a few items, the given one first.
fn permuted<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.len() < 2 || items.len() > FEW {
        return vec![items.to_vec()];
    }
    let first = |at: usize| {
        let mut rest = items.to_vec();
        let item = rest.remove(at);
        permuted(&rest).into_iter().map(move |rest| [vec![item.clone()], rest].concat())
    };
    (0..items.len()).flat_map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_all_its_orders() {
        let orders = permuted(&['a', 'b', 'c']);
        assert_eq!(orders[0], ['a', 'b', 'c'], "the given one first");
        let distinct: std::collections::BTreeSet<_> = orders.iter().collect();
        assert_eq!((orders.len(), distinct.len()), (6, 6));
        assert_eq!(permuted(&[0; 6]).len(), 1, "of many only the given one");
    }

    #[test]
    fn the_laws_of_a_three_way_merge() {
        for jira in [Since::Same, Since::Changed] {
            assert_eq!(merge(Since::Same, jira), Verdict::Jira, "nothing of mine is written");
        }
        assert_eq!(merge(Since::Changed, Since::Same), Verdict::Mine);
        assert_eq!(merge(Since::Changed, Since::Changed), Verdict::Conflict);
    }
}
