//! What the user may not do, and why something is closed to him.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::{Subject, places, transitions};
use crate::jira::{Client, JiraError, Right, Where, if_told};
use crate::mapping::Layout;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldType};
use crate::target::new_place::NewPlaces;
use crate::target::{Needs, Place, Screen, TargetState, Told};

/// The rights that may be lacking where an issue can't be changed or created; those of single fields
/// are asked for besides.
const WANTED: [Right; 3] = [Right::Create, Right::Edit, Right::Transition];

/// Reads on which issues of the rows the user may not do what the file may ask for, all of them in
/// one request for a thousand.
///
/// # Errors
/// As [`load`].
pub(super) async fn deny<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    needs: &Needs,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let status = needs.kinds.contains(&FieldType::Status);
    let fields = needs.kinds.iter().any(|kind| *kind != FieldType::Status);
    let rights = [(Right::Edit, fields), (Right::Transition, status)];
    let rights: Vec<Right> = rights.iter().filter(|right| right.1).map(|right| right.0).collect();
    let named = needs.issues.iter().filter_map(|name| state.issues.get(name));
    let ids: BTreeSet<String> = named.map(|issue| issue.id.clone()).collect();
    if rights.is_empty() || ids.is_empty() {
        return Ok(());
    }
    let denied = client.denied(&rights, &ids.into_iter().collect::<Vec<_>>()).await;
    // Where it is not told, the screens tell it, or Jira's refusal.
    state.denied = if_told(denied)?.unwrap_or_default();
    Ok(())
}

/// Reads in which projects the user may not bring new rows to the status that they name, all of
/// them in one request.
///
/// # Errors
/// As [`load`].
pub(super) async fn deny_new<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    if !needs.creates || !needs.kinds.contains(&FieldType::Status) {
        return Ok(());
    }
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let places = NewPlaces::new(&layout, subject.mapping, state).all(subject.table);
    let projects: BTreeSet<String> = places.into_iter().map(|place| place.project).collect();
    if projects.is_empty() {
        return Ok(());
    }
    let projects: Vec<_> = projects.into_iter().collect();
    let denied = client.denied_in(&[Right::Transition], &projects).await;
    // Where it is not told, Jira's refusal tells it.
    state.denied_in = if_told(denied)?.unwrap_or_default();
    Ok(())
}

/// Reads the rights in places where no field can be edited, no status can be reached or no issue
/// be created, where a right is denied on an issue, and where a field of the file that needs a right
/// of its own is not on the screen: an empty screen and an empty list have other causes too. One
/// request for each such place, by one of its issues where it has one.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let closed = closed(subject, needs, state);
    let wanted: &Vec<Right> = &WANTED.into_iter().chain(Right::of_fields()).collect();
    let read = stream::iter(closed).map(|(place, issue)| async move {
        let at = issue.as_deref().map_or(Where::Project(&place.project), Where::Issue);
        // They only explain what is known: without them it is told without a reason.
        let rights = if_told(client.rights(wanted, at).await)?;
        Ok(rights.map(|rights| (place, Told { issue, rights })))
    });
    let read: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
    state.rights = read.into_iter().flatten().collect();
    Ok(())
}

/// The places where something is closed, each with the id of one of its issues that it is closed
/// to.
fn closed(
    subject: &Subject<'_>,
    needs: &Needs,
    state: &TargetState,
) -> BTreeMap<Place, Option<String>> {
    let mut closed = BTreeMap::new();
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let fields = layout.columns.iter().map(|column| &column.field.id);
    let limited: Vec<&FieldId> = fields.filter(|id| Right::of_field(id).is_some()).collect();
    let lacks_one = |screen: &Screen| limited.iter().any(|field| !screen.contains_key(*field));
    for issue in state.issues.values() {
        if state.denied.keys().any(|right| state.denies(issue, *right)) {
            closed.entry(issue.place.clone()).or_insert_with(|| Some(issue.id.clone()));
        }
    }
    for (place, name) in places::examples(state, needs) {
        let screen = state.edit_screens.get(&place);
        if screen.is_some_and(|screen| screen.is_empty() || lacks_one(screen)) {
            let issue = state.issues.values().find(|issue| issue.key == name);
            closed.entry(place).or_insert_with(|| issue.map(|issue| issue.id.clone()));
        }
    }
    for name in transitions::wanting(subject, state) {
        if let Some(issue) = state.issues.get(&name).filter(|issue| issue.transitions.is_empty()) {
            closed.entry(issue.place.clone()).or_insert_with(|| Some(issue.id.clone()));
        }
    }
    if needs.creates {
        let places: BTreeSet<Place> =
            NewPlaces::new(&layout, subject.mapping, state).all(subject.table);
        for place in places {
            let denied = state.denies_in(&place, Right::Transition);
            if denied || state.create_screens.get(&place).is_none_or(lacks_one) {
                closed.entry(place).or_insert(None);
            }
        }
    }
    closed
}
