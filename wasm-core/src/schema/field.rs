//! The description of one field of a site.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::FieldType;

/// Jira's id of a field: `summary`, `customfield_10016`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(pub String);

impl FieldId {
    /// Wraps an id.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the assignee: of all people's fields the one that not everybody may be in.
    pub fn is_assignee(&self) -> bool {
        self.0 == "assignee"
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The only project that has a field (team-managed projects).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Id of the project.
    pub project: String,
    /// Its key, where it is needed to tell fields of one name apart and the user may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Scope {
    /// The project of this id.
    pub fn of(project: impl Into<String>) -> Self {
        Self { project: project.into(), key: None }
    }
}

/// One field of the site, as `GET /field` describes it.
///
/// Names are not unique: team-managed projects bring fields of the same name, told apart by
/// [`FieldSchema::scope`] and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSchema {
    /// Jira's id.
    pub id: FieldId,
    /// Name in the user's language.
    pub name: String,
    /// What kind of value it holds, from `schema.system` or `schema.custom`, never from the name.
    pub kind: FieldType,
    /// Whether it is a custom field.
    pub custom: bool,
    /// The only project that has it (team-managed projects).
    pub scope: Option<Scope>,
}

/// System fields that Jira computes, or that only its own endpoints change. Their types can be
/// written elsewhere, so the id decides.
const READ_ONLY: [&str; 11] = [
    "created",
    "updated",
    "resolutiondate",
    "lastViewed",
    "statuscategorychangedate",
    "creator",
    "timespent",
    "aggregatetimeoriginalestimate",
    "aggregatetimeestimate",
    "aggregatetimespent",
    "workratio",
];

impl FieldSchema {
    /// Whether an import can change this field: by an edit, a transition (status) or on creation
    /// (project, issue type). The screens of a project may still leave it out.
    pub fn writable(&self) -> bool {
        self.kind.writable() && !READ_ONLY.contains(&self.id.as_str())
    }

    /// Whether an import writes rich text to it, so that signs in its texts may mean something.
    pub fn takes_rich_text(&self) -> bool {
        self.kind == FieldType::RichText && self.writable()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FieldType;

    #[test]
    fn what_jira_computes_is_read_only() {
        let field = |id: &str, kind| FieldSchema {
            id: FieldId::new(id),
            name: id.to_owned(),
            kind,
            custom: false,
            scope: None,
        };
        for (id, kind, writable) in [
            ("created", FieldType::DateTime, false),
            ("customfield_10020", FieldType::DateTime, true),
            ("timeestimate", FieldType::Duration, true),
            ("timespent", FieldType::Duration, false),
            ("creator", FieldType::User, false),
            ("status", FieldType::Status, true),
            ("issuekey", FieldType::Key, false),
            ("votes", FieldType::Count, false),
            ("customfield_10021", FieldType::Sprint, true),
        ] {
            assert_eq!(field(id, kind).writable(), writable, "{id}");
        }
    }
}
