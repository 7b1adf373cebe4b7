//! The work items that imports made, so that those which a row may have made are found at once.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::alike::{Alike, alike, mostly, summaries, summary};
use super::{Likeness, Made, NewRow, near};
use crate::mapping::CellHash;
use crate::schema::FieldId;

/// Work items of one summary that a row is compared with.
const MOST_OF_ONE_SUMMARY: usize = 64;

/// Some of the work items, by what rows are known again by.
pub(super) struct Pool<'m> {
    made: Vec<&'m Made>,
    taken: Vec<Cell<bool>>,
    by_name: HashMap<&'m str, usize>,
    by_content: HashMap<Vec<(&'m FieldId, CellHash)>, Vec<usize>>,
    by_summary: HashMap<CellHash, Vec<usize>>,
    by_words: HashMap<String, Vec<usize>>,
    by_cell: HashMap<(&'m FieldId, CellHash), Vec<usize>>,
}

impl<'m> Pool<'m> {
    /// A pool; of equal ones the first is taken first.
    pub(super) fn new(made: Vec<&'m Made>) -> Self {
        let mut pool = Self {
            taken: vec![Cell::new(false); made.len()],
            by_name: HashMap::new(),
            by_content: HashMap::new(),
            by_summary: HashMap::new(),
            by_words: HashMap::new(),
            by_cell: HashMap::new(),
            made,
        };
        for (at, made) in pool.made.iter().enumerate() {
            pool.by_name.entry(&made.row).or_insert(at);
            if !made.memory.is_empty() {
                pool.by_content.entry(made.memory.cells()).or_default().push(at);
            }
            for cell in made.memory.cells() {
                pool.by_cell.entry(cell).or_default().push(at);
            }
            for hash in summaries(made, &made.project) {
                pool.by_summary.entry(hash).or_default().push(at);
            }
            for words in near::keys(&made.summary) {
                pool.by_words.entry(words).or_default().push(at);
            }
        }
        pool
    }

    /// Takes one.
    pub(super) fn take(&self, at: usize) -> &'m Made {
        if let Some(taken) = self.taken.get(at) {
            taken.set(true);
        }
        self.made[at]
    }

    /// Whether nobody has taken it.
    pub(super) fn is_free(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken.get())
    }

    /// The work item of the row's own ID.
    pub(super) fn of_id(&self, row: &NewRow) -> Option<usize> {
        let named = row.id.as_deref().and_then(|id| self.by_name.get(id));
        named
            .or_else(|| self.by_name.get(row.unsalted.as_str()))
            .copied()
            .filter(|at| self.is_free(*at))
    }

    /// A work item that was made from an equal row.
    pub(super) fn equal(&self, row: &NewRow) -> Option<usize> {
        let equal = self.by_content.get(&row.memory.cells())?;
        equal.iter().copied().find(|at| self.is_free(*at))
    }

    /// The likest one of the same summary or of one that differs by a typing error.
    pub(super) fn likest(
        &self,
        row: &NewRow,
        fields: &BTreeSet<FieldId>,
    ) -> Option<(usize, Alike)> {
        best(self.near(row).filter(|at| self.is_free(*at)), |at| {
            alike(row, self.made[at], fields).filter(|(likeness, ..)| *likeness >= Likeness::Alike)
        })
    }

    /// The one that most fields agree with whatever the summary says, where the row's own ID or a
    /// text that no other row has tells that it may be the same.
    pub(super) fn told(&self, row: &NewRow, fields: &BTreeSet<FieldId>) -> Option<usize> {
        let by_cell = row.telling.iter().filter_map(|(id, cell)| self.of_one_row(id, *cell));
        let told = by_cell.flatten().copied().chain(self.of_id(row));
        let told = told.filter(|at| self.is_free(*at));
        let like = told.filter_map(|at| Some((mostly(row, self.made[at], fields)?, Reverse(at))));
        like.max().map(|(_, Reverse(at))| at)
    }

    /// Those that have a text, where all were made of one row: copies have the same summary.
    fn of_one_row<'p>(&'p self, field: &'p FieldId, cell: CellHash) -> Option<&'p Vec<usize>> {
        let all = self.by_cell.get(&(field, cell))?;
        let then = |at: &usize| self.made[*at].memory.cell("summary");
        let first = then(all.first()?);
        all.iter().all(|at| then(at) == first).then_some(all)
    }

    /// Those that are left.
    pub(super) fn left(&self) -> Vec<usize> {
        (0..self.made.len()).filter(|at| self.is_free(*at)).take(MOST_LEFT).collect()
    }

    /// Those of a few that a row is like, the likest first.
    pub(super) fn likest_of(
        &self,
        few: &[usize],
        row: &NewRow,
        fields: &BTreeSet<FieldId>,
    ) -> Vec<(Alike, usize)> {
        let like = few.iter().filter_map(|at| Some((alike(row, self.made[*at], fields)?, *at)));
        let mut like: Vec<_> = like.collect();
        like.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
        like
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> &'m Made {
        self.made[at]
    }

    /// All of the same summary, or of nearly the same, that are like a row.
    pub(super) fn all_like(&self, row: &NewRow, fields: &BTreeSet<FieldId>) -> Vec<&'m Made> {
        let mut like: Vec<_> = self
            .near(row)
            .filter_map(|at| Some((alike(row, self.made[at], fields)?, at)))
            .filter(|((likeness, ..), _)| *likeness >= Likeness::Alike)
            .collect();
        like.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
        like.dedup_by_key(|(_, at)| *at);
        like.into_iter().map(|(_, at)| self.made[at]).collect()
    }

    fn near<'p>(&'p self, row: &NewRow) -> impl Iterator<Item = usize> + use<'p, 'm> {
        let same = self.by_summary.get(&summary(row)).into_iter().flatten();
        let words = near::keys(&row.summary).into_iter();
        let words = words.filter_map(|words| self.by_words.get(&words)).flatten();
        let found: BTreeSet<usize> = same
            .take(MOST_OF_ONE_SUMMARY)
            .chain(words.take(MOST_OF_ONE_SUMMARY))
            .copied()
            .collect();
        found.into_iter()
    }
}

/// Work items without a row that rows without a work item are compared with.
const MOST_LEFT: usize = 300;

/// The one with the highest likeness and the most fields; of equal ones the first.
fn best(
    candidates: impl Iterator<Item = usize>,
    like: impl Fn(usize) -> Option<Alike>,
) -> Option<(usize, Alike)> {
    let mut best: Option<(usize, Alike)> = None;
    for at in candidates {
        if let Some(found) = like(at)
            && best.is_none_or(|(_, known)| found > known)
        {
            best = Some((at, found));
        }
    }
    best
}
