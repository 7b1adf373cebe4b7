//! What rows were before somebody corrected them in the file.
//!
//! What is left of both sides after the equal ones have found each other is compared once more: by
//! its text, its time and its length; and in a file that is known again, whatever is left on one
//! work item.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::before::times;
use super::presence::{Certainty, Search};
use crate::further::present::{Closeness, Compared, Made, Words};
use crate::job::FurtherSheet;

const DAY: i64 = 86_400;

/// Finds for rows that are still open what they were before. `rows` is how many rows of the file
/// add a comment or a worklog.
pub(super) fn find(searches: &mut [Search<'_, '_, '_>], rows: usize) {
    let known = known_files(searches, rows);
    for search in searches {
        alike(search, &known);
        rest(search, &known);
    }
}

/// The files that this one is, as it was before: those of which half of what they added is here, or
/// of whose entries half of the rows are.
fn known_files(searches: &[Search<'_, '_, '_>], rows: usize) -> BTreeSet<String> {
    let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut own = BTreeSet::new();
    for search in searches {
        for wanted in &search.rows {
            own.extend(wanted.asked.entry.identity.as_ref().map(|row| row.lineage.clone()));
            let file = wanted.found.and_then(|(made, _)| lineage(made));
            if let Some(file) = file {
                files.entry(file).or_default().0 += 1;
            }
        }
        for file in search.free.iter().filter_map(|made| lineage(made)) {
            files.entry(file).or_default().1 += 1;
        }
    }
    let known = files
        .into_iter()
        .filter(|(_, (found, left))| *found > 0 && (found * 2 >= rows || found >= left));
    own.extend(known.map(|(file, _)| file.to_owned()));
    own
}

/// Pairs what is alike.
fn alike(search: &mut Search<'_, '_, '_>, known: &BTreeSet<String>) {
    let words: Vec<Words> = search.free.iter().map(|made| made.look.words()).collect();
    let mut free: Vec<(&Made, Words)> = search.free.drain(..).zip(words).collect();
    for at in 0..search.rows.len() {
        let Some(mine) = open(search, at) else { continue };
        let same = free
            .iter()
            .position(|(made, theirs)| is_before(search, at, known, (&mine, theirs), made));
        if let Some(same) = same {
            search.rows[at].found = Some((free.remove(same).0, Certainty::Corrected));
        }
    }
    search.free = free.into_iter().map(|(made, _)| made).collect();
}

/// The words of a row for which nothing was found, and which is not meant once more.
fn open(search: &Search<'_, '_, '_>, at: usize) -> Option<Words> {
    let wanted = &search.rows[at];
    let open = wanted.found.is_none() && times(wanted.asked) == 0;
    wanted.look.as_ref().filter(|_| open).map(|look| look.words())
}

/// Whether an entry is likely what a row was before.
fn is_before(
    search: &Search<'_, '_, '_>,
    at: usize,
    known: &BTreeSet<String>,
    (mine, theirs): (&Words, &Words),
    made: &Made,
) -> bool {
    let wanted = &search.rows[at];
    let Some(look) = &wanted.look else { return false };
    let own =
        search.me().zip(made.author.as_ref()).is_some_and(|(me, a)| me.account_id == a.account_id);
    let of_file = lineage(made).is_some_and(|file| known.contains(file));
    let likely = match wanted.asked.entry.kind {
        // Two people may well have worked at the same time.
        FurtherSheet::Worklogs => own || of_file,
        _ => own || made.identity.is_some(),
    };
    let closeness = match &made.identity {
        None => Closeness::Typed,
        Some(_) if of_file || search.is_of_one_import(made) => Closeness::Half,
        Some(_) => Closeness::Mostly,
    };
    let one_day = |a: Timestamp, b: Timestamp| {
        let day = |at: Timestamp| {
            let offset = i64::from(search.cx.zone.offset_seconds(at));
            (at.as_second() + offset).div_euclid(DAY)
        };
        day(a) == day(b)
    };
    let how = Compared {
        me: search.me(),
        author: made.author.as_ref(),
        mine,
        theirs,
        closeness,
        one_day: &one_day,
    };
    likely && look.is_corrected(&made.look, &how)
}

/// Pairs what is left of a file that is known again: nobody but the user can say which row was
/// changed altogether, and which is new.
fn rest(search: &mut Search<'_, '_, '_>, known: &BTreeSet<String>) {
    for at in 0..search.rows.len() {
        if open(search, at).is_none() {
            continue;
        }
        // An export stays one file, however often new rows are entered.
        let exported = search.input.origin.is_some();
        let left = search.free.iter().position(|made| {
            lineage(made).is_some_and(|file| known.contains(file))
                && (!exported || search.is_of_one_import(made))
        });
        if let Some(left) = left {
            search.rows[at].found = Some((search.free.remove(left), Certainty::Corrected));
        }
    }
}

/// The file that an entry was made from.
fn lineage(made: &Made) -> Option<&str> {
    made.identity.as_ref().map(|row| row.lineage.as_str())
}
