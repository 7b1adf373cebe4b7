//! Where a new issue goes: its project and issue type.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::{IssueType, Place, Project, TargetState};
use crate::mapping::{Layout, Mapping, fold};
use crate::schema::FieldType;
use crate::sheet::{Table, TableRow};

/// Why it is not known where a new issue goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// Neither the row nor the mapping names a project.
    NoProject,
    /// The project does not exist, or the user may not see it or create issues there.
    UnknownProject {
        /// As typed.
        text: String,
    },
    /// The user may see the project, but not create issues there.
    ClosedProject {
        /// Its key.
        project: String,
        /// Name of the permission that is lacking.
        permission: String,
    },
    /// The project has no such issue type.
    UnknownType {
        /// As typed; empty where nothing was typed and no type is a plain one.
        text: String,
        /// Key of the project.
        project: String,
        /// Names of the types it has.
        known: Vec<String>,
    },
}

/// Finds the places of new rows. Rows that name no project go to the mapping's, else to the only
/// project that the file's issues are in; rows that name no type become the mapping's, else the
/// project's plainest type.
pub struct NewPlaces<'a> {
    layout: &'a Layout<'a>,
    target: &'a TargetState,
    project: Option<String>,
    /// Whether the mapping names the project.
    project_given: bool,
    issue_type: Option<String>,
    /// What was found before, by the texts of the project and the type.
    known: RefCell<HashMap<(String, String), Result<Place, PlaceProblem>>>,
}

impl<'a> NewPlaces<'a> {
    /// Looks at what the mapping and the issues say for all rows.
    pub fn new(layout: &'a Layout<'a>, mapping: &Mapping, target: &'a TargetState) -> Self {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Self {
            layout,
            target,
            project: given(&mapping.project).or_else(|| only_project(target)),
            project_given: given(&mapping.project).is_some(),
            issue_type: given(&mapping.issue_type),
            known: RefCell::default(),
        }
    }

    /// The place of a new row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(&self, row: &TableRow) -> Result<Place, PlaceProblem> {
        let project = self.text(row, FieldType::Project, &self.project);
        let issue_type = self.text(row, FieldType::IssueType, &self.issue_type);
        let texts = (project, issue_type);
        if let Some(known) = self.known.borrow().get(&texts) {
            return known.clone();
        }
        let found = self.find(&texts.0, &texts.1);
        self.known.borrow_mut().insert(texts, found.clone());
        found
    }

    /// Whether neither the row nor the mapping says all of where a new row goes.
    pub fn assumes(&self, row: &TableRow) -> bool {
        let silent = |kind| self.layout.text_of(row, kind).is_empty();
        silent(FieldType::Project) && !self.project_given
            || silent(FieldType::IssueType) && self.issue_type.is_none()
    }

    fn find(&self, project: &str, issue_type: &str) -> Result<Place, PlaceProblem> {
        if project.is_empty() {
            return Err(PlaceProblem::NoProject);
        }
        let Some(project) = find_project(self.target, project) else {
            return Err(self.closed(project));
        };
        let found = match issue_type {
            "" => plainest(project),
            text => find_type(project, text),
        };
        match found {
            Some(found) => Ok(Place { project: project.id.clone(), issue_type: found.id.clone() }),
            None => Err(PlaceProblem::UnknownType {
                text: issue_type.to_owned(),
                project: project.key.clone(),
                known: project.issue_types.iter().map(|kind| kind.name.clone()).collect(),
            }),
        }
    }

    /// Why a project can't be the place of new issues.
    fn closed(&self, text: &str) -> PlaceProblem {
        let mut closed = self.target.closed.iter();
        match closed.find(|closed| is_named(&closed.project, text)) {
            Some(closed) => PlaceProblem::ClosedProject {
                project: closed.project.key.clone(),
                permission: closed.permission.clone(),
            },
            None => PlaceProblem::UnknownProject { text: text.to_owned() },
        }
    }

    /// The different places of all rows that name no issue.
    pub(super) fn all(&self, table: &Table) -> BTreeSet<Place> {
        let new = table.rows.iter().filter(|row| self.layout.key_text(row).is_empty());
        new.filter_map(|row| self.of(row).ok()).collect()
    }

    /// The different texts by which new rows name their projects.
    pub(super) fn project_texts(&self, table: &Table) -> BTreeSet<String> {
        let new = table.rows.iter().filter(|row| self.layout.key_text(row).is_empty());
        let texts = new.map(|row| self.text(row, FieldType::Project, &self.project));
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// Id of the project that a new row goes to, among those of another state.
    pub(super) fn project_of(&self, row: &TableRow, among: &TargetState) -> Option<String> {
        let text = self.text(row, FieldType::Project, &self.project);
        find_project(among, &text).map(|project| project.id.clone())
    }

    /// The row's own text, else what holds for all rows; empty where there is neither.
    fn text(&self, row: &TableRow, kind: FieldType, otherwise: &Option<String>) -> String {
        match self.layout.text_of(row, kind) {
            Cow::Borrowed("") => otherwise.clone().unwrap_or_default(),
            text => text.into_owned(),
        }
    }
}

/// The project that a text names by its key, else by its name, else by its id.
pub(super) fn find_project<'a>(target: &'a TargetState, text: &str) -> Option<&'a Project> {
    let named = target.projects.values().filter_map(|p| Some((naming(p, text)?, p)));
    named.min_by_key(|(naming, _)| *naming).map(|(_, project)| project)
}

/// Whether a text names a project by its key, its name or its id.
pub(super) fn is_named(project: &Project, text: &str) -> bool {
    naming(project, text).is_some()
}

/// By what a text names a project, what goes first first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    Key,
    Name,
    Id,
}

fn naming(project: &Project, text: &str) -> Option<Naming> {
    let text = text.trim();
    let folded = fold(text);
    if fold(&project.key) == folded {
        Some(Naming::Key)
    } else if fold(&project.name) == folded {
        Some(Naming::Name)
    } else {
        (project.id == text).then_some(Naming::Id)
    }
}

fn find_type<'a>(project: &'a Project, text: &str) -> Option<&'a IssueType> {
    let text = text.trim();
    let folded = fold(text);
    let types = &project.issue_types;
    let named = types.iter().find(|kind| fold(&kind.name) == folded);
    named.or_else(|| types.iter().find(|kind| kind.id == text))
}

/// A task where the project has one, else its first type that is neither an epic nor a sub-task.
fn plainest(project: &Project) -> Option<&IssueType> {
    let standard = || project.issue_types.iter().filter(|kind| kind.level == 0);
    standard().find(|kind| fold(&kind.name) == "task").or_else(|| standard().next())
}

/// Key of the project of the file's issues, or its id before the project was read, where they are
/// all in one.
fn only_project(target: &TargetState) -> Option<String> {
    let projects: BTreeSet<_> = target.issues.values().map(|issue| &issue.place.project).collect();
    let mut projects = projects.into_iter();
    match (projects.next(), projects.next()) {
        (Some(id), None) => Some(id.clone()),
        _ => None,
    }
}
