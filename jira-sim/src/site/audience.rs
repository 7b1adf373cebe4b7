//! Who may see a comment: a group or a role of the project.

use serde_json::{Value, json};

use super::{Comment, Group, Problems, ProjectRole, Site, UserId};

impl Site {
    /// Checks `visibility` of a request; tells how REST shows it, none for everybody.
    ///
    /// # Errors
    /// A group or role that does not exist, or that the author is not in.
    pub(super) fn audience(
        &self,
        author: UserId,
        input: &Value,
    ) -> Result<Option<Value>, Problems> {
        if !input.is_object() {
            return Ok(None);
        }
        let refuse = |text: String| Problems::field("commentLevel", text);
        let named = input["value"].as_str().or(input["identifier"].as_str()).unwrap_or_default();
        match input["type"].as_str() {
            Some("role") => {
                let role = self.role_named(named);
                let role =
                    role.ok_or_else(|| refuse(format!("Role with id: {named} does not exist.")))?;
                if !self.has_role(author, role) {
                    return Err(refuse(format!(
                        "You are currently not a member of the project role: {}.",
                        role.name
                    )));
                }
                let name = &role.name;
                Ok(Some(json!({"type": "role", "value": name, "identifier": name})))
            }
            Some("group") => {
                let group = match input["identifier"].as_str() {
                    Some(id) => self.registers.groups.iter().find(|g| g.group_id == id),
                    None => self.registers.groups.iter().find(|g| g.name == named),
                };
                let group =
                    group.ok_or_else(|| refuse(format!("Group: {named} does not exist.")))?;
                if !group.members.contains(&author) {
                    return Err(refuse(format!(
                        "You are currently not a member of the group: {}.",
                        group.name
                    )));
                }
                Ok(Some(shown(group)))
            }
            _ => Err(Problems::message("INVALID_INPUT")),
        }
    }

    /// Whether somebody may see a comment of an issue that they see.
    #[must_use]
    pub fn hears(&self, who: UserId, comment: &Comment) -> bool {
        let Some(audience) = &comment.visibility else { return true };
        let named = audience["identifier"].as_str().unwrap_or_default();
        match audience["type"].as_str() {
            Some("role") => self.role_named(named).is_some_and(|role| self.has_role(who, role)),
            _ => {
                let group = self.registers.groups.iter().find(|g| g.group_id == named);
                group.is_some_and(|group| group.members.contains(&who))
            }
        }
    }

    fn role_named(&self, name: &str) -> Option<&ProjectRole> {
        self.registers.roles.iter().find(|role| role.name == name)
    }

    fn has_role(&self, who: UserId, role: &ProjectRole) -> bool {
        self.people.get(who).is_some_and(|person| role.holders.contains(&person.role))
    }
}

fn shown(group: &Group) -> Value {
    json!({"type": "group", "value": group.name, "identifier": group.group_id})
}
