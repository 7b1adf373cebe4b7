//! Issue types, statuses, priorities and resolutions.

use serde_json::{Value, json};

use super::View;
use crate::site::{Category, IssueType, Priority, Resolution, Status};

impl View<'_> {
    /// An issue type.
    #[must_use]
    pub fn issue_type(&self, id: u64) -> Value {
        self.site.catalog.issue_type(id).map_or(Value::Null, |t| self.issue_type_of(t))
    }

    /// An issue type.
    #[must_use]
    pub fn issue_type_of(&self, t: &IssueType) -> Value {
        let mut json = json!({
            "self": self.link(&format!("issuetype/{}", t.id)),
            "id": t.id.to_string(),
            "description": t.description,
            "iconUrl": format!("{}/images/issuetypes/{}.svg", self.site.base_url, t.id),
            "name": t.name,
            "subtask": t.level < 0,
            "avatarId": 10_300 + t.id % 100,
            "hierarchyLevel": t.level,
        });
        self.add_scope(&mut json, t.scope);
        json
    }

    /// A status with its category.
    #[must_use]
    pub fn status(&self, id: u64) -> Value {
        self.site.catalog.status(id).map_or(Value::Null, |s| self.status_of(s))
    }

    /// A status with its category.
    #[must_use]
    pub fn status_of(&self, status: &Status) -> Value {
        let mut json = json!({
            "self": self.link(&format!("status/{}", status.id)),
            "description": "",
            "iconUrl": format!("{}/images/statuses/{}.svg", self.site.base_url, status.id),
            "name": status.name,
            "untranslatedName": status.name,
            "id": status.id.to_string(),
            "statusCategory": self.category(status.category),
        });
        self.add_scope(&mut json, status.scope);
        json
    }

    /// A category of statuses.
    #[must_use]
    pub fn category(&self, category: Category) -> Value {
        let (key, color, name) = category.texts();
        json!({
            "self": self.link(&format!("statuscategory/{}", category.id())),
            "id": category.id(),
            "key": key,
            "colorName": color,
            "name": name,
        })
    }

    /// All four categories, the unused one first.
    #[must_use]
    pub fn categories(&self) -> Value {
        let none = json!({
            "self": self.link("statuscategory/1"),
            "id": 1, "key": "undefined", "colorName": "medium-gray", "name": "No Category",
        });
        let used = Category::ALL.iter().map(|c| self.category(*c));
        Value::Array(std::iter::once(none).chain(used).collect())
    }

    /// A priority as fields show it.
    #[must_use]
    pub fn priority(&self, id: u64) -> Value {
        let Some(p) = self.site.catalog.priority(id) else { return Value::Null };
        json!({
            "self": self.link(&format!("priority/{}", p.id)),
            "iconUrl": format!("{}/images/priorities/{}.svg", self.site.base_url, p.id),
            "name": p.name,
            "id": p.id.to_string(),
        })
    }

    /// A priority as the lists of priorities show it.
    #[must_use]
    pub fn priority_in_list(&self, p: &Priority) -> Value {
        let mut json = self.priority(p.id);
        json["statusColor"] = p.color.into();
        json["description"] = format!("Priority {}", p.name).into();
        json
    }

    /// A resolution.
    #[must_use]
    pub fn resolution(&self, id: u64) -> Value {
        self.site.catalog.resolution(id).map_or(Value::Null, |r| self.resolution_of(r))
    }

    /// A resolution.
    #[must_use]
    pub fn resolution_of(&self, r: &Resolution) -> Value {
        json!({
            "self": self.link(&format!("resolution/{}", r.id)),
            "id": r.id.to_string(),
            "description": r.description,
            "name": r.name,
        })
    }

    fn add_scope(&self, json: &mut Value, scope: Option<u64>) {
        if let Some(project) = scope {
            json["scope"] = super::field::scope(project);
        }
    }
}
