//! Projects: their types, components, versions, workflow and fields.

use super::UserId;

/// Who manages a project's configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Company-managed: fields, types and statuses are the site's.
    Classic,
    /// Team-managed: the project has its own.
    NextGen,
}

/// A component of a project.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its number, unique in the site.
    pub id: u64,
    /// Its name, unique in the project; at most 255 characters.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Who leads it.
    pub lead: Option<UserId>,
}

/// A version (release) of a project.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its number, unique in the site.
    pub id: u64,
    /// Its name, unique in the project; at most 255 characters.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Whether it is out.
    pub released: bool,
    /// Whether it is hidden from pickers.
    pub archived: bool,
    /// `YYYY-MM-DD`.
    pub release_date: Option<String>,
}

/// A step of a workflow.
#[derive(Debug, Clone)]
pub struct Transition {
    /// The number that is posted; unique in the workflow.
    pub id: u64,
    /// The text on the button.
    pub name: String,
    /// Statuses it leads from; none means from everywhere.
    pub from: Vec<u64>,
    /// The status it leads to.
    pub to: u64,
    /// Ids of the fields on its screen; none means that it has no screen.
    pub screen: Vec<String>,
    /// The resolution it sets when its screen gives none. Steps to a status that is not done
    /// clear the resolution.
    pub resolution: Option<u64>,
}

/// A workflow. One serves all issue types of a project here.
#[derive(Debug, Clone)]
pub struct Workflow {
    /// The status of a new issue.
    pub initial: u64,
    /// The statuses, in the order of the work.
    pub statuses: Vec<u64>,
    /// The steps between them.
    pub transitions: Vec<Transition>,
}

impl Workflow {
    /// The steps that lead out of a status.
    pub fn from(&self, status: u64) -> impl Iterator<Item = &Transition> {
        self.transitions
            .iter()
            .filter(move |t| t.from.contains(&status) || (t.from.is_empty() && t.to != status))
    }
}

/// A project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its number.
    pub id: u64,
    /// Its key, the beginning of its issues' keys.
    pub key: String,
    /// Keys it had before; its issues are still found under them.
    pub former_keys: Vec<String>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Who leads it.
    pub lead: UserId,
    /// Who gets an issue that is to be assigned automatically: the lead, or nobody.
    pub default_assignee: Option<UserId>,
    /// `software` or `service_desk`.
    pub kind: &'static str,
    /// Company-managed or team-managed.
    pub style: Style,
    /// Whether viewers are kept out.
    pub private: bool,
    /// Ids of its issue types.
    pub issue_types: Vec<u64>,
    /// Its components.
    pub components: Vec<Component>,
    /// Its versions, in their order.
    pub versions: Vec<Version>,
    /// How its issues move.
    pub workflow: Workflow,
    /// Ids of the fields that its issues have, apart from those that cannot be set.
    pub fields: Vec<String>,
    /// Ids of fields of its issues that are not on the create screen.
    pub off_create_screen: Vec<String>,
    /// The number of its newest issue.
    pub last_number: u32,
}

/// System fields on the screens of a company-managed software project.
pub const SYSTEM_FIELDS: [&str; 19] = [
    "summary",
    "issuetype",
    "project",
    "parent",
    "description",
    "environment",
    "priority",
    "resolution",
    "assignee",
    "reporter",
    "labels",
    "components",
    "fixVersions",
    "versions",
    "duedate",
    "timetracking",
    "security",
    "issuelinks",
    "attachment",
];

impl Project {
    /// Whether issues of this project have that field.
    #[must_use]
    pub fn has_field(&self, id: &str) -> bool {
        self.fields.iter().any(|f| f == id)
    }
}
