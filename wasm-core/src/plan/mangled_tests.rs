//! Plans of files in which a spreadsheet program changed texts.

use super::{Action, Plan};
use crate::adf;
use crate::check::testing::{Case, sentences, site};
use crate::finding::Finding;
use crate::mapping::Side;
use crate::schema::{FieldId, FieldValue, RichText};
use crate::sheet::CellValue;

const JIRA: &str = "
    issuekey | type | summary | customfield_3 | labels | fixVersions | description | priority
    DEMO-1   | Task | 4-5     | 0049301234    | MAR1 x | 1.0         | TRUE        | Low
    DEMO-2   | Task | Tape    | a             |        |             | text        | Low";

fn plan(file: &str) -> (Plan, Vec<Finding>) {
    Case::new(site(JIRA), file).plan()
}

#[test]
fn what_a_program_made_of_a_text_waits_for_a_choice() {
    let (plan, findings) = plan(
        "Key | Summary | Team (customfield_3) | Labels | Labels | Description | Priority
         DEMO-1 | 04. Mai | 4.93E+07 | 01. Mrz | x | WAHR | High
         DEMO-2 | Tape 2 | b | | | text | Low",
    );
    let [first, second] = plan.changes.as_slice() else { panic!("two rows") };
    let written: Vec<_> = first.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(written, ["priority"], "the honest edit of the row");
    let held: Vec<_> = first.conflicts.iter().map(|held| held.field.as_str()).collect();
    assert_eq!(held, ["summary", "customfield_3", "labels", "description"]);
    assert_eq!((second.fields.len(), second.conflicts.len()), (2, 0), "nobody mangles words");
    assert_eq!(plan.conflicts(), [], "the history has nothing to say of it");
    insta::assert_snapshot!(sentences(&findings));
}

#[test]
fn a_mangled_value_that_the_field_has_not_is_told_as_such() {
    let (plan, findings) = plan("Key | Fix versions | Summary\nDEMO-1 | 1 | Edited");
    assert_eq!(plan.changes[0].action, Action::Skip);
    insta::assert_snapshot!(sentences(&findings));
}

#[test]
fn who_means_it_writes_it() {
    let mut case = Case::new(site(JIRA), "Key | Summary\nDEMO-1 | 04. Mai");
    assert_eq!(case.plan().0.changes[0].reason.as_ref().unwrap().code, "conflict-mangled");
    case.resolutions.columns.insert(FieldId::new("summary"), Side::Mine);
    let (plan, findings) = case.plan();
    assert_eq!(plan.changes[0].fields[0].after, FieldValue::Text("04. Mai".to_owned()));
    assert_eq!(findings, []);
}

/// The description of DEMO-1 is a text of that many sentences, and the cell what is made of it.
fn described(sentences: usize, cell: impl Fn(&str) -> String) -> Case {
    let document = adf::from_markdown(&"Some words, and **more** of them. ".repeat(sentences));
    let markdown = adf::to_markdown(&document);
    let mut case = Case::new(site(JIRA), "Key | Description\nDEMO-1 | x");
    case.table.rows[0].cells[1] = CellValue::from(cell(&markdown));
    let issue = case.target.issues.get_mut("DEMO-1").unwrap();
    let rich = FieldValue::Rich(RichText { markdown, document, wiki: None });
    issue.values.insert(FieldId::new("description"), rich);
    case
}

#[test]
fn a_long_text_that_was_cut_off_is_not_written() {
    let held = |case: Case| {
        let (plan, findings) = case.plan();
        assert_eq!(plan.summary.update, 0);
        let of_cell = findings.iter().find(|finding| finding.at.row.is_some());
        of_cell.unwrap().message.code.clone()
    };
    assert_eq!(held(described(20, |text| text[..255].to_owned())), "text-mangled-cut");
    // The same in the markup of Jira's own CSV.
    let wiki = |text: &str| text.replace("**", "*")[..255].to_owned();
    assert_eq!(held(described(20, wiki)), "text-mangled-cut");
    let shorter = described(20, |text| text[..254].to_owned()).plan().0;
    assert_eq!(shorter.summary.update, 1, "somebody made it shorter");
    // A text that no cell can hold is not written by any cell.
    let code = held(described(1_000, |text| text[..32_767].to_owned()));
    assert_ne!(code, "text-mangled-unreadable");
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    /// The codes of a row whose text in Jira and in the file are these.
    fn codes(jira: &str, cell: CellValue) -> Vec<String> {
        let mut case = Case::new(site(JIRA), "Key | Team (customfield_3)\nDEMO-1 | x");
        let issue = case.target.issues.get_mut("DEMO-1").unwrap();
        issue.values.insert(FieldId::new("customfield_3"), FieldValue::Text(jira.to_owned()));
        case.table.rows[0].cells[1] = cell;
        let (plan, findings) = case.plan();
        let written = plan.changes[0].fields.len();
        let found: Vec<_> = findings.into_iter().map(|finding| finding.message.code).collect();
        assert_eq!(written + found.len(), 1, "written or told, {jira}");
        found
    }

    proptest! {
        #[test]
        fn a_number_is_held_back(digits in "0[0-9]{1,11}[1-9]") {
            let number: f64 = digits.parse().unwrap();
            prop_assert_eq!(codes(&digits, CellValue::Number(number)), ["text-mangled-number"]);
        }

        #[test]
        fn a_text_that_was_cut_is_held_back(word in "[a-zäß€]{3,9}", more in 1_usize..500) {
            let long = word.repeat(255 + more);
            let cut: String = long.chars().take(255).collect();
            prop_assert_eq!(codes(&long, CellValue::from(cut)), ["text-mangled-cut"]);
        }

        #[test]
        fn an_honest_edit_is_written(jira in "[a-z]{1,8} [0-9]{1,6}[a-z]", mine in "[a-z]{1,8} [0-9]{1,6}") {
            prop_assert_eq!(codes(&jira, CellValue::from(mine)), Vec::<String>::new());
        }
    }
}
