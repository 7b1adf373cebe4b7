//! Rows that are likely there already: after a correction in the file, or the same much later.
//!
//! Nobody but the user knows whether such a row is meant once more, so all of them are one question
//! with one answer, as for rows that look like work items which an import made before.

use std::collections::BTreeMap;

use super::Asked;
use crate::finding::{Finding, Place};
use crate::further::identity;
use crate::further::layout::{ID, once_more, times_anew};
use crate::further::present::Made;
use crate::mapping::Again;
use crate::message::Message;
use crate::plan::{Action, Entry};

/// What is told of the entry that a row looks like.
pub(super) struct Likely<'m> {
    pub(super) made: &'m Made,
    /// Whether it differs from what the row asks for now.
    pub(super) corrected: bool,
    /// When it was sent, and what a person knows it by.
    pub(super) date: String,
    pub(super) text: String,
}

impl Likely<'_> {
    /// A message with by whom, when and what the entry is, and how the row is added all the same.
    pub(super) fn told(&self, message: Message, row: &Asked<'_>) -> Message {
        let id = row.entry.kind.columns().get(ID).map(|column| column.name).unwrap_or_default();
        let name = self.made.author.as_ref().map_or("–", |author| author.name.as_str());
        message
            .with("name", name)
            .with("date", &self.date)
            .with("text", &self.text)
            .with("id", id)
            .with("word", once_more(times(row)))
    }
}

/// Does with a row that is likely there what the user chose for all of them.
pub(super) fn settle(
    row: &mut Asked<'_>,
    likely: &Likely<'_>,
    again: Option<Again>,
    like: Vec<String>,
) {
    row.entry.before = Some(likely.made.id.clone());
    let place = row.row.table.row_place(row.row.row);
    match again {
        None => {
            let code = if likely.corrected { "entry-corrected" } else { "entry-likely-there" };
            let message = likely.told(Message::new(code), row);
            row.entry.action = Action::Skip;
            row.entry.reason = Some(message.clone());
            row.findings.push(Finding::warning(message, place));
        }
        Some(Again::Update) => {
            let message = likely.told(Message::new("entry-left-out"), row);
            row.entry.action = Action::NoOp;
            row.entry.reason = Some(message.clone());
            row.findings.push(Finding::info(message, place));
        }
        Some(Again::Create) => add(&mut row.entry, like),
    }
}

/// Adds an entry beside those that look like it.
fn add(entry: &mut Entry, mut like: Vec<String>) {
    like.extend(entry.before.clone());
    entry.identity = entry.identity.as_ref().map(|row| identity::anew(row, &like));
    entry.beside = like;
}

/// The question about all rows that wait for an answer, for each sheet.
pub(super) fn question(asked: &[Asked<'_>]) -> Vec<Finding> {
    let mut open: BTreeMap<&str, u32> = BTreeMap::new();
    let waits = |entry: &&Entry| entry.before.is_some() && entry.action == Action::Skip;
    for entry in asked.iter().map(|asked| &asked.entry).filter(waits) {
        *open.entry(&entry.sheet).or_default() += 1;
    }
    let finding = |(sheet, rows): (&str, u32)| {
        let message = Message::new("entries-imported-before").with("rows", rows);
        Finding::warning(message, Place::sheet(sheet))
    };
    open.into_iter().map(finding).collect()
}

/// How many times over the user says that a row is meant once more.
pub(super) fn times(asked: &Asked<'_>) -> u32 {
    times_anew(&asked.row.table.text(asked.row.row, ID))
}
