//! `/mypermissions`: what the caller may do.
//!
//! Jira tells a missing right from nothing else: a refused edit says of each field that it "cannot
//! be set", a refused link that an issue does not exist, and the list of transitions is empty. So
//! the rights are asked for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// What one may need a permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Creating issues.
    Create,
    /// Changing fields.
    Edit,
    /// Changing the status.
    Transition,
    /// Changing the assignee.
    Assign,
    /// Changing the due date.
    Schedule,
    /// Changing the reporter.
    ModifyReporter,
    /// Changing who may see an issue.
    SetSecurity,
    /// Linking issues.
    Link,
    /// Writing comments.
    Comment,
    /// Logging work.
    LogWork,
}

/// Fields that need a right of their own, beside that of editing or creating. Where it is lacking,
/// Jira leaves the field off the screen.
const OF_FIELDS: [(&str, Right); 4] = [
    ("assignee", Right::Assign),
    ("reporter", Right::ModifyReporter),
    ("duedate", Right::Schedule),
    ("security", Right::SetSecurity),
];

impl Right {
    /// The right that a field needs beside that of editing or creating.
    pub fn of_field(field: &FieldId) -> Option<Self> {
        OF_FIELDS.iter().find(|(id, _)| *id == field.as_str()).map(|(_, right)| *right)
    }

    /// Those that single fields need.
    pub fn of_fields() -> impl Iterator<Item = Self> {
        OF_FIELDS.iter().map(|(_, right)| *right)
    }

    /// Jira's key of the permission.
    pub fn key(self) -> &'static str {
        match self {
            Self::Create => "CREATE_ISSUES",
            Self::Edit => "EDIT_ISSUES",
            Self::Transition => "TRANSITION_ISSUES",
            Self::Assign => "ASSIGN_ISSUES",
            Self::Schedule => "SCHEDULE_ISSUES",
            Self::ModifyReporter => "MODIFY_REPORTER",
            Self::SetSecurity => "SET_ISSUE_SECURITY",
            Self::Link => "LINK_ISSUES",
            Self::Comment => "ADD_COMMENTS",
            Self::LogWork => "WORK_ON_ISSUES",
        }
    }
}

/// Where rights are asked for: an issue may give more than its project, to its assignee or
/// reporter, or less, by its security level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where<'a> {
    /// A project, by its id.
    Project(&'a str),
    /// An issue, by its id.
    Issue(&'a str),
}

/// Which rights the caller has somewhere, as far as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights(BTreeMap<Right, Held>);

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    held: bool,
    /// Its name, as the site's administrators see it.
    name: String,
}

impl Rights {
    /// The name of the permission for something that the caller may not do; none where he may, or
    /// where it is not known.
    pub fn lacks(&self, right: Right) -> Option<&str> {
        self.0.get(&right).filter(|permission| !permission.held).map(|p| p.name.as_str())
    }

    /// Whether the caller is known to have a right.
    pub fn has(&self, right: Right) -> bool {
        self.0.get(&right).is_some_and(|permission| permission.held)
    }

    /// Rights for tests: those that are held, and those that are not.
    #[cfg(test)]
    pub(crate) fn of(rights: &[(Right, bool)]) -> Self {
        let held =
            |&(right, held): &(Right, bool)| (right, Held { held, name: right.key().to_owned() });
        Self(rights.iter().map(held).collect())
    }
}

#[derive(Deserialize)]
struct Permissions {
    permissions: BTreeMap<String, Permission>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Permission {
    have_permission: bool,
    #[serde(default)]
    name: String,
}

/// Issues or projects of one `/permissions/check` request (OpenAPI file of Jira's platform REST).
const CHECKED: usize = 1_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Grants {
    #[serde(default)]
    project_permissions: Vec<Grant>,
}

#[derive(Deserialize)]
struct Grant {
    permission: String,
    #[serde(default)]
    issues: Vec<u64>,
    #[serde(default)]
    projects: Vec<u64>,
}

/// What rights are checked on.
#[derive(Clone, Copy)]
enum Subjects {
    Issues,
    Projects,
}

impl Subjects {
    fn key(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::Projects => "projects",
        }
    }

    fn granted(self, grant: &Grant) -> &[u64] {
        match self {
            Self::Issues => &grant.issues,
            Self::Projects => &grant.projects,
        }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The issues, by their ids, on which the caller lacks rights; a right that he has on all of
    /// them is left out. One request for each thousand issues.
    ///
    /// # Errors
    /// As any call.
    pub async fn denied(
        &self,
        rights: &[Right],
        issues: &[String],
    ) -> Result<BTreeMap<Right, BTreeSet<String>>, JiraError> {
        self.lacking(rights, Subjects::Issues, issues).await
    }

    /// The projects, by their ids, in which the caller lacks rights; as [`Client::denied`].
    ///
    /// # Errors
    /// As any call.
    pub async fn denied_in(
        &self,
        rights: &[Right],
        projects: &[String],
    ) -> Result<BTreeMap<Right, BTreeSet<String>>, JiraError> {
        self.lacking(rights, Subjects::Projects, projects).await
    }

    async fn lacking(
        &self,
        rights: &[Right],
        of: Subjects,
        subjects: &[String],
    ) -> Result<BTreeMap<Right, BTreeSet<String>>, JiraError> {
        let keys: Vec<_> = rights.iter().map(|right| right.key()).collect();
        let mut denied: BTreeMap<Right, BTreeSet<String>> = BTreeMap::new();
        for chunk in subjects.chunks(CHECKED) {
            let ids: Vec<u64> = chunk.iter().filter_map(|id| id.parse().ok()).collect();
            let mut asked = json!({ "permissions": keys });
            asked[of.key()] = json!(ids);
            let asked = json!({ "projectPermissions": [asked] });
            let call = Call::query(Path::api("permissions/check")).body(&asked)?;
            let granted: Grants = self.json(call).await?;
            for right in rights {
                let mut grants = granted.project_permissions.iter();
                let Some(grant) = grants.find(|grant| grant.permission == right.key()) else {
                    continue;
                };
                let held: BTreeSet<&u64> = of.granted(grant).iter().collect();
                let lacking = ids.iter().filter(|id| !held.contains(id)).map(u64::to_string);
                denied.entry(*right).or_default().extend(lacking);
            }
        }
        denied.retain(|_, subjects| !subjects.is_empty());
        if !denied.is_empty() {
            self.confirm().await?;
        }
        Ok(denied)
    }

    /// Which of some rights the caller has somewhere, in one request.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`] for an issue or a project that may not be seen.
    pub async fn rights(&self, rights: &[Right], at: Where<'_>) -> Result<Rights, JiraError> {
        let keys: Vec<_> = rights.iter().map(|right| right.key()).collect();
        let path = Path::api("mypermissions").query("permissions", &keys.join(","));
        let path = match at {
            Where::Project(id) => path.query("projectId", id),
            Where::Issue(id) => path.query("issueId", id),
        };
        let mut told: Permissions = self.json(Call::get(path)).await?;
        let held = rights.iter().filter_map(|right| {
            let told = told.permissions.remove(right.key())?;
            let name = if told.name.is_empty() { right.key().to_owned() } else { told.name };
            Some((*right, Held { held: told.have_permission, name }))
        });
        let rights = Rights(held.collect());
        if rights.0.values().any(|permission| !permission.held) {
            self.confirm().await?;
        }
        Ok(rights)
    }
}
