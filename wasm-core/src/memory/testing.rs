//! Imports in a form short enough for a test.

use jiff::{SignedDuration, Timestamp};

use super::{Made, NewRows, Own, Seen, recognise};
use crate::check::testing::{Case, site};
use crate::mapping::propose;
use crate::mapping::testing::{fields, table};
use crate::plan::{Change, IssueRef};
use crate::schema::FieldValue;

/// When a file was first imported.
const THEN: &str = "2026-11-01T09:00:00Z";

/// The same as an instant.
pub(super) fn then() -> Timestamp {
    THEN.parse().unwrap()
}

/// What the import of a file makes: DEMO-1, DEMO-2 and so on in the order of its rows.
pub(crate) fn imported(file: &str, lineage: &str) -> Vec<Made> {
    let mut changes = Case::new(site("issuekey"), file).plan().0.changes;
    changes.sort_by_key(|change| change.row);
    let made = |(at, change): (usize, Change)| {
        let field = |id: &str| {
            change.fields.iter().find(|field| field.field.as_str() == id).map(|f| f.after.clone())
        };
        let summary = match field("summary") {
            Some(FieldValue::Text(text)) => text,
            _ => String::new(),
        };
        Made {
            issue: IssueRef { id: (10_001 + at).to_string(), key: format!("DEMO-{}", at + 1) },
            project: "10000".to_owned(),
            issue_type: change.create.as_ref().unwrap().issue_type.name.clone(),
            summary,
            parent: None,
            created: Some(then()),
            by: "Mia Krystof".to_owned(),
            status: "To Do".to_owned(),
            begun: false,
            done: false,
            lineage: lineage.to_owned(),
            row: change.identity.as_ref().unwrap().row.clone(),
            memory: change.memory.clone(),
            anew: change.anew,
        }
    };
    changes.into_iter().enumerate().map(made).collect()
}

/// What is known of a file of that lineage, so many hours after the imports.
pub(crate) fn seen(file: &str, made: &[Made], own: &str, hours: i64) -> Seen {
    seen_of(file, made, Own { lineage: own, exported: false }, hours)
}

/// The same of a file that says whether it is an export.
pub(super) fn seen_of(file: &str, made: &[Made], own: Own<'_>, hours: i64) -> Seen {
    let table = table(file);
    let (mapping, _) = propose(&table, &fields(), None);
    let rows = NewRows::new(&table, &mapping, &fields(), |_| Some("10000".to_owned()));
    recognise(&rows, made, own, then() + SignedDuration::from_hours(hours))
}
