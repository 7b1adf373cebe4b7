//! What is proposed for the headers that people and programs write.

use std::fmt::Write;

use super::testing::{fields, shown, table};
use super::*;
use crate::finding::Finding;
use crate::schema::FieldId;

/// `header → field (confidence)` per column, then the findings.
fn proposal(text: &str) -> String {
    let (mapping, findings) = propose(&table(text), &fields(), None);
    shown(&mapping) + &sentences(&findings)
}

fn sentences(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        assert!(!finding.message.text().contains('{'), "{:?}", finding.message);
        writeln!(out, "{:?}: {}", finding.severity, finding.message.text()).unwrap();
    }
    out
}

#[test]
fn headers_of_an_export_are_sure() {
    insta::assert_snapshot!(proposal(
        "Key | summary | Team (customfield_2) | Created (Europe/Berlin) | customfield_1"
    ));
}

#[test]
fn headers_of_jiras_own_csv() {
    insta::assert_snapshot!(proposal(
        "Summary | Issue key | Issue id | Issue Type | Fix Version/s | Fix Version/s | Component/s |
         Affects Version/s | Labels | Labels | Custom field (Story Points) | Parent | Parent key |
         Due Date | Space key | Sprint".replace('\n', " ").as_str()
    ));
}

#[test]
fn words_of_a_persons_spreadsheet() {
    insta::assert_snapshot!(proposal(
        "ID | Title * | Owner | Due: | Type | State | Estimate | Priorty | Fälligkeitsdatum |  | Colour"
    ));
}

#[test]
fn a_name_that_several_fields_share_is_never_sure() {
    insta::assert_snapshot!(proposal("Team | Summary"));
}

#[test]
fn samples_are_the_first_different_values() {
    let (mapping, _) = propose(
        &table("Status\nOpen\nOpen\n\nDone\nNew\nOld"),
        &fields(),
        Some(&Origin::default()),
    );
    assert_eq!(mapping.columns[0].samples, ["Open", "Done", "New"]);
    assert_eq!(mapping.columns[0].empty, EmptyCells::SinceExport);
}

#[test]
fn a_changed_mapping_is_checked() {
    let table = table("A | B | C\nx | y | z");
    let (mut mapping, _) = propose(&table, &fields(), Some(&Origin::default()));
    assert_eq!(
        sentences(&validate(&mapping, &table, &fields(), true)),
        "Error: No column is matched to a field.\n"
    );
    let to = |id: &str| MappedTo::Field(FieldId::new(id));
    mapping.columns[0].mapped = to("summary");
    mapping.columns[1].mapped = to("summary");
    mapping.columns[2].mapped = to("customfield_99");
    insta::assert_snapshot!(sentences(&validate(&mapping, &table, &fields(), true)));
    mapping.columns[0].mapped = to("issuekey");
    mapping.columns[2].mapped = MappedTo::Ignored;
    assert_eq!(sentences(&validate(&mapping, &table, &fields(), true)), "");
}
