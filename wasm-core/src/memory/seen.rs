//! Which rows look like work items that earlier imports made.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::RowMemory;
use crate::mapping::Again;
use crate::plan::IssueRef;

/// How much a row is like the row that a work item was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Likeness {
    /// At least half of the fields agree, in a file whose other rows are known again.
    Somewhat,
    /// Summary, type and parent agree, or most fields do.
    Alike,
    /// All fields agree.
    Equal,
    /// The file's own ID is the same.
    SameId,
}

/// A work item that a row may have made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Id and key.
    pub issue: IssueRef,
    /// Its summary.
    pub summary: String,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Who made it.
    pub by: String,
    /// Name of its status.
    #[serde(default)]
    pub status: String,
    /// Whether work on it has begun, or is done.
    #[serde(default)]
    pub begun: bool,
    /// Whether it is done.
    pub done: bool,
    /// Whether it is in another project than the row's.
    pub moved: bool,
    /// What the row held that it was made from.
    pub memory: RowMemory,
    /// What that is salted with.
    pub salt: String,
    /// Whether it was created once more on purpose, as a checklist is that comes every month.
    #[serde(default)]
    pub anew: bool,
}

impl Candidate {
    /// The name by which it is among the issues that were read.
    pub fn name(&self) -> String {
        self.issue.key.to_uppercase()
    }
}

/// A row that was seen before, or looks like it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeenRow {
    /// What it may have made, the likeliest first; never empty.
    pub candidates: Vec<Candidate>,
    /// How many more it is like than these.
    #[serde(default)]
    pub more: u32,
    /// How much the first of these is like it.
    pub likeness: Likeness,
    /// Whether the row has made the first of them without a doubt: the file was imported within a
    /// day, or is an export in which the row stands as it was.
    pub sure: bool,
    /// Whether all of them are rather those of other rows.
    pub spare: bool,
}

/// How far back work items were looked at, where not all were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Work items that were looked at.
    pub issues: usize,
    /// When the oldest of them was made.
    pub back_to: Option<Timestamp>,
}

/// What is known of a file's new rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// The rows that were seen before, or look like it, by the row of the sheet.
    pub rows: BTreeMap<u32, SeenRow>,
    /// The lineage that the file continues, under whatever name and in whatever format.
    pub lineage: Option<String>,
    /// Names of rows that were given in that lineage.
    pub names: BTreeSet<String>,
    /// How far it was looked; none where all was looked at.
    pub looked: Option<Looked>,
}

impl Seen {
    /// The lineage of a file: the one that it continues, else the one that it says itself.
    pub fn lineage_of<'l>(&'l self, own: &'l str) -> &'l str {
        self.lineage.as_deref().unwrap_or(own)
    }

    /// What was answered for most of the rows in doubt when they were imported last: those of a list
    /// that comes again were created anew on purpose.
    pub fn as_last_time(&self) -> Option<Again> {
        let (mut anew, mut all) = (0, 0);
        for (_, row) in self.doubtful() {
            all += 1;
            anew += usize::from(row.candidates.first().is_some_and(|likeliest| likeliest.anew));
        }
        (anew * 2 > all).then_some(Again::Create)
    }

    /// The rows in doubt, for which the user chooses.
    pub fn doubtful(&self) -> impl Iterator<Item = (u32, &SeenRow)> {
        self.rows.iter().filter(|(_, seen)| !seen.sure).map(|(row, seen)| (*row, seen))
    }
}
