//! Where a new issue goes: its project and issue type.

use std::collections::BTreeSet;

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
    issue_type: Option<String>,
}

impl<'a> NewPlaces<'a> {
    /// Looks at what the mapping and the issues say for all rows.
    pub fn new(layout: &'a Layout<'a>, mapping: &Mapping, target: &'a TargetState) -> Self {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Self {
            layout,
            target,
            project: given(&mapping.project).or_else(|| only_project(target)),
            issue_type: given(&mapping.issue_type),
        }
    }

    /// The place of a new row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(&self, row: &TableRow) -> Result<Place, PlaceProblem> {
        let text = self.text(row, FieldType::Project).or_else(|| self.project.clone());
        let text = text.ok_or(PlaceProblem::NoProject)?;
        let Some(project) = find_project(self.target, &text) else {
            return Err(PlaceProblem::UnknownProject { text });
        };
        let text = self.text(row, FieldType::IssueType).or_else(|| self.issue_type.clone());
        let found = match &text {
            Some(text) => find_type(project, text),
            None => plainest(project),
        };
        match found {
            Some(found) => Ok(Place { project: project.id.clone(), issue_type: found.id.clone() }),
            None => Err(PlaceProblem::UnknownType {
                text: text.unwrap_or_default(),
                project: project.key.clone(),
                known: project.issue_types.iter().map(|kind| kind.name.clone()).collect(),
            }),
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
        let texts = new.filter_map(|row| self.text(row, FieldType::Project));
        texts.chain(self.project.clone()).collect()
    }

    fn text(&self, row: &TableRow, kind: FieldType) -> Option<String> {
        Some(self.layout.text_of(row, kind)).filter(|text| !text.is_empty())
    }
}

/// The project that a text names by its key, its name or its id.
pub(super) fn find_project<'a>(target: &'a TargetState, text: &str) -> Option<&'a Project> {
    let text = text.trim();
    let folded = fold(text);
    let by = |fits: &dyn Fn(&Project) -> bool| target.projects.values().find(|p| fits(p));
    by(&|project| fold(&project.key) == folded)
        .or_else(|| by(&|project| fold(&project.name) == folded))
        .or_else(|| by(&|project| project.id == text))
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
