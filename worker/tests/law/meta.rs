//! What may be set where: the screens, and the lists of the site.

use serde_json::{Map, Value, json};

use super::catalog::{
    self, CASCADE, COMPANY, LEVELS, PRIORITIES, PROJECTS, Project, RESOLUTIONS, TEAM,
};
use super::fields::{FIELDS, Field, Holds, SCOPED};
use super::issue::{self, Issue, project_of};

/// `/issue/{id}/editmeta`.
pub fn edit(issue: &Issue) -> Value {
    let project = project_of(issue);
    // A sub-task is in the sprint and of the team of its parent.
    let own =
        |field: &&Field| issue.level >= 0 || !matches!(field.holds, Holds::Sprint | Holds::Team);
    let fields = on_screen(project).filter(own);
    let mut fields: Map<String, Value> =
        fields.map(|field| (field.id.to_owned(), meta(field, project))).collect();
    fields.insert("timetracking".to_owned(), time_tracking());
    json!({ "fields": fields })
}

/// `/issue/createmeta/{project}/issuetypes/{type}`.
pub fn create(project: &Project) -> Value {
    let mut fields: Vec<Value> = on_screen(project).map(|field| meta(field, project)).collect();
    fields.push(meta(&FIELDS[1], project));
    fields.push(time_tracking());
    json!({ "startAt": 0, "maxResults": 200, "total": fields.len(), "fields": fields })
}

/// Fields that have a place of their own, not on the screen under their id.
fn on_screen(project: &Project) -> impl Iterator<Item = &'static Field> {
    let team = project.id == TEAM;
    FIELDS.iter().filter(move |field| {
        let apart = matches!(field.holds, Holds::Status | Holds::Seconds);
        field.editable && !apart && (field.id != SCOPED || team)
    })
}

fn time_tracking() -> Value {
    json!({ "required": false, "name": "Time tracking", "key": "timetracking",
        "fieldId": "timetracking", "hasDefaultValue": false, "operations": ["set", "edit"],
        "schema": { "type": "timetracking", "system": "timetracking" } })
}

fn meta(field: &Field, project: &Project) -> Value {
    let required = matches!(field.id, "summary" | "issuetype" | "reporter" | "project");
    let mut meta = json!({
        "required": required,
        "name": field.name,
        "key": field.id,
        "fieldId": field.id,
        "hasDefaultValue": field.id == "reporter",
        "operations": ["set"],
    });
    if let Some(schema) = field.schema() {
        meta["schema"] = schema;
    }
    if let Some(allowed) = allowed(field, project) {
        meta["allowedValues"] = allowed;
    }
    meta
}

fn allowed(field: &Field, project: &Project) -> Option<Value> {
    let open = |list: &[catalog::Named]| list.iter().map(|n| issue::named_json(*n)).collect();
    Some(match field.holds {
        Holds::Named if field.id == "priority" => open(&PRIORITIES),
        Holds::Named => open(&RESOLUTIONS),
        // Where no screen lists them, the project does.
        Holds::Level if project.id == COMPANY => open(&LEVELS),
        Holds::Place => PROJECTS.iter().map(issue::project_json).collect(),
        Holds::Components => open(project.components),
        Holds::Version | Holds::Versions => {
            project.versions.iter().map(issue::version_json).collect()
        }
        Holds::One | Holds::Several => {
            let options = catalog::options_of(field.id).0;
            options.iter().map(|option| issue::option_json(*option)).collect()
        }
        Holds::Cascade => CASCADE.iter().map(cascade).collect(),
        Holds::Type => project.types.iter().map(issue::type_json).collect(),
        Holds::Project => json!([issue::project_json(project)]),
        _ => return None,
    })
}

fn cascade((parent, children): &(catalog::Named, &[catalog::Named])) -> Value {
    let mut json = issue::option_json(*parent);
    json["children"] = children.iter().map(|child| issue::option_json(*child)).collect();
    json
}

/// `/project/{id}`.
pub fn project(project: &Project) -> Value {
    let mut json = issue::project_json(project);
    json["issueTypes"] = project.types.iter().map(issue::type_json).collect();
    json["components"] = project.components.iter().map(|c| issue::named_json(*c)).collect();
    json["versions"] = project.versions.iter().map(issue::version_json).collect();
    json
}

/// `/project/{id}/statuses`.
pub fn statuses(project: &Project) -> Value {
    let statuses: Vec<Value> = project.statuses.iter().map(|s| issue::status_json(*s)).collect();
    let of = |kind: &(&str, &str, i32)| json!({ "self": "x", "id": kind.0, "name": kind.1, "subtask": kind.2 < 0, "statuses": statuses });
    project.types.iter().map(of).collect()
}

/// `/issue/{id}/transitions`: to each status but its own. Nothing is carried out.
pub fn transitions(issue: &Issue) -> Value {
    let statuses = project_of(issue).statuses.iter();
    let others = statuses.filter(|status| issue.fields["status"]["id"] != status.0);
    let one = |to: &catalog::Named| {
        json!({ "id": format!("7{}", to.0), "name": format!("to {}", to.1),
            "to": issue::status_json(*to), "hasScreen": false, "isGlobal": false,
            "isInitial": false, "isAvailable": true, "isConditional": false, "fields": {} })
    };
    json!({ "expand": "transitions", "transitions": others.map(one).collect::<Vec<_>>() })
}
