//! What a run counts, and what it found wrong.

use std::collections::BTreeMap;

use serde::Serialize;

/// Differences that are shown.
const SHOWN: usize = 25;

/// The counts of a run, printed as JSON.
#[derive(Default, Serialize)]
pub struct Tally {
    /// Files that were read.
    pub files: usize,
    /// Files among them that describe fields and hold no issue.
    pub fields_only: usize,
    /// Issues that were put into the local Jira.
    pub issues: usize,
    /// Columns of the workbook.
    pub fields: usize,
    /// How often a word was changed in each; what follows is the sum of all rounds.
    pub rounds: usize,
    /// Issues with a description.
    pub texts: usize,
    /// Issues for which the unchanged workbook plans nothing.
    pub unchanged: usize,
    /// Issues for which the workbook that LibreOffice opened and saved plans nothing.
    pub resaved: usize,
    /// Texts in which a word was changed.
    pub changed: usize,
    /// Changed words by what they stand in.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Changed texts whose plan is one field, and no conflict.
    pub one_field: usize,
    /// Changed texts that were written.
    pub applied: usize,
    /// Changed texts of which all other blocks are as they were.
    pub other_blocks_untouched: usize,
    /// Changed texts whose changed block differs by the word alone.
    pub only_the_word: usize,
    /// Changed texts whose issues have all other fields as they were.
    pub other_fields_untouched: usize,
    /// Issues for which the changed workbook plans nothing once it is applied.
    pub settled: usize,
    /// Changed texts that lose something, which the plan said.
    pub lossy: usize,
    /// What is lost, counted.
    pub lost: BTreeMap<String, usize>,
    /// Texts that are too long for a cell, and were refused as they should be.
    pub shortened: usize,
    /// Texts without a word that occurs once.
    pub no_single_word: usize,
    /// Values without a place in the local Jira, by field.
    pub left_out: BTreeMap<String, usize>,
    /// Files with nothing to try.
    pub unknown_files: Vec<String>,
    /// Findings of the unchanged workbook, by code.
    pub findings: BTreeMap<String, usize>,
    /// Differences and refusals.
    pub failed: usize,
    /// The first of them, each with its place.
    pub differences: Vec<String>,
}

impl Tally {
    /// Notes something wrong, with its place.
    pub fn fail(&mut self, place: &str, what: &str) {
        self.failed += 1;
        if self.differences.len() < SHOWN {
            self.differences.push(format!("{place}: {what}"));
        }
    }
}
