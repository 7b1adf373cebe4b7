//! Values as Jira sends them.

use serde_json::Value;

use super::{
    cascade, computed, day, duration, entity, group, instant, issue, labels, lines, number, place,
    related, rich, service, sprint, team, text, user,
};
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};

/// A value as Jira sends it that is of no field, such as when a comment was written, by its type.
pub fn read_as(kind: FieldType, json: &Value) -> FieldValue {
    let (id, name) = (FieldId::new(""), String::new());
    read(&FieldSchema { id, name, kind, custom: false, scope: None }, json)
}

/// A value as Jira sends it. JSON that is not as the field's type has it becomes
/// [`FieldValue::Raw`]: it is shown, and never written.
pub fn read(field: &FieldSchema, json: &Value) -> FieldValue {
    if json.is_null() {
        return FieldValue::Empty;
    }
    let kind = field.kind;
    let value = match kind {
        FieldType::Key | FieldType::Text | FieldType::Url => text::read(json),
        FieldType::RichText => rich::read(json),
        FieldType::Number => number::read(json),
        FieldType::Date => day::read(json),
        FieldType::DateTime => instant::read(json),
        FieldType::Duration => duration::read(json),
        FieldType::Project | FieldType::ProjectChoice => place::read_project(json),
        FieldType::Parent => issue::read_parent(json),
        FieldType::IssueType
        | FieldType::Status
        | FieldType::Priority
        | FieldType::Resolution
        | FieldType::Version
        | FieldType::SecurityLevel
        | FieldType::Option => entity::read(json),
        FieldType::Components | FieldType::Versions | FieldType::Options => entity::read_many(json),
        FieldType::User => user::read(json),
        FieldType::Users => user::read_many(json),
        FieldType::Group => group::read(json),
        FieldType::Groups => group::read_many(json),
        FieldType::Labels => labels::read(json),
        FieldType::Cascading => cascade::read(json),
        FieldType::Sprint => sprint::read(json),
        FieldType::Team => team::read(json),
        FieldType::Organizations => service::read_organizations(json),
        FieldType::Assets => service::read_assets(json),
        FieldType::Sla => service::read_sla(json),
        FieldType::Texts | FieldType::Numbers | FieldType::Dates => lines::read(kind, json),
        FieldType::Links | FieldType::Subtasks | FieldType::Attachments => {
            related::read(kind, json)
        }
        FieldType::Count
        | FieldType::Progress
        | FieldType::TimeTracking
        | FieldType::ReadOnlyName
        | FieldType::EpicLink => computed::read(kind, json),
        FieldType::Internal | FieldType::Unknown => None,
    };
    value.unwrap_or_else(|| FieldValue::Raw(json.clone()))
}
