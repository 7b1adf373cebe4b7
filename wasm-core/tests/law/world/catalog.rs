//! What the site has: fields, projects, workflows, people, and the names one may choose from.
//!
//! Names are chosen to be easily mistaken: for numbers, dates, formulas, lists, or for each other.

use serde_json::{Value, json};

/// Base address of the site.
pub const URL: &str = "https://law.example";

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
    /// One of [`PRIORITIES`] or [`RESOLUTIONS`].
    Named,
    Person,
    People,
    Words,
    Components,
    Version,
    Versions,
    Day,
    Instant,
    Seconds,
    Number,
    One,
    Several,
    Cascade,
    /// Something of Jira's or of another app that Rowport does not know.
    Other,
}

/// A field: id, name, `schema.type`, `schema.items`, `schema.custom` (empty for system fields),
/// what it holds, and whether an edit may change it.
pub struct Field {
    pub id: &'static str,
    pub name: &'static str,
    kind: &'static str,
    items: &'static str,
    custom: &'static str,
    pub holds: Holds,
    pub editable: bool,
}

const fn field(
    id: &'static str,
    name: &'static str,
    schema: [&'static str; 3],
    holds: Holds,
    editable: bool,
) -> Field {
    let [kind, items, custom] = schema;
    Field { id, name, kind, items, custom, holds, editable }
}

/// The team-managed project's own field, of the same name as a field of the whole site.
pub const SCOPED: &str = "customfield_10113";

pub const FIELDS: [Field; 49] = [
    field("issuekey", "Key", ["", "", ""], Holds::Key, false),
    field("project", "Project", ["project", "", ""], Holds::Project, false),
    field("issuetype", "Issue Type", ["issuetype", "", ""], Holds::Type, true),
    field("parent", "Parent", ["", "", ""], Holds::Parent, true),
    field("summary", "Summary", ["string", "", ""], Holds::Line, true),
    field("description", "Description", ["string", "", ""], Holds::Document, true),
    field("environment", "Environment", ["string", "", ""], Holds::Document, true),
    field("status", "Status", ["status", "", ""], Holds::Status, true),
    field("priority", "Priority", ["priority", "", ""], Holds::Named, true),
    field("resolution", "Resolution", ["resolution", "", ""], Holds::Named, true),
    field("assignee", "Assignee", ["user", "", ""], Holds::Person, true),
    field("reporter", "Reporter", ["user", "", ""], Holds::Person, true),
    field("creator", "Creator", ["user", "", ""], Holds::Person, false),
    field("labels", "Labels", ["array", "string", ""], Holds::Words, true),
    field("components", "Components", ["array", "component", ""], Holds::Components, true),
    field("fixVersions", "Fix versions", ["array", "version", ""], Holds::Versions, true),
    field("versions", "Affects versions", ["array", "version", ""], Holds::Versions, true),
    field("duedate", "Due date", ["date", "", ""], Holds::Day, true),
    field("created", "Created", ["datetime", "", ""], Holds::Instant, false),
    field("updated", "Updated", ["datetime", "", ""], Holds::Instant, false),
    field("resolutiondate", "Resolved", ["datetime", "", ""], Holds::Instant, false),
    field("timeoriginalestimate", "Original estimate", ["number", "", ""], Holds::Seconds, true),
    field("timeestimate", "Remaining Estimate", ["number", "", ""], Holds::Seconds, true),
    field("timespent", "Time Spent", ["number", "", ""], Holds::Seconds, false),
    field("workratio", "Work Ratio", ["number", "", ""], Holds::Number, false),
    field("votes", "Votes", ["votes", "", ""], Holds::Other, false),
    field("issuelinks", "Linked Issues", ["array", "issuelinks", ""], Holds::Other, false),
    field("customfield_10101", "Team note", ["string", "", "textfield"], Holds::Line, true),
    field("customfield_10102", "Story points", ["number", "", "float"], Holds::Number, true),
    field("customfield_10103", "Target (EU)", ["date", "", "datepicker"], Holds::Day, true),
    field("customfield_10104", "Go-live", ["datetime", "", "datetime"], Holds::Instant, true),
    field("customfield_10105", "Severity", ["option", "", "select"], Holds::One, true),
    field(
        "customfield_10106",
        "Browsers",
        ["array", "option", "multiselect"],
        Holds::Several,
        true,
    ),
    field(
        "customfield_10107",
        "Area > part",
        ["option-with-child", "", "cascadingselect"],
        Holds::Cascade,
        true,
    ),
    field("customfield_10108", "Owner", ["user", "", "userpicker"], Holds::Person, true),
    field("customfield_10109", "labels", ["array", "string", "labels"], Holds::Words, true),
    field("customfield_10110", "Reference", ["string", "", "url"], Holds::Url, true),
    field("customfield_10111", "Details", ["string", "", "textarea"], Holds::Document, true),
    field(
        "customfield_10112",
        "Sprint",
        ["array", "json", "com.pyxis.greenhopper.jira:gh-sprint"],
        Holds::Other,
        false,
    ),
    field(SCOPED, "Severity", ["option", "", "select"], Holds::One, true),
    field(
        "customfield_10114",
        "Reviewers",
        ["array", "user", "multiuserpicker"],
        Holds::People,
        true,
    ),
    field("customfield_10115", "Found in", ["version", "", "version"], Holds::Version, true),
    field(
        "customfield_10116",
        "Channels",
        ["array", "option", "multicheckboxes"],
        Holds::Several,
        true,
    ),
    field(
        "customfield_10117",
        "Rank",
        ["any", "", "com.pyxis.greenhopper.jira:gh-lexo-rank"],
        Holds::Other,
        false,
    ),
    field("customfield_10118", "Risk", ["option", "", "radiobuttons"], Holds::One, true),
    field("customfield_10119", " Padded   name ", ["string", "", "textfield"], Holds::Line, true),
    field("customfield_10120", "Notes (summary)", ["string", "", "textfield"], Holds::Line, true),
    field(
        "customfield_10121",
        "Backports",
        ["array", "version", "multiversion"],
        Holds::Versions,
        true,
    ),
    field("customfield_10122", "ID", ["string", "", "textfield"], Holds::Line, true),
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

    /// `schema`, which key and parent don't have.
    pub fn schema(&self) -> Option<Value> {
        if self.kind.is_empty() {
            return None;
        }
        let mut schema = json!({ "type": self.kind });
        if !self.items.is_empty() {
            schema["items"] = json!(self.items);
        }
        if !self.is_custom() {
            schema["system"] = json!(self.id);
        } else if self.custom.contains(':') {
            schema["custom"] = json!(self.custom);
        } else {
            let standard = "com.atlassian.jira.plugin.system.customfieldtypes";
            schema["custom"] = json!(format!("{standard}:{}", self.custom));
        }
        Some(schema)
    }
}

/// The field of an id.
pub fn field_of(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

/// Id and name.
pub type Named = (&'static str, &'static str);

/// Id of the company-managed project.
pub const COMPANY: &str = "10000";
/// Id of the team-managed project, whose types, statuses and fields are its own.
pub const TEAM: &str = "10001";

/// A project: id, key, name, types (id, name, level), statuses in the order of the workflow,
/// components, versions (id, name, archived).
pub struct Project {
    pub id: &'static str,
    pub key: &'static str,
    pub name: &'static str,
    pub types: &'static [(&'static str, &'static str, i32)],
    pub statuses: &'static [Named],
    pub components: &'static [Named],
    pub versions: &'static [(&'static str, &'static str, bool)],
}

pub const PROJECTS: [Project; 2] = [
    Project {
        id: COMPANY,
        key: "LAW",
        name: "Law & order",
        types: &[
            ("10002", "Story", 0),
            ("10001", "Epic", 1),
            ("10003", "Task", 0),
            ("10004", "Bug", 0),
            ("10005", "Sub-task", -1),
        ],
        statuses: &[
            ("1", "To Do"),
            ("3", "In Progress"),
            ("10010", "In Review; QA"),
            ("10011", "Done"),
        ],
        components: &[
            ("11001", "UI"),
            ("11002", "Back-end; API"),
            ("11003", "Docs, guides"),
            ("11004", "=SUM(A1)"),
            ("11005", "1"),
            ("11006", "API"),
        ],
        versions: &[
            ("12001", "1.0", false),
            ("12002", "1", false),
            ("12003", "2026-01-02", false),
            ("12004", "v1, rc; final", false),
            ("12005", "Old", true),
            ("12006", "0.9", true),
        ],
    },
    Project {
        id: TEAM,
        key: "T2_X",
        name: "Team's own",
        types: &[("10102", "Task", 0), ("10101", "Epic", 1), ("10103", "Subtask", -1)],
        statuses: &[("10110", "To Do"), ("10111", "Doing"), ("10112", "Done")],
        components: &[("11101", "UI")],
        versions: &[("12101", "1.0", false), ("12102", "Old", true)],
    },
];

pub const PRIORITIES: [Named; 4] =
    [("3", "Medium"), ("1", "Highest"), ("5", "Low; later"), ("10000", "1")];

pub const RESOLUTIONS: [Named; 3] =
    [("10000", "Done"), ("10001", "Won't Do"), ("10002", "'Duplicate")];

/// The options of a field, the ones that nobody may choose any more last.
pub fn options_of(field: &str) -> (&'static [Named], &'static [Named]) {
    match field {
        "customfield_10105" => (
            &[
                ("20001", "Minor"),
                ("20002", "minor"),
                ("20003", "1"),
                ("20004", "1.0"),
                ("20005", "01"),
                ("20006", "TRUE"),
                ("20007", "2026-01-02"),
                ("20008", "=1+1"),
                ("20009", "A; B, C"),
                ("20010", "None"),
            ],
            &[("20099", "Retired")],
        ),
        SCOPED => (&[("20101", "Minor"), ("20102", "Major")], &[]),
        "customfield_10106" => (
            &[
                ("20201", "A"),
                ("20202", "A; B"),
                ("20203", "B"),
                ("20204", "A, B"),
                ("20205", "a"),
                ("20206", "Two\u{2028}lines"),
                ("20207", "C\\nD"),
                ("20208", "'quoted'"),
                ("20209", "- dash"),
                ("20210", "-5"),
                ("20211", "5"),
            ],
            &[("20299", "Gone; too")],
        ),
        "customfield_10116" => (&[("20301", "Mail"), ("20302", "Mail; post"), ("20303", "7")], &[]),
        _ => (&[("20401", "Low"), ("20402", "> high")], &[]),
    }
}

/// Parents and children of the cascading field. Some texts could be read in two ways.
pub const CASCADE: [(Named, &[Named]); 5] = [
    (("21000", "Leaf"), &[]),
    (("21001", "A > B"), &[("21011", "C"), ("21012", "D")]),
    (("21002", "A"), &[("21021", "B > C"), ("21022", "B"), ("21023", "X")]),
    (("21003", "1"), &[("21031", "2"), ("21032", "02")]),
    (("21004", "A>B"), &[("21041", "-1")]),
];

/// A person: account ID, display name, e-mail unless hidden, whether active.
pub struct Person {
    pub id: &'static str,
    pub name: &'static str,
    pub email: Option<&'static str>,
    pub active: bool,
}

const fn person(
    id: &'static str,
    name: &'static str,
    email: Option<&'static str>,
    active: bool,
) -> Person {
    Person { id, name, email, active }
}

/// The person who uses Rowport.
pub const ME: &str = "712020:00000000-0000-4000-8000-000000000001";

pub const PEOPLE: [Person; 14] = [
    person(ME, "Mia Berg", Some("mia@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e02", "Hidden Harry", None, true),
    person("5b10ac8d82e05b22cc7d4e03", "Sam Taylor", Some("sam@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e04", "Sam Taylor", None, true),
    person("5b10ac8d82e05b22cc7d4e05", "Sam Taylor", None, false),
    person("5b10ac8d82e05b22cc7d4e06", "Gone Gina", None, false),
    person("5b10ac8d82e05b22cc7d4e07", "Doe, Jane; Dr.", Some("jane@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e08", "Max <max@law.example>", None, true),
    person("5b10ac8d82e05b22cc7d4e09", " Spaced  Out ", None, true),
    person("5b10ac8d82e05b22cc7d4e10", "李小龍 🐉", None, true),
    person("5b10ac8d82e05b22cc7d4e13", "=cmd|' /C calc'!A0", None, true),
    person("5b10ac8d82e05b22cc7d4e14", "sam taylor", None, true),
    person("5b10ac8d82e05b22cc7d4e11", "mia@law.example", None, true),
    person("5b10ac8d82e05b22cc7d4e12", "5b10ac8d82e05b22cc7d4e02", None, true),
];
