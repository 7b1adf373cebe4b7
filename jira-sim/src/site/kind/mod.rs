//! Kinds of fields. A kind knows how a value that a client sends is checked and turned into the
//! canonical form that issues keep, which operations it has, and how a change of it is told.
//!
//! Canonical forms: text as a string, rich text as its document, numbers and instants (epoch
//! milliseconds) as numbers, dates as `YYYY-MM-DD`, everything that refers to something (a person,
//! an option, a version, an issue, a status) as its number, several of these as a list, a cascading
//! option as `[parent, child]`, labels as a list of strings. Empty is null.

mod chosen;
mod date;
mod describe;
mod named;
mod number;
mod option;
mod parent;
mod plain;
mod sprint;
mod text;
mod time;
mod user;

use serde_json::Value;

use super::{Field, Project, Refusal, RichText, Rules, Site, UserId};

pub use describe::describe;

/// How the values of a field are read, checked and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most 255 characters.
    Text,
    /// An Atlassian document.
    RichText,
    /// A number.
    Number,
    /// A day.
    Date,
    /// An instant that clients may set.
    DateTime,
    /// An instant that only Jira sets.
    Instant,
    /// Words without spaces.
    Labels,
    /// One option.
    Select,
    /// Several options.
    MultiSelect,
    /// An option and one below it.
    Cascading,
    /// A person.
    User,
    /// Several persons.
    MultiUser,
    /// Components of the project.
    Components,
    /// Versions of the project.
    Versions,
    /// A priority.
    Priority,
    /// A resolution.
    Resolution,
    /// The project.
    Project,
    /// The issue type.
    IssueType,
    /// The issue above.
    Parent,
    /// The status: only a transition changes it.
    Status,
    /// The category of the status.
    StatusCategory,
    /// Original and remaining estimate.
    TimeTracking,
    /// Seconds, read only.
    Seconds,
    /// The issues below, read only.
    Subtasks,
    /// A page of comments, read only.
    Comments,
    /// A text that only Jira sets.
    FixedText,
    /// A number that only an import sets.
    FixedNumber,
    /// An address.
    Url,
    /// A group.
    Group,
    /// Several groups.
    MultiGroup,
    /// One version of the project.
    Version,
    /// Any project.
    AnyProject,
    /// Sprints.
    Sprint,
    /// The epic above, by its key.
    EpicLink,
    /// The place among the others, a text that only Jira sets.
    Rank,
    /// A team.
    Team,
    /// Who may see the issue.
    Security,
    /// The request type of a service desk.
    RequestType,
    /// Organizations of a service desk's customers.
    Organizations,
    /// Objects of Assets.
    Assets,
    /// An object of an app.
    Object,
    /// Whatever an app shows, read only.
    Opaque,
    /// Links to other issues; `update` adds some.
    Links,
    /// Files, read only.
    Attachments,
    /// A page of worklogs; `update` adds some.
    Worklogs,
    /// Seconds of the issue and of its sub-tasks, read only.
    Aggregate,
    /// Worked against estimated, read only.
    Progress,
    /// The same with the sub-tasks, read only.
    AggregateProgress,
    /// Who is kept out, read only.
    Restriction,
    /// Known to searches and never shown among an issue's fields.
    Hidden,
    /// Spent against estimated, read only.
    WorkRatio,
    /// Who voted, read only.
    Votes,
    /// Who watches, read only.
    Watches,
}

/// Where a value is to be set: everything that decides whether it is good.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The site.
    pub site: &'a Site,
    /// The project of the issue.
    pub project: &'a Project,
    /// Id of the issue's type.
    pub issue_type: u64,
    /// Id of the issue, if it exists already.
    pub issue: Option<u64>,
    /// Who sets it.
    pub caller: UserId,
}

impl Place<'_> {
    /// Whether the issue is a sub-task.
    #[must_use]
    pub fn is_subtask(&self) -> bool {
        self.site.catalog.issue_type(self.issue_type).is_some_and(|t| t.level < 0)
    }
}

impl Kind {
    /// `type` and `items` of a custom field of this kind, as its schema tells them.
    #[must_use]
    pub fn schema_type(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Number => ("number", None),
            Self::Date => ("date", None),
            Self::DateTime => ("datetime", None),
            Self::Labels => ("array", Some("string")),
            Self::Select => ("option", None),
            Self::MultiSelect => ("array", Some("option")),
            Self::Cascading => ("option-with-child", None),
            Self::User => ("user", None),
            Self::MultiUser => ("array", Some("user")),
            Self::Versions => ("array", Some("version")),
            Self::FixedNumber => ("number", None),
            Self::Group => ("group", None),
            Self::MultiGroup => ("array", Some("group")),
            Self::Version => ("version", None),
            Self::AnyProject => ("project", None),
            Self::Sprint => ("array", Some("json")),
            Self::EpicLink | Self::Rank | Self::Opaque => ("any", None),
            Self::Team => ("team", None),
            Self::RequestType => ("sd-customerrequesttype", None),
            Self::Organizations => ("array", Some("sd-customerorganization")),
            Self::Assets => ("array", Some("cmdb-object-field")),
            Self::Object => ("object", None),
            _ => ("string", None),
        }
    }

    /// Whether its value is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Labels
                | Self::MultiSelect
                | Self::MultiUser
                | Self::MultiGroup
                | Self::Components
                | Self::Versions
                | Self::Organizations
                | Self::Assets
        )
    }

    /// The operations that `update` allows.
    #[must_use]
    pub fn operations(self) -> &'static [&'static str] {
        match self {
            kind if kind.is_list() => &["add", "set", "remove"],
            Self::TimeTracking => &["set", "edit"],
            Self::Comments => &["add", "edit", "remove"],
            Self::Worklogs => &["add", "edit"],
            Self::Links => &["add", "copy"],
            Self::Attachments => &["set", "copy"],
            _ => &["set"],
        }
    }

    /// Whether a client may set it at all.
    #[must_use]
    pub fn writable(self) -> bool {
        !matches!(
            self,
            Self::Instant
                | Self::Status
                | Self::StatusCategory
                | Self::Seconds
                | Self::Subtasks
                | Self::Comments
                | Self::FixedText
                | Self::FixedNumber
                | Self::Rank
                | Self::Opaque
                | Self::Links
                | Self::Attachments
                | Self::Worklogs
                | Self::Aggregate
                | Self::Progress
                | Self::AggregateProgress
                | Self::Restriction
                | Self::Hidden
                | Self::WorkRatio
                | Self::Votes
                | Self::Watches
        )
    }

    /// Whether a create or edit screen shows it: some that cannot be set are added to.
    #[must_use]
    pub fn on_screens(self) -> bool {
        self.writable() || matches!(self, Self::Links | Self::Attachments)
    }

    /// Whether sub-tasks have none of their own: they follow their parent.
    #[must_use]
    pub fn follows_parent(self) -> bool {
        matches!(self, Self::Sprint | Self::EpicLink | Self::Team)
    }
}

/// Checks a value that a client sends, and gives its canonical form.
///
/// # Errors
/// The text that Jira gives for what is wrong with it.
pub fn check(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    match field.kind {
        Kind::Text => text::line(field, input),
        Kind::RichText if input.is_null() => Ok(Value::Null),
        Kind::RichText => RichText::check(input, &place.site.rules).map(|rich| rich.adf),
        Kind::Number => number::check(input),
        Kind::Date => date::day(place, field, input),
        Kind::DateTime => date::date_time(place, input),
        Kind::Labels => text::labels(input),
        Kind::Select => option::one(field, input),
        Kind::MultiSelect => option::several(field, input),
        Kind::Cascading => option::cascading(field, input),
        Kind::User => user::one(place, field, input),
        Kind::MultiUser => user::several(place, field, input),
        Kind::Components => named::components(place.project, input),
        Kind::Versions => named::versions(place.project, input),
        Kind::Priority => named::priority(place.site, input),
        Kind::Resolution => named::resolution(place.site, input),
        Kind::Project => named::project(place, input),
        Kind::IssueType => named::issue_type(place, input),
        Kind::Parent => parent::check(place, input),
        Kind::TimeTracking => time::check(place, input),
        Kind::Sprint | Kind::EpicLink if place.is_subtask() && !input.is_null() => {
            Err(Refusal::field(unknown_field(&field.id)))
        }
        Kind::Url => plain::url(input),
        Kind::Object => plain::object(input),
        Kind::Group => chosen::group(place, field, input),
        Kind::MultiGroup => chosen::groups(place, field, input),
        Kind::Version => named::version(place.project, input),
        Kind::AnyProject => named::any_project(place, input),
        Kind::Sprint => sprint::check(place, field, input),
        Kind::EpicLink => parent::epic(place, input),
        Kind::Team => chosen::team(place, field, input),
        Kind::Security => chosen::level(place, input),
        Kind::RequestType => chosen::request_type(place, input),
        Kind::Organizations => chosen::organizations(place, input),
        Kind::Assets => chosen::assets(place, input),
        _ => Err(Refusal::field(unknown_field(&field.id))),
    }
}

/// Epoch milliseconds of an instant in any spelling of ISO 8601.
#[must_use]
pub fn instant(input: &Value) -> Option<i64> {
    input.as_str().and_then(date::instant)
}

/// Epoch milliseconds of an instant in the spelling that fields and worklogs take.
#[must_use]
pub fn written_instant(input: &Value, rules: &Rules) -> Option<i64> {
    input.as_str().and_then(|text| date::written(text, rules))
}

/// The text for a field that does not exist, or cannot be set here.
#[must_use]
pub fn unknown_field(id: &str) -> String {
    format!("Field '{id}' cannot be set. It is not on the appropriate screen, or unknown.")
}

/// The items of a list, or the refusal Jira has for anything else.
fn items(input: &Value) -> Result<&[Value], Refusal> {
    match input {
        Value::Null => Ok(&[]),
        Value::Array(items) => Ok(items),
        _ => Err(Refusal::field("data was not an array")),
    }
}

/// A list in canonical form: null when it is empty, each item once.
fn canonical_list(items: Vec<Value>) -> Value {
    let mut out: Vec<Value> = Vec::with_capacity(items.len());
    for item in items {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    if out.is_empty() { Value::Null } else { Value::Array(out) }
}

/// The id in `{"id": …}`, given as a string or a number.
fn given_id(input: &Value) -> Option<u64> {
    match &input["id"] {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    }
}

/// What a reference gives, for the text that refuses it.
fn given(input: &Value) -> String {
    ["id", "name", "value", "key", "accountId"]
        .iter()
        .find_map(|key| match &input[*key] {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        })
        .unwrap_or_else(|| input.as_str().map_or_else(|| input.to_string(), str::to_owned))
}
