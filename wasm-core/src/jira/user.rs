//! `/user`: people; `/myself` is asked in `identity.rs`. Jira limits all user searches of a site
//! together, so callers look each text up once.

use serde::Deserialize;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::target::User;

/// Accounts of one `/user/bulk` request; Jira's documentation names no limit, its default is 10.
const BULK: usize = 50;

/// Users of one answer to a search: as many as Jira gives at most. Of a name that many share, all
/// must be known, or one of them would be taken for the only one.
const USERS: usize = 1_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireUser {
    account_id: String,
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    email_address: Option<String>,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    time_zone: Option<String>,
    #[serde(default)]
    locale: Option<String>,
}

impl From<WireUser> for User {
    fn from(wire: WireUser) -> Self {
        Self {
            account_id: wire.account_id,
            name: wire.display_name,
            email: wire.email_address.filter(|email| !email.is_empty()),
            active: wire.active,
        }
    }
}

/// The caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Myself {
    /// The account.
    pub user: User,
    /// IANA name of the profile's zone, in which JQL dates are meant.
    pub time_zone: Option<String>,
    /// Language of the profile, such as `en_GB`.
    pub locale: Option<String>,
}

impl From<WireUser> for Myself {
    fn from(wire: WireUser) -> Self {
        let (time_zone, locale) = (wire.time_zone.clone(), wire.locale.clone());
        Self { user: wire.into(), time_zone, locale }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Users whose name or e-mail starts with a text; a hidden e-mail is found only by itself in
    /// full. Empty where the caller may not browse users.
    ///
    /// # Errors
    /// As any call.
    pub async fn search_users(&self, query: &str) -> Result<Vec<User>, JiraError> {
        self.users(Path::api("user/search").query("query", query)).await
    }

    /// Users who may be given issues of a project, by the start of a name or an e-mail.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`] where the project is not visible.
    pub async fn assignable_users(
        &self,
        project: &str,
        query: &str,
    ) -> Result<Vec<User>, JiraError> {
        let path = Path::api("user/assignable/search");
        self.users(path.query("project", project).query("query", query)).await
    }

    /// Users who may be given issues of a project, by key or id: those among the first thousand
    /// accounts of the site, which is how far one answer goes.
    ///
    /// # Errors
    /// As [`Client::assignable_users`].
    pub async fn all_assignable(&self, project: &str) -> Result<Vec<User>, JiraError> {
        self.users(Path::api("user/assignable/search").query("project", project)).await
    }

    /// Whether somebody may be given issues of a project, by its key or id.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`] where the project is not visible.
    pub async fn is_assignable(&self, project: &str, account_id: &str) -> Result<bool, JiraError> {
        let path = Path::api("user/assignable/search").query("project", project);
        let users = self.users(path.query("accountId", account_id)).await?;
        Ok(users.iter().any(|user| user.account_id == account_id))
    }

    /// The site's users, the first `most` of them, which Jira gives a thousand at a time. Empty where
    /// the caller may not browse users.
    ///
    /// # Errors
    /// As any call; 409 where the site takes over ten seconds.
    pub async fn all_users(&self, most: usize) -> Result<Vec<User>, JiraError> {
        let mut users = Vec::new();
        while users.len() < most {
            let path = Path::api("users/search").query("startAt", &users.len().to_string());
            let call = Call::get(path.query("maxResults", &USERS.to_string()));
            let page: Vec<WireUser> = self.json(call).await?;
            if page.is_empty() {
                break;
            }
            users.extend(page.into_iter().map(User::from));
        }
        Ok(users)
    }

    /// Users by account ID, in any order; unknown ones are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn users_by_id(&self, account_ids: &[String]) -> Result<Vec<User>, JiraError> {
        let mut users = Vec::new();
        for chunk in account_ids.chunks(BULK) {
            let path =
                || chunk.iter().fold(Path::api("user/bulk"), |p, id| p.query("accountId", id));
            users.extend(self.all_pages::<WireUser>(BULK as u32, path).await?);
        }
        Ok(users.into_iter().map(User::from).collect())
    }

    async fn users(&self, path: Path) -> Result<Vec<User>, JiraError> {
        let call = Call::get(path.query("maxResults", &USERS.to_string()));
        let users: Vec<WireUser> = self.json(call).await?;
        if users.is_empty() {
            self.confirm().await?;
        }
        Ok(users.into_iter().map(User::from).collect())
    }
}
