//! Functions that stand for people, types and versions.

use crate::{site::Kind, wire::View};

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
    Some(match (name.to_ascii_lowercase().as_str(), kind) {
        ("currentuser", Kind::User | Kind::MultiUser) => vec![u64::from(view.viewer.0)],
        ("standardissuetypes", Kind::IssueType) => types(false),
        ("subtaskissuetypes", Kind::IssueType) => types(true),
        ("releasedversions", Kind::Versions) => versions(true),
        ("unreleasedversions", Kind::Versions) => versions(false),
        _ => return None,
    })
}
