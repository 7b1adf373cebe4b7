//! Whether the caller may add what new rows ask for.
//!
//! Jira answers a missing right to each row by itself, and with words about something else. So the
//! rights are asked for before, for a thousand issues in one request.

use std::collections::{BTreeMap, BTreeSet};

use crate::jira::{Client, JiraError, Right, Where, if_told};
use crate::job::FurtherSheet;
use crate::ports::{Clock, Transport};

/// Which rights to add entries the caller lacks, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct EntryRights {
    /// On issues, by their ids.
    issues: BTreeMap<Right, BTreeSet<String>>,
    /// In projects that get new issues, by their ids.
    projects: BTreeMap<Right, BTreeSet<String>>,
    /// The names of these permissions.
    names: BTreeMap<Right, String>,
}

/// The right that a row of a sheet needs.
pub(super) fn of_sheet(sheet: FurtherSheet) -> Option<Right> {
    match sheet {
        FurtherSheet::Comments => Some(Right::Comment),
        FurtherSheet::Worklogs => Some(Right::LogWork),
        FurtherSheet::Links => Some(Right::Link),
        _ => None,
    }
}

impl EntryRights {
    /// Whether a right is lacking on an issue.
    pub(super) fn denies(&self, right: Right, issue: &str) -> bool {
        self.issues.get(&right).is_some_and(|issues| issues.contains(issue))
    }

    /// Whether a right is lacking in a project.
    pub(super) fn denies_in(&self, right: Right, project: &str) -> bool {
        self.projects.get(&right).is_some_and(|projects| projects.contains(project))
    }

    /// The name of a permission, as the site's administrators see it.
    pub(super) fn name(&self, right: Right) -> &str {
        self.names.get(&right).map_or(right.key(), String::as_str)
    }
}

/// Reads the rights on issues and in projects.
///
/// Requests: one for each 1,000 issues and for each 1,000 projects, and one for each right that is
/// lacking.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted: without the rights it is
/// told by Jira's refusal.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    sheets: &BTreeSet<FurtherSheet>,
    issues: &[String],
    projects: &[String],
) -> Result<EntryRights, JiraError> {
    let wanted: Vec<Right> = sheets.iter().filter_map(|sheet| of_sheet(*sheet)).collect();
    if wanted.is_empty() {
        return Ok(EntryRights::default());
    }
    let mut rights = EntryRights {
        issues: if_told(client.denied(&wanted, issues).await)?.unwrap_or_default(),
        projects: if_told(client.denied_in(&wanted, projects).await)?.unwrap_or_default(),
        names: BTreeMap::new(),
    };
    for right in wanted {
        let issue = rights.issues.get(&right).and_then(BTreeSet::first).map(|id| Where::Issue(id));
        let project = rights.projects.get(&right).and_then(BTreeSet::first);
        let Some(at) = issue.or(project.map(|id| Where::Project(id))) else { continue };
        let told = if_told(client.rights(&[right], at).await)?;
        if let Some(name) = told.as_ref().and_then(|told| told.lacks(right)) {
            rights.names.insert(right, name.to_owned());
        }
    }
    Ok(rights)
}
