//! The people of the site, and what each may do.

use std::collections::HashMap;

/// A person by their place in [`People`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(pub u32);

/// What a person may do in the projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything, in every project.
    Admin,
    /// Create, edit, move through the workflow, assign and comment.
    Member,
    /// Look at the projects that are not private.
    Viewer,
}

impl Role {
    /// The name that sessions and the ready line use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Admin, Self::Member, Self::Viewer].into_iter().find(|r| r.name() == name)
    }
}

/// One account.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their place in [`People`].
    pub id: UserId,
    /// The id that REST uses; opaque, at most 128 characters.
    pub account_id: String,
    /// `atlassian` or `app`.
    pub account_type: &'static str,
    /// The name shown; not unique.
    pub name: String,
    /// The address, known to the site even where it is hidden.
    pub email: String,
    /// Whether others may see the address.
    pub email_visible: bool,
    /// False when the account is deactivated.
    pub active: bool,
    /// IANA name of the zone that this person's JQL dates are read in.
    pub time_zone: String,
    /// What they may do.
    pub role: Role,
    /// The API token of the accounts that outside clients may use.
    pub token: Option<String>,
}

/// All accounts, found by place, account id or address.
#[derive(Debug, Clone, Default)]
pub struct People {
    list: Vec<Person>,
    by_account: HashMap<String, UserId>,
}

impl People {
    /// People from a list; the places in the list become the ids.
    #[must_use]
    pub fn new(list: Vec<Person>) -> Self {
        let by_account = list.iter().map(|p| (p.account_id.clone(), p.id)).collect();
        Self { list, by_account }
    }

    /// Adds a person, made from the id that they get.
    pub fn add(&mut self, person: impl FnOnce(UserId) -> Person) -> UserId {
        let id = UserId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let person = person(id);
        self.by_account.insert(person.account_id.clone(), id);
        self.list.push(person);
        id
    }

    /// Everybody, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.list.iter()
    }

    /// The person with that id.
    #[must_use]
    pub fn get(&self, id: UserId) -> Option<&Person> {
        self.list.get(id.0 as usize)
    }

    /// The person with that account id.
    #[must_use]
    pub fn by_account(&self, account_id: &str) -> Option<&Person> {
        self.by_account.get(account_id).and_then(|id| self.get(*id))
    }

    /// The first person of a role: the account that outside clients and sessions use for it.
    #[must_use]
    pub fn first(&self, role: Role) -> Option<&Person> {
        self.list.iter().find(|p| p.role == role)
    }

    /// The person whose address and API token these are.
    #[must_use]
    pub fn by_token(&self, email: &str, token: &str) -> Option<&Person> {
        self.list.iter().find(|p| {
            p.email.eq_ignore_ascii_case(email) && p.token.as_deref() == Some(token) && p.active
        })
    }
}
