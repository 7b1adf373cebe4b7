//! Values of fields, drawn in the form in which the local Jira keeps them.

use jira_sim::site::{Field, Issue, Kind, Project, Site, SprintState};
use serde_json::{Value, json};

use crate::draw::dice::Dice;
use crate::draw::{adf, instant, text};

/// A value of a field that a project has; null where the issue is to have none.
pub fn draw(site: &Site, issue: &Issue, field: &Field, dice: &mut Dice<'_>) -> Value {
    if dice.below(5) == 4 {
        return Value::Null;
    }
    value(site, issue, field, dice).unwrap_or(Value::Null)
}

/// The project of an issue.
pub fn project_of<'a>(site: &'a Site, issue: &Issue) -> &'a Project {
    site.project_by_id(issue.project).unwrap()
}

/// 1 epic, 0 base, -1 sub-task.
pub fn level_of(site: &Site, issue: &Issue) -> i64 {
    site.catalog.issue_type(issue.issue_type).unwrap().level
}

fn value(site: &Site, issue: &Issue, field: &Field, dice: &mut Dice<'_>) -> Option<Value> {
    let (registers, catalog) = (&site.registers, &site.catalog);
    let project = project_of(site, issue);
    Some(match field.kind {
        Kind::Text | Kind::FixedText | Kind::Rank => json!(text::maybe_blank(dice)),
        Kind::Url => json!(dice.one(&[
            "https://example.org",
            "http://a.b/?c=d&e=f;g#h",
            "ftp://x/y",
            "mailto:a@b.c",
            "https://example.org/a b",
            "www.no-scheme.example",
            "=1+1",
        ])),
        Kind::RichText => adf::document(dice),
        Kind::Number | Kind::FixedNumber => json!(dice.one(&NUMBERS)),
        Kind::Date => json!(instant::day(dice)),
        Kind::DateTime => json!(instant::instant(dice).as_millisecond()),
        Kind::Labels => words(dice),
        Kind::Select => one(dice, field.options.iter().map(|option| option.id)),
        Kind::MultiSelect => some(dice, 4, field.options.iter().map(|option| option.id)),
        Kind::Cascading => cascade(field, dice),
        Kind::User => one(dice, site.people.iter().map(|person| person.id.0.into())),
        Kind::MultiUser => some(dice, 4, site.people.iter().map(|person| person.id.0.into())),
        Kind::Components => some(dice, 3, project.components.iter().map(|one| one.id)),
        Kind::Version => one(dice, project.versions.iter().map(|one| one.id)),
        Kind::Versions => some(dice, 3, project.versions.iter().map(|one| one.id)),
        Kind::Priority => one(dice, catalog.priorities.iter().map(|one| one.id)),
        Kind::Resolution => one(dice, catalog.resolutions.iter().map(|one| one.id)),
        Kind::TimeTracking => {
            let seconds = [3600, 60, 0, 28_800, 144_000, 5_400, 90, 1, 604_861];
            json!({ "original": dice.one(&seconds), "remaining": dice.one(&seconds) })
        }
        Kind::Group => one(dice, registers.groups.iter().map(|group| group.id)),
        Kind::MultiGroup => some(dice, 3, registers.groups.iter().map(|group| group.id)),
        Kind::AnyProject => one(dice, site.projects.iter().map(|project| project.id)),
        Kind::Security => one(dice, registers.levels.iter().map(|level| level.id)),
        Kind::RequestType => one(dice, registers.request_types.iter().map(|one| one.id)),
        Kind::Organizations => some(dice, 3, registers.organizations.iter().map(|one| one.id)),
        Kind::Assets => some(dice, 2, registers.assets.iter().map(|asset| asset.id)),
        Kind::Sprint if level_of(site, issue) >= 0 => sprints(site, dice),
        Kind::Team if level_of(site, issue) >= 0 => {
            one(dice, registers.teams.iter().map(|team| team.id))
        }
        Kind::Object | Kind::Opaque => opaque(dice),
        _ => return None,
    })
}

fn one(dice: &mut Dice<'_>, ids: impl Iterator<Item = u64>) -> Value {
    let ids: Vec<u64> = ids.collect();
    if ids.is_empty() { Value::Null } else { json!(dice.one(&ids)) }
}

fn some(dice: &mut Dice<'_>, most: usize, ids: impl Iterator<Item = u64>) -> Value {
    let ids: Vec<u64> = ids.collect();
    json!(dice.some(&ids, most))
}

fn words(dice: &mut Dice<'_>) -> Value {
    let count = dice.below(4);
    let mut words: Vec<&str> = (0..count).map(|_| text::label(dice)).collect();
    words.sort_unstable();
    words.dedup();
    json!(words)
}

fn cascade(field: &Field, dice: &mut Dice<'_>) -> Value {
    let below = |parent| field.options.iter().filter(move |option| option.parent == parent);
    let parents: Vec<u64> = below(None).map(|option| option.id).collect();
    let parent = dice.one(&parents);
    let children: Vec<u64> = below(Some(parent)).map(|option| option.id).collect();
    if children.is_empty() || dice.once_in(3) {
        return json!([parent]);
    }
    json!([parent, dice.one(&children)])
}

/// Those that are over, and perhaps one that is not, anywhere among them.
fn sprints(site: &Site, dice: &mut Dice<'_>) -> Value {
    let (closed, open): (Vec<_>, Vec<_>) =
        site.registers.sprints.iter().partition(|sprint| sprint.state == SprintState::Closed);
    let mut all: Vec<u64> = dice.some(&closed, 3).into_iter().map(|sprint| sprint.id).collect();
    if !dice.once_in(3) {
        all.insert(dice.below(all.len() + 1), dice.pick(&open).id);
    }
    json!(all)
}

const NUMBERS: [f64; 15] = [
    3.0,
    0.0,
    -0.0,
    0.1,
    -2.5,
    0.300_000_000_000_000_04,
    0.333_333_333_333_333_3,
    1_234_567.891,
    123_456_789_012_345.67,
    9_007_199_254_740_992.0,
    1e21,
    f64::MAX,
    5e-324,
    -1e-7,
    1e15,
];

/// What apps and plug-ins that nobody knows keep.
fn opaque(dice: &mut Dice<'_>) -> Value {
    dice.pick(&[
        json!({ "rating": 4 }),
        json!("0|i004dj:"),
        json!("  padded; text\nin lines "),
        json!(7),
        json!(true),
        json!(""),
        json!("{}"),
        json!({}),
        json!([null, 1, "x", { "name": "n" }]),
        json!({ "a": [1, { "b": null }], "c": "=1+1" }),
        json!({ "value": "Shown" }),
        json!({ "_links": {}, "requestType": { "id": "3", "name": "Get; help" }, "currentStatus": {} }),
        json!({ "hasEpicLinkFieldDependency": false, "showField": false }),
        json!({ "data": { "id": 1, "key": "LAW-1" } }),
        json!("LAW-1"),
        json!("ghx-label-4"),
        json!({ "id": "1", "name": "Goal", "completedCycles": [], "ongoingCycle": { "breached": true,
            "remainingTime": { "millis": -1, "friendly": "-1h 5m" } } }),
        json!({ "completedCycles": [{ "breached": false }] }),
        json!("2026-01-02"),
        json!(1e21),
    ])
    .clone()
}
