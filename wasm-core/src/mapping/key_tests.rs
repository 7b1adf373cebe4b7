//! Which column is taken for the key, and where the user is asked.

use std::collections::BTreeSet;

use super::testing::{fields, table};
use super::*;
use crate::finding::Severity;
use crate::sheet::{CellLink, Table};

/// What becomes of the columns: `key`, `row ID`, a field's id, `-`, or `?` where it is asked; with
/// the codes of the findings that are more than notes.
fn taken_with(text: &str, spaces: Option<&[&str]>) -> String {
    let spaces = spaces.map(|spaces| spaces.iter().map(|space| (*space).to_owned()).collect());
    taken_knowing(text, &KeysOnSite { spaces, ..KeysOnSite::default() })
}

/// The same where the site has issues of these keys and summaries.
fn taken_beside(text: &str, issues: &[(&str, &str)]) -> String {
    let spaces = issues.iter().filter_map(|(key, _)| key.split('-').next());
    let spaces = Some(spaces.map(str::to_owned).collect());
    let summary = |key: &String| {
        let issue = issues.iter().find(|(known, _)| known == key);
        (key.clone(), issue.map(|(_, text)| (*text).to_owned()))
    };
    let summaries = keys_in_doubt(&table(text), &fields(), None).keys.iter().map(summary).collect();
    taken_knowing(text, &KeysOnSite { spaces, summaries })
}

fn taken_knowing(text: &str, found: &KeysOnSite) -> String {
    let table = table(text);
    let (mapping, findings) = propose_knowing(&table, &fields(), None, Some(found));
    let column = |column: &ColumnMapping| match &column.mapped {
        _ if column.confidence == Confidence::Open => "?".to_owned(),
        MappedTo::Field(id) if id.as_str() == "issuekey" => "key".to_owned(),
        MappedTo::Field(id) => id.to_string(),
        MappedTo::OwnOf(ids) => format!("{ids:?}"),
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
fn keys_are_known_in_the_forms_in_which_people_paste_them() {
    for [first, second] in [
        ["[DEMO-1]", "[DEMO-2]"],
        ["#DEMO-1", "#demo-2"],
        ["DEMO\u{2011}1", "DEMO\u{2011}2"],
        ["\u{200b}DEMO-1", "DEMO-2,"],
        ["a.example/browse/DEMO-1", "<https://a.example/browse/DEMO-2>"],
        [
            "https://a.example/issues/DEMO-1?jql=x",
            "https://a.example/jira/software/projects/DEMO/boards/1?selectedIssue=DEMO-2",
        ],
    ] {
        let rows = format!("{first} | One\n{second} | Two");
        let issues = [("DEMO-1", "One"), ("DEMO-2", "Two")];
        assert_eq!(taken(&format!("Ticket | Summary\n{rows}")), "key summary", "{rows}");
        let known = "key summary; Warning column-keys-agree";
        assert_eq!(taken_beside(&format!("Xyz | Summary\n{rows}"), &issues), known, "{rows}");
    }
    // With more words it is said at each cell what is wrong, and nothing is made.
    let with_words = "Ticket | Summary\nDEMO-1 (Ada) | One\nTicket DEMO-2 | Two";
    assert_eq!(taken(with_words), "key summary");
}

#[test]
fn keys_under_a_header_made_of_words_for_them_are_the_key() {
    for header in [
        "Ticket",
        "ID",
        "Nr.",
        "Issue",
        "Work item",
        "Issue Key (Jira)",
        "Ticket-Nr",
        "#",
        "Numéro de ticket",
        "Código",
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
    let doubt = keys_in_doubt(&table(text), &fields(), None);
    assert_eq!(doubt.spaces, BTreeSet::from(["OLD".to_owned()]));
    assert_eq!(doubt.keys, ["OLD-1", "OLD-2"].map(str::to_owned).into());
    let mixed = "ID | Summary\nOLD-1 | a\nDEMO-2 | b";
    assert_eq!(taken_with(mixed, Some(&["DEMO"])), ASKED);
    assert_eq!(taken_with("Feature | Summary\nOLD-1 | a", Some(&[])), "- summary");
    // Whose header is surely the key's is said of its cells.
    assert_eq!(taken_with("Issue key | Summary\nOLD-1 | a", Some(&[])), "key summary");
    let sure = keys_in_doubt(&table("Key | Summary\nOLD-1 | a"), &fields(), None);
    assert_eq!(sure, KeysInDoubt::default());
    // Numbers with zeros before them, and one letter, are of no Jira.
    assert_eq!(taken("ID | Summary\nTC-01 | a\nTC-02 | b"), "row ID summary");
    assert_eq!(taken("ID | Summary\nQ-1 | a\nQ-2 | b"), "row ID summary");
}

const TWO: &[(&str, &str)] = &[("DEMO-1", "Sow"), ("DEMO-2", "Reap"), ("DEMO-3", "Mill")];

#[test]
fn keys_under_a_word_for_a_reference_are_asked_about_unless_the_summaries_agree() {
    for header in [
        "Link",
        "Jira",
        "Ref",
        "Ref no",
        "Ref. Nr.",
        "URL",
        "Jira ID",
        "Jira no.",
        "Ticket link",
        "Code",
        "External ID",
        "WBS",
        "Feature",
        "",
    ] {
        let of = |first: &str| format!("{header} | Summary\nDEMO-1 | {first}\nDEMO-2 | Reap");
        assert_eq!(taken(&of("Sow")), ASKED, "{header}");
        assert_eq!(
            taken_beside(&of("Ask"), &[("DEMO-1", "x"), ("DEMO-2", "y")]),
            ASKED,
            "{header}"
        );
        assert_eq!(taken_beside(&of("Sow"), &TWO[..1]), ASKED, "{header}: one is not there");
        let agreeing = taken_beside(&of("Sow the rye"), TWO);
        assert_eq!(agreeing, "key summary; Warning column-keys-agree", "{header}");
    }
    // Without summaries nothing tells.
    assert_eq!(taken_beside("Link | Labels\nDEMO-1 | a", TWO), "? labels; Error column-of-keys");
}

#[test]
fn keys_of_issues_with_other_summaries_are_warned_of_under_any_header() {
    let text = "Ticket | Summary\nDEMO-1 | Buy seeds\nDEMO-2 | Hire men";
    assert_eq!(taken_beside(text, TWO), "key summary; Warning column-keys-differ");
    assert_eq!(taken_beside("Ticket | Summary\nDEMO-1 | Sow\nDEMO-2 | x", TWO), "key summary");
}

#[test]
fn of_several_columns_of_keys_the_summaries_tell_one() {
    let text = "Ticket | Issue | Summary\nDEMO-1 | DEMO-3 | Sow\nDEMO-2 | DEMO-1 | Reap";
    assert_eq!(taken_beside(text, TWO), "key - summary");
    let text = "Key | Jira key | Summary\nDEMO-3 | DEMO-1 | Sow\nDEMO-1 | DEMO-2 | Reap";
    assert_eq!(taken_beside(text, TWO), "- key summary; Warning column-field-taken");
}

#[test]
fn related_issues_are_asked_about_where_the_rows_say_what_these_say() {
    let of = |cells: &str| format!("Related | Summary\n{cells}");
    let asked = taken_beside(&of("DEMO-1 | Sow\nDEMO-2 | Reap"), TWO);
    assert_eq!(asked, ASKED);
    assert_eq!(taken_beside(&of("DEMO-1 | Buy seeds\nDEMO-2 | Hire men"), TWO), "- summary");
}

#[test]
fn keys_beside_an_empty_column_of_keys_are_asked_about() {
    let of = |key: &str| format!("Key | Ticket | Summary\n{key} | DEMO-1 | Sow\n | DEMO-2 | Reap");
    let asked = "- ? summary; Error column-of-keys";
    assert_eq!(taken(&of("")), asked);
    assert_eq!(taken_beside(&of(""), TWO), "- key summary");
    assert_eq!(taken_beside(&of("DEMO-3"), TWO), "key - summary");
    assert_eq!(taken("Key | Ticket | Summary\n | 17 | Sow"), "key row ID summary");
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

/// Cells that lead to issues and say something else.
#[test]
fn links_under_other_words_are_keys() {
    let linked = |text: &str, links: &[(u32, &str)]| {
        let mut table = table(text);
        let link = |(row, target): &(u32, &str)| CellLink {
            row: table.rows[*row as usize].row,
            column: 0,
            target: (*target).to_owned(),
        };
        table.links = links.iter().map(link).collect();
        table
    };
    let found = KeysOnSite { spaces: Some(["DEMO".to_owned()].into()), ..KeysOnSite::default() };
    let read = |table: &Table| {
        let (mapping, findings) = propose_knowing(table, &fields(), None, Some(&found));
        let asked = findings.iter().any(|finding| finding.message.code == "column-of-keys");
        let fields = fields();
        let layout = Layout::new(table, &mapping, &fields);
        let issues = table.rows.iter().map(|row| layout.issue_of(row).unwrap_or_default());
        (issues.collect::<Vec<_>>().join(" "), asked)
    };
    let (first, second) =
        ("https://a.example/browse/DEMO-1", "https://a.example/browse/DEMO-2?f=1");
    let rows = "Ticket | Summary\nopen | a\ndone | b";
    let both = linked(rows, &[(0, first), (1, second)]);
    assert_eq!(read(&both), ("DEMO-1 DEMO-2".to_owned(), false));
    let half = linked(rows, &[(0, first)]);
    assert_eq!(read(&half), (" ".to_owned(), true), "some lead nowhere");
    let elsewhere = linked(rows, &[(0, "https://a.example/wiki/1"), (1, "https://a.example/")]);
    assert_eq!(read(&elsewhere), (" ".to_owned(), false), "no issues");
    let texts = linked("Ticket | Summary\nDEMO-7 | a\nlater | b", &[(1, second)]);
    assert!(read(&texts).1, "the texts count where they name issues");
}
