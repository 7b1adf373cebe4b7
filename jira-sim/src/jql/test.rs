//! Tests on one issue.

use std::{cmp::Ordering, collections::HashSet};

use serde_json::Value;

use super::{past::Past, source::Source, words::Pattern};
use crate::site::{Issue, Site};

/// A comparison of two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The same.
    Same,
    /// Less than.
    Less,
    /// Less or the same.
    AtMost,
    /// More than.
    More,
    /// More or the same.
    AtLeast,
}

impl Compare {
    /// Whether an order of two values is what is asked for.
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Same => order == Ordering::Equal,
            Self::Less => order == Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::More => order == Ordering::Greater,
            Self::AtLeast => order != Ordering::Less,
        }
    }
}

/// Ends of links: the id of the type, and whether the link begins at the issue; none for both ends.
pub type LinkEnds = Vec<(u64, Option<bool>)>;

/// A test on an issue.
#[derive(Debug, Clone)]
pub enum Test {
    /// Every one of them.
    All(Vec<Test>),
    /// At least one of them.
    Any(Vec<Test>),
    /// Not this one.
    Not(Box<Test>),
    /// This one, by the issue whose sprint and team the issue has.
    PlannedWith(Box<Test>),
    /// The value is empty, or is not.
    Empty(Source, bool),
    /// The value is there, and the test inside fails.
    Other(Source, Box<Test>),
    /// The issue is one of these.
    Issue(HashSet<u64>),
    /// The value refers to one of these.
    Refers(Source, HashSet<u64>),
    /// A cascading option is this parent with this child.
    Chain(Source, u64, u64),
    /// A cascading option is this parent without a child.
    Childless(Source, u64),
    /// One of the labels is one of these, in lower case.
    Labelled(Source, HashSet<String>),
    /// The whole text is this one.
    Exactly(Source, String),
    /// One of the texts contains the pattern.
    Contains(Vec<Source>, Pattern),
    /// The instant compares so with epoch milliseconds; the same is the same minute.
    Instant(Source, Compare, i64),
    /// The day compares so with `YYYY-MM-DD`.
    Day(Source, Compare, String),
    /// Work was begun on a day that compares so with the one between two epoch milliseconds.
    Worked(Compare, (i64, i64)),
    /// The number compares so.
    Number(Source, Compare, f64),
    /// The number in the key compares so, among the issues of one project.
    KeyNumber(u64, Compare, u32),
    /// A link by one of these ends, or by any, leads to one of these, or to any.
    Linked(Option<LinkEnds>, Option<HashSet<u64>>),
    /// The entity property at a path is one of these.
    Property(String, Vec<String>, Vec<String>),
    /// The entity property at a path is missing, or is not.
    NoProperty(String, Vec<String>, bool),
    /// The history tells so.
    Past(Box<Past>),
}

impl Test {
    /// Whether an issue passes.
    #[must_use]
    pub fn passes(&self, site: &Site, issue: &Issue) -> bool {
        match self {
            Self::All(tests) => tests.iter().all(|t| t.passes(site, issue)),
            Self::Any(tests) => tests.iter().any(|t| t.passes(site, issue)),
            Self::Not(test) => !test.passes(site, issue),
            Self::PlannedWith(test) => test.passes(site, site.planned_with(issue)),
            Self::Other(source, test) => !source.is_empty(issue) && !test.passes(site, issue),
            Self::Past(past) => past.holds(site, issue),
            Self::Issue(ids) => ids.contains(&issue.id),
            Self::KeyNumber(project, compare, than) => {
                issue.project == *project && compare.holds(issue.number.cmp(than))
            }
            Self::Linked(ends, others) => linked(issue, ends.as_ref(), others.as_ref()),
            Self::Worked(compare, day) => {
                issue.records.worklogs.iter().any(|w| worked(*compare, w.started, *day))
            }
            Self::Property(key, path, wanted) => property(issue, key, path).is_some_and(|value| {
                let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                wanted.contains(&shown)
            }),
            Self::NoProperty(key, path, missing) => {
                property(issue, key, path).is_none() == *missing
            }
            _ => self.value_passes(issue),
        }
    }

    /// Tests on the value of one field.
    fn value_passes(&self, issue: &Issue) -> bool {
        match self {
            Self::Empty(source, wanted) => source.is_empty(issue) == *wanted,
            Self::Refers(source, ids) => source.any_id(issue, |id| ids.contains(&id)),
            Self::Chain(source, parent, child) => {
                source.any_id(issue, |id| id == *parent) && source.any_id(issue, |id| id == *child)
            }
            Self::Childless(source, parent) => {
                source.any_id(issue, |id| id == *parent)
                    && !source.any_id(issue, |id| id != *parent)
            }
            Self::Labelled(source, words) => {
                source.any_word(issue, |word| words.contains(&word.to_lowercase()))
            }
            Self::Exactly(source, text) => source.text(issue) == Some(text),
            Self::Contains(sources, pattern) => {
                sources.iter().any(|source| source.any_text(issue, |text| pattern.matches(text)))
            }
            Self::Instant(source, compare, than) => {
                source.instant(issue).is_some_and(|at| same_minute(*compare, at, *than))
            }
            Self::Day(source, compare, than) => {
                source.day(issue).is_some_and(|day| compare.holds(day.cmp(than.as_str())))
            }
            Self::Number(source, compare, than) => source
                .number(issue)
                .and_then(|n| n.partial_cmp(than))
                .is_some_and(|order| compare.holds(order)),
            _ => false,
        }
    }
}

fn same_minute(compare: Compare, at: i64, than: i64) -> bool {
    match compare {
        Compare::Same => at >= than && at - than < 60_000,
        other => other.holds(at.cmp(&than)),
    }
}

/// The day is from its first millisecond to the first of the next.
fn worked(compare: Compare, at: i64, (start, end): (i64, i64)) -> bool {
    let order = match at {
        at if at < start => Ordering::Less,
        at if at >= end => Ordering::Greater,
        _ => Ordering::Equal,
    };
    compare.holds(order)
}

fn linked(issue: &Issue, ends: Option<&LinkEnds>, others: Option<&HashSet<u64>>) -> bool {
    issue.records.links.iter().any(|link| {
        let is_end = |(kind, outward): &(u64, Option<bool>)| {
            link.kind == *kind && outward.is_none_or(|o| o == link.outward)
        };
        ends.is_none_or(|ends| ends.iter().any(is_end))
            && others.is_none_or(|others| others.contains(&link.other))
    })
}

fn property<'a>(issue: &'a Issue, key: &str, path: &[String]) -> Option<&'a Value> {
    let mut value = issue.properties.get(key)?;
    for step in path {
        value = value.get(step)?;
    }
    (!value.is_null()).then_some(value)
}
