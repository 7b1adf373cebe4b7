//! The system fields, with the schemas that Jira Cloud gives them.

use serde_json::{Value, json};

use super::{Field, Kind};

/// Id, name, kind, schema type, items, names in JQL, navigable.
type Row = (
    &'static str,
    &'static str,
    Kind,
    &'static str,
    Option<&'static str>,
    &'static [&'static str],
    bool,
);

#[rustfmt::skip]
const ROWS: [Row; 44] = [
    ("summary", "Summary", Kind::Text, "string", None, &["summary"], true),
    ("issuetype", "Issue Type", Kind::IssueType, "issuetype", None, &["issuetype", "type"], true),
    ("project", "Project", Kind::Project, "project", None, &["project"], true),
    ("parent", "Parent", Kind::Parent, "issuelink", None, &["parent"], true),
    ("description", "Description", Kind::RichText, "string", None, &["description"], true),
    ("environment", "Environment", Kind::RichText, "string", None, &["environment"], true),
    ("status", "Status", Kind::Status, "status", None, &["status"], true),
    ("statusCategory", "Status Category", Kind::StatusCategory, "statusCategory", None, &["statusCategory"], true),
    ("priority", "Priority", Kind::Priority, "priority", None, &["priority"], true),
    ("resolution", "Resolution", Kind::Resolution, "resolution", None, &["resolution"], true),
    ("assignee", "Assignee", Kind::User, "user", None, &["assignee"], true),
    ("reporter", "Reporter", Kind::User, "user", None, &["reporter"], true),
    ("creator", "Creator", Kind::User, "user", None, &["creator"], true),
    ("labels", "Labels", Kind::Labels, "array", Some("string"), &["labels"], true),
    ("components", "Components", Kind::Components, "array", Some("component"), &["component"], true),
    ("fixVersions", "Fix versions", Kind::Versions, "array", Some("version"), &["fixVersion"], true),
    ("versions", "Affects versions", Kind::Versions, "array", Some("version"), &["affectedVersion"], true),
    ("duedate", "Due date", Kind::Date, "date", None, &["due", "duedate"], true),
    ("created", "Created", Kind::Instant, "datetime", None, &["created", "createdDate"], true),
    ("updated", "Updated", Kind::Instant, "datetime", None, &["updated", "updatedDate"], true),
    ("resolutiondate", "Resolved", Kind::Instant, "datetime", None, &["resolutiondate", "resolved"], true),
    ("statuscategorychangedate", "Status Category Changed", Kind::Instant, "datetime", None, &["statusCategoryChangedDate"], true),
    ("lastViewed", "Last Viewed", Kind::Instant, "datetime", None, &["lastViewed"], true),
    ("timetracking", "Time tracking", Kind::TimeTracking, "timetracking", None, &[], false),
    ("timeoriginalestimate", "Original estimate", Kind::Seconds, "number", None, &["originalEstimate", "timeoriginalestimate"], true),
    ("timeestimate", "Remaining Estimate", Kind::Seconds, "number", None, &["remainingEstimate", "timeestimate"], true),
    ("timespent", "Time Spent", Kind::Seconds, "number", None, &["timespent"], true),
    ("subtasks", "Sub-tasks", Kind::Subtasks, "array", Some("issuelinks"), &["subtasks"], true),
    ("comment", "Comment", Kind::Comments, "comments-page", None, &["comment"], false),
    ("issuelinks", "Linked Issues", Kind::Links, "array", Some("issuelinks"), &["issueLink"], true),
    ("attachment", "Attachment", Kind::Attachments, "array", Some("attachment"), &["attachments"], false),
    ("workratio", "Work Ratio", Kind::WorkRatio, "number", None, &["workratio"], true),
    ("votes", "Votes", Kind::Votes, "votes", None, &["votes"], true),
    ("watches", "Watchers", Kind::Watches, "watches", None, &["watchers"], true),
    ("worklog", "Log Work", Kind::Worklogs, "array", Some("worklog"), &[], false),
    ("security", "Security Level", Kind::Security, "securitylevel", None, &["level"], true),
    ("progress", "Progress", Kind::Progress, "progress", None, &["progress"], true),
    ("aggregateprogress", "\u{3a3} Progress", Kind::AggregateProgress, "progress", None, &[], true),
    ("aggregatetimespent", "\u{3a3} Time Spent", Kind::Aggregate, "number", None, &[], true),
    ("aggregatetimeoriginalestimate", "\u{3a3} Original Estimate", Kind::Aggregate, "number", None, &[], true),
    ("aggregatetimeestimate", "\u{3a3} Remaining Estimate", Kind::Aggregate, "number", None, &[], true),
    ("issuerestriction", "Restrict to", Kind::Restriction, "issuerestriction", None, &[], true),
    ("thumbnail", "Images", Kind::Hidden, "", None, &[], true),
    ("issuekey", "Key", Kind::Hidden, "", None, &["id", "issue", "issuekey", "key"], true),
];

/// All system fields, in the order that `/field` lists them.
#[must_use]
pub fn system_fields() -> Vec<Field> {
    ROWS.iter().map(field).collect()
}

fn field((id, name, kind, value_type, items, clauses, navigable): &Row) -> Field {
    let mut schema = match *value_type {
        "" => Value::Null,
        value_type => json!({"type": value_type, "system": id}),
    };
    if let Some(items) = items {
        schema["items"] = (*items).into();
    }
    Field {
        id: (*id).into(),
        number: None,
        name: (*name).into(),
        kind: *kind,
        schema,
        clause_names: clauses.iter().map(|c| (*c).to_owned()).collect(),
        navigable: *navigable,
        scope: None,
        options: Vec::new(),
    }
}
