//! Rows that earlier imports have seen, and what the user chose for those in doubt.

use super::Input;
use crate::mapping::Again;
use crate::memory::{Candidate, SeenRow};
use crate::target::{IssueState, TargetState};

/// What an import that has seen a row before means for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RowSeen<'a> {
    /// The row made that issue, for sure or as the user says: it updates it.
    Made(&'a Candidate),
    /// It may have made an issue, and nobody has chosen yet.
    Asked(&'a SeenRow),
    /// It makes another issue on purpose.
    Anew(&'a SeenRow),
}

impl<'a> RowSeen<'a> {
    /// The issue that the row is about.
    pub(super) fn issue(self, target: &'a TargetState) -> Option<&'a IssueState> {
        match self {
            Self::Made(candidate) => target.issues.get(&candidate.name()),
            Self::Asked(_) | Self::Anew(_) => None,
        }
    }
}

/// What is known of a row without a key. An issue that is gone by now made no row.
pub(super) fn seen<'a>(input: &Input<'a>, row: u32) -> Option<RowSeen<'a>> {
    let seen = input.target.seen.rows.get(&row)?;
    let is_there = |candidate: &&Candidate| input.target.issues.contains_key(&candidate.name());
    let likeliest = seen.candidates.iter().find(is_there)?;
    if seen.sure {
        // An answer for all is one about rows in doubt. Whoever names a row means it.
        let anew = input.resolutions.row(row).is_some_and(|row| row.again == Some(Again::Create));
        return Some(if anew { RowSeen::Anew(seen) } else { RowSeen::Made(likeliest) });
    }
    Some(match input.resolutions.again(row) {
        (None, _) => RowSeen::Asked(seen),
        // Those that it may have made are taken for those of other rows.
        (Some(Again::Update), None) if seen.spare => return None,
        (Some(Again::Create), _) => RowSeen::Anew(seen),
        (Some(Again::Update), issue) => {
            let named = |candidate: &&Candidate| issue == Some(candidate.issue.id.as_str());
            let chosen = seen.candidates.iter().filter(is_there).find(named);
            RowSeen::Made(chosen.unwrap_or(likeliest))
        }
    })
}
