//! How new rows get from where their issues start to the statuses that they name.

use std::collections::HashMap;

use super::{Row, Rows};
use crate::jira::OpenTransition;
use crate::target::{Place, Ways};

/// The ways of all new rows of a place to a status, by its id, looked for once.
pub(super) type NewWays<'a> = HashMap<Place, HashMap<String, Ways<'a>>>;

impl<'a> Rows<'a> {
    /// Looks for the ways of all new rows.
    pub(super) fn with_ways(mut self) -> Self {
        let mut ways = NewWays::default();
        for row in self.rows.iter().filter(|row| row.is_new()) {
            let (Some(wanted), Some(place)) = (self.wanted_status(row), row.place()) else {
                continue;
            };
            let Some(workflow) = self.target.workflows.get(place) else { continue };
            if !ways.get(place).is_some_and(|known| known.contains_key(&wanted.id)) {
                let of_place = ways.entry(place.clone()).or_default();
                of_place.insert(wanted.id.clone(), workflow.ways_to(&wanted.id));
            }
        }
        self.ways = ways;
        self
    }

    /// The ways of a new row's issue to its status; none where the row names no status, or nobody
    /// has looked.
    pub fn ways(&self, row: &Row<'a>) -> Option<&Ways<'a>> {
        let wanted = self.wanted_status(row).filter(|_| row.is_new())?;
        self.ways.get(row.place()?)?.get(&wanted.id)
    }

    /// The steps by which a new row's issue gets to its status, as far as they are known: of several
    /// ways the one that lacks the fewest values, and is closed the least.
    pub fn steps(&self, row: &Row<'a>) -> Vec<&'a OpenTransition> {
        let Some(Ways::Known(ways)) = self.ways(row) else { return Vec::new() };
        let best = ways.iter().min_by_key(|way| {
            let lacking: usize = way.iter().map(|step| self.lacking(row, step).count()).sum();
            let closed = way.iter().filter(|step| step.closed).count();
            let not_shown = way.last().map_or(0, |step| self.not_shown(row, step));
            (lacking, closed, not_shown)
        });
        best.cloned().unwrap_or_default()
    }
}
