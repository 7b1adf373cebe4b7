//! The users a file may name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::mapping::fold;

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

impl User {
    /// A user as Jira's JSON has them, alone or as the value of a field.
    pub fn of_json(json: &Value) -> Option<Self> {
        let text = |key: &str| json.get(key).and_then(Value::as_str);
        let account_id = text("accountId")?.to_owned();
        Some(Self {
            name: text("displayName").unwrap_or(&account_id).to_owned(),
            email: text("emailAddress").filter(|email| !email.is_empty()).map(str::to_owned),
            active: json.get("active").and_then(Value::as_bool).unwrap_or(true),
            account_id,
        })
    }
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

/// What has to be looked up before a text can name a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted<'a> {
    /// An account by its ID (`/user/bulk`).
    Account(&'a str),
    /// Whoever a search finds (`/user/search`); the answer belongs into [`People::found`] under
    /// the same text.
    Search(&'a str),
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
    /// Takes up a user.
    pub fn learn(&mut self, user: User) {
        self.users.insert(user.account_id.clone(), user);
    }

    /// What a cell's text needs looked up so that [`People::resolve`] can answer.
    pub fn wanted(text: &str) -> Wanted<'_> {
        let text = text.trim();
        let inner = in_brackets(text).map_or(text, |(_, inner)| inner);
        if looks_like_account(inner) { Wanted::Account(inner) } else { Wanted::Search(inner) }
    }

    /// Whom a text names: an account ID, an exact e-mail, `Name <account ID or e-mail>`, or the
    /// display name of exactly one user, who is active; in another case too, where only one has it
    /// so. Nobody is ever guessed: of two users with the same name neither is named by it, even if
    /// one of them has left.
    pub fn resolve(&self, text: &str) -> Match<'_> {
        let text = text.trim();
        if let Some(found) = self.exact(text) {
            return found;
        }
        if let Some((_, inner)) = in_brackets(text) {
            return self.exact(inner).unwrap_or(Match::Nobody);
        }
        let found = match one(self.named(text)) {
            Match::Nobody => one(self.read_as(text)),
            found => found,
        };
        match found {
            Match::One(user) if !user.active => Match::Nobody,
            found => found,
        }
    }

    /// Whether the name that stands before an account ID is the user's own. Somebody who edits only
    /// the name means somebody else. Before an e-mail a name may be written in any way.
    pub fn agrees(text: &str, user: &User) -> bool {
        match in_brackets(text.trim()) {
            Some((name, id)) if id == user.account_id && !name.is_empty() => {
                fold(name) == fold(&before_id(&user.name))
            }
            _ => true,
        }
    }

    /// By account ID or e-mail.
    fn exact(&self, text: &str) -> Option<Match<'_>> {
        if let Some(user) = self.users.get(text) {
            return Some(Match::One(user));
        }
        if !text.contains('@') {
            return None;
        }
        let has = |user: &&User| {
            user.email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(text))
        };
        match one(self.users.values().filter(has)) {
            Match::Nobody => self.hidden(text).map(Match::One),
            found => Some(found),
        }
    }

    /// The owner of an e-mail that is hidden: Jira's search finds such an account by the whole
    /// e-mail only, so a single answer without an e-mail is the owner, unless the name explains it.
    fn hidden(&self, email: &str) -> Option<&User> {
        let [only] = self.found.get(email)?.as_slice() else { return None };
        let user = self.users.get(only)?;
        let explained = user.name.to_lowercase().contains(&email.to_lowercase());
        (user.email.is_none() && !explained).then_some(user)
    }

    /// All users of a name, whether a search found them or not.
    fn named(&self, name: &str) -> impl Iterator<Item = &User> {
        self.users.values().filter(move |user| user.name.trim() == name)
    }

    /// All users whose name a person reads as this one.
    pub fn read_as(&self, name: &str) -> impl Iterator<Item = &User> {
        let folded = fold(name);
        self.users.values().filter(move |user| fold(&user.name) == folded)
    }
}

fn one<'a>(mut users: impl Iterator<Item = &'a User>) -> Match<'a> {
    match (users.next(), users.next()) {
        (None, _) => Match::Nobody,
        (Some(user), None) => Match::One(user),
        (Some(_), Some(_)) => Match::Several,
    }
}

/// A name as it stands before an account ID: on one line, without the signs that end a name.
pub fn before_id(name: &str) -> String {
    let line: String = name
        .chars()
        .filter(|c| !matches!(c, '<' | '>' | ';'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

/// The parts of `Name <account ID or e-mail>`.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (name, inner) = text.strip_suffix('>')?.rsplit_once('<')?;
    Some((name.trim(), inner.trim()))
}

/// Account IDs are `5b10ac8d82e05b22cc7d4ef5` or `712020:` and a UUID: one word with digits, and
/// long.
fn looks_like_account(text: &str) -> bool {
    text.len() >= 16
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People {
        let mut people = People::default();
        for (id, name, email, active) in [
            ("712020:a1", "Mia Krystof", Some("mia@example.com"), true),
            ("712020:a2", "Alex Doe", None, true),
            ("712020:a3", "Alex Doe", Some("doe@example.com"), false),
            ("712020:a4", "Old Hand", None, false),
        ] {
            let (account_id, name) = (id.to_owned(), name.to_owned());
            people.learn(User { account_id, name, email: email.map(str::to_owned), active });
        }
        people.found.insert("alex@example.com".to_owned(), vec!["712020:a2".to_owned()]);
        people.found.insert("mi@example.com".to_owned(), vec!["712020:a1".to_owned()]);
        people
    }

    fn id(people: &People, text: &str) -> String {
        match people.resolve(text) {
            Match::One(user) => user.account_id.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_user_is_named_exactly_or_not_at_all() {
        let people = people();
        for (text, expected) in [
            ("712020:a3", "712020:a3"),
            ("MIA@example.com", "712020:a1"),
            ("Mia Krystof", "712020:a1"),
            ("Someone <712020:a2>", "712020:a2"),
            ("Mia <mia@example.com>", "712020:a1"),
            ("mia krystof", "712020:a1"),
            ("Mia\u{a0} Krystof", "712020:a1"),
            ("alex DOE", "Several"),
            ("old hand", "Nobody"),
            ("Mia", "Nobody"),
            ("Alex Doe", "Several"),
            ("Old Hand", "Nobody"),
            ("Mia Krystof <712020:zz>", "Nobody"),
            ("", "Nobody"),
        ] {
            assert_eq!(id(&people, text), expected, "{text}");
        }
    }

    #[test]
    fn the_case_tells_two_users_apart_where_it_can() {
        let mut people = people();
        let (account_id, name) = ("712020:a5".to_owned(), "MIA KRYSTOF".to_owned());
        people.learn(User { account_id, name, email: None, active: true });
        assert_eq!(id(&people, "Mia Krystof"), "712020:a1");
        assert_eq!(id(&people, "MIA KRYSTOF"), "712020:a5");
        assert_eq!(id(&people, "mia krystof"), "Several");
    }

    #[test]
    fn a_hidden_e_mail_names_its_owner_when_the_search_found_one_account() {
        let people = people();
        assert_eq!(id(&people, "alex@example.com"), "712020:a2");
        assert_eq!(id(&people, "mi@example.com"), "Nobody", "found, but shows another e-mail");
    }

    #[test]
    fn what_is_looked_up_depends_on_the_text() {
        let account = "5b10ac8d82e05b22cc7d4ef5";
        assert_eq!(People::wanted(account), Wanted::Account(account));
        assert_eq!(People::wanted(&format!("Mia <{account}>")), Wanted::Account(account));
        assert_eq!(People::wanted(" Mia Krystof "), Wanted::Search("Mia Krystof"));
        assert_eq!(People::wanted("Mia <m@example.com>"), Wanted::Search("m@example.com"));
    }
}
