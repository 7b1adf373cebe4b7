//! What a site defines once for its projects: issue types, statuses, priorities, resolutions.

/// The four categories of statuses that every site has; clients map on these, not on names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// `new`: to do.
    ToDo,
    /// `indeterminate`: in progress.
    InProgress,
    /// `done`.
    Done,
}

impl Category {
    /// Those in use, in the order of the work.
    pub const ALL: [Self; 3] = [Self::ToDo, Self::InProgress, Self::Done];

    /// The number Jira gives it.
    #[must_use]
    pub fn id(self) -> u64 {
        match self {
            Self::ToDo => 2,
            Self::Done => 3,
            Self::InProgress => 4,
        }
    }

    /// Key, colour and name, as in Jira Cloud.
    #[must_use]
    pub fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::ToDo => ("new", "blue-gray", "To Do"),
            Self::InProgress => ("indeterminate", "yellow", "In Progress"),
            Self::Done => ("done", "green", "Done"),
        }
    }
}

/// A type of issue; `scope` is the team-managed project it belongs to.
#[derive(Debug, Clone)]
pub struct IssueType {
    /// Its number.
    pub id: u64,
    /// Its name, unique within a project only.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// 1 epic, 0 base, -1 sub-task.
    pub level: i64,
    /// The team-managed project it belongs to.
    pub scope: Option<u64>,
}

/// A status; `scope` is the team-managed project it belongs to.
#[derive(Debug, Clone)]
pub struct Status {
    /// Its number.
    pub id: u64,
    /// Its name, unique within a project only.
    pub name: String,
    /// What it counts as.
    pub category: Category,
    /// The team-managed project it belongs to.
    pub scope: Option<u64>,
}

/// A priority.
#[derive(Debug, Clone)]
pub struct Priority {
    /// Its number; lower is more urgent.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Colour of its icon.
    pub color: &'static str,
}

/// A resolution.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Issue types of all projects.
    pub issue_types: Vec<IssueType>,
    /// Statuses of all workflows.
    pub statuses: Vec<Status>,
    /// Priorities, most urgent first.
    pub priorities: Vec<Priority>,
    /// Resolutions.
    pub resolutions: Vec<Resolution>,
}

impl Catalog {
    /// The issue type of that id.
    #[must_use]
    pub fn issue_type(&self, id: u64) -> Option<&IssueType> {
        self.issue_types.iter().find(|t| t.id == id)
    }

    /// The status of that id.
    #[must_use]
    pub fn status(&self, id: u64) -> Option<&Status> {
        self.statuses.iter().find(|s| s.id == id)
    }

    /// The priority of that id.
    #[must_use]
    pub fn priority(&self, id: u64) -> Option<&Priority> {
        self.priorities.iter().find(|p| p.id == id)
    }

    /// The resolution of that id.
    #[must_use]
    pub fn resolution(&self, id: u64) -> Option<&Resolution> {
        self.resolutions.iter().find(|r| r.id == id)
    }
}
