//! Values of fields: canonical form to the JSON that an issue shows.

use serde_json::{Value, json};

use super::{View, record::work_ratio};
use crate::site::{Category, Field, Issue, Kind, UserId, show_duration};

impl View<'_> {
    /// The value of a field of an issue.
    #[must_use]
    pub fn value(&self, issue: &Issue, field: &Field) -> Value {
        match field.kind {
            Kind::Text
            | Kind::FixedText
            | Kind::Url
            | Kind::Rank
            | Kind::RichText
            | Kind::Number
            | Kind::FixedNumber
            | Kind::Date
            | Kind::Object
            | Kind::Opaque
            | Kind::Seconds => issue.get(field),
            Kind::DateTime | Kind::Instant => {
                issue.get(field).as_i64().map_or(Value::Null, |ms| self.time(ms).into())
            }
            Kind::Labels => match issue.get(field) {
                Value::Null if field.number.is_none() => json!([]),
                labels => labels,
            },
            Kind::Select => self.reference(issue, field, |id| self.option(field, id)),
            Kind::Cascading => self.cascading(issue, field),
            Kind::MultiSelect => self.references(issue, field, |id| self.option(field, id)),
            Kind::User => self.reference(issue, field, |id| self.user(user_id(id))),
            Kind::MultiUser => self.references(issue, field, |id| self.user(user_id(id))),
            Kind::Group | Kind::RequestType | Kind::Security => {
                self.reference(issue, field, |id| self.registered(issue, field, id))
            }
            Kind::MultiGroup | Kind::Organizations | Kind::Assets => {
                self.references(issue, field, |id| self.registered(issue, field, id))
            }
            Kind::Sprint | Kind::Team => self.inherited(issue, field),
            Kind::EpicLink => self.epic_key(issue),
            Kind::Version => self.reference(issue, field, |id| self.version_by_id(id)),
            Kind::AnyProject => self.reference(issue, field, |id| {
                self.site.project_by_id(id).map_or(Value::Null, |p| self.project(p))
            }),
            Kind::Components => self.references(issue, field, |id| self.component_by_id(id)),
            Kind::Versions => self.references(issue, field, |id| self.version_by_id(id)),
            Kind::Priority => self.reference(issue, field, |id| self.priority(id)),
            Kind::Resolution => self.reference(issue, field, |id| self.resolution(id)),
            Kind::IssueType => self.issue_type(issue.issue_type),
            Kind::Status => self.status(issue.status),
            Kind::Project => {
                let project = self.site.project_by_id(issue.project);
                project.map_or(Value::Null, |p| self.project(p))
            }
            Kind::StatusCategory => {
                let status = self.site.catalog.status(issue.status);
                self.category(status.map_or(Category::ToDo, |s| s.category))
            }
            Kind::Parent => self.parent(issue),
            Kind::TimeTracking => time_tracking(issue),
            Kind::Subtasks => self.subtasks(issue),
            Kind::Comments => self.comments_in_field(issue),
            Kind::Links => self.links_in_field(issue),
            Kind::Attachments => self.attachments_in_field(issue),
            Kind::Worklogs => self.worklogs_in_field(issue),
            Kind::Aggregate => self.aggregate(issue, field),
            Kind::Progress => self.progress(issue, false),
            Kind::AggregateProgress => self.progress(issue, true),
            Kind::Restriction => json!({"issuerestrictions": {}, "shouldDisplay": false}),
            Kind::Hidden => Value::Null,
            Kind::WorkRatio => work_ratio(issue).into(),
            Kind::Votes => self.votes(issue),
            Kind::Watches => self.watches(issue),
        }
    }

    fn reference(&self, issue: &Issue, field: &Field, show: impl Fn(u64) -> Value) -> Value {
        issue.get(field).as_u64().map_or(Value::Null, show)
    }

    /// A list; a system field shows an empty list, a custom field null.
    fn references(&self, issue: &Issue, field: &Field, show: impl Fn(u64) -> Value) -> Value {
        match issue.get(field) {
            Value::Array(ids) => ids.iter().filter_map(Value::as_u64).map(show).collect(),
            _ if field.number.is_none() => json!([]),
            _ => Value::Null,
        }
    }

    /// An option of a select field.
    #[must_use]
    pub fn option(&self, field: &Field, id: u64) -> Value {
        let Some(option) = field.option(id) else { return Value::Null };
        json!({
            "self": self.link(&format!("customFieldOption/{id}")),
            "value": option.value,
            "id": id.to_string(),
        })
    }

    fn cascading(&self, issue: &Issue, field: &Field) -> Value {
        let value = issue.get(field);
        let Some(parent) = value[0].as_u64() else { return Value::Null };
        let mut json = self.option(field, parent);
        if let Some(child) = value[1].as_u64() {
            json["child"] = self.option(field, child);
        }
        json
    }

    fn component_by_id(&self, id: u64) -> Value {
        let mut all = self.site.projects.iter().flat_map(|p| &p.components);
        all.find(|c| c.id == id).map_or(Value::Null, |c| self.component_in_field(c))
    }

    fn version_by_id(&self, id: u64) -> Value {
        let mut all = self.site.projects.iter().flat_map(|p| &p.versions);
        all.find(|v| v.id == id).map_or(Value::Null, |v| self.version_in_field(v))
    }

    fn parent(&self, issue: &Issue) -> Value {
        let parent = issue.parent.and_then(|id| self.site.issues.get(id));
        parent.map_or(Value::Null, |p| self.issue_in_brief(p))
    }

    fn subtasks(&self, issue: &Issue) -> Value {
        self.subtasks_of(issue).map(|i| self.issue_in_brief(i)).collect()
    }

    /// The sub-tasks of an issue.
    pub(super) fn subtasks_of(&self, issue: &Issue) -> impl Iterator<Item = &Issue> {
        let below = self.site.issues.children(issue.id).iter();
        below.filter_map(|id| self.site.issues.get(*id)).filter(|i| self.level_of(i) < 0)
    }

    fn level_of(&self, issue: &Issue) -> i64 {
        self.site.catalog.issue_type(issue.issue_type).map_or(0, |t| t.level)
    }

    /// The value of a field that sub-tasks take from the issue above them.
    fn inherited(&self, issue: &Issue, field: &Field) -> Value {
        let owner = self.site.planned_with(issue);
        match field.kind {
            Kind::Sprint => self.references(owner, field, |id| self.registered(owner, field, id)),
            _ => self.reference(owner, field, |id| self.registered(owner, field, id)),
        }
    }

    /// The key of the epic above, as the field from before there were parents shows it.
    fn epic_key(&self, issue: &Issue) -> Value {
        let parent = issue.parent.and_then(|id| self.site.issues.get(id));
        parent.filter(|p| self.level_of(p) == 1).map_or(Value::Null, |p| p.key.clone().into())
    }

    /// An issue as other issues refer to it.
    #[must_use]
    pub fn issue_in_brief(&self, issue: &Issue) -> Value {
        json!({
            "id": issue.id.to_string(),
            "key": issue.key,
            "self": self.link(&format!("issue/{}", issue.id)),
            "fields": {
                "summary": issue.summary(),
                "status": self.status(issue.status),
                "priority": issue.priority.map_or(Value::Null, |id| self.priority(id)),
                "issuetype": self.issue_type(issue.issue_type),
            },
        })
    }
}

fn user_id(id: u64) -> UserId {
    UserId(u32::try_from(id).unwrap_or(u32::MAX))
}

fn time_tracking(issue: &Issue) -> Value {
    let mut json = json!({});
    let parts = [
        ("originalEstimate", issue.original_estimate),
        ("remainingEstimate", issue.remaining_estimate),
        ("timeSpent", issue.records.spent()),
    ];
    for (name, seconds) in parts {
        if let Some(seconds) = seconds {
            json[name] = show_duration(seconds).into();
            json[format!("{name}Seconds")] = seconds.into();
        }
    }
    json
}
