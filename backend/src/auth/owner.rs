//! To whom a job belongs.

use std::fmt;

/// The longest account id that is taken, in bytes. Atlassian documents 128 characters.
const MAX_ACCOUNT: usize = 128;

/// The longest installation id that is taken, in bytes: an ARI with a UUID has about 90.
const MAX_INSTALLATION: usize = 256;

/// A person within one installation of the app. Jobs of one person on two sites don't mix.
///
/// Its `Debug` says nothing, so that no log line can hold an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Owner {
    installation: String,
    account: String,
}

impl Owner {
    /// The owner that a token names; `None` if one of the ids can't be an id of Atlassian's.
    #[must_use]
    pub fn new(installation: &str, account: &str) -> Option<Self> {
        let is_id = |text: &str, max: usize| {
            !text.is_empty() && text.len() <= max && text.bytes().all(|b| b.is_ascii_graphic())
        };
        (is_id(installation, MAX_INSTALLATION) && is_id(account, MAX_ACCOUNT))
            .then(|| Self { installation: installation.to_owned(), account: account.to_owned() })
    }

    /// The installation's id.
    #[must_use]
    pub fn installation(&self) -> &str {
        &self.installation
    }

    /// The account's id.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Owner(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Owner;

    #[test]
    fn ids_only() {
        assert!(Owner::new("ari:cloud:ecosystem::installation/1", "557058:a-b").is_some());
        for (installation, account) in
            [("", "a"), ("i", ""), ("i", "a b"), ("i", "é"), ("i\n", "a")]
        {
            assert_eq!(Owner::new(installation, account), None, "{installation:?} {account:?}");
        }
        assert_eq!(Owner::new("i", &"a".repeat(129)), None);
        assert_eq!(Owner::new(&"i".repeat(257), "a"), None);
    }

    #[test]
    fn debug_is_silent() {
        let owner = Owner::new("installation", "account").unwrap();
        assert_eq!(format!("{owner:?}"), "Owner(…)");
    }
}
