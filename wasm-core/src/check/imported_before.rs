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
//! One choice for all rows, or one for a row: update the work items, or create new ones. What is
//! known for sure is updated also where all are to be created anew, which is said; a choice for the
//! row itself creates it once more.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::rows::{Row, RowSeen, Rows};
use crate::finding::{Finding, Place};
use crate::memory::Candidate;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let seen = &rows.target.seen;
    let is_sure = |row: &Row<'_>| seen.rows.get(&row.row).is_some_and(|seen| seen.sure);
    let (mut known, mut kept, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows.rows {
        match row.seen {
            Some(RowSeen::Made(made)) if rows.create_anew && is_sure(row) => kept.push(made),
            Some(RowSeen::Made(made)) => known.push(made),
            Some(RowSeen::Asked(seen)) => {
                let mut there = seen.candidates.iter().filter(|made| is_there(rows, made));
                if let Some(likeliest) = there.next() {
                    asked.push(likeliest);
                    let others: Vec<_> = there.collect();
                    findings.push(question(rows, row, likeliest, &others, seen.more));
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
    if !kept.is_empty() {
        let message = described("imported-again-kept", &kept, rows);
        findings.push(Finding::warning(message, of_sheet.clone()));
    }
    if !asked.is_empty() {
        let code = match seen.as_last_time() {
            Some(_) => "imported-before-anew",
            None => "imported-before",
        };
        let message = described(code, &asked, rows);
        findings.push(Finding::warning(message, of_sheet.clone()));
        let count = |is: fn(&Candidate) -> bool| asked.iter().filter(|made| is(made)).count();
        let (done, moved) = (count(|made| made.done), count(|made| made.moved));
        if done + moved > 0 {
            let message = Message::new("imported-before-changed");
            let message = message.with("done", done).with("moved", moved);
            findings.push(Finding::warning(message, of_sheet.clone()));
        }
    }
    if let Some(looked) = &seen.looked
        && rows.rows.iter().any(|row| row.is_new() && row.seen.is_none())
    {
        let when = looked.back_to.map(|at| day(rows, at)).unwrap_or_default();
        let message = Message::new("imports-looked-back").with("count", looked.issues);
        findings.push(Finding::info(message.with("when", when), of_sheet));
    }
}

/// Whether a work item is not gone by now.
fn is_there(rows: &Rows<'_>, made: &Candidate) -> bool {
    rows.target.issues.contains_key(&made.name())
}

/// The question about one row, with all work items that it looks like.
fn question(
    rows: &Rows<'_>,
    row: &Row<'_>,
    made: &Candidate,
    others: &[&Candidate],
    more: u32,
) -> Finding {
    let code = match (made.moved, made.done, made.begun, others) {
        (true, _, _, []) => "imported-before-row-moved",
        (false, true, _, []) => "imported-before-row-done",
        (false, false, true, []) => "imported-before-row-begun",
        (false, false, false, []) => "imported-before-row",
        (true, ..) => "imported-before-row-moved-others",
        (false, true, ..) => "imported-before-row-done-others",
        (false, false, true, _) => "imported-before-row-begun-others",
        (false, false, false, _) => "imported-before-row-others",
    };
    let message = described(code, &[made], rows).with("key", &made.issue.key);
    let message = message.with("status", &made.status);
    Finding::error(message.with("others", named(rows, others, more)), rows.whole(row))
}

/// Work items, each with its day and, where work on it has begun, its status; and how many more
/// there are.
fn named(rows: &Rows<'_>, made: &[&Candidate], more: u32) -> String {
    let one = |made: &&Candidate| {
        let day = made.created.map(|at| day(rows, at));
        let status = Some(made.status.clone()).filter(|_| made.begun);
        let told: Vec<_> = day.into_iter().chain(status).collect();
        match told.is_empty() {
            true => made.issue.key.clone(),
            false => format!("{} ({})", made.issue.key, told.join(", ")),
        }
    };
    let named = made.iter().map(one).collect::<Vec<_>>().join(", ");
    match more {
        0 => named,
        more => Message::new("and-more").with("these", named).with("more", more).text(),
    }
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
