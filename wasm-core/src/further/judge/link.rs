//! New links.

use std::collections::BTreeSet;

use super::{Found, Judge};
use crate::further::relation::{self, Relation};
use crate::further::state::FurtherState;
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::{Action, Addition, Entry, EntryIssue};
use crate::schema::Entity;

/// The link that a row asks for.
pub(super) fn read(
    judge: &Judge<'_, '_>,
    found: &mut Found<'_>,
    issue: Option<&EntryIssue>,
) -> Option<Addition> {
    let sheet = FurtherSheet::Links;
    let [relation, linked] = ["Relationship", "Linked key"].map(|name| sheet.column(name));
    let words = found.row.table.text(found.row.row, relation);
    let kinds = &judge.input.state.kinds;
    let kind = match relation::find(kinds, &words) {
        _ if words.is_empty() => {
            found.need(relation);
            None
        }
        Relation::One(kind, outward) => Some((kind, outward)),
        Relation::Several => {
            let message = Message::new("link-type-ambiguous").with("value", &words);
            found.refuse(relation, message);
            None
        }
        // Where the row's own issue is not known, the kinds of link were not asked for.
        Relation::Unknown if kinds.is_empty() && issue.is_none() => None,
        Relation::Unknown => {
            let mut known: Vec<_> = kinds.iter().flat_map(|k| [&*k.outward, &*k.inward]).collect();
            known.dedup();
            let message = Message::new("link-type-unknown").with("value", &words);
            found.refuse(relation, message.with("allowed", known.join(", ")));
            None
        }
    };
    let text = found.row.table.text(found.row.row, linked);
    let other = match judge.issues.find(&text) {
        _ if text.is_empty() => {
            found.need(linked);
            None
        }
        Ok(other) if Some(&other) == issue => {
            found.refuse(linked, Message::new("link-to-itself"));
            None
        }
        Ok(other) => Some(other),
        Err(message) => {
            found.refuse(linked, message);
            None
        }
    };
    let (kind, outward) = kind?;
    Some(Addition::Link {
        kind: Entity { id: kind.id.clone(), name: kind.name.clone() },
        words: kind.words(outward).to_owned(),
        outward,
        other: other?,
    })
}

/// Whether a kind of link is the same in both directions.
fn is_even(kind: &Entity, state: &FurtherState) -> bool {
    state.kinds.iter().any(|known| known.id == kind.id && known.is_even())
}

/// A link that is asked for twice, perhaps at its other end, is made once.
pub(super) fn once(
    entry: &mut Entry,
    state: &FurtherState,
    seen: &mut BTreeSet<(String, String, String)>,
) {
    let (Action::Link, Some(issue), Some(Addition::Link { kind, outward, other, .. })) =
        (entry.action, &entry.issue, &entry.addition)
    else {
        return;
    };
    let (issue, other) = (issue.label().to_owned(), other.label().to_owned());
    let swap = if is_even(kind, state) { issue > other } else { !*outward };
    let (from, to) = if swap { (other, issue) } else { (issue, other) };
    if !seen.insert((kind.id.clone(), from, to)) {
        entry.action = Action::NoOp;
        entry.reason = Some(Message::new("link-twice"));
    }
}
