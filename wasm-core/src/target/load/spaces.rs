//! What the site has of keys in a file of which nobody knows yet whose they are.

use std::collections::BTreeSet;

use super::issues;
use crate::jira::{BULK_FETCH, Client, JiraError};
use crate::mapping::{KeysInDoubt, KeysOnSite, space_of};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Projects that are looked up. A file that names more is asked about instead.
const MOST: usize = 10;

/// Looks up keys, and the projects that none of the issues found is in. Jira knows a project and an
/// issue by their former keys too, also where the project of these is gone.
///
/// Requests: one for 100 keys, and one for each project of which no issue was found.
///
/// # Errors
/// As any call but that something is not found.
pub async fn load_keys<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    doubt: &KeysInDoubt,
) -> Result<KeysOnSite, JiraError> {
    let mut on_site = KeysOnSite::default();
    let keys: Vec<String> = doubt.keys.iter().cloned().collect();
    let summary = FieldId::new("summary");
    for keys in keys.chunks(BULK_FETCH) {
        let fields = std::slice::from_ref(&summary);
        for (name, issue) in issues::page_of(client, keys, fields).await? {
            let text = issue.fields.get("summary").and_then(|text| text.as_str());
            on_site.summaries.insert(name, Some(text.unwrap_or_default().to_owned()));
        }
    }
    let found = on_site.summaries.keys().filter_map(|key| space_of(key)).map(str::to_owned);
    let found: BTreeSet<String> = found.collect();
    for key in keys {
        on_site.summaries.entry(key).or_insert(None);
    }
    on_site.spaces = spaces(client, found, &doubt.spaces).await?;
    Ok(on_site)
}

/// Those of the projects that the site has and the user may see, besides those that were found.
/// None where they are too many to ask for.
async fn spaces<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    mut found: BTreeSet<String>,
    keys: &BTreeSet<String>,
) -> Result<Option<BTreeSet<String>>, JiraError> {
    let open: Vec<&String> = keys.iter().filter(|key| !found.contains(*key)).collect();
    if open.len() > MOST {
        return Ok(None);
    }
    for key in open {
        match client.project(key).await {
            Ok(_) => _ = found.insert(key.clone()),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(found))
}
