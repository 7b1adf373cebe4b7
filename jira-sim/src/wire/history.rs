//! The change history.

use serde_json::{Value, json};

use super::View;
use crate::site::{Change, Issue};

/// Changes that an issue shows of itself; searches show fewer.
const EMBEDDED: usize = 100;

impl View<'_> {
    /// One change.
    #[must_use]
    pub fn change(&self, change: &Change) -> Value {
        let items: Vec<Value> = change
            .items
            .iter()
            .map(|item| {
                let mut json = json!({
                    "field": item.field,
                    "fieldtype": if item.custom { "custom" } else { "jira" },
                    "from": item.from.0,
                    "fromString": item.from.1,
                    "to": item.to.0,
                    "toString": item.to.1,
                });
                if let Some(id) = &item.field_id {
                    json["fieldId"] = id.clone().into();
                }
                json
            })
            .collect();
        json!({
            "id": change.id.to_string(),
            "author": self.user(change.author),
            "created": self.time(change.created),
            "items": items,
        })
    }

    /// The newest changes first, as an issue shows them.
    #[must_use]
    pub fn history_in_issue(&self, issue: &Issue) -> Value {
        let history = self.site.history(issue);
        let newest = history.iter().rev().take(EMBEDDED);
        json!({
            "startAt": 0,
            "maxResults": EMBEDDED,
            "total": history.len(),
            "histories": newest.map(|c| self.change(c)).collect::<Vec<_>>(),
        })
    }
}
