//! People.

use serde_json::{Value, json};

use super::View;
use crate::site::{Person, UserId};

/// The group whose members may use Jira.
const USERS: &str = "jira-users";
/// Users that the site is licensed for.
const SEATS: usize = 100;

impl View<'_> {
    /// A person as fields, comments and searches show them; null if there is none.
    #[must_use]
    pub fn user(&self, id: UserId) -> Value {
        self.site.people.get(id).map_or(Value::Null, |p| self.person(p))
    }

    /// A person. The address is left out where it is hidden from the viewer.
    #[must_use]
    pub fn person(&self, person: &Person) -> Value {
        let mut json = json!({
            "self": self.link(&format!("user?accountId={}", person.account_id)),
            "accountId": person.account_id,
            "accountType": person.account_type,
            "avatarUrls": self.avatars("user", &person.id.0.to_string()),
            "displayName": person.name,
            "active": person.active,
            "timeZone": person.time_zone,
        });
        if person.email_visible || person.id == self.viewer {
            json["emailAddress"] = person.email.clone().into();
        }
        json
    }

    /// The groups that somebody is in.
    #[must_use]
    pub fn groups_of(&self, id: UserId) -> Vec<Value> {
        let groups = self.site.registers.groups.iter();
        groups.filter(|group| group.members.contains(&id)).map(|group| self.group(group)).collect()
    }

    /// The application roles that somebody's groups give: who is in [`USERS`] may use Jira.
    #[must_use]
    pub fn roles_of(&self, id: UserId) -> Vec<Value> {
        let mut groups = self.site.registers.groups.iter();
        let users = groups.find(|group| group.name == USERS && group.members.contains(&id));
        let role = users.map(|group| {
            json!({
                "key": "jira-software",
                "name": "Jira Software",
                "groups": [group.name],
                "groupDetails": [self.group(group)],
                "defaultGroups": [group.name],
                "defaultGroupsDetails": [self.group(group)],
                "selectedByDefault": false,
                "defined": true,
                "numberOfSeats": SEATS,
                "remainingSeats": SEATS.saturating_sub(group.members.len()),
                "userCount": group.members.len(),
                "userCountDescription": "users",
                "hasUnlimitedSeats": false,
                "platform": false,
            })
        });
        role.into_iter().collect()
    }

    /// The four sizes of a picture.
    #[must_use]
    pub fn avatars(&self, what: &str, id: &str) -> Value {
        let url = format!("{}/images/avatars/{what}/{id}.svg", self.site.base_url);
        json!({"48x48": url, "24x24": url, "16x16": url, "32x32": url})
    }
}
