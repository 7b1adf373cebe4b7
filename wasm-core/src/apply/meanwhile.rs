//! Rows that another plan has imported since this one was made: the file was corrected and planned
//! once more, or planned in two formats, before either plan was applied.
//!
//! This plan could not know of it, and nobody was asked; so such a row is held back.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::memory::{Made, NewRows, Own, SeenRow, recognise};
use crate::message::Message;
use crate::plan::Change;

/// Why rows are held back, by their numbers: they are those that others made issues of.
pub(super) fn reasons(
    rows: &[&Change],
    by_others: &[Made],
    now: Timestamp,
) -> BTreeMap<u32, Message> {
    let own = Own { lineage: "", exported: false };
    let seen = recognise(&NewRows::planned(rows), by_others, own, now);
    // What is rather that of another row is not its own.
    let seen = seen.rows.into_iter().filter(|(_, seen)| !seen.spare);
    seen.filter_map(|(row, seen)| Some((row, reason(&seen)?))).collect()
}

fn reason(seen: &SeenRow) -> Option<Message> {
    let made = seen.candidates.first()?;
    let when = made.created.map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string());
    let message = Message::new("imported-meanwhile").with("key", &made.issue.key);
    Some(message.with("who", &made.by).with("when", when.unwrap_or_default()))
}
