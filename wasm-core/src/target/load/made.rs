//! Rows without a key that earlier imports made issues from.

use std::collections::BTreeSet;

use super::{Subject, issues};
use crate::jira::{Client, JiraError, WantedImports};
use crate::mapping::Layout;
use crate::memory::{self, Candidate, NewRows, Own, Seen};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;
use crate::target::new_place::NewPlaces;
use crate::target::{Needs, TargetState};

/// Finds the issues that new rows have made or may have made, and reads them as the issues of the
/// file are read.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    targets: &TargetState,
    needs: &mut Needs,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    if targets.projects.is_empty() {
        return Ok(());
    }
    let rows = {
        let layout = Layout::new(subject.table, subject.mapping, subject.fields);
        let places = NewPlaces::new(&layout, subject.mapping, state);
        let project = |row: &_| places.project_of(row, targets);
        NewRows::new(subject.table, subject.mapping, subject.fields, project)
    };
    if rows.is_empty() {
        return Ok(());
    }
    let named = rows.projects();
    let projects = targets.projects.values().filter(|project| named.contains(&*project.id));
    let projects = projects.map(|project| (project.id.clone(), project.key.clone())).collect();
    let wanted = WantedImports {
        projects: &projects,
        highest: &state.highest,
        lineage: subject.lineage,
        rows: rows.len(),
    };
    let imported = client.imported(wanted).await?;
    let own = Own { lineage: subject.lineage, exported: subject.exported };
    let seen = memory::recognise(&rows, &imported.made, own, client.on_site(client.now()));
    state.seen = Seen { looked: imported.looked, ..seen };
    let mut of_rows =
        Needs { issues: names(state), fields: needs.fields.clone(), ..Needs::default() };
    of_rows.fields.extend(["created", "updated"].map(FieldId::new));
    of_rows.fields.sort();
    of_rows.fields.dedup();
    issues::load(client, subject.fields, &of_rows, state).await?;
    needs.issues.extend(of_rows.issues);
    Ok(())
}

/// The issues that rows may have made, as far as they were not read yet.
fn names(state: &TargetState) -> Vec<String> {
    let candidates = state.seen.rows.values().flat_map(|row| &row.candidates);
    let names: BTreeSet<String> = candidates.map(Candidate::name).collect();
    names.into_iter().filter(|name| !state.issues.contains_key(name)).collect()
}
