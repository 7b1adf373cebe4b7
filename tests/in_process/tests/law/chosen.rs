//! Changing fields whose values no screen lists: they are named by an id, or by the name where only
//! one has it.

use jira_sim::site::{Issue, Kind, Sprint, SprintState};
use serde_json::json;

use crate::draw::dice::Dice;
use crate::edit::{Cell, Edit, Named, named, typed};

/// Another value than the one there is; none where the draw hit the same.
pub fn another(cell: &Cell<'_>, dice: &mut Dice<'_>) -> Option<Edit> {
    let (registers, catalog) = (&cell.site.registers, &cell.site.catalog);
    match cell.field.kind {
        Kind::Priority => cell.other(&named(&catalog.priorities, |one| (one.id, &one.name)), dice),
        Kind::Resolution => {
            cell.other(&named(&catalog.resolutions, |one| (one.id, &one.name)), dice)
        }
        Kind::Security => cell.other(&named(&registers.levels, |one| (one.id, &one.name)), dice),
        Kind::AnyProject => cell.other(&named(&cell.site.projects, |one| (one.id, &one.key)), dice),
        Kind::Group => cell.other(&named(&registers.groups, |one| (one.id, &one.name)), dice),
        Kind::MultiGroup => cell.only(&named(&registers.groups, |one| (one.id, &one.name)), dice),
        Kind::Sprint => sprint(cell, dice),
        Kind::Team => {
            let team = dice.pick(&registers.teams);
            let by_name = dice.once_in(2);
            let text =
                if by_name { format!("{} <{}>", team.name, team.uuid) } else { team.uuid.clone() };
            (cell.kept() != team.id).then(|| typed(&text, json!(team.id)))
        }
        Kind::Organizations => organization(cell, dice),
        Kind::Assets => {
            let asset = dice.pick(&registers.assets);
            let text = format!("{}:{}", registers.workspace, asset.id);
            let alone = json!([asset.id]);
            (cell.kept() != alone).then(|| typed(&text, alone))
        }
        _ => None,
    }
}

/// Where no work item has it, nobody can tell whether a semicolon belongs to the name.
fn organization(cell: &Cell<'_>, dice: &mut Dice<'_>) -> Option<Edit> {
    let organizations = named(&cell.site.registers.organizations, |one| (one.id, &one.name));
    let (id, name): Named<'_> = dice.one(&organizations);
    let has = |issue: &Issue| {
        let kept = issue.get(cell.field);
        kept.as_array().is_some_and(|ids| ids.contains(&json!(id)))
    };
    let whole = !name.contains(';') || cell.site.issues.iter().any(has);
    let text = if whole { format!("{name} <{id}>") } else { id.to_string() };
    let alone = json!([id]);
    (cell.kept() != alone).then(|| typed(&text, alone))
}

fn sprints<'a>(cell: &Cell<'a>) -> Vec<&'a Sprint> {
    let ids = cell.kept();
    let ids = ids.as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64);
    ids.filter_map(|id| cell.site.registers.sprint(id)).collect()
}

/// The number of the sprint that an issue is in.
pub fn open_sprint(cell: &Cell<'_>) -> Option<u64> {
    let open = sprints(cell).into_iter().find(|sprint| sprint.state != SprintState::Closed);
    open.map(|sprint| sprint.id)
}

/// The numbers of those that it was in, of which it keeps all.
pub fn sprints_over(cell: &Cell<'_>) -> Vec<u64> {
    let over = sprints(cell).into_iter().filter(|sprint| sprint.state == SprintState::Closed);
    over.map(|sprint| sprint.id).collect()
}

/// The next line of the cell, or a cell of this line alone: by name where only one has it.
fn sprint(cell: &Cell<'_>, dice: &mut Dice<'_>) -> Option<Edit> {
    let all = &cell.site.registers.sprints;
    let open: Vec<&Sprint> =
        all.iter().filter(|sprint| sprint.state != SprintState::Closed).collect();
    let to = dice.one(&open);
    if open_sprint(cell) == Some(to.id) {
        return None;
    }
    let shared = all.iter().filter(|other| other.name == to.name).count() > 1;
    let line = if shared { format!("{} <{}>", to.name, to.id) } else { to.name.clone() };
    let text = match cell.now.to_text() {
        now if dice.once_in(2) && !now.is_empty() => format!("{now}\n{line}"),
        _ => line,
    };
    let mut kept = sprints_over(cell);
    kept.push(to.id);
    Some(typed(&text, json!(kept)))
}
