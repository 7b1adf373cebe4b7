//! `/priority/search` and `/resolution`: lists of the whole site.

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::wire::{Named, entities};
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The priorities, the highest first.
    ///
    /// # Errors
    /// As any call.
    pub async fn priorities(&self) -> Result<Vec<Entity>, JiraError> {
        Ok(entities(self.all_pages::<Named>(100, || Path::api("priority/search")).await?))
    }

    /// The resolutions.
    ///
    /// # Errors
    /// As any call.
    pub async fn resolutions(&self) -> Result<Vec<Entity>, JiraError> {
        Ok(entities(self.json(Call::get(Path::api("resolution"))).await?))
    }
}
