//! What a field may have held before it held its present value.

use serde_json::{Value, json};

use super::Past;
use crate::{
    rng::Rng,
    site::{Field, Issue, Kind, Project, issue::ids},
};

const DAY_MS: i64 = 86_400_000;
/// Labels that issues have for a while only.
const PASSING_LABELS: [&str; 4] = ["triage", "needs:info", "stale", "größe"];
/// Story points and the like.
const NUMBERS: [f64; 6] = [0.5, 1.0, 2.0, 3.0, 5.0, 8.0];

/// A value before `present`, different from it; none where nothing sensible comes to mind.
pub(super) fn earlier(
    past: &Past,
    rng: &mut Rng,
    issue: &Issue,
    field: &Field,
    present: &Value,
) -> Option<Value> {
    let project = past.start.project_by_id(issue.project)?;
    let before = match field.id.as_str() {
        "summary" => shorter(present.as_str().unwrap_or_default()),
        "reporter" => json!(rng.pick(&past.editors).0),
        "security" | "project" => return None,
        "parent" if is_subtask(past, issue) => return None,
        _ => by_kind(past, rng, (issue, project), field, present)?,
    };
    (before != *present).then_some(before)
}

fn by_kind(
    past: &Past,
    rng: &mut Rng,
    (issue, project): (&Issue, &Project),
    field: &Field,
    present: &Value,
) -> Option<Value> {
    let options = || field.options.iter().filter(|o| o.parent.is_none()).map(|o| o.id).collect();
    let all: Vec<u64> = match field.kind {
        Kind::Priority => past.start.catalog.priorities.iter().map(|p| p.id).collect(),
        Kind::IssueType => same_level(past, project, issue.issue_type),
        Kind::Components => project.components.iter().map(|c| c.id).collect(),
        Kind::Version | Kind::Versions => project.versions.iter().map(|v| v.id).collect(),
        Kind::Select | Kind::MultiSelect => options(),
        Kind::User | Kind::MultiUser => past.editors.iter().map(|u| u.0.into()).collect(),
        _ => Vec::new(),
    };
    match field.kind {
        Kind::Priority | Kind::IssueType => (!all.is_empty()).then(|| json!(rng.pick(&all))),
        Kind::Labels => Some(another_label(rng, present)),
        Kind::Components | Kind::Versions | Kind::MultiSelect | Kind::MultiUser => {
            Some(another_list(rng, &all, present))
        }
        Kind::User | Kind::Select | Kind::Version if rng.chance(50) && !all.is_empty() => {
            Some(json!(rng.pick(&all)))
        }
        Kind::Number if rng.chance(50) => Some(json!(rng.pick(&NUMBERS))),
        Kind::Date if rng.chance(60) => another_day(rng, present),
        Kind::DateTime if rng.chance(60) => {
            Some(json!(present.as_i64()? + rng.between(1, 9) * DAY_MS / 4))
        }
        Kind::RichText if rng.chance(60) => Some(document("To be described.")),
        Kind::Text if rng.chance(40) => present.as_str().map(|text| json!(shorter(text))),
        Kind::Team | Kind::Cascading | Kind::Url | Kind::Group | Kind::Parent => Some(Value::Null),
        Kind::User | Kind::Select | Kind::Version | Kind::Number => Some(Value::Null),
        Kind::Date | Kind::DateTime | Kind::RichText | Kind::Text => Some(Value::Null),
        _ => None,
    }
}

/// The first words of a text.
fn shorter(text: &str) -> Value {
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words[..words.len().div_ceil(2)].join(" ");
    if kept.trim().is_empty() { json!("Untitled") } else { json!(kept) }
}

fn another_day(rng: &mut Rng, present: &Value) -> Option<Value> {
    let days = rng.between(3, 40);
    let day: jiff::civil::Date = present.as_str()?.parse().ok()?;
    let before = day.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(json!(before.to_string()))
}

/// One label more or fewer.
fn another_label(rng: &mut Rng, present: &Value) -> Value {
    let mut labels: Vec<Value> = present.as_array().cloned().unwrap_or_default();
    let passing = json!(rng.pick(&PASSING_LABELS));
    if labels.is_empty() || (rng.chance(50) && !labels.contains(&passing)) {
        labels.push(passing);
    } else {
        labels.pop();
    }
    canonical(labels)
}

/// Without its last item, or with one more or another one in its place.
fn another_list(rng: &mut Rng, all: &[u64], present: &Value) -> Value {
    let mut list = ids(present);
    let other = all.get(rng.below(all.len())).copied().filter(|id| !list.contains(id));
    if rng.chance(70) {
        list.pop();
    }
    list.extend(other.filter(|_| rng.chance(50)));
    canonical(list.into_iter().map(Value::from).collect())
}

fn canonical(list: Vec<Value>) -> Value {
    if list.is_empty() { Value::Null } else { Value::Array(list) }
}

fn same_level(past: &Past, project: &Project, issue_type: u64) -> Vec<u64> {
    let level = |id: u64| past.start.catalog.issue_type(id).map(|t| t.level);
    let types = project.issue_types.iter().copied();
    types.filter(|id| level(*id) == level(issue_type)).collect()
}

fn is_subtask(past: &Past, issue: &Issue) -> bool {
    past.start.catalog.issue_type(issue.issue_type).is_some_and(|t| t.level < 0)
}

fn document(text: &str) -> Value {
    let text = json!({"type": "text", "text": text});
    json!({"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [text]}]})
}
