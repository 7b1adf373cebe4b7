//! Where a test finds a field's value in an issue, without copying it.

use serde_json::Value;

use crate::{
    site::{Field, Issue, Kind},
    wire::work_ratio,
};

/// The place of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Project,
    IssueType,
    Status,
    Priority,
    Resolution,
    Assignee,
    Reporter,
    Creator,
    Components,
    FixVersions,
    AffectsVersions,
    Parent,
    Labels,
    Due,
    Created,
    Updated,
    Resolved,
    CategoryChanged,
    Summary,
    Description,
    Environment,
    Comment,
    Original,
    Remaining,
    Spent,
    Security,
    Voters,
    Watchers,
    WorklogAuthors,
    WorklogComments,
    VoteCount,
    WatchCount,
    WorkRatio,
    Attachments,
    Links,
    Worklogs,
    Custom(u64),
    Nowhere,
}

impl Source {
    /// The place of a field.
    #[must_use]
    pub fn of(field: &Field) -> Self {
        if field.kind == Kind::EpicLink {
            return Self::Parent;
        }
        if let Some(number) = field.number {
            return Self::Custom(number);
        }
        match field.id.as_str() {
            "project" => Self::Project,
            "issuetype" => Self::IssueType,
            "status" | "statusCategory" => Self::Status,
            "priority" => Self::Priority,
            "resolution" => Self::Resolution,
            "assignee" => Self::Assignee,
            "reporter" => Self::Reporter,
            "creator" => Self::Creator,
            "components" => Self::Components,
            "fixVersions" => Self::FixVersions,
            "versions" => Self::AffectsVersions,
            "parent" => Self::Parent,
            "labels" => Self::Labels,
            "duedate" => Self::Due,
            "created" => Self::Created,
            "updated" => Self::Updated,
            "resolutiondate" => Self::Resolved,
            "statuscategorychangedate" => Self::CategoryChanged,
            "summary" => Self::Summary,
            "description" => Self::Description,
            "environment" => Self::Environment,
            "comment" => Self::Comment,
            "timeoriginalestimate" => Self::Original,
            "timeestimate" => Self::Remaining,
            "timespent" => Self::Spent,
            "security" => Self::Security,
            "voter" => Self::Voters,
            "watcher" => Self::Watchers,
            "worklogAuthor" => Self::WorklogAuthors,
            "worklogComment" => Self::WorklogComments,
            "votes" => Self::VoteCount,
            "watches" => Self::WatchCount,
            "workratio" => Self::WorkRatio,
            "attachment" => Self::Attachments,
            "issuelinks" => Self::Links,
            _ => Self::Nowhere,
        }
    }

    /// Whether any of the numbers that the value refers to passes.
    pub fn any_id(self, issue: &Issue, pass: impl Fn(u64) -> bool) -> bool {
        let records = &issue.records;
        match self {
            Self::Voters => records.voters.iter().any(|u| pass(u64::from(u.0))),
            Self::Watchers => records.watchers.iter().any(|u| pass(u64::from(u.0))),
            Self::WorklogAuthors => records.worklogs.iter().any(|w| pass(u64::from(w.author.0))),
            Self::Components => issue.components.iter().any(|id| pass(*id)),
            Self::FixVersions => issue.fix_versions.iter().any(|id| pass(*id)),
            Self::AffectsVersions => issue.affects_versions.iter().any(|id| pass(*id)),
            Self::Custom(number) => match issue.values.get(&number) {
                Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_u64).any(pass),
                Some(other) => other.as_u64().is_some_and(pass),
                None => false,
            },
            _ => self.id(issue).is_some_and(pass),
        }
    }

    /// The single number that the value refers to.
    #[must_use]
    pub fn id(self, issue: &Issue) -> Option<u64> {
        match self {
            Self::Project => Some(issue.project),
            Self::IssueType => Some(issue.issue_type),
            Self::Status => Some(issue.status),
            Self::Priority => issue.priority,
            Self::Resolution => issue.resolution,
            Self::Assignee => issue.assignee.map(|u| u64::from(u.0)),
            Self::Reporter => issue.reporter.map(|u| u64::from(u.0)),
            Self::Creator => Some(u64::from(issue.creator.0)),
            Self::Parent => issue.parent,
            Self::Security => issue.security,
            Self::Components => issue.components.first().copied(),
            Self::FixVersions => issue.fix_versions.first().copied(),
            Self::AffectsVersions => issue.affects_versions.first().copied(),
            Self::Custom(number) => match issue.values.get(&number)? {
                Value::Array(ids) => ids.first()?.as_u64(),
                other => other.as_u64(),
            },
            _ => None,
        }
    }

    /// Epoch milliseconds, or seconds of an estimate.
    #[must_use]
    pub fn instant(self, issue: &Issue) -> Option<i64> {
        match self {
            Self::Created => Some(issue.created),
            Self::Updated => Some(issue.updated),
            Self::Resolved => issue.resolved,
            Self::CategoryChanged => Some(issue.category_changed),
            Self::Original => issue.original_estimate,
            Self::Remaining => issue.remaining_estimate,
            Self::Spent => issue.records.spent(),
            Self::Custom(number) => issue.values.get(&number)?.as_i64(),
            _ => None,
        }
    }

    /// A number.
    #[must_use]
    pub fn number(self, issue: &Issue) -> Option<f64> {
        match self {
            Self::VoteCount => Some(issue.records.voters.len() as f64),
            Self::WatchCount => Some(issue.records.watchers.len() as f64),
            Self::WorkRatio => ratio(issue),
            Self::Custom(number) => issue.values.get(&number)?.as_f64(),
            other => other.instant(issue).map(|seconds| seconds as f64),
        }
    }

    /// A day, `YYYY-MM-DD`.
    #[must_use]
    pub fn day(self, issue: &Issue) -> Option<&str> {
        match self {
            Self::Due => issue.due.as_deref(),
            Self::Custom(number) => issue.values.get(&number)?.as_str(),
            _ => None,
        }
    }

    /// Whether any of the words of a list of labels passes.
    pub fn any_word(self, issue: &Issue, pass: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Labels => issue.labels.iter().any(|l| pass(l)),
            Self::Custom(number) => {
                let words = issue.values.get(&number).and_then(Value::as_array);
                words.into_iter().flatten().filter_map(Value::as_str).any(pass)
            }
            _ => false,
        }
    }

    /// Whether there is nothing there.
    #[must_use]
    pub fn is_empty(self, issue: &Issue) -> bool {
        match self {
            Self::Labels => issue.labels.is_empty(),
            Self::Due => issue.due.is_none(),
            Self::Summary => false,
            Self::Description => issue.description.is_none(),
            Self::Environment => issue.environment.is_none(),
            Self::Comment => issue.comments.is_empty(),
            Self::Created | Self::Updated | Self::Resolved | Self::CategoryChanged => {
                self.instant(issue).is_none()
            }
            Self::Original | Self::Remaining | Self::Spent => self.instant(issue).is_none(),
            Self::Voters => issue.records.voters.is_empty(),
            Self::Watchers => issue.records.watchers.is_empty(),
            Self::WorklogAuthors | Self::WorklogComments | Self::Worklogs => {
                issue.records.worklogs.is_empty()
            }
            Self::Attachments => issue.records.attachments.is_empty(),
            Self::Links => issue.records.links.is_empty(),
            Self::VoteCount | Self::WatchCount => false,
            Self::WorkRatio => ratio(issue).is_none(),
            Self::Custom(number) => !issue.values.contains_key(&number),
            Self::Nowhere => true,
            _ => self.id(issue).is_none(),
        }
    }

    /// A text that is compared as a whole.
    #[must_use]
    pub fn text(self, issue: &Issue) -> Option<&str> {
        match self {
            Self::Custom(number) => issue.values.get(&number)?.as_str(),
            _ => None,
        }
    }

    /// Shows each text that a search in the field looks through, in lower case, until one passes.
    pub fn any_text(self, issue: &Issue, pass: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Summary => pass(issue.summary_lower()),
            Self::Description => issue.description.as_ref().is_some_and(|d| pass(&d.lower)),
            Self::Environment => issue.environment.as_ref().is_some_and(|d| pass(&d.lower)),
            Self::Comment => issue.comments.iter().any(|c| pass(&c.body.lower)),
            Self::WorklogComments => {
                let comments = issue.records.worklogs.iter().filter_map(|w| w.comment.as_ref());
                comments.into_iter().any(|c| pass(&c.lower))
            }
            Self::Custom(number) => match issue.values.get(&number) {
                Some(Value::String(text)) => pass(&text.to_lowercase()),
                Some(document @ Value::Object(_)) => {
                    pass(&crate::site::RichText::of(document.clone()).lower)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// Worked against estimated; none without an estimate.
fn ratio(issue: &Issue) -> Option<f64> {
    issue.original_estimate.map(|_| work_ratio(issue) as f64)
}
