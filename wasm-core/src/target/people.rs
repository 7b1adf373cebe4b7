//! The users a file may name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One user of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Atlassian account ID.
    pub account_id: String,
    /// Name as shown; may be shared by several users.
    pub name: String,
    /// E-mail, unless the user hides it.
    pub email: Option<String>,
    /// Whether the account may be given work.
    pub active: bool,
}

/// Whom a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// Exactly one user.
    One(&'a User),
    /// Several; the text is not enough.
    Several,
    /// Nobody that the user may see.
    Nobody,
}

/// The users that were looked up, and what each text of the file found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// By account ID.
    pub users: BTreeMap<String, User>,
    /// What a text that was searched for found: account IDs, in Jira's order.
    pub found: BTreeMap<String, Vec<String>>,
}

impl People {
    /// The key under which the answer to a search for `text` is kept.
    pub fn search_key(text: &str) -> String {
        crate::mapping::fold(text)
    }

    /// Whom a text names: an account ID, `Name <account ID>`, an exact e-mail, or a display name
    /// that nobody else on the site has, in that order. A namesake whose account is inactive does
    /// not count beside an active one, since it can be given no work.
    pub fn find(&self, text: &str) -> Match<'_> {
        let text = text.trim();
        let id = bracketed(text).unwrap_or(text);
        if let Some(user) = self.users.get(id) {
            return Match::One(user);
        }
        let folded = Self::search_key(id);
        let by_email = |user: &&User| {
            id.contains('@') && user.email.as_deref().is_some_and(|e| Self::search_key(e) == folded)
        };
        if let Some(user) = self.users.values().find(by_email) {
            return Match::One(user);
        }
        let Some(found) = self.found.get(&folded) else { return Match::Nobody };
        let users: Vec<_> = found.iter().filter_map(|id| self.users.get(id)).collect();
        match users.as_slice() {
            [] => Match::Nobody,
            [user] => Match::One(user),
            _ => {
                let mut active = users.into_iter().filter(|user| user.active);
                match (active.next(), active.next()) {
                    (Some(user), None) => Match::One(user),
                    _ => Match::Several,
                }
            }
        }
    }
}

/// The `id` of `Name <id>`.
fn bracketed(text: &str) -> Option<&str> {
    let (_, id) = text.strip_suffix('>')?.rsplit_once('<')?;
    Some(id.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str, name: &str, email: Option<&str>, active: bool) -> (String, User) {
        let email = email.map(str::to_owned);
        let user = User { account_id: id.to_owned(), name: name.to_owned(), email, active };
        (id.to_owned(), user)
    }

    fn people() -> People {
        let users = BTreeMap::from([
            user("5b10a", "Mia Krystof", Some("mia@example.com"), true),
            user("5b10b", "Alex Kim", None, true),
            user("5b10c", "Alex Kim", Some("kim@example.com"), true),
            user("5b10d", "Sam Lee", None, false),
            user("5b10e", "Sam Lee", None, true),
        ]);
        let found = |text: &str, ids: &[&str]| {
            (People::search_key(text), ids.iter().map(|id| (*id).to_owned()).collect())
        };
        let found = BTreeMap::from([
            found("Mia Krystof", &["5b10a"]),
            found("Alex Kim", &["5b10b", "5b10c"]),
            found("Sam Lee", &["5b10d", "5b10e"]),
            found("alex@hidden.example", &["5b10b"]),
            found("Nobody", &[]),
        ]);
        People { users, found }
    }

    #[test]
    fn a_text_names_one_user_several_or_nobody() {
        let people = people();
        let id = |text: &str| match people.find(text) {
            Match::One(user) => user.account_id.clone(),
            Match::Several => "several".to_owned(),
            Match::Nobody => "nobody".to_owned(),
        };
        assert_eq!(id("5b10c"), "5b10c");
        assert_eq!(id("Alex Kim <5b10c>"), "5b10c");
        assert_eq!(id("MIA@example.com"), "5b10a");
        assert_eq!(id("alex@hidden.example"), "5b10b");
        assert_eq!(id("mia krystof"), "5b10a");
        assert_eq!(id("Alex Kim"), "several");
        assert_eq!(id("Sam Lee"), "5b10e");
        assert_eq!(id("Nobody"), "nobody");
        assert_eq!(id("Mia"), "nobody");
    }
}
