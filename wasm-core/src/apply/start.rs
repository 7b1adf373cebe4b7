//! Where new issues start, and how they get on from there.
//!
//! A request that creates issues can name the transition of each, so that a status costs no request
//! of its own. Where new issues of a project and a type start is known only from one of them: so
//! one row of each goes ahead, and the others follow with what it taught.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures_util::stream::{self, StreamExt};

use super::compare::status_of;
use super::status::{self, Stand, Unreached};
use crate::jira::{Client, CreateResult, CreatedIssue, OpenTransition};
use crate::plan::{Change, IssueRef, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, Notation};

/// Ids of a project and an issue type.
type Place = (String, String);

/// What is known of new issues.
#[derive(Default)]
pub(super) struct Starts {
    places: RefCell<HashMap<Place, Start>>,
    /// The transitions that issues of a place have in a status.
    ways: RefCell<HashMap<(Place, String), Vec<OpenTransition>>>,
}

/// How new issues of a place start.
#[derive(Clone)]
enum Start {
    /// The transitions that the plan names lead out of where they start.
    AsPlanned,
    /// In this status.
    In(String),
}

fn place(change: &Change) -> Option<Place> {
    let target = change.create.as_ref()?;
    Some((target.project.id.clone(), target.issue_type.id.clone()))
}

impl Starts {
    /// Divides rows into those that go ahead, one of each place of which nothing is known, and the
    /// others. Those whose transition the plan does not know go first: they teach the most.
    pub(super) fn divided<'p>(&self, rows: &[&'p Change]) -> (Vec<&'p Change>, Vec<&'p Change>) {
        let mut ahead: BTreeMap<Place, &'p Change> = BTreeMap::new();
        for change in rows {
            let (Some(to), Some(place)) = (&change.transition, place(change)) else { continue };
            if self.places.borrow().contains_key(&place) {
                continue;
            }
            let known = ahead.get(&place).and_then(|change| change.transition.as_ref());
            if known.is_none_or(|known| known.id.is_some() && to.id.is_none()) {
                ahead.insert(place, change);
            }
        }
        let ahead: BTreeSet<u32> = ahead.values().map(|change| change.row).collect();
        rows.iter().copied().partition(|change| ahead.contains(&change.row))
    }

    /// The transition to name in the request that creates a row's issue. Such a request takes no
    /// fields of a transition's screen: where these go along, the transition is made after it.
    pub(super) fn named(&self, change: &Change) -> Option<String> {
        let to = change.transition.as_ref().filter(|to| to.fields.is_empty())?;
        match self.start(change) {
            Some(Start::In(first)) if first == to.to.id => None,
            Some(Start::In(first)) => self.way(change, &first, to),
            Some(Start::AsPlanned) | None => to.id.clone(),
        }
    }

    fn start(&self, change: &Change) -> Option<Start> {
        self.places.borrow().get(&place(change)?).cloned()
    }

    /// The known transition of issues like that from a status.
    fn way(&self, change: &Change, from: &str, to: &Transition) -> Option<String> {
        let ways = self.ways.borrow();
        ways.get(&(place(change)?, from.to_owned())).and_then(|open| status::free(open, to))
    }

    /// Learns from issues that were just created; `named` says of each whether the request named a
    /// transition. What can't be read stays unknown: each issue then finds its own way.
    pub(super) async fn learn<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        results: &[(&Change, bool, CreateResult)],
    ) {
        let mut examples: BTreeMap<Place, &CreatedIssue> = BTreeMap::new();
        for (change, named, result) in results {
            let (Some(_), Ok(created), Some(place)) = (&change.transition, result, place(change))
            else {
                continue;
            };
            if self.places.borrow().contains_key(&place) || examples.contains_key(&place) {
                continue;
            }
            match *named && created.transition_refused.is_none() {
                true => drop(self.places.borrow_mut().insert(place, Start::AsPlanned)),
                false => drop(examples.insert(place, created)),
            }
        }
        let ids: Vec<_> = examples.values().map(|created| created.issue.id.clone()).collect();
        let look = client.look(Notation::default(), &ids, &[FieldId::new("status")]).await;
        let statuses: BTreeMap<_, _> = look
            .issues
            .iter()
            .filter_map(|issue| Some((issue.id.as_str(), status_of(issue)?)))
            .collect();
        for (place, created) in examples {
            if let Some(status) = statuses.get(created.issue.id.as_str()) {
                self.places.borrow_mut().insert(place.clone(), Start::In((*status).to_owned()));
                self.learn_ways(client, &created.issue, place, status).await;
            }
        }
    }

    /// Asks one issue for its transitions, unless those of another like it are known.
    async fn learn_ways<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        issue: &IssueRef,
        place: Place,
        status: &str,
    ) {
        let key = (place, status.to_owned());
        if self.ways.borrow().contains_key(&key) {
            return;
        }
        if let Ok(open) = client.transitions(&issue.id).await {
            self.ways.borrow_mut().insert(key, open);
        }
    }

    /// Brings an issue that was just created to its status, if it is not there.
    pub(super) async fn reach<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        change: &Change,
        named: bool,
        created: &CreatedIssue,
    ) -> Result<(), Unreached> {
        let Some(to) = &change.transition else { return Ok(()) };
        if named && created.transition_refused.is_none() {
            return Ok(());
        }
        let (known, stand) = match self.start(change) {
            Some(Start::In(first)) if first == to.to.id => {
                return status::there(client, &created.issue, to).await;
            }
            Some(Start::In(first)) => {
                // One that was refused is not tried again.
                let known = self.way(change, &first, to).filter(|_| !named);
                (known, Stand { status: Some(first), good_until: None })
            }
            _ => (None, Stand::default()),
        };
        let reached = status::reach(client, &created.issue, to, known, stand).await;
        match (&reached, &created.transition_refused) {
            (Err(_), Some(refusal)) => Err(Unreached::NoWay(refusal.message())),
            _ => reached,
        }
    }

    /// Brings issues that stand in a status since they were made to the planned one: their
    /// transitions are asked for once for each place and status.
    pub(super) async fn move_on<'w, T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        waiting: Vec<(&'w Change, &'w IssueRef, Stand)>,
    ) -> Vec<(u32, Result<(), Unreached>)> {
        for (change, issue, stand) in &waiting {
            if let (Some(place), Some(status)) = (place(change), &stand.status) {
                self.learn_ways(client, issue, place, status).await;
            }
        }
        let moved = stream::iter(waiting).map(|(change, issue, stand)| async move {
            let Some(to) = &change.transition else { return (change.row, Ok(())) };
            let from = stand.status.clone().unwrap_or_default();
            let known = self.way(change, &from, to);
            (change.row, status::reach(client, issue, to, known, stand).await)
        });
        moved.buffer_unordered(client.in_flight().max(1)).collect().await
    }
}
