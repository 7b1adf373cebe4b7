//! The issues that were made from the rows of a plan: by this run, where the answer was lost, or by
//! an earlier one.
//!
//! JQL's index lags by seconds, or by minutes, so that what was just created is found by its key:
//! the plan says where the keys ended when it was made, and what lies above is read one by one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use futures_util::lock::Mutex;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::jira::{Client, JiraError, NUMBERS, NumberedIssue, number_in};
use crate::memory;
use crate::plan::{Change, IssueRef, Plan, RowIdentity};
use crate::ports::{Clock, Transport};

/// Numbers without an issue after which no further one is looked for: a key is used up when Jira
/// refuses an issue, and keys of issues that are deleted, moved or hidden are missing too.
const GAP: u64 = 200;

/// Requests of the first read above the highest known key: as many as the gap asks for.
const FIRST_PAGES: usize = 2;

/// Requests of a later read at most, where keys are all there.
const PAGES: usize = 8;

/// Looks for issues, and remembers what it found and how far it got.
pub(super) struct Made<'r, 'c, 'a, T, C> {
    plan: &'r Plan,
    client: &'c Client<'a, T, C>,
    found: RefCell<BTreeMap<RowIdentity, IssueRef>>,
    /// Names of the plan's own rows.
    own: BTreeSet<&'r RowIdentity>,
    /// What was made of other rows above the keys of the plan, by their ids.
    others: RefCell<BTreeMap<String, memory::Made>>,
    /// By the key of the project.
    reached: RefCell<BTreeMap<String, Reached>>,
    /// One look at a time.
    turn: Mutex<()>,
    /// How often the keys of a project were read, by its key.
    reads: RefCell<BTreeMap<String, u32>>,
}

/// How far the keys of a project were read.
#[derive(Clone, Debug)]
struct Reached {
    /// The highest number that has an issue.
    last: u64,
    /// Lower ones that have none yet: Jira may have given them to issues that are still to come.
    open: BTreeSet<u64>,
    /// Numbers of which the issue is known.
    known: BTreeSet<u64>,
}

impl<'r, 'c, 'a, T: Transport, C: Clock> Made<'r, 'c, 'a, T, C> {
    pub(super) fn new(plan: &'r Plan, client: &'c Client<'a, T, C>) -> Self {
        let reached = |(project, &last): (&String, &u64)| {
            let (open, known) = (BTreeSet::new(), BTreeSet::new());
            (project.clone(), Reached { last, open, known })
        };
        Self {
            plan,
            client,
            found: RefCell::default(),
            own: plan.changes.iter().filter_map(|change| change.identity.as_ref()).collect(),
            others: RefCell::default(),
            reached: RefCell::new(plan.highest.iter().map(reached).collect()),
            turn: Mutex::new(()),
            reads: RefCell::default(),
        }
    }

    /// Whether what was made of a row since the plan was made is found as soon as it is there.
    pub(super) fn is_certain(&self, change: &Change) -> bool {
        project(change).is_some_and(|project| self.plan.highest.contains_key(project))
    }

    /// The issue of a row, as far as it was found.
    pub(super) fn of(&self, change: &Change) -> Option<IssueRef> {
        self.found.borrow().get(change.identity.as_ref()?).cloned()
    }

    /// What other plans made since this one was made, as far as it was read.
    pub(super) fn by_others(&self) -> Vec<memory::Made> {
        let known = self.plan.changes.iter().filter_map(|change| change.issue.as_ref());
        let known: BTreeSet<&str> = known.map(|issue| issue.id.as_str()).collect();
        let since = self.client.on_site(self.plan.made_at);
        let others = self.others.borrow();
        let later = others.values().filter(|made| {
            !known.contains(made.issue.id.as_str()) && made.created.is_none_or(|at| at >= since)
        });
        later.cloned().collect()
    }

    /// Looks for what was made of rows at any time: in the index, and above the keys of the plan.
    pub(super) async fn look_everywhere(&self, rows: &[&Change]) -> Result<(), JiraError> {
        self.search(rows).await?;
        let left: Vec<_> = rows.iter().copied().filter(|row| self.is_certain(row)).collect();
        self.look(&left).await
    }

    /// Looks for what was made of rows since the plan was made.
    pub(super) async fn look(&self, rows: &[&Change]) -> Result<(), JiraError> {
        let before = self.reads.borrow().clone();
        let _turn = self.turn.lock().await;
        let left = rows.iter().copied().filter(|row| self.of(row).is_none());
        let (keyed, other): (Vec<_>, Vec<_>) = left.partition(|change| self.is_certain(change));
        if !other.is_empty() {
            self.search(&other).await?;
        }
        let projects: BTreeSet<&str> = keyed.iter().filter_map(|row| project(row)).collect();
        for project in projects {
            // A look that was begun while this one waited for its turn found what this one would.
            if self.reads.borrow().get(project) == before.get(project) {
                *self.reads.borrow_mut().entry(project.to_owned()).or_default() += 1;
                self.read_above(project).await?;
            }
        }
        Ok(())
    }

    /// Asks the index.
    async fn search(&self, rows: &[&Change]) -> Result<(), JiraError> {
        let lineages: BTreeSet<&str> =
            rows.iter().filter_map(|c| c.identity.as_ref()).map(|i| i.lineage.as_str()).collect();
        for lineage in lineages {
            let found = self.client.issues_of_rows(lineage, self.plan.made_at).await?;
            for (row, issue) in found {
                let identity = RowIdentity { lineage: lineage.to_owned(), row };
                // What another plan of the file made is read by its key, with all that it remembers.
                if self.own.contains(&identity) {
                    self.knows(&issue);
                }
                self.found.borrow_mut().entry(identity).or_insert(issue);
            }
        }
        Ok(())
    }

    /// An issue that was found needs not be read by its key.
    fn knows(&self, issue: &IssueRef) {
        for (project, reached) in &mut *self.reached.borrow_mut() {
            if let Some(number) = number_in(project, &issue.key) {
                reached.known.insert(number);
            }
        }
    }

    /// Reads the keys of a project that were missing so far, and those above, until a gap.
    async fn read_above(&self, project: &str) -> Result<(), JiraError> {
        let Some(mut reached) = self.reached.borrow().get(project).cloned() else { return Ok(()) };
        let before = reached.last;
        let open: Vec<u64> = reached.open.difference(&reached.known).copied().collect();
        let (mut there, _) = self.pages(project, &open).await?;
        let mut next = reached.last.saturating_add(1);
        let mut pages = FIRST_PAGES;
        while next.saturating_sub(reached.last) <= GAP && next < u64::MAX {
            let end = next.saturating_add((pages * NUMBERS) as u64);
            let asked: Vec<u64> = (next..end).filter(|n| !reached.known.contains(n)).collect();
            let (read, moved) = self.pages(project, &asked).await?;
            let known = reached.known.range(next..end).next_back().copied();
            let highest = read.last().copied().max(known);
            // Where an issue had its key before it moved is not told: somewhere in these pages.
            let highest = if moved { Some(end - 1) } else { highest };
            reached.last = reached.last.max(highest.unwrap_or_default());
            there.extend(read);
            (next, pages) = (end, (pages * 2).min(PAGES));
        }
        reached.open.extend(before + 1..=reached.last);
        reached.open.retain(|number| !there.contains(number) && !reached.known.contains(number));
        self.reached.borrow_mut().insert(project.to_owned(), reached);
        Ok(())
    }

    /// Reads keys: the numbers of those that are there, and whether any has moved elsewhere.
    async fn pages(
        &self,
        project: &str,
        numbers: &[u64],
    ) -> Result<(BTreeSet<u64>, bool), JiraError> {
        let pages: Vec<Vec<NumberedIssue>> = stream::iter(numbers.chunks(NUMBERS))
            .map(|page| self.client.issues_by_number(project, page))
            .buffered(self.client.in_flight())
            .try_collect()
            .await?;
        let (mut there, mut moved) = (BTreeSet::new(), false);
        for NumberedIssue { number, made } in pages.into_iter().flatten() {
            there.extend(number);
            moved |= number.is_none();
            let Some(made) = made else { continue };
            let identity = RowIdentity { lineage: made.lineage.clone(), row: made.row.clone() };
            if self.own.contains(&identity) {
                self.found.borrow_mut().entry(identity).or_insert(made.issue);
            } else {
                self.others.borrow_mut().insert(made.issue.id.clone(), made);
            }
        }
        Ok((there, moved))
    }
}

/// The key of the project in which a row's issue is made.
fn project(change: &Change) -> Option<&str> {
    change.create.as_ref().map(|target| target.project.name.as_str())
}
