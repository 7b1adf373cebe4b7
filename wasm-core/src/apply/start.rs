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

    /// The transition to name in the request that creates a row's issue: the first on its way. Such a
    /// request takes no fields of a transition's screen: where these go along, the transition is made
    /// after it.
    pub(super) fn named(&self, change: &Change) -> Option<String> {
        let to = change.transition.as_ref()?;
        match self.start(change) {
            Some(Start::In(first)) if first == to.to.id => None,
            Some(Start::In(first)) => {
                let direct = self.way(change, &first, to).filter(|_| to.fields.is_empty());
                direct.or_else(|| {
                    let leg = to.legs_from(&first).into_iter().next()?;
                    leg.id.filter(|_| leg.fields.is_empty())
                })
            }
            Some(Start::AsPlanned) | None => to.first().map(str::to_owned),
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

    /// Learns from issues that were just created, each with the transition that its request named.
    /// What can't be read stays unknown: each issue then finds its own way.
    pub(super) async fn learn<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        results: &[(&Change, Option<String>, CreateResult)],
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
            match named.is_some() && created.transition_refused.is_none() {
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

    /// Brings an issue that was just created to its status, if it is not there; `named` is the
    /// transition that its request named.
    pub(super) async fn reach<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        change: &Change,
        named: Option<&str>,
        created: &CreatedIssue,
    ) -> Result<(), Unreached> {
        let Some(to) = &change.transition else { return Ok(()) };
        let issue = &created.issue;
        let at = |status: &str| Stand { status: Some(status.to_owned()), good_until: None };
        if let Some(id) = named.filter(|_| created.transition_refused.is_none()) {
            return match to.through.iter().find(|step| step.id == id) {
                Some(step) => self.go(client, change, issue, to, at(&step.to.id)).await,
                None => Ok(()),
            };
        }
        let reached = match (self.start(change), to.through.first()) {
            (Some(Start::In(first)), _) if first == to.to.id => {
                return status::there(client, issue, to).await;
            }
            // One that was refused is not tried again.
            (Some(Start::In(first)), _) if named.is_some() => {
                status::reach(client, issue, to, None, at(&first)).await
            }
            (Some(Start::In(first)), _) => self.go(client, change, issue, to, at(&first)).await,
            (Some(Start::AsPlanned), Some(first)) => {
                self.go(client, change, issue, to, at(&first.from.id)).await
            }
            _ => status::reach(client, issue, to, None, Stand::default()).await,
        };
        match (&reached, &created.transition_refused) {
            (Err(_), Some(refusal)) => Err(Unreached::NoWay(refusal.message())),
            _ => reached,
        }
    }

    /// Brings an issue from where it stands to its status: by a transition that is known to lead
    /// there at once, else over the steps of the plan, else by what it offers itself.
    async fn go<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        change: &Change,
        issue: &IssueRef,
        to: &Transition,
        stand: Stand,
    ) -> Result<(), Unreached> {
        let from = stand.status.clone().unwrap_or_default();
        let known = self.way(change, &from, to);
        let legs = to.legs_from(&from);
        match known.is_none() && !legs.is_empty() {
            true => status::walk(client, issue, &legs, stand).await,
            false => status::reach(client, issue, to, known, stand).await,
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
            (change.row, self.go(client, change, issue, to, stand).await)
        });
        moved.buffer_unordered(client.in_flight().max(1)).collect().await
    }
}
