//! Issues, drawn value by value, in the JSON that Jira sends.

use serde_json::{Map, Value, json};

use super::catalog::{
    self, CASCADE, LEVELS, Named, PEOPLE, PRIORITIES, PROJECTS, Person, Project, RESOLUTIONS, TEAM,
};
use super::draw::dice::{Dice, Draws};
use super::draw::{adf, instant, text};
use super::fields::{FIELDS, Field, Holds, SCOPED};
use super::{product, written};

/// An issue of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    pub id: String,
    pub key: String,
    pub project: &'static str,
    /// Level of its type: 1 epic, 0 standard, -1 sub-task.
    pub level: i32,
    /// Its fields as Jira sends them; what is not on the issue is missing.
    pub fields: Map<String, Value>,
}

/// How many values are drawn for an issue: one for its place, one for each field.
pub const VALUES: usize = FIELDS.len() + 1;

/// The issues of some draws.
pub fn issues(draws: &Draws) -> Vec<Issue> {
    let mut issues = Vec::with_capacity(draws.issues.len());
    for (number, values) in draws.issues.iter().enumerate() {
        let lane = |at: usize| Dice::new(values.get(at).map_or(&[], Vec::as_slice));
        let mut issue = placed(number, &mut lane(0), &issues);
        for (at, field) in FIELDS.iter().enumerate() {
            let mut dice = lane(at + 1);
            let placed = issue.fields.contains_key(field.id);
            if let Some(value) = draw(field, &issue, &mut dice).filter(|_| !placed) {
                issue.fields.insert(field.id.to_owned(), value);
            }
        }
        issues.push(issue);
    }
    issues
}

/// An issue in its place: project, type, status, parent.
fn placed(number: usize, dice: &mut Dice<'_>, above: &[Issue]) -> Issue {
    let project: &Project = if dice.once_in(4) { &PROJECTS[1] } else { &PROJECTS[0] };
    let parent_of = |level: i32, dice: &mut Dice<'_>| {
        let fit = |issue: &&Issue| issue.project == project.id && issue.level == level + 1;
        let parents: Vec<&Issue> = above.iter().filter(fit).collect();
        (!parents.is_empty()).then(|| dice.one(&parents))
    };
    let mut kind = dice.pick(project.types);
    let mut parent = if dice.once_in(3) { parent_of(kind.2, dice) } else { None };
    if kind.2 < 0 {
        parent = parent_of(kind.2, dice);
        if parent.is_none() {
            kind = &project.types[0];
        }
    }
    let mut fields = Map::new();
    fields.insert("project".to_owned(), project_json(project));
    fields.insert("issuetype".to_owned(), type_json(kind));
    fields.insert("status".to_owned(), status_json(dice.one(project.statuses)));
    if let Some(parent) = parent {
        fields.insert("parent".to_owned(), parent_json(parent));
    }
    Issue {
        id: (30_001 + number).to_string(),
        key: format!("{}-{}", project.key, number + 1),
        project: project.id,
        level: kind.2,
        fields,
    }
}

/// The value of a field; none where it is not on the issue.
fn draw(field: &Field, issue: &Issue, dice: &mut Dice<'_>) -> Option<Value> {
    let always = ["summary", "created", "updated", "creator", "votes", "workratio"];
    if field.id == SCOPED && issue.project != TEAM {
        return None;
    }
    if !always.contains(&field.id) {
        match dice.below(6) {
            0 if lists(field.holds) && !field.is_custom() => return Some(json!([])),
            0 if bare_lists(field.holds) && dice.once_in(2) => return Some(json!([])),
            0 => return Some(Value::Null),
            1 if field.is_custom() => return None,
            _ => {}
        }
    }
    value(field, issue, dice)
}

fn lists(holds: Holds) -> bool {
    matches!(
        holds,
        Holds::People | Holds::Words | Holds::Components | Holds::Versions | Holds::Several
    ) || bare_lists(holds)
}

/// Lists of products and apps, of which Jira sends some empty and some not at all.
fn bare_lists(holds: Holds) -> bool {
    matches!(
        holds,
        Holds::Groups
            | Holds::Sprint
            | Holds::Organizations
            | Holds::Assets
            | Holds::Texts
            | Holds::Numbers
            | Holds::Days
    )
}

fn value(field: &Field, issue: &Issue, dice: &mut Dice<'_>) -> Option<Value> {
    let project = project_of(issue);
    let named = |list: &[Named], dice: &mut Dice<'_>| named_json(dice.one(list));
    Some(match field.holds {
        Holds::Key | Holds::Project | Holds::Type | Holds::Status | Holds::Parent => return None,
        Holds::Line if field.id == "summary" => json!(text::line(dice)),
        Holds::Line => json!(text::maybe_blank(dice)),
        Holds::Url => json!(dice.one(&[
            "https://example.org",
            "http://a.b/?c=d&e=f;g#h",
            "ftp://x/y",
            "mailto:a@b.c",
            "https://example.org/a b",
            "www.no-scheme.example",
            "=1+1",
        ])),
        Holds::Document => adf::document(dice),
        Holds::Named if field.id == "priority" => named(&PRIORITIES, dice),
        Holds::Named => named(&RESOLUTIONS, dice),
        Holds::Person => person_json(dice.pick(&PEOPLE)),
        Holds::People => dice.some(&PEOPLE, 4).into_iter().map(person_json).collect(),
        Holds::Words => {
            let count = dice.below(4);
            let mut words: Vec<&str> = (0..count).map(|_| text::label(dice)).collect();
            words.sort_unstable();
            words.dedup();
            json!(words)
        }
        Holds::Components => {
            dice.some(project.components, 3).into_iter().map(|c| named_json(*c)).collect()
        }
        Holds::Version => version_json(dice.pick(project.versions)),
        Holds::Versions => dice.some(project.versions, 3).into_iter().map(version_json).collect(),
        Holds::Day => json!(instant::day(dice)),
        Holds::Instant => json!(written::any(dice)),
        Holds::Seconds => json!(dice.one(&[3600, 60, 0, 28_800, 144_000, 5_400, 90, 1, 604_861])),
        Holds::Number => number(dice),
        Holds::One => option_json(one_option(field.id, dice)),
        Holds::Several => {
            let (open, closed) = catalog::options_of(field.id);
            let all: Vec<Named> = open.iter().chain(closed).copied().collect();
            dice.some(&all, 4).into_iter().map(|option| option_json(*option)).collect()
        }
        Holds::Cascade => {
            let (parent, children) = dice.one(&CASCADE);
            let child = (!children.is_empty() && !dice.once_in(3)).then(|| dice.one(children));
            cascade_json(parent, child)
        }
        Holds::Level => named(&LEVELS, dice),
        Holds::Place => project_json(dice.pick(&PROJECTS)),
        Holds::Group
        | Holds::Groups
        | Holds::Sprint
        | Holds::Team
        | Holds::Organizations
        | Holds::Assets
        | Holds::Texts
        | Holds::Numbers
        | Holds::Days
        | Holds::Other => product::value(field, dice),
    })
}

fn one_option(field: &str, dice: &mut Dice<'_>) -> Named {
    let (open, closed) = catalog::options_of(field);
    if !closed.is_empty() && dice.once_in(8) { closed[0] } else { dice.one(open) }
}

fn number(dice: &mut Dice<'_>) -> Value {
    let text = dice.one(&[
        "3",
        "3.0",
        "0",
        "-0.0",
        "0.1",
        "-2.5",
        "0.30000000000000004",
        "0.3333333333333333",
        "1234567.891",
        "123456789012345.67",
        "9007199254740993",
        "1e21",
        "1.7976931348623157e308",
        "5e-324",
        "-1e-7",
        "1e15",
        "100000000000000000000",
    ]);
    serde_json::from_str(text).unwrap()
}

/// The project of an issue.
pub fn project_of(issue: &Issue) -> &'static Project {
    PROJECTS.iter().find(|project| project.id == issue.project).unwrap()
}

pub fn project_json(project: &Project) -> Value {
    json!({ "self": URL_OF_PROJECT, "id": project.id, "key": project.key, "name": project.name,
        "projectTypeKey": "software", "simplified": project.id == TEAM })
}

const URL_OF_PROJECT: &str = "https://law.example/rest/api/3/project/x";

pub fn type_json(kind: &(&str, &str, i32)) -> Value {
    json!({ "self": "x", "id": kind.0, "name": kind.1, "description": "", "subtask": kind.2 < 0,
        "hierarchyLevel": kind.2 })
}

pub fn status_json(status: Named) -> Value {
    json!({ "self": "x", "id": status.0, "name": status.1, "description": "", "iconUrl": "x",
        "statusCategory": { "id": 2, "key": "new", "colorName": "blue-gray", "name": "To Do" } })
}

pub fn parent_json(parent: &Issue) -> Value {
    json!({ "id": parent.id, "key": parent.key, "self": "x",
        "fields": { "summary": "above", "issuetype": parent.fields["issuetype"] } })
}

pub fn named_json(named: Named) -> Value {
    json!({ "self": "x", "id": named.0, "name": named.1, "iconUrl": "x" })
}

pub fn version_json(version: &(&str, &str, bool)) -> Value {
    json!({ "self": "x", "id": version.0, "name": version.1, "archived": version.2,
        "released": version.2 })
}

pub fn option_json(option: Named) -> Value {
    json!({ "self": "x", "id": option.0, "value": option.1 })
}

pub fn cascade_json(parent: Named, child: Option<Named>) -> Value {
    let mut json = option_json(parent);
    if let Some(child) = child {
        json["child"] = option_json(child);
    }
    json
}

pub fn person_json(person: &Person) -> Value {
    let mut json = json!({ "self": "x", "accountId": person.id, "accountType": "atlassian",
        "displayName": person.name, "active": person.active, "timeZone": "Europe/Berlin",
        "avatarUrls": {} });
    if let Some(email) = person.email {
        json["emailAddress"] = json!(email);
    }
    json
}
