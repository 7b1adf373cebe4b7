//! # What it finds
//! Rows without a key that look like work items which an import made before: the same content more
//! than a day later, or from another file. Rows that are known again for sure. And how far back was
//! looked, where that was not everything.
//!
//! # Why
//! A file that is imported again must not make everything twice; a monthly checklist must. Only the
//! user knows which of the two a file is, so such rows are held back until the user has chosen.
//!
//! # What to do
//! One choice for all rows, or one for a row: update the work items, or create new ones.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::rows::{Row, RowSeen, Rows};
use crate::finding::{Finding, Place};
use crate::memory::Candidate;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let (mut known, mut asked) = (Vec::new(), Vec::new());
    for row in &rows.rows {
        match row.seen {
            Some(RowSeen::Made(made)) => known.push(made),
            Some(RowSeen::Asked(seen)) => {
                if let Some(likeliest) = seen.candidates.first() {
                    asked.push(likeliest);
                    findings.push(question(rows, row, likeliest));
                }
            }
            Some(RowSeen::Anew(_)) | None => {}
        }
    }
    let of_sheet = Place::sheet(rows.sheet);
    if !known.is_empty() {
        let message = described("imported-again", &known, rows);
        findings.push(Finding::info(message, of_sheet.clone()));
    }
    if !asked.is_empty() {
        let message = described("imported-before", &asked, rows);
        findings.push(Finding::warning(message, of_sheet.clone()));
        let count = |is: fn(&Candidate) -> bool| asked.iter().filter(|made| is(made)).count();
        let (done, moved) = (count(|made| made.done), count(|made| made.moved));
        if done + moved > 0 {
            let message = Message::new("imported-before-changed");
            let message = message.with("done", done).with("moved", moved);
            findings.push(Finding::warning(message, of_sheet.clone()));
        }
    }
    if let Some(looked) = &rows.target.seen.looked
        && rows.rows.iter().any(|row| row.is_new() && row.seen.is_none())
    {
        let when = looked.back_to.map(|at| day(rows, at)).unwrap_or_default();
        let message = Message::new("imports-looked-back").with("count", looked.issues);
        findings.push(Finding::info(message.with("when", when), of_sheet));
    }
}

/// The question about one row.
fn question(rows: &Rows<'_>, row: &Row<'_>, made: &Candidate) -> Finding {
    let code = match (made.moved, made.done) {
        (true, _) => "imported-before-row-moved",
        (false, true) => "imported-before-row-done",
        (false, false) => "imported-before-row",
    };
    let message = described(code, &[made], rows).with("key", &made.issue.key);
    Finding::error(message, rows.whole(row))
}

/// A message with the number of rows, and by whom and when their work items were imported.
fn described(code: &str, made: &[&Candidate], rows: &Rows<'_>) -> Message {
    let by: BTreeSet<&str> = made.iter().map(|made| made.by.as_str()).collect();
    let days = made.iter().filter_map(|made| made.created).map(|at| day(rows, at));
    let days: BTreeSet<String> = days.collect();
    let when = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (first, _) => first.cloned().unwrap_or_default(),
    };
    let who = by.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    Message::new(code).with("rows", made.len()).with("when", when).with("who", who)
}

/// The day of an instant in the user's zone.
fn day(rows: &Rows<'_>, at: Timestamp) -> String {
    let offset = Offset::from_seconds(rows.zone.offset_seconds(at)).unwrap_or(Offset::UTC);
    offset.to_datetime(at).date().to_string()
}
