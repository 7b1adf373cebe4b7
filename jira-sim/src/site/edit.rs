//! Writing fields: `fields` sets, `update` operates, both are checked before anything is kept.

use serde_json::{Map, Value, json};

use super::{
    Adjust, Field, Issue, NewLink, NewWorklog, Permission, Problems, Project, RichText, Site,
    UserId, check_key, check_value,
    kind::{Place, check, unknown_field},
};

/// What a request wants to write, out of the body of a create, an edit or a transition.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// Values by field id.
    pub fields: Map<String, Value>,
    /// Lists of operations by field id.
    pub update: Map<String, Value>,
    /// Entity properties.
    pub properties: Vec<(String, Value)>,
}

/// What is to be done when the fields are written.
#[derive(Debug, Clone, Default)]
pub struct After {
    /// Comments to add.
    pub comments: Vec<RichText>,
    /// Links to make.
    pub links: Vec<NewLink>,
    /// Work to log.
    pub worklogs: Vec<NewWorklog>,
}

/// What decides which fields may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode<'a> {
    /// Only those on the create screen.
    Create,
    /// All that the project has: an edit does not look at screens.
    Edit,
    /// Only those on the transition's screen.
    Transition(&'a [String]),
}

impl Mode<'_> {
    /// Whether a field of a project may be written.
    #[must_use]
    pub fn allows(self, project: &Project, field: &str) -> bool {
        match self {
            Self::Create => {
                project.has_field(field) && !project.off_create_screen.iter().any(|f| f == field)
            }
            Self::Edit => project.has_field(field),
            Self::Transition(screen) => screen.iter().any(|f| f == field),
        }
    }

    /// Whether comments are passed over without a word, as by a transition without a screen
    /// (ankitpokhrel/jira-cli#1024, seen on Jira Cloud in September 2026). Every screen has a place
    /// for a comment.
    fn drops_comments(self) -> bool {
        matches!(self, Self::Transition([]))
    }

    /// Whether links or worklogs may be added along: a transition takes those of its screen.
    fn takes_records(self, field: &str) -> bool {
        match self {
            Self::Transition(screen) => screen.iter().any(|f| f == field),
            Self::Create | Self::Edit => true,
        }
    }
}

impl Edit {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// Parts of the wrong shape, and properties with a bad key or too long a value.
    pub fn of(body: &Value) -> Result<Self, Problems> {
        let map = |key: &str| match &body[key] {
            Value::Null => Ok(Map::new()),
            Value::Object(map) => Ok(map.clone()),
            _ => Err(Problems::message(format!("'{key}' must be an object"))),
        };
        let mut edit = Self { fields: map("fields")?, update: map("update")?, properties: vec![] };
        for property in body["properties"].as_array().into_iter().flatten() {
            let key = property["key"].as_str().unwrap_or_default();
            check_key(key).map_err(Problems::message)?;
            check_value(&property["value"].to_string()).map_err(Problems::message)?;
            edit.properties.push((key.to_owned(), property["value"].clone()));
        }
        Ok(edit)
    }
}

impl Edit {
    /// What Jira says to somebody who may see an issue and not edit it: that each field cannot be
    /// set (OpenAPI of the edit: 400 "does not have the necessary permission to edit one or more
    /// fields").
    #[must_use]
    pub fn refused(&self) -> Problems {
        let mut problems = Problems::default();
        for id in self.fields.keys().chain(self.update.keys()) {
            problems.add(id, super::Refusal::field(unknown_field(id)));
        }
        if problems.is_empty() {
            return Problems::message("You do not have permission to edit issues in this project.");
        }
        problems
    }
}

impl Site {
    /// Applies what is asked for to `draft`, and gives what is to be done besides.
    ///
    /// # Errors
    /// All that is wrong with the request; `draft` is then half written and of no use.
    pub fn apply(
        &self,
        caller: UserId,
        draft: &mut Issue,
        edit: &Edit,
        mode: Mode<'_>,
    ) -> Result<After, Problems> {
        let Some(project) = self.project_by_id(draft.project) else {
            return Err(Problems::field("project", "valid project is required"));
        };
        let mut writer =
            Writer { site: self, caller, project, mode, problems: Problems::default() };
        for first in ["issuetype", "parent"] {
            if let Some(input) = edit.fields.get(first) {
                writer.set(draft, first, input);
            }
        }
        for (id, input) in &edit.fields {
            if edit.update.contains_key(id) {
                let text = format!("Field '{id}' cannot appear in both 'fields' and 'update'");
                writer.problems.add(id, super::Refusal::field(text));
            } else if !matches!(id.as_str(), "issuetype" | "parent") {
                writer.set(draft, id, input);
            }
        }
        let mut after = After::default();
        for (id, operations) in &edit.update {
            writer.operate(draft, id, operations, &mut after);
        }
        draft.properties.extend(edit.properties.iter().cloned());
        writer.problems.or_value(after)
    }

    /// Does what is to be done when an issue's fields are written.
    pub fn follow_up(&mut self, author: UserId, issue: u64, after: After) {
        self.push_comments(author, issue, after.comments);
        for NewLink { kind, outward, other } in after.links {
            let (from, to) = if outward { (issue, other) } else { (other, issue) };
            self.link(author, kind, from, to);
        }
        for worklog in after.worklogs {
            // Who may write the issue's fields may also work on it.
            let _logged = self.log_work(author, issue, worklog, Adjust::Auto);
        }
    }
}

/// One write under way.
struct Writer<'a> {
    site: &'a Site,
    caller: UserId,
    project: &'a Project,
    mode: Mode<'a>,
    problems: Problems,
}

impl<'a> Writer<'a> {
    /// The field, if it may be written here; the reason is noted if it may not.
    fn field(&mut self, id: &str) -> Option<&'a Field> {
        let field = self.site.field(id).filter(|f| f.kind.writable());
        let allowed = |f: &&Field| {
            self.mode.allows(self.project, &f.id)
                && self.site.may_set(self.caller, self.project, &f.id)
        };
        if let Some(field) = field.filter(allowed) {
            return Some(field);
        }
        self.problems.add(id, super::Refusal::field(unknown_field(id)));
        None
    }

    fn place(&self, draft: &Issue) -> Place<'a> {
        let exists = self.site.issues.get(draft.id).is_some();
        Place {
            site: self.site,
            project: self.project,
            issue_type: draft.issue_type,
            issue: exists.then_some(draft.id),
            caller: self.caller,
        }
    }

    fn set(&mut self, draft: &mut Issue, id: &str, input: &Value) {
        let Some(field) = self.field(id) else { return };
        match check(self.place(draft), field, input) {
            Ok(value) => draft.set(field, value),
            Err(refusal) => self.problems.add(id, refusal),
        }
    }

    fn operate(&mut self, draft: &mut Issue, id: &str, operations: &Value, after: &mut After) {
        let Some(operations) = operations.as_array() else {
            self.problems.add(id, super::Refusal::field("data was not an array"));
            return;
        };
        for (name, input) in operations.iter().filter_map(Value::as_object).flatten() {
            match (id, name.as_str()) {
                ("comment", "add") if self.mode.drops_comments() => {}
                ("comment", "add") => self.add_comment(input, after),
                ("issuelinks" | "worklog", "add") if !self.mode.takes_records(id) => {
                    self.problems.add(id, super::Refusal::field(unknown_field(id)));
                }
                ("issuelinks", "add") => match self.site.new_link(self.caller, input) {
                    Ok(link) => after.links.push(link),
                    Err(refusal) => self.problems.add(id, refusal),
                },
                ("worklog", "add") => match NewWorklog::of(input, &self.site.rules) {
                    Ok(worklog) => after.worklogs.push(worklog),
                    Err(problems) => self.problems.merge(problems),
                },
                (_, "set" | "edit") => self.set(draft, id, input),
                (_, "add" | "remove") => self.change_list(draft, id, name == "add", input),
                _ => {
                    let text = format!("Operation '{name}' is not supported for field '{id}'.");
                    self.problems.add(id, super::Refusal::field(text));
                }
            }
        }
    }

    fn add_comment(&mut self, input: &Value, after: &mut After) {
        if !self.site.may(self.caller, Permission::Comment, Some(self.project)) {
            self.problems.add("comment", super::Refusal::field(unknown_field("comment")));
            return;
        }
        match super::comment::body(&input["body"], &self.site.rules) {
            Ok(body) => after.comments.push(body),
            Err(refusal) => self.problems.add("comment", refusal),
        }
    }

    /// Adds an item to a list or takes it away.
    fn change_list(&mut self, draft: &mut Issue, id: &str, add: bool, input: &Value) {
        let Some(field) = self.field(id) else { return };
        if !field.kind.is_list() {
            let text = format!("Field '{id}' does not support lists of values.");
            self.problems.add(id, super::Refusal::field(text));
            return;
        }
        match check(self.place(draft), field, &json!([input])) {
            Ok(change) => draft.set(field, merged(&draft.get(field), &change, add)),
            Err(refusal) => self.problems.add(id, refusal),
        }
    }
}

fn merged(before: &Value, change: &Value, add: bool) -> Value {
    let change: &[Value] = change.as_array().map_or(&[], Vec::as_slice);
    let mut list: Vec<Value> = before.as_array().cloned().unwrap_or_default();
    list.retain(|item| !change.contains(item) || add);
    if add {
        let new: Vec<Value> = change.iter().filter(|c| !list.contains(c)).cloned().collect();
        list.extend(new);
    }
    if list.is_empty() { Value::Null } else { Value::Array(list) }
}
