//! What the site keeps, and what it takes from a client.

use serde_json::{Map, Value, json};

use super::assign;
use super::catalog::{
    self, CASCADE, LEVELS, ME, Named, PEOPLE, PRIORITIES, PROJECTS, Project, RESOLUTIONS,
};
use super::fields::{self, Field, Holds};
use super::issue::{self, Issue, project_of};
use super::product::{self, ASSETS, GROUPS, ORGANIZATIONS, SPRINTS, TEAMS, WORKSPACE};

/// What Jira says against a value, by field.
pub type Refusal = (String, String);

/// Sets the fields of a body (`fields` and `update`) on an issue.
pub fn edit(issues: &mut [Issue], at: usize, body: &Value) -> Result<(), Refusal> {
    let mut changed = issues[at].clone();
    for (id, json) in body["fields"].as_object().into_iter().flatten() {
        set(&mut changed, issues, id, json)?;
    }
    for (id, operations) in body["update"].as_object().into_iter().flatten() {
        let none = json!([{ "set": { "none": true } }]);
        if id != "parent" || *operations != none {
            return Err(refuse(id, "Operation is not supported."));
        }
        changed.fields.remove("parent");
    }
    issues[at] = changed;
    Ok(())
}

/// A new issue, not yet among the others.
pub fn create(issues: &[Issue], update: &Value, now: &str) -> Result<Issue, Refusal> {
    let fields = &update["fields"];
    let project = PROJECTS.iter().find(|project| {
        fields["project"]["id"] == project.id || fields["project"]["key"] == project.key
    });
    let project = project.ok_or_else(|| refuse("project", "valid project is required"))?;
    let wanted = &fields["issuetype"]["id"];
    let kind = project.types.iter().find(|kind| *wanted == kind.0);
    let kind = kind.ok_or_else(|| refuse("issuetype", "Specify an issue type"))?;
    let number = issues.len() + 1;
    let mut made = Issue {
        id: (30_000 + number).to_string(),
        key: format!("{}-{number}", project.key),
        project: project.id,
        level: kind.2,
        fields: Map::new(),
        properties: Map::new(),
    };
    made.fields.insert("project".to_owned(), issue::project_json(project));
    made.fields.insert("issuetype".to_owned(), issue::type_json(kind));
    made.fields.insert("status".to_owned(), issue::status_json(project.statuses[0]));
    made.fields.insert("creator".to_owned(), issue::person_json(&PEOPLE[0]));
    made.fields.insert("reporter".to_owned(), issue::person_json(&PEOPLE[0]));
    assert_eq!(PEOPLE[0].id, ME);
    for field in ["created", "updated"] {
        made.fields.insert(field.to_owned(), json!(now));
    }
    for (id, json) in fields.as_object().into_iter().flatten() {
        if id != "project" && id != "issuetype" {
            set(&mut made, issues, id, json)?;
        }
    }
    if made.fields.get("summary").is_none_or(Value::is_null) {
        return Err(refuse("summary", "You must specify a summary of the issue."));
    }
    if let Some(id) = update["transition"]["id"].as_str() {
        transition(&mut made, id)?;
    }
    for property in update["properties"].as_array().into_iter().flatten() {
        let key = property["key"].as_str().unwrap();
        made.properties.insert(key.to_owned(), property["value"].clone());
    }
    Ok(made)
}

/// The transitions open to an issue: to the next status and back to each earlier one. The id of a
/// transition says where it leads.
pub fn transitions(issue: &Issue) -> Vec<(String, Named)> {
    let statuses = project_of(issue).statuses;
    let now = statuses.iter().position(|s| issue.fields["status"]["id"] == s.0).unwrap();
    let open = statuses.iter().enumerate().filter(|(at, _)| *at != now && *at <= now + 1);
    open.map(|(_, status)| (format!("7{}", status.0), *status)).collect()
}

/// Carries out a transition.
pub fn transition(issue: &mut Issue, id: &str) -> Result<(), Refusal> {
    let open = transitions(issue).into_iter().find(|(open, _)| open == id);
    let invalid = || refuse("", &format!("Transition id '{id}' is not valid for this issue."));
    let (_, status) = open.ok_or_else(invalid)?;
    issue.fields.insert("status".to_owned(), issue::status_json(status));
    Ok(())
}

fn refuse(field: &str, words: &str) -> Refusal {
    (field.to_owned(), words.to_owned())
}

fn set(issue: &mut Issue, issues: &[Issue], id: &str, json: &Value) -> Result<(), Refusal> {
    if id == "timetracking" {
        return estimates(issue, json);
    }
    let field = fields::field_of(id).filter(|field| field.editable);
    let field = field.ok_or_else(|| refuse(id, "Field cannot be set. It is unknown."))?;
    let taken = if field.holds == Holds::Sprint {
        to_sprint(issue, issue.fields.get(id), json)
    } else if json.is_null() {
        (field.id != "summary").then_some(Value::Null)
    } else {
        take(field, issue, issues, json)
    };
    let value = taken.ok_or_else(|| refuse(id, "data was not as documented"))?;
    if field.holds == Holds::Type {
        let level = if value["subtask"] == true { -1 } else { issue.level };
        issue.level = value["hierarchyLevel"].as_i64().map_or(level, |level| level as i32);
    }
    issue.fields.insert(id.to_owned(), value);
    Ok(())
}

/// `{"originalEstimate": "90m"}`.
fn estimates(issue: &mut Issue, json: &Value) -> Result<(), Refusal> {
    for (member, value) in json.as_object().into_iter().flatten() {
        let field = match member.as_str() {
            "originalEstimate" => "timeoriginalestimate",
            "remainingEstimate" => "timeestimate",
            _ => return Err(refuse("timetracking", "unknown member")),
        };
        let minutes = value.as_str().and_then(|text| text.strip_suffix('m')?.parse::<i64>().ok());
        let seconds = match (value, minutes) {
            (Value::Null, _) => Value::Null,
            (_, Some(minutes)) => json!(minutes * 60),
            _ => return Err(refuse("timetracking", "Original Estimate is invalid.")),
        };
        issue.fields.insert(field.to_owned(), seconds);
    }
    Ok(())
}

/// The value as it is kept; none where Jira would refuse it.
fn take(field: &Field, issue: &Issue, issues: &[Issue], json: &Value) -> Option<Value> {
    let project = project_of(issue);
    match field.holds {
        Holds::Line | Holds::Url => {
            let text = json.as_str()?;
            let fits = text.encode_utf16().count() <= 255 && !text.contains(['\n', '\r']);
            (fits && !text.trim().is_empty()).then(|| json.clone())
        }
        Holds::Document => (json["type"] == "doc" && json["version"] == 1).then(|| json.clone()),
        Holds::Named if field.id == "priority" => named(&PRIORITIES, json),
        Holds::Named => named(&RESOLUTIONS, json),
        Holds::Person => person(json),
        Holds::People => each(json, person),
        Holds::Words => each(json, |word| {
            let fits = !word.as_str()?.contains(char::is_whitespace);
            fits.then(|| word.clone())
        }),
        Holds::Components => each(json, |json| named(project.components, json)),
        Holds::Version => version(project, json),
        Holds::Versions => each(json, |json| version(project, json)),
        Holds::Day => (json.as_str()?.len() == 10).then(|| json.clone()),
        Holds::Instant => {
            let text = json.as_str()?;
            let zone = text.get(23..)?;
            (text.len() == 28 && zone.starts_with(['+', '-'])).then(|| json.clone())
        }
        Holds::Number => json.is_number().then(|| json.clone()),
        Holds::One => option(field.id, json),
        Holds::Several => each(json, |json| option(field.id, json)),
        Holds::Cascade => cascade(json),
        Holds::Type => {
            let kind = project.types.iter().find(|kind| json["id"] == kind.0)?;
            ((kind.2 < 0) == (issue.level < 0)).then(|| issue::type_json(kind))
        }
        Holds::Parent => {
            let above = issues.iter().find(|above| json["key"] == above.key.as_str())?;
            (above.level == issue.level + 1).then(|| issue::parent_json(above))
        }
        Holds::Level => named(&LEVELS, json),
        Holds::Place => {
            let place = PROJECTS.iter().find(|project| json["id"] == project.id)?;
            Some(issue::project_json(place))
        }
        Holds::Group => group(json),
        Holds::Groups => each(json, group),
        Holds::Team => {
            let team = TEAMS.iter().find(|team| *json == team.0)?;
            (issue.level >= 0).then(|| product::team_json(*team))
        }
        Holds::Organizations => each(json, |json| {
            let id = json.as_i64()?.to_string();
            let found = ORGANIZATIONS.iter().find(|one| one.0 == id);
            found.map(|one| product::organization_json(*one))
        }),
        Holds::Assets => each(json, |json| {
            let id = json["id"].as_str()?.strip_prefix(WORKSPACE)?.strip_prefix(':')?;
            let found = ASSETS.iter().find(|asset| asset.0 == id);
            found.map(|asset| product::asset_json(*asset, false))
        }),
        Holds::Texts => each(json, |json| json.is_string().then(|| json.clone())),
        Holds::Numbers => each(json, |json| json.is_number().then(|| json.clone())),
        Holds::Days => each(json, |json| (json.as_str()?.len() == 10).then(|| json.clone())),
        Holds::Sprint
        | Holds::Key
        | Holds::Project
        | Holds::Status
        | Holds::Seconds
        | Holds::Other => None,
    }
}

fn each(json: &Value, take: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    json.as_array()?.iter().map(take).collect::<Option<Vec<_>>>().map(Value::Array)
}

fn named(list: &[Named], json: &Value) -> Option<Value> {
    list.iter().find(|named| json["id"] == named.0).map(|named| issue::named_json(*named))
}

fn person(json: &Value) -> Option<Value> {
    PEOPLE.iter().find(|person| json["accountId"] == person.id).map(issue::person_json)
}

/// By id, or by the name, which is unique too.
fn group(json: &Value) -> Option<Value> {
    let is = |group: &&(&str, &str)| json["groupId"] == group.0 || json["name"] == group.1;
    GROUPS.iter().find(is).map(|group| product::group_json(*group))
}

/// Moves an issue to another sprint, or to the backlog: the sprints that are over stay.
fn to_sprint(issue: &Issue, now: Option<&Value>, json: &Value) -> Option<Value> {
    let all = now.and_then(Value::as_array).into_iter().flatten();
    let mut all: Vec<Value> = all.filter(|json| assign::is_over(json)).cloned().collect();
    if !json.is_null() {
        let to = SPRINTS.iter().find(|sprint| *json == sprint.0 && sprint.2 != "closed")?;
        all.push(product::sprint_json(*to));
    }
    (issue.level >= 0).then_some(Value::Array(all))
}

fn version(project: &Project, json: &Value) -> Option<Value> {
    project.versions.iter().find(|version| json["id"] == version.0).map(issue::version_json)
}

fn option(field: &str, json: &Value) -> Option<Value> {
    let (open, closed) = catalog::options_of(field);
    let found = open.iter().chain(closed).find(|option| json["id"] == option.0);
    found.map(|option| issue::option_json(*option))
}

fn cascade(json: &Value) -> Option<Value> {
    let (parent, children) = CASCADE.iter().find(|(parent, _)| json["id"] == parent.0)?;
    let Some(child) = json.get("child") else { return Some(issue::cascade_json(*parent, None)) };
    let child = children.iter().find(|option| child["id"] == option.0)?;
    Some(issue::cascade_json(*parent, Some(*child)))
}
