//! Which lineages a file continues.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::alike::{alike, summaries, summary};
use super::{Likeness, Made, NewRows};
use crate::mapping::CellHash;

/// For how long an import of a file may be repeated without a question.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// Work items of a lineage that a row is compared with, to know the file again.
const MOST_OF_ONE_SUMMARY: usize = 8;

/// A lineage and what is known of it.
pub(super) struct Lineage<'m> {
    /// Its id.
    pub(super) id: &'m str,
    /// What was made in it.
    pub(super) made: Vec<&'m Made>,
    /// Whether the file says it itself.
    pub(super) own: bool,
    /// Whether it was imported within a day.
    pub(super) fresh: bool,
    newest: Option<Timestamp>,
}

/// The lineages that the file continues: its own, and those of which most rows are in the file. The
/// newest first: a checklist that was made anew has the bytes of the first one.
pub(super) fn continued<'m>(
    rows: &NewRows,
    made: &'m [Made],
    own: &str,
    now: Timestamp,
) -> Vec<Lineage<'m>> {
    let mut lineages: BTreeMap<&str, Vec<&Made>> = BTreeMap::new();
    for made in made {
        lineages.entry(&made.lineage).or_default().push(made);
    }
    let all = lineages.into_iter().map(|(id, made)| {
        let newest = made.iter().filter_map(|made| made.created).max();
        let fresh = newest.is_some_and(|newest| now.duration_since(newest) <= FRESH);
        Lineage { id, own: id == own, made, fresh, newest }
    });
    let mut continued: Vec<_> = all.filter(|l| l.own || is_continued(rows, &l.made)).collect();
    continued.sort_by(|a, b| b.newest.cmp(&a.newest).then(b.own.cmp(&a.own)));
    continued
}

/// Whether half of the rows of the file, or of those that were made, are on the other side as they
/// were; or whether most have the same IDs, and half of these are as they were. Lists that agree in
/// summaries alone are often of different things: the same steps for another product. A single row of many may be alike by
/// chance.
fn is_continued(rows: &NewRows, made: &[&Made]) -> bool {
    let by_name: HashMap<&str, &Made> = made.iter().map(|made| (&*made.row, *made)).collect();
    let mut by_summary: HashMap<CellHash, Vec<&Made>> = HashMap::new();
    for made in made {
        for hash in summaries(made, &made.project) {
            by_summary.entry(hash).or_default().push(made);
        }
    }
    let (mut ids, mut again) = (0, 0);
    for row in &rows.rows {
        let named = row.id.as_deref().and_then(|id| by_name.get(id)).copied();
        let named = named.or_else(|| by_name.get(row.unsalted.as_str()).copied());
        let same = by_summary.get(&summary(row)).into_iter().flatten().take(MOST_OF_ONE_SUMMARY);
        ids += usize::from(named.is_some());
        again += usize::from(named.into_iter().chain(same.copied()).any(|made| {
            let like = alike(row, made, &rows.fields);
            like.is_some_and(|(likeness, ..)| likeness >= Likeness::Equal)
        }));
    }
    let again = again.min(made.len());
    let (smaller, larger) = (rows.len().min(made.len()), rows.len().max(made.len()));
    let same_ids = ids * 2 > smaller && ids > 1 && again * 2 >= ids;
    same_ids || again * 2 >= smaller && again > usize::from(larger > FEW)
}

/// Rows of a file that is so short that one row makes half of it.
const FEW: usize = 3;
