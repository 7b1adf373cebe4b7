//! What is proposed for the headers that people and programs write.

use std::fmt::Write;

use super::testing::{fields, shown, table};
use super::*;
use crate::finding::{Finding, Severity};
use crate::schema::{FieldId, FieldType};

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

#[test]
fn an_epic_is_the_parent_where_no_other_is_named() {
    let mut site = fields();
    site.push(super::testing::field("customfield_30", "Epic Link", FieldType::EpicLink));
    let table = table("Summary | Parent | Epic Link\na | DEMO-2 | DEMO-1\nb |  | DEMO-1\nc |  | ");
    let (mapping, _) = propose(&table, &site, None);
    let layout = Layout::new(&table, &mapping, &site);
    let parents = table.rows.iter().map(|row| layout.text_of(row, FieldType::Parent));
    assert_eq!(parents.collect::<Vec<_>>(), ["DEMO-2", "DEMO-1", ""]);
}

/// Epic Link and Parent Link have been replaced by Parent.
#[test]
fn an_epic_link_is_the_parent_where_the_file_has_none() {
    let mut site = fields();
    let link = |id: &str, name: &str| super::testing::field(id, name, FieldType::EpicLink);
    site.extend([link("customfield_30", "Epic Link"), link("customfield_31", "Parent Link")]);
    let taken = |text: &str| {
        let (mapping, findings) = propose(&table(text), &site, None);
        let warned = findings.iter().filter(|finding| finding.severity > Severity::Info);
        assert_eq!(warned.count(), 0, "{findings:?}");
        let to = |column: &ColumnMapping| match &column.mapped {
            MappedTo::Field(id) => id.to_string(),
            _ => "-".to_owned(),
        };
        mapping.columns.iter().map(to).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(taken("Summary | Epic Link\na | DEMO-1"), "summary parent");
    assert_eq!(taken("Summary | Custom field (Epic Link)\na | DEMO-1"), "summary parent");
    let both = "Summary | Parent Link | Epic Link\na |  | DEMO-1";
    assert_eq!(taken(both), "summary customfield_31 parent");
    let beside = "Summary | Epic Link | Parent\na | DEMO-1 | DEMO-2";
    assert_eq!(taken(beside), "summary customfield_30 parent");
}
