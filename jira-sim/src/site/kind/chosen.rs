//! What is chosen from the site's registers: groups, teams, security levels, request types,
//! organizations, objects of Assets.

use serde_json::Value;

use super::{Place, canonical_list, given, given_id, items, unknown_field};
use crate::site::{Field, Refusal};

/// A group, `{"name"}` or `{"groupId"}`.
pub fn group(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let (name, id) = (input["name"].as_str(), input["groupId"].as_str());
    let Some(wanted) = id.or(name) else {
        let text = format!("Specify a valid 'name' or 'groupId' for {}", field.name);
        return Err(Refusal::field(text));
    };
    let groups = &place.site.registers.groups;
    let found = groups.iter().find(|g| id.map_or(g.name == wanted, |id| g.group_id == id));
    found
        .map(|g| g.id.into())
        .ok_or_else(|| Refusal::field(format!("Group '{wanted}' does not exist.")))
}

/// Several groups.
pub fn groups(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    let list: Result<Vec<Value>, Refusal> =
        items(input)?.iter().map(|item| group(place, field, item)).collect();
    Ok(canonical_list(list?.into_iter().filter(|g| !g.is_null()).collect()))
}

/// A team by its bare id. Sub-tasks take their parent's, it cannot be set on them.
pub fn team(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    if place.is_subtask() {
        return Err(Refusal::field(unknown_field(&field.id)));
    }
    if input.is_null() || input == "" {
        return Ok(Value::Null);
    }
    let shown = input.as_str().map_or_else(|| input.to_string(), str::to_owned);
    let found = place.site.registers.teams.iter().find(|t| input == t.uuid.as_str());
    found
        .map(|t| t.id.into())
        .ok_or_else(|| Refusal::field(format!("Team id '{shown}' is not valid")))
}

/// A security level, by id or name.
pub fn level(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let (id, name) = (given_id(input), input["name"].as_str());
    let mut levels = place.site.registers.levels.iter();
    levels
        .find(|l| id.map_or(name == Some(l.name.as_str()), |id| l.id == id))
        .map(|l| l.id.into())
        .ok_or_else(|| Refusal::field("Specify a valid 'id' or 'name' for security"))
}

/// A request type by its number, as text.
pub fn request_type(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let Some(text) = input.as_str() else {
        return Err(Refusal::field("Operation value must be a string"));
    };
    let found = place.site.registers.request_types.iter().find(|r| r.id.to_string() == text);
    found
        .map(|r| r.id.into())
        .ok_or_else(|| Refusal::field(format!("Request type '{text}' is not valid")))
}

/// Organizations by their numbers.
pub fn organizations(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    let mut out = Vec::new();
    for item in items(input)? {
        let Some(id) = item.as_u64() else {
            return Err(Refusal::field("Operation value must be a number"));
        };
        if !place.site.registers.organizations.iter().any(|o| o.id == id) {
            return Err(Refusal::field(format!("Organization '{id}' does not exist.")));
        }
        out.push(id.into());
    }
    Ok(canonical_list(out))
}

/// Objects of Assets, `{"id": "<workspace>:<object>"}`.
pub fn assets(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    let registers = &place.site.registers;
    let mut out = Vec::new();
    for item in items(input)? {
        let found = item["id"].as_str().and_then(|id| {
            let (workspace, object) = id.split_once(':')?;
            let object = object.parse().ok()?;
            (workspace == registers.workspace).then(|| registers.asset(object))?
        });
        match found {
            Some(asset) => out.push(asset.id.into()),
            None => {
                let text = format!("Assets object '{}' could not be found.", given(item));
                return Err(Refusal::field(text));
            }
        }
    }
    Ok(canonical_list(out))
}
