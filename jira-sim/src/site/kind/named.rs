//! What is chosen by id or name: components, versions, priority, resolution, project, issue type.

use serde_json::Value;

use super::{Place, canonical_list, given, given_id, items};
use crate::site::{Project, Refusal, Site};

/// Components of the project, by id or name.
pub fn components(project: &Project, input: &Value) -> Result<Value, Refusal> {
    let list: Vec<(u64, &str)> =
        project.components.iter().map(|c| (c.id, c.name.as_str())).collect();
    several(&list, "Component", input)
}

/// Versions of the project, by id or name.
pub fn versions(project: &Project, input: &Value) -> Result<Value, Refusal> {
    let list: Vec<(u64, &str)> = project.versions.iter().map(|v| (v.id, v.name.as_str())).collect();
    several(&list, "Version", input)
}

/// One version of the project, by id or name.
pub fn version(project: &Project, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let list: Vec<(u64, &str)> = project.versions.iter().map(|v| (v.id, v.name.as_str())).collect();
    let key = if input["name"].is_null() { "id" } else { "name" };
    let refused = || Refusal::field(format!("Version {key} '{}' is not valid", given(input)));
    find(&list, input).map(Value::from).ok_or_else(refused)
}

/// Any project that the caller may see, by id or key.
pub fn any_project(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let refused = || Refusal::field("Specify a valid project ID or key");
    if !input.is_object() {
        return Err(refused());
    }
    let found = place.site.visible_project(place.caller, &given(input));
    found.map(|p| p.id.into()).ok_or_else(refused)
}

/// A priority, by id or name.
pub fn priority(site: &Site, input: &Value) -> Result<Value, Refusal> {
    let list: Vec<(u64, &str)> =
        site.catalog.priorities.iter().map(|p| (p.id, p.name.as_str())).collect();
    one(&list, "priority", input)
}

/// A resolution, by id or name.
pub fn resolution(site: &Site, input: &Value) -> Result<Value, Refusal> {
    let list: Vec<(u64, &str)> =
        site.catalog.resolutions.iter().map(|r| (r.id, r.name.as_str())).collect();
    one(&list, "resolution", input)
}

/// The project of a new issue, by id or key. An issue that exists stays where it is.
pub fn project(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    let id = given(input);
    match place.site.visible_project(place.caller, &id) {
        Some(project) if place.issue.is_none() || project.id == place.project.id => {
            Ok(project.id.into())
        }
        Some(_) => Err(Refusal::field(super::unknown_field("project"))),
        None => Err(Refusal::field("valid project is required")),
    }
}

/// An issue type of the project, by id or name. An issue that exists keeps its level, since that
/// would take a move.
pub fn issue_type(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    let refused = || Refusal::field("The issue type selected is invalid.");
    let catalog = &place.site.catalog;
    let types = place.project.issue_types.iter().filter_map(|id| catalog.issue_type(*id));
    let wanted = given_id(input);
    let name = input["name"].as_str();
    let found = types
        .into_iter()
        .find(|t| wanted.map_or(name == Some(t.name.as_str()), |id| t.id == id))
        .ok_or_else(refused)?;
    let before = catalog.issue_type(place.issue_type);
    let moves = place.issue.is_some() && before.is_some_and(|b| (b.level < 0) != (found.level < 0));
    if moves { Err(refused()) } else { Ok(found.id.into()) }
}

fn several(list: &[(u64, &str)], what: &str, input: &Value) -> Result<Value, Refusal> {
    let mut out = Vec::new();
    for item in items(input)? {
        let found = find(list, item).ok_or_else(|| {
            let (key, shown) =
                if item["name"].is_null() { ("id", given(item)) } else { ("name", given(item)) };
            Refusal::field(format!("{what} {key} '{shown}' is not valid"))
        })?;
        out.push(Value::from(found));
    }
    Ok(canonical_list(out))
}

fn one(list: &[(u64, &str)], what: &str, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    find(list, input)
        .map(Value::from)
        .ok_or_else(|| Refusal::field(format!("Specify a valid 'id' or 'name' for {what}")))
}

fn find(list: &[(u64, &str)], input: &Value) -> Option<u64> {
    let wanted = given_id(input);
    let name = input["name"].as_str();
    list.iter()
        .find(|(id, n)| wanted.map_or(name.is_some_and(|name| name == *n), |w| w == *id))
        .map(|(id, _)| *id)
}
