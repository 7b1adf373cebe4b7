//! People.

use serde_json::Value;

use super::{Place, canonical_list, given, items};
use crate::site::{Field, Permission, Person, Refusal};

/// One person, `{"accountId"}` or `{"id"}`. For the assignee, `"-1"` means whoever the project
/// gives its new issues to. A reporter is required (go-jira/jira#369).
pub fn one(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    let account = account_id(input);
    if input.is_null() || account == Some("") {
        return match field.id.as_str() {
            "reporter" => Err(Refusal::field("Reporter is required.")),
            _ => Ok(Value::Null),
        };
    }
    if field.id == "assignee" && account == Some("-1") {
        return Ok(place.project.default_assignee.map_or(Value::Null, |person| person.0.into()));
    }
    let person = account.and_then(|id| place.site.people.by_account(id));
    match field.id.as_str() {
        "assignee" => assignee(place, person, input),
        "reporter" => person
            .map(|p| p.id.0.into())
            .ok_or_else(|| Refusal::field("The reporter specified is not a user.")),
        _ => person
            .map(|p| p.id.0.into())
            .ok_or_else(|| Refusal::field(format!("User '{}' does not exist.", given(input)))),
    }
}

/// Several persons.
pub fn several(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    let people: Result<Vec<Value>, Refusal> =
        items(input)?.iter().map(|item| one(place, field, item)).collect();
    Ok(canonical_list(people?.into_iter().filter(|p| !p.is_null()).collect()))
}

fn assignee(place: Place<'_>, person: Option<&Person>, input: &Value) -> Result<Value, Refusal> {
    let Some(person) = person else {
        return Err(Refusal::field("Specify a valid value for assignee"));
    };
    let may = person.active
        && person.account_type == "atlassian"
        && place.site.may(person.id, Permission::Edit, Some(place.project));
    if may {
        Ok(person.id.0.into())
    } else {
        Err(Refusal::field(format!("User '{}' cannot be assigned issues.", given(input))))
    }
}

fn account_id(input: &Value) -> Option<&str> {
    input["accountId"].as_str().or_else(|| input["id"].as_str())
}
