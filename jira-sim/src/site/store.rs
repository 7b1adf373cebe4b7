//! All issues: found by id, by key in any case, and by the issue above.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Issue, index::SearchIndex, past::Past};

/// The id of the first issue.
const FIRST_ID: u64 = 10_000;

/// Issues in the order of their ids. A deleted issue leaves a gap, its id and key are not used again.
#[derive(Debug, Clone, Default)]
pub struct IssueStore {
    slots: Vec<Option<Issue>>,
    by_key: HashMap<String, u64>,
    children: HashMap<u64, Vec<u64>>,
    /// The site's start; none while it is being seeded.
    past: Option<Arc<Past>>,
    /// How many issues there were at the start.
    seeded: usize,
    /// Those of them that were written since, as they were then.
    origins: HashMap<u64, Box<Issue>>,
    /// Those of them that were replaced by another issue, whose history is another one.
    replaced: HashSet<u64>,
    /// What searches do not see yet.
    pub index: SearchIndex,
}

impl IssueStore {
    /// The id that the next issue gets.
    #[must_use]
    pub fn next_id(&self) -> u64 {
        FIRST_ID + self.slots.len() as u64
    }

    /// How many issues there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// All of them, by ascending id.
    pub fn iter(&self) -> impl Iterator<Item = &Issue> {
        self.slots.iter().flatten()
    }

    /// All of them as searches see them: where the index lags, as they were before, except for those
    /// that are to be reconciled.
    pub fn indexed(&self, reconcile: &[u64]) -> impl Iterator<Item = &Issue> {
        let stale = self.index.stale(reconcile);
        self.slots.iter().enumerate().filter_map(move |(slot, issue)| {
            if stale.is_empty() {
                return issue.as_ref();
            }
            match stale.get(&(FIRST_ID + slot as u64)) {
                Some(before) => *before,
                None => issue.as_ref(),
            }
        })
    }

    /// The issue of that id.
    #[must_use]
    pub fn get(&self, id: u64) -> Option<&Issue> {
        self.slots.get(slot(id)?)?.as_ref()
    }

    /// The issue of that id or key; keys are compared without case.
    #[must_use]
    pub fn find(&self, key_or_id: &str) -> Option<&Issue> {
        match key_or_id.parse::<u64>() {
            Ok(id) => self.get(id),
            Err(_) => self.get(*self.by_key.get(&key_or_id.to_ascii_uppercase())?),
        }
    }

    /// The issue of that id, to be changed while the site is being seeded.
    pub(super) fn get_mut(&mut self, id: u64) -> Option<&mut Issue> {
        self.slots.get_mut(slot(id)?)?.as_mut()
    }

    /// From now on issues are kept as they were at the start when they are written.
    pub(super) fn begin(&mut self, past: Arc<Past>) {
        self.past = Some(past);
        self.seeded = self.slots.len();
    }

    /// The site's start, and a seeded issue as it was then.
    pub(super) fn past_of(&self, id: u64) -> Option<(&Past, &Issue)> {
        let past = self.past.as_deref().filter(|_| !self.replaced.contains(&id))?;
        Some((past, self.origin(id)?))
    }

    /// All seeded issues as they were at the start.
    pub(super) fn origins(&self) -> impl Iterator<Item = &Issue> {
        (0..self.seeded).filter_map(|slot| self.origin(FIRST_ID + slot as u64))
    }

    /// A seeded issue as it was at the start, whatever became of it.
    pub(super) fn origin(&self, id: u64) -> Option<&Issue> {
        slot(id).filter(|slot| *slot < self.seeded)?;
        self.origins.get(&id).map(Box::as_ref).or_else(|| self.get(id))
    }

    /// A seeded issue becomes another one, with a history of its own.
    pub(super) fn forget_past(&mut self, id: u64) {
        self.replaced.insert(id);
    }

    fn keep_origin(&mut self, id: u64, before: Option<Issue>) {
        let seeded = slot(id).is_some_and(|slot| slot < self.seeded);
        if let Some(before) = before.filter(|_| seeded) {
            self.origins.entry(id).or_insert_with(|| Box::new(before));
        }
    }

    /// Ids of the issues below one, ascending.
    #[must_use]
    pub fn children(&self, id: u64) -> &[u64] {
        self.children.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Adds an issue whose id is [`IssueStore::next_id`].
    pub fn push(&mut self, issue: Issue) {
        self.index.note(issue.id, None);
        self.by_key.insert(issue.key.clone(), issue.id);
        if let Some(parent) = issue.parent {
            self.children.entry(parent).or_default().push(issue.id);
        }
        self.slots.push(Some(issue));
    }

    /// Puts a changed issue in the place of the one with its id.
    pub fn replace(&mut self, issue: Issue) {
        let Some(slot) = slot(issue.id).and_then(|s| self.slots.get_mut(s)) else { return };
        let before = slot.as_ref().and_then(|old| old.parent);
        let (id, after) = (issue.id, issue.parent);
        self.index.note(id, slot.as_ref());
        let old = slot.replace(issue);
        self.keep_origin(id, old);
        if before != after {
            self.unlink(id, before);
            if let Some(parent) = after {
                let below = self.children.entry(parent).or_default();
                below.push(id);
                below.sort_unstable();
            }
        }
    }

    /// Takes an issue away; issues below it lose it as their parent.
    pub fn remove(&mut self, id: u64) -> Option<Issue> {
        let issue = self.slots.get_mut(slot(id)?)?.take()?;
        self.index.note(id, Some(&issue));
        self.by_key.remove(&issue.key);
        self.keep_origin(id, Some(issue.clone()));
        self.unlink(id, issue.parent);
        for child in self.children.remove(&id).unwrap_or_default() {
            self.keep_origin(child, self.get(child).cloned());
            if let Some(below) = self.get_mut(child) {
                below.parent = None;
            }
        }
        Some(issue)
    }

    fn unlink(&mut self, id: u64, parent: Option<u64>) {
        if let Some(below) = parent.and_then(|p| self.children.get_mut(&p)) {
            below.retain(|child| *child != id);
        }
    }
}

fn slot(id: u64) -> Option<usize> {
    usize::try_from(id.checked_sub(FIRST_ID)?).ok()
}
