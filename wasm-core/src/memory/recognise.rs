//! Rows to work items, one to one: by the file's own IDs, by equal content, then the likest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::alike::alike;
use super::lineage::{Lineage, continued};
use super::pool::Pool;
use super::{Candidate, Likeness, Made, NewRow, NewRows, Seen, SeenRow};

/// What a file says of itself.
#[derive(Clone, Copy)]
pub(crate) struct Own<'o> {
    /// Its lineage.
    pub(crate) lineage: &'o str,
    /// Whether that is the mark of an export.
    pub(crate) exported: bool,
}

/// Work items that are shown of a row.
const CANDIDATES: usize = 3;

/// Finds the work items that earlier imports made from rows of a file. `made` are those of the
/// projects that the rows go to, and those of the file's own lineage wherever they are now.
pub(crate) fn recognise(rows: &NewRows, made: &[Made], own: Own<'_>, now: Timestamp) -> Seen {
    if made.is_empty() {
        return Seen::default();
    }
    let mut assigned: BTreeMap<u32, SeenRow> = BTreeMap::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut lineages = continued(rows, made, own.lineage, now);
    // The mark of an export is certain: an import of it may have made its new rows, for sure. What
    // they are like otherwise is asked.
    lineages.retain(|lineage| lineage.own || !own.exported);
    for (at, lineage) in lineages.iter().enumerate() {
        let pool = Pool::new(lineage.made.clone());
        let mut matching = Matching { rows, pool, assigned: &mut assigned, taken: &mut taken };
        matching.known_file(lineage, at == 0 && (lineage.fresh || !own.exported));
    }
    for row in assigned.values_mut() {
        row.sure |= own.exported && row.likeness >= Likeness::Equal;
    }
    let continued = lineages.first();
    let mut seen = Seen {
        lineage: continued.map(|lineage| lineage.id.to_owned()),
        names: continued.iter().flat_map(|l| &l.made).map(|made| made.row.clone()).collect(),
        ..Seen::default()
    };
    // What is left of an export's own is that of other rows of it.
    let is_other = |made: &&Made| !(own.exported && made.lineage == own.lineage);
    let others = made.iter().filter(|made| !taken.contains(&*made.issue.id)).filter(is_other);
    let mut others: Vec<&Made> = others.collect();
    others.sort_by(|a, b| b.created.cmp(&a.created).then(a.issue.id.cmp(&b.issue.id)));
    let pool = Pool::new(others);
    Matching { rows, pool, assigned: &mut assigned, taken: &mut taken }.any_file();
    seen.rows = assigned;
    seen.add_alternatives(rows, made);
    seen
}

struct Matching<'s, 'm> {
    rows: &'s NewRows,
    pool: Pool<'m>,
    assigned: &'s mut BTreeMap<u32, SeenRow>,
    taken: &'s mut BTreeSet<&'m str>,
}

impl<'m> Matching<'_, 'm> {
    /// Rows of a file that is known again: for sure where it was imported within a day. What is left
    /// of both sides can be compared too.
    fn known_file(&mut self, lineage: &Lineage<'m>, with_rest: bool) {
        let (sure, fields) = (lineage.fresh, &self.rows.fields);
        self.pass(|pool, row| {
            let at = pool.of_id(row)?;
            let corrected = alike(row, pool.get(at), fields).is_some_and(|(.., same)| same);
            Some((at, Likeness::SameId, sure && corrected))
        });
        self.pass(|pool, row| Some((pool.equal(row)?, Likeness::Equal, sure)));
        self.pass(|pool, row| {
            let (at, (likeness, _, corrected)) = pool.likest(row, fields)?;
            Some((at, likeness, sure && corrected))
        });
        self.pass(|pool, row| Some((pool.told(row, fields)?, Likeness::Alike, false)));
        if with_rest {
            self.rest();
        }
    }

    /// Rows and work items that are left over: nobody but the user can say which row was changed
    /// into which, and which is new. The likest find each other; a row that is like none but those of
    /// other rows is asked about too.
    fn rest(&mut self) {
        let left = self.pool.left();
        let fields = &self.rows.fields;
        let open = self.rows.rows.iter().filter(|row| !self.assigned.contains_key(&row.row));
        let like = |row| (row, self.pool.likest_of(&left, row, fields));
        let mut open: Vec<(&NewRow, Vec<_>)> = open.map(like).collect();
        open.retain(|(_, like)| !like.is_empty());
        open.sort_by_key(|(_, like)| std::cmp::Reverse(like.first().map(|(alike, _)| *alike)));
        for (row, like) in open {
            let free = like.iter().position(|(_, at)| self.pool.is_free(*at));
            let mut order: Vec<usize> = like.iter().map(|(_, at)| *at).collect();
            if let Some(free) = free {
                order[..=free].rotate_right(1);
                self.taken.insert(&self.pool.take(order[0]).issue.id);
            }
            let more = order.len().saturating_sub(CANDIDATES) as u32;
            let shown = order.into_iter().take(CANDIDATES);
            let candidates = shown.map(|at| candidate(row, self.pool.get(at))).collect();
            let (likeness, spare) = (Likeness::Somewhat, free.is_none());
            let seen = SeenRow { candidates, more, likeness, sure: false, spare };
            self.assigned.insert(row.row, seen);
        }
    }

    /// Rows that are like what some other file made.
    fn any_file(&mut self) {
        let fields = &self.rows.fields;
        self.pass(|pool, row| Some((pool.equal(row)?, Likeness::Equal, false)));
        self.pass(|pool, row| {
            let (at, (likeness, ..)) = pool.likest(row, fields)?;
            Some((at, likeness, false))
        });
        self.pass(|pool, row| Some((pool.told(row, fields)?, Likeness::Alike, false)));
    }

    /// Gives rows that are still open what is found for each: a work item, how much it is like the
    /// row, and whether that is sure.
    fn pass(&mut self, find: impl Fn(&Pool<'m>, &NewRow) -> Option<(usize, Likeness, bool)>) {
        for row in &self.rows.rows {
            if self.assigned.contains_key(&row.row) {
                continue;
            }
            if let Some((at, likeness, sure)) = find(&self.pool, row) {
                let made = self.pool.take(at);
                self.taken.insert(&made.issue.id);
                let candidates = vec![candidate(row, made)];
                let seen = SeenRow { candidates, more: 0, likeness, sure, spare: false };
                self.assigned.insert(row.row, seen);
            }
        }
    }
}

fn candidate(row: &NewRow, made: &Made) -> Candidate {
    Candidate {
        issue: made.issue.clone(),
        summary: made.summary.clone(),
        created: made.created,
        by: made.by.clone(),
        status: made.status.clone(),
        begun: made.begun,
        done: made.done,
        moved: made.project != row.project,
        memory: made.memory.clone(),
        anew: made.anew,
        salt: row.project.clone(),
    }
}

impl Seen {
    /// Adds what else a row in doubt may have made.
    fn add_alternatives(&mut self, rows: &NewRows, made: &[Made]) {
        let doubtful = |row: &&NewRow| self.rows.get(&row.row).is_some_and(|seen| !seen.sure);
        let doubtful: Vec<&NewRow> = rows.rows.iter().filter(doubtful).collect();
        if doubtful.is_empty() {
            return;
        }
        let mut newest: Vec<&Made> = made.iter().collect();
        newest.sort_by(|a, b| b.created.cmp(&a.created).then(a.issue.id.cmp(&b.issue.id)));
        let pool = Pool::new(newest);
        for row in doubtful {
            let Some(seen) = self.rows.get_mut(&row.row) else { continue };
            let mut more = 0;
            for made in pool.all_like(row, &rows.fields) {
                let known = seen.candidates.iter().any(|known| known.issue.id == made.issue.id);
                match known {
                    true => {}
                    false if seen.candidates.len() < CANDIDATES => {
                        seen.candidates.push(candidate(row, made));
                    }
                    false => more += 1,
                }
            }
            seen.more = seen.more.max(more);
        }
    }
}
