//! What a recorded issue refers to: found by its name, or made.

use serde_json::Value;

use super::super::{
    Category, Component, IssueType, Person, Priority, Resolution, Role, SecurityLevel, Site,
    Status, Transition, UserId, Version,
};

/// The text of a name, or of the value itself.
pub(super) fn name_of(value: &Value) -> Option<&str> {
    ["name", "value", "displayName", "key", "id"]
        .iter()
        .find_map(|key| value[*key].as_str())
        .or_else(|| value.as_str())
        .filter(|name| !name.is_empty())
}

/// The next number of a list.
pub(super) fn next(ids: impl Iterator<Item = u64>) -> u64 {
    ids.max().unwrap_or(9_999) + 1
}

impl Site {
    /// The status of that name in the project, with steps to it from everywhere if it is new there.
    pub(super) fn recorded_status(&mut self, project: u64, value: &Value) -> u64 {
        let name = name_of(value).unwrap_or("To Do");
        let used = self.project_by_id(project).map(|p| p.workflow.statuses.clone());
        let used = used.unwrap_or_default();
        let named = |s: &&Status| s.name == name;
        let statuses = &self.catalog.statuses;
        let in_use = statuses.iter().filter(|s| used.contains(&s.id)).find(named);
        if let Some(status) = in_use {
            return status.id;
        }
        let category = match value["statusCategory"]["key"].as_str() {
            Some("done") => Category::Done,
            Some("indeterminate") => Category::InProgress,
            _ => Category::ToDo,
        };
        let same = statuses.iter().find(|s| s.name == name && s.scope.is_none());
        let id = same.map_or_else(|| next(statuses.iter().map(|s| s.id)), |s| s.id);
        if same.is_none() {
            self.catalog.statuses.push(Status { id, name: name.into(), category, scope: None });
        }
        if let Some(project) = self.projects.iter_mut().find(|p| p.id == project) {
            let workflow = &mut project.workflow;
            if workflow.statuses.is_empty() {
                workflow.initial = id;
            }
            workflow.statuses.push(id);
            workflow.transitions.push(Transition {
                id: next(workflow.transitions.iter().map(|t| t.id).chain([10])),
                name: name.into(),
                from: vec![],
                to: id,
                screen: vec![],
                resolution: None,
            });
        }
        id
    }

    /// The issue type of that name in the project.
    pub(super) fn recorded_type(&mut self, project: u64, value: &Value) -> u64 {
        let name = name_of(value).unwrap_or("Task");
        let known = self.project_by_id(project).map(|p| p.issue_types.clone()).unwrap_or_default();
        let types = &self.catalog.issue_types;
        let in_use = types.iter().find(|t| known.contains(&t.id) && t.name == name);
        if let Some(found) = in_use {
            return found.id;
        }
        let subtask = value["subtask"] == true;
        let level = value["hierarchyLevel"].as_i64().unwrap_or(match (subtask, name) {
            (true, _) => -1,
            (_, "Epic") => 1,
            _ => 0,
        });
        let same = types.iter().find(|t| t.name == name && t.scope.is_none() && t.level == level);
        let id = same.map_or_else(|| next(types.iter().map(|t| t.id)), |t| t.id);
        if same.is_none() {
            self.catalog.issue_types.push(IssueType {
                id,
                name: name.into(),
                description: value["description"].as_str().unwrap_or_default().into(),
                level,
                scope: None,
            });
        }
        if let Some(project) = self.projects.iter_mut().find(|p| p.id == project) {
            project.issue_types.push(id);
        }
        id
    }

    pub(super) fn recorded_priority(&mut self, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let list = &mut self.catalog.priorities;
        if let Some(found) = list.iter().find(|p| p.name == name) {
            return Some(found.id);
        }
        let id = next(list.iter().map(|p| p.id));
        list.push(Priority { id, name: name.into(), color: "#999999" });
        Some(id)
    }

    pub(super) fn recorded_resolution(&mut self, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let list = &mut self.catalog.resolutions;
        if let Some(found) = list.iter().find(|r| r.name == name) {
            return Some(found.id);
        }
        let id = next(list.iter().map(|r| r.id));
        let description = value["description"].as_str().unwrap_or_default().into();
        list.push(Resolution { id, name: name.into(), description });
        Some(id)
    }

    pub(super) fn recorded_level(&mut self, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let list = &mut self.registers.levels;
        if let Some(found) = list.iter().find(|l| l.name == name) {
            return Some(found.id);
        }
        let id = next(list.iter().map(|l| l.id));
        let roles = vec![Role::Admin, Role::Member, Role::Viewer];
        list.push(SecurityLevel { id, name: name.into(), description: String::new(), roles });
        Some(id)
    }

    /// The person of that account id; one that is not known yet gets an account without a token.
    pub(super) fn recorded_person(&mut self, value: &Value) -> Option<UserId> {
        let account = value["accountId"].as_str().or_else(|| name_of(value))?;
        if let Some(person) = self.people.by_account(account) {
            return Some(person.id);
        }
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let email = text("emailAddress");
        Some(self.people.add(|id| Person {
            id,
            account_id: account.to_owned(),
            account_type: if value["accountType"] == "app" { "app" } else { "atlassian" },
            name: text("displayName").unwrap_or_else(|| account.to_owned()),
            email_visible: email.is_some(),
            email: email.unwrap_or_else(|| format!("recorded{}@rowport.example", id.0)),
            active: value["active"] != false,
            time_zone: text("timeZone").unwrap_or_else(|| "UTC".into()),
            role: Role::Member,
            token: None,
        }))
    }

    pub(super) fn recorded_component(&mut self, project: u64, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let id = next(self.projects.iter().flat_map(|p| &p.components).map(|c| c.id));
        let project = self.projects.iter_mut().find(|p| p.id == project)?;
        if let Some(found) = project.components.iter().find(|c| c.name == name) {
            return Some(found.id);
        }
        let description = value["description"].as_str().unwrap_or_default().into();
        project.components.push(Component { id, name: name.into(), description, lead: None });
        Some(id)
    }

    pub(super) fn recorded_version(&mut self, project: u64, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let id = next(self.projects.iter().flat_map(|p| &p.versions).map(|v| v.id));
        let project = self.projects.iter_mut().find(|p| p.id == project)?;
        if let Some(found) = project.versions.iter().find(|v| v.name == name) {
            return Some(found.id);
        }
        project.versions.push(Version {
            id,
            name: name.into(),
            description: value["description"].as_str().unwrap_or_default().into(),
            released: value["released"] == true,
            archived: value["archived"] == true,
            release_date: value["releaseDate"].as_str().map(str::to_owned),
        });
        Some(id)
    }
}
