//! `/groups/picker` and `/group/bulk`: groups by name.

use serde::Deserialize;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

/// Groups that the picker shows at most.
const PICKED: u32 = 20;

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

impl From<WireGroup> for Entity {
    fn from(group: WireGroup) -> Self {
        Self { id: group.group_id.unwrap_or_else(|| group.name.clone()), name: group.name }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The groups whose names contain a text in any case, 20 at most. None without the permission
    /// to browse users and groups. Jira heeds case unless it is told not to.
    ///
    /// # Errors
    /// As any call.
    pub async fn find_groups(&self, text: &str) -> Result<Vec<Entity>, JiraError> {
        let path = Path::api("groups/picker").query("query", text).query("caseInsensitive", "true");
        let found: Picked = self.json(Call::get(path)).await?;
        if found.groups.is_empty() {
            self.confirm().await?;
        }
        Ok(found.groups.into_iter().map(Entity::from).collect())
    }

    /// The groups whose names contain a text, with the one that is called so even where too many
    /// are found.
    ///
    /// # Errors
    /// As any call.
    pub async fn groups_like(&self, name: &str) -> Result<Vec<Entity>, JiraError> {
        let mut found = self.find_groups(name).await?;
        if found.len() >= PICKED as usize && found.iter().all(|group| group.name != name) {
            let path = || Path::api("group/bulk").query("groupName", name);
            match self.all_pages::<WireGroup>(PICKED, path).await {
                Ok(named) => found.extend(named.into_iter().map(Entity::from)),
                // Who may not browse groups is shown none of them here.
                Err(error) if error.is_forbidden() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}
