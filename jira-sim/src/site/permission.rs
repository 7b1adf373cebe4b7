//! Who may do what.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Issue, Project, Role, Site, UserId};

/// A permission, by the name Jira gives its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permission {
    /// `BROWSE_PROJECTS`: see a project and its issues.
    #[serde(rename = "BROWSE_PROJECTS")]
    Browse,
    /// `CREATE_ISSUES`.
    #[serde(rename = "CREATE_ISSUES")]
    Create,
    /// `EDIT_ISSUES`.
    #[serde(rename = "EDIT_ISSUES")]
    Edit,
    /// `TRANSITION_ISSUES`.
    #[serde(rename = "TRANSITION_ISSUES")]
    Transition,
    /// `ASSIGN_ISSUES`.
    #[serde(rename = "ASSIGN_ISSUES")]
    Assign,
    /// `ADD_COMMENTS`.
    #[serde(rename = "ADD_COMMENTS")]
    Comment,
    /// `MODIFY_REPORTER`.
    #[serde(rename = "MODIFY_REPORTER")]
    ModifyReporter,
    /// `SET_ISSUE_SECURITY`.
    #[serde(rename = "SET_ISSUE_SECURITY")]
    SetSecurity,
    /// `MANAGE_WATCHERS`: make others watch, or stop watching.
    #[serde(rename = "MANAGE_WATCHERS")]
    ManageWatchers,
    /// `DELETE_ISSUES`.
    #[serde(rename = "DELETE_ISSUES")]
    Delete,
    /// `USER_PICKER`: browse users and groups.
    #[serde(rename = "USER_PICKER")]
    UserPicker,
    /// `ADMINISTER`, and with it the administration of every project.
    #[serde(rename = "ADMINISTER")]
    Administer,
}

/// The permissions that members have; administrators have all, viewers only the first and the last.
const MEMBER: [Permission; 8] = [
    Permission::Browse,
    Permission::Create,
    Permission::Edit,
    Permission::Transition,
    Permission::Assign,
    Permission::Comment,
    Permission::ModifyReporter,
    Permission::UserPicker,
];

impl FromStr for Permission {
    type Err = serde_json::Error;

    /// The permission of that key.
    fn from_str(key: &str) -> Result<Self, Self::Err> {
        serde_json::from_value(key.into())
    }
}

impl Site {
    /// Whether somebody may do something in a project, or in the site when there is no project.
    #[must_use]
    pub fn may(&self, who: UserId, what: Permission, project: Option<&Project>) -> bool {
        let Some(person) = self.people.get(who) else { return false };
        match person.role {
            Role::Admin => true,
            _ if self.rules.withheld.contains(&what) => false,
            Role::Member => MEMBER.contains(&what),
            Role::Viewer => match what {
                Permission::Browse => project.is_none_or(|p| !p.private),
                other => other == Permission::UserPicker,
            },
        }
    }

    /// The same for the project of an issue.
    #[must_use]
    pub fn may_on(&self, who: UserId, what: Permission, issue: &Issue) -> bool {
        self.may(who, what, self.project_by_id(issue.project)) && self.cleared(who, issue)
    }

    /// Whether a screen shows a field to somebody: some take a permission of their own.
    #[must_use]
    pub fn may_set(&self, who: UserId, project: &Project, field: &str) -> bool {
        let needed = match field {
            "assignee" => Permission::Assign,
            "reporter" => Permission::ModifyReporter,
            "security" => Permission::SetSecurity,
            _ => return true,
        };
        self.may(who, needed, Some(project))
    }

    /// Whether the issue's security level, if it has one, lets somebody see it.
    #[must_use]
    pub fn cleared(&self, who: UserId, issue: &Issue) -> bool {
        let Some(level) = issue.security.and_then(|id| self.registers.level(id)) else {
            return true;
        };
        self.people.get(who).is_some_and(|p| level.roles.contains(&p.role))
    }

    /// The issue of that id or key if the person may see it: what is missing and what is hidden
    /// look alike. Keys are found in any case, and under former keys of the project.
    #[must_use]
    pub fn visible_issue(&self, who: UserId, key_or_id: &str) -> Option<&Issue> {
        self.find_issue(key_or_id).filter(|i| self.may_on(who, Permission::Browse, i))
    }

    /// The issue of that id or key, whoever may see it.
    #[must_use]
    pub fn find_issue(&self, key_or_id: &str) -> Option<&Issue> {
        self.issues.find(key_or_id).or_else(|| {
            let (former, number) = key_or_id.rsplit_once('-')?;
            let project = self.renamed_project(former)?;
            self.issues.find(&format!("{}-{number}", project.key))
        })
    }

    /// The project of that key or id if the person may see it.
    #[must_use]
    pub fn visible_project(&self, who: UserId, key_or_id: &str) -> Option<&Project> {
        self.project(key_or_id).filter(|p| self.may(who, Permission::Browse, Some(p)))
    }
}
