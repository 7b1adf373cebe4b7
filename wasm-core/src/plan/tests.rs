//! Plans of small files, and what holds for all plans.

use std::fmt::Write;

use super::{Action, FORMAT_VERSION, Plan, PlanError};
use crate::check::Cause;
use crate::check::testing::{Case, site};
use crate::schema::FieldValue;
use crate::sheet::Mangling;
use crate::target::TargetState;

const ISSUES: &str = "
    issuekey | type  | summary | status | parent | priority | assignee    | duedate    | labels | customfield_1 | open
    DEMO-1   | Epic  | Move    | Open   |        | High     | Mia Krystof | 2026-12-01 |        |     | Doing;Done
    DEMO-2   | Task  | Pack    | Doing  | DEMO-1 | Low      |             | 2026-11-20 | a b    | 2.5 | Done;Open
    DEMO-3   | Story | Tape    | Open   |        | Low      |             |            |        | 0   | Doing";

/// The plan in a line for each change.
pub(super) fn lines(plan: &Plan) -> String {
    let mut out = String::new();
    for change in &plan.changes {
        let issue = change.issue.as_ref().map(|issue| issue.key.as_str()).unwrap_or_default();
        let target = change.create.as_ref();
        let target = target.map(|to| format!("{} in {}", to.issue_type.name, to.project.name));
        let what = target.unwrap_or_else(|| issue.to_owned());
        write!(out, "{:?} row {} {what}", change.action, change.row + 1).unwrap();
        for field in &change.fields {
            write!(out, "; {}: {} → {}", field.name, show(&field.before), show(&field.after))
                .unwrap();
        }
        if let Some(transition) = &change.transition {
            let from = transition.from.as_ref().map(|from| from.name.as_str()).unwrap_or("new");
            let id = transition.id.as_deref().unwrap_or("?");
            write!(out, "; {from} → {} by {id}", transition.to.name).unwrap();
            for field in &transition.fields {
                write!(out, " with {} {}", field.name, show(&field.after)).unwrap();
            }
        }
        if let Some(reason) = &change.reason {
            write!(out, "; {}", reason.text()).unwrap();
        }
        out.push('\n');
    }
    writeln!(out, "{:?}", plan.summary).unwrap();
    out
}

fn show(value: &FieldValue) -> String {
    match value {
        FieldValue::Empty => "∅".to_owned(),
        FieldValue::One(entity) => entity.name.clone(),
        FieldValue::NewIssue { row, label } => format!("new {label} of row {}", row + 1),
        other => serde_json::to_value(other).unwrap()["value"].to_string(),
    }
}

fn plan(file: &str) -> Plan {
    Case::new(site(ISSUES), file).plan().0
}

#[test]
fn an_unchanged_export_is_a_plan_of_nothing() {
    let plan = plan(UNCHANGED);
    assert!(plan.changes.iter().all(|change| change.action == Action::NoOp));
    assert_eq!(plan.summary.unchanged, 3);
}

const UNCHANGED: &str = "
    Key    | Issue Type | Summary | Status | Parent | Priority | Assignee    | Due date   | Labels | Story Points
    DEMO-1 | Epic       | Move    | Open   |        | High     | Mia Krystof | 2026-12-01 |        |
    demo-2 | Task       | Pack    | Doing  | demo-1 | low      |             | 20.11.2026 | b a    | 2.50
    DEMO-3 | Story      | Tape    | Open   |        | Low      |             |            |        | 0";

#[test]
fn changes_of_fields_and_status() {
    insta::assert_snapshot!(lines(&plan(
        "Key    | Summary    | Status | Labels | Priority | Assignee        | Parent
         DEMO-1 | Move house | Done   |        | High     | mia@example.com |
         DEMO-2 | Pack       | Open   | b c    | High     | Mia Krystof     |
         DEMO-3 | Tape       | Doing  |        |          |                 | DEMO-1"
    )));
}

#[test]
fn new_rows_in_any_order_and_depth() {
    insta::assert_snapshot!(lines(&plan(
        "ID | Key | Parent | Issue Type | Summary  | Status | Project | Due date
         c  |     | b      | Sub-task   | Tape it  | Done   |         |
         b  |     | a      | Story      | Pack     | Open   |         |
         x  | DEMO-3 | a   | Story      | Tape     |        |         |
         a  |     |        | Epic       | Move     |        | other   | 2026-12-24
         d  |     | DEMO-1 |            | Clean    | Doing  | demo    |"
    )));
}

#[test]
fn rows_with_errors_are_held_back_with_all_that_hangs_on_them() {
    insta::assert_snapshot!(lines(&plan(
        "ID | Key    | Parent | Issue Type | Summary | Due date | Priority
         1  |        |        | Epic       |         | 2026-12-24 |
         2  |        | 1      | Story      | a       |          |
         3  |        | 2      | Sub-task   | b       |          |
         4  |        | 5      | Story      | c       |          |
         5  |        | 4      | Story      | d       |          |
         6  |        | 5      | Sub-task   | e       |          |
         7  |        | DEMO-1 | Task       | f       |          | High
         8  | DEMO-2 |        | Task       | Pack    |          | Nope
         9  | DEMO-9 |        | Task       | g       |          |"
    )));
}

#[test]
fn a_saved_plan_is_read_back_and_verified() {
    let plan = plan(
        "Key    | Summary    | Story Points
         DEMO-2 | Pack again | 0.1
         DEMO-3 | Tape       | 1e-7",
    );
    let text = serde_json::to_string_pretty(&plan).unwrap();
    assert_eq!(Plan::from_json(&text).unwrap(), plan);
    let altered = text.replace("Pack again", "Pack twice");
    assert_eq!(Plan::from_json(&altered), Err(PlanError::Altered));
    let (known, found) = (FORMAT_VERSION, FORMAT_VERSION + 1);
    let newer = text.replace(&format!("\"format\": {known}"), &format!("\"format\": {found}"));
    assert_eq!(Plan::from_json(&newer), Err(PlanError::Newer { found, known }));
    assert!(matches!(Plan::from_json("{}"), Err(PlanError::Unreadable { .. })));
    assert!(PlanError::Altered.message().fix().is_some());
}

/// Somebody edits a plan and seals it again.
#[test]
fn a_forged_plan_that_contradicts_itself_is_refused() {
    type Forge = fn(&mut Plan);
    let forged = |forge: Forge| {
        let mut plan = plan(
            "Key    | Summary    | Story Points
             DEMO-2 | Pack again | 0.1
             DEMO-3 | Tape       | 1e-7",
        );
        forge(&mut plan);
        plan.seal();
        let error = Plan::from_json(&serde_json::to_string(&plan).unwrap()).err();
        error.map(|error| (error.message().code, error.message().text()))
    };
    assert_eq!(forged(|_| {}), None);
    let forges: [(&str, Forge); 7] = [
        ("plan-counts", |plan| plan.summary.update = 1),
        ("plan-row-twice", |plan| plan.changes.extend_from_within(..1)),
        ("plan-row-twice", |plan| plan.changes[1].row = plan.changes[0].row),
        ("plan-issue-twice", |plan| plan.changes[1].issue = plan.changes[0].issue.clone()),
        ("plan-field-twice", |plan| plan.changes[0].fields.extend_from_within(..1)),
        ("plan-action", |plan| plan.changes[0].issue = None),
        ("plan-action", |plan| plan.changes[0].action = Action::Create),
    ];
    for (code, forge) in forges {
        let (found, text) = forged(forge).unwrap();
        assert_eq!(found, code);
        assert!(code == "plan-counts" || text.contains("Row "), "{text}");
    }
}

/// A plan that the first version of the format saved.
const FORMAT_1: &str = include_str!("format_1.json");

#[test]
fn a_plan_of_an_older_format_is_verified_and_upgraded() {
    let plan = Plan::from_json(FORMAT_1).unwrap();
    assert_eq!((plan.format, plan.verify(), plan.changes.len()), (FORMAT_VERSION, true, 4));
    let saved = serde_json::to_string(&plan).unwrap();
    assert_eq!(Plan::from_json(&saved), Ok(plan));
    let altered = FORMAT_1.replace("Move house", "Move the house");
    assert_eq!(Plan::from_json(&altered), Err(PlanError::Altered));
}

/// A Rowport that lacks one of these can't read a plan that has it: a new one needs a new format, so
/// that it says that the plan is of a newer version.
#[test]
fn the_causes_of_a_conflict_are_those_of_the_format() {
    let [both, since, untold, notation] =
        [Cause::BothChanged, Cause::ChangedSince, Cause::Untold, Cause::Notation];
    use Mangling::{Cut, Day, Encoding, Number, Sign, Truth};
    let mangled = [Number, Day, Truth, Cut, Encoding, Sign].map(Cause::Mangled);
    let all: Vec<Cause> = [both, since, untold, notation].into_iter().chain(mangled).collect();
    for cause in &all {
        // A variant that is new is missing here, and above.
        match cause {
            Cause::BothChanged | Cause::ChangedSince | Cause::Untold | Cause::Notation => {}
            Cause::Mangled(Number | Day | Truth | Cut | Encoding | Sign) => {}
        }
    }
    let saved = serde_json::to_string(&all).unwrap();
    insta::assert_snapshot!(format!("format {FORMAT_VERSION}: {saved}"));
    let mut older = plan("Key | Summary\nDEMO-2 | Pack again");
    older.format = FORMAT_VERSION - 1;
    older.seal();
    let text = serde_json::to_string(&older).unwrap();
    let read = Plan::from_json(&text).unwrap();
    assert_eq!((read.format, read.verify(), read.changes), (FORMAT_VERSION, true, older.changes));
}

#[test]
fn the_identity_of_a_row_survives_sorting_and_moved_columns() {
    let identities = |file: &str| {
        let mut all: Vec<_> = plan(file)
            .changes
            .into_iter()
            .filter_map(|change| {
                let summary = change.fields.first().map(|field| show(&field.after));
                Some((summary, change.identity?.row))
            })
            .collect();
        all.sort();
        all
    };
    let one =
        identities("Summary | Priority | Issue Type\na | Low | Task\nb | | Task\na | Low | Task");
    let two =
        identities("Summary | Issue Type | Priority\na | Task | Low\na | Task | Low\nb | Task |");
    assert_eq!(one, two);
    let distinct: std::collections::BTreeSet<_> = one.iter().map(|(_, row)| row).collect();
    assert_eq!(distinct.len(), 3);
    let own = identities("ID | Summary | Issue Type\nX1 | a | Task\nx2 | b | Task");
    let again = identities("Summary | ID | Issue Type\nother | x2 | Task\na | X1 | Task");
    let names = |of: &[(Option<String>, String)]| {
        of.iter().map(|(_, row)| row.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(names(&own), names(&again), "an ID is a name whatever else the row holds");
    assert!(own.iter().all(|(_, row)| row.starts_with("id#") && !row.contains("x1")), "{own:?}");
}

mod properties {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::plan::Change;
    use crate::schema::FieldId;

    /// Issues with generated texts and the file that shows them as they are.
    fn case(summaries: &[String]) -> Case {
        let mut target: TargetState = site(ISSUES);
        let template = target.issues["DEMO-2"].clone();
        target.issues.clear();
        let mut file = "Key | Summary | Priority | Labels | Due date | Issue Type".to_owned();
        for (number, summary) in (1..).zip(summaries) {
            let mut issue = template.clone();
            issue.key = format!("DEMO-{number}");
            issue.id = (10_000 + number).to_string();
            let text = FieldValue::Text(summary.clone());
            issue.values.insert(FieldId::new("summary"), text);
            write!(file, "\n{} | | Low | a b | 2026-11-20 | Task", issue.key).unwrap();
            target.issues.insert(issue.key.clone(), issue);
        }
        let mut case = Case::new(target, &file);
        for (row, summary) in case.table.rows.iter_mut().zip(summaries) {
            row.cells[1] = summary.as_str().into();
        }
        case
    }

    fn summaries() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec("\\PC{1,40}", 1..12)
    }

    fn edited(mut case: Case, edits: &[Option<String>]) -> Case {
        for (row, edit) in case.table.rows.iter_mut().zip(edits) {
            if let Some(text) = edit {
                row.cells[1] = text.as_str().into();
            }
        }
        case
    }

    /// What is done to each row, without regard to the order.
    fn by_row(changes: Vec<Change>) -> BTreeMap<u32, Change> {
        changes.into_iter().map(|change| (change.row, change)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_jira_has_is_never_a_change(summaries in summaries()) {
            let plan = case(&summaries).plan().0;
            prop_assert_eq!(plan.summary.unchanged as usize, summaries.len());
        }

        #[test]
        fn the_order_of_rows_does_not_matter(
            summaries in summaries(),
            edits in proptest::collection::vec(proptest::option::of("[a-z]{1,5}"), 12),
            seed in any::<usize>(),
        ) {
            let one = edited(case(&summaries), &edits);
            let mut two = edited(case(&summaries), &edits);
            let length = two.table.rows.len();
            two.table.rows.rotate_left(seed % length);
            two.table.rows.reverse();
            prop_assert_eq!(by_row(one.plan().0.changes), by_row(two.plan().0.changes));
        }

        #[test]
        fn every_change_of_the_file_changes_the_hash(
            summaries in summaries(),
            row in any::<usize>(),
        ) {
            let one = case(&summaries);
            let mut edits = vec![None; summaries.len()];
            let row = row % summaries.len();
            edits[row] = Some(format!("{} again", summaries[row].trim()));
            let two = edited(case(&summaries), &edits);
            let (one, two) = (one.plan().0, two.plan().0);
            prop_assert!(one.verify() && two.verify());
            prop_assert_ne!(&one.hash, &two.hash);
            let text = serde_json::to_string(&two).unwrap();
            prop_assert_eq!(Plan::from_json(&text), Ok(two));
        }

        #[test]
        fn numbers_survive_being_saved(number in any::<f64>()) {
            let mut case = Case::new(site(ISSUES), "Key | Story Points\nDEMO-2 | x");
            case.table.rows[0].cells[1] = number.into();
            let plan = case.plan().0;
            let text = serde_json::to_string(&plan).unwrap();
            prop_assert_eq!(Plan::from_json(&text), Ok(plan));
        }
    }
}
