//! Plans of exported files that were changed while Jira was changed too.

use std::fmt::Write;

use super::{Action, Plan};
use crate::check::testing::{Case, sentences, site};
use crate::jira::{PastChange, PastSide};
use crate::mapping::testing::table;
use crate::mapping::{Baseline, CellChoice, EmptyCells, Origin, Side};
use crate::schema::{FieldId, FieldValue, RichText};
use crate::sheet::CellValue;

/// When the issues were exported, and when Jira changed some.
const THEN: &str = "2026-10-01T10:00:00Z";
const LATER: &str = "2026-10-05T10:00:00Z";

/// A file that was `exported`, is `mine` now, and meets the issues of `jira`.
///
/// The tables' first columns are the keys; the others are headed by field ids.
pub(super) fn case(exported: &str, mine: &str, jira: &str) -> Case {
    let mut case = Case::new(site(jira), mine).empty(EmptyCells::SinceExport);
    let then = table(exported);
    let ids = then.columns.iter().filter_map(|column| column.header.clone());
    let mut baseline = Baseline::new(ids.map(FieldId::new));
    for row in &then.rows {
        let key = row.cells[0].to_text();
        let id = case.target.issues.get(&key).map_or("1".to_owned(), |issue| issue.id.clone());
        baseline.add(&id, THEN.parse().ok(), &row.cells);
    }
    case.origin = Some(Origin { lineage: "L".to_owned(), baseline, ..Origin::default() });
    case
}

/// What a plan does: the action, the changes, the conflicts.
fn lines(plan: &Plan) -> String {
    let mut out = String::new();
    for change in &plan.changes {
        let key = change.issue.as_ref().map_or("new", |issue| &issue.key);
        write!(out, "{:?} {key}", change.action).unwrap();
        for field in &change.fields {
            write!(out, "; {} {} → {}", field.field, show(&field.before), show(&field.after))
                .unwrap();
        }
        if let Some(transition) = &change.transition {
            write!(out, "; → {}", transition.to.name).unwrap();
        }
        for conflict in &change.conflicts {
            let (of, choice) = (&conflict.conflict, conflict.choice);
            let base = of.base.as_deref().unwrap_or("?");
            write!(
                out,
                "; {}: {base} < {} | {} > {choice:?}",
                conflict.field,
                show(&of.mine),
                show(&of.theirs)
            )
            .unwrap();
        }
        out.push('\n');
    }
    let summary = plan.summary;
    writeln!(
        out,
        "{} update, {} unchanged, {} conflict, {} partial, {} blocked",
        summary.update, summary.unchanged, summary.conflict, summary.partial, summary.blocked
    )
    .unwrap();
    out
}

fn show(value: &FieldValue) -> String {
    match value {
        FieldValue::Empty => "∅".to_owned(),
        FieldValue::One(entity) => entity.name.clone(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Rich(rich) => rich.markdown.clone(),
        other => serde_json::to_value(other).unwrap()["value"].to_string(),
    }
}

/// Base, mine and Jira's in all their relations, for one text field and one that may be empty.
#[test]
fn the_merge_table() {
    let values = ["", "A", "B", "C"];
    let mut out = String::new();
    for base in ["", "A"] {
        for mine in values {
            for jira in values {
                let exported = format!("issuekey | customfield_3\nDEMO-1 | {base}");
                let file = format!("Key | Team (customfield_3)\nDEMO-1 | {mine}");
                let issues = format!(
                    "issuekey | type | summary | customfield_3 | updated\nDEMO-1 | Task | S | {jira} | {LATER}"
                );
                let case = case(&exported, &file, &issues);
                let (plan, findings) = case.plan();
                let change = &plan.changes[0];
                let codes: Vec<_> = findings.iter().map(|f| f.message.code.as_str()).collect();
                let does = match (change.fields.first(), change.conflicts.is_empty()) {
                    (Some(field), true) => format!("write {}", show(&field.after)),
                    (None, false) => "conflict".to_owned(),
                    (None, true) => "nothing".to_owned(),
                    (Some(_), false) => panic!("written and in conflict"),
                };
                let sign =
                    |text: &str| if text.is_empty() { "∅".to_owned() } else { text.to_owned() };
                writeln!(
                    out,
                    "base {} mine {} jira {} → {does} {}",
                    sign(base),
                    sign(mine),
                    sign(jira),
                    codes.join(" ")
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(out);
}

const EXPORTED: &str = "
    issuekey | summary | priority | status | duedate    | assignee
    DEMO-1   | Pack    | Low      | Open   | 2026-11-20 | Mia Krystof
    DEMO-2   | Tape    | Low      | Open   |            |
    DEMO-3   | Move    | High     | Open   |            |";

const JIRA: &str = "
    issuekey | type | summary  | priority | status | duedate    | assignee    | updated              | open
    DEMO-1   | Task | Pack all | Low      | Doing  | 2026-11-20 | Mia Krystof | 2026-10-05T10:00:00Z | Done
    DEMO-2   | Task | Tape     | High     | Open   |            |             | 2026-10-05T10:00:00Z | Doing
    DEMO-3   | Task | Move     | High     | Open   |            |             | 2026-10-01T10:00:00Z | Doing";

const MINE: &str = "
    Key    | Summary  | Priority | Status | Due date   | Assignee
    DEMO-1 | Pack it  | High     | Done   |            | Mia Krystof
    DEMO-2 | Tape it  | Low      | Doing  |            |
    DEMO-3 | Move     | High     | Open   |            |";

#[test]
fn a_conflict_holds_back_its_field_and_no_other() {
    let mut case = case(EXPORTED, MINE, JIRA);
    let side = |id: Option<&str>, text: &str| PastSide {
        id: id.map(str::to_owned),
        text: Some(text.to_owned()),
    };
    for (field, id, was) in [("summary", None, "Pack"), ("status", Some("open"), "Open")] {
        let (issue, field) = ("10001".to_owned(), FieldId::new(field));
        let (at, from, to) = (LATER.parse().unwrap(), side(id, was), PastSide::default());
        let change =
            PastChange { issue: issue.clone(), field: field.clone(), at, by: None, from, to };
        case.target.past.insert((issue, field), vec![change]);
    }
    let (plan, findings) = case.plan();
    insta::assert_snapshot!(format!("{}\n{}", lines(&plan), sentences(&findings)));
}

#[test]
fn choices_are_taken_by_cell_and_by_column() {
    let mut case = case(EXPORTED, MINE, JIRA);
    let open = case.plan().0;
    let choice = |side| CellChoice { row: 1, field: FieldId::new("summary"), side: Some(side) };
    case.resolutions.columns.insert(FieldId::new("status"), Side::Mine);
    case.resolutions.columns.insert(FieldId::new("summary"), Side::Mine);
    case.resolutions.cells.push(choice(Side::Jira));
    let one = case.plan().0;
    case.resolutions.cells.push(choice(Side::Mine));
    let other = case.plan().0;
    case.resolutions.cells.push(CellChoice { side: None, ..choice(Side::Mine) });
    let reopened = case.plan().0;
    assert!(reopened.changes[0].has_open_conflict(), "whatever was chosen for the column");
    insta::assert_snapshot!(format!("{}\n{}", lines(&one), lines(&other)));
    assert_ne!(open.hash, one.hash);
    assert_ne!(one.hash, other.hash);
    let saved = serde_json::to_string(&other).unwrap();
    assert_eq!(Plan::from_json(&saved), Ok(other));
}

#[test]
fn a_row_of_nothing_but_a_conflict_is_held_back() {
    let mine = "Key | Summary\nDEMO-1 | Pack it\nDEMO-3 | Move";
    let plan = case(EXPORTED, mine, JIRA).plan().0;
    assert_eq!(plan.changes[0].action, Action::Skip);
    assert_eq!((plan.summary.conflict, plan.summary.blocked, plan.summary.partial), (1, 0, 0));
}

#[test]
fn an_unchanged_cell_that_jira_no_longer_understands_is_no_error() {
    let exported = "issuekey | priority | assignee\nDEMO-3 | Blocker | Somebody Gone";
    let mine = "Key | Priority | Assignee\nDEMO-3 | Blocker | Somebody Gone";
    let (plan, findings) = case(exported, mine, JIRA).plan();
    assert_eq!(plan.summary.unchanged, 1);
    assert!(findings.iter().all(|finding| finding.severity == crate::finding::Severity::Info));
    let mine = mine.replace("Blocker", "Nonsense");
    assert_eq!(case(exported, &mine, JIRA).plan().0.summary.blocked, 1, "a changed one is");
}

#[test]
fn a_row_that_was_not_exported_is_compared_with_jira_alone() {
    let mine = "Key | Summary | Priority\nDEMO-2 | Other |";
    let exported = "issuekey | summary | priority\nDEMO-1 | Pack | Low";
    let (plan, findings) = case(exported, mine, JIRA).plan();
    assert_eq!(lines(&plan).lines().next(), Some("Update DEMO-2; summary Tape → Other"));
    let told = sentences(&findings);
    assert!(told.starts_with("Info : The file does not say what was exported of 1 changed"));
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn a_read_only_cell_that_was_emptied_is_told() {
    let jira = "issuekey | summary | created | updated\nDEMO-1 | Pack | 2026-09-01T08:00:00Z | 2026-10-01T10:00:00Z";
    let then = "issuekey | summary | created\nDEMO-1 | Pack | 2026-09-01 10:00";
    let (plan, findings) = case(then, "issuekey | summary | created\nDEMO-1 | Pack |", jira).plan();
    assert_eq!(plan.summary.unchanged, 1);
    assert_eq!(
        sentences(&findings).trim(),
        "Info C2: Created can't be written. The different value in this cell has no effect. →"
    );
    let never = case(
        "issuekey | summary | created\nDEMO-1 | Pack |",
        "issuekey | summary | created\nDEMO-1 | Pack |",
        jira,
    );
    assert_eq!(sentences(&never.findings()), "", "it was empty in the export too");
}

fn document(text: &str, mention: bool) -> FieldValue {
    let mut content = vec![serde_json::json!({"type": "text", "text": text})];
    if mention {
        let mention =
            serde_json::json!({"type": "mention", "attrs": {"id": "acc-mia", "text": "@Mia"}});
        content.push(mention);
    }
    let document = serde_json::json!({"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": content},
        {"type": "paragraph", "content": [{"type": "text", "text": "Second."}]},
    ]});
    let markdown = crate::adf::to_markdown(&document);
    FieldValue::Rich(RichText { markdown, document, wiki: None })
}

#[test]
fn a_change_that_would_lose_something_waits_for_a_confirmation() {
    let jira = "issuekey | type | summary | updated\nDEMO-1 | Task | S | 2026-10-01T10:00:00Z";
    let exported = "issuekey | description\nDEMO-1 | Ask @Mia\\n\\nSecond.";
    let mine = |text: &str| format!("Key | Description\nDEMO-1 | {text}");
    let with = |text: &str| {
        let mut case = case(exported, &mine(text), jira);
        let values = &mut case.target.issues.get_mut("DEMO-1").unwrap().values;
        values.insert(FieldId::new("description"), document("Ask ", true));
        case
    };
    let kept = with("Ask @Mia\\n\\nThird.");
    let (plan, findings) = kept.plan();
    assert_eq!((plan.summary.update, findings.len()), (1, 0), "the untouched block is kept");
    let mut lossy = with("Ask nobody\\n\\nSecond.");
    let (plan, findings) = lossy.plan();
    let held = (plan.changes[0].action, plan.summary.blocked, plan.changes[0].losses.len());
    assert_eq!(held, (Action::Skip, 1, 1));
    insta::assert_snapshot!(sentences(&findings));
    lossy.resolutions.accept_loss.insert(FieldId::new("description"));
    let plan = lossy.plan().0;
    assert_eq!((plan.summary.update, plan.changes[0].losses[0].accepted), (1, true));
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    /// Nothing, and words of one and two letters.
    const WORDS: [&str; 13] =
        ["", "a", "b", "c", "aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"];

    fn texts() -> impl Strategy<Value = &'static str> {
        prop::sample::select(&WORDS)
    }

    /// Three texts, no two alike, in any order.
    fn three_texts() -> impl Strategy<Value = Vec<&'static str>> {
        prop::sample::subsequence(&WORDS[..], 3).prop_shuffle()
    }

    /// What is done with one field: the value written, or that there is a conflict.
    fn merged(base: &str, mine: &str, jira: &str) -> (Option<String>, bool) {
        let exported = format!("issuekey | customfield_3\nDEMO-1 | {base}");
        let file = format!("Key | Team (customfield_3)\nDEMO-1 | {mine}");
        let jira = format!(
            "issuekey | type | summary | customfield_3 | updated\nDEMO-1 | Task | S | {jira} | {LATER}"
        );
        let mut case = case(&exported, &file, &jira);
        case.table.rows[0].cells[1] = CellValue::from(mine);
        let change = case.plan().0.changes.remove(0);
        let written = change.fields.first().map(|field| match &field.after {
            FieldValue::Text(text) => text.clone(),
            _ => String::new(),
        });
        (written, !change.conflicts.is_empty())
    }

    proptest! {
        #[test]
        fn what_i_did_not_change_is_not_written(base in texts(), jira in texts()) {
            prop_assert_eq!(merged(base, base, jira), (None, false));
        }

        #[test]
        fn what_only_i_changed_is_written(texts in three_texts()) {
            let [base, mine, _] = texts[..] else { unreachable!() };
            prop_assert_eq!(merged(base, mine, base), (Some(mine.to_owned()), false));
        }

        #[test]
        fn what_both_changed_alike_is_done(base in texts(), both in texts()) {
            prop_assert_eq!(merged(base, both, both), (None, false));
        }

        #[test]
        fn what_both_changed_otherwise_is_a_conflict_either_way(texts in three_texts()) {
            let [base, mine, jira] = texts[..] else { unreachable!() };
            prop_assert_eq!(merged(base, mine, jira), (None, true));
            prop_assert_eq!(merged(base, jira, mine), (None, true));
        }
    }
}
