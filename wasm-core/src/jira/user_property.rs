//! `/user/properties`: data that an app keeps with a person, readable by that person and by the
//! site's administrators.

use serde::Deserialize;
use serde_json::Value;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};

/// Characters of a property's value, as JSON (Jira's documentation of entity properties).
pub const LONGEST_PROPERTY: usize = 32_768;

#[derive(Deserialize)]
struct Keys {
    keys: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
}

fn path(key: &str, account_id: &str) -> Path {
    Path::api("user/properties").part(key).query("accountId", account_id)
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The value of a property of the caller; none where it is not set.
    ///
    /// # Errors
    /// [`JiraError::is_forbidden`] for the account of somebody else.
    pub async fn user_property(
        &self,
        account_id: &str,
        key: &str,
    ) -> Result<Option<Value>, JiraError> {
        self.property_by(Call::get(path(key, account_id)).prompt()).await
    }

    /// The keys of the properties of the caller.
    ///
    /// # Errors
    /// As [`user_property`](Self::user_property).
    pub async fn user_property_keys(&self, account_id: &str) -> Result<Vec<String>, JiraError> {
        let path = Path::api("user/properties").query("accountId", account_id);
        let keys: Keys = self.json(Call::get(path).prompt()).await?;
        Ok(keys.keys.into_iter().map(|entry| entry.key).collect())
    }

    /// Sets a property of the caller.
    ///
    /// # Errors
    /// As any call; [`JiraError::is_invalid`] for a value longer than [`LONGEST_PROPERTY`].
    pub async fn set_user_property(
        &self,
        account_id: &str,
        key: &str,
        value: &Value,
    ) -> Result<(), JiraError> {
        self.done(Call::put(path(key, account_id)).prompt().body(value)?).await
    }

    /// Removes a property of the caller; nothing where it is not set.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete_user_property(&self, account_id: &str, key: &str) -> Result<(), JiraError> {
        match self.done(Call::delete(path(key, account_id)).prompt()).await {
            Err(error) if error.is_not_found() => Ok(()),
            done => done,
        }
    }
}
