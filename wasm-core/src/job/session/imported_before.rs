//! The question about rows that look like work items which an import made before, for the screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::job::{EntriesBefore, ImportedBefore, SeenIssue};
use crate::mapping::{Again, Resolutions};
use crate::memory::{Candidate, Seen, SeenRow};
use crate::plan::{Action, Plan};

/// The work items that a row looks like.
#[derive(Default)]
pub(super) struct Candidates {
    pub(super) shown: Vec<SeenIssue>,
    /// How many more there are.
    pub(super) more: u32,
}

/// The rows in doubt, with what was chosen for them; none where there are none.
pub(super) fn count(seen: &Seen, plan: &Plan, resolutions: &Resolutions) -> Option<ImportedBefore> {
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
    counts.entries = entries(plan);
    counts.by = by.into_iter().filter(|name| !name.is_empty()).collect();
    (counts.all() > 0).then_some(counts)
}

/// The rows of further sheets in doubt, by what the plan does with them.
fn entries(plan: &Plan) -> EntriesBefore {
    let mut counts = EntriesBefore::default();
    for entry in plan.entries.iter().filter(|entry| entry.before.is_some()) {
        *match entry.action {
            Action::Skip => &mut counts.open,
            Action::NoOp => &mut counts.left_out,
            _ => &mut counts.anew,
        } += 1;
    }
    counts
}

/// What each row in doubt looks like, and what others have made for sure.
pub(super) fn candidates(seen: &Seen) -> BTreeMap<u32, Candidates> {
    let issue = |candidate: &Candidate, sure: bool| SeenIssue {
        issue: candidate.issue.clone(),
        summary: candidate.summary.clone(),
        created: candidate.created,
        by: candidate.by.clone(),
        status: Some(candidate.status.clone()).filter(|_| candidate.begun),
        done: candidate.done,
        moved: candidate.moved,
        sure,
    };
    let of_row = |seen: &SeenRow| Candidates {
        shown: seen.candidates.iter().map(|made| issue(made, seen.sure)).collect(),
        more: seen.more,
    };
    seen.rows.iter().map(|(row, seen)| (*row, of_row(seen))).collect()
}
