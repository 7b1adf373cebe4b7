//! Rows of further sheets, as the screen shows them.

use super::rows::plain;
use crate::convert::{self, Context};
use crate::further::audience_text;
use crate::job::{CellChange, PlanRow};
use crate::plan::{Addition, Entry, EntryIssue};
use crate::schema::{FieldId, FieldValue};

/// A row with what it adds, as changes of cells that were empty.
pub(super) fn plan_row(entry: &Entry, cx: &Context<'_>) -> PlanRow {
    let issue = match &entry.issue {
        Some(EntryIssue::Known(issue)) => Some(issue.clone()),
        _ => None,
    };
    PlanRow {
        sheet: entry.sheet.clone(),
        row: entry.row,
        action: entry.action,
        issue,
        named: None,
        title: title(entry),
        changes: entry.addition.iter().flat_map(|addition| changes(addition, cx)).collect(),
        reason: entry.reason.clone(),
    }
}

/// One line that says what is added.
fn title(entry: &Entry) -> String {
    let first = |text: &str| text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").to_owned();
    match &entry.addition {
        Some(Addition::Comment { body, .. }) => first(&body.markdown),
        Some(Addition::Worklog { comment, .. }) => {
            comment.as_ref().map(|comment| first(&comment.markdown)).unwrap_or_default()
        }
        Some(Addition::Link { words, other, .. }) => format!("{words} {}", other.label()),
        None => String::new(),
    }
}

fn changes(addition: &Addition, cx: &Context<'_>) -> Vec<CellChange> {
    let cell = |name: &str, after: String| {
        plain((FieldId::new(name), name.to_owned()), String::new(), after)
    };
    match addition {
        Addition::Comment { body, visibility } => {
            let visible =
                visibility.iter().map(|audience| cell("Visible to", audience_text(audience)));
            std::iter::once(cell("Comment", body.markdown.clone())).chain(visible).collect()
        }
        Addition::Worklog { started, seconds, comment } => {
            let show = |value: &FieldValue| convert::display(value, cx);
            let mut cells = vec![
                cell("Started", show(&FieldValue::DateTime(*started))),
                cell("Time spent", show(&FieldValue::Duration(*seconds))),
            ];
            cells.extend(comment.iter().map(|text| cell("Comment", text.markdown.clone())));
            cells
        }
        Addition::Link { words, other, .. } => {
            vec![cell("Relationship", words.clone()), cell("Linked key", other.label().to_owned())]
        }
    }
}
