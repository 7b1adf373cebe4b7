//! What had happened to the seeded issues before the site's start: each has a history that leads
//! from its creation to what it is like at the start. It is made when somebody asks for it, out of
//! the issue as it was at the start, with a stream of random numbers of its own for each issue, so
//! that a large site starts as fast as it did and always tells the same.

mod earlier;
mod story;
mod way;

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use self::{story::story, way::Way};
use super::{Change, Issue, IssueStore, Project, Role, Site, UserId};
use crate::rng::Rng;

/// Tells the streams of the histories from those of the issues.
const HISTORIES: u64 = 0x5e7a_11ed_0000_0000;
/// Room for the changes of one seeded issue among the numbers of changes.
const MOST_CHANGES: u64 = 256;
/// The number before that of the first change.
const FIRST_CHANGE: u64 = 10_000;

/// The site at its start, as far as the histories need it.
#[derive(Debug)]
pub struct Past {
    seed: u64,
    /// The site without its issues: what is renamed or added later changes no history.
    start: Site,
    /// Who may have changed something.
    editors: Vec<UserId>,
    /// Ways through the workflow by project and present status.
    ways: HashMap<(u64, u64), Vec<Way>>,
    /// All changes by time, issue, and place in the issue's history: their order gives the numbers.
    order: OnceLock<Vec<(i64, u64, usize)>>,
}

impl Past {
    /// `start` is the site without its issues.
    fn of(start: Site, seed: u64) -> Self {
        let site = &start;
        let may_edit = |p: &&super::Person| p.account_type == "atlassian" && p.role != Role::Viewer;
        let ways = |p: &Project| {
            let of = |status: &u64| ((p.id, *status), way::ways(&site.catalog, p, *status));
            p.workflow.statuses.iter().map(of).collect::<Vec<_>>()
        };
        Self {
            seed,
            editors: site.people.iter().filter(may_edit).map(|p| p.id).collect(),
            ways: site.projects.iter().flat_map(ways).collect(),
            order: OnceLock::new(),
            start,
        }
    }

    /// A stream of numbers that belongs to one thing only. Neighbouring seeds of a generator give
    /// the same numbers one place on, so the seed is mixed first.
    fn stream(&self, of: u64, what: u64) -> Rng {
        let mut mixed = Rng::new(of ^ HISTORIES ^ (what << 56));
        Rng::new(mixed.next() ^ self.seed.rotate_left(17))
    }
}

impl Site {
    /// Ends the seeding: whatever is written from now on comes after the made-up past.
    ///
    /// The status of some issues cannot have been reached by a step that changes its category; for
    /// these, the category changed earlier than the issue.
    pub fn begin(&mut self, seed: u64) {
        let past = Arc::new(Past::of(self.without_issues(), seed));
        let moved: Vec<(u64, i64)> = self
            .issues
            .iter()
            .filter_map(|i| Some((i.id, way::category_changed(&past, i)?)))
            .collect();
        for (id, at) in moved {
            if let Some(issue) = self.issues.get_mut(id) {
                issue.category_changed = at;
            }
        }
        self.next_change_id = FIRST_CHANGE + MOST_CHANGES * self.issues.len() as u64;
        self.issues.begin(past);
    }

    /// All changes of an issue, oldest first.
    #[must_use]
    pub fn history<'a>(&'a self, issue: &'a Issue) -> Cow<'a, [Change]> {
        let Some((past, origin)) = self.issues.past_of(issue.id) else {
            return Cow::Borrowed(&issue.history);
        };
        let order = past.order.get_or_init(|| self.order_of_changes(past));
        let number = |at: i64, place: usize| {
            let found = order.binary_search(&(at, issue.id, place));
            FIRST_CHANGE + 1 + found.unwrap_or_else(|place| place) as u64
        };
        let before = story(past, self, origin).into_iter().enumerate();
        let before = before.map(|(place, step)| step.change(past, self, number(step.at, place)));
        Cow::Owned(before.chain(issue.history.iter().cloned()).collect())
    }

    fn order_of_changes(&self, past: &Past) -> Vec<(i64, u64, usize)> {
        let mut order: Vec<(i64, u64, usize)> = self
            .issues
            .origins()
            .flat_map(|issue| {
                let steps = story(past, self, issue).into_iter().enumerate();
                steps.map(|(place, step)| (step.at, issue.id, place)).collect::<Vec<_>>()
            })
            .collect();
        order.sort_unstable();
        order
    }

    fn without_issues(&self) -> Self {
        Self {
            base_url: self.base_url.clone(),
            clock: self.clock.clone(),
            people: self.people.clone(),
            catalog: self.catalog.clone(),
            registers: self.registers.clone(),
            projects: self.projects.clone(),
            fields: self.fields.clone(),
            issues: IssueStore::default(),
            user_properties: self.user_properties.clone(),
            rules: self.rules.clone(),
            revision: self.revision,
            next_entry_id: self.next_entry_id,
            next_change_id: self.next_change_id,
            next_record_id: self.next_record_id,
        }
    }
}
