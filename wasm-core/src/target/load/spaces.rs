//! Which projects the site has, of those that keys in a file begin with.

use std::collections::BTreeSet;

use crate::jira::{Client, JiraError};
use crate::ports::{Clock, Transport};

/// Projects that are looked up. A file that names more is asked about instead.
const MOST: usize = 10;

/// Those of the projects that the site has and the user may see, by the key that the file has:
/// Jira knows a project by its former keys too. None where they are too many to ask for.
///
/// Requests: one for each project.
///
/// # Errors
/// As any call but that a project is not found.
pub async fn load_spaces<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    keys: &BTreeSet<String>,
) -> Result<Option<BTreeSet<String>>, JiraError> {
    if keys.len() > MOST {
        return Ok(None);
    }
    let mut found = BTreeSet::new();
    for key in keys {
        match client.project(key).await {
            Ok(_) => {
                found.insert(key.clone());
            }
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(found))
}
