//! Walking through pages of `values`.

use serde::de::DeserializeOwned;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::wire::Page;
use crate::ports::{Clock, Transport};

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All values of a paged list. `path` makes the path of a list without its paging.
    pub(super) async fn all_pages<V: DeserializeOwned>(
        &self,
        size: u32,
        path: impl Fn() -> Path,
    ) -> Result<Vec<V>, JiraError> {
        let mut all = Vec::new();
        loop {
            let paged = path()
                .query("startAt", &all.len().to_string())
                .query("maxResults", &size.to_string());
            let mut page: Page<V> = self.json(Call::get(paged)).await?;
            let more = page.more(all.len() + page.values.len());
            all.append(&mut page.values);
            if !more {
                if all.is_empty() {
                    self.confirm().await?;
                }
                return Ok(all);
            }
        }
    }
}
