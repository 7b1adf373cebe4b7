//! The change history.

use serde_json::{Value, json};

use super::View;
use crate::site::{Change, Issue};

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

    /// The newest changes first, so many of them at most, as an issue shows them.
    #[must_use]
    pub fn history_in_issue(&self, issue: &Issue, most: usize) -> Value {
        let history = self.site.history(issue);
        let newest = history.iter().rev().take(most);
        json!({
            "startAt": 0,
            "maxResults": most,
            "total": history.len(),
            "histories": newest.map(|c| self.change(c)).collect::<Vec<_>>(),
        })
    }
}
