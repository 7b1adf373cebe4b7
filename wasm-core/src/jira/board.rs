//! `/rest/agile/1.0/board`: the sprints that issues may be put into.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::client::Client;
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

/// Boards and sprints of a page: Jira gives no more.
const PAGE: u32 = 50;

/// Boards and sprints have numbers for ids.
#[derive(Deserialize)]
struct Numbered {
    id: i64,
    #[serde(default)]
    name: String,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The active and future sprints of the boards that show a project, each once. Boards without
    /// sprints, which Jira answers with 400, have none.
    ///
    /// # Errors
    /// [`JiraError::is_forbidden`] where the site has no Jira Software, or the app may not read
    /// boards.
    pub async fn open_sprints(&self, project: &str) -> Result<Vec<Entity>, JiraError> {
        let path = || Path::agile("board").query("projectKeyOrId", project);
        let boards: Vec<Numbered> = self.all_pages(PAGE, path).await?;
        let mut sprints = BTreeMap::new();
        for board in boards {
            let path = || {
                let board = Path::agile("board").part(&board.id.to_string());
                board.part("sprint").query("state", "active,future")
            };
            match self.all_pages::<Numbered>(PAGE, path).await {
                Ok(found) => {
                    sprints.extend(found.into_iter().map(|sprint| (sprint.id, sprint.name)))
                }
                Err(error) if error.is_invalid() || error.is_not_found() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(sprints.into_iter().map(|(id, name)| Entity { id: id.to_string(), name }).collect())
    }
}
