//! How a value stands in the change history: its id, and its text.
//!
//! Seen in recordings of Jira: seconds as text, numbers without `.0`, several options as
//! `[10110, 10111]` and `Web,iOS`, custom versions as `[10000]`, a day of the system's own field
//! with a time behind it, a cascading option as `Parent values: …(id)Level 1 values: …(id)`,
//! sprints as `6, 7` and, where there are none, as an empty text.

use serde_json::Value;

use super::Kind;
use crate::site::{Field, Named, RichText, Site, UserId, issue::ids};

/// The raw id and the text of a canonical value; both are missing where the value is empty, the id
/// also where the value refers to nothing.
#[must_use]
pub fn describe(site: &Site, field: &Field, value: &Value) -> (Option<String>, Option<String>) {
    if value.is_null() {
        let empty = (field.kind == Kind::Sprint).then(String::new);
        return (empty.clone(), empty);
    }
    match field.kind {
        Kind::Text | Kind::Url | Kind::FixedText | Kind::Rank => {
            (None, value.as_str().map(str::to_owned))
        }
        Kind::Date => {
            let day = value.as_str().unwrap_or_default();
            let time = if field.number.is_none() { " 00:00:00.0" } else { "" };
            (Some(day.to_owned()), Some(format!("{day}{time}")))
        }
        Kind::RichText => (None, Some(RichText::of(value.clone()).text)),
        Kind::Labels => {
            let words: Vec<&str> =
                value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            (None, Some(words.join(" ")))
        }
        Kind::DateTime | Kind::Instant => {
            let shown = value.as_i64().map(|ms| site.clock.show(ms));
            (shown.clone(), shown)
        }
        Kind::Seconds => {
            let seconds = value.as_i64().map(|s| s.to_string());
            (seconds.clone(), seconds)
        }
        Kind::Number | Kind::FixedNumber => (None, Some(number(value))),
        Kind::Object | Kind::Opaque => (None, Some(value.to_string())),
        Kind::User | Kind::MultiUser => people(site, value),
        Kind::Cascading => (None, Some(cascade(field, value))),
        Kind::MultiSelect => bracketed(site, field, value, ","),
        Kind::Version | Kind::Versions if field.number.is_some() => {
            bracketed(site, field, value, ", ")
        }
        _ => referred(site, field, value),
    }
}

/// A number as people write it.
fn number(value: &Value) -> String {
    let text = value.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn cascade(field: &Field, value: &Value) -> String {
    let ids = ids(value);
    let named = |id: &u64| Some(format!("{}({id})", field.option(*id)?.value));
    let parent = ids.first().and_then(named).unwrap_or_default();
    let child = ids.get(1).and_then(named).map(|child| format!("Level 1 values: {child}"));
    format!("Parent values: {parent}{}", child.unwrap_or_default())
}

/// Values that Jira keeps as a list: the ids in brackets.
fn bracketed(
    site: &Site,
    field: &Field,
    value: &Value,
    between: &str,
) -> (Option<String>, Option<String>) {
    let ids = ids(value);
    let names: Vec<String> = ids.iter().filter_map(|id| name_of(site, field, *id)).collect();
    let list: Vec<String> = ids.iter().map(u64::to_string).collect();
    (Some(format!("[{}]", list.join(", "))), Some(names.join(between)))
}

fn people(site: &Site, value: &Value) -> (Option<String>, Option<String>) {
    let found: Vec<_> = ids(value)
        .into_iter()
        .filter_map(|id| site.people.get(UserId(u32::try_from(id).ok()?)))
        .collect();
    (
        joined(found.iter().map(|p| p.account_id.clone())),
        joined(found.iter().map(|p| p.name.clone())),
    )
}

fn referred(site: &Site, field: &Field, value: &Value) -> (Option<String>, Option<String>) {
    let ids = ids(value);
    if field.kind == Kind::Team {
        let team = ids.first().and_then(|id| site.registers.team(*id));
        return (team.map(|t| t.uuid.clone()), team.map(|t| t.name.clone()));
    }
    let names = ids.iter().map(|id| name_of(site, field, *id).unwrap_or_default());
    (joined(ids.iter().map(u64::to_string)), joined(names))
}

fn name_of(site: &Site, field: &Field, id: u64) -> Option<String> {
    let catalog = &site.catalog;
    let project = || site.projects.iter();
    Some(match field.kind {
        Kind::Status | Kind::StatusCategory => catalog.status(id)?.name.clone(),
        Kind::Priority => catalog.priority(id)?.name.clone(),
        Kind::Resolution => catalog.resolution(id)?.name.clone(),
        Kind::IssueType => catalog.issue_type(id)?.name.clone(),
        Kind::Project => site.project_by_id(id)?.name.clone(),
        Kind::Parent => site.key_of(id)?,
        Kind::Components => {
            project().flat_map(|p| &p.components).find(|c| c.id == id)?.name.clone()
        }
        Kind::AnyProject => site.project_by_id(id)?.name.clone(),
        Kind::Group | Kind::MultiGroup => site.registers.group(id)?.name.clone(),
        Kind::Sprint => site.registers.sprint(id)?.name.clone(),
        Kind::Team => site.registers.team(id)?.name.clone(),
        Kind::Security => site.registers.level(id)?.name.clone(),
        Kind::RequestType => named(&site.registers.request_types, id)?,
        Kind::Organizations => named(&site.registers.organizations, id)?,
        Kind::Assets => site.registers.asset(id)?.label.clone(),
        Kind::Versions | Kind::Version => {
            project().flat_map(|p| &p.versions).find(|v| v.id == id)?.name.clone()
        }
        _ => field.option(id)?.value.clone(),
    })
}

fn named(list: &[Named], id: u64) -> Option<String> {
    list.iter().find(|n| n.id == id).map(|n| n.name.clone())
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
