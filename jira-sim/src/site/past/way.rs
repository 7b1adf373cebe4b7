//! The way of an issue through the workflow: from the status that new issues have to its present
//! one, by steps that the workflow has.

use super::Past;
use crate::site::{Catalog, Category, Issue, Project};

/// Steps of a way at most.
const LONGEST: usize = 5;
/// Tells this stream of numbers from the others of an issue.
const STREAM: u64 = 1;

/// A step of the workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leg {
    /// The status before.
    pub from: u64,
    /// The status after.
    pub to: u64,
    /// The resolution that the step gives unless somebody chooses another; none if it clears it.
    pub resolution: Option<u64>,
    /// Whether the category of the status changes.
    pub category: bool,
}

/// Steps that lead from the first status to another one, or back to it.
pub(super) type Way = Vec<Leg>;

/// All ways to a status, the shorter ones first. Where it can be reached by a step that changes the
/// category of the status, these only.
pub(super) fn ways(catalog: &Catalog, project: &Project, to: u64) -> Vec<Way> {
    let workflow = &project.workflow;
    let category = |id: u64| catalog.status(id).map(|s| s.category);
    let mut done: Vec<Way> = Vec::new();
    let mut open: Vec<Way> = vec![Vec::new()];
    for _ in 0..LONGEST {
        let longer = |way: &Way| {
            let from = way.last().map_or(workflow.initial, |leg| leg.to);
            let leg = move |t: &crate::site::Transition| Leg {
                from,
                to: t.to,
                resolution: t.resolution.filter(|_| category(t.to) == Some(Category::Done)),
                category: category(from) != category(t.to),
            };
            workflow.from(from).map(|t| [way.as_slice(), &[leg(t)]].concat()).collect::<Vec<_>>()
        };
        open = open.iter().flat_map(longer).collect();
        done.extend(open.iter().filter(|way| way.last().is_some_and(|l| l.to == to)).cloned());
    }
    let changes = |way: &Way| way.last().is_some_and(|leg| leg.category);
    if done.iter().any(changes) {
        done.retain(changes);
    }
    done
}

/// The steps of an issue with their times, the last of them when it was updated last.
pub(super) fn taken(past: &Past, issue: &Issue) -> Vec<(i64, Leg)> {
    let Some(ways) = past.ways.get(&(issue.project, issue.status)) else { return Vec::new() };
    let initial = past.start.project_by_id(issue.project).map(|p| p.workflow.initial);
    let untouched = issue.created == issue.updated && initial == Some(issue.status);
    let Some(shortest) = ways.first().filter(|_| !untouched).map(Vec::len) else {
        return Vec::new();
    };
    let mut rng = past.stream(issue.id, STREAM);
    let short = ways.iter().take_while(|way| way.len() == shortest).count();
    let among = if rng.chance(60) { short } else { ways.len() };
    let way = &ways[rng.below(among)];
    let mut times: Vec<i64> =
        way.iter().skip(1).map(|_| rng.between(issue.created, issue.updated)).collect();
    times.push(issue.updated);
    times.sort_unstable();
    times.into_iter().zip(way.iter().copied()).collect()
}

/// When the category of an issue's status changed, where it was not with the last step.
pub(super) fn category_changed(past: &Past, issue: &Issue) -> Option<i64> {
    let ways = past.ways.get(&(issue.project, issue.status))?;
    if ways.first()?.last()?.category {
        return None;
    }
    taken(past, issue).iter().rev().find(|(_, leg)| leg.category).map(|(at, _)| *at)
}
