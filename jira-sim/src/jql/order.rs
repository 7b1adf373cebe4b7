//! The order of what is found.

use std::cmp::Ordering;

use super::{known, source::Source};
use crate::site::{Field, Issue, Kind, Site, UserId};

/// One criterion, the most important first.
#[derive(Debug, Clone)]
pub struct Criterion {
    by: By,
    descending: bool,
}

#[derive(Debug, Clone)]
enum By {
    Id,
    Key,
    Rank(Source, Vec<u64>),
    Person(Source),
    Name(Source, Vec<(u64, String)>),
    Instant(Source),
    Number(Source),
    Day(Source),
    Summary,
    Text(Source),
}

impl Criterion {
    /// The newest first, which is the order without ORDER BY.
    #[must_use]
    pub fn newest() -> Self {
        Self { by: By::Instant(Source::Created), descending: true }
    }

    /// By id or key.
    #[must_use]
    pub fn by_key(name: &str, descending: bool) -> Option<Self> {
        let by = match name {
            "id" => By::Id,
            "key" | "issuekey" | "issue" | "workitem" | "workitemkey" => By::Key,
            _ => return None,
        };
        Some(Self { by, descending })
    }

    /// By a field; none if it has no order.
    #[must_use]
    pub fn by_field(site: &Site, field: &Field, descending: bool) -> Option<Self> {
        let source = Source::of(field);
        let catalog = &site.catalog;
        let by = match field.kind {
            Kind::Text if source == Source::Summary => By::Summary,
            Kind::Text | Kind::FixedText | Kind::Url | Kind::Rank => By::Text(source),
            Kind::Number | Kind::FixedNumber | Kind::Votes | Kind::Watches | Kind::WorkRatio => {
                By::Number(source)
            }
            Kind::Date => By::Day(source),
            Kind::Instant | Kind::DateTime | Kind::Seconds => By::Instant(source),
            Kind::User => By::Person(source),
            Kind::Priority => {
                By::Rank(source, catalog.priorities.iter().rev().map(|p| p.id).collect())
            }
            Kind::Status | Kind::StatusCategory => By::Rank(
                source,
                site.projects.iter().flat_map(|p| p.workflow.statuses.clone()).collect(),
            ),
            Kind::Resolution => {
                By::Rank(source, catalog.resolutions.iter().map(|r| r.id).collect())
            }
            Kind::Select | Kind::Cascading => {
                By::Rank(source, field.options.iter().map(|o| o.id).collect())
            }
            Kind::IssueType => By::Name(
                source,
                catalog.issue_types.iter().map(|t| (t.id, t.name.clone())).collect(),
            ),
            Kind::Project | Kind::AnyProject => {
                By::Name(source, site.projects.iter().map(|p| (p.id, p.name.clone())).collect())
            }
            Kind::Components => By::Name(
                source,
                site.projects
                    .iter()
                    .flat_map(|p| p.components.iter().map(|c| (c.id, c.name.clone())))
                    .collect(),
            ),
            Kind::Versions | Kind::Version => By::Rank(
                source,
                site.projects.iter().flat_map(|p| p.versions.iter().map(|v| v.id)).collect(),
            ),
            Kind::Sprint
            | Kind::Group
            | Kind::Team
            | Kind::RequestType
            | Kind::Security
            | Kind::EpicLink
            | Kind::Parent => By::Rank(source, Vec::new()),
            _ => return None,
        };
        Some(Self { by, descending })
    }

    fn compare(&self, site: &Site, a: &Issue, b: &Issue) -> Ordering {
        let order = self.by.compare(site, a, b);
        if self.descending { order.reverse() } else { order }
    }
}

impl By {
    fn compare(&self, site: &Site, a: &Issue, b: &Issue) -> Ordering {
        match self {
            Self::Id => a.id.cmp(&b.id),
            Self::Key => (a.project, a.number).cmp(&(b.project, b.number)),
            Self::Rank(source, ranks) => {
                let rank = |issue| source.id(issue).map(|id| place(ranks, id));
                empty_last(rank(a), rank(b))
            }
            Self::Name(source, names) => {
                let name = |issue| {
                    let id = source.id(issue)?;
                    names.iter().find(|(n, _)| *n == id).map(|(_, name)| name)
                };
                empty_last(name(a), name(b))
            }
            Self::Person(source) => {
                let name = |issue| {
                    let id = u32::try_from(source.id(issue)?).ok()?;
                    site.people.get(UserId(id)).map(|p| &p.name)
                };
                empty_last(name(a), name(b))
            }
            Self::Instant(source) => empty_last(source.instant(a), source.instant(b)),
            Self::Number(source) => match (source.number(a), source.number(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            },
            Self::Day(source) => empty_last(source.day(a), source.day(b)),
            Self::Summary => a.summary_lower().cmp(b.summary_lower()),
            Self::Text(source) => {
                let text = |issue: &Issue| match source {
                    Source::Custom(number) => {
                        issue.values.get(number).and_then(|v| v.as_str().map(str::to_lowercase))
                    }
                    _ => None,
                };
                empty_last(text(a), text(b))
            }
        }
    }
}

/// The place of an id in a list; ids that are not listed stand in the order of their numbers.
fn place(ranks: &[u64], id: u64) -> u64 {
    ranks.iter().position(|r| *r == id).map_or(id, |at| at as u64)
}

fn empty_last<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Whether Jira orders issues by a field: not by what hangs on them.
#[must_use]
pub fn is_sortable_in_jira(field: &Field) -> bool {
    let hangs = matches!(field.kind, Kind::Comments | Kind::Attachments | Kind::Links);
    !hangs && !known::hanging().iter().any(|f| f.id == field.id)
}

/// Puts issues in order; those that all criteria leave equal stand newest id first.
pub fn sort(site: &Site, issues: &mut [&Issue], criteria: &[Criterion]) {
    issues.sort_by(|a, b| {
        criteria
            .iter()
            .map(|c| c.compare(site, a, b))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| b.id.cmp(&a.id))
    });
}
