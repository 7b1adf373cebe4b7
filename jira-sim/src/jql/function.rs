//! Functions that stand for people, types and versions.

use crate::{
    site::{Kind, SprintState},
    wire::View,
};

/// The numbers that a function stands for, for fields of a kind; none if there is no such function.
#[must_use]
pub fn ids(view: View<'_>, name: &str, kind: Kind) -> Option<Vec<u64>> {
    let types = |subtasks: bool| {
        let all = view.site.catalog.issue_types.iter();
        all.filter(|t| (t.level < 0) == subtasks).map(|t| t.id).collect()
    };
    let versions = |released: bool| {
        let all = view.site.projects.iter().flat_map(|p| &p.versions);
        all.filter(|v| v.released == released && !v.archived).map(|v| v.id).collect()
    };
    let sprints = |state| {
        let all = view.site.registers.sprints.iter();
        all.filter(|s| s.state == state).map(|s| s.id).collect()
    };
    Some(match (name.to_ascii_lowercase().as_str(), kind) {
        ("currentuser", Kind::User | Kind::MultiUser) => vec![u64::from(view.viewer.0)],
        ("opensprints", Kind::Sprint) => sprints(SprintState::Active),
        ("futuresprints", Kind::Sprint) => sprints(SprintState::Future),
        ("closedsprints", Kind::Sprint) => sprints(SprintState::Closed),
        ("standardissuetypes", Kind::IssueType) => types(false),
        ("subtaskissuetypes", Kind::IssueType) => types(true),
        ("releasedversions", Kind::Versions | Kind::Version) => versions(true),
        ("unreleasedversions", Kind::Versions | Kind::Version) => versions(false),
        _ => return None,
    })
}
