//! What a plan has of each kind, counted for the screen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::job::{ColumnConflicts, ColumnLosses, FindingGroup};
use crate::mapping::Side;
use crate::plan::Change;
use crate::schema::FieldId;

/// The conflicts of each column, in the order of `columns`.
pub(super) fn conflicts(changes: &[Change], columns: &[(FieldId, String)]) -> Vec<ColumnConflicts> {
    let count = |(field, name): &(FieldId, String)| {
        let all = changes.iter().flat_map(|change| &change.conflicts);
        let choices: Vec<_> =
            all.filter(|conflict| conflict.field == *field).map(|c| c.choice).collect();
        let of = |side| choices.iter().filter(|choice| **choice == side).count() as u32;
        let (open, mine, jira) = (of(None), of(Some(Side::Mine)), of(Some(Side::Jira)));
        (!choices.is_empty()).then(|| ColumnConflicts {
            field: field.clone(),
            name: name.clone(),
            open,
            mine,
            jira,
        })
    };
    columns.iter().filter_map(count).collect()
}

/// The changes of each column that would lose something, in the order of `columns`.
pub(super) fn losses(changes: &[Change], columns: &[(FieldId, String)]) -> Vec<ColumnLosses> {
    let count = |(field, name): &(FieldId, String)| {
        let all = changes.iter().flat_map(|change| &change.losses);
        let accepted: Vec<_> =
            all.filter(|loss| loss.field == *field).map(|loss| loss.accepted).collect();
        (!accepted.is_empty()).then(|| ColumnLosses {
            field: field.clone(),
            name: name.clone(),
            rows: accepted.len() as u32,
            accepted: accepted.iter().all(|accepted| *accepted),
        })
    };
    columns.iter().filter_map(count).collect()
}

/// Findings about rows, grouped by code, the gravest and most frequent first.
pub(super) fn group(findings: &[Finding]) -> Vec<FindingGroup> {
    let mut groups = BTreeMap::<&str, (FindingGroup, Option<(&str, u32)>)>::new();
    for finding in findings.iter().filter(|finding| finding.at.row.is_some()) {
        let (group, last) = groups.entry(&finding.message.code).or_insert_with(|| {
            let group = FindingGroup {
                code: finding.message.code.clone(),
                severity: finding.severity,
                rows: 0,
                example: finding.clone(),
                varied: false,
            };
            (group, None)
        });
        group.severity = group.severity.max(finding.severity);
        group.varied |= group.example.message != finding.message;
        let row = finding.at.row.map(|row| (finding.at.sheet.as_str(), row));
        if *last != row {
            group.rows += 1;
            *last = row;
        }
    }
    let mut groups: Vec<_> = groups.into_values().map(|(group, _)| group).collect();
    groups.sort_by_key(|group| Reverse((group.severity, group.rows)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::message::Message;

    fn finding(code: &str, field: &str, row: u32) -> Finding {
        let at = Place { row: Some(row), ..Place::default() };
        Finding::error(Message::new(code).with("field", field), at)
    }

    #[test]
    fn a_group_says_whether_its_example_speaks_for_all() {
        let findings = [
            finding("unknown-option", "Region", 2),
            finding("unknown-option", "Effort", 3),
            finding("unknown-option", "Effort", 3),
            finding("summary-empty", "Summary", 4),
            finding("summary-empty", "Summary", 5),
        ];
        let groups = group(&findings);
        let told: Vec<_> = groups.iter().map(|g| (g.code.as_str(), g.rows, g.varied)).collect();
        assert_eq!(told, [("summary-empty", 2, false), ("unknown-option", 2, true)]);
    }
}
