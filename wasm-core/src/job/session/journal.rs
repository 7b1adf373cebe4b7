//! The journal of an apply in the app: a property of the user in Jira, which every tab and every
//! browser of the same person reads.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::digest;
use crate::jira::Client;
use crate::ports::{Clock, Journal, JournalFuture, Transport};

/// What the keys of these properties begin with; a hash of the file's lineage follows.
const PREFIX: &str = "rowport.apply.";

/// The journal of one file.
pub(super) struct UserJournal<'a, T, C> {
    client: &'a Client<'a, T, C>,
    account_id: String,
    key: String,
    holder: String,
}

impl<'a, T: Transport, C: Clock> UserJournal<'a, T, C> {
    /// The journal of the caller, whose account it must be, for the files of a lineage. `holder` is
    /// the session: what it left behind, where a sign-in ended, keeps out no apply of its own.
    pub(super) fn new(
        client: &'a Client<'a, T, C>,
        account_id: String,
        lineage: &str,
        holder: String,
    ) -> Self {
        let key = format!("{PREFIX}{}", digest::short(Sha256::new_with_prefix(lineage)));
        Self { client, account_id, key, holder }
    }
}

impl<T: Transport, C: Clock> Journal for UserJournal<'_, T, C> {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        Box::pin(async {
            let value = self.client.user_property(&self.account_id, &self.key).await;
            Ok(value.map_err(|error| error.message())?.map(|value| value.to_string()))
        })
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        Box::pin(async move {
            let done = match text {
                Some(text) => {
                    let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
                    self.client.set_user_property(&self.account_id, &self.key, &value).await
                }
                None => self.client.delete_user_property(&self.account_id, &self.key).await,
            };
            done.map_err(|error| error.message())
        })
    }

    fn holder(&self) -> Option<String> {
        Some(self.holder.clone())
    }

    fn others(&self) -> JournalFuture<'_, Vec<Box<dyn Journal + '_>>> {
        Box::pin(async {
            let keys = self.client.user_property_keys(&self.account_id).await;
            let keys = keys.map_err(|error| error.message())?;
            let keys = keys.into_iter();
            let keys = keys.filter(|key| key.starts_with(PREFIX) && *key != self.key);
            let one = |key| -> Box<dyn Journal + '_> {
                let (account_id, holder) = (self.account_id.clone(), self.holder.clone());
                Box::new(Self { client: self.client, account_id, key, holder })
            };
            Ok(keys.map(one).collect())
        })
    }
}
