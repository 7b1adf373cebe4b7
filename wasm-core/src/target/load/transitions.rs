//! The transitions open to issues whose status the file changes.

use std::collections::{BTreeMap, HashSet};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Subject;
use crate::jira::{Client, JiraError, OpenTransition};
use crate::mapping::{Layout, fold};
use crate::memory::Candidate;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldType, FieldValue};
use crate::sheet::TableRow;
use crate::target::{Place, TargetState};

type Open = Vec<OpenTransition>;
type Groups = BTreeMap<(Place, String), Vec<(String, String)>>;

/// Issues of one type that are in one status mostly have the same transitions, so one of them is
/// asked, and the others only where that one could not go where they want to: then their own
/// answer tells. A transition that a condition closes to one issue alone is refused by Jira when
/// the plan is applied.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let groups = groups(subject, state);
    let firsts: Vec<String> =
        groups.values().filter_map(|group| group.first()).map(|(name, _)| name.clone()).collect();
    let mut answers = ask(client, subject, state, firsts).await?;
    let mut own = Vec::new();
    for group in groups.values() {
        let Some(((first, _), others)) = group.split_first() else { continue };
        let shared = answers.get(first).cloned().unwrap_or_default();
        let leads: HashSet<String> = shared.iter().map(|open| fold(&open.to.name)).collect();
        for (name, wanted) in others {
            if leads.contains(&fold(wanted)) {
                answers.insert(name.clone(), shared.clone());
            } else {
                own.push(name.clone());
            }
        }
    }
    answers.extend(ask(client, subject, state, own).await?);
    for (name, open) in answers {
        if let Some(issue) = state.issues.get_mut(&name) {
            issue.transitions = open;
        }
    }
    Ok(())
}

/// Issues whose status cell names another status than they are in, by their place and status; each
/// with the status it wants.
fn groups(subject: &Subject<'_>, state: &TargetState) -> Groups {
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let Some(status) = layout.of_kind(FieldType::Status) else { return Groups::new() };
    let mut groups = Groups::new();
    for row in &subject.table.rows {
        let wanted = layout.text_of(row, FieldType::Status);
        for name in named(&layout, row, state) {
            let Some(issue) = state.issues.get(&name) else { continue };
            let Some(FieldValue::One(from)) = issue.values.get(&status.field.id) else { continue };
            if !wanted.is_empty() && fold(&wanted) != fold(&from.name) {
                let group = groups.entry((issue.place.clone(), from.id.clone())).or_default();
                group.push((name, wanted.clone().into_owned()));
            }
        }
    }
    groups
}

/// The issue that a row names, else those that it may have made.
fn named(layout: &Layout<'_>, row: &TableRow, state: &TargetState) -> Vec<String> {
    let new = layout.key_text(row).is_empty();
    let seen = state.seen.rows.get(&row.row).filter(|_| new);
    let made = seen.into_iter().flat_map(|seen| &seen.candidates).map(Candidate::name);
    layout.issue_of(row).into_iter().chain(made).collect()
}

/// Issues whose status the file changes, by the names that the file uses.
pub(super) fn wanting(subject: &Subject<'_>, state: &TargetState) -> Vec<String> {
    groups(subject, state).into_values().flatten().map(|(name, _)| name).collect()
}

/// The open transitions of some issues, by the names that the file uses.
async fn ask<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    state: &TargetState,
    names: Vec<String>,
) -> Result<BTreeMap<String, Open>, JiraError> {
    let asked = names.into_iter().filter_map(|name| {
        let id = state.issues.get(&name)?.id.clone();
        Some((name, id))
    });
    let asked: Vec<_> = asked.collect();
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let mapped: HashSet<_> = layout.columns.iter().map(|column| &column.field.id).collect();
    let mapped = &mapped;
    let read = stream::iter(asked).map(|(name, id)| async move {
        let mut open = client.transitions(&id).await?;
        for transition in &mut open {
            transition.screen.retain(|field| field.required || mapped.contains(&field.id));
        }
        Ok::<_, JiraError>((name, open))
    });
    read.buffered(client.in_flight()).try_collect().await
}
