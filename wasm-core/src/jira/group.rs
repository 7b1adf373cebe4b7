//! `/groups/picker`: groups by name.

use serde::Deserialize;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

#[derive(Deserialize)]
struct Picked {
    #[serde(default)]
    groups: Vec<WireGroup>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireGroup {
    name: String,
    group_id: Option<String>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The groups whose names contain a text, 20 at most. None without the permission to browse
    /// users and groups.
    ///
    /// # Errors
    /// As any call.
    pub async fn find_groups(&self, text: &str) -> Result<Vec<Entity>, JiraError> {
        let path = Path::api("groups/picker").query("query", text);
        let found: Picked = self.json(Call::get(path)).await?;
        let groups = found.groups.into_iter();
        Ok(groups
            .map(|group| Entity {
                id: group.group_id.unwrap_or_else(|| group.name.clone()),
                name: group.name,
            })
            .collect())
    }
}
