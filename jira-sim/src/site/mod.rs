//! The state of the site: people, projects, fields, issues. Nothing here knows HTTP.

mod audience;
mod catalog;
mod changelog;
mod comment;
mod create;
mod difference;
mod document;
mod duration;
mod edit;
mod field;
mod index;
mod issue;
pub mod kind;
mod link;
mod past;
mod people;
pub mod permission;
pub mod permission_keys;
mod project;
mod property;
mod rank;
mod record;
mod recorded;
mod refusal;
mod register;
mod rich;
mod rules;
mod standard;
mod store;
mod transition;
mod worklog;

pub use catalog::{Catalog, Category, IssueType, Priority, Resolution, Status};
pub use changelog::{Change, ChangeItem};
pub use comment::{COMMENT_LIMIT, Comment};
pub use create::NewIssue;
pub use duration::{
    DAY_SECONDS, DAYS_A_WEEK, HOURS_A_DAY, parse_duration, show_duration, show_duration_long,
};
pub use edit::{After, Edit, Mode};
pub use field::{Field, FieldOption};
pub use index::SearchIndex;
pub use issue::Issue;
pub use kind::Kind;
pub use link::NewLink;
pub use people::{People, Person, Role, UserId};
pub use permission::Permission;
pub use project::{Component, Project, SYSTEM_FIELDS, Style, Transition, Version, Workflow};
pub use property::{UserProperties, check_key, check_value};
pub use rank::rank;
pub use record::{Attachment, LINK_LIMIT, Link, Records, RemoteLink, WORKLOG_LIMIT, Worklog};
pub use recorded::Placed;
pub use refusal::{Problems, Refusal};
pub use register::{
    Asset, Board, Group, LinkType, Named, ProjectRole, Registers, SecurityLevel, Sprint,
    SprintState, Team,
};
pub use rich::RichText;
pub use rules::Rules;
pub use standard::system_fields;
pub use store::IssueStore;
pub use worklog::{Adjust, NewWorklog};

use crate::clock::SiteClock;

/// A whole site.
#[derive(Debug, Clone)]
pub struct Site {
    /// The address it calls itself by, without a slash at its end.
    pub base_url: String,
    /// Its virtual time.
    pub clock: SiteClock,
    /// Who has an account.
    pub people: People,
    /// Issue types, statuses, priorities, resolutions.
    pub catalog: Catalog,
    /// Groups, teams, sprints and the like.
    pub registers: Registers,
    /// All projects, in the order of their ids.
    pub projects: Vec<Project>,
    /// All fields, system ones first.
    pub fields: Vec<Field>,
    /// All issues.
    pub issues: IssueStore,
    /// How strictly values are taken.
    pub rules: Rules,
    /// What apps keep with people.
    pub user_properties: UserProperties,
    /// Counts the writes, so that answers can be cached between two of them.
    pub revision: u64,
    /// The id that the next comment gets.
    pub next_entry_id: u64,
    /// The id that the next change gets.
    pub next_change_id: u64,
    /// The id that the next link, worklog or attachment gets.
    pub next_record_id: u64,
}

impl Site {
    /// The issue whose sprint and team an issue has: of a sub-task the one above it.
    #[must_use]
    pub fn planned_with<'a>(&'a self, issue: &'a Issue) -> &'a Issue {
        let level = self.catalog.issue_type(issue.issue_type).map_or(0, |t| t.level);
        let above = issue.parent.filter(|_| level < 0);
        above.and_then(|id| self.issues.get(id)).unwrap_or(issue)
    }

    /// The project of that key or id. Keys are case-sensitive, as in Jira Cloud.
    #[must_use]
    pub fn project(&self, key_or_id: &str) -> Option<&Project> {
        self.projects.iter().find(|p| p.key == key_or_id || p.id.to_string() == key_or_id)
    }

    /// The project that had that key before.
    #[must_use]
    pub fn renamed_project(&self, former: &str) -> Option<&Project> {
        let had = |key: &String| key.eq_ignore_ascii_case(former);
        self.projects.iter().find(|project| project.former_keys.iter().any(had))
    }

    /// The project of that id.
    #[must_use]
    pub fn project_by_id(&self, id: u64) -> Option<&Project> {
        self.projects.iter().find(|p| p.id == id)
    }

    /// The issues of a project.
    pub fn issues_of(&self, project: &Project) -> impl Iterator<Item = &Issue> {
        let id = project.id;
        self.issues.iter().filter(move |issue| issue.project == id)
    }

    /// When an issue of a project changed last, in epoch milliseconds.
    #[must_use]
    pub fn last_update(&self, project: &Project) -> Option<i64> {
        self.issues_of(project).map(|issue| issue.updated).max()
    }

    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    /// Marks a write: the time moves on and cached answers are void. Tells the new present.
    pub fn touch(&mut self) -> i64 {
        self.revision += 1;
        self.clock.tick()
    }

    /// An id for a link, a worklog or an attachment.
    pub fn record_id(&mut self) -> u64 {
        self.next_record_id += 1;
        self.next_record_id
    }

    /// An id for a comment.
    pub fn entry_id(&mut self) -> u64 {
        self.next_entry_id += 1;
        self.next_entry_id
    }

    /// An id for a change.
    pub fn change_id(&mut self) -> u64 {
        self.next_change_id += 1;
        self.next_change_id
    }
}
