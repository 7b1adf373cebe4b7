//! How new issues get to the statuses that their rows name.
//!
//! An issue that is not there yet has no transitions that Jira could be asked for, and only
//! administrators may read a workflow. But issues of the same project and type go the same ways: the
//! history of the newest tells where it started, and one issue in each status what leads out of it.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::jira::{Client, JiraError, OpenTransition, Sample, if_told};
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId};
use crate::target::{Place, TargetState, Ways, Workflow};

/// Issues of a place whose histories are looked at for where they started: one that was moved from
/// another project started elsewhere.
const NEWEST: usize = 3;

/// Statuses of a place that issues are looked for in at most.
const STATUSES: usize = 20;

/// Reads how new issues get to statuses, given by their ids for each place. Where all rows ask for
/// the status in which new issues most likely start, nothing is asked.
///
/// Requests: for each other place a search and a transition list for each status on the ways, with a
/// search more where none of the newest issues is in it; one for the histories of all.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted: what Jira does not tell is
/// not known.
pub async fn load_workflows<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    wanted: &BTreeMap<Place, BTreeSet<String>>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let mut asked = Vec::new();
    for (place, statuses) in wanted {
        let likely = state.likely_workflow(place);
        let start = likely.start.as_ref().map(|start| &start.id);
        if statuses.iter().any(|status| Some(status) != start) {
            asked.push((place, statuses));
        }
        state.workflows.insert(place.clone(), likely);
    }
    let read = stream::iter(&asked).map(|(place, _)| async move {
        let newest = client.newest_like(&place.project, &place.issue_type, None).await;
        Ok::<_, JiraError>(if_told(newest)?.unwrap_or_default())
    });
    let samples: Vec<Vec<Sample>> = read.buffered(client.in_flight()).try_collect().await?;
    let starts = starts(client, &samples).await?;
    for ((place, statuses), samples) in asked.into_iter().zip(&samples) {
        let mut workflow = Workflow { asked: true, ..Workflow::default() };
        workflow.start = start(state.statuses_of(place), samples, &starts);
        explore(client, place, statuses, samples, &mut workflow).await?;
        if workflow.start.is_none() {
            // Only likely: nothing but that rows may stay there is concluded from it.
            workflow.start = state.statuses_of(place).first().cloned();
        }
        state.workflows.insert(place.clone(), workflow);
    }
    Ok(())
}

/// The status that each of the newest issues left first, by the issue's id; one that never left any
/// is not there.
async fn starts<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    samples: &[Vec<Sample>],
) -> Result<Option<BTreeMap<String, String>>, JiraError> {
    let newest = samples.iter().flat_map(|samples| samples.iter().take(NEWEST));
    let status = FieldId::new("status");
    let asked: Vec<_> = newest.map(|sample| (sample.id.clone(), status.clone())).collect();
    if asked.is_empty() {
        return Ok(None);
    }
    let Some(past) = if_told(client.past_changes(&asked).await)? else { return Ok(None) };
    let mut starts = BTreeMap::new();
    for change in past {
        if let Some(from) = change.from.id {
            starts.entry(change.issue).or_insert(from);
        }
    }
    Ok(Some(starts))
}

/// Where the newest issue of a place started, of those that started in a status of the place.
fn start(
    statuses: &[Entity],
    samples: &[Sample],
    starts: &Option<BTreeMap<String, String>>,
) -> Option<Entity> {
    let starts = starts.as_ref()?;
    let started = samples
        .iter()
        .take(NEWEST)
        .map(|sample| starts.get(&sample.id).map_or(sample.status.id.as_str(), String::as_str));
    let mut known = started.filter_map(|id| statuses.iter().find(|status| status.id == id));
    known.next().cloned()
}

/// Asks issues for what leads out of their statuses, from the start on, until all that is wanted is
/// reached.
async fn explore<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    place: &Place,
    wanted: &BTreeSet<String>,
    samples: &[Sample],
    workflow: &mut Workflow,
) -> Result<(), JiraError> {
    let mut tried: BTreeSet<String> = BTreeSet::new();
    loop {
        let found = |to: &String| matches!(workflow.ways_to(to), Ways::Start | Ways::Known(_));
        let room = STATUSES.saturating_sub(tried.len());
        let mut open = workflow.open_ends();
        open.retain(|status| !tried.contains(status));
        open.truncate(room);
        if open.is_empty() || wanted.iter().all(found) {
            return Ok(());
        }
        tried.extend(open.iter().cloned());
        let asked = stream::iter(open).map(|status| async move {
            let steps = if_told(steps(client, place, &status, samples).await)?.flatten();
            Ok::<_, JiraError>(steps.map(|steps| (status, steps)))
        });
        let told: Vec<_> = asked.buffered(client.in_flight()).try_collect().await?;
        // Out of where all start something leads: an empty list is a want of rights.
        let start = workflow.start.as_ref().map(|start| start.id.clone());
        let told = told.into_iter().flatten();
        let told = told.filter(|(from, steps)| !steps.is_empty() || Some(from) != start.as_ref());
        workflow.steps.extend(told);
    }
}

/// What leads out of a status, by one issue that is in it; none where there is no such issue.
async fn steps<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    place: &Place,
    status: &str,
    samples: &[Sample],
) -> Result<Option<Vec<OpenTransition>>, JiraError> {
    let known = samples.iter().find(|sample| sample.status.id == status).cloned();
    let sample = match known {
        Some(sample) => Some(sample),
        None => {
            let like = client.newest_like(&place.project, &place.issue_type, Some(status)).await?;
            like.into_iter().next()
        }
    };
    match sample {
        Some(sample) => Ok(Some(client.steps(&sample.id).await?)),
        None => Ok(None),
    }
}
