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
    /// A type the engine shows as text and never writes.
    Unknown,
}

impl FieldType {
    /// Whether an import can change values of this type at all: by an edit, a transition (status)
    /// or on creation (project, issue type). The field itself may still be read-only, which
    /// [`FieldSchema::writable`](super::FieldSchema::writable) tells.
    pub fn writable(self) -> bool {
        !matches!(self, Self::Key | Self::Unknown)
    }

    /// Whether a field of this type holds several values.
    pub fn multi(self) -> bool {
        matches!(
            self,
            Self::Users | Self::Labels | Self::Components | Self::Versions | Self::Options
        )
    }

    /// Whether the values are users.
    pub fn people(self) -> bool {
        matches!(self, Self::User | Self::Users)
    }
}
