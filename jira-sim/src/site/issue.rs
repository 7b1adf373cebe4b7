//! One issue: typed system values, and the values of custom fields by their number.
//!
//! Both are read and written through one canonical JSON form by field (see [`super::kind`]), so
//! that a new kind of field needs no new place here.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value, json};

use super::{Change, Comment, Field, Kind, Records, RichText, UserId};

/// An issue.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Its number in the site; never changes.
    pub id: u64,
    /// Id of its project.
    pub project: u64,
    /// Its number in the project.
    pub number: u32,
    /// `DEMO-17`.
    pub key: String,
    /// Id of its type.
    pub issue_type: u64,
    /// Id of its status.
    pub status: u64,
    /// Id of its priority.
    pub priority: Option<u64>,
    /// Id of its resolution; none while it is open.
    pub resolution: Option<u64>,
    /// Its summary, and the same in lower case for search.
    summary: (String, String),
    /// Its description.
    pub description: Option<Arc<RichText>>,
    /// Its environment.
    pub environment: Option<Arc<RichText>>,
    /// Who works on it.
    pub assignee: Option<UserId>,
    /// Who asked for it.
    pub reporter: Option<UserId>,
    /// Whose request created it.
    pub creator: UserId,
    /// Its labels, as given.
    pub labels: Vec<String>,
    /// Ids of its components.
    pub components: Vec<u64>,
    /// Ids of the versions that it is fixed in.
    pub fix_versions: Vec<u64>,
    /// Ids of the versions that it affects.
    pub affects_versions: Vec<u64>,
    /// Id of the issue above.
    pub parent: Option<u64>,
    /// `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Epoch milliseconds.
    pub created: i64,
    /// Epoch milliseconds.
    pub updated: i64,
    /// Epoch milliseconds; when it was resolved.
    pub resolved: Option<i64>,
    /// Epoch milliseconds; when its status last changed its category.
    pub category_changed: i64,
    /// Seconds.
    pub original_estimate: Option<i64>,
    /// Seconds.
    pub remaining_estimate: Option<i64>,
    /// Id of its security level.
    pub security: Option<u64>,
    /// Links, worklogs, attachments and the like.
    pub records: Records,
    /// Canonical values of custom fields by their number; none is kept for an empty field.
    pub values: BTreeMap<u64, Value>,
    /// Oldest first.
    pub comments: Vec<Comment>,
    /// Entity properties by key.
    pub properties: BTreeMap<String, Value>,
    /// Oldest first.
    pub history: Vec<Change>,
}

impl Issue {
    /// An issue with nothing but its place, its type, its status and its summary.
    #[must_use]
    pub fn new(id: u64, key: (&str, u32), project: u64, issue_type: u64, status: u64) -> Self {
        Self {
            id,
            project,
            number: key.1,
            key: format!("{}-{}", key.0, key.1),
            issue_type,
            status,
            priority: None,
            resolution: None,
            summary: (String::new(), String::new()),
            description: None,
            environment: None,
            assignee: None,
            reporter: None,
            creator: UserId(0),
            labels: Vec::new(),
            components: Vec::new(),
            fix_versions: Vec::new(),
            affects_versions: Vec::new(),
            parent: None,
            due: None,
            created: 0,
            updated: 0,
            resolved: None,
            category_changed: 0,
            original_estimate: None,
            remaining_estimate: None,
            security: None,
            records: Records::default(),
            values: BTreeMap::new(),
            comments: Vec::new(),
            properties: BTreeMap::new(),
            history: Vec::new(),
        }
    }

    /// Its summary.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.summary.0
    }

    /// Its summary in lower case.
    #[must_use]
    pub fn summary_lower(&self) -> &str {
        &self.summary.1
    }

    /// Gives it a summary.
    pub fn set_summary(&mut self, text: &str) {
        self.summary = (text.to_owned(), text.to_lowercase());
    }

    /// The canonical value of a field; null if it is empty.
    #[must_use]
    pub fn get(&self, field: &Field) -> Value {
        if field.kind == Kind::EpicLink {
            return json!(self.parent);
        }
        if let Some(number) = field.number {
            return self.values.get(&number).cloned().unwrap_or(Value::Null);
        }
        match field.id.as_str() {
            "summary" => json!(self.summary.0),
            "project" => json!(self.project),
            "issuetype" => json!(self.issue_type),
            "status" | "statusCategory" => json!(self.status),
            "priority" => json!(self.priority),
            "resolution" => json!(self.resolution),
            "parent" => json!(self.parent),
            "description" => rich_value(self.description.as_ref()),
            "environment" => rich_value(self.environment.as_ref()),
            "assignee" => user_value(self.assignee),
            "reporter" => user_value(self.reporter),
            "creator" => user_value(Some(self.creator)),
            "labels" => list(&self.labels),
            "components" => list(&self.components),
            "fixVersions" => list(&self.fix_versions),
            "versions" => list(&self.affects_versions),
            "duedate" => json!(self.due),
            "created" => json!(self.created),
            "updated" => json!(self.updated),
            "resolutiondate" => json!(self.resolved),
            "statuscategorychangedate" => json!(self.category_changed),
            "timeoriginalestimate" => json!(self.original_estimate),
            "timeestimate" => json!(self.remaining_estimate),
            "timespent" => json!(self.records.spent()),
            "security" => json!(self.security),
            "timetracking" => self.time_tracking(),
            _ => Value::Null,
        }
    }

    fn time_tracking(&self) -> Value {
        match (self.original_estimate, self.remaining_estimate) {
            (None, None) => Value::Null,
            (original, remaining) => json!({"original": original, "remaining": remaining}),
        }
    }

    /// Gives a field a canonical value. Fields that cannot be written are left as they are.
    pub fn set(&mut self, field: &Field, value: Value) {
        if field.kind == Kind::EpicLink {
            self.parent = value.as_u64();
            return;
        }
        if let Some(number) = field.number {
            if is_empty(&value) {
                self.values.remove(&number);
            } else {
                self.values.insert(number, value);
            }
            return;
        }
        match field.id.as_str() {
            "summary" => self.set_summary(value.as_str().unwrap_or_default()),
            "project" => self.project = value.as_u64().unwrap_or(self.project),
            "issuetype" => self.issue_type = value.as_u64().unwrap_or(self.issue_type),
            "priority" => self.priority = value.as_u64(),
            "resolution" => self.resolution = value.as_u64(),
            "parent" => self.parent = value.as_u64(),
            "description" => self.description = rich(value),
            "environment" => self.environment = rich(value),
            "assignee" => self.assignee = user(&value),
            "reporter" => self.reporter = user(&value),
            "labels" => self.labels = texts(&value),
            "components" => self.components = ids(&value),
            "fixVersions" => self.fix_versions = ids(&value),
            "versions" => self.affects_versions = ids(&value),
            "security" => self.security = value.as_u64(),
            "duedate" => self.due = value.as_str().map(str::to_owned),
            "timetracking" => {
                self.original_estimate = value["original"].as_i64();
                self.remaining_estimate = value["remaining"].as_i64();
            }
            _ => {}
        }
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn rich_value(rich: Option<&Arc<RichText>>) -> Value {
    rich.map_or(Value::Null, |r| r.adf.clone())
}

fn user_value(user: Option<UserId>) -> Value {
    user.map_or(Value::Null, |u| json!(u.0))
}

fn list<T: serde::Serialize>(items: &[T]) -> Value {
    if items.is_empty() { Value::Null } else { json!(items) }
}

fn rich(value: Value) -> Option<Arc<RichText>> {
    (!value.is_null()).then(|| Arc::new(RichText::of(value)))
}

fn user(value: &Value) -> Option<UserId> {
    value.as_u64().and_then(|id| u32::try_from(id).ok()).map(UserId)
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// The numbers of a canonical value: of a list, or of a single reference.
#[must_use]
pub(crate) fn ids(value: &Value) -> Vec<u64> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_u64).collect(),
        other => other.as_u64().into_iter().collect(),
    }
}
