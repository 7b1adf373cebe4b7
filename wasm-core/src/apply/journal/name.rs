//! Short names of what an apply sends.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::digest;
use crate::job::FurtherSheet;
use crate::plan::RowIdentity;

/// Characters of a name: enough to tell apart what is under way at one time.
const LENGTH: usize = 12;

/// What is sent, by a hash of the row that it is made from: no text of the user's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::apply) struct Name(String);

impl Name {
    /// A new issue.
    pub(in crate::apply) fn issue(row: &RowIdentity) -> Self {
        Self::of(&["issue", &row.lineage, &row.row])
    }

    /// A row of a further sheet.
    pub(in crate::apply) fn entry(sheet: FurtherSheet, row: &RowIdentity) -> Self {
        Self::of(&[&format!("{sheet:?}"), &row.lineage, &row.row])
    }

    /// What those parts tell apart from all else.
    pub(in crate::apply) fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
            hash.update([0]);
        }
        Self(digest::short(hash).chars().take(LENGTH).collect())
    }
}
