//! The histories of recorded issues.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Change, ChangeItem, Site, UserId, kind::instant};

impl Site {
    /// The changes that a recorded issue brings along, oldest first. They get numbers of this site;
    /// custom fields get the ids that they have here.
    pub(super) fn recorded_history(
        &mut self,
        issue: &Value,
        fields: &BTreeMap<String, String>,
    ) -> Vec<Change> {
        let log = &issue["changelog"];
        let recorded = log["histories"].as_array().or_else(|| log["values"].as_array());
        let mut changes: Vec<Change> = recorded
            .into_iter()
            .flatten()
            .filter_map(|change| {
                let author = self.recorded_person(&change["author"]).unwrap_or(UserId(0));
                let items = change["items"].as_array().into_iter().flatten();
                let items = items.map(|recorded| item(recorded, fields)).collect();
                Some(Change { id: 0, author, created: instant(&change["created"])?, items })
            })
            .collect();
        changes.sort_by_key(|change| change.created);
        for change in &mut changes {
            change.id = self.change_id();
        }
        changes
    }
}

fn item(recorded: &Value, fields: &BTreeMap<String, String>) -> ChangeItem {
    let text = |key: &str| recorded[key].as_str().map(str::to_owned);
    let field_id = text("fieldId").map(|id| fields.get(&id).cloned().unwrap_or(id));
    ChangeItem {
        field: text("field").unwrap_or_default(),
        field_id,
        custom: recorded["fieldtype"] == "custom",
        from: (text("from"), text("fromString")),
        to: (text("to"), text("toString")),
    }
}
