//! The cell at the export, the cell now, and Jira now.
//!
//! | the cell | Jira | what happens |
//! |---|---|---|
//! | as exported | as exported | nothing |
//! | changed | as exported | the field is written |
//! | as exported | changed | the field is left as it is |
//! | changed | changed to the same | nothing |
//! | changed | changed to something else | a conflict: the user decides |

use jiff::{SignedDuration, Timestamp};

use crate::convert::{self, Context};
use crate::mapping::{Baseline, BaselineRow, CellHash, FieldColumn};
use crate::memory::{Candidate, FieldMemory, cell_hash, value_hash};
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::{CellValue, TableRow};
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

/// What one issue's row held when it was exported, or when an import made the issue from it.
#[derive(Clone, Copy)]
pub(super) struct Base<'a> {
    row: BaseRow<'a>,
    /// Whether Jira has not changed the issue at all since then.
    untouched: bool,
}

#[derive(Clone, Copy)]
enum BaseRow<'a> {
    /// No row for an issue that was not exported: its key was typed into the file.
    Exported(&'a Baseline, Option<&'a BaselineRow>),
    Imported(&'a Candidate),
}

impl<'a> Base<'a> {
    /// The base of an issue's row.
    pub(super) fn new(baseline: &'a Baseline, issue: &IssueState) -> Self {
        let row = baseline.row(&issue.id);
        let exported = row.and_then(|row| row.updated);
        let untouched = exported.is_some() && exported == instant(issue, "updated");
        Self { row: BaseRow::Exported(baseline, row), untouched }
    }

    /// The base of the row that an import made an issue from.
    pub(super) fn of_import(made: &'a Candidate, issue: &IssueState) -> Self {
        let untouched = match (instant(issue, "created"), instant(issue, "updated")) {
            (Some(created), Some(updated)) => updated.duration_since(created) <= AT_ONCE,
            _ => false,
        };
        Self { row: BaseRow::Imported(made), untouched }
    }

    /// Whether the issue was exported.
    pub(super) fn knows_row(&self) -> bool {
        !matches!(self.row, BaseRow::Exported(_, None))
    }

    /// What the cell of a field held; none where the export has no such cell, or the field now has
    /// several columns.
    pub(super) fn cell(&self, field: &FieldColumn<'_>) -> Option<BaseCell<'a>> {
        let untouched = self.untouched;
        match self.row {
            BaseRow::Exported(baseline, row) => {
                let [_] = field.positions.as_slice() else { return None };
                let row = row?;
                let cell = row.cell(baseline.position(&field.field.id)?)?;
                let held = FieldMemory { cell, value: cell };
                Some(BaseCell { held, exported: row.updated, untouched, salt: None })
            }
            BaseRow::Imported(made) => {
                let held = made.memory.get(&field.field.id).unwrap_or_default();
                Some(BaseCell { held, exported: None, untouched, salt: Some(&made.salt) })
            }
        }
    }
}

fn instant(issue: &IssueState, field: &str) -> Option<Timestamp> {
    match issue.values.get(&FieldId::new(field)) {
        Some(FieldValue::DateTime(at)) => Some(*at),
        _ => None,
    }
}

/// What Jira itself takes to make an issue.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(1);

/// What one cell held when it was exported or imported.
#[derive(Clone, Copy)]
pub(super) struct BaseCell<'a> {
    held: FieldMemory,
    /// The issue's `updated` at the export.
    exported: Option<Timestamp>,
    untouched: bool,
    /// What the hashes of an import are salted with; those of an export are not.
    salt: Option<&'a str>,
}

impl BaseCell<'_> {
    /// Whether the cell was empty.
    pub(super) fn is_empty(self) -> bool {
        self.held.cell.is_empty()
    }

    /// Whether it is what an import made an issue from.
    pub(super) fn is_of_import(self) -> bool {
        self.salt.is_some()
    }

    /// Whether nobody has touched the issue since an import made it, so that a value which is not
    /// the row's was never written: none, or the status of every new issue. Another one was written
    /// by somebody: a rule may act within the second in which an issue is made. What the issue was
    /// made without on purpose is not to come.
    pub(super) fn is_unfinished(self, field: &FieldSchema, jira: &FieldValue) -> bool {
        let new = *jira == FieldValue::Empty || field.kind == FieldType::Status;
        self.untouched && self.is_of_import() && new && !self.held.value.is_empty()
    }

    /// Whether the cells of a field still hold what they held.
    pub(super) fn holds(self, field: &FieldColumn<'_>, row: &TableRow) -> bool {
        match self.salt {
            Some(salt) => cell_hash(field, row, salt) == self.held.cell,
            None => {
                let cells: Vec<&CellValue> = field.cells(row).collect();
                matches!(cells.as_slice(), [cell] if self.is(cell))
            }
        }
    }

    fn is(self, cell: &CellValue) -> bool {
        self.held.cell == CellHash::salted(cell, self.salt.unwrap_or_default())
    }

    /// Whether a value is the one that was written.
    fn is_written(self, field: &FieldSchema, value: &FieldValue, cx: &Context<'_>) -> bool {
        self.salt.is_some_and(|salt| value_hash(field, value, cx, salt) == self.held.value)
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
        let same = self.is(&shown) || self.is_written(field, mine, cx);
        if same && !namesake { Since::Same } else { Since::Changed }
    }

    /// Whether Jira's value is the exported one.
    pub(super) fn jira(self, field: &FieldSchema, jira: &FieldValue, cx: &Context<'_>) -> Since {
        let untouched = self.untouched && !self.is_of_import();
        let shown = untouched
            || self.is_unfinished(field, jira)
            || self.shows(field, jira, cx)
            || self.is_written(field, jira, cx);
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
