//! Changing the fields of products and apps: what no screen lists is named by its id, or by its
//! name where only one has it.

use serde_json::{Value, json};

use super::dice::Dice;
use super::edit::{Cell, Edit, typed};
use super::fields::Holds;
use super::issue::Issue;
use super::product::{ASSETS, GROUPS, ORGANIZATIONS, SPRINTS, Sprint, TEAMS, WORKSPACE};

/// Another value than the one there is; none where the draw hit the same.
pub fn another(cell: &Cell<'_>, dice: &mut Dice<'_>) -> Option<Edit> {
    let now = cell.json();
    match cell.field.holds {
        Holds::Group => {
            let (id, name) = dice.one(&GROUPS);
            (now["name"] != name).then(|| typed(name, "/groupId", json!(id)))
        }
        Holds::Groups => {
            let (id, name) = dice.one(&GROUPS);
            alone(now, "name", name).then(|| typed(name, "/0/groupId", json!(id)))
        }
        Holds::Sprint => sprint(cell, dice),
        Holds::Team => {
            let (id, name) = dice.one(&TEAMS);
            let text = if dice.once_in(2) { format!("{name} <{id}>") } else { id.to_owned() };
            (now["id"] != id && *now != id).then(|| typed(&text, "/id", json!(id)))
        }
        Holds::Organizations => {
            let (id, name) = dice.one(&ORGANIZATIONS[..4]);
            // Where no work item has it, nobody can tell whether a semicolon belongs to the name.
            let seen = |issue: &Issue| issue.fields.get(cell.field.id).is_some_and(has(id));
            let whole = !name.contains(';') || cell.issues.iter().any(seen);
            let text = if whole { format!("{name} <{id}>") } else { id.to_owned() };
            alone(now, "id", id).then(|| typed(&text, "/0/id", json!(id)))
        }
        Holds::Assets => {
            let id = format!("{WORKSPACE}:{}", dice.one(&ASSETS).0);
            alone(now, "id", &id).then(|| typed(&id, "/0/id", json!(id)))
        }
        Holds::Texts => Some(typed("alpha\nbeta; gamma", "", json!(["alpha", "beta", "gamma"]))),
        Holds::Numbers => Some(typed("1.5\n-2", "", json!([1.5, -2]))),
        Holds::Days => Some(typed("2027-05-06", "", json!(["2027-05-06"]))),
        _ => None,
    }
}

/// Whether a list has something of an id.
fn has(id: &str) -> impl Fn(&Value) -> bool {
    move |list| list.as_array().is_some_and(|list| list.iter().any(|one| one["id"] == id))
}

/// Whether a list is not already this one thing alone.
fn alone(now: &Value, member: &str, value: &str) -> bool {
    let same = now.as_array().is_some_and(|now| now.len() == 1) && now[0][member] == value;
    !same
}

/// The number of the sprint that an issue is in.
pub fn open_sprint(now: &Value) -> Option<i64> {
    let open = |sprint: &&Sprint| {
        let old = format!("[id={},", sprint.0);
        let is = |json: &Value| {
            json["id"] == sprint.0 || json.as_str().is_some_and(|text| text.contains(&old))
        };
        sprint.2 != "closed" && now.as_array().is_some_and(|all| all.iter().any(is))
    };
    SPRINTS.iter().find(open).map(|sprint| sprint.0)
}

/// The next line of the cell, or a cell of this line alone: by name where only one has it.
fn sprint(cell: &Cell<'_>, dice: &mut Dice<'_>) -> Option<Edit> {
    let open: Vec<Sprint> = SPRINTS.into_iter().filter(|sprint| sprint.2 != "closed").collect();
    let (id, name, _) = dice.one(&open);
    if open_sprint(cell.json()) == Some(id) {
        return None;
    }
    let shared = SPRINTS.iter().filter(|other| other.1 == name).count() > 1;
    let line = if shared { format!("{name} <{id}>") } else { name.to_owned() };
    let over = cell.json().as_array().into_iter().flatten().filter(|json| is_over(json)).count();
    let text = match cell.now.to_text() {
        now if dice.once_in(2) && !now.is_empty() => format!("{now}\n{line}"),
        _ => line,
    };
    Some(typed(&text, &format!("/{over}/id"), json!(id)))
}

/// Whether a sprint as Jira sends it is over.
pub fn is_over(json: &Value) -> bool {
    json["state"] == "closed" || json.as_str().is_some_and(|old| old.contains("CLOSED"))
}
