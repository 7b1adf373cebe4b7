//! The projects that the file touches, and what may be set there.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Subject;
use crate::jira::{Client, JiraError, ProjectAction, Right, Where, if_told};
use crate::mapping::Layout;
use crate::ports::{Clock, Transport};
use crate::schema::FieldType;
use crate::target::new_place::{NewPlaces, find_project, is_named};
use crate::target::{ClosedProject, Needs, Place, Project, Screen, TargetState};

/// Reads the projects of the issues and of new rows, the screens of new issues, and the edit
/// screens of one issue of each place.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
    targets: &TargetState,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let mut ids: BTreeSet<String> =
        state.issues.values().map(|issue| issue.place.project.clone()).collect();
    ids.extend(targets.projects.keys().cloned());
    let with_statuses = needs.kinds.contains(&FieldType::Status);
    let read = stream::iter(&ids).map(|id| project(client, id, with_statuses));
    let projects: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
    state.projects =
        projects.into_iter().flatten().map(|project| (project.id.clone(), project)).collect();
    if needs.creates {
        let layout = Layout::new(subject.table, subject.mapping, subject.fields);
        let places = NewPlaces::new(&layout, subject.mapping, state).all(subject.table);
        let read = stream::iter(places).map(|place| create_screen(client, place));
        let screens: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
        state.create_screens = screens.into_iter().flatten().collect();
    }
    let read = stream::iter(examples(state, needs)).map(|(place, key)| async move {
        match client.edit_screen(&key).await {
            Ok(screen) => Ok(Some((place, screen))),
            Err(error) if error.is_forbidden() => Ok(Some((place, Screen::new()))),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    });
    let screens: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
    state.edit_screens = screens.into_iter().flatten().collect();
    Ok(())
}

/// The projects that new rows name, as far as one may create issues there. The list of these knows
/// them by key or name, however they are written; the mapping's own may be among them.
pub(super) async fn targets_of_new_rows<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
    state: &TargetState,
) -> Result<TargetState, JiraError> {
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let texts = NewPlaces::new(&layout, subject.mapping, state).project_texts(subject.table);
    let mut targets = TargetState::default();
    if !needs.creates || texts.is_empty() {
        return Ok(targets);
    }
    let open = client.projects(ProjectAction::Create).await?;
    let open = open.into_iter().map(|project| (project.id.clone(), project)).collect();
    let open = TargetState { projects: open, ..TargetState::default() };
    let found = texts.iter().filter_map(|text| find_project(&open, text));
    targets.projects = found.map(|project| (project.id.clone(), project.clone())).collect();
    Ok(targets)
}

/// Projects that new rows name, are looked up one by one where they are closed. A file that names
/// more of them has another fault.
const CLOSED: usize = 10;

/// Of the projects that new rows name and where one may not create issues, those that one may see,
/// with the permission that is lacking.
///
/// Requests: two for each, at most 20.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted.
pub(super) async fn closed_to_new_rows<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
    targets: &TargetState,
    state: &TargetState,
) -> Result<Vec<ClosedProject>, JiraError> {
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let texts = NewPlaces::new(&layout, subject.mapping, state).project_texts(subject.table);
    let unknown = texts.iter().filter(|text| find_project(targets, text).is_none());
    let mut closed = Vec::new();
    for text in unknown.take(if needs.creates { CLOSED } else { 0 }) {
        // It only explains what is known: without it the project is told as not found.
        closed.extend(if_told(closed_project(client, text).await)?.flatten());
    }
    Ok(closed)
}

async fn closed_project<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    text: &str,
) -> Result<Option<ClosedProject>, JiraError> {
    let like = client.projects_like(text).await?;
    let Some(project) = like.into_iter().find(|project| is_named(project, text)) else {
        return Ok(None);
    };
    let rights = client.rights(&[Right::Create], Where::Project(&project.id)).await?;
    let permission = rights.lacks(Right::Create).map(str::to_owned);
    Ok(permission.map(|permission| ClosedProject { project, permission }))
}

/// A project with the statuses of its types; none where it is not visible.
async fn project<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    id: &str,
    with_statuses: bool,
) -> Result<Option<Project>, JiraError> {
    let mut project = match client.project(id).await {
        Ok(project) => project,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => return Err(error),
    };
    if with_statuses {
        let mut statuses = client.statuses(id).await?;
        for issue_type in &mut project.issue_types {
            issue_type.statuses = statuses.remove(&issue_type.id).unwrap_or_default();
        }
    }
    Ok(Some(project))
}

/// What a new issue of a type may hold; none where the user may not create it.
async fn create_screen<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    place: Place,
) -> Result<Option<(Place, Screen)>, JiraError> {
    match client.create_screen(&place.project, &place.issue_type).await {
        Ok(screen) if screen.is_empty() => Ok(None),
        Ok(screen) => Ok(Some((place, screen))),
        Err(error) if error.is_not_found() || error.is_forbidden() || error.is_invalid() => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// One issue of each place that rows are in; its edit screen stands for the others.
pub(super) fn examples(state: &TargetState, needs: &Needs) -> BTreeMap<Place, String> {
    let mut examples = BTreeMap::new();
    for issue in needs.issues.iter().filter_map(|name| state.issues.get(name)) {
        examples.entry(issue.place.clone()).or_insert_with(|| issue.key.clone());
    }
    examples
}
