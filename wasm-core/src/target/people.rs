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
