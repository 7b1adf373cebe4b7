//! Which column is taken for the key, and where the user is asked.

use std::collections::BTreeSet;

use super::testing::{fields, table};
use super::*;
use crate::finding::Severity;

/// What becomes of the columns: `key`, `row ID`, a field's id, `-`, or `?` where it is asked; with
/// the codes of the findings that are more than notes.
fn taken_with(text: &str, spaces: Option<&[&str]>) -> String {
    let spaces: Option<BTreeSet<String>> =
        spaces.map(|spaces| spaces.iter().map(|space| (*space).to_owned()).collect());
    let table = table(text);
    let (mapping, findings) = propose_knowing(&table, &fields(), None, spaces.as_ref());
    let column = |column: &ColumnMapping| match &column.mapped {
        _ if column.confidence == Confidence::Open => "?".to_owned(),
        MappedTo::Field(id) if id.as_str() == "issuekey" => "key".to_owned(),
        MappedTo::Field(id) => id.to_string(),
        MappedTo::RowId => "row ID".to_owned(),
        MappedTo::Ignored => "-".to_owned(),
    };
    let told = findings.iter().filter(|finding| finding.severity > Severity::Info);
    let told = told.map(|finding| format!("{:?} {}", finding.severity, finding.message.code));
    let columns = mapping.columns.iter().map(column).collect::<Vec<_>>().join(" ");
    let asked = mapping.columns.iter().filter(|column| column.confidence == Confidence::Open);
    let stops = validate(&mapping, &table, &fields(), false);
    let stops = stops.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert_eq!(stops, asked.count(), "what is asked stops the plan, and nothing else: {text}");
    std::iter::once(columns).chain(told).collect::<Vec<_>>().join("; ")
}

fn taken(text: &str) -> String {
    taken_with(text, None)
}

const ASKED: &str = "? summary; Error column-of-keys";

#[test]
fn keys_under_a_header_made_of_words_for_them_are_the_key() {
    for header in [
        "Ticket",
        "ID",
        "Nr.",
        "Issue",
        "JIRA",
        "Work item",
        "Issue Key (Jira)",
        "Ticket-Nr",
        "#",
        "Numéro de ticket",
        "Código",
        "Link",
        "Ключ запроса",
        "課題",
        "issue_id",
    ] {
        let expected = if header == "Código" { ASKED } else { "key summary" };
        for cells in
            ["DEMO-1 | a\nDEMO-2 | b", "demo-7 | a\n | new", "https://a.example/browse/DEMO-3 | a"]
        {
            assert_eq!(
                taken(&format!("{header} | Summary\n{cells}")),
                expected,
                "{header}: {cells}"
            );
        }
    }
}

#[test]
fn keys_that_may_be_of_other_issues_are_asked_about() {
    assert_eq!(taken("Feature | Summary\nDEMO-1 | a\nDEMO-2 | b"), ASKED);
    assert_eq!(taken("Ticket | Summary\nDEMO-1 | a\nDEMO-1 | b\nDEMO-2 | c"), ASKED);
    assert_eq!(taken("Ticket | Summary\nDEMO-1 | a\nsee mail | b"), ASKED);
    assert_eq!(
        taken("Ticket | Issue | Summary\nDEMO-1 | DEMO-3 | a\nDEMO-2 | DEMO-4 | b"),
        "? ? summary; Error column-of-keys; Error column-of-keys"
    );
    assert_eq!(
        taken("Key | Jira key | Summary\nDEMO-1 | DEMO-3 | a"),
        "? ? summary; Error column-of-keys; Error column-of-keys"
    );
    assert_eq!(taken(" | Summary\nDEMO-1 | a"), ASKED);
}

#[test]
fn keys_of_related_issues_are_not_those_of_the_rows() {
    for header in [
        "Blocks",
        "Linked issues",
        "Duplicate of",
        "Depends on",
        "Related ticket",
        "Sub-tasks",
        "Epic key",
        "Verknüpfte Vorgänge",
        "Tickets liés",
        "親課題",
    ] {
        let text = format!("{header} | Summary\nDEMO-1 | a\nDEMO-2 | b");
        assert!(!taken(&text).contains('?') && !taken(&text).starts_with("key"), "{header}");
    }
    assert_eq!(taken("Parent | Summary\nDEMO-1 | a\nDEMO-2 | b"), "parent summary");
    // Several rows share what stands in most of them.
    assert_eq!(
        taken("Customer | Summary\nACME-1 | a\nACME-1 | b\nACME-1 | c\nACME-1 | d"),
        "- summary"
    );
    // A field of the site holds what its name says.
    assert_eq!(taken("Story Points | Summary\nDEMO-1 | a"), "customfield_1 summary");
    assert_eq!(taken("Key | Ticket | Summary\nDEMO-1 | OPS-1 | a"), "key - summary");
}

#[test]
fn keys_of_spaces_that_the_site_lacks_are_the_files_own() {
    let text = "Ticket | Summary | Parent\nOLD-1 | a |\nOLD-2 | b | OLD-1";
    assert_eq!(taken_with(text, Some(&[])), "row ID summary parent; Warning column-foreign-keys");
    assert_eq!(taken_with(text, Some(&["OLD"])), "key summary parent");
    assert_eq!(spaces_in_doubt(&table(text), &fields(), None), BTreeSet::from(["OLD".to_owned()]));
    let mixed = "ID | Summary\nOLD-1 | a\nDEMO-2 | b";
    assert_eq!(taken_with(mixed, Some(&["DEMO"])), ASKED);
    assert_eq!(taken_with("Feature | Summary\nOLD-1 | a", Some(&[])), "- summary");
    // Whose header is surely the key's is said of its cells.
    assert_eq!(taken_with("Issue key | Summary\nOLD-1 | a", Some(&[])), "key summary");
    assert!(spaces_in_doubt(&table("Key | Summary\nOLD-1 | a"), &fields(), None).is_empty());
    // Numbers with zeros before them, and one letter, are of no Jira.
    assert_eq!(taken("ID | Summary\nTC-01 | a\nTC-02 | b"), "row ID summary");
    assert_eq!(taken("ID | Summary\nQ-1 | a\nQ-2 | b"), "row ID summary");
}

#[test]
fn a_number_is_no_key() {
    assert_eq!(taken("Issue id | Summary\n10001 | a\n10002 | b"), "row ID summary");
    assert_eq!(
        taken("Ticket | Summary | Parent\n501 | a |\n502 | b | 501"),
        "row ID summary parent"
    );
    assert_eq!(taken("ID | Ticket | Summary\n1 | 501 | a"), "row ID - summary");
    assert_eq!(taken("Key | Summary\n10001 | a\n10002 | b"), "? summary; Error column-of-numbers");
    assert_eq!(taken("Issue id | Issue key | Summary\n10001 | DEMO-1 | a"), "row ID key summary");
    // Jira's own CSV that lost its keys may be of this site.
    assert_eq!(
        taken("Issue id | Summary | Assignee Id\n10001 | a | 5"),
        "? summary assignee; Error column-of-numbers"
    );
}

#[test]
fn what_the_user_says_of_a_column_is_an_answer() {
    let table = table("Feature | Summary\nDEMO-1 | a");
    for meaning in ["Key", "row id", "ignore", "Labels"] {
        let (mut mapping, _) = propose(&table, &fields(), None);
        choose(&mut mapping, &fields(), "Feature", meaning).unwrap();
        assert_eq!(validate(&mapping, &table, &fields(), false), [], "{meaning}");
    }
}

#[test]
fn a_column_of_numbers_names_issues_only_where_nothing_else_stands() {
    let of = |text: &str| {
        let table = table(text);
        let (mut mapping, _) = propose(&table, &fields(), None);
        choose(&mut mapping, &fields(), "Issue id", "Key").unwrap();
        let fields = fields();
        let layout = Layout::new(&table, &mapping, &fields);
        table.rows.iter().map(|row| layout.issue_of(row)).collect::<Vec<_>>()
    };
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(of("Issue id | Summary\n10001 | a\n | b"), [some("10001"), None]);
    assert_eq!(of("Issue id | Summary\n10001 | a\nDEMO-2 | b"), [None, some("DEMO-2")]);
}
