//! Links between issues.

use serde_json::Value;

use super::{Link, Permission, Problems, Refusal, Site, UserId};

/// A link that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLink {
    /// Id of its type.
    pub kind: u64,
    /// Whether it leads from the issue that is written to the other one.
    pub outward: bool,
    /// Id of the other issue.
    pub other: u64,
}

impl Site {
    /// The type of links of that id or name, as a body gives it.
    #[must_use]
    pub fn link_type_of(&self, input: &Value) -> Option<u64> {
        let id = match &input["id"] {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        };
        let name = input["name"].as_str();
        let mut types = self.registers.link_types.iter();
        let found = types.find(|t| {
            id.map_or(name.is_some_and(|n| n.eq_ignore_ascii_case(&t.name)), |i| i == t.id)
        });
        found.map(|t| t.id)
    }

    /// The id of the issue that `{"key"}` or `{"id"}` names, if the caller may see it.
    #[must_use]
    pub fn issue_of(&self, caller: UserId, input: &Value) -> Option<u64> {
        let name = input["key"].as_str().or_else(|| input["id"].as_str())?;
        self.visible_issue(caller, name).map(|i| i.id)
    }

    /// Reads `{"type", "outwardIssue" | "inwardIssue"}` as `update` of an issue gives it.
    pub(super) fn new_link(&self, caller: UserId, input: &Value) -> Result<NewLink, Refusal> {
        let kind = self.link_type_of(&input["type"]).ok_or_else(|| {
            let name = input["type"]["name"].as_str().unwrap_or_default();
            Refusal::field(format!("No issue link type with name '{name}' found."))
        })?;
        let outward = !input["outwardIssue"].is_null();
        let side = if outward { "outwardIssue" } else { "inwardIssue" };
        match self.issue_of(caller, &input[side]) {
            Some(other) => Ok(NewLink { kind, outward, other }),
            None => {
                Err(Refusal::field("Issue does not exist or you do not have permission to see it."))
            }
        }
    }

    /// Makes a link that leads from one issue to another. One that is there already is left alone.
    pub fn link(&mut self, author: UserId, kind: u64, from: u64, to: u64) {
        let Some((mut from, mut to)) =
            self.issues.get(from).cloned().zip(self.issues.get(to).cloned())
        else {
            return;
        };
        let there = |l: &Link| l.kind == kind && l.outward && l.other == to.id;
        if from.id == to.id || from.records.links.iter().any(there) {
            return;
        }
        let id = self.record_id();
        from.records.links.push(Link { id, kind, outward: true, other: to.id });
        to.records.links.push(Link { id, kind, outward: false, other: from.id });
        self.commit(author, from);
        self.commit(author, to);
    }

    /// The issue that a link begins at, and the link.
    #[must_use]
    pub fn find_link(&self, caller: UserId, id: u64) -> Option<(u64, &Link)> {
        self.issues.iter().find_map(|issue| {
            let link = issue.records.links.iter().find(|l| l.id == id && l.outward)?;
            self.may_on(caller, Permission::Browse, issue).then_some((issue.id, link))
        })
    }

    /// Takes a link away from both issues.
    ///
    /// # Errors
    /// The text for somebody who may not edit the issue.
    pub fn unlink(&mut self, caller: UserId, id: u64) -> Result<(), Problems> {
        let Some((from, to)) = self.find_link(caller, id).map(|(from, l)| (from, l.other)) else {
            return Err(Problems::message(format!("No issue link with id '{id}' exists.")));
        };
        for end in [from, to] {
            let Some(mut issue) = self.issues.get(end).cloned() else { continue };
            issue.records.links.retain(|l| l.id != id);
            self.commit(caller, issue);
        }
        Ok(())
    }

    /// Takes the links to an issue that is deleted away from the others.
    pub fn forget_links(&mut self, gone: u64) {
        let ends: Vec<u64> = self
            .issues
            .get(gone)
            .map(|i| i.records.links.iter().map(|l| l.other).collect())
            .unwrap_or_default();
        for end in ends {
            let Some(mut issue) = self.issues.get(end).cloned() else { continue };
            issue.records.links.retain(|l| l.other != gone);
            self.issues.replace(issue);
        }
    }
}
