//! Sprints: a list when read, one number when written.
//!
//! Jira lists the sprints an issue was in, and the one that it is in now. Only the last can be
//! changed: closed sprints stay whatever is written.

use serde_json::Value;

use super::choice::{Choices, Trouble};
use super::docs::FieldDoc;
use super::entity::{id_of, named};
use super::input::{Input, list, same_name};
use super::lookup;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Sprint,
    name: "Sprint",
    fields: "Sprint",
    shows: "The names of the sprints the work item was in, and last the one that it is in; one \
            per line.",
    enter: "In the last line the name, `Name <id>` or id of an active or future sprint: the lines \
            above it change nothing. Without a line for an open sprint the work item goes to the \
            backlog.",
    refuses: "A sprint that is closed, and one on a sub-task, which takes its parent's.",
}];

/// The members of the form that Jira Software wrote before 2020, a text made by its Java class.
const MEMBERS: [&str; 13] = [
    "id",
    "rapidViewId",
    "state",
    "name",
    "goal",
    "startDate",
    "endDate",
    "completeDate",
    "activatedDate",
    "sequence",
    "autoStartStop",
    "synced",
    "incompleteIssuesDestinationId",
];

/// The sprint that is not closed is the last one, whatever Jira's order.
pub(super) fn read(json: &Value) -> Option<FieldValue> {
    let sprints: Option<Vec<_>> = json.as_array()?.iter().map(sprint).collect();
    let (mut closed, mut open) = (Vec::new(), None);
    for (sprint, is_closed) in sprints? {
        if is_closed {
            closed.push(sprint);
        } else if let Some(other) = open.replace(sprint) {
            closed.push(other);
        }
    }
    let none = closed.is_empty() && open.is_none();
    Some(if none { FieldValue::Empty } else { FieldValue::Sprints { closed, open } })
}

/// A sprint, and whether it is closed.
fn sprint(json: &Value) -> Option<(Entity, bool)> {
    let (id, name, state) = match json {
        Value::String(text) => {
            let inner = text.split_once('[')?.1.strip_suffix(']')?;
            let id = member(inner, "id")?.to_owned();
            (id, member(inner, "name")?, member(inner, "state").unwrap_or_default())
        }
        _ => {
            let text = |key: &str| json.get(key).and_then(Value::as_str);
            (id_of(json.get("id")?)?, text("name")?, text("state").unwrap_or_default())
        }
    };
    let closed = state.eq_ignore_ascii_case("closed");
    Some((named(id, name)?, closed))
}

/// A member of `id=1,state=CLOSED,name=A, b,goal=`: it ends where the next known one begins, as
/// names may hold commas.
fn member<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let start = text.find(&format!("{name}=")).filter(|&at| at == 0).map(|_| name.len() + 1);
    let start = start.or_else(|| {
        let sought = format!(",{name}=");
        text.find(&sought).map(|at| at + sought.len())
    })?;
    let rest = &text[start..];
    let ends = MEMBERS.iter().filter_map(|next| rest.find(&format!(",{next}=")));
    Some(&rest[..ends.min().unwrap_or(rest.len())])
}

pub(super) fn text(closed: &[Entity], open: Option<&Entity>) -> String {
    let names: Vec<&str> = closed.iter().chain(open).map(|sprint| sprint.name.as_str()).collect();
    names.join("\n")
}

/// The last line says where the issue is to be. One that names a sprint of its past says that it
/// is in none, as the line of the open one is gone.
pub(super) fn parse(input: &Input<'_>, cells: &[&CellValue]) -> Result<FieldValue, Message> {
    let (closed, current) = match input.current() {
        Some(FieldValue::Sprints { closed, open }) => (closed.clone(), open.clone()),
        _ => (Vec::new(), None),
    };
    let is = |sprint: &Entity, text: &str| same_name(&sprint.name, text) || sprint.id == text;
    let choices = Choices::of(input);
    let own = |text: &str| closed.iter().chain(&current).any(|sprint| is(sprint, text));
    let known = |text: &str| own(text) || choices.find(text).is_ok();
    let texts: Vec<String> = cells.iter().map(|cell| cell.to_text()).collect();
    let Some(last) = texts.iter().flat_map(|text| list(text, known)).next_back() else {
        return Ok(FieldValue::Empty);
    };
    if let Some(open) = current.filter(|open| is(open, last)) {
        return Ok(FieldValue::Sprints { closed, open: Some(open) });
    }
    let past = closed.iter().any(|sprint| is(sprint, last));
    let open = match (past, choices.find(last)) {
        (true, Err(Trouble::Unknown)) => None,
        (true, _) => return Err(choices.refuse(input, last, Trouble::Ambiguous)),
        (false, _) => Some(find(input, &choices, last)?),
    };
    Ok(FieldValue::Sprints { closed, open })
}

/// An open sprint. Where the open ones are known, an id has to be among them.
fn find(input: &Input<'_>, choices: &Choices<'_>, text: &str) -> Result<Entity, Message> {
    let sprint = lookup::find(input, text)?;
    if lookup::looked_up(input) && choices.with_id(&sprint.id).is_none() {
        return Err(choices.refuse(input, text, Trouble::Unknown));
    }
    Ok(sprint)
}

/// The number of the open sprint; Jira refuses a list.
pub(super) fn write(open: Option<&Entity>) -> Option<Value> {
    match open {
        None => Some(Value::Null),
        Some(sprint) => sprint.id.parse::<i64>().ok().map(Value::from),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_old_form_is_read_too() {
        let class = "com.atlassian.greenhopper.service.sprint.Sprint@1f2b";
        let json = json!([
            format!("{class}[id=1,rapidViewId=2,state=CLOSED,name=A, b=c,goal=,startDate=<null>]"),
            format!("{class}[completeDate=<null>,id=7,name=Now,state=ACTIVE,sequence=7]"),
        ]);
        let Some(FieldValue::Sprints { closed, open }) = read(&json) else { panic!("{json}") };
        assert_eq!((closed[0].id.as_str(), closed[0].name.as_str()), ("1", "A, b=c"));
        assert_eq!(open.unwrap().name, "Now");
        assert_eq!(read(&json!(["nonsense"])), None);
    }

    #[test]
    fn the_open_sprint_comes_last() {
        let json = json!([
            { "id": 9, "name": "Now", "state": "active" },
            { "id": 8, "name": "Before", "state": "closed" },
        ]);
        let Some(FieldValue::Sprints { closed, open }) = read(&json) else { panic!("{json}") };
        assert_eq!(text(&closed, open.as_ref()), "Before\nNow");
        assert_eq!(write(open.as_ref()), Some(json!(9)));
    }
}
