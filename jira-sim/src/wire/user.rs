//! People.

use serde_json::{Value, json};

use super::View;
use crate::site::{Person, UserId};

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

    /// The four sizes of a picture.
    #[must_use]
    pub fn avatars(&self, what: &str, id: &str) -> Value {
        let url = format!("{}/images/avatars/{what}/{id}.svg", self.site.base_url);
        json!({"48x48": url, "24x24": url, "16x16": url, "32x32": url})
    }
}
