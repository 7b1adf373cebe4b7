//! The question about rows that look like work items which an import made before, for the screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::job::{ImportedBefore, SeenIssue};
use crate::mapping::{Again, Resolutions};
use crate::memory::{Candidate, Seen, SeenRow};

/// The rows in doubt, with what was chosen for them; none where there are none.
pub(super) fn count(seen: &Seen, resolutions: &Resolutions) -> Option<ImportedBefore> {
    let mut counts = ImportedBefore::default();
    let mut by = BTreeSet::new();
    for (row, seen) in seen.doubtful() {
        *match resolutions.again(row) {
            (None, _) => &mut counts.open,
            (Some(Again::Update), None) if seen.spare => &mut counts.create,
            (Some(Again::Update), _) => &mut counts.update,
            (Some(Again::Create), _) => &mut counts.create,
        } += 1;
        let Some(likeliest) = seen.candidates.first() else { continue };
        by.insert(likeliest.by.clone());
        counts.done += u32::from(likeliest.done);
        counts.moved += u32::from(likeliest.moved);
        if let Some(created) = likeliest.created {
            counts.since = Some(counts.since.map_or(created, |since| since.min(created)));
            counts.until = Some(counts.until.map_or(created, |until| until.max(created)));
        }
    }
    counts.remembered = seen.as_last_time();
    counts.by = by.into_iter().filter(|name| !name.is_empty()).collect();
    (counts.open + counts.update + counts.create > 0).then_some(counts)
}

/// What each row in doubt looks like, and what others have made for sure.
pub(super) fn candidates(seen: &Seen) -> BTreeMap<u32, Vec<SeenIssue>> {
    let issue = |candidate: &Candidate, sure: bool| SeenIssue {
        issue: candidate.issue.clone(),
        summary: candidate.summary.clone(),
        created: candidate.created,
        by: candidate.by.clone(),
        done: candidate.done,
        moved: candidate.moved,
        sure,
    };
    let of_row =
        |seen: &SeenRow| seen.candidates.iter().map(|made| issue(made, seen.sure)).collect();
    seen.rows.iter().map(|(row, seen)| (*row, of_row(seen))).collect()
}
