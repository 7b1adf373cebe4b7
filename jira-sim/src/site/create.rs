//! Creating issues.

use serde_json::Value;

use super::{
    After, Edit, Issue, Mode, Permission, Problems, Project, Site, UserId,
    kind::{Place, check},
};

/// The priority that a new issue has when none is given: Medium.
const DEFAULT_PRIORITY: u64 = 3;

/// A checked issue that only needs to be kept.
#[derive(Debug, Clone)]
pub struct NewIssue {
    issue: Issue,
    after: After,
}

impl Site {
    /// Checks the body of a create.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check_new(&self, caller: UserId, body: &Value) -> Result<NewIssue, Problems> {
        let mut edit = Edit::of(body)?;
        let project = self.project_of_new(caller, &edit)?;
        let issue_type = self.type_of_new(caller, project, &edit)?;
        edit.fields.remove("project");
        let number = project.last_number + 1;
        let id = self.issues.next_id();
        let status = project.workflow.initial;
        let mut draft = Issue::new(id, (&project.key, number), project.id, issue_type, status);
        draft.priority = Some(DEFAULT_PRIORITY).filter(|_| project.has_field("priority"));
        draft.reporter = Some(caller);
        draft.creator = caller;
        let after = match self.apply(caller, &mut draft, &edit, Mode::Create) {
            Ok(_) if draft.summary().is_empty() => Err(missing_summary(Problems::default())),
            Ok(after) => Ok(after),
            Err(problems) if draft.summary().is_empty() => Err(missing_summary(problems)),
            Err(problems) => Err(problems),
        }?;
        let level = self.catalog.issue_type(issue_type).map_or(0, |t| t.level);
        if level < 0 && draft.parent.is_none() {
            return Err(Problems::field(
                "issuetype",
                "Issue type is a sub-task but parent issue key or id not specified.",
            ));
        }
        Ok(NewIssue { issue: draft, after })
    }

    /// Keeps a checked issue, and tells its id. It must be kept before anything else is created,
    /// since its key was chosen when it was checked.
    pub fn keep_new(&mut self, new: NewIssue) -> u64 {
        let now = self.touch();
        let NewIssue { mut issue, after } = new;
        issue.created = now;
        issue.updated = now;
        issue.category_changed = now;
        if issue.resolution.is_some() {
            issue.resolved = Some(now);
        }
        if let Some(project) = self.projects.iter_mut().find(|p| p.id == issue.project) {
            project.last_number = issue.number;
        }
        self.rank_last(&mut issue);
        let (id, author) = (issue.id, issue.creator);
        self.issues.push(issue);
        self.follow_up(author, id, after);
        id
    }

    fn project_of_new(&self, caller: UserId, edit: &Edit) -> Result<&Project, Problems> {
        let given = edit.fields.get("project").unwrap_or(&Value::Null);
        let name = given["key"]
            .as_str()
            .map(str::to_owned)
            .or_else(|| given["id"].as_str().map(str::to_owned))
            .or_else(|| given["id"].as_u64().map(|id| id.to_string()));
        let Some(name) = name else {
            return Err(Problems::field("project", "Specify a valid project ID or key"));
        };
        match self.visible_project(caller, &name) {
            Some(project) if self.may(caller, Permission::Create, Some(project)) => Ok(project),
            Some(_) => Err(Problems::field("project", "You cannot create issues in this project.")),
            None => Err(Problems::field("project", "valid project is required")),
        }
    }

    fn type_of_new(&self, caller: UserId, project: &Project, edit: &Edit) -> Result<u64, Problems> {
        let Some(field) = self.field("issuetype") else { return Err(Problems::default()) };
        let place = Place { site: self, project, issue_type: 0, issue: None, caller };
        let Some(input) = edit.fields.get("issuetype").filter(|i| i.is_object()) else {
            return Err(Problems::field("issuetype", "Specify an issue type"));
        };
        match check(place, field, input) {
            Ok(id) => Ok(id.as_u64().unwrap_or(0)),
            Err(refusal) => {
                let mut problems = Problems::default();
                problems.add("issuetype", refusal);
                Err(problems)
            }
        }
    }
}

fn missing_summary(mut problems: Problems) -> Problems {
    problems.add("summary", super::Refusal::field("You must specify a summary of the issue."));
    problems
}
