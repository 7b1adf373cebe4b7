//! `/project/{key}/securitylevel`: who may see an issue.

use serde::Deserialize;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::wire::{Named, entities};
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

#[derive(Deserialize)]
struct Levels {
    #[serde(default)]
    levels: Vec<Named>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The security levels of a project that the user may set.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn security_levels(&self, project: &str) -> Result<Vec<Entity>, JiraError> {
        let path = Path::api("project").part(project).part("securitylevel");
        Ok(entities(self.json::<Levels>(Call::get(path)).await?.levels))
    }
}
