//! The kinds of field the engine tells apart.

use serde::{Deserialize, Serialize};

/// What kind of value a field holds, and so how it is shown, typed and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// The issue key: the identity of a row.
    Key,
    /// The project; set on creation only.
    Project,
    /// The issue type.
    IssueType,
    /// One line of text, at most 255 characters (summary, text fields).
    Text,
    /// A web address.
    Url,
    /// An Atlassian document (description, environment, paragraph fields).
    RichText,
    /// A number.
    Number,
    /// A day.
    Date,
    /// An instant.
    DateTime,
    /// Working time: an estimate or what was logged, in seconds.
    Duration,
    /// Workflow status; changed by a transition.
    Status,
    /// Priority.
    Priority,
    /// Resolution; mostly set by a transition.
    Resolution,
    /// One user.
    User,
    /// Several users.
    Users,
    /// Words without spaces.
    Labels,
    /// Components of the project.
    Components,
    /// One version of the project.
    Version,
    /// Several versions of the project.
    Versions,
    /// The issue above this one.
    Parent,
    /// One of a list of options.
    Option,
    /// Several of a list of options.
    Options,
    /// An option and one of its sub-options.
    Cascading,
    /// A project as a value, by key; unlike [`FieldType::Project`] not where the issue is.
    ProjectChoice,
    /// One group of users.
    Group,
    /// Several groups of users.
    Groups,
    /// The sprints an issue was in, and the one that it is in now.
    Sprint,
    /// An Atlassian team.
    Team,
    /// Who may see the issue.
    SecurityLevel,
    /// Customer organizations of Jira Service Management.
    Organizations,
    /// Objects of Assets.
    Assets,
    /// Several texts, in order (fields of apps).
    Texts,
    /// Several numbers, in order (fields of apps).
    Numbers,
    /// Several days, in order (fields of apps).
    Dates,
    /// Links to other issues; read-only.
    Links,
    /// Sub-tasks; read-only.
    Subtasks,
    /// Attached files; read-only.
    Attachments,
    /// How many there are: votes, watchers, comments, worklogs; read-only.
    Count,
    /// How much of the estimate is spent, in percent; read-only.
    Progress,
    /// Estimates and logged time in one text; read-only, as each has a field of its own.
    TimeTracking,
    /// A goal of Jira Service Management and the time it leaves; read-only.
    Sla,
    /// Something that Jira names and no import changes: request type, status category.
    ReadOnlyName,
    /// The issue above, in the fields that `parent` has replaced; read-only and not offered.
    EpicLink,
    /// What only Jira's own screens understand: ranks, colours, development summaries; read-only
    /// and not offered.
    Internal,
    /// A type the engine shows as text and never writes.
    Unknown,
}

impl FieldType {
    /// All types, in the order of their declaration.
    pub const ALL: [Self; 45] = [
        Self::Key,
        Self::Project,
        Self::IssueType,
        Self::Text,
        Self::Url,
        Self::RichText,
        Self::Number,
        Self::Date,
        Self::DateTime,
        Self::Duration,
        Self::Status,
        Self::Priority,
        Self::Resolution,
        Self::User,
        Self::Users,
        Self::Labels,
        Self::Components,
        Self::Version,
        Self::Versions,
        Self::Parent,
        Self::Option,
        Self::Options,
        Self::Cascading,
        Self::ProjectChoice,
        Self::Group,
        Self::Groups,
        Self::Sprint,
        Self::Team,
        Self::SecurityLevel,
        Self::Organizations,
        Self::Assets,
        Self::Texts,
        Self::Numbers,
        Self::Dates,
        Self::Links,
        Self::Subtasks,
        Self::Attachments,
        Self::Count,
        Self::Progress,
        Self::TimeTracking,
        Self::Sla,
        Self::ReadOnlyName,
        Self::EpicLink,
        Self::Internal,
        Self::Unknown,
    ];

    /// Whether an import can change values of this type at all: by an edit, a transition (status)
    /// or on creation (project, issue type). The field itself may still be read-only, which
    /// [`FieldSchema::writable`](super::FieldSchema::writable) tells.
    pub fn writable(self) -> bool {
        !matches!(
            self,
            Self::Key
                | Self::Links
                | Self::Subtasks
                | Self::Attachments
                | Self::Count
                | Self::Progress
                | Self::TimeTracking
                | Self::Sla
                | Self::ReadOnlyName
                | Self::EpicLink
                | Self::Internal
                | Self::Unknown
        )
    }

    /// Whether a field of this type shows several values, so that a file may repeat its column.
    pub fn multi(self) -> bool {
        matches!(
            self,
            Self::Users
                | Self::Labels
                | Self::Components
                | Self::Versions
                | Self::Options
                | Self::Groups
                | Self::Sprint
                | Self::Organizations
                | Self::Assets
                | Self::Texts
                | Self::Numbers
                | Self::Dates
                | Self::Links
                | Self::Subtasks
                | Self::Attachments
        )
    }

    /// Whether the values are users.
    pub fn people(self) -> bool {
        matches!(self, Self::User | Self::Users)
    }

    /// Whether a list of columns to choose from leaves fields of this type out: they say nothing
    /// to a reader, and another field says it better.
    pub fn hidden(self) -> bool {
        matches!(self, Self::EpicLink | Self::Internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_type_is_missing_among_all() {
        assert_eq!(FieldType::ALL.len(), FieldType::Unknown as usize + 1);
        for (at, kind) in FieldType::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at, "{kind:?}");
        }
    }
}
