//! The fields of the site: one of each type that Jira, its products and apps bring, and some of the
//! same name.

use serde_json::{Value, json};

use super::catalog::TEAM;

/// What a field holds, as this site sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Key,
    Project,
    Type,
    Parent,
    Line,
    Url,
    Document,
    Status,
    /// One of [`PRIORITIES`](super::catalog::PRIORITIES) or
    /// [`RESOLUTIONS`](super::catalog::RESOLUTIONS).
    Named,
    Level,
    Person,
    People,
    Words,
    Components,
    Version,
    Versions,
    Day,
    Days,
    Instant,
    Seconds,
    Number,
    Numbers,
    Texts,
    One,
    Several,
    Cascade,
    /// A project as a value.
    Place,
    Group,
    Groups,
    Sprint,
    Team,
    Organizations,
    Assets,
    /// Something that nobody can write: Jira computes it, or Rowport does not know it.
    Other,
}

/// A field.
pub struct Field {
    pub id: &'static str,
    pub name: &'static str,
    /// `type/items custom` of its schema, as far as it has them.
    schema: &'static str,
    pub holds: Holds,
    /// Whether an edit may change it.
    pub editable: bool,
}

const fn open(id: &'static str, name: &'static str, schema: &'static str, holds: Holds) -> Field {
    Field { id, name, schema, holds, editable: true }
}

const fn fixed(id: &'static str, name: &'static str, schema: &'static str, holds: Holds) -> Field {
    Field { id, name, schema, holds, editable: false }
}

/// The team-managed project's own field, of the same name as two fields of the whole site.
pub const SCOPED: &str = "customfield_10113";

pub const FIELDS: [Field; 106] = [
    fixed("issuekey", "Key", "", Holds::Key),
    fixed("project", "Project", "project", Holds::Project),
    open("issuetype", "Issue Type", "issuetype", Holds::Type),
    open("parent", "Parent", "", Holds::Parent),
    open("summary", "Summary", "string", Holds::Line),
    open("description", "Description", "string", Holds::Document),
    open("environment", "Environment", "string", Holds::Document),
    open("status", "Status", "status", Holds::Status),
    open("priority", "Priority", "priority", Holds::Named),
    open("resolution", "Resolution", "resolution", Holds::Named),
    open("assignee", "Assignee", "user", Holds::Person),
    open("reporter", "Reporter", "user", Holds::Person),
    fixed("creator", "Creator", "user", Holds::Person),
    open("labels", "Labels", "array/string", Holds::Words),
    open("components", "Components", "array/component", Holds::Components),
    open("fixVersions", "Fix versions", "array/version", Holds::Versions),
    open("versions", "Affects versions", "array/version", Holds::Versions),
    open("duedate", "Due date", "date", Holds::Day),
    fixed("created", "Created", "datetime", Holds::Instant),
    fixed("updated", "Updated", "datetime", Holds::Instant),
    fixed("resolutiondate", "Resolved", "datetime", Holds::Instant),
    open("timeoriginalestimate", "Original estimate", "number", Holds::Seconds),
    open("timeestimate", "Remaining Estimate", "number", Holds::Seconds),
    fixed("timespent", "Time Spent", "number", Holds::Seconds),
    fixed("workratio", "Work Ratio", "number", Holds::Number),
    fixed("votes", "Votes", "votes", Holds::Other),
    fixed("issuelinks", "Linked Issues", "array/issuelinks", Holds::Other),
    open("customfield_10101", "Team note", "string textfield", Holds::Line),
    open("customfield_10102", "Story points", "number float", Holds::Number),
    open("customfield_10103", "Target (EU)", "date datepicker", Holds::Day),
    open("customfield_10104", "Go-live", "datetime datetime", Holds::Instant),
    open("customfield_10105", "Severity", "option select", Holds::One),
    open("customfield_10106", "Browsers", "array/option multiselect", Holds::Several),
    open("customfield_10107", "Area > part", "option-with-child cascadingselect", Holds::Cascade),
    open("customfield_10108", "Owner", "user userpicker", Holds::Person),
    open("customfield_10109", "labels", "array/string labels", Holds::Words),
    open("customfield_10110", "Reference", "string url", Holds::Url),
    open("customfield_10111", "Details", "string textarea", Holds::Document),
    open(
        "customfield_10112",
        "Sprint",
        "array/json com.pyxis.greenhopper.jira:gh-sprint",
        Holds::Sprint,
    ),
    open(SCOPED, "Severity", "option select", Holds::One),
    open("customfield_10114", "Reviewers", "array/user multiuserpicker", Holds::People),
    open("customfield_10115", "Found in", "version version", Holds::Version),
    open("customfield_10116", "Channels", "array/option multicheckboxes", Holds::Several),
    fixed("customfield_10117", "Rank", "any com.pyxis.greenhopper.jira:gh-lexo-rank", Holds::Other),
    open("customfield_10118", "Risk", "option radiobuttons", Holds::One),
    open("customfield_10119", " Padded   name ", "string textfield", Holds::Line),
    open("customfield_10120", "Notes (summary)", "string textfield", Holds::Line),
    open("customfield_10121", "Backports", "array/version multiversion", Holds::Versions),
    open("customfield_10122", "ID", "string textfield", Holds::Line),
    open("security", "Security Level", "securitylevel", Holds::Level),
    fixed("statusCategory", "Status Category", "statusCategory", Holds::Other),
    fixed("statuscategorychangedate", "Status Category Changed", "datetime", Holds::Instant),
    fixed("lastViewed", "Last Viewed", "datetime", Holds::Instant),
    fixed("aggregatetimeoriginalestimate", "Σ Original Estimate", "number", Holds::Seconds),
    fixed("aggregatetimeestimate", "Σ Remaining Estimate", "number", Holds::Seconds),
    fixed("aggregatetimespent", "Σ Time Spent", "number", Holds::Seconds),
    fixed("timetracking", "Time tracking", "timetracking", Holds::Other),
    fixed("progress", "Progress", "progress", Holds::Other),
    fixed("aggregateprogress", "Σ Progress", "progress", Holds::Other),
    fixed("watches", "Watchers", "watches", Holds::Other),
    fixed("comment", "Comment", "comments-page", Holds::Other),
    fixed("worklog", "Log Work", "array/worklog", Holds::Other),
    fixed("attachment", "Attachment", "array/attachment", Holds::Other),
    fixed("subtasks", "Sub-tasks", "array/issuelinks", Holds::Other),
    fixed("issuerestriction", "Restrict to", "issuerestriction", Holds::Other),
    fixed("thumbnail", "Images", "", Holds::Other),
    open("customfield_10123", "severity", "string textfield", Holds::Line),
    open("customfield_10124", "Approving group", "group grouppicker", Holds::Group),
    open("customfield_10125", "Informed groups", "array/group multigrouppicker", Holds::Groups),
    open("customfield_10126", "Related project", "project project", Holds::Place),
    fixed("customfield_10127", "External ID", "number importid", Holds::Other),
    fixed("customfield_10128", "Origin", "string readonlyfield", Holds::Other),
    fixed(
        "customfield_10129",
        "Epic Link",
        "any com.pyxis.greenhopper.jira:gh-epic-link",
        Holds::Other,
    ),
    open(
        "customfield_10130",
        "Epic Name",
        "string com.pyxis.greenhopper.jira:gh-epic-label",
        Holds::Line,
    ),
    open(
        "customfield_10131",
        "Epic Status",
        "option com.pyxis.greenhopper.jira:gh-epic-status",
        Holds::One,
    ),
    fixed(
        "customfield_10132",
        "Epic Colour",
        "string com.pyxis.greenhopper.jira:gh-epic-color",
        Holds::Other,
    ),
    open(
        "customfield_10133",
        "Story point estimate",
        "number com.pyxis.greenhopper.jira:jsw-story-points",
        Holds::Number,
    ),
    open(
        "customfield_10134",
        "Team",
        "team com.atlassian.teams:rm-teams-custom-field-team",
        Holds::Team,
    ),
    fixed(
        "customfield_10135",
        "Parent Link",
        "any com.atlassian.jpo:jpo-custom-field-parent",
        Holds::Other,
    ),
    open(
        "customfield_10136",
        "Target start",
        "date com.atlassian.jpo:jpo-custom-field-baseline-start",
        Holds::Day,
    ),
    open(
        "customfield_10137",
        "Target end",
        "date com.atlassian.jpo:jpo-custom-field-baseline-end",
        Holds::Day,
    ),
    open(
        "customfield_10138",
        "Affected assets",
        "array/cmdb-object-field com.atlassian.jira.plugins.cmdb:cmdb-object-cftype",
        Holds::Assets,
    ),
    fixed(
        "customfield_10139",
        "Request Type",
        "sd-customerrequesttype com.atlassian.servicedesk:vp-origin",
        Holds::Other,
    ),
    open(
        "customfield_10140",
        "Request participants",
        "array/user com.atlassian.servicedesk:sd-request-participants",
        Holds::People,
    ),
    open(
        "customfield_10141",
        "Organizations",
        "array/sd-customerorganization com.atlassian.servicedesk:sd-customer-organizations",
        Holds::Organizations,
    ),
    fixed(
        "customfield_10142",
        "Time to resolution",
        "sd-servicelevelagreement com.atlassian.servicedesk:sd-sla-field",
        Holds::Other,
    ),
    fixed(
        "customfield_10143",
        "Satisfaction",
        "sd-feedback com.atlassian.servicedesk:sd-request-feedback",
        Holds::Other,
    ),
    fixed(
        "customfield_10144",
        "Approvals",
        "sd-approvals com.atlassian.servicedesk:sd-approvals",
        Holds::Other,
    ),
    fixed(
        "customfield_10145",
        "Development",
        "any com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf",
        Holds::Other,
    ),
    fixed(
        "customfield_10146",
        "[CHART] Time in Status",
        "any com.atlassian.jira.ext.charting:timeinstatus",
        Holds::Other,
    ),
    open(
        "customfield_10147",
        "Mood",
        "string ari:cloud:ecosystem::extension/4b0f/9c8b/static/mood",
        Holds::Line,
    ),
    open(
        "customfield_10148",
        "Score",
        "number ari:cloud:ecosystem::extension/4b0f/9c8b/static/score",
        Holds::Number,
    ),
    open(
        "customfield_10149",
        "Review day",
        "date ari:cloud:ecosystem::extension/4b0f/9c8b/static/day",
        Holds::Day,
    ),
    open(
        "customfield_10150",
        "Review time",
        "datetime ari:cloud:ecosystem::extension/4b0f/9c8b/static/time",
        Holds::Instant,
    ),
    open(
        "customfield_10151",
        "Reviewed by",
        "user ari:cloud:ecosystem::extension/4b0f/9c8b/static/by",
        Holds::Person,
    ),
    open(
        "customfield_10152",
        "Reviewing group",
        "group ari:cloud:ecosystem::extension/4b0f/9c8b/static/group",
        Holds::Group,
    ),
    open("customfield_10153", "Verdict", "option com.example.app__verdict", Holds::One),
    open(
        "customfield_10154",
        "Remarks",
        "array/string ari:cloud:ecosystem::extension/4b0f/9c8b/static/remarks",
        Holds::Texts,
    ),
    open(
        "customfield_10155",
        "Readings:",
        "array/number com.example.app__readings",
        Holds::Numbers,
    ),
    open(
        "customfield_10156",
        "duedate",
        "array/date ari:cloud:ecosystem::extension/4b0f/9c8b/static/holidays",
        Holds::Days,
    ),
    open(
        "customfield_10157",
        "Helpers",
        "array/user ari:cloud:ecosystem::extension/4b0f/9c8b/static/helpers",
        Holds::People,
    ),
    open(
        "customfield_10158",
        "Helping groups",
        "array/group com.example.app__groups",
        Holds::Groups,
    ),
    open(
        "customfield_10159",
        "Verdicts",
        "array/option ari:cloud:ecosystem::extension/4b0f/9c8b/static/verdicts",
        Holds::Several,
    ),
    fixed(
        "customfield_10160",
        "Risk of app",
        "object ari:cloud:ecosystem::extension/4b0f/9c8b/static/risk",
        Holds::Other,
    ),
    fixed("customfield_10161", "Old plug-in", "any com.example.old-plugin:score", Holds::Other),
    fixed("customfield_10162", "Old plug-in", "string com.example.old-plugin:text", Holds::Other),
];

impl Field {
    pub fn is_custom(&self) -> bool {
        self.id.starts_with("customfield_")
    }

    /// As `GET /field` lists it.
    pub fn wire(&self) -> Value {
        let mut json = json!({
            "id": self.id,
            "key": self.id,
            "name": self.name,
            "custom": self.is_custom(),
            "orderable": self.editable,
            "navigable": true,
            "searchable": true,
            "clauseNames": [self.name],
        });
        if let Some(schema) = self.schema() {
            json["schema"] = schema;
        }
        if self.id == SCOPED {
            json["scope"] = json!({ "type": "PROJECT", "project": { "id": TEAM } });
        }
        json
    }

    /// `schema`, which key, parent and images don't have.
    pub fn schema(&self) -> Option<Value> {
        if self.schema.is_empty() {
            return None;
        }
        let (types, custom) = self.schema.split_once(' ').unwrap_or((self.schema, ""));
        let (kind, items) = types.split_once('/').unwrap_or((types, ""));
        let mut schema = json!({ "type": kind });
        if !items.is_empty() {
            schema["items"] = json!(items);
        }
        if !self.is_custom() {
            schema["system"] = json!(self.id);
        } else if custom.contains('.') || custom.contains(':') {
            schema["custom"] = json!(custom);
        } else {
            let standard = "com.atlassian.jira.plugin.system.customfieldtypes";
            schema["custom"] = json!(format!("{standard}:{custom}"));
        }
        Some(schema)
    }
}
