//! What was changed, when and by whom: a row for each field of each change.

use std::collections::HashMap;

use super::{Entries, text};
use crate::convert;
use crate::jira::HistoryItem;
use crate::job::FurtherSheet;
use crate::schema::FieldValue;

/// The histories of issues that stand together, the first of them at `from`.
pub(super) fn take(entries: &mut Entries, from: usize, ids: &[String], items: Vec<HistoryItem>) {
    let positions: HashMap<&str, usize> =
        ids.iter().enumerate().map(|(at, id)| (id.as_str(), from + at)).collect();
    for item in items {
        let Some(at) = positions.get(item.issue.as_str()) else { continue };
        let author = entries.person(item.author);
        let values = vec![
            text(item.change),
            item.at.map_or(FieldValue::Empty, FieldValue::DateTime),
            author,
            text(item.field),
            text(convert::fitted(&item.from)),
            text(convert::fitted(&item.to)),
        ];
        entries.push(FurtherSheet::History, *at, values);
    }
}
